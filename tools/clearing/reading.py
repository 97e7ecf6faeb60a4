"""Reading escrows, accounts and transfers: what their parties, staff and experts see."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner, Relation
from tools.access.table import may, require
from tools.clearing.accounts import PLATFORM_KINDS, accounts_of
from tools.clearing.escrow import fee_kept, price_of
from tools.clearing.ledger_tables import LedgerAccountRow
from tools.clearing.proving import is_proved
from tools.clearing.tables import EscrowRow, ProofRow, TransferRow
from tools.clearing.transfers import OPEN, money_of
from tools.events import Event, events_of
from tools.members.tables import OrganisationRow
from tools.money import Money
from tools.principal import Principal
from tools.refused import not_found

MOST_SHOWN = 200


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class Proof(_View):
    """A proof handed in."""

    id: str
    kind: str
    number: str
    dated: date
    words: str
    organisation: str
    state: str
    created: datetime


class EscrowLine(_View):
    """An escrow in a list. `proved`: the proof it needs is confirmed, or it needs none; `payee` "" while unknown."""

    id: str
    purpose: str
    subject: str
    payer: str
    payee: str
    price: Money
    fee: Money
    state: str
    proof: str
    proved: bool
    created: datetime


class EscrowView(EscrowLine):
    """An escrow with its proofs and its history."""

    proofs: tuple[Proof, ...]
    history: tuple[Event, ...]


class TransferLine(_View):
    """Money that came in or went out, or is on its way."""

    id: str
    direction: str
    amount: Money
    state: str
    attempts: int
    receipt: str
    reason: str
    created: datetime


class OpenTransfer(TransferLine):
    """A transfer as staff see it: also whose it is."""

    organisation: str


class PlatformView(_View):
    """The platform's own accounts (escrow, platform_fee, transit, rail), by kind, and the transfers that wait for the rail."""

    accounts: tuple[tuple[str, Money], ...]
    waiting: tuple[OpenTransfer, ...]


class AccountView(_View):
    """What an organisation's clearing accounts hold, and its latest transfers."""

    organisation: str
    balances: tuple[Money, ...]
    transfers: tuple[TransferLine, ...]


def show_escrow(session: Session, who: Principal, identity: str) -> EscrowView:
    """An escrow. Raises Refused, in the same words, for one that is not there and one of others."""
    row = session.get(EscrowRow, identity)
    require(who, "show_escrow", _owners(row), identity)
    if row is None:
        raise not_found(identity)
    proofs = session.scalars(select(ProofRow).where(ProofRow.escrow == row.id).order_by(ProofRow.created, ProofRow.id))
    return EscrowView(
        **_line(session, row).__dict__,
        proofs=tuple(Proof.model_validate(proof, from_attributes=True) for proof in proofs),
        history=tuple(events_of(session, "escrow", row.id)),
    )


def list_escrows(session: Session, who: Principal, state: str = "", purpose: str = "") -> list[EscrowLine]:
    """One's organisation's escrows, for staff and experts all, the newest first. `state`, `purpose`: only those."""
    require(who, "list_escrows", None)
    query = select(EscrowRow).order_by(EscrowRow.created.desc(), EscrowRow.id).limit(MOST_SHOWN)
    if not may(who, "show_escrow", Relation.OTHER):
        own = who.organisation or "-"  # no organisation is called so: without one, nothing is one's own
        query = query.where(or_(EscrowRow.payer == own, EscrowRow.payee == own))
    for column, wanted in ((EscrowRow.state, state), (EscrowRow.purpose, purpose)):
        query = query.where(column == wanted) if wanted else query
    return [_line(session, row) for row in session.scalars(query)]


def show_account(session: Session, who: Principal, organisation: str = "") -> AccountView:
    """What an organisation holds, one's own by default. Raises Refused for another's."""
    identity = organisation or who.organisation
    require(who, "show_account", account_owners(session, identity), identity)
    query = select(TransferRow).where(TransferRow.organisation == identity).order_by(TransferRow.seq.desc())
    lines = tuple(_transfer(row) for row in session.scalars(query.limit(MOST_SHOWN)))
    return AccountView(organisation=identity, balances=tuple(accounts_of(session, identity)), transfers=lines)


def show_platform(session: Session, who: Principal) -> PlatformView:
    """What the platform holds, earned and has under way. For staff: Raises Refused for others."""
    require(who, "show_platform", None)
    a = LedgerAccountRow
    query = select(a.kind, a.balance_minor, a.currency).where(a.kind.in_(PLATFORM_KINDS)).order_by(a.kind, a.currency)
    waiting = select(TransferRow).where(TransferRow.state.in_(OPEN)).order_by(TransferRow.created, TransferRow.id)
    return PlatformView(
        accounts=tuple((kind, Money(minor, currency)) for kind, minor, currency in session.execute(query)),
        waiting=tuple(
            OpenTransfer(**_transfer(row).__dict__, organisation=row.organisation)
            for row in session.scalars(waiting.limit(MOST_SHOWN))
        ),
    )


def account_owners(session: Session, organisation: str) -> tuple[Owner, ...]:
    """Whose an organisation's account is; nobody's when there is no such organisation, for staff too."""
    return (Owner(organisation),) if session.get(OrganisationRow, organisation) else NOBODY


def _owners(row: EscrowRow | None) -> tuple[Owner, ...]:
    return tuple(Owner(each) for each in (row.payer, row.payee) if each) if row else NOBODY


def _line(session: Session, row: EscrowRow) -> EscrowLine:
    return EscrowLine(
        id=row.id, purpose=row.purpose, subject=row.subject, payer=row.payer, payee=row.payee, price=price_of(row), fee=fee_kept(row),
        state=row.state, proof=row.proof, proved=is_proved(session, row), created=row.created,
    )  # fmt: skip


def _transfer(row: TransferRow) -> TransferLine:
    return TransferLine(
        id=row.id, direction=row.direction, amount=money_of(row), state=row.state, attempts=row.attempts,
        receipt=row.receipt, reason=row.reason, created=row.created,
    )  # fmt: skip
