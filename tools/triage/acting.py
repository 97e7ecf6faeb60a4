"""What staff do with a case: take, assign, give back, put off, merge, close, reopen; each in one transaction with its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.members.tables import AccountRow
from tools.principal import Principal, Role
from tools.refused import Refused, not_found
from tools.triage.labels import routing
from tools.triage.machine import CASE
from tools.triage.seats import capacity_of
from tools.triage.tables import CaseRow

_LONGEST_SNOOZE = 90  # days


def owners_of(row: CaseRow | None) -> tuple[Owner, ...]:
    """Whose case it is: who asked. A mail is of no account, so nobody's own."""
    return (Owner(row.organisation, row.user),) if row else NOBODY


def take_case(effects: Effects, who: Principal, identity: str) -> CaseRow:
    """Take a case: of two at once one has it. Raises Refused when it is taken, or the taker's hands are full."""
    with _acting(effects, who) as act:
        row = _row(act, "take_case", identity)
        _room_for(act.session, who.user, row)
        act.step(CASE, row, "take", assignee=who.user)
        row.assignee, row.snoozed_until = who.user, None
        return _kept(effects, act, row, "take case")


def assign_case(effects: Effects, who: Principal, identity: str, to: str) -> CaseRow:
    """Give a case to somebody of the staff. Raises Refused for an account that is none, or whose hands are full."""
    with _acting(effects, who) as act:
        row = _row(act, "assign_case", identity)
        account = act.session.get(AccountRow, to)
        if account is None or account.role not in (Role.STAFF.value, Role.ADMIN.value):
            raise Refused("只能分派给平台工作人员。/ A case can be assigned to staff only.", "inquiry.not_staff")
        if (account.organisation, to) == (row.organisation, row.user) or to == row.user:
            raise Refused("不能分派给提出咨询的人。/ It cannot be assigned to whoever asked.", "inquiry.own")
        _room_for(act.session, to, row)
        act.step(CASE, row, "assign", assignee=to, before=row.assignee)
        row.assignee, row.snoozed_until = to, None
        return _kept(effects, act, row, "assign case", assignee=to)


def release_case(effects: Effects, who: Principal, identity: str) -> CaseRow:
    """Give a case back to the queue."""
    with _acting(effects, who) as act:
        row = _row(act, "release_case", identity)
        act.step(CASE, row, "release", before=row.assignee)
        row.assignee = ""
        return _kept(effects, act, row, "release case")


def snooze_case(effects: Effects, who: Principal, identity: str, days: int, reason: str = "") -> CaseRow:
    """Put a case off; never past the day to act by. Raises Refused for a day that is none or too late."""
    with _acting(effects, who) as act:
        row = _row(act, "snooze_case", identity)
        until = act.moment + timedelta(days=days)
        if not 1 <= days <= _LONGEST_SNOOZE:
            raise Refused(f"可暂缓 1 至 {_LONGEST_SNOOZE} 天。/ A case can be put off for 1 to {_LONGEST_SNOOZE} days.", "inquiry.snooze")  # fmt: skip
        if row.rank < 2 and until.date() >= row.act_by:
            raise Refused(f"法定期限在 {row.act_by}，不能暂缓到那以后。/ The legal period ends on {row.act_by}; it cannot be put off past it.", "inquiry.snooze_past")  # fmt: skip
        act.step(CASE, row, "snooze", until=until.isoformat(), reason=reason[:300])
        row.snoozed_until = until
        return _kept(effects, act, row, "snooze case")


def merge_case(effects: Effects, who: Principal, identity: str, into: str) -> CaseRow:
    """Merge a case into another of the same sender: one member's words never come into another's case."""
    with _acting(effects, who) as act:
        row, other = _row(act, "merge_case", identity), _row(act, "merge_case", into)
        if row.id == other.id or other.state == "merged":
            raise Refused(
                "请指明另一件未合并的咨询。/ Name another inquiry that is not merged itself.", "inquiry.merge"
            )
        if not row.sender or row.sender != other.sender:
            raise Refused("两件咨询不是同一人提出的，不能合并。/ The two were not asked by the same person and cannot be merged.", "inquiry.merge_other")  # fmt: skip
        act.step(CASE, row, "merge", into=other.id)
        row.merged_into = other.id
        act.note(CASE.kind, other.id, "merged_here", other.state, which=row.id)
        return _kept(effects, act, row, "merge case", into=other.id)


