"""The first administrator: the operator makes one at the machine itself; from then on this desk asks for sign-in."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tools.audit.chain import Audit
from tools.database import Sessions
from tools.members.accounts import PLATFORM
from tools.members.gate import put_password
from tools.members.names import checked_name
from tools.members.passwords import Passwords, checked
from tools.members.sign_in_tables import CredentialRow
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal, Role
from tools.refused import Refused


def create_admin(sessions: Sessions, audit: Audit, passwords: Passwords, name: str, password: str, moment: datetime) -> str:  # fmt: skip
    """Open the account of the first administrator; its name as it is kept. Raises Refused when there is one who can sign in."""
    user = checked_name(name)
    kept = passwords.hash(checked(password, user))
    with sessions.begin() as session:
        if session.scalar(_admins().limit(1)):
            raise Refused("平台已有管理员；其他管理员由其邀请。/ There is an administrator already, who invites others.", "members.admin")  # fmt: skip
        if session.get(AccountRow, user):
            raise Refused("这个用户名已被使用，请另选。/ This name is taken; choose another.", "name.taken")
        if not session.get(OrganisationRow, PLATFORM):
            session.add(OrganisationRow(id=PLATFORM, name_zh="IPOS 平台", name_en="IPOS platform", kind="platform", created=moment))  # fmt: skip
            session.flush()
        session.add(AccountRow(user=user, organisation=PLATFORM, role=Role.ADMIN.value, manager=True, created=moment))
        session.flush()
        put_password(session, user, kept, moment)
        audit.append(session, moment, Principal(user, PLATFORM, Role.ADMIN), "create administrator", user)
    return user


def last_admin(session: Session, user: str) -> bool:
    """Whether an account is the only administrator who can sign in."""
    return set(session.scalars(_admins())) == {user}


def _admins() -> Select[str]:
    return (
        select(AccountRow.user).join(CredentialRow, CredentialRow.user == AccountRow.user)
        .where(AccountRow.role == Role.ADMIN.value, AccountRow.deactivated.is_(None))
    )  # fmt: skip
