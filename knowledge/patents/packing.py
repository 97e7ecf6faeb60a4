"""A record as a row of the store: the columns that are asked for, and the whole as compressed JSON.

Provenance is kept beside the record, so that the same content retrieved again is known by its hash alone.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from isal import isal_zlib
from pydantic import TypeAdapter

from knowledge.patents.merging import retrieved
from knowledge.patents.provenance import decode_sources, encode_sources
from knowledge.patents.record import Patent
from knowledge.patents.store_schema import StoreError

COLUMNS = (
    "number", "base", "country", "serial", "kind", "application", "filed", "published", "right", "family", "raw",
    "content", "sources", "record", "revision", "source",
)  # fmt: skip
_LEVEL = 2  # zlib's format, and its level 2 in a quarter of its time: full texts to a fifth at 600 MB/s
_RECORD = TypeAdapter(Patent)
_NotDeflated: type[Exception] = isal_zlib.IsalError  # type: ignore[assignment] # its stub declares an instance
Value = str | int | bytes | None


@dataclass(frozen=True)
class Packed:
    """A record, its JSON without provenance, the hash of that, and its provenance as text."""

    patent: Patent
    json: bytes
    content: bytes
    sources: str

    def row(self, revision: int, source: str) -> tuple[Value, ...]:
        """The values of COLUMNS. `source`: the register name; by default the importer that was last."""
        patent, number = self.patent, self.patent.number
        last = max(patent.sources.values(), key=retrieved, default=None)
        return (
            str(number), number.without_kind, number.country, number.serial, number.kind, patent.application,
            _day(patent.filed), _day(patent.published),
            patent.right.value, patent.family, last.raw if last else "", self.content, self.sources,
            isal_zlib.compress(self.json, _LEVEL), revision, source or (last.importer if last else ""),
        )  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def pack(patent: Patent) -> Packed:
    """A record ready to be stored. Raises ValueError for text that is not Unicode (half a surrogate pair)."""
    json = _RECORD.dump_json(patent, exclude={"sources"}, exclude_defaults=True)
    return Packed(patent, json, hashlib.sha256(json).digest()[:16], encode_sources(patent.sources))


def unpack(number: str, record: bytes, sources: str) -> Patent:
    """The record of a row. Raises StoreError when the row is damaged."""
    try:
        patent = Patent.model_validate_json(isal_zlib.decompress(record))
    except (ValueError, _NotDeflated) as error:
        raise StoreError(
            f"专利 {number} 的记录已损坏，请重新导入其原始文件。/ The record of {number} is damaged; ingest its raw file again."
        ) from error
    return patent.model_copy(update={"sources": decode_sources(sources)})


def entities(patent: Patent) -> set[str]:
    """The keys a record is found by through its holders: the resolved entity, else the name as printed in small letters."""
    return {party.entity or party.name.casefold().strip() for party in patent.holders}
