"""Seats: how many there are now, who gets the next one, and what the clock takes away.

A session's row is locked before any of its sign-ups is changed, and the database refuses more seats than there are (CHECK).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from tools.act import Act
from tools.clearing.tables import EscrowRow
from tools.money import zero
from tools.orders.cancelling import escrow_of_order, pay_out
from tools.orders.machine import ENDED, ORDER
from tools.orders.order import facts
from tools.orders.tables import OrderRow
from tools.training.machine import SIGN_UP
from tools.training.rules import rules
from tools.training.tables import SignUpRow, TrainingSessionRow

_OVER = ("cancelled", "settled")  # ends of an order that give its seat up
_UNPAID = ("placed", "assigned")


@dataclass(frozen=True)
class Standing:
    """A session at a moment: sign-ups that hold seats they have lost, and those that wait, in order."""

    lost: tuple[SignUpRow, ...]
    waiting: tuple[SignUpRow, ...]
    started: bool
    seats: int
    taken: int

    @property
    def free(self) -> int:
        """Seats left over when what is lost is given up and those who wait are served."""
        return max(0, self.seats - self.taken + len(self.lost) - len(self.waiting))


def standing(act: Act, row: TrainingSessionRow) -> Standing:
    """How a session stands at the act's moment; nothing is changed."""
    live = _of(act, row.id, ("signed", "offered", "waiting"))
    lost = tuple(each for each in live if each.state != "waiting" and _is_lost(act, row, each))
    waiting = tuple(each for each in live if each.state == "waiting")
    return Standing(lost, waiting, row.starts <= act.moment, row.seats, row.taken)


def bring_up(act: Act, row: TrainingSessionRow) -> int:
    """Do what the clock has brought: give up what is lost, offer freed seats in order, end the list at the start.

    Returns how many sign-ups were changed. The session's row has to be locked.
    """
    now = standing(act, row)
    for each in now.lost:
        _give_up(act, row, act.row(SignUpRow, each.id))
    if now.started:
        for each in now.waiting:
            act.step(SIGN_UP, act.row(SignUpRow, each.id), "expire", session=row.id)
        act.session.flush()
        return len(now.lost) + len(now.waiting)
    return len(now.lost) + offer_free(act, row, now.waiting)


def offer_free(act: Act, row: TrainingSessionRow, waiting: Sequence[SignUpRow]) -> int:
    """Keep freed seats for those who wait, first come first; how many were offered one."""
    until = min(act.moment + timedelta(hours=rules().offer_hours), row.starts)
    chosen = waiting[: row.seats - row.taken] if row.state == "open" else ()
    for each in chosen:
        held = act.row(SignUpRow, each.id)
        row.taken, held.until = row.taken + 1, until
        act.step(SIGN_UP, held, "offer", session=row.id, until=until.isoformat())
    act.session.flush()
    return len(chosen)


def waiting_of(act: Act, row: TrainingSessionRow) -> list[SignUpRow]:
    """Who waits for a session, in order."""
    return _of(act, row.id, ("waiting",))


def next_place(act: Act, session: str) -> int:
    """The place of one who asks now."""
    last = act.session.scalar(select(func.max(SignUpRow.place)).where(SignUpRow.session == session))
    return (last or 0) + 1


def _of(act: Act, session: str, states: tuple[str, ...]) -> list[SignUpRow]:
    query = select(SignUpRow).where(SignUpRow.session == session, SignUpRow.state.in_(states)).order_by(SignUpRow.place)
    return list(act.session.scalars(query))


def _is_lost(act: Act, row: TrainingSessionRow, each: SignUpRow) -> bool:
    """An offer nobody confirmed; a paid seat whose order has ended, or whose price did not come in time."""
    if each.state == "offered":
        return (each.until is not None and each.until <= act.moment) or row.starts <= act.moment
    order = act.session.get(OrderRow, each.order) if each.order else None
    if order is None:
        return False
    return order.state in _OVER or (order.state in _UNPAID and _overdue(act, each))


def _overdue(act: Act, each: SignUpRow) -> bool:
    if each.until is None or each.until > act.moment:
        return False
    escrow = act.session.scalar(select(EscrowRow).where(EscrowRow.purpose == "order", EscrowRow.subject == each.order))
    return escrow is not None and escrow.state == "agreed"


def _give_up(act: Act, row: TrainingSessionRow, each: SignUpRow) -> None:
    """Take a lost seat back; an order that was never paid ends with it."""
    if each.state == "offered":
        act.step(SIGN_UP, each, "expire", session=row.id)
    else:
        order = act.row(OrderRow, each.order)
        if order.state not in ENDED:
            act.step(ORDER, order, "cancel", by="rule", kept=0, reason="unpaid", **facts(order))
            act.session.flush()
            pay_out(act, escrow_of_order(act, order), zero(order.currency))
        act.step(SIGN_UP, each, "lapse", session=row.id, order=each.order)
    row.taken -= 1
    act.session.flush()
