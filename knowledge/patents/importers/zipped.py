"""Zip files of any office: each member goes to the importer that knows its content."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol, cast, runtime_checkable

from knowledge.patents.importers.archive import Archive, ArchiveError, Member, Refused, first_names, is_zip
from knowledge.patents.importers.markup import root_of
from knowledge.patents.importers.uspto_wrapper import names_wrapper
from knowledge.patents.importing import Broken, Importer, Outcome

# What begins an office document or program package, which is a zip file too: the importers of tables take those.
_PACKAGES = ("[Content_Types].xml", "_rels/", "docProps/", "xl/", "word/", "ppt/", "mimetype", "META-INF/")
_IN_MEMORY = 64 << 20


@runtime_checkable
class Streaming(Protocol):
    """An importer that reads any stream, so that nothing has to be unpacked to disk."""

    def outcomes(self, stream: BinaryIO, within: str = "") -> Iterator[Outcome]:
        """The records of a stream that stands at `within`."""
        ...


@dataclass
class Zipped:
    """Reads zip files, and zip files inside them one level deep, through other importers."""

    importers: tuple[Importer, ...]
    name: str = "zip"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether it is a zip file that is no office document and no set of papers of the file wrapper."""
        names = first_names(head) if is_zip(head) else []
        return bool(names) and not any(name.startswith(_PACKAGES) for name in names) and not names_wrapper(names)

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records of all members, in the order of the archive; places are "archive.zip!folder/member.xml"."""
        known = False
        with path.open("rb") as file:
            for outcome in self._outcomes(cast(BinaryIO, file), path.name, nested=False):
                known = True
                yield outcome
        if not known:
            reason = "压缩包里没有可识别的专利文献。/ The archive holds no patent documents of a format we know."
            yield Broken(path.name, reason)

    def _outcomes(self, file: BinaryIO, within: str, nested: bool) -> Iterator[Outcome]:
        try:
            archive = Archive(file)
        except ArchiveError as broken:
            yield Broken(within, str(broken))
            return
        for member in archive.members():
            place = f"{within}!{member.name}"
            if isinstance(member, Refused):
                yield Broken(place, member.reason)
                continue
            done = 0
            try:
                for outcome in self._member(archive, member, place, nested):
                    done = outcome.offset
                    yield replace(outcome, offset=member.position(done))
            except ArchiveError as broken:
                yield Broken(place, str(broken), member.position(done))

    def _member(self, archive: Archive, member: Member, place: str, nested: bool) -> Iterator[Outcome]:
        head = archive.head(member)
        if is_zip(head):
            yield from self._inner(archive, member, place, nested)
            return
        importer = next((one for one in self.importers if one.accepts(Path(member.name), head)), None)
        if importer is None:
            root = root_of(head)  # pictures and tables of a document are passed over, an unknown document is not
            if root:
                reason = f"不认识以 <{root}> 开头的文件。/ A document that begins with <{root}> is not known."
                yield Broken(place, reason)
        elif isinstance(importer, Streaming):
            # A weekly XML file may pack far better than 1:100 when it repeats itself, and is no danger: one document
            # of it is in memory at a time (streams.LONGEST), nothing is written.
            with archive.open(member) as stream:
                yield from importer.outcomes(cast(BinaryIO, stream), place)
        else:
            yield from self._from_disk(archive, member, place, importer)

    def _inner(self, archive: Archive, member: Member, place: str, nested: bool) -> Iterator[Outcome]:
        if nested:
            reason = "压缩包嵌套超过一层，未读取；请先解开。/ Archives nest more than one level deep; unpack it first."
            yield Broken(place, reason)
            return
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            _copy(archive, member, cast(BinaryIO, copy))
            yield from self._outcomes(cast(BinaryIO, copy), place, nested=True)

    def _from_disk(self, archive: Archive, member: Member, place: str, importer: Importer) -> Iterator[Outcome]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "member"  # never its own name
            with path.open("wb") as copy:
                _copy(archive, member, cast(BinaryIO, copy))
            for outcome in importer.read(path):
                yield replace(outcome, place=f"{place} {outcome.place}")


def _copy(archive: Archive, member: Member, to: BinaryIO) -> None:
    """Unpack a member whole. Raises ArchiveError when it expands more than text does."""
    if member.bomb:
        raise ArchiveError(
            "文件解压后超过压缩前的 100 倍，可能是压缩炸弹，未读取。"
            "/ It would expand to more than 100 times its packed size, as a zip bomb does; it was not read."
        )
    with archive.open(member) as stream:
        shutil.copyfileobj(stream, to)
