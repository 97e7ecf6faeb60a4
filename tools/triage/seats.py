"""Who of the staff sits at which desk, and how many cases each holds at once."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.approvals.effects import Effects
from tools.members.tables import AccountRow
from tools.principal import Principal, Role
from tools.refused import Refused
from tools.triage.labels import routing, values
from tools.triage.tables import CaseRow, SeatRow


def seat_staff(effects: Effects, who: Principal, user: str, desk: str, capacity: int) -> None:
    """Give somebody of the staff a seat at a desk; capacity 0 takes it away. Raises Refused for no staff, desk or number."""
    require(who, "seat_staff", None)
    if desk not in values("desk") or not 0 <= capacity <= 500:
        raise Refused(f"工作台应为 {', '.join(values('desk'))} 之一，件数 0 至 500。/ The desk is one of {', '.join(values('desk'))}, capacity 0 to 500.", "inquiry.seat")  # fmt: skip
    with effects.sessions.begin() as session:
        account = session.get(AccountRow, user)
        if account is None or account.role not in (Role.STAFF.value, Role.ADMIN.value):
            raise Refused("只有平台工作人员可以入座。/ Only staff can sit at a desk.", "inquiry.not_staff")
        row = session.get(SeatRow, (user, desk))
        if capacity == 0 and row:
            session.delete(row)
        elif row:
            row.capacity = capacity
        elif capacity:
            session.add(SeatRow(user=user, desk=desk, capacity=capacity))
        session.flush()
        effects.audit.append(session, effects.now(), who, "seat staff", user, desk=desk, capacity=capacity)


def capacity_of(session: Session, user: str, desk: str, usual: int) -> int:
    """How many cases a person holds at once: of its seat at the desk, else of its largest, else the usual number."""
    seats = {row.desk: row.capacity for row in session.scalars(select(SeatRow).where(SeatRow.user == user))}
    return seats.get(desk, max(seats.values(), default=usual))


def suggested_assignee(session: Session, desk: str) -> str:
    """Who of the desk holds the fewest cases for the size of the seat and has room; "" where nobody sits there or has."""
    held = dict(session.execute(select(CaseRow.assignee, func.count()).where(CaseRow.state == "taken").group_by(CaseRow.assignee)).all())  # fmt: skip
    seats = list(session.scalars(select(SeatRow).where(SeatRow.desk == desk)))
    free = [(held.get(row.user, 0) / row.capacity, row.user) for row in seats if held.get(row.user, 0) < row.capacity]
    return min(free)[1] if free else ""


def seats_of(session: Session) -> list[dict[str, object]]:
    """All seats with their load, by desk."""
    held = dict(session.execute(select(CaseRow.assignee, func.count()).where(CaseRow.state == "taken").group_by(CaseRow.assignee)).all())  # fmt: skip
    rows = session.scalars(select(SeatRow).order_by(SeatRow.desk, SeatRow.user))
    return [
        {"desk": row.desk, "user": row.user, "held": held.get(row.user, 0), "capacity": row.capacity} for row in rows
    ]


def usual_capacity() -> int:
    """What a person without a seat of its own holds."""
    return int(routing()["capacity"])
