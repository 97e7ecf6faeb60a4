"""An importer of XML documents that stand one after another in a file: the weekly files of the offices."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from knowledge.patents.importers.markup import Element, MarkupError, parse, root_of
from knowledge.patents.importers.streams import Document, documents
from knowledge.patents.importing import Broken, Found, Outcome
from knowledge.patents.numbers import NumberError
from knowledge.patents.record import Patent


@dataclass
class XmlReader:
    """Reads documents whose root is one of `roots`.

    `builders`: by name of root, makes a record of it; a file may mix the families of one office. `passed_over`: roots
    that come along in such files and are no publications (sequence listings): neither found nor broken. `repair` makes
    XML of SGML, see markup.parse.
    """

    name: str
    roots: frozenset[str]
    builders: Mapping[str, Callable[[Element], Patent]]
    passed_over: frozenset[str] = frozenset()
    repair: Callable[[bytes], bytes] | None = field(default=None)

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the first document is of this family."""
        return root_of(head) in self.roots

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records of a file, in order."""
        with path.open("rb") as stream:
            yield from self.outcomes(stream)

    def outcomes(self, stream: BinaryIO, within: str = "") -> Iterator[Outcome]:
        """The records of a stream. `within`: the place of the stream itself ("week.zip!a.xml"), for the reports."""
        empty = True
        for document in documents(stream):
            empty = False
            outcome = self._outcome(document, within)
            if outcome is not None:
                yield outcome
        if empty:
            yield Broken(within or "line 1", "文件是空的，请重新下载。/ The file is empty; fetch it again.")

    def _outcome(self, document: Document, within: str) -> Outcome | None:
        place = _place(within, document.line)
        if document.too_long:
            reason = "文件长得不像一份专利文献，已跳过。/ The document is too long to be one patent; it was left out."
            return Broken(place, reason, document.offset)
        try:
            root = parse(document.data, self.repair)
            build = self.builders.get(str(root.tag))
            if build is not None:
                return Found(build(root), place, document.offset)
        except MarkupError as broken:
            return Broken(_place(within, document.line + broken.line - 1), str(broken), document.offset)
        except NumberError as broken:
            reason = f"没有可读的公开号。/ It has no publication number that can be read: {broken}"
            return Broken(place, reason, document.offset)
        if root.tag in self.passed_over:
            return None
        reason = f"<{root.tag}> 不是这种文件里的专利文献。/ <{root.tag}> is no patent document of this kind of file."
        return Broken(place, reason, document.offset)


def _place(within: str, line: int) -> str:
    """Where a document stands: inside an archive the member alone when it is the first."""
    if within:
        return within if line == 1 else f"{within} line {line}"
    return f"line {line}"
