"""How fast USPTO XML becomes records, as a share of what reading the same XML costs anybody.

`python -m evals.patents.xml_speed FOLDER [--megabytes 60]`: the documents of a folder are repeated into one weekly
file; lxml's iterparse goes through the same documents under one root, building nothing. Goal: at least 0.5.
"""

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.markup import parse
from knowledge.patents.importing import Found, Importer

HEAD = 1 << 16
MEGABYTE = 1 << 20
SUFFIXES = {".xml"}


@dataclass(frozen=True)
class Speed:
    """Megabytes a second: of the bare parse, and of records."""

    family: str
    bare: float
    records: float

    @property
    def ratio(self) -> float:
        """Share of the bare parse."""
        return self.records / self.bare


def importer_of(path: Path) -> Importer | None:
    """The importer that takes a file."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return next((one for one in IMPORTERS if one.accepts(path, head)), None)


def families(folder: Path) -> dict[str, list[Path]]:
    """The XML files below a folder by the importer that takes them."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        importer = importer_of(path) if path.suffix.lower() in SUFFIXES else None
        if importer:
            found.setdefault(importer.name, []).append(path)
    return found


def weekly(paths: list[Path], to: Path, size: int) -> int:
    """Write the files one after another, again and again, until the size is reached; the bytes written."""
    contents = [declared(path.read_bytes().strip()) + b"\n" for path in paths]
    written = 0
    with to.open("wb") as file:
        while written < size:
            for content in contents:
                written += file.write(content)
    return written


def declared(data: bytes) -> bytes:
    """A document with its declaration, by which a weekly file is split."""
    return data if data.startswith((b"<?xml", b"<!DOCTYPE")) else b'<?xml version="1.0" encoding="UTF-8"?>\n' + data


def under_one_root(paths: list[Path], to: Path, size: int) -> int:
    """Write the same documents as elements of one document, which is what a bare parser can stream."""
    contents = [etree.tostring(parse(path.read_bytes()), encoding="utf-8") + b"\n" for path in paths if single(path)]
    written = 0
    with to.open("wb") as file:
        file.write(b"<documents>\n")
        while written < size:
            for content in contents:
                written += file.write(content)
        file.write(b"</documents>\n")
    return written


def single(path: Path) -> bool:
    """Whether a file holds one document."""
    return path.read_bytes().count(b"<?xml ") <= 1


def bare(path: Path) -> int:
    """Go through a file with iterparse, keeping nothing; how many documents it held."""
    count = 0
    for _, element in etree.iterparse(str(path), events=("end",), resolve_entities=False, no_network=True):
        parent = element.getparent()
        if parent is not None and parent.getparent() is None:
            count += 1
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
    return count


def records(path: Path) -> int:
    """Make every record of a file; how many there were."""
    importer = importer_of(path)
    return sum(isinstance(outcome, Found) for outcome in importer.read(path)) if importer else 0
