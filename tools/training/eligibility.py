"""Who may take part: the time, the kind of organisation, the role, the courses before. Each is a check on the card.

The customer segment is for whom a session is made, told and found by; it is not asked of anybody and stands in nobody's way.
"""

from datetime import timedelta

from sqlalchemy import select

from tools.act import Act
from tools.approvals.terms import Check, Clause
from tools.members.tables import OrganisationRow
from tools.refused import Refused
from tools.training.machine import SESSION
from tools.training.rules import rules
from tools.training.session import words_in
from tools.training.tables import SignUpRow, TrainingSessionRow

_WHY = {
    "kind": ("本场次不面向您所在的组织类型。", "This session is not for your kind of organisation."),
    "role": ("本场次不面向您的账户角色。", "This session is not for accounts of your role."),
    "prerequisites": ("请先完成先修课程。", "Complete the courses that come before it first."),
    "provider": ("举办方不能报名自己的场次。", "The provider cannot sign up for its own session."),
}


def eligibility(act: Act, row: TrainingSessionRow) -> tuple[Check, ...]:
    """The checks of the account for a session."""
    own = act.session.get(OrganisationRow, act.who.organisation)
    kind, missing = own.kind if own else "", missing_courses(act, row)
    courses = ", ".join(missing or words_in(row.prerequisites)) or "-"
    return (
        _check("kind", not row.kinds or kind in words_in(row.kinds), {"kind": kind, "kinds": row.kinds or "-"}),
        _check("role", not row.roles or act.who.role.value in words_in(row.roles), {"role": act.who.role.value, "roles": row.roles or "-"}),
        _check("prerequisites", not missing, {"courses": courses}),
        _check("provider", act.who.organisation != row.provider, {}),
    )  # fmt: skip


def missing_courses(act: Act, row: TrainingSessionRow) -> tuple[str, ...]:
    """The courses that come before and that the account has not attended."""
    query = (
        select(TrainingSessionRow.code)
        .join(SignUpRow, SignUpRow.session == TrainingSessionRow.id)
        .where(SignUpRow.user == act.who.user, SignUpRow.state == "attended")
    )
    done = set(act.session.scalars(query))
    return tuple(code for code in words_in(row.prerequisites) if code not in done)


def refuse_ineligible(checks: tuple[Check, ...]) -> None:
    """Raise Refused, named after the check, when one stands in the way."""
    for check in checks:
        if check.outcome == "blocked" and check.key in _WHY:
            zh, en = _WHY[check.key]
            raise Refused(f"{zh}/ {en}", f"sign_up.{check.key}")


def require_open(act: Act, row: TrainingSessionRow, what: str) -> None:
    """Raise Refused unless sign-up (or "cancel") is still possible at the act's moment."""
    if row.state != "open":
        zh, en = SESSION.states[row.state]
        raise Refused(f"该场次{zh}，不能再办理。/ The session is {en}; this is no longer possible.", f"session.{row.state}")  # fmt: skip
    hours = rules().close_hours
    if row.starts <= act.moment + timedelta(hours=hours):
        raise Refused(f"开场前 {hours} 小时起不再办理，请联系举办方。/ From {hours} hours before the start this is closed; contact the provider.", f"session.{what}_late")  # fmt: skip


def _check(key: str, passes: bool, values: dict[str, str]) -> Check:
    evidence = Clause(key=f"{key}_{'fits' if passes else 'fails'}", values=dict(values))
    return Check(key=key, outcome="pass" if passes else "blocked", evidence=(evidence,))
