"""The statement of coverage: what was searched, what was not, and since when applications may still be unpublished."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from tools.search.provisions import provisions
from tools.search.survey import Survey

LAG_MONTHS = 18  # Patent Law art. 34; abroad the same span is usual (EPC art. 93, 35 U.S.C. 122(b), PCT art. 21)
NotSearched = Literal[
    "other_records", "non_patent_literature", "unpublished_applications", "design_images", "connectors_not_configured",
    "connectors_confidential", "connectors_failed", "countries_not_held", "sequences_and_structures",
]  # fmt: skip


class Held(BaseModel):
    """The records of one country."""

    country: str
    records: int
    newest: date | None
    fields: list[str]


class Coverage(BaseModel):
    """What a search covered.

    `published_through`: an invention application filed (or whose priority was) on or before this day should be published
    by now, unless withdrawn or refused before; a later one may not be. Utility models and designs are published only
    when granted, so for them no such day exists.
    """

    as_of: date
    databases: dict[str, int]
    held: list[Held]
    countries_asked: list[str]
    countries_missing: list[str]
    published_through: date
    not_searched: list[NotSearched]
    citations: list[Citation]


def coverage(
    library: LawLibrary,
    survey: Survey,
    as_of: date,
    *,
    databases: dict[str, int],
    countries: Iterable[str] = (),
    outside: Literal["asked", "none", "confidential", "failed"] = "none",
) -> Coverage:
    """What a search of this day covered. `outside`: whether services of offices were asked too."""
    asked = sorted(set(countries))
    missing = [country for country in asked if country not in survey.countries]
    not_searched: list[NotSearched] = ["other_records", "non_patent_literature", "unpublished_applications", "design_images", "sequences_and_structures"]  # fmt: skip
    told: dict[str, NotSearched] = {"none": "connectors_not_configured", "confidential": "connectors_confidential", "failed": "connectors_failed"}  # fmt: skip
    not_searched += [told[outside]] if outside in told else []
    not_searched += ["countries_not_held"] if missing else []
    shown = {country: held for country, held in survey.countries.items() if not asked or country in asked}
    return Coverage(
        as_of=as_of,
        databases=databases,
        held=[
            Held(country=country, records=held.records, newest=held.newest, fields=sorted(held.fields))
            for country, held in sorted(shown.items(), key=lambda row: -row[1].records)
        ],
        countries_asked=asked,
        countries_missing=missing,
        published_through=months_before(as_of, LAG_MONTHS),
        not_searched=not_searched,
        citations=provisions(library, as_of, "publication", "models_on_grant", "filing_means_priority"),
    )


def months_before(day: date, months: int) -> date:
    """The same day some months earlier; the month's last day where it has no such day (as the Implementing Regulations count)."""
    return months_after(day, -months)


def months_after(day: date, months: int) -> date:
    """The same day some months later; the month's last day where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = [31, 29 if years % 4 == 0 and (years % 100 or years % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]  # fmt: skip
    return date(years, month + 1, min(day.day, last[month]))
