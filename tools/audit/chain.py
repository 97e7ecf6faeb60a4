"""The hash chain: each entry is bound to the one before it by a keyed hash (HMAC-SHA256).

The key lies outside the database, so who can write the database alone cannot forge an entry. The head is locked last in a
transaction, for as short as possible: all writers pass it one after the other.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tools.approvals.terms import canonical
from tools.audit.tables import AuditRow, HeadRow
from tools.principal import Principal

FIRST = "0" * 64


@dataclass(frozen=True)
class Verified:
    """What a check of the chain found. `broken`: the first entry that does not fit, None when all do; `why` says what is wrong."""

    entries: int
    head: str
    broken: int | None = None
    why: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing was changed."""
        return self.broken is None


@dataclass(frozen=True)
class Audit:
    """Writes and checks the chain with the key of this installation."""

    key: bytes

    def append(
        self, session: Session, moment: datetime, who: Principal, action: str, subject: str, **detail: Any
    ) -> None:
        """Add an entry, in the transaction of what it tells; call it last. `detail` is JSON."""
        head = _held(session)
        row = AuditRow(
            seq=head.seq + 1, when=moment.astimezone(UTC).isoformat(), user=who.user, organisation=who.organisation, action=action,
            subject=subject[:120], detail=json.dumps(detail, ensure_ascii=False, sort_keys=True), previous=head.hash,
        )  # fmt: skip
        row.hash = self._hash(row)
        session.add(row)
        head.seq, head.hash = row.seq, row.hash
        head.signature = self._sign(head)
        session.flush()

    def verify(self, session: Session) -> Verified:
        """Follow the chain from its first entry to its head."""
        previous, seq = FIRST, 0
        for row in session.scalars(select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=1000)):
            seq += 1
            if row.seq != seq:
                return Verified(seq - 1, previous, seq, "missing")
            if row.previous != previous or not hmac.compare_digest(row.hash, self._hash(row)):
                return Verified(seq - 1, previous, seq, "changed")
            previous = row.hash
        head = session.get(HeadRow, 1)
        if head is None:
            return Verified(seq, previous) if seq == 0 else Verified(seq, previous, seq + 1, "head")
        if (head.seq, head.hash) != (seq, previous) or not hmac.compare_digest(head.signature, self._sign(head)):
            return Verified(seq, previous, seq + 1, "head")
        return Verified(seq, previous)

    def _hash(self, row: AuditRow) -> str:
        told = [row.seq, row.when, row.user, row.organisation, row.action, row.subject, row.detail, row.previous]
        return hmac.new(self.key, canonical(told).encode(), hashlib.sha256).hexdigest()

    def _sign(self, head: HeadRow) -> str:
        return hmac.new(self.key, canonical(["head", head.seq, head.hash]).encode(), hashlib.sha256).hexdigest()


def _held(session: Session) -> HeadRow:
    """The head, locked; made when there is none: of two that begin the chain at once one waits for the other."""
    head = session.get(HeadRow, 1, with_for_update=True, populate_existing=True)
    if head is None:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        session.execute(insert(HeadRow).values(id=1, seq=0, hash=FIRST, signature="").on_conflict_do_nothing())
        head = session.get_one(HeadRow, 1, with_for_update=True, populate_existing=True)
    return head
