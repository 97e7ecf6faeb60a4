"""Brakes on guessing: failures are counted by name, by address and by both, and each count makes the next try wait longer.

Who knows a name must not be able to lock its owner out: the count of a name alone is forgiven soon and never asked of an
address from which that name has signed in before. A try is counted before the password is looked at, so that many at once do
not slip through, and taken back when it was right.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tools.members.sign_in_tables import ThrottleRow

_FORGOTTEN = timedelta(days=1)  # without a failure a count begins anew
_KNOWN = timedelta(days=90)  # an address stays known for a name


@dataclass(frozen=True)
class Brake:
    """`free` failures cost nothing; then the wait begins with `first` and doubles up to `longest`."""

    free: int
    first: timedelta
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """How long after the last of so many failures the next try has to wait."""
        over = failures - self.free
        return timedelta() if over < 0 else min(self.longest, self.first * (1 << min(over, 20)))


_MINUTE = timedelta(minutes=1)
BRAKES = {
    "pair": Brake(5, _MINUTE, timedelta(hours=1)),
    "address": Brake(30, _MINUTE, timedelta(hours=1)),
    "name": Brake(50, _MINUTE, timedelta(minutes=15)),
}


def reserve(session: Session, name: str, address: str, moment: datetime) -> timedelta:
    """Count a try before it is looked at; what is left to wait instead, and then it is not counted. Call it in a writing transaction."""
    keys = _keys(name, address)
    rows = {kind: _row(session, kind, key, moment) for kind, key in keys.items()}
    if _is_known(session, keys["pair"], moment):
        rows.pop("name")
    left = max((row.last + BRAKES[kind].wait(row.failures) - moment for kind, row in rows.items() if row.failures), default=timedelta())  # fmt: skip
    if left > timedelta():
        return left
    for row in rows.values():
        row.failures, row.last = row.failures + 1, moment
    return timedelta()


def forgive(session: Session, name: str, address: str, moment: datetime) -> None:
    """The try was right: the pair begins anew and is known from now on, and it no longer counts for the name and the address."""
    keys = _keys(name, address)
    counted = ("address",) if _is_known(session, keys["pair"], moment) else ("name", "address")
    for kind in counted:
        row = session.get(ThrottleRow, (kind, keys[kind]), with_for_update=True)
        if row is not None:
            row.failures = max(0, row.failures - 1)
    session.execute(delete(ThrottleRow).where(ThrottleRow.kind == "pair", ThrottleRow.key == keys["pair"]))
    session.merge(ThrottleRow(kind="known", key=keys["pair"], failures=0, last=moment))


def forget_old(session: Session, moment: datetime) -> None:
    """Remove the counts nobody asks for any more."""
    session.execute(delete(ThrottleRow).where(ThrottleRow.kind != "known", ThrottleRow.last < moment - _FORGOTTEN))
    session.execute(delete(ThrottleRow).where(ThrottleRow.kind == "known", ThrottleRow.last < moment - _KNOWN))


def _keys(name: str, address: str) -> dict[str, str]:
    place = _place(address)
    return {"pair": _digest(f"{name}\n{place}"), "address": _digest(place), "name": _digest(name)}


def _place(address: str) -> str:
    """An address as one is given out: of IPv6 the network of a household, /64."""
    try:
        found = ip_address(address.split("%")[0])
    except ValueError:
        return "unknown"
    return str(int(found) >> 64) if isinstance(found, IPv6Address) and not found.ipv4_mapped else str(getattr(found, "ipv4_mapped", None) or found)  # fmt: skip


def _row(session: Session, kind: str, key: str, moment: datetime) -> ThrottleRow:
    row = session.get(ThrottleRow, (kind, key), with_for_update=True)
    if row is None:  # of two that begin a count at once, one waits for the other
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        session.execute(insert(ThrottleRow).values(kind=kind, key=key, failures=0, last=moment).on_conflict_do_nothing())  # fmt: skip
        row = session.get_one(ThrottleRow, (kind, key), with_for_update=True, populate_existing=True)
    elif row.last < moment - _FORGOTTEN:
        row.failures = 0
    return row


def _is_known(session: Session, pair: str, moment: datetime) -> bool:
    row = session.get(ThrottleRow, ("known", pair))
    return row is not None and row.last >= moment - _KNOWN


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
