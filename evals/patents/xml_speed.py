"""How fast USPTO XML becomes records, as a share of what reading the same XML costs anybody.

`python -m evals.patents.xml_speed FOLDER [--megabytes 60]`: the documents of a folder are repeated into one weekly
file; lxml's iterparse goes through the same documents under one root, building nothing. Goal: at least 0.5 of a bare
parse that is told of every element; the share of one that is only told when a document ends is printed beside it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

from lxml import etree

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.markup import parse
from knowledge.patents.importing import Found, Importer

HEAD = 1 << 16
MEGABYTE = 1 << 20
SUFFIXES = {".xml"}
ROOTS = ("us-patent-grant", "us-patent-application", "PATDOC", "patent-application-publication")


@dataclass(frozen=True)
class Speed:
    """Megabytes a second: of records, of a bare parse with an event for each element, of one with documents only."""

    family: str
    records: float
    elements: float
    documents: float

    def __str__(self) -> str:
        return (
            f"{self.family:12} records {self.records:6.1f} MB/s  bare {self.elements:6.1f} MB/s: "
            f"{self.records / self.elements:.2f}  documents only {self.documents:6.1f} MB/s: "
            f"{self.records / self.documents:.2f}"
        )


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


def elements(path: Path) -> int:
    """Go through a file with iterparse, told of every element, keeping nothing; how many documents it held."""
    count = 0
    for _, element in etree.iterparse(str(path), events=("end",), resolve_entities=False, no_network=True):
        if element.tag in ROOTS:
            count += 1
            element.clear()
    return count


def only_documents(path: Path) -> int:
    """The same, told of the documents only."""
    count = 0
    for _, element in etree.iterparse(str(path), tag=ROOTS, resolve_entities=False, no_network=True):
        count += 1
        element.clear()
    return count


def records(path: Path) -> int:
    """Make every record of a file; how many there were."""
    importer = importer_of(path)
    return sum(isinstance(outcome, Found) for outcome in importer.read(path)) if importer else 0


def measure(folder: Path, megabytes: int, rounds: int = 3) -> Iterator[Speed]:
    """The speed of each family of XML found below a folder, medians of some rounds taken in turn."""
    for family, paths in families(folder).items():
        documents = [path for path in paths if single(path)]
        with tempfile.TemporaryDirectory() as temporary:
            week, one_root = Path(temporary) / "week.xml", Path(temporary) / "one.xml"
            written = weekly(documents, week, megabytes * MEGABYTE)
            plain = under_one_root(documents, one_root, megabytes * MEGABYTE)
            took: dict[Callable[[Path], int], list[float]] = {records: [], elements: [], only_documents: []}
            for _ in range(rounds):
                for function, speeds in took.items():
                    file, size = (week, written) if function is records else (one_root, plain)
                    speeds.append(size / MEGABYTE / seconds(function, file))
        yield Speed(family, *(median(speeds) for speeds in took.values()))


def seconds(function: Callable[[Path], int], path: Path) -> float:
    """Processor time of one call, so that others on the machine do not count."""
    started = process_time()
    if not function(path):
        raise ValueError(f"{path} holds no documents.")
    return process_time() - started


def main() -> None:
    """Print the speed of each family."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=int, default=60)
    options = parser.parse_args()
    for speed in measure(options.folder, options.megabytes):
        sys.stdout.write(f"{speed}\n")


if __name__ == "__main__":
    main()