def close_case(effects: Effects, who: Principal, identity: str, reason: str = "") -> CaseRow:
    """Close a case. One with a legal period still to come needs a reply or a reason."""
    with _acting(effects, who) as act:
        row = _row(act, "close_case", identity)
        if row.rank < 2 and row.state != "answered" and len(reason.strip()) < 4:
            raise Refused("此件涉及法定期限且尚未答复，结案须写明理由。/ This one has a legal period and no reply; give a reason for closing it.", "inquiry.close_why")  # fmt: skip
        act.step(CASE, row, "close", reason=reason.strip()[:300])
        return _kept(effects, act, row, "close case")


def reopen_case(effects: Effects, who: Principal, identity: str, reason: str = "") -> CaseRow:
    """Open a case again; who asked may do it too."""
    with _acting(effects, who) as act:
        row = _row(act, "reopen_case", identity)
        act.step(CASE, row, "reopen", reason=reason.strip()[:300])
        row.assignee, row.escalated = "", False
        return _kept(effects, act, row, "reopen case")


def escalate_cases(effects: Effects, who: Principal) -> list[str]:
    """Mark what waits past its time and put it in front; what was put off and is due comes back. Their ids."""
    require(who, "escalate_cases", None)
    with _acting(effects, who) as act:
        woken = list(act.session.scalars(select(CaseRow).where(CaseRow.state == "snoozed", CaseRow.snoozed_until <= act.moment)))  # fmt: skip
        for row in woken:
            act.step(CASE, row, "wake")
            row.snoozed_until, row.assignee = None, ""
        late = select(CaseRow).where(CaseRow.state.in_(("open", "taken")), CaseRow.due < act.moment, CaseRow.escalated.is_(False))  # fmt: skip
        rows = list(act.session.scalars(late))
        for row in rows:
            row.escalated, row.rank = True, max(0, row.rank - 1)
            act.note(CASE.kind, row.id, "escalate", row.state, due=row.due.isoformat())
        act.session.flush()
        if rows or woken:
            effects.audit.append(act.session, act.moment, who, "escalate cases", "", cases=len(rows), woken=len(woken))
        return list(dict.fromkeys(row.id for row in (*rows, *woken)))


@contextmanager
def _acting(effects: Effects, who: Principal) -> Iterator[Act]:
    with effects.sessions.begin() as session:
        yield Act(session, who, effects.now(), effects.new_id, cause="staff")


def _row(act: Act, action: str, identity: str) -> CaseRow:
    """The case, held for change, if the table lets this account. Raises Refused, for a missing one as for another's."""
    row = act.find(CaseRow, identity)
    require(act.who, action, owners_of(row), identity)
    if row is None:
        raise not_found(identity)
    return row


def _room_for(session: Session, user: str, row: CaseRow) -> None:
    """Refuse more than a person can hold; a legal period running out is taken whatever the load."""
    held = session.scalar(select(func.count()).select_from(CaseRow).where(CaseRow.assignee == user, CaseRow.state == "taken"))  # fmt: skip
    capacity = capacity_of(session, user, row.desk, int(routing()["capacity"]))
    if row.rank > 0 and (held or 0) >= capacity:
        raise Refused(f"{user} 手上已有 {held} 件（上限 {capacity}）。/ {user} holds {held} cases already (at most {capacity}).", "inquiry.full")  # fmt: skip


def _kept(effects: Effects, act: Act, row: CaseRow, what: str, **detail: str) -> CaseRow:
    """Write the row and its entry in the audit."""
    act.session.flush()
    effects.audit.append(act.session, act.moment, act.who, what, row.id, **detail)
    return row
