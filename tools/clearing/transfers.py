"""Transfers: money asked of the rail and booked when it answers, once."""

from sqlalchemy import func, select

from tools.act import Act
from tools.clearing.accounts import open_account
from tools.clearing.ledger_tables import LedgerAccountRow
from tools.clearing.machine import TRANSFER
from tools.clearing.posting import Leg, post
from tools.clearing.rail import Direction, Receipt
from tools.clearing.tables import TransferRow
from tools.money import MOST, Money
from tools.refused import Refused

OPEN = ("requested", "sent")


def request_transfer(act: Act, direction: Direction, organisation: str, money: Money) -> TransferRow:
    """Ask for money to come in or go out; what goes out leaves the account at once. Raises Refused for an amount that is none,
    an account that does not hold enough, or a user without an organisation."""
    sound_amount(money)
    if not organisation:
        raise Refused("您的账户不属于任何组织，没有结算账户。/ Your account belongs to no organisation and has no clearing account.", "account.none")  # fmt: skip
    account = open_account(act.session, "member", money.currency, organisation)
    act.row(LedgerAccountRow, account)  # one request of an organisation after the other, so that their order is certain
    last = act.session.scalar(select(func.max(TransferRow.seq)).where(TransferRow.organisation == organisation))
    row = TransferRow(
        id=act.fresh("TRF"), seq=(last or 0) + 1, organisation=organisation, direction=direction, currency=money.currency,
        amount_minor=money.minor, state="requested", key=act.new_id()[:64], user=act.who.user, created=act.moment,
    )  # fmt: skip
    act.session.add(row)
    act.session.flush()
    act.note("transfer", row.id, "request", "", "requested", direction=direction, amount=money.minor, currency=money.currency)  # fmt: skip
    if direction == "out":
        transit = open_account(act.session, "transit", money.currency)
        post(act, "pay_out", f"pay_out:{row.id}", [(account, -money), (transit, money)])
    return row


def sound_amount(money: Money) -> Money:
    """The amount itself. Raises Refused for nothing, less than nothing, or more than the ledger takes."""
    if not 0 < money.minor <= MOST:
        raise Refused(
            "金额必须大于零且不超过上限。/ The amount must be more than nothing and within the limit.", "amount"
        )
    return money


def book_receipt(act: Act, row: TransferRow, receipt: Receipt) -> bool:
    """Book the rail's answer to a transfer that is locked; False, with nothing done, when it was booked before."""
    if row.state not in OPEN:
        if (receipt.outcome == "done") != (row.state == "done"):
            act.note("transfer", row.id, "contradiction", row.state, receipt=receipt.number, outcome=receipt.outcome)
        return False
    done = receipt.outcome == "done"
    act.step(TRANSFER, row, "complete" if done else "fail", receipt=receipt.number, reason=receipt.reason)
    row.receipt, row.reason, row.lease = receipt.number, receipt.reason[:200], None
    act.session.flush()
    if legs := _legs(act, row, done):
        post(act, "deposit" if row.direction == "in" else "paid_out" if done else "return", f"rail:{row.id}", legs)
    return True


def money_of(row: TransferRow) -> Money:
    """The amount of a transfer."""
    return Money(row.amount_minor, row.currency)


def _legs(act: Act, row: TransferRow, done: bool) -> list[Leg]:
    """What the answer moves: a deposit in; a payment from transit out, or back to who asked for it."""
    money = money_of(row)
    member = open_account(act.session, "member", row.currency, row.organisation)
    if row.direction == "in":
        return [(open_account(act.session, "rail", row.currency), -money), (member, money)] if done else []
    target = open_account(act.session, "rail", row.currency) if done else member
    return [(open_account(act.session, "transit", row.currency), -money), (target, money)]
