"""Invitations: made by who manages an organisation, used once to open an account there, with the role they were made for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from knowledge.language import visible
from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.audit.chain import Audit
from tools.database import Sessions
from tools.members.accounts import LOCAL
from tools.members.gate import digest, present, put_password
from tools.members.kinds import require_manager, require_role
from tools.members.member_tables import InvitationRow
from tools.members.names import checked_name
from tools.members.passwords import Passwords, checked
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal, Role
from tools.refused import Refused, not_found

VALID = timedelta(days=7)


@dataclass(frozen=True)
class Invitations:
    """`new_token`: a text that cannot be guessed; only its SHA-256 is kept, so that it is shown once."""

    sessions: Sessions
    audit: Audit
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_token: Callable[[], str]
    passwords: Passwords

    def invite(self, who: Principal, organisation: str, role: Role, manager: bool = False, note: str = "") -> tuple[InvitationRow, str]:  # fmt: skip
        """An invitation into an organisation, and its token. `note`: for whom it is, for the list. Raises Refused."""
        token, moment = self.new_token(), self.now()
        with self.sessions.begin() as session:
            target, by = session.get(OrganisationRow, organisation), present(session, who.user)
            require(by, "invite_member", (Owner(organisation),) if target else NOBODY, organisation)
            target = _invited_into(session, by, target, organisation)
            require_role(by, role, target)
            row = InvitationRow(
                id=f"INV-{self.new_id()[:12].upper()}", token=digest(token), organisation=target.id, role=role.value, manager=manager,
                note=" ".join(visible(note).split())[:200], inviter=by.user, created=moment, expires=moment + VALID,
            )  # fmt: skip
            session.add(row)
            session.flush()
            self.audit.append(session, moment, by, "invite member", row.id, organisation=target.id, role=role.value, manager=manager)  # fmt: skip
        return row, token

    def revoke(self, who: Principal, identity: str) -> None:
        """Take an invitation back that nobody has used. Raises Refused."""
        with self.sessions.begin() as session:
            row = session.get(InvitationRow, identity.strip().upper(), with_for_update=True)
            target = session.get(OrganisationRow, row.organisation) if row else None
            require(present(session, who.user), "revoke_invitation", (Owner(row.organisation, row.inviter),) if row else NOBODY, identity)  # fmt: skip
            if row is None or target is None:
                raise not_found(identity)
            require_manager(present(session, who.user), session.get(AccountRow, who.user), target)
            if row.used or row.revoked:
                raise Refused("该邀请已被使用或撤回。/ This invitation was used or taken back already.", "invitation.closed")  # fmt: skip
            row.revoked = self.now()
            self.audit.append(session, self.now(), present(session, who.user), "revoke invitation", row.id)

    def accept(self, token: str, name: str, password: str) -> str:
        """Open the account an invitation is for; its name as it is kept. The invitation is used up. Raises Refused, one sentence
        for every token that opens nothing; a name or password that cannot be leaves the invitation as it was.
        """
        with self.sessions() as session:
            self._usable(session, token)  # before any work on the password
        user = checked_name(name)
        kept = self.passwords.hash(checked(password, user))
        with self.sessions.begin() as session:
            row, moment = self._usable(session, token), self.now()
            if session.get(AccountRow, user):
                raise Refused("这个用户名已被使用，请另选。/ This name is taken; choose another.", "name.taken")
            session.add(AccountRow(user=user, organisation=row.organisation, role=row.role, manager=row.manager, created=moment))  # fmt: skip
            session.flush()
            put_password(session, user, kept, moment)
            _use(session, row, user, moment)
            self.audit.append(session, moment, Principal(user, row.organisation, Role(row.role)), "accept invitation", row.id)  # fmt: skip
        return user

    def _usable(self, session: Session, token: str) -> InvitationRow:
        row = session.scalar(select(InvitationRow).where(InvitationRow.token == digest(token.strip())).with_for_update())  # fmt: skip
        if row is None or row.used or row.revoked or row.expires <= self.now() or not _still_given(session, row):
            raise _closed()
        return row


def _invited_into(session: Session, by: Principal, target: OrganisationRow | None, named: str) -> OrganisationRow:
    """The organisation, which whoever invites manages. Raises Refused."""
    if target is None:
        raise not_found(named)
    account = session.get(AccountRow, by.user)
    require_manager(by, account, target)
    if account is None or account.demo or account.user == LOCAL:  # who comes in would close the demo's door
        raise Refused("演示账户和本机账户不能邀请成员，请先用 ipos member create-admin 建立管理员。/ The demo's accounts and the local one invite nobody; make an administrator first with ipos member create-admin.", "members.demo")  # fmt: skip
    return target


def _still_given(session: Session, row: InvitationRow) -> bool:
    """Whether who made an invitation could still make it: who lost the right to lets nobody in any more."""
    account, target = session.get(AccountRow, row.inviter), session.get(OrganisationRow, row.organisation)
    if account is None or account.deactivated or account.demo or target is None:
        return False
    try:
        require_manager(present(session, row.inviter), account, target)
        require_role(present(session, row.inviter), Role(row.role), target)
    except Refused:
        return False
    return True


def _use(session: Session, row: InvitationRow, user: str, moment: datetime) -> None:
    """Use an invitation up, if nobody has: the guard that holds where the lock does not."""
    used = update(InvitationRow).where(InvitationRow.id == row.id, InvitationRow.used.is_(None)).values(used=moment, used_by=user)  # fmt: skip
    if session.execute(used.execution_options(synchronize_session=False)).rowcount != 1:  # type: ignore[attr-defined]
        raise _closed()


def _closed() -> Refused:
    return Refused("邀请无效：可能已用过、已撤回或已过期，请向邀请人再要一份。/ The invitation is not valid: used, taken back or expired; ask for another.", "invitation.closed")  # fmt: skip
