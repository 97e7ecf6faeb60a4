"""Reading members: organisations with profile and licences, their accounts, invitations, and one's own account."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.members.accounts import licences_of
from tools.members.consents import consented, open_consent, purposes
from tools.members.kinds import require_manager
from tools.members.member_tables import InvitationRow, ProfileRow
from tools.members.sign_in_tables import CredentialRow, SignInRow
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal
from tools.refused import not_found


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True)


class LicenceShown(_Closed):
    """A licence: kind, number, last day."""

    kind: str
    number: str
    until: date | None


class OrganisationShown(_Closed):
    """An organisation with its profile and licences."""

    id: str
    name_zh: str
    name_en: str
    kind: str
    ownership: str
    country: str
    demo: bool
    region: str = ""
    industry: str = ""
    fields: str = ""
    contact: str = ""
    licences: tuple[LicenceShown, ...] = ()
    accounts: int = 0


class AccountShown(_Closed):
    """An account in a list. `signs_in`: it has a password; `sessions`: open ones."""

    user: str
    organisation: str
    role: str
    manager: bool
    demo: bool
    signs_in: bool
    created: datetime
    deactivated: datetime | None


class InvitationShown(_Closed):
    """An invitation without its token. `state`: open, used, revoked or expired."""

    id: str
    organisation: str
    role: str
    manager: bool
    note: str
    inviter: str
    created: datetime
    expires: datetime
    state: str
    used_by: str


class ConsentShown(_Closed):
    """A purpose with whether one consents. `outdated`: to a text that reads otherwise now, which does not count."""

    purpose: str
    version: str
    given: datetime | None
    valid: bool
    outdated: bool
    possible: bool


class MyAccount(_Closed):
    """Who somebody is here. A visitor has no organisation; `sessions`: how many are open."""

    user: str
    role: str
    manager: bool = False
    organisation: OrganisationShown | None = None
    consents: tuple[ConsentShown, ...] = ()
    sessions: int = 0
    signs_in: bool = False


def show_organisation(session: Session, who: Principal, identity: str) -> OrganisationShown:
    """An organisation, for its own people and the platform's. Raises Refused."""
    row = _row(session, who, "show_organisation", identity)
    return _shown(session, row)


def list_organisations(session: Session, who: Principal) -> list[OrganisationShown]:
    """All organisations by name, for the platform's people. Raises Refused."""
    require(who, "list_organisations", None)
    return [_shown(session, row) for row in session.scalars(select(OrganisationRow).order_by(OrganisationRow.name_en))]


def list_members(session: Session, who: Principal, identity: str) -> list[AccountShown]:
    """The accounts of an organisation by name, those deactivated last. Raises Refused."""
    row = _row(session, who, "list_members", identity)
    query = select(AccountRow, CredentialRow.user).outerjoin(CredentialRow, CredentialRow.user == AccountRow.user)
    found = session.execute(query.where(AccountRow.organisation == row.id).order_by(AccountRow.user)).all()
    shown = [
        AccountShown(
            user=each.user, organisation=each.organisation, role=each.role, manager=each.manager, demo=each.demo, signs_in=signs_in is not None,
            created=each.created, deactivated=each.deactivated,
        )
        for each, signs_in in found
    ]  # fmt: skip
    return sorted(shown, key=lambda each: each.deactivated is not None)


def list_invitations(session: Session, who: Principal, identity: str, moment: datetime) -> list[InvitationShown]:
    """The invitations into an organisation, the newest first, for who manages it. Raises Refused."""
    row = _row(session, who, "list_invitations", identity)
    require_manager(who, session.get(AccountRow, who.user), row)
    query = select(InvitationRow).where(InvitationRow.organisation == row.id).order_by(InvitationRow.created.desc(), InvitationRow.id)  # fmt: skip
    return [
        InvitationShown(
            id=each.id, organisation=each.organisation, role=each.role, manager=each.manager, note=each.note, inviter=each.inviter,
            created=each.created, expires=each.expires, state=_state(each, moment), used_by=each.used_by,
        )
        for each in session.scalars(query)
    ]  # fmt: skip


def show_my_account(session: Session, who: Principal, receiver: str = "") -> MyAccount:
    """Who asks is here: name, organisation, role, consents. `receiver`: who runs the external model, "" for none."""
    require(who, "show_my_account", None)
    account = session.get(AccountRow, who.user)
    if account is None:
        return MyAccount(user=who.user, role=who.role.value)
    row = session.get(OrganisationRow, account.organisation)
    opened = session.scalar(select(func.count()).select_from(SignInRow).where(SignInRow.user == who.user)) or 0
    return MyAccount(
        user=who.user, role=who.role.value, manager=account.manager, organisation=_shown(session, row) if row else None, sessions=opened,
        consents=consents_of(session, who, receiver), signs_in=session.get(CredentialRow, who.user) is not None,
    )  # fmt: skip


def consents_of(session: Session, who: Principal, receiver: str = "") -> tuple[ConsentShown, ...]:
    """What who asks consents to, of everything there is."""
    found = []
    for name, purpose in purposes().items():
        held = open_consent(session, who.user, name)
        valid = consented(session, who.user, name, receiver)
        found.append(
            ConsentShown(
                purpose=name, version=held.version if held else purpose.version, given=held.given if held else None, valid=valid,
                outdated=held is not None and not valid, possible=bool(receiver) or not purpose.receiver,
            )
        )  # fmt: skip
    return tuple(found)


def _row(session: Session, who: Principal, action: str, identity: str) -> OrganisationRow:
    row = session.get(OrganisationRow, identity)
    require(who, action, (Owner(row.id),) if row else NOBODY, identity)
    if row is None:
        raise not_found(identity)
    return row


def _shown(session: Session, row: OrganisationRow) -> OrganisationShown:
    profile = session.get(ProfileRow, row.id)
    told = {each: getattr(profile, each) for each in ("region", "industry", "fields", "contact")} if profile else {}
    count = session.scalar(select(func.count()).select_from(AccountRow).where(AccountRow.organisation == row.id)) or 0
    licences = tuple(LicenceShown(kind=each.kind, number=each.number, until=each.valid_until) for each in licences_of(session, row.id))  # fmt: skip
    return OrganisationShown(
        id=row.id, name_zh=row.name_zh, name_en=row.name_en, kind=row.kind, ownership=row.ownership, country=row.country, demo=row.demo,
        licences=licences, accounts=count, **told,
    )  # fmt: skip


def _state(row: InvitationRow, moment: datetime) -> str:
    if row.used:
        return "used"
    return "revoked" if row.revoked else "expired" if row.expires <= moment else "open"
