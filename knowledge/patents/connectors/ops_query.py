"""Searches and numbers as OPS wants them: the query language of Espacenet (CQL) and the docdb form of a publication."""

from collections.abc import Iterable
from datetime import timedelta

from knowledge.patents.connectors.outbound import OutboundQuery
from knowledge.patents.numbers import PatentNumber

_EARLIEST, _LATEST = "17800101", "99991231"


def cql_of(query: OutboundQuery) -> str:
    """The query as CQL, all conditions joined by and; empty when it has none."""
    parts = _any("ta all", [query.words]) + _any("cl =", (each.replace(" ", "") for each in query.classes))
    parts += _any("pa =", query.holders) + _any("in =", query.inventors)
    if query.published_from or query.published_before:
        first = query.published_from.strftime("%Y%m%d") if query.published_from else _EARLIEST
        last = (query.published_before - timedelta(days=1)).strftime("%Y%m%d") if query.published_before else _LATEST
        parts.append(f'pd within "{first} {last}"')
    return " and ".join(parts)


def _any(relation: str, values: Iterable[str]) -> list[str]:
    """One condition that any of the values fulfils, or none."""
    conditions = [f'{relation} "{plain}"' for value in values if (plain := _plain(value))]
    return [f"({' or '.join(conditions)})" if len(conditions) > 1 else conditions[0]] if conditions else []


def _plain(text: str) -> str:
    """The text of a CQL string: a quotation mark would end it, wildcards and backslashes would be obeyed."""
    return " ".join("".join(" " if each in '"\\*?#' or not each.isprintable() else each for each in text).split())


def docdb_serial(number: PatentNumber) -> str:
    """The serial as docdb writes it: US applications with six digits after the year, EP with seven, old WO with two for it."""
    serial = number.serial
    if number.country == "US" and len(serial) == 11 and serial.isdigit():
        return serial[:4] + f"{int(serial[4:]):06d}"
    if number.country == "EP":
        return serial.zfill(7)
    if number.country == "WO" and len(serial) == 10 and int(serial[:4]) < 2004:
        return serial[2:4] + f"{int(serial[4:]):05d}"
    return serial
