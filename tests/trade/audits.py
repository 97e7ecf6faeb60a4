"""An audit for tests: a key of their own, and what was entered."""

from sqlalchemy import select

from tests.conftest import clock
from tools.audit.chain import Audit
from tools.audit.journal import Journal
from tools.audit.tables import AuditRow
from tools.database import Sessions

KEY = b"k" * 32


def audit() -> Audit:
    """An audit without a witness."""
    return Audit(KEY)


def journal(sessions: Sessions) -> Journal:
    """A journal with the tests' clock."""
    return Journal(sessions, audit(), clock)


def entered(sessions: Sessions) -> list[tuple[str, str]]:
    """What was entered, who and what, oldest first."""
    with sessions() as session:
        return [(row.user, row.action) for row in session.scalars(select(AuditRow).order_by(AuditRow.seq))]
