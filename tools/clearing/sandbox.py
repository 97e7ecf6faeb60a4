"""A rail that moves no money: a bank that keeps its own books by key, and misbehaves as its script says."""

import hashlib
from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from tools.clearing.rail import Direction, RailFailure, Receipt
from tools.clearing.tables import SandboxBankRow
from tools.database import Sessions
from tools.money import Money

BEHAVIOURS = frozenset({"done", "decline", "fail", "timeout", "twice", "silent"})


class SandboxRail:
    """`script`: how the first requests go, one word each, "done" after its end:

    "done"; "decline"; "fail": not reached, nothing done; "timeout": done, but the answer is lost; "twice": done, and `notify`
    is told besides the answer; "silent": as "timeout", and the next lookup fails too.
    """

    def __init__(self, sessions: Sessions, script: Sequence[str] = (), notify: Callable[[Receipt], None] = lambda receipt: None) -> None:  # fmt: skip
        if unknown := set(script) - BEHAVIOURS:
            raise ValueError(f"no behaviour is called {', '.join(sorted(unknown))}")
        self._sessions, self._script, self._notify = sessions, list(script), notify
        self._deaf = False

    def send(self, key: str, direction: Direction, organisation: str, money: Money) -> Receipt:
        """As `Rail.send`. Raises ValueError when the key was used for something else: that is a bug of the platform's."""
        behaviour = self._script.pop(0) if self._script else "done"
        if behaviour == "fail":
            raise RailFailure("the sandbox bank cannot be reached")
        receipt = self._book(key, direction, organisation, money, behaviour == "decline")
        if behaviour in ("timeout", "silent"):
            self._deaf = behaviour == "silent"
            raise RailFailure("the sandbox bank did not answer in time")
        if behaviour == "twice":
            self._notify(receipt)
        return receipt

    def lookup(self, key: str) -> Receipt | None:
        """As `Rail.lookup`."""
        if self._deaf:
            self._deaf = False
            raise RailFailure("the sandbox bank did not answer in time")
        with self._sessions() as session:
            row = session.get(SandboxBankRow, key)
            return _receipt(row) if row else None

    def _book(self, key: str, direction: Direction, organisation: str, money: Money, decline: bool) -> Receipt:
        with self._sessions.begin() as session:
            row = session.get(SandboxBankRow, key) or _entered(session, key, direction, organisation, money, decline)
            if (row.direction, row.organisation, row.amount_minor, row.currency) != (direction, organisation, money.minor, money.currency):  # fmt: skip
                raise ValueError(f"the key {key} was used for another request")
            return _receipt(row)


def _entered(
    session: Session, key: str, direction: str, organisation: str, money: Money, decline: bool
) -> SandboxBankRow:
    row = SandboxBankRow(
        key=key, number=f"SB-{hashlib.sha256(key.encode()).hexdigest()[:12].upper()}", direction=direction,
        organisation=organisation, currency=money.currency, amount_minor=money.minor,
        outcome="declined" if decline else "done", reason="sandbox: declined" if decline else "",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _receipt(row: SandboxBankRow) -> Receipt:
    return Receipt(row.key, row.number, "declined" if row.outcome == "declined" else "done", row.reason)
