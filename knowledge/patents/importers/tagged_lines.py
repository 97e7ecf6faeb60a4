"""Text files of tagged lines: a tag in the first columns, its value after it, continued on lines that begin blank."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

_TAG = re.compile(r"^([A-Z][A-Z0-9]{2,3})(?: +|$)(.*)$")
LONGEST_LINE = 1 << 20  # a "line" beyond this is no text; the rest of it is read as lines of their own


@dataclass
class Line:
    """One tag with its value: the lines below it that belong to it are joined by blanks, or kept for tables."""

    tag: str
    value: str
    more: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The value with one blank between words."""
        return " ".join(" ".join([self.value, *self.more]).split())

    @property
    def rows(self) -> str:
        """The value as it is laid out, for tables."""
        lines = (" ".join(line.split()) for line in (self.value, *self.more))
        return "\n".join(line for line in lines if line.strip("_ "))


@dataclass(frozen=True)
class RawLine:
    """A line of the file with its number and the bytes up to its end."""

    text: str
    number: int
    offset: int


def raw_lines(stream: BinaryIO) -> Iterator[RawLine]:
    """The lines of a file: UTF-8, by rule windows-1252 where a line is not, never failing."""
    offset = 0
    for number, data in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), 1):
        offset += len(data)
        data = data.rstrip(b"\r\n")
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("windows-1252", "replace")
        yield RawLine(text, number, offset)


def tagged(lines: Iterable[RawLine]) -> Iterator[Line]:
    """The tagged values of some lines. Lines before the first tag are left out."""
    current: Line | None = None
    for line in lines:
        found = _TAG.match(line.text)
        if found:
            if current:
                yield current
            current = Line(found[1], found[2])
        elif current and line.text.strip():
            current.more.append(line.text)
    if current:
        yield current
