"""Responses and bulk files of the USPTO Open Data Portal (patent file wrapper data), in the current and the first shape.

A response is one JSON object whose list (`patentFileWrapperDataBag`, in the first version `patentBag`) has an object for
each application: all of it, or only its transactions, assignments, term adjustment, continuity, foreign priority. The
parts do not always name their application: then the file's name does ("15123456-assignment.json").
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import ijson

from knowledge.patents.importers import reasons
from knowledge.patents.importers.odp_record import patents_of
from knowledge.patents.importing import Broken, Found, Outcome

_BAGS = ("patentFileWrapperDataBag", "patentBag")
_DOCUMENTS = "documentBag"
# Series and serial of an application, standing alone: neither the digits of a patent number nor a date.
_NUMBER = re.compile(r"(?<![A-Za-z0-9])((?:0[2-9]|1\d|29|35|6[0-3]|9[056])\d{6})(?![A-Za-z0-9])")


class OdpImporter:
    """Reads JSON of the USPTO Open Data Portal."""

    name = "uspto-odp"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether it is a JSON object with one of the portal's lists at its top."""
        return _bag(head) != ""

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records of each application in order, one for each publication of it."""
        with path.open("rb") as stream:
            bag = _bag(stream.read(1 << 16))
            stream.seek(0)
            if bag == _DOCUMENTS:
                yield Broken("item 1", reasons.PAPERS, path.stat().st_size)
                return
            yield from self._records(path, stream, bag)

    def _records(self, path: Path, stream: Any, bag: str) -> Iterator[Outcome]:
        count = 0
        try:
            for item in ijson.items(stream, f"{bag}.item", use_float=True):
                count += 1
                place = f"item {count}"
                try:
                    for patent in patents_of(item, _named(path)):
                        yield Found(patent, place, stream.tell())
                except (TypeError, AttributeError, ValueError) as error:
                    yield Broken(place, reasons.reason_of(error), stream.tell())
        except (ijson.JSONError, UnicodeDecodeError) as error:
            yield Broken(f"item {count + 1}", _unreadable(error), path.stat().st_size)
            return
        if not count and total_of(path) != 0:
            yield Broken("item 1", reasons.NO_PUBLICATION, path.stat().st_size)


def _bag(head: bytes) -> str:
    """The name of the portal's list in the object the bytes begin with; empty when there is none."""
    try:
        for prefix, event, name in ijson.parse(BytesIO(head)):
            if prefix == "" and event not in ("start_map", "map_key"):
                return ""
            if prefix == "" and event == "map_key" and name in (*_BAGS, _DOCUMENTS):
                return str(name)
    except (ijson.JSONError, UnicodeDecodeError):
        return ""
    return ""


def total_of(path: Path) -> int | None:
    """How many applications a search found in all, by the answer to it; None when it does not say."""
    try:
        with path.open("rb") as stream:
            return int(next(ijson.items(stream, "count")))
    except (ijson.JSONError, StopIteration, UnicodeDecodeError, TypeError, ValueError):
        return None


def _named(path: Path) -> str:
    """The application number in a file's name, if it has one."""
    found = _NUMBER.search(path.stem)
    return found[1] if found else ""


def _unreadable(error: Exception) -> str:
    broken_off = isinstance(error, ijson.IncompleteJSONError)
    return reasons.breaks_off(str(error)) if broken_off else reasons.malformed(str(error))
