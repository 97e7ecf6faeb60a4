"""One application of the USPTO Open Data Portal as records: one for each of its publications, or one under its stand-in.

An application that was published and granted gives two records; what belongs to the application (events, parties,
classes) is in both. Kind codes are those of the USPTO since 2001: a utility patent is B2 when the application had been
published before, else B1.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from knowledge.patents.importers.odp_events import events_of
from knowledge.patents.importers.odp_parts import (
    agents_of,
    applicants_of,
    inventors_of,
    pct_of,
    priorities_of,
    symbols_of,
)
from knowledge.patents.importers.reasons import WHOSE_ANSWER, Rejected
from knowledge.patents.importers.stand_in import stand_in
from knowledge.patents.importers.standing import standing_of
from knowledge.patents.importers.us_grants import grant_number
from knowledge.patents.importers.values import day_of
from knowledge.patents.numbers import PatentNumber, parse_application, parse_publication
from knowledge.patents.record import Patent, Right, Texts

_RIGHTS = {"UTL": Right.INVENTION, "DSN": Right.DESIGN, "PLT": Right.PLANT, "REI": Right.INVENTION}


def patents_of(item: dict[str, Any], named: str = "") -> Iterator[Patent]:
    """The records of one application. `named`: its number from elsewhere, for parts that do not say it.

    Raises Rejected when nothing says whose part it is, NumberError for a number that is none.
    """
    meta = {**item, **(item.get("applicationMetaData") or {})}
    printed = str(meta.get("applicationNumberText") or _from_continuity(meta) or named)
    application = canonical(printed)
    known = _known(meta, application, printed)
    right = _RIGHTS.get(meta.get("applicationTypeCode", ""), Right.INVENTION)
    publications = list(_publications(meta))
    if not publications:
        yield Patent(number=stand_in(application), printed=printed, right=right, **known)
    for number, text, published in publications:
        stage, granted = standing_of(number, published).stage, day_of(meta.get("grantDate") or "")
        yield Patent(
            number=number, printed=text, right=right, stage=stage, published=published, granted=granted, **known
        )


def canonical(printed: str) -> str:
    """The application number of eight digits, series and serial, or of an international application. Raises Rejected and NumberError."""
    if not printed:
        raise Rejected(WHOSE_ANSWER)
    if len(printed) == 8 and printed.isdigit():
        return parse_application(f"{printed[:2]}/{printed[2:]}", "US").canonical
    return parse_application(printed, "US").canonical


def _known(meta: dict[str, Any], application: str, printed: str) -> dict[str, Any]:
    """What every record of the application has."""
    priorities = priorities_of(meta)
    pct, pct_filed = pct_of(meta)
    title = meta.get("inventionTitle") or ""
    return {
        "application": application,
        "application_printed": printed,
        "filed": day_of(meta.get("filingDate") or ""),
        "texts": {"en": Texts(title=title)} if title else {},
        "holders": applicants_of(meta),
        "inventors": inventors_of(meta),
        "agents": agents_of(meta),
        "symbols": symbols_of(meta),
        "priorities": priorities,
        "earliest_priority": min((each.day for each in priorities if each.day), default=None),
        "pct_application": pct,
        "pct_filed": pct_filed,
        "events": events_of(meta),
    }


def _publications(meta: dict[str, Any]) -> Iterator[tuple[PatentNumber, str, date | None]]:
    """Numbers, as printed, and days of the application as published and of the patent."""
    laid_open = meta.get("earliestPublicationNumber") or ""
    if laid_open:
        yield parse_publication(laid_open, "US"), laid_open, day_of(meta.get("earliestPublicationDate") or "")
    patent = str(meta.get("patentNumber") or "")
    if patent:
        granted = day_of(meta.get("grantDate") or "")
        yield grant_number(patent, granted, bool(laid_open)), patent, granted


def _from_continuity(meta: dict[str, Any]) -> str:
    """The application a continuity part belongs to: the child that is nobody's parent, or the parent of all children."""
    bag = meta.get("continuityBag") or meta
    parents, children = bag.get("parentContinuityBag") or [], bag.get("childContinuityBag") or []
    of_children = {each.get("parentApplicationNumberText") for each in children}
    own = {each.get("childApplicationNumberText") for each in parents} - {
        each.get("parentApplicationNumberText") for each in parents
    }
    candidates = of_children & own or own or of_children
    return str(next(iter(candidates))) if len(candidates) == 1 else ""
