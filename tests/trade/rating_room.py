"""A database with organisations, accounts and a log, and everything that can be done to ratings."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from tests.conftest import clock
from tests.trade.audits import audit
from tests.trade.rating_log import Log
from tools.approvals.effects import Effects
from tools.approvals.terms import Outcome
from tools.database import Sessions, open_database
from tools.events import EventRow
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal, Role
from tools.ratings.effects import rating_effects

AGENT = Principal("agent", "AGENCY", Role.AGENCY)
COLLEAGUE = Principal("colleague", "AGENCY", Role.AGENCY)
CLIENT = Principal("client", "CLIENT-0", Role.MEMBER)
STRANGER = Principal("stranger", "ORG-S", Role.MEMBER)
EXPERT = Principal("expert", "ORG-E", Role.EXPERT)
STAFF = Principal("staff", "ORG-P", Role.STAFF)
ADMIN = Principal("admin", "ORG-P", Role.ADMIN)
INSIDER = Principal("insider", "AGENCY", Role.EXPERT)  # an expert of the rated party itself
OPPOSED = Principal("opposed", "CLIENT-0", Role.EXPERT)  # and one of the other party
EVERYBODY = (AGENT, COLLEAGUE, CLIENT, STRANGER, EXPERT, STAFF, ADMIN, INSIDER, OPPOSED)


class RatingRoom:
    """Nine orders of AGENCY, the first late, the second returned, the third with one star; the clock is set by hand."""

    def __init__(self, sessions: Sessions | None = None) -> None:
        self.sessions = sessions or open_database("sqlite://")
        self.moment: datetime = clock()
        self.log = Log()
        self.effects = Effects.of(self.sessions, audit(), lambda: self.moment, self._ids(), rating_effects())
        late, returned, starred = (self.log.order(client=f"CLIENT-{number}", **fault) for number, fault in enumerate(({"late": 1}, {"returned": True}, {"stars": 1})))  # type: ignore[arg-type]  # fmt: skip
        self.log.orders_of(6)
        self.late, self.returned, self.starred = self.entry(late, "deliver"), self.entry(returned, "return"), self.entry(starred, "rated")  # fmt: skip
        self._store()

    def entry(self, record: str, name: str) -> str:
        """The id of an entry by its order and its event."""
        return f"ENT-{next(event.id for event in self.log.events if event.record == record and event.name == name)}"

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

    def _store(self) -> None:
        names = {each.organisation for each in EVERYBODY} | {event.organisation for event in self.log.events}
        with self.sessions.begin() as session:
            session.add_all(OrganisationRow(id=name, name_zh=f"{name} 公司", name_en=f"{name} Ltd", kind="enterprise", created=self.moment) for name in sorted(names))  # fmt: skip
            session.flush()
            session.add_all(AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, created=self.moment) for who in EVERYBODY)  # fmt: skip
            for event in self.log.events:
                session.add(EventRow(**event.model_dump(exclude={"id", "detail"}), detail=json.dumps(event.detail)))
                session.flush()
