"""Escrows: money that waits between payer and payee, and leaves exactly once.

Each step is a step of the machine (state guard), under the row's lock and version, with one ledger reference of its own: any
one of the three would do. Nothing here asks who may: that is the business of the effects.
"""

from sqlalchemy import select

from tools.act import Act
from tools.clearing.accounts import open_account
from tools.clearing.fees import fee_of
from tools.clearing.machine import ESCROW, OPEN
from tools.clearing.posting import Leg, post
from tools.clearing.proof_kinds import proof_kind
from tools.clearing.proving import require_proof
from tools.clearing.tables import EscrowRow
from tools.money import MOST, Money, zero
from tools.refused import Refused


def open_escrow(act: Act, *, purpose: str, subject: str, payer: str, payee: str, price: Money, proof: str = "") -> EscrowRow:  # fmt: skip
    """Agree on an escrow; nothing moves. `payee` "" until it is known. Raises Refused for a price that is none or one's own money."""
    if not 0 < price.minor <= MOST:
        raise Refused(
            "托管金额必须大于零且不超过上限。/ The amount held must be more than nothing and within the limit.",
            "escrow.price",
        )
    _different(payer, payee)
    proof_kind(proof)
    fee = fee_of(purpose, price)
    row = EscrowRow(
        id=act.fresh("ESC"), purpose=purpose, subject=subject, payer=payer, payee=payee, currency=price.currency,
        price_minor=price.minor, fee_minor=fee.minor, state="agreed", proof=proof, created=act.moment,
    )  # fmt: skip
    act.session.add(row)
    act.session.flush()
    act.note(
        "escrow",
        row.id,
        "open",
        "",
        "agreed",
        purpose=purpose,
        subject=subject,
        price=price.minor,
        currency=price.currency,
    )
    return row


def escrow_of(act: Act, purpose: str, subject: str) -> EscrowRow | None:
    """The escrow of an order or a deal, locked where the act changes something."""
    query = select(EscrowRow.id).where(EscrowRow.purpose == purpose, EscrowRow.subject == subject)
    identity = act.session.scalar(query)
    return act.find(EscrowRow, identity) if identity else None


def name_payee(act: Act, escrow: EscrowRow, payee: str) -> None:
    """Say who will be paid (again, when an order goes to another provider); while the money is not settled."""
    if escrow.state not in OPEN:
        raise Refused("托管款已结清，不能再变更收款方。/ The escrow is settled; its payee cannot change any more.", f"escrow.payee_from_{escrow.state}")  # fmt: skip
    _different(escrow.payer, payee)
    escrow.payee = payee
    act.note("escrow", escrow.id, "name_payee", escrow.state, payee=payee)
    act.session.flush()


def fund_escrow(act: Act, escrow: EscrowRow) -> None:
    """Take the price from the payer's clearing account. Raises Refused when it does not hold enough."""
    price = price_of(escrow)
    _move(
        act,
        escrow,
        "fund",
        f"fund:{escrow.id}",
        [(_member(act, escrow, escrow.payer), -price), (_held(act, escrow), price)],
    )


def release_escrow(act: Act, escrow: EscrowRow) -> None:
    """Pay the payee the price less the fee. Raises Refused without the proof the escrow names or without a payee."""
    ESCROW.after(escrow.state, "release")
    require_payee(escrow)
    require_proof(act, escrow)
    price, fee = price_of(escrow), fee_kept(escrow)
    _settle(act, escrow, "release", [(escrow.payee, price - fee)], fee)


def refund_escrow(act: Act, escrow: EscrowRow) -> None:
    """Give all back to the payer, without a fee."""
    _settle(act, escrow, "refund", [(escrow.payer, price_of(escrow))], zero(escrow.currency))


def split_escrow(act: Act, escrow: EscrowRow, to_payee: Money) -> None:
    """Divide: `to_payee` less its share of the fee to the payee, the rest to the payer. Raises Refused for all or nothing."""
    ESCROW.after(escrow.state, "split")
    paid, rest, fee = parts_of(escrow, to_payee)
    _settle(act, escrow, "split", [(escrow.payee, paid), (escrow.payer, rest)], fee)


def parts_of(escrow: EscrowRow, to_payee: Money) -> tuple[Money, Money, Money]:
    """What payee, payer and platform get of a split. Raises Refused for all or nothing."""
    require_payee(escrow)
    if to_payee.currency != escrow.currency:
        raise Refused("分配的币种与托管款不一致。/ The part is in another currency than the escrow.", "escrow.currency")
    rest = price_of(escrow) - to_payee
    if to_payee.minor <= 0 or rest.minor <= 0:
        raise Refused("分配额须大于零且小于托管额；全额请用放款或退款。/ A part is more than nothing and less than all; for all use release or refund.", "escrow.split_part")  # fmt: skip
    fee, _ = fee_kept(escrow).split((to_payee.minor, rest.minor))
    return to_payee - fee, rest, fee


def void_escrow(act: Act, escrow: EscrowRow) -> None:
    """Drop an escrow that was never funded."""
    act.step(ESCROW, escrow, "void")
    act.session.flush()


def price_of(escrow: EscrowRow) -> Money:
    """The amount held."""
    return Money(escrow.price_minor, escrow.currency)


def fee_kept(escrow: EscrowRow) -> Money:
    """The platform's commission when all goes to the payee."""
    return Money(escrow.fee_minor, escrow.currency)


def _settle(act: Act, escrow: EscrowRow, event: str, parts: list[tuple[str, Money]], fee: Money) -> None:
    """End an escrow: what was held goes to parties and, the fee, to the platform. One reference for all three ways to end."""
    ESCROW.after(escrow.state, event)
    legs: list[Leg] = [(_held(act, escrow), -price_of(escrow))]
    legs += [(_member(act, escrow, organisation), money) for organisation, money in parts]
    legs.append((open_account(act.session, "platform_fee", escrow.currency), fee))
    _move(act, escrow, event, f"settle:{escrow.id}", legs)


def _move(act: Act, escrow: EscrowRow, event: str, reference: str, legs: list[Leg]) -> None:
    """Step and posting together; the step is written first, so that its version guard speaks before money moves."""
    act.step(
        ESCROW, escrow, event, legs=[[account, money.minor, money.currency] for account, money in legs if money.minor]
    )
    act.session.flush()
    post(act, event, reference, legs)


def _member(act: Act, escrow: EscrowRow, organisation: str) -> str:
    return open_account(act.session, "member", escrow.currency, organisation)


def _held(act: Act, escrow: EscrowRow) -> str:
    return open_account(act.session, "escrow", escrow.currency)


def _different(payer: str, payee: str) -> None:
    if not payer or payer == payee:
        raise Refused("付款方与收款方不能是同一组织。/ Payer and payee cannot be the same organisation.", "escrow.self")


def require_payee(escrow: EscrowRow) -> None:
    """Raises Refused while nobody is named to be paid."""
    if not escrow.payee:
        raise Refused(
            "收款方尚未确定，不能放款。/ There is no payee yet; the money cannot be released.", "escrow.no_payee"
        )
