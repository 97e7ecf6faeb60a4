"""Accounts: which organisation and role stand behind a signed-in name."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.database import Sessions
from tools.members.tables import AccountRow, LicenceRow, OrganisationRow
from tools.principal import Principal, Role
from tools.refused import Refused

LOCAL = "local"  # the account of a desk without sign-in
LOCAL_ORGANISATION = "ORG-LOCAL"
PLATFORM = "ORG-PLATFORM"


def principal_of(sessions: Sessions, user: str) -> Principal:
    """The principal behind an account's name: a visitor when there is no such account. Raises Refused for a deactivated one."""
    with sessions() as session:
        row = session.get(AccountRow, user)
        if row is not None and row.deactivated is not None:
            raise Refused("此账户已停用，请联系本机构的管理人。/ This account is deactivated; ask who manages your organisation's accounts.", "access.deactivated")  # fmt: skip
        return Principal(user, row.organisation, Role(row.role)) if row else Principal(user)


def open_local_account(sessions: Sessions, now: Callable[[], datetime]) -> None:
    """Give the desk without sign-in its own organisation and account, and the platform its own; nothing when they are there."""
    with sessions() as session:
        if session.get(AccountRow, LOCAL) and session.get(OrganisationRow, PLATFORM):
            return
    with sessions.begin() as session:
        for identity, zh, en, kind in (
            (PLATFORM, "IPOS 平台", "IPOS platform", "platform"),
            (LOCAL_ORGANISATION, "本机用户", "Local user", "enterprise"),
        ):
            if not session.get(OrganisationRow, identity):
                session.add(OrganisationRow(id=identity, name_zh=zh, name_en=en, kind=kind, created=now()))
        session.flush()
        if not session.get(AccountRow, LOCAL):
            account = AccountRow(
                user=LOCAL, organisation=LOCAL_ORGANISATION, role=Role.MEMBER.value, manager=True, created=now()
            )
            session.add(account)


def organisation(session: Session, identity: str) -> OrganisationRow | None:
    """An organisation by its id."""
    return session.get(OrganisationRow, identity)


def licences_of(session: Session, identity: str) -> list[LicenceRow]:
    """The licences an organisation holds."""
    return list(
        session.scalars(select(LicenceRow).where(LicenceRow.organisation == identity).order_by(LicenceRow.kind))
    )


def demo_accounts(sessions: Sessions) -> list[tuple[Principal, OrganisationRow]]:
    """The accounts of the demo, with their organisations: the only ones a desk without sign-in may act as."""
    with sessions() as session:
        query = (
            select(AccountRow, OrganisationRow)
            .join(OrganisationRow, AccountRow.organisation == OrganisationRow.id)
            .where(AccountRow.demo, AccountRow.deactivated.is_(None))
            .order_by(AccountRow.role, AccountRow.user)
        )
        return [(Principal(a.user, a.organisation, Role(a.role)), o) for a, o in session.execute(query)]
