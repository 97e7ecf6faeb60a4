"""Who may take part: the time, the kind of organisation, the role, the courses before. Each is a check on the card.

The customer segment is for whom a session is made, told and found by; it is not asked of anybody and stands in nobody's way.
"""

from datetime import timedelta

from sqlalchemy import select

from tools.act import Act
from tools.approvals.terms import Check, Clause, Value
from tools.members.tables import OrganisationRow
from tools.refused import Refused
from tools.training.machine import SESSION
from tools.training.rules import rules
from tools.training.session import words_in
from tools.training.tables import SignUpRow, TrainingSessionRow
from tools.training.telling import wording

_WHY = {
    "kind": ("本场次不面向您所在的组织类型。", "This session is not for your kind of organisation."),
    "role": ("本场次不面向您的账户角色。", "This session is not for accounts of your role."),
    "prerequisites": ("请先完成先修课程。", "Complete the courses that come before it first."),
    "provider": ("举办方不能报名自己的场次。", "The provider cannot sign up for its own session."),
}


def eligibility(act: Act, row: TrainingSessionRow) -> tuple[Check, ...]:
    """The checks of the account for a session."""
    own = act.session.get(OrganisationRow, act.who.organisation)
    kinds, roles, missing = words_in(row.kinds), words_in(row.roles), missing_courses(act, row)
    kind, role = own.kind if own else "", act.who.role.value
    before = words_in(row.prerequisites)
    return (
        _check("kind", bool(kinds), not kinds or kind in kinds, {**_told("own", (kind,)), **_told("names", kinds)}),
        _check("role", bool(roles), not roles or role in roles, {**_told("own", (role,)), **_told("names", roles)}),
        _check("prerequisites", bool(before), not missing, {"courses": ", ".join(missing or before)}),
        _check("provider", True, act.who.organisation != row.provider, {}),
    )


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


def _check(key: str, asked: bool, passes: bool, values: dict[str, Value]) -> Check:
    """A check with what was looked at; nothing is asked where a session is for everybody."""
    found = ("fits" if passes else "fails") if asked else "any"
    evidence = Clause(key=f"{key}_{found}", values=values if asked else {})
    return Check(key=key, outcome="pass" if passes else "blocked", evidence=(evidence,))


def _told(name: str, words: tuple[str, ...]) -> dict[str, Value]:
    """Words of the columns in both languages."""
    found: dict[str, Value] = {}
    for language in ("zh", "en"):
        say = wording(language)
        found[f"{name}_{language}"] = say("comma").join(
            say(f"word_{word}") if f"word_{word}" in say.names() else word for word in words
        )
    return found
