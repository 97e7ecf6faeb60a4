"""What the cards of clearing are made of: parties, amounts, conditions with their provisions."""

from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.terms import Amount, Clause, Party, Terms
from tools.clearing.escrow import fee_kept, price_of
from tools.clearing.house import ClearingHouse
from tools.clearing.proof_kinds import proof_kind
from tools.clearing.requests import EscrowRequest
from tools.clearing.tables import EscrowRow
from tools.members.accounts import PLATFORM
from tools.members.tables import OrganisationRow
from tools.money import Money
from tools.refused import not_found

WORDS = "tools.clearing"
SANDBOX = Clause(key="sandbox")
PERFORMED = Clause(key="performed", provision="cn/patent-law@2021-06-01/art47")
Capacity = Literal["payer", "payee", "platform"]


def party(session: Session, capacity: str, organisation: str) -> Party:
    """A party as a card shows it; an organisation the database does not know goes by its id."""
    row = session.get(OrganisationRow, organisation)
    if row is None:
        return Party(capacity=capacity, organisation=organisation, name_zh=organisation, name_en=organisation)
    return Party(capacity=capacity, organisation=row.id, name_zh=row.name_zh, name_en=row.name_en, demo=row.demo)


def escrow_owners(act: Act, request: EscrowRequest) -> tuple[Owner, ...]:
    """Whose an escrow is: payer's and payee's."""
    row = act.session.get(EscrowRow, request.escrow)
    return tuple(Owner(each) for each in (row.payer, row.payee) if each) if row else NOBODY


def found(house: ClearingHouse, act: Act, identity: str) -> EscrowRow:
    """An escrow, its order or deal locked before it. Raises Refused when there is none."""
    escrow = house.held_escrow(act, identity)
    if escrow is None:
        raise not_found(identity)
    return escrow


def capacity_of(act: Act, escrow: EscrowRow) -> Capacity:
    """As what a principal stands to an escrow it may see."""
    if act.who.organisation == escrow.payer:
        return "payer"
    return "payee" if act.who.organisation == escrow.payee else "platform"


def escrow_terms(
    act: Act, effect: str, escrow: EscrowRow, amounts: tuple[Amount, ...], clauses: tuple[Clause, ...]
) -> Terms:
    """Terms about an escrow: its parties, its order or deal, and the version of the row they were read from."""
    payee = (party(act.session, "payee", escrow.payee),) if escrow.payee else ()
    return Terms(
        effect=effect, words=WORDS, subject=escrow.id, title_zh=f"{escrow.id}（{escrow.subject}）", title_en=f"{escrow.id} ({escrow.subject})",
        parties=(party(act.session, "payer", escrow.payer), *payee, party(act.session, "platform", PLATFORM)),
        amounts=amounts, clauses=(*clauses, SANDBOX), seen={escrow.id: escrow.version},
    )  # fmt: skip


def paid_out(escrow: EscrowRow) -> tuple[Amount, ...]:
    """Price, fee, and what the payee gets when all of it is released."""
    price, fee = price_of(escrow), fee_kept(escrow)
    return (
        Amount(key="held", money=price),
        Amount(key="platform_fee", money=fee),
        Amount(key="to_payee", money=price - fee),
    )


def amount(key: str, money: Money) -> Amount:
    """An amount by its name."""
    return Amount(key=key, money=money)


def release_conditions(escrow: EscrowRow, day: date) -> tuple[Clause, ...]:
    """When the money may go to the payee, with the provisions in force on a day."""
    if not escrow.proof:
        return (Clause(key="release_on_acceptance"),)
    kind = proof_kind(escrow.proof)
    waits = Clause(key="release_on_proof", values={"proof_zh": kind.zh, "proof_en": kind.en})
    return (waits, *(Clause(key=f"effect_{_law(key)}", provision=key) for key in kind.provisions_on(day)))


def _law(key: str) -> str:
    """Which law a provision is of, as clauses are named by it: patent, trademark, copyright."""
    return key.partition("/")[2].partition("-")[0]
