"""Grants of 1976-2001: the fixed-tag "green book" (Automated Patent System full text), records that begin with PATN."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from knowledge.patents.importers.line_records import outcomes
from knowledge.patents.importers.uspto_aps_record import build
from knowledge.patents.importing import Outcome


@dataclass
class UsptoAps:
    """Reads green book files of any size, one record in memory at a time."""

    name: str = "uspto-aps"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether a line PATN with the number (WKU) on the line after it stands at the beginning of the file.

        Weekly files have one line of the producer before the first record.
        """
        lines = head[:4096].splitlines()[:3]
        return any(line.strip() == b"PATN" and after.startswith(b"WKU ") for line, after in pairwise(lines))

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records of a file, in order."""
        with path.open("rb") as stream:
            yield from self.outcomes(stream)

    def outcomes(self, stream: BinaryIO, within: str = "") -> Iterator[Outcome]:
        """The records of a stream. `within`: the place of the stream itself, for the reports."""
        return outcomes(stream, within, lambda line: line.strip() == "PATN", build)
