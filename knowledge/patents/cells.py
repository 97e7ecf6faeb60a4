"""A record taken apart into cells, the smallest parts that one source replaces whole, and put together again.

A cell is one field, or one language or classification scheme of a field: "biblio:filed", "texts:zh.abstract",
"claims:en", "classes:IPC". Its group is what stands before the colon. Only filled cells are there: what a source does
not say is no cell, so it can erase nothing.
"""

from collections.abc import Iterator
from typing import Any

from knowledge.patents.record import Patent, Source, Symbol, Texts

GROUP_OF_FIELD = {
    "printed": "biblio", "right": "biblio", "stage": "biblio", "published": "biblio", "application": "biblio",
    "application_printed": "biblio", "filed": "biblio", "granted": "biblio", "language": "biblio",
    "priorities": "biblio", "earliest_priority": "biblio", "pct_application": "biblio", "pct_filed": "biblio",
    "claims_count": "claims", "holders": "parties", "inventors": "parties", "agents": "parties", "family": "family",
    "members": "family", "cites": "citations", "cited_by": "citations", "cites_count": "citations",
    "cited_by_count": "citations", "events": "events",
}  # fmt: skip
_TEXT_CELLS = (("title", "texts", ".title"), ("abstract", "texts", ".abstract"), ("claims", "claims", ""), ("description", "description", ""))  # fmt: skip
_EMPTY: tuple[object, ...] = (None, "", ())
Cells = dict[str, Any]


def cells_of(patent: Patent) -> Cells:
    """The filled cells of a record, by name."""
    return dict(_cells(patent))


def _cells(patent: Patent) -> Iterator[tuple[str, Any]]:
    for field, group in GROUP_OF_FIELD.items():
        value = getattr(patent, field)
        if value not in _EMPTY:
            yield f"{group}:{field}", value
    for language, texts in patent.texts.items():
        for field, group, tail in _TEXT_CELLS:
            if value := getattr(texts, field):
                yield f"{group}:{language}{tail}", value
    for scheme in dict.fromkeys(symbol.scheme for symbol in patent.symbols):
        yield f"classes:{scheme}", tuple(symbol for symbol in patent.symbols if symbol.scheme == scheme)


def groups_of(patent: Patent) -> list[str]:
    """The groups a record fills, in the order of its fields."""
    groups = {group: None for field, group in GROUP_OF_FIELD.items() if getattr(patent, field) not in _EMPTY}
    for texts in patent.texts.values():
        groups |= {group: None for field, group, _ in _TEXT_CELLS if getattr(texts, field)}
    if patent.symbols:
        groups["classes"] = None
    return list(groups)


def patent_of(patent: Patent, cells: Cells, sources: dict[str, Source]) -> Patent:
    """The record of these cells, under the number of `patent`."""
    fields: dict[str, Any] = {"number": patent.number, "sources": sources}
    texts: dict[str, dict[str, Any]] = {}
    symbols: list[Symbol] = []
    for name, value in cells.items():
        group, _, rest = name.partition(":")
        if rest in GROUP_OF_FIELD:
            fields[rest] = value
        elif group == "classes":
            symbols.extend(value)
        else:
            language, _, field = rest.partition(".")
            texts.setdefault(language, {})[field or group] = value
    fields["texts"] = {language: Texts(**parts) for language, parts in texts.items()}
    return Patent(symbols=tuple(symbols), **fields)
