"""Provenance as it is stored: each source once, with the groups and cells that came from it."""

import json

from knowledge.patents.record import Source


def encode_sources(sources: dict[str, Source]) -> str:
    """The sources of a record as compact JSON; equal provenance gives equal text."""
    by_source: dict[tuple[str, str, str, str], list[str]] = {}
    rows: dict[int, list[str]] = {}  # an ingest run gives all groups one object: it is looked at once
    for group, source in sorted(sources.items()):
        names = rows.get(id(source))
        if names is None:
            key = (source.raw, source.importer, source.place, source.retrieved.isoformat())
            names = rows[id(source)] = by_source.setdefault(key, [])
        names.append(group)
    return json.dumps([[*key, names] for key, names in by_source.items()], ensure_ascii=False, separators=(",", ":"))


def decode_sources(text: str) -> dict[str, Source]:
    """The sources that `encode_sources` wrote."""
    sources: dict[str, Source] = {}
    for raw, importer, place, retrieved, names in json.loads(text):
        source = Source(raw=raw, importer=importer, place=place, retrieved=retrieved)
        sources |= dict.fromkeys(names, source)
    return sources
