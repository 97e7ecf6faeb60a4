"""Withdrawing a consent: as easy as giving it, at once and without a card (Personal Information Protection Law, Article 15)."""

from collections.abc import Callable
from datetime import datetime

from tools.access.table import require
from tools.audit.chain import Audit
from tools.database import Sessions
from tools.members.consents import open_consent
from tools.members.gate import present
from tools.principal import Principal
from tools.refused import Refused


def withdraw_consent(sessions: Sessions, audit: Audit, who: Principal, purpose: str, now: Callable[[], datetime]) -> None:  # fmt: skip
    """Withdraw one's own consent to a purpose. Raises Refused when there is none."""
    with sessions.begin() as session:
        by = present(session, who.user)
        require(by, "withdraw_consent", None)
        row = open_consent(session, who.user, purpose)
        if row is None:
            raise Refused("没有可撤回的同意。/ There is no consent to withdraw.", "consent.none")
        row.withdrawn = now()
        audit.append(session, now(), by, "withdraw consent", by.user, purpose=purpose, version=row.version)
