"""Inquiries from before triage stay, and each becomes a case for a person."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, text

from tests.trade.test_migrations import migrate
from tools.database import Sessions, open_database
from tools.triage.inquiry_table import Inquiry
from tools.triage.tables import CaseRow

THEN = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


def test_old_inquiries_are_kept_and_wait_for_a_person(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    engine = open_database(url).engine
    migrate(engine, "0006")
    with Sessions(engine).begin() as session:
        session.add(
            Inquiry(id="INQ-OLD", user="lin", thread="t", text="商标被驳回", contact="", state="open", created=THEN)
        )
    with open_database(url)() as session:
        assert session.scalar(text("select text from inquiry")) == "商标被驳回"
        case = session.scalars(select(CaseRow)).one()
        assert (case.id, case.user, case.needs_person, case.received, case.act_by) == ("INQ-OLD", "lin", True, THEN, THEN.date())  # fmt: skip
