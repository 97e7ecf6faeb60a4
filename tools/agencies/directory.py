"""The directory as matching reads it: every provider with a profile, with what it has in work and whom it must not act against.

Read once in a few statements; what follows from it is a pure function of this, the request and the day.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.agencies.clients import Parties, parties_of
from tools.agencies.machine import LIVE
from tools.agencies.names import Names, names
from tools.agencies.tables import BandRow, IntroductionRow, ProfileRow
from tools.members.tables import LicenceRow, OrganisationRow
from tools.money import Money
from tools.orders.machine import ENDED
from tools.orders.tables import OfferingRow, OrderRow
from tools.ratings.figures import ratings_now

NOBODY = Parties((), ())


@dataclass(frozen=True)
class Licence:
    """A licence as its register has it; `until` None for an open end."""

    kind: str
    number: str
    until: date | None

    def valid(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.until is None or self.until >= day


@dataclass(frozen=True)
class Provider:
    """A provider. `load`: open orders and introductions; `rating`: score and lower bound, None while there is too little to tell one.

    `parties`: whom it stands for and acts against; private, and used for the conflict check alone.
    """

    organisation: str
    name_zh: str
    name_en: str
    kind: str
    country: str
    demo: bool = False
    about_zh: str = ""
    about_en: str = ""
    region: str = ""
    fields: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    bands: Mapping[str, tuple[Money, Money]] = field(default_factory=dict)
    capacity: int = 0
    load: int = 0
    accepting: bool = True
    verified: bool = True
    source: str = "own"
    rating: tuple[int, int] | None = None
    parties: Parties = NOBODY

    @property
    def names(self) -> Names:
        """What it is called."""
        return names([self.name_zh, self.name_en])


@dataclass(frozen=True)
class Directory:
    """All providers, in the order of their ids, and every organisation's names, by which one of several is found from another."""

    providers: tuple[Provider, ...]
    known: tuple[Names, ...] = ()

    def all_names(self, party: Names) -> Names:
        """A party's names with those it has in the other language, where the platform knows it."""
        return party.with_names(each for each in self.known if each.same(party))


def directory_of(session: Session, day: date, only: str = "") -> Directory:
    """The directory as it stands; `only`: one provider of it."""
    query = select(ProfileRow, OrganisationRow).join(OrganisationRow, OrganisationRow.id == ProfileRow.organisation)
    query = query.where(ProfileRow.organisation == only) if only else query
    rows = session.execute(query.order_by(ProfileRow.organisation)).all()
    organisations = list(session.scalars(select(OrganisationRow)))
    held = _Held(session, day, organisations)
    return Directory(
        tuple(_provider(profile, organisation, held) for profile, organisation in rows),
        tuple(names([each.name_zh, each.name_en]) for each in organisations),
    )


class _Held:
    """What belongs to providers, by their ids."""

    def __init__(self, session: Session, day: date, organisations: Iterable[OrganisationRow]) -> None:
        self.lines: dict[str, list[str]] = defaultdict(list)
        self.licences: dict[str, list[Licence]] = defaultdict(list)
        self.bands: dict[str, dict[str, tuple[Money, Money]]] = defaultdict(dict)
        self.load: dict[str, int] = defaultdict(int)
        for offering in session.scalars(select(OfferingRow).order_by(OfferingRow.organisation, OfferingRow.line)):
            self.lines[offering.organisation].append(offering.line)
        for licence in session.scalars(select(LicenceRow).order_by(LicenceRow.organisation, LicenceRow.kind)):
            self.licences[licence.organisation].append(Licence(licence.kind, licence.number, licence.valid_until))
        for band in session.scalars(select(BandRow).order_by(BandRow.organisation, BandRow.line)):
            self.bands[band.organisation][band.line] = (Money(band.low_minor, band.currency), Money(band.high_minor, band.currency))  # fmt: skip
        self._count(session)
        self.ratings = _ratings(session, day)
        self.parties = parties_of(session, {each.id: names([each.name_zh, each.name_en]) for each in organisations})

    def _count(self, session: Session) -> None:
        orders = select(OrderRow.provider).where(OrderRow.provider != "", OrderRow.state.not_in(ENDED))
        introductions = select(IntroductionRow.agency).where(IntroductionRow.state.in_(LIVE))
        for organisation in [*session.scalars(orders), *session.scalars(introductions)]:
            self.load[organisation] += 1


def _ratings(session: Session, day: date) -> dict[str, tuple[int, int]]:
    figures = ((rating.organisation, rating.figure("provider")) for rating in ratings_now(session, day))
    return {organisation: (figure.score, figure.low) for organisation, figure in figures if figure.score is not None}


def _provider(profile: ProfileRow, organisation: OrganisationRow, held: _Held) -> Provider:
    identity = organisation.id
    return Provider(
        identity, organisation.name_zh, organisation.name_en, organisation.kind, organisation.country, organisation.demo,
        profile.about_zh, profile.about_en, profile.region, tuple(json.loads(profile.fields)), tuple(json.loads(profile.jurisdictions)),
        tuple(json.loads(profile.languages)), tuple(held.lines[identity]), tuple(held.licences[identity]), dict(held.bands[identity]),
        profile.capacity, held.load[identity], profile.accepting, profile.verified, profile.source, held.ratings.get(identity),
        held.parties.get(identity, NOBODY),
    )  # fmt: skip
