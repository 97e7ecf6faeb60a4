"""`python -m evals.triage.bench`: a queue of 10,000 cases: list, filter and take against bare SQL of the same rows, in one run."""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import insert, text

from tools.approvals.effects import Effects
from tools.audit.chain import Audit
from tools.database import Sessions, open_database
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal, Role
from tools.triage.acting import take_case
from tools.triage.inquiry_table import Inquiry
from tools.triage.labels import values
from tools.triage.listing import _COLUMNS as COLUMNS
from tools.triage.listing import Wanted, list_queue
from tools.triage.tables import CaseRow

CASES, ROUNDS = 10_000, 200
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
STAFF = Principal("su", "ORG-PLATFORM", Role.STAFF)
_PICKED = ", ".join(f'"{name}"' for name in COLUMNS)


def main() -> int:
    """Print p50 and p95 of both sides and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        sessions = open_database(f"sqlite:///{Path(folder) / 'bench.db'}")
        fill(sessions)
        numbers = count(1)
        effects = Effects.of(sessions, Audit(b"bench" * 8), lambda: NOW, lambda: f"{next(numbers):032x}", ())
        _row("list", lambda n: listed(sessions, Wanted()), lambda n: bare(sessions, "state in ('open','taken') or (state = 'snoozed' and snoozed_until <= :now)"))  # fmt: skip
        _row("filter", lambda n: listed(sessions, Wanted(desk="marks", urgency="urgent")), lambda n: bare(sessions, "(state in ('open','taken') or (state = 'snoozed' and snoozed_until <= :now)) and desk = 'marks' and urgency = 'urgent'"))  # fmt: skip
        _row("take", lambda n: take_case(effects, STAFF, f"INQ-{2 * n:010d}"), lambda n: bare_take(sessions, 2 * n + 1))
    return 0


def fill(sessions: Sessions) -> None:
    """Ten thousand cases of every kind; those that are taken by rank 0, so that no capacity stands in the way."""
    chance = random.Random(11)  # noqa: S311 - for a spread, not for secrets
    desks, urgencies = list(values("desk")), list(values("urgency"))
    inquiries, cases = [], []
    for n in range(CASES):
        received, urgency = NOW - timedelta(minutes=chance.randrange(60_000)), chance.choice(urgencies)
        inquiries.append({"id": f"INQ-{n:010d}", "user": f"u{n % 997}", "thread": "t", "text": "商标驳回 " * 20, "contact": "", "state": "open", "created": received})  # fmt: skip
        cases.append(
            {
                "id": f"INQ-{n:010d}", "user": f"u{n % 997}", "organisation": f"ORG-{n % 97}", "source": "chat", "sender": f"u{n % 997}", "title": f"商标驳回复审 {n}",
                "summary": "{}", "language": "zh", "sub_platform": "legal", "right": "mark", "jurisdiction": "CN", "segment": "unknown", "licence": "trademark_agency",
                "desk": chance.choice(desks), "urgency": urgency, "deadline": date(2026, 12, 1), "out_of_scope": False, "confidence": 80, "needs_person": False, "why": "[]",
                "flags": "[]", "draft": "", "draft_sources": "[]", "state": "open" if n < 4 * ROUNDS + 8 or chance.random() < 0.6 else chance.choice(["closed", "answered"]),
                "assignee": "", "rank": 0 if n < 4 * ROUNDS + 8 else urgencies.index(urgency), "act_by": received.date(), "due": received + timedelta(3), "escalated": False,
                "received": received, "version": 1,
            }
        )  # fmt: skip
    with sessions.begin() as session:
        session.add(
            OrganisationRow(id="ORG-PLATFORM", name_zh="平台", name_en="platform", kind="platform", created=NOW)
        )
        session.flush()
        session.add(AccountRow(user="su", organisation="ORG-PLATFORM", role="staff", created=NOW))
        session.execute(insert(Inquiry), inquiries)
        session.execute(insert(CaseRow), cases)


def listed(sessions: Sessions, wanted: Wanted) -> object:
    """A page of the queue by the product's own rule."""
    with sessions() as session:
        return list_queue(session, STAFF, NOW, wanted)


def bare(sessions: Sessions, where: str) -> object:
    """The same rows by one SQL statement on a connection of the same pool."""
    with sessions.engine.connect() as connection:
        return connection.execute(text(f"select {_PICKED} from triage_case where {where} order by rank, act_by, id limit 50 offset 0"), {"now": NOW.isoformat(" ")}).all()  # noqa: S608  # fmt: skip


def bare_take(sessions: Sessions, n: int) -> None:
    """What taking a case has to write: the row and one entry of the log, in one transaction."""
    with sessions.begin() as session:
        held = session.execute(text("select version from triage_case where id = :id and state = 'open'"), {"id": f"INQ-{n:010d}"}).scalar_one()  # fmt: skip
        session.execute(text("update triage_case set state = 'taken', assignee = 'su', version = :next where id = :id"), {"id": f"INQ-{n:010d}", "next": held + 1})  # fmt: skip
        session.execute(
            text("""insert into event (kind, record, name, was, became, "user", organisation, "when", cause, detail) values ('inquiry', :id, 'take', 'open', 'taken', 'su', 'ORG-PLATFORM', :now, 'staff', '{}')"""),
            {"id": f"INQ-{n:010d}", "now": NOW.isoformat(" ")},
        )  # fmt: skip


def _row(name: str, ours: Callable[[int], object], plain: Callable[[int], object]) -> None:
    """Both in turn, so that what else the machine does hits both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(ROUNDS + 5):
        for work, held in zip((ours, plain), times, strict=True):
            start = time.perf_counter()
            work(n)
            held.append((time.perf_counter() - start) * 1000)
    p95 = [statistics.quantiles(held[5:], n=20)[18] for held in times]
    p50 = [statistics.median(held[5:]) for held in times]
    sys.stdout.write(f"{name:7} ours p50 {p50[0]:.2f} p95 {p95[0]:.2f} ms; bare p50 {p50[1]:.2f} p95 {p95[1]:.2f} ms; ratio of p95 {p95[0] / p95[1]:.2f}\n")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
