"""The encoding of a text file: its byte order mark, UTF-8 when it is, and what Chinese or other exporters wrote if not."""

import codecs
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# What patent offices and services of East Asia and Europe export in. GB18030 holds GBK and GB 2312.
_CANDIDATES = ["gb18030", "big5hkscs", "cp949", "cp932", "cp1252"]
_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_LINES = 200


def encoding_of(path: Path) -> str:
    """The encoding of a whole file: read through once, so that a long plain beginning does not deceive."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as source:
        marked = encoding_of_head(source.read(_SAMPLE))
        source.seek(0)
        if marked != "utf-8":
            return marked
        while block := source.read(_BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return _without_utf8(path)
    return "utf-8"


def _without_utf8(path: Path) -> str:
    """The encoding of a file with bytes that are no UTF-8, by its first lines that are not plain ASCII."""
    with path.open("rb") as source:
        return _by_lines(islice((line for line in source if not line.isascii()), _LINES))


def _by_lines(lines: Iterable[bytes]) -> str:
    """UTF-8 with damage when most of the lines are UTF-8, for other text hardly ever is by chance."""
    found = list(lines)
    valid = sum(_is_utf8(line) for line in found)
    return "utf-8" if valid * 2 >= len(found) else _guessed(b"".join(found))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def encoding_of_head(head: bytes) -> str:
    """The encoding by the first bytes of a file alone."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if name := _utf16(head):
        return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _by_lines(line for line in head.splitlines(keepends=True) if not line.isascii())
    return "utf-8"


def _utf16(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of its plain characters is zero."""
    sample = head[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 4 or max(even, odd) * 2 < len(sample) * 0.3:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _guessed(sample: bytes) -> str:
    """Chinese first: two thirds of such files here are; another encoding only where the bytes are no Chinese text."""
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best else "gb18030"
