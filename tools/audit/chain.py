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

from sqlalchemy import event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tools.approvals.terms import canonical
from tools.audit.tables import AuditRow, HeadRow
from tools.audit.witness import Head, Witness
from tools.principal import Principal

FIRST = "0" * 64
_UNTOLD = "ipos_audit_untold"


@dataclass(frozen=True)
class Verified:
    """What a check of the chain found. `broken`: the first entry that does not fit, None when all do; `why` says what is wrong:
    "missing", "changed", "head" (the end was cut or added to) or "rolled_back" (the witness knows of more, or of another).
    """

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
    """Writes and checks the chain with the key of this installation; `witness` remembers its end outside the database."""

    key: bytes
    witness: Witness | None = None

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
        if self.witness:
            session.info[_UNTOLD] = (self.witness, Head(row.seq, row.hash))

    def verify(self, session: Session) -> Verified:
        """Follow the chain from its first entry to its head, past the head the witness saw; `session` has read nothing yet."""
        previous, seq, known = (
            FIRST,
            0,
            self.witness.newest() if self.witness else None,
        )  # before the chain: never ahead of it
        _one_snapshot(session)
        for row in session.scalars(select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=1000)):
            seq += 1
            if row.seq != seq:
                return Verified(seq - 1, previous, seq, "missing")
            if row.previous != previous or not hmac.compare_digest(row.hash, self._hash(row)):
                return Verified(seq - 1, previous, seq, "changed")
            if known and known.seq == seq and known.hash != row.hash:
                return Verified(seq - 1, previous, seq, "rolled_back")
            previous = row.hash
        head = session.get(HeadRow, 1)
        if head is None and (seq or known):
            return Verified(seq, previous, seq + 1, "head" if seq else "rolled_back")
        if head is None:
            return Verified(seq, previous)
        if (head.seq, head.hash) != (seq, previous) or not hmac.compare_digest(head.signature, self._sign(head)):
            return Verified(seq, previous, seq + 1, "head")
        if known and known.seq > seq:
            return Verified(seq, previous, seq + 1, "rolled_back")
        return Verified(seq, previous)

    def _hash(self, row: AuditRow) -> str:
        told = [row.seq, row.when, row.user, row.organisation, row.action, row.subject, row.detail, row.previous]
        return hmac.new(self.key, canonical(told).encode(), hashlib.sha256).hexdigest()

    def _sign(self, head: HeadRow) -> str:
        return hmac.new(self.key, canonical(["head", head.seq, head.hash]).encode(), hashlib.sha256).hexdigest()


@event.listens_for(Session, "after_commit")
def _tell_the_witness(session: Session) -> None:
    """Tell the witness once an entry is committed; one that is rolled back with its transaction it never hears of."""
    if told := session.info.pop(_UNTOLD, None):
        witness, head = told
        witness.saw(head)


def _one_snapshot(session: Session) -> None:
    """Read as of one moment: without it an entry added on PostgreSQL between two reads would look like tampering."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _held(session: Session) -> HeadRow:
    """The head, locked; made when there is none: of two that begin the chain at once one waits for the other."""
    head = session.get(HeadRow, 1, with_for_update=True, populate_existing=True)
    if head is None:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        session.execute(insert(HeadRow).values(id=1, seq=0, hash=FIRST, signature="").on_conflict_do_nothing())
        head = session.get_one(HeadRow, 1, with_for_update=True, populate_existing=True)
    return head
