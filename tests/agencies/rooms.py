"""A small platform for the tests of agencies: the demo's members and providers in memory, a clock that can be moved."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.conftest import clock
from tests.trade.audits import audit
from tools.agencies.finding import match_agencies
from tools.agencies.seeding import seed_agencies
from tools.agencies.shown import Match
from tools.approvals.effects import Effects
from tools.approvals.terms import Card, Outcome
from tools.clearing.sandbox import SandboxRail
from tools.database import open_database
from tools.effects import all_effects, clearing_house
from tools.exchange.evidence import NoEvidence
from tools.members.accounts import principal_of
from tools.members.seeding import seed_members
from tools.principal import Principal

MEMBER, AGENCY, OTHER, STAFF = "lin", "qiao", "yuanbo", "song"
PACKET = {"title": "终端专利", "summary": "需要撰写一件终端专利申请", "contact": "李工 010-1"}


class Room:
    """Everything the rules need, on one database in memory."""

    def __init__(self) -> None:
        self.sessions = open_database("sqlite://")
        self.later = timedelta(0)
        numbers = count(1)
        house = clearing_house(
            self.sessions, audit(), self.now, lambda: f"{next(numbers):012x}", SandboxRail(self.sessions)
        )
        self.effects = Effects.of(self.sessions, audit(), self.now, house.new_id, all_effects(house, NoEvidence()))
        seed_members(self.sessions, self.now())
        seed_agencies(self.sessions, self.now())

    def now(self) -> datetime:
        return clock() + self.later

    def who(self, user: str) -> Principal:
        return principal_of(self.sessions, user)

    def match(self, user: str = MEMBER, **request: Any) -> Match:
        return match_agencies(
            self.effects,
            self.who(user),
            {"task": "PAT-INV-APP", **({} if "task" in request else {"field": "H04"}), **request},
        )

    def propose(self, user: str, effect: str, request: Mapping[str, Any]) -> Card:
        return self.effects.propose(self.who(user), effect, request)

    def do(self, user: str, effect: str, **request: Any) -> Outcome:
        card = self.propose(user, effect, request)
        assert card.state == "pending", card.terms.checks
        return self.effects.approve(self.who(user), card.id, card.hash)

    def introduce(self, agency: str = "ORG-RUIHENG", user: str = MEMBER, **request: Any) -> str:
        return self.do(user, "introduce", match=self.match(user, **request).id, agency=agency, **PACKET).record
