"""Agencies and matches as every face shows them. Whom an agency stands for is in none of it."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from tools.agencies.directory import Licence, Provider
from tools.agencies.matching import Candidate, Found
from tools.agencies.request import Asked
from tools.agencies.weights import licence_name, weights
from tools.money import Money


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class LicenceShown(_Shown):
    """A licence with its names; `valid`: in force on the day it is shown for."""

    kind: str
    zh: str
    en: str
    number: str
    until: date | None
    valid: bool


class Band(_Shown):
    """What is usually charged in a line."""

    line: str
    low: Money
    high: Money


class AgencyShown(_Shown):
    """A provider's entry in the directory. `load`: matters it has in work on the platform; `rating`: score, None while unknown."""

    organisation: str
    name_zh: str
    name_en: str
    kind: str
    country: str
    demo: bool
    about_zh: str
    about_en: str
    region: str
    fields: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    languages: tuple[str, ...]
    lines: tuple[str, ...]
    licences: tuple[LicenceShown, ...]
    bands: tuple[Band, ...]
    capacity: int
    load: int
    accepting: bool
    verified: bool
    source: str
    rating: int | None
    rating_low: int | None


class Part(_Shown):
    """One criterion of a place: its points, its weight in percent, and the phrase that tells it with its values."""

    criterion: str
    points: int
    percent: int
    why: str
    values: dict[str, str | int]


class CandidateShown(_Shown):
    """An agency that fits. `itself`: it is seated where the work is done; else it instructs a colleague there."""

    agency: AgencyShown
    licence: LicenceShown | None
    itself: bool
    points: int | None
    parts: tuple[Part, ...]
    starts_in: int | None
    band: Band | None


class Match(_Shown):
    """A match with all it rests on. `left_out`, `relax`: counts by reason; `relax` is told when fewer than `weights().few` fit."""

    id: str
    day: date
    sku: str
    task_zh: str
    task_en: str
    licence: str
    licence_zh: str
    licence_en: str
    field: str
    jurisdiction: str
    region: str
    language: str
    budget: Money | None
    urgent: int | None
    against: tuple[str, ...]
    ranked: bool
    candidates: tuple[CandidateShown, ...]
    more: int
    left_out: dict[str, int]
    relax: dict[str, int]
    provisions: tuple[str, ...]


def agency_shown(provider: Provider, day: date) -> AgencyShown:
    """A provider as it is shown on a day."""
    return AgencyShown(
        organisation=provider.organisation, name_zh=provider.name_zh, name_en=provider.name_en, kind=provider.kind, country=provider.country,
        demo=provider.demo, about_zh=provider.about_zh, about_en=provider.about_en, region=provider.region, fields=provider.fields,
        jurisdictions=provider.jurisdictions, languages=provider.languages, lines=provider.lines,
        licences=tuple(licence_shown(each, day) for each in provider.licences),
        bands=tuple(Band(line=line, low=low, high=high) for line, (low, high) in provider.bands.items()), capacity=provider.capacity,
        load=provider.load, accepting=provider.accepting, verified=provider.verified, source=provider.source,
        rating=provider.rating[0] if provider.rating else None, rating_low=provider.rating[1] if provider.rating else None,
    )  # fmt: skip


def licence_shown(licence: Licence, day: date) -> LicenceShown:
    """A licence as it is shown on a day."""
    zh, en = licence_name(licence.kind)
    return LicenceShown(kind=licence.kind, zh=zh, en=en, number=licence.number, until=licence.until, valid=licence.valid(day))  # fmt: skip


def match_shown(identity: str, asked: Asked, found: Found, day: date) -> Match:
    """A match as it is shown."""
    work, known = asked.work, weights()
    zh, en = licence_name(work.licence)
    shown = found.candidates[: known.most_shown]
    return Match(
        id=identity, day=day, sku=work.sku, task_zh=work.zh, task_en=work.en, licence=work.licence, licence_zh=zh, licence_en=en,
        field=asked.field, jurisdiction=asked.jurisdiction, region=asked.region, language=asked.language, budget=asked.budget,
        urgent=asked.urgent, against=asked.against, ranked=found.ranked, candidates=tuple(_candidate(each, asked, day) for each in shown),
        more=len(found.candidates) - len(shown), left_out=dict(sorted(found.left_out.items())), relax=_relax(found), provisions=_provisions(asked, found, day),
    )  # fmt: skip


def _relax(found: Found) -> dict[str, int]:
    few = len(found.candidates) < weights().few
    return dict(sorted(found.relax.items(), key=lambda pair: (-pair[1], pair[0]))) if few else {}


def _provisions(asked: Asked, found: Found, day: date) -> tuple[str, ...]:
    known = weights()
    place = known.provisions["no_paid_place" if found.ranked else "neutral"]
    return (place, *known.conflict_provisions(asked.work.licence, day))


def _candidate(each: Candidate, asked: Asked, day: date) -> CandidateShown:
    band = each.provider.bands.get(asked.work.line)
    return CandidateShown(
        agency=agency_shown(each.provider, day), licence=licence_shown(each.licence, day) if each.licence else None, itself=each.itself,
        points=each.points, starts_in=each.starts_in, band=Band(line=asked.work.line, low=band[0], high=band[1]) if band else None,
        parts=tuple(
            Part(criterion=name, points=found.points or 0, percent=weights().weights[name].percent, why=found.why, values=dict(found.values))
            for name, found in each.met.items()
        ),
    )  # fmt: skip
