"""Checks of what weighs on a right: pledge, licences given, preservation and disputes, limits of an open licence."""

import re

from knowledge.patents.history import history_of
from knowledge.patents.record import Event
from knowledge.trademarks.record import Effect
from tools.approvals.terms import Check
from tools.exchange.case import Case, Finding, check, declared, fact
from tools.exchange.request import EXCLUSIVE

_UNDONE = re.compile(r"注销|解除|release|cancel|terminat|discharge", re.IGNORECASE)
_SOLE = re.compile(r"独占|排他|(?<!non-)(?<!non)exclusive|\bsole\b", re.IGNORECASE)


def pledge(case: Case) -> Check:
    """No pledge, or the pledgee's consent: without it neither transfer nor licence after the registration of the pledge."""
    law = case.law("pledge", "pledgeable") if case.deal == "pledge" else case.law("pledge")
    return check("pledge", [_pledged(case, number) for number in case.numbers] or [_no_pledge(case)], *law)


def _pledged(case: Case, number: str) -> Finding:
    if case.deal == "pledge" and case.subject == "application":
        return "blocked", fact("application_no_pledge", number=number)
    events = _events(case, number)
    pledges = [event for event in events if event.effect == "pledged"]
    if pledges and not _UNDONE.search(pledges[-1].text):
        day = pledges[-1].day.isoformat() if pledges[-1].day else "?"
        if case.declares.pledgee_consent:
            return "declared", fact("pledgee_agreed", number=number, day=day)
        return "blocked", fact("pledged", number=number, day=day)
    known = history_of(case.evidence.patent(number)).known_through if events else None
    if known and known >= case.day:
        return "pass", fact("no_pledge_recorded", number=number, day=known.isoformat())
    return _no_pledge(case)


def _no_pledge(case: Case) -> Finding:
    if case.declares.no_pledge is False and case.declares.pledgee_consent:
        return "declared", fact("pledgee_agreed_only")
    return declared(case.declares.no_pledge, "no_pledge_declared", "pledge_declared", "pledge_unknown")


def _events(case: Case, number: str) -> list[Event]:
    held = case.evidence.patent(number) if case.patents else []
    return list(history_of(held).events) if held else []


def licences(case: Case) -> Check:
    """What was licensed before, here, on record and as declared, leaves room for this deal."""
    law = case.law("patent_licence", "open_licence_exclusive") if case.patents else case.law("trademark_licence") if case.subject == "trademark" else ()  # fmt: skip
    return check("licences", [_licensed(case, number) for number in case.numbers] or [_no_licence(case)], *law)


def _licensed(case: Case, number: str) -> Finding:
    given = case.given(number)
    if case.deal in ("exclusive", "sole") and given.open_listed:
        return "blocked", fact("open_here", number=number, listing=given.open_listed)
    barred = [kind for kind in given.licences if _bars(kind, case.deal)]
    if barred:
        return "blocked", fact(f"licensed_here_{barred[0]}", number=number)
    recorded = [
        event for event in _events(case, number) if event.effect == "licensed" and not _UNDONE.search(event.text)
    ]
    if any(_SOLE.search(event.text) for event in recorded) and case.deal not in ("transfer", "pledge"):
        return "blocked", fact("exclusive_recorded", number=number)
    if recorded or given.licences or _mark_licensed(case, number):
        return _room_left(case, number)
    return _no_licence(case)


def _room_left(case: Case, number: str) -> Finding:
    """A licence was given that does not bar the deal by what is known of it: the seller has to say what it is."""
    said = case.declares.no_licence
    expected = case.deal not in ("transfer", "pledge")
    return ("declared" if said is expected else "unknown"), fact("licence_recorded", number=number)


def _bars(given: str, wanted: str) -> bool:
    """Whether a licence given leaves no room for the deal: an exclusive or sole one for any other, any for an exclusive or sole one.

    A transfer leaves the licences given before as they are: it is shown, not barred.
    """
    if wanted in ("transfer", "pledge"):
        return False
    return given in ("exclusive", "sole") or wanted in ("exclusive", "sole")


def _mark_licensed(case: Case, number: str) -> bool:
    return case.subject == "trademark" and any(event.effect is Effect.LICENSED for mark in case.evidence.marks(number) for event in mark.events)  # fmt: skip


def _no_licence(case: Case) -> Finding:
    if case.deal in ("transfer", "pledge") and case.declares.no_licence is False:
        return "declared", fact("licence_stays")
    return declared(case.declares.no_licence, "no_licence_declared", "licence_declared", "licence_unknown")


def dispute(case: Case) -> Check:
    """Preservation by a court, or a dispute about the right: while it lasts the office suspends transfers and pledges."""
    said = declared(case.declares.no_dispute, "no_dispute_declared", "dispute_declared", "dispute_unknown")
    rows = [said]
    if case.patents:
        rows.append(("pass", fact("suspension")))
    return check("dispute", rows, *case.law("preservation"))


def open_licence(case: Case) -> Check | None:
    """What an open licence asks for, and that nothing exclusive is given beside one; None where neither is the matter."""
    law = case.law("open_licence", "open_licence_exclusive")
    if case.deal == "open":
        return check("open_licence", _open_terms(case), *law)
    if case.patents and case.deal in EXCLUSIVE and case.deal != "transfer" and case.declares.open_announced:
        return check("open_licence", [("blocked", fact("open_runs"))], *law)
    return None


def _open_terms(case: Case) -> list[Finding]:
    rows: list[Finding] = []
    if case.subject != "patent":
        rows.append(("blocked", fact("open_only_patents")))
    if case.pricing != "asking":
        rows.append(("blocked", fact("open_needs_price")))
    rows.append(("declared", fact("open_announced")) if case.declares.open_announced else ("blocked", fact("open_not_announced")))  # fmt: skip
    return rows
