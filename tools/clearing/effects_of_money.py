"""Effects on an organisation's own clearing account: money in from the rail, money out to it."""

from collections.abc import Callable

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms, Value
from tools.clearing.accounts import held_by
from tools.clearing.cards import SANDBOX, WORDS, amount, party
from tools.clearing.posting import short
from tools.clearing.rail import Direction
from tools.clearing.requests import MoneyRequest
from tools.clearing.transfers import request_transfer, sound_amount
from tools.refused import Refused


def deposit() -> Effect:
    """Bring money into the organisation's clearing account."""
    return Effect("deposit_money", MoneyRequest, lambda act, request: None, _terms("deposit_money", "deposit"), _carry("deposit_money", "in", "deposit"))  # fmt: skip


def pay_out() -> Effect:
    """Take money out of it; it leaves the account at once and comes back when the rail declines."""
    return Effect("pay_out", MoneyRequest, lambda act, request: None, _terms("pay_out", "pay_out"), _carry("pay_out", "out", "pay_out"))  # fmt: skip


def _terms(effect: str, way: str) -> Callable[[Act, MoneyRequest], Terms]:
    def terms(act: Act, request: MoneyRequest) -> Terms:
        money = sound_amount(request.amount)
        if not act.who.organisation:
            raise Refused("您的账户不属于任何组织，没有结算账户。/ Your account belongs to no organisation and has no clearing account.", "account.none")  # fmt: skip
        held = held_by(act.session, act.who.organisation, money.currency)
        if way == "pay_out" and held < money:
            raise short(held, money)
        who = party(act.session, "account_holder", act.who.organisation)
        return Terms(
            effect=effect,
            words=WORDS,
            parties=(who,),
            amounts=(amount(way, money),),
            clauses=(Clause(key=way), SANDBOX),
        )

    return terms


def _carry(effect: str, direction: Direction, way: str) -> Callable[[Act, MoneyRequest, Terms], Outcome]:
    def carry_out(act: Act, request: MoneyRequest, terms: Terms) -> Outcome:
        row = request_transfer(act, direction, act.who.organisation, request.amount)
        values: dict[str, Value] = {"id": row.id, "amount": request.amount}
        return Outcome(
            effect=effect, words=WORDS, record=row.id, key=f"{way}_requested", values=values, data={"state": row.state}
        )

    return carry_out
