"""Searches in the query language of the USPTO Open Data Portal (Lucene syntax over the fields of its data)."""

import re
from collections.abc import Iterable
from datetime import timedelta

from knowledge.patents.connectors.outbound import OutboundQuery
from knowledge.patents.numbers import PatentNumber

_META = "applicationMetaData."
_TITLE, _CPC, _PUBLISHED = f"{_META}inventionTitle", f"{_META}cpcClassificationBag", f"{_META}earliestPublicationDate"
_HOLDER, _INVENTOR = f"{_META}firstApplicantName", f"{_META}inventorBag.inventorNameText"
_EARLIEST, _LATEST = "1790-01-01", "9999-12-31"


def lucene_of(query: OutboundQuery) -> str:
    """The query in Lucene syntax, all conditions joined by AND; empty when it has none."""
    parts = [f"{_TITLE}:({' AND '.join(words)})"] if (words := _words(query.words)) else []
    parts += _any(_CPC, (each.replace(" ", "") for each in query.classes))
    parts += _any(_HOLDER, query.holders) + _any(_INVENTOR, query.inventors)
    if query.published_from or query.published_before:
        first = query.published_from.isoformat() if query.published_from else _EARLIEST
        last = (query.published_before - timedelta(days=1)).isoformat() if query.published_before else _LATEST
        parts.append(f"{_PUBLISHED}:[{first} TO {last}]")
    return " AND ".join(parts)


def by_publication(number: PatentNumber) -> str:
    """The query for the application of one publication: by patent number, or by the number it was laid open under."""
    if len(number.serial) == 11 and number.serial.isdigit():
        return f'{_META}earliestPublicationNumber:"{number.without_kind}{number.kind or "A1"}"'
    return f'{_META}patentNumber:"{number.serial}"'


def _any(field: str, values: Iterable[str]) -> list[str]:
    quoted = [f'"{plain}"' for value in values if (plain := " ".join(re.sub(r'["\\*?]', " ", value).split()))]
    return [f"{field}:({' OR '.join(quoted)})"] if quoted else []


def _words(text: str) -> list[str]:
    """Each word a quoted string, so that none of them is an operator."""
    return [f'"{word}"' for word in re.findall(r"\w+", text)]
