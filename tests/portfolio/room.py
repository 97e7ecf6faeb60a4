"""A portfolio for tests: the demo's members in memory, the law of the package, and records that a test makes up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.world import World
from knowledge.law.library import LawLibrary
from knowledge.patents.numbers import parse_publication
from knowledge.patents.record import Event, Party, Patent, Stage, Symbol, Texts
from knowledge.patents.status import status_on
from knowledge.trademarks.record import Mark
from tests.trade.audits import audit
from tools.database import open_database
from tools.members.seeding import seed_members
from tools.portfolio.asset import Facts
from tools.portfolio.drafting import Drafts
from tools.portfolio.importing import Preview, take_in
from tools.portfolio.room import HeldRights, PortfolioRoom
from tools.principal import Principal, Role

TODAY = date(2026, 11, 22)
OWNER = Principal("lin", "ORG-QINGLAN", Role.MEMBER)
OTHER = Principal("chen", "ORG-OTHER", Role.MEMBER)
STAFF = Principal("song", "ORG-IPOS", Role.STAFF)


@cache
def library() -> LawLibrary:
    """The law of the package."""
    return World(Settings(home=Path("/nonexistent"), _env_file=None)).library  # type: ignore[call-arg]


class Records:
    """Records of offices that a test can change."""

    def __init__(self) -> None:
        self.patents: list[Patent] = []
        self.marks: list[tuple[int, Mark]] = []

    def held(self) -> HeldRights:
        """As portfolio care sees them."""
        return HeldRights(
            self.publications, lambda number, day: status_on(found, day) if (found := self.publications(number)) else None,
            lambda key: next((mark for _, mark in self.marks if mark.id == key), None),
            lambda entity: [each for each in self.patents if any(party.entity == entity for party in each.holders)],
            lambda since: [row for row in self.marks if row[0] > since], lambda: max((row[0] for row in self.marks), default=0),
        )  # fmt: skip

    def publications(self, number: str) -> list[Patent]:
        """The records of a publication or application number."""
        return [each for each in self.patents if number in (str(each.number), each.application)]


def patent(number: str, entity: str = "", code: str = "B23Q 11/12", events: tuple[Event, ...] = (), **more: Any) -> Patent:  # fmt: skip
    """A record of a patent."""
    return Patent(
        number=parse_publication(number), printed=number, stage=Stage.GRANT, texts={"en": Texts(title=f"title of {number}")},
        holders=(Party(name=entity or "Somebody", entity=entity),), symbols=(Symbol(scheme="IPC", code=code),), events=events, **more,
    )  # fmt: skip


def make_room(records: Records | None = None, today: date = TODAY) -> PortfolioRoom:
    """A room of its own, with the demo's members and no assets."""
    sessions, numbers = open_database("sqlite://"), count(1)
    moment = datetime(today.year, today.month, today.day, 10, tzinfo=UTC)
    seed_members(sessions, moment)
    return PortfolioRoom(sessions, audit(), lambda: moment, lambda: f"{next(numbers):012x}", library(), (records or Records()).held())  # fmt: skip


def later(room: PortfolioRoom, today: date) -> PortfolioRoom:
    """The same room on another day."""
    return replace(room, now=lambda: datetime(today.year, today.month, today.day, 10, tzinfo=UTC))


def put(room: PortfolioRoom, *assets: Facts) -> Preview:
    """Take assets in for the owner."""
    return take_in(room, OWNER, Drafts(accepted=tuple(enumerate(assets, 1)), rejected=()))


def cn(**more: Any) -> Facts:
    """A Chinese invention granted in 2020."""
    values = {"right": "invention", "jurisdiction": "CN", "number": "CN201710999991.2", "filed": date(2017, 12, 14), "granted": date(2020, 5, 8), "state": "live"}  # fmt: skip
    return Facts.model_validate(values | more)


def mark(**more: Any) -> Facts:
    """A Chinese mark of two classes."""
    values = {"right": "mark", "jurisdiction": "CN", "number": "99900001", "title": "QINGLAN", "granted": date(2016, 12, 21), "expiry": date(2026, 12, 20), "classes": ("7", "9"), "state": "live"}  # fmt: skip
    return Facts.model_validate(values | more)
