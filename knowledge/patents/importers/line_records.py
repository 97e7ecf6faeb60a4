"""Records of a text file, each a run of lines that begins with a known line: gathered one at a time, never too long."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from knowledge.patents.importers.tagged_lines import Line, RawLine, raw_lines, tagged
from knowledge.patents.importing import Broken, Found, Outcome
from knowledge.patents.numbers import NumberError
from knowledge.patents.record import Patent

LONGEST = 64 << 20  # bytes of one record; the largest real ones are far below


def outcomes(
    stream: BinaryIO, within: str, begins: Callable[[str], bool], build: Callable[[list[Line]], Patent]
) -> Iterator[Outcome]:
    """What the records of a stream are, in order.

    `within`: the place of the stream. `begins` knows the first line of a record; `build` makes the patent of its tagged
    lines, or raises NumberError when it has no number, EOFError when it is cut off.
    """
    record: list[RawLine] = []
    start = 0
    seen = False
    for line in raw_lines(stream):
        if begins(line.text):
            if record:
                yield _outcome(record, within, build)
            record, start, seen = [line], line.offset, True
        elif record and line.offset - start <= LONGEST:
            record.append(line)
    if record:
        yield _outcome(record, within, build)
    if not seen:
        yield Broken(within or "line 1", "文件里没有一条记录的开头。/ The file holds no beginning of a record.")


def _outcome(record: list[RawLine], within: str, build: Callable[[list[Line]], Patent]) -> Outcome:
    place = " ".join(filter(None, (within, f"line {record[0].number}")))
    offset = record[-1].offset
    try:
        return Found(build(list(tagged(record))), place, offset)
    except NumberError as broken:
        return Broken(place, f"没有可读的专利号。/ It has no patent number that can be read: {broken}", offset)
    except EOFError as broken:
        return Broken(place, f"记录不完整，请重新下载。/ The record is cut off: {broken} Fetch the file again.", offset)
