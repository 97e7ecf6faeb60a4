"""Documents of a stream: offices put a week's documents one after another into a file, each with its own declaration."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20
# No patent document comes near this; a file without declarations must not be gathered in memory.
LONGEST = 256 << 20
_DECLARATION = b"<?xml"
_DOCTYPE = b"<!DOCTYPE"
_NOTHING = b"\xef\xbb\xbf \t\r\n"  # a byte order mark and blank space before the first document
_LOOK_BACK = 4096  # where the end tag before a document type stands, blank space included


@dataclass(frozen=True)
class Document:
    """One document as it stands: its bytes, the line it starts on, how many bytes of the stream are behind its end.

    `data` is empty when the document is longer than `LONGEST` and was left out (`too_long`).
    """

    data: bytes
    line: int
    offset: int
    too_long: bool = False


def documents(stream: BinaryIO, chunk: int = CHUNK, longest: int = LONGEST) -> Iterator[Document]:
    """The documents of a stream, split before each XML declaration and, for SGML that has none, document type.

    Memory holds one document and one chunk. Errors of the stream itself (a damaged archive) pass through, after all
    that was complete before them has been yielded.
    """
    buffer, line, offset, dropped = b"", 1, 0, False
    searched = 0
    while block := stream.read(chunk):
        buffer += block
        start = 0
        # the last bytes may be the first half of a mark: they are looked at again with the next block
        for position in _marks(buffer, searched, len(buffer) - len(_DOCTYPE) - 1):
            yield from _document(buffer[start:position], line, offset + position, dropped)
            line += buffer.count(b"\n", start, position)
            start, dropped = position, False
        buffer, offset = buffer[start:], offset + start
        if len(buffer) > longest:
            line += buffer.count(b"\n", 0, len(buffer) - _LOOK_BACK)
            offset += len(buffer) - _LOOK_BACK
            buffer, dropped = buffer[-_LOOK_BACK:], True
        searched = max(1, len(buffer) - len(_DOCTYPE) - 1)
    yield from _document(buffer, line, offset + len(buffer), dropped)


def _document(data: bytes, line: int, offset: int, dropped: bool) -> Iterator[Document]:
    if dropped:
        yield Document(b"", line, offset, too_long=True)
    elif len(data) > len(_NOTHING) or data.strip(_NOTHING):
        yield Document(data, line, offset)


def _marks(buffer: bytes, start: int, stop: int) -> list[int]:
    """Where documents begin after the first: from `start` on, marks that begin before `stop`."""
    found = [at for at in _all(buffer, _DECLARATION, start, stop) if buffer[at + 5 : at + 6].isspace()]
    found += [at for at in _all(buffer, _DOCTYPE, start, stop) if _after_end_tag(buffer, at)]
    return sorted(found)


def _all(buffer: bytes, mark: bytes, start: int, stop: int) -> Iterator[int]:
    at = buffer.find(mark, start, stop + len(mark))
    while at >= 0:
        yield at
        at = buffer.find(mark, at + 1, stop + len(mark))


def _after_end_tag(buffer: bytes, at: int) -> bool:
    """Whether the last thing before a position is an end tag: then a document type opens another document."""
    before = buffer[max(0, at - _LOOK_BACK) : at].rstrip()
    return before.endswith(b">") and before[before.rfind(b"<") :].startswith(b"</")
