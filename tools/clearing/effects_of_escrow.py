"""Effects on an escrow: fund, release, refund, split. Who may in which capacity is said here, who may at all in the table."""

from collections.abc import Callable

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Amount, Clause, Outcome, Terms, Value
from tools.clearing.accounts import held_by
from tools.clearing.cards import (
    PERFORMED,
    WORDS,
    amount,
    capacity_of,
    escrow_owners,
    escrow_terms,
    found,
    paid_out,
    release_conditions,
)
from tools.clearing.escrow import (
    fund_escrow,
    parts_of,
    price_of,
    refund_escrow,
    release_escrow,
    require_payee,
    split_escrow,
)
from tools.clearing.house import ClearingHouse
from tools.clearing.machine import ESCROW
from tools.clearing.posting import short
from tools.clearing.proving import is_proved, require_proof
from tools.clearing.requests import EscrowRequest, SplitRequest
from tools.clearing.tables import EscrowRow
from tools.refused import Refused

Shown = tuple[tuple[Amount, ...], tuple[Clause, ...]]


def fund(house: ClearingHouse) -> Effect:
    """The payer puts the price into escrow."""
    return _effect(house, "fund_escrow", EscrowRequest, _funding, lambda act, escrow, request: fund_escrow(act, escrow))


def release(house: ClearingHouse) -> Effect:
    """The payer, the platform, or once the proof is confirmed also the payee, lets the money go to the payee."""
    return _effect(house, "release_escrow", EscrowRequest, _releasing, lambda act, escrow, request: release_escrow(act, escrow))  # fmt: skip


def refund(house: ClearingHouse) -> Effect:
    """The payee or the platform gives all of it back."""
    return _effect(house, "refund_escrow", EscrowRequest, _refunding, lambda act, escrow, request: refund_escrow(act, escrow))  # fmt: skip


def split(house: ClearingHouse) -> Effect:
    """Staff or an expert divides it after a dispute."""
    return _effect(house, "split_escrow", SplitRequest, _splitting, lambda act, escrow, request: split_escrow(act, escrow, request.to_payee))  # fmt: skip


def _effect(
    house: ClearingHouse, name: str, request: type[EscrowRequest], shown: Callable[[Act, EscrowRow, SplitRequest], Shown],
    carried: Callable[[Act, EscrowRow, SplitRequest], None],
) -> Effect:  # fmt: skip
    """An effect on an escrow: its terms from the row, what is done, and the order or deal told."""

    def terms(act: Act, asked: SplitRequest) -> Terms:
        escrow = found(house, act, asked.escrow)
        return escrow_terms(act, name, escrow, *shown(act, escrow, asked))

    def carry_out(act: Act, asked: SplitRequest, seen: Terms) -> Outcome:
        escrow = found(house, act, asked.escrow)
        carried(act, escrow, asked)
        house.follow(act, escrow)
        values: dict[str, Value] = {"id": escrow.id, "amount": seen.amounts[-1].money}
        return Outcome(
            effect=name, words=WORDS, record=escrow.id, key=name, values=values, data={"state": escrow.state}
        )

    return Effect(name, request, escrow_owners, terms, carry_out, subject=lambda asked: asked.escrow)


def _funding(act: Act, escrow: EscrowRow, request: EscrowRequest) -> Shown:
    if capacity_of(act, escrow) != "payer":
        raise Refused("托管款只能由付款方支付。/ Only the payer funds an escrow.", "escrow.not_payer")
    ESCROW.after(escrow.state, "fund")
    held = held_by(act.session, escrow.payer, escrow.currency)
    if held < price_of(escrow):
        raise short(held, price_of(escrow))
    return (*paid_out(escrow)[1:], amount("held", price_of(escrow))), release_conditions(escrow, act.moment.date())


def _releasing(act: Act, escrow: EscrowRow, request: EscrowRequest) -> Shown:
    ESCROW.after(escrow.state, "release")
    require_payee(escrow)
    require_proof(act, escrow)
    if capacity_of(act, escrow) == "payee" and not (escrow.proof and is_proved(act.session, escrow)):
        raise Refused("放款由付款方或平台办理。/ The payer or the platform releases the money.", "escrow.not_payer")
    performed = (PERFORMED,) if escrow.proof in ("recordal", "patent_recordal") else ()
    return paid_out(escrow), (Clause(key="final"), *performed)


def _refunding(act: Act, escrow: EscrowRow, request: EscrowRequest) -> Shown:
    if capacity_of(act, escrow) == "payer":
        raise Refused("退款由收款方或平台办理；您可以申请取消或争议处理。/ The payee or the platform refunds; you can ask for cancellation or raise a dispute.", "escrow.not_payee")  # fmt: skip
    ESCROW.after(escrow.state, "refund")
    return (amount("refund", price_of(escrow)),), (Clause(key="no_fee"), Clause(key="final"))


def _splitting(act: Act, escrow: EscrowRow, request: SplitRequest) -> Shown:
    ESCROW.after(escrow.state, "split")
    paid, back, fee = parts_of(escrow, request.to_payee)
    shown = (
        amount("held", price_of(escrow)),
        amount("platform_fee", fee),
        amount("to_payee", paid),
        amount("refund", back),
    )
    return shown, (Clause(key="decided", values={"reason": request.reason}), Clause(key="final"))
