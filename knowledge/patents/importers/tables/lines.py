"""The lines of a text file in its encoding, one at a time, each with the bytes of the file behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.patents.importers.tables import reasons
from knowledge.patents.importers.tables.rows import Problem

LONGEST = 16 << 20  # bytes of a line; a full text with its description has one or two


@dataclass(frozen=True)
class Line:
    """A line with its end, its number from 1, and how many bytes are behind it."""

    text: str
    number: int
    offset: int


def lines_of(path: Path, encoding: str) -> Iterator[Line | Problem]:
    """The lines of a file; one that is no text in the encoding, or too long, is a problem and the next goes on."""
    reader = _wide_lines if encoding.startswith(("utf-16", "utf-32")) else _lines
    return reader(path, encoding)


def _lines(path: Path, encoding: str) -> Iterator[Line | Problem]:
    number = offset = 0
    with path.open("rb") as source:
        while raw := source.readline(LONGEST):
            number, offset = number + 1, offset + len(raw)
            if len(raw) == LONGEST and not raw.endswith(b"\n"):
                while rest := source.readline(LONGEST):
                    offset += len(rest)
                    if rest.endswith(b"\n"):
                        break
                yield Problem(f"line {number}", reasons.TOO_LONG, offset)
                continue
            try:
                text = raw.decode(encoding if number == 1 else encoding.removesuffix("-sig"))
                yield Line(text.replace("\0", ""), number, offset)
            except UnicodeDecodeError:
                yield Problem(f"line {number}", reasons.not_in_encoding(encoding), offset)


def _wide_lines(path: Path, encoding: str) -> Iterator[Line | Problem]:
    """UTF-16 and UTF-32: a damaged part is marked in its line, for lines cannot be told apart by bytes."""
    unit = "utf-32-le" if encoding.startswith("utf-32") else "utf-16-le"
    number = offset = 0
    with path.open(encoding=encoding, errors="replace", newline="") as source:
        while text := source.readline(LONGEST):
            number, offset = number + 1, offset + len(text.encode(unit, "surrogatepass"))
            if "\ufffd" in text:
                yield Problem(f"line {number}", reasons.not_in_encoding(encoding), offset)
            else:
                yield Line(text, number, offset)
