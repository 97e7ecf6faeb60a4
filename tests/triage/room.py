"""A triage room for tests: staff, two members of two organisations, a clock that can be set, the classifier trained once in a run."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from tests.conftest import clock
from tests.trade.audits import audit
from tools.approvals.effects import Effects
from tools.approvals.terms import Outcome
from tools.database import open_database
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal, Role
from tools.triage.classifier import trained
from tools.triage.correcting import corrections_of
from tools.triage.inquiries import CHAT, Incoming, Inquiries
from tools.triage.reading import InquiryReader
from tools.triage.replying import triage_effects

SU, SONG = Principal("su", "ORG-PLATFORM", Role.STAFF), Principal("song", "ORG-PLATFORM", Role.STAFF)
ADMIN = Principal("admin", "ORG-PLATFORM", Role.ADMIN)
LIN, LI = Principal("lin", "ORG-A", Role.MEMBER), Principal("li", "ORG-A", Role.MEMBER)
CHEN = Principal("chen", "ORG-B", Role.MEMBER)
EVERYBODY = (SU, SONG, ADMIN, LIN, LI, CHEN)
REFUSED = "我们的商标11月12日收到驳回通知书，想做复审，谁能办？"


class Room:
    """Everything of triage on a database in memory."""

    def __init__(self, library: object, reads: bool = True) -> None:
        self.sessions = open_database("sqlite://")
        self.moment = clock()
        numbers = count(1)
        self.new_id: Callable[[], str] = lambda: f"{next(numbers):010d}" * 4
        self.effects = Effects.of(self.sessions, audit(), lambda: self.moment, self.new_id, triage_effects())
        reader = InquiryReader(library, lambda: trained(corrections_of(self.sessions)))  # type: ignore[arg-type]
        self.inquiries = Inquiries(self.sessions, lambda: self.moment, self.new_id, audit(), (lambda: reader) if reads else None)  # fmt: skip
        with self.sessions.begin() as session:
            for organisation in sorted({who.organisation for who in EVERYBODY}):
                session.add(OrganisationRow(id=organisation, name_zh=organisation, name_en=organisation, kind="enterprise", created=clock()))  # fmt: skip
            session.flush()
            session.add_all(AccountRow(user=w.user, organisation=w.organisation, role=w.role.value, created=clock()) for w in EVERYBODY)  # fmt: skip

    def ask(self, who: Principal, text: str, thread: str = "t", way: Incoming = CHAT) -> str:
        return self.inquiries.hand_over(who, thread, text, way=way).id

    def reply(self, who: Principal, identity: str, text: str) -> Outcome:
        card = self.effects.propose(who, "reply_inquiry", {"inquiry": identity, "text": text})
        return self.effects.approve(who, card.id, card.hash)

    def later(self, **span: int) -> datetime:
        self.moment += timedelta(**span)
        return self.moment
