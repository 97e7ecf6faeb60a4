"""A database with organisations, accounts and a log, and everything that can be done to ratings."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.conftest import clock
from tests.trade.audits import audit
from tests.trade.clearing_room import opened
from tests.trade.rating_log import Log
from tools.approvals.effects import Effects
from tools.approvals.terms import Outcome
from tools.audit.chain import Audit
from tools.database import Sessions
from tools.events import EventRow
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal, Role
from tools.ratings.effects import rating_effects

AGENT = Principal("agent", "AGENCY", Role.AGENCY)
COLLEAGUE = Principal("colleague", "AGENCY", Role.AGENCY)
CLIENT = Principal("client", "CLIENT-0", Role.MEMBER)
STRANGER = Principal("stranger", "ORG-S", Role.MEMBER)
EXPERT = Principal("judge", "ORG-E", Role.EXPERT)
STAFF = Principal("clerk", "ORG-P", Role.STAFF)
ADMIN = Principal("chief", "ORG-P", Role.ADMIN)
INSIDER = Principal("insider", "AGENCY", Role.EXPERT)  # an expert of the rated party itself
OPPOSED = Principal("opposed", "CLIENT-0", Role.EXPERT)  # and one of the other party
EVERYBODY = (AGENT, COLLEAGUE, CLIENT, STRANGER, EXPERT, STAFF, ADMIN, INSIDER, OPPOSED)


class RatingRoom:
    """Nine orders of AGENCY, the first late, the second returned, the third with one star; the clock is set by hand."""

    def __init__(self, sessions: Sessions | None = None, kept: Audit | None = None) -> None:
        self.sessions = sessions or opened("sqlite://")
        self.moment: datetime = clock()
        self.log = Log()
        self.effects = Effects.of(self.sessions, kept or audit(), lambda: self.moment, self._ids(), rating_effects())
        faults: tuple[dict[str, Any], ...] = ({"late": 1}, {"returned": True}, {"stars": 1})
        late, returned, starred = (self.log.order(client=f"CLIENT-{number}", **fault) for number, fault in enumerate(faults))  # fmt: skip
        self.log.orders_of(6)
        self._stored = self._store()
        self.late, self.returned, self.starred = self.entry(late, "deliver"), self.entry(returned, "return"), self.entry(starred, "rated")  # fmt: skip

    def entry(self, record: str, name: str) -> str:
        """The id of an entry by its order and its event."""
        logged = next(event.id for event in self.log.events if event.record == record and event.name == name)
        return f"ENT-{self._stored[logged]}"

    def do(self, who: Principal, name: str, **request: object) -> Outcome:
        """Propose and approve."""
        card = self.effects.propose(who, name, request)
        return self.effects.approve(who, card.id, card.hash)

    def later(self, days: int) -> None:
        """Some days later."""
        self.moment += timedelta(days)

    def _ids(self) -> Callable[[], str]:
        numbers = count(1)
        return lambda: f"{next(numbers):012x}"

    def _store(self) -> dict[int, int]:
        """Write organisations, accounts and the log; the ids the database gave, by those of the log."""
        names, stored = {each.organisation for each in EVERYBODY} | {event.organisation for event in self.log.events}, {}  # fmt: skip
        with self.sessions.begin() as session:
            session.add_all(OrganisationRow(id=name, name_zh=f"{name} 公司", name_en=f"{name} Ltd", kind="enterprise", created=self.moment) for name in sorted(names))  # fmt: skip
            session.flush()
            session.add_all(AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, created=self.moment) for who in EVERYBODY)  # fmt: skip
            for event in self.log.events:
                row = EventRow(**event.model_dump(exclude={"id", "detail"}), detail=json.dumps(event.detail))
                session.add(row)
                session.flush()
                stored[event.id] = row.id
        return stored
