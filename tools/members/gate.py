"""The gate: signing in with a name and a password, the sessions that come of it, and their end.

A wrong name, a wrong password and a deactivated account are answered in the same words after the same work. The account row is
read at each use of a session, so that a role taken away, a deactivation and a sign-out count at the next request.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tools.audit.chain import Audit
from tools.database import Sessions
from tools.members.names import written
from tools.members.passwords import Passwords, checked
from tools.members.sign_in_tables import CredentialRow, SignInRow
from tools.members.tables import AccountRow
from tools.members.throttle import forget_old, forgive, reserve
from tools.principal import Principal, Role
from tools.refused import Refused

IDLE, LONGEST_SESSION = timedelta(hours=8), timedelta(days=7)
_NOTED = timedelta(minutes=5)  # how exactly the last use of a session is kept
_TOKEN = 100  # characters of a token at most; what is longer is none of ours


@dataclass(frozen=True)
class Gate:
    """`new_token`: a text that cannot be guessed, at least 256 bits."""

    sessions: Sessions
    audit: Audit
    now: Callable[[], datetime]
    new_token: Callable[[], str]
    passwords: Passwords

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Open a session; its token. `address`: of the client, as the server saw it. Raises Refused, the same for every wrong pair."""
        user, moment = written(name)[:200], self.now()
        self._try(user, address, moment)
        with self.sessions() as session:
            held = session.get(CredentialRow, user)
            account = session.get(AccountRow, user)
        right = self.passwords.match(held.hash if held else None, password)
        if not (right and held and account and account.deactivated is None):
            self._enter(Principal(user if account else "unknown"), "sign-in refused", address)
            raise _wrong()
        renewed = self.passwords.hash(password) if self.passwords.outdated(held.hash) else ""
        return self._open(user, address, renewed)

    def user_of(self, token: str) -> str:
        """The name of the account a session is of, "" for none, an ended one, and one of a deactivated account."""
        if not token or len(token) > _TOKEN:
            return ""
        moment = self.now()
        with self.sessions() as session:
            row = session.get(SignInRow, digest(token))
            account = session.get(AccountRow, row.user) if row else None
        if not row or not account or account.deactivated or row.ends <= moment or row.seen + IDLE <= moment:
            return ""
        if row.seen + _NOTED <= moment:
            with self.sessions.begin() as session:
                if fresh := session.get(SignInRow, row.token):
                    fresh.seen = moment
        return row.user

    def sign_out(self, token: str) -> None:
        """End a session; nothing for one that is none."""
        if user := self.user_of(token):
            with self.sessions.begin() as session:
                session.execute(delete(SignInRow).where(SignInRow.token == digest(token)))
                self.audit.append(session, self.now(), present(session, user), "sign out", user)

    def sign_out_everywhere(self, user: str) -> int:
        """End all sessions of an account; how many there were."""
        with self.sessions.begin() as session:
            count = end_sessions(session, user)
            self.audit.append(session, self.now(), present(session, user), "sign out everywhere", user, sessions=count)
            return count

    def change_password(self, user: str, old: str, new: str, address: str) -> None:
        """Set another password and end all sessions. The old one is asked for under the same brakes. Raises Refused."""
        checked(new, user)
        self._try(user, address, self.now())
        with self.sessions() as session:
            held = session.get(CredentialRow, user)
        if not self.passwords.match(held.hash if held else None, old):
            raise Refused("现用密码不正确。/ The present password is not right.", "password.old")
        self.set_password(user, new, Principal(user))
        with self.sessions.begin() as session:
            forgive(session, user, address, self.now())

    def set_password(self, user: str, new: str, by: Principal) -> None:
        """Give an account a password, and end its sessions. Who may do so is the caller's to ask. Raises Refused."""
        kept = self.passwords.hash(checked(new, user))
        with self.sessions.begin() as session:
            put_password(session, user, kept, self.now())
            end_sessions(session, user)
            self.audit.append(session, self.now(), by, "set password", user)

    def _try(self, user: str, address: str, moment: datetime) -> None:
        with self.sessions.begin() as session:
            left = reserve(session, user, address, moment)
        if left > timedelta():
            minutes = -(-left // timedelta(minutes=1))
            raise Refused(f"尝试次数过多，请约{minutes}分钟后再试。/ Too many attempts; try again in about {minutes} minutes.", "sign_in.wait")  # fmt: skip

    def _open(self, user: str, address: str, renewed: str) -> str:
        token, moment = self.new_token(), self.now()
        with self.sessions.begin() as session:
            forgive(session, user, address, moment)
            forget_old(session, moment)
            session.execute(delete(SignInRow).where(SignInRow.user == user, SignInRow.ends <= moment))
            session.add(SignInRow(token=digest(token), user=user, opened=moment, seen=moment, ends=moment + LONGEST_SESSION))  # fmt: skip
            if renewed:
                put_password(session, user, renewed, moment)
            self.audit.append(session, moment, present(session, user), "sign in", user, address=address)
        return token

    def _enter(self, who: Principal, action: str, address: str) -> None:
        with self.sessions.begin() as session:
            self.audit.append(session, self.now(), who, action, who.user, address=address)


def digest(token: str) -> str:
    """What is kept of a token: its SHA-256. A token has 256 bits of its own, so that nothing slower is needed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def present(session: Session, user: str) -> Principal:
    """The principal of an account as it stands in this transaction; a deactivated one may nothing."""
    row = session.get(AccountRow, user)
    return Principal(user, row.organisation, Role(row.role)) if row and not row.deactivated else Principal(user)


def put_password(session: Session, user: str, kept: str, moment: datetime) -> None:
    """Keep the hash of a password."""
    session.merge(CredentialRow(user=user, hash=kept, changed=moment))


def end_sessions(session: Session, user: str) -> int:
    """End all sessions of an account; how many there were."""
    count = session.scalar(select(func.count()).select_from(SignInRow).where(SignInRow.user == user)) or 0
    session.execute(delete(SignInRow).where(SignInRow.user == user))
    return count


def has_accounts(sessions: Sessions) -> bool:
    """Whether anybody can sign in here: some account has a password."""
    with sessions() as session:
        return session.scalar(select(CredentialRow.user).limit(1)) is not None


def _wrong() -> Refused:
    return Refused("用户名或密码不正确。/ The name or the password is not right.", "sign_in.wrong")
