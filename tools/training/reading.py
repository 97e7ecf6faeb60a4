"""Reading sessions and sign-ups: the catalogue is public, a sign-up is its owner's, a list of participants the provider's."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Reading

from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.act import Act
from tools.clearing.tables import EscrowRow
from tools.members.naming import names_of
from tools.principal import Principal
from tools.refused import Refused, not_found
from tools.training.finding import matching
from tools.training.machine import LIVE_STATES
from tools.training.paying import is_paid
from tools.training.seats import standing
from tools.training.session import Session, SignUp, session_shown, sign_up_shown
from tools.training.tables import CertificateRow, SignUpRow, TrainingSessionRow


def list_sessions(reading: Reading, who: Principal, now: datetime, request: str = "", kind: str = "") -> list[Session]:
    """The open sessions to come, the nearest first; `request`: only those that fit the words, the best first. Anybody may look."""
    require(who, "find_training", None)
    query = select(TrainingSessionRow).where(TrainingSessionRow.state == "open", TrainingSessionRow.starts > now)
    if kind:
        query = query.where(TrainingSessionRow.kind == kind)
    rows = list(reading.scalars(query.order_by(TrainingSessionRow.starts, TrainingSessionRow.id)))
    return _shown(reading, who, now, matching(rows, request) if request.strip() else rows)


def show_session(reading: Reading, who: Principal, now: datetime, identity: str) -> Session:
    """One session, whatever its state. Raises Refused for one there is not."""
    require(who, "find_training", None)
    row = reading.get(TrainingSessionRow, identity.strip().upper())
    if row is None:
        raise not_found(identity)
    return _shown(reading, who, now, [row])[0]


def my_sign_ups(reading: Reading, who: Principal, now: datetime) -> list[SignUp]:
    """The account's own sign-ups, the next session first; those that are over come last."""
    require(who, "my_training", None)
    query = select(SignUpRow).where(SignUpRow.user == who.user, SignUpRow.organisation == who.organisation)
    found = [_sign_up(reading, row) for row in reading.scalars(query)]
    return sorted(found, key=lambda each: (each.state not in LIVE_STATES or each.starts < now, each.starts, each.id))


def participants(reading: Reading, who: Principal, identity: str) -> list[SignUp]:
    """Who signed up for a session, in order; for its provider and staff. Raises Refused as for a session there is not."""
    row = reading.get(TrainingSessionRow, identity.strip().upper())
    require(who, "list_participants", (Owner(row.provider),) if row else NOBODY, identity)
    query = select(SignUpRow).where(SignUpRow.session == identity.strip().upper()).order_by(SignUpRow.place)
    return [_sign_up(reading, each) for each in reading.scalars(query)]


def provided(reading: Reading, who: Principal) -> list[Session]:
    """The sessions of the account's own organisation, whatever their state, the newest first."""
    require(who, "list_own_sessions", None)
    query = select(TrainingSessionRow).where(TrainingSessionRow.provider == who.organisation)
    rows = list(reading.scalars(query.order_by(TrainingSessionRow.starts.desc(), TrainingSessionRow.id)))
    return _shown(reading, who, rows[0].starts if rows else datetime.max, rows) if rows else []


def session_named(reading: Reading, who: Principal, now: datetime, called: str) -> str:
    """The id of the session meant by an id, a course code or words that fit one. Raises Refused that names what may be meant."""
    plain = called.strip()
    if reading.get(TrainingSessionRow, plain.upper()):
        return plain.upper()
    open_ = list_sessions(reading, who, now, "")
    named = [each for each in open_ if each.code == plain.upper()] or list_sessions(reading, who, now, plain)
    if not named or plain.upper().startswith("TSN-"):
        raise not_found(called)
    if len(named) > 1 and len({each.code for each in named}) > 1:
        zh, en = ("；".join(f"{each.title_zh}（{each.id}）" for each in named[:4]), "; ".join(f"{each.title_en} ({each.id})" for each in named[:4]))  # fmt: skip
        raise Refused(f"请说明是哪一场：{zh}。/ Please say which session is meant: {en}.", "session.unclear")
    return named[0].id


def _shown(reading: Reading, who: Principal, now: datetime, rows: Sequence[TrainingSessionRow]) -> list[Session]:
    names = names_of(reading, *{row.provider for row in rows})
    mine = _mine(reading, who, [row.id for row in rows])
    act = Act(reading, who, now, lambda: "", holding=False)
    found = []
    for row in rows:
        stand = standing(act, row)
        found.append(session_shown(row, names.get(row.provider, ("", "", False))[:2], len(stand.waiting), stand.free, mine.get(row.id)))  # fmt: skip
    return found


def _mine(reading: Reading, who: Principal, sessions: list[str]) -> dict[str, SignUp]:
    if not who.organisation:
        return {}
    query = select(SignUpRow).where(SignUpRow.user == who.user, SignUpRow.session.in_(sessions), SignUpRow.state.in_(LIVE_STATES))  # fmt: skip
    return {row.session: _sign_up(reading, row) for row in reading.scalars(query)}


def _sign_up(reading: Reading, row: SignUpRow) -> SignUp:
    at = reading.get_one(TrainingSessionRow, row.session)
    before = select(func.count()).select_from(SignUpRow).where(SignUpRow.session == row.session, SignUpRow.state == "waiting", SignUpRow.place < row.place)  # fmt: skip
    ahead = (reading.scalar(before) or 0) if row.state == "waiting" else 0
    escrow = reading.scalar(select(EscrowRow).where(EscrowRow.purpose == "order", EscrowRow.subject == row.order)) if row.order else None  # fmt: skip
    number = reading.scalar(select(CertificateRow.number).where(CertificateRow.sign_up == row.id)) or ""
    return sign_up_shown(row, at, ahead, is_paid(escrow) or not row.order, number)
