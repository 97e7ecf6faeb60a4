"""The dispatcher: takes transfers that wait, asks the rail, books its answer.

Three transactions or calls, any of which may be cut off: taking (state "sent", with a lease), asking (outside a transaction,
with the key), booking (once, whoever does it). Run again, it goes on where it stood: a transfer whose lease ran out is taken
again, and the rail is asked what became of the key before it is sent again. Transfers of one organisation go in order.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from tools.act import Act
from tools.clearing.house import WORKER, ClearingHouse
from tools.clearing.machine import TRANSFER
from tools.clearing.rail import Direction, RailFailure, Receipt
from tools.clearing.tables import TransferRow
from tools.clearing.transfers import OPEN, book_receipt, money_of

LEASE = timedelta(seconds=60)
_LONGEST = 3600  # seconds between two attempts


@dataclass(frozen=True)
class Dispatched:
    """What a run did: ids of transfers done, failed and still without an answer."""

    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def dispatch(house: ClearingHouse, organisation: str = "", limit: int = 1000, at_once: bool = False) -> Dispatched:
    """Work through what waits. `organisation`: only its transfers; `at_once`: also those whose next attempt is not due yet."""
    found = Dispatched()
    for _ in range(limit):
        taken = _take(house, organisation, at_once, found.waiting)
        if taken is None:
            break
        receipt = _ask(house, taken)
        state = _booked(house, taken.id, receipt)
        name = state if state in ("done", "failed") else "waiting"
        found = replace(found, **{name: (*getattr(found, name), taken.id)})
    return found


def _booked(house: ClearingHouse, transfer: str, receipt: Receipt | None) -> str:
    """The state of a transfer after its answer. One the books cannot take waits, and does not hold up the others."""
    if receipt is not None:
        try:
            return take_receipt(house, transfer, receipt)
        except (
            IntegrityError
        ):  # a rule of the database said no: `ipos ledger verify` names it when it goes on like that
            pass
    return _no_answer(house, transfer)


def take_receipt(house: ClearingHouse, transfer: str, receipt: Receipt) -> str:
    """Book an answer of the rail's, asked for or not; repeated, it does nothing. The state of the transfer after it."""

    def book(act: Act) -> str:
        row = act.row(TransferRow, transfer)
        if receipt.key != row.key:
            raise ValueError("the receipt is another request's")
        if book_receipt(act, row, receipt):
            house.audit.append(act.session, act.moment, WORKER, f"transfer {row.state}", row.id, receipt=receipt.number)
        return row.state

    return house.carry(f"rail:{receipt.number}", book)


def transfer_of(house: ClearingHouse, key: str) -> str | None:
    """The transfer a key belongs to: a rail that calls back names only the key."""
    with house.sessions() as session:
        return session.scalar(select(TransferRow.id).where(TransferRow.key == key))


def _take(house: ClearingHouse, organisation: str, at_once: bool, passed: tuple[str, ...]) -> TransferRow | None:
    """The next transfer, marked as sent and leased to this run; None when nothing waits."""

    def take(act: Act) -> TransferRow | None:
        row = act.session.scalar(_waiting(house, organisation, at_once, passed))
        if row is None:
            return None
        act.step(TRANSFER, row, "send", attempt=row.attempts + 1)
        row.attempts, row.lease = row.attempts + 1, act.moment + LEASE
        act.session.flush()
        house.audit.append(act.session, act.moment, WORKER, "transfer send", row.id, attempt=row.attempts)
        return row

    return house.carry("rail", take)


def _waiting(house: ClearingHouse, organisation: str, at_once: bool, passed: tuple[str, ...]) -> Select[TransferRow]:  # fmt: skip
    """The oldest open transfer that no other run has and none of the same organisation's comes before; workers skip each other's."""
    before, now = aliased(TransferRow), house.now()
    earlier = select(before.id).where(before.organisation == TransferRow.organisation, before.seq < TransferRow.seq, before.state.in_(OPEN))  # fmt: skip
    query = select(TransferRow).where(TransferRow.state.in_(OPEN), ~earlier.exists(), TransferRow.id.not_in(passed))
    query = query.where(or_(TransferRow.lease.is_(None), TransferRow.lease <= now))
    if not at_once:
        query = query.where(or_(TransferRow.due.is_(None), TransferRow.due <= now))
    if organisation:
        query = query.where(TransferRow.organisation == organisation)
    query = query.order_by(TransferRow.created, TransferRow.organisation, TransferRow.seq).limit(1)
    return query.with_for_update(skip_locked=True).execution_options(populate_existing=True)


def _ask(house: ClearingHouse, row: TransferRow) -> Receipt | None:
    """The rail's answer, None for none. What may have been sent before is looked up first."""
    try:
        known = house.rail.lookup(row.key) if row.attempts > 1 else None
        direction: Direction = "in" if row.direction == "in" else "out"
        return known or house.rail.send(row.key, direction, row.organisation, money_of(row))
    except RailFailure:
        return None


def _no_answer(house: ClearingHouse, transfer: str) -> str:
    """Give the transfer back, to be tried again later: after 2, 4, 8 ... seconds."""

    def wait(act: Act) -> str:
        row = act.row(TransferRow, transfer)
        if row.state in OPEN:
            row.lease, row.due = None, act.moment + timedelta(seconds=min(1 << row.attempts, _LONGEST))
            act.note("transfer", row.id, "no_answer", row.state, attempt=row.attempts)
        return row.state

    return house.carry("rail", wait)
