"""Checks of the right itself: is it in force, whose is it, do all owners agree, what is it worth without an examination."""

from knowledge.patents.history import history_of
from knowledge.patents.holders import CJK, entity_of
from knowledge.patents.kinds import kind_of
from knowledge.patents.numbers import NumberError, parse_publication
from knowledge.patents.record import Patent, Right
from knowledge.patents.status import State
from knowledge.trademarks.record import Mark
from knowledge.trademarks.standing import Standing, stands
from tools.approvals.terms import Check
from tools.exchange.case import Case, Finding, Outcome, check, declared, fact

_PATENT_STATES: dict[State, Outcome] = {State.IN_FORCE: "pass", State.PENDING: "blocked", State.UNKNOWN: "unknown"}
_PENDING_STATES: dict[State, Outcome] = {State.IN_FORCE: "pass", State.PENDING: "pass", State.UNKNOWN: "unknown"}
_ALONE = ("ordinary",)  # what a co-owner of a patent may give without the others


def in_force(case: Case) -> Check:
    """The right exists on the day and its fees are paid, as far as the records go."""
    if case.patents:
        law = (
            ("patent_term", "patent_fees")
            if case.deal == "transfer"
            else ("patent_term", "patent_fees", "licence_life")
        )
        return check("in_force", [_patent_stands(case, number) for number in case.numbers], *case.law(*law))
    if case.subject == "trademark":
        return check("in_force", [_mark_stands(case, number) for number in case.numbers], *case.law("trademark_term"))
    return check("in_force", [("unknown", fact("no_register"))])


def _patent_stands(case: Case, number: str) -> Finding:
    status = case.evidence.standing(number, case.day)
    if status is None:
        return _not_held(case, number)
    outcome = (_PENDING_STATES if case.subject == "application" else _PATENT_STATES).get(status.state, "blocked")
    if outcome == "unknown" and case.declares.fees_paid is not None:
        return declared(case.declares.fees_paid, "fees_declared", "fees_denied", "not_held", number=number)
    because = status.reasons[-1].text if status.reasons else None
    return outcome, fact(f"state_{status.state}", number=number, because_zh=because.zh if because else "", because_en=because.en if because else "")  # fmt: skip


def _not_held(case: Case, number: str) -> Finding:
    if case.declares.fees_paid is None:
        return "unknown", fact("not_held", number=number)
    return declared(case.declares.fees_paid, "fees_declared", "fees_denied", "not_held", number=number)


def _mark_stands(case: Case, number: str) -> Finding:
    held = case.evidence.marks(number)
    if not held:
        return _not_held(case, number)
    standing = stands(held[0], case.day).standing
    outcome: Outcome = "pass" if standing is Standing.REGISTERED else "blocked"
    if standing in (Standing.UNKNOWN, Standing.IN_GRACE) or (standing in (Standing.PENDING, Standing.PUBLISHED) and case.deal == "transfer"):  # fmt: skip
        outcome = "unknown"
    return outcome, fact(f"mark_{standing}", number=number)


def holder(case: Case) -> Check:
    """The seller is whom the records name as holder, or says that the holder has authorised it."""
    law = case.law("patent_transfer" if case.patents else "trademark_transfer" if case.subject == "trademark" else "copyright_transfer")  # fmt: skip
    if not case.numbers:
        return check("holder", [declared(case.declares.authorised, "holder_declared", "holder_denied", "no_register")], *case.law("know_how"))  # fmt: skip
    return check("holder", [_held_by(case, number) for number in case.numbers], *law)


def _held_by(case: Case, number: str) -> Finding:
    """Another name in the seller's own script is another holder; a translated name may be the same one."""
    names = _holders(case, number)
    if sold := case.given(number).sold:
        return "blocked", fact("sold_here", number=number, deal=sold)
    if not names:
        return declared(case.declares.authorised, "holder_declared", "holder_denied", "holder_unknown", number=number)
    told = "、".join(names)
    ours = {entity_of(name) for name in (case.seller.name_zh, case.seller.name_en) if name}
    if ours & {entity_of(name) for name in names}:
        return "pass", fact("holder_same", number=number, names=told)
    if case.declares.authorised:
        return "declared", fact("authorised", number=number, names=told)
    if _assigned(case, number):
        return "unknown", fact("holder_moved", number=number, names=told)
    native = any(bool(CJK.search(name)) == (case.seller.country == "CN") for name in names)
    return ("blocked" if native else "unknown"), fact("holder_other", number=number, names=told)


def _holders(case: Case, number: str) -> list[str]:
    if case.patents:
        return [party.name for party in _newest(case, number).holders] if case.evidence.patent(number) else []
    if case.subject == "trademark":
        return [mark.holder for mark in case.evidence.marks(number) if mark.holder]
    return []


def _newest(case: Case, number: str) -> Patent:
    return history_of(case.evidence.patent(number)).newest


def _assigned(case: Case, number: str) -> bool:
    """Whether the records tell of an assignment after the names they print."""
    records: list[Patent] | list[Mark] = case.evidence.patent(number) if case.patents else case.evidence.marks(number)
    return any(event.effect == "assigned" for record in records for event in record.events)


def co_owners(case: Case) -> Check:
    """Everything but an ordinary licence of a patent, and an ordinary use licence of software, needs all owners."""
    name = "patent_co_owners" if case.patents else "trademark_co_owners" if case.subject == "trademark" else "copyright_co_authors"  # fmt: skip
    if case.subject == "know_how":
        return check("co_owners", [_agreed(case)])
    rows = [_owned_together(case, number) for number in case.numbers] or [_agreed(case)]
    return check("co_owners", rows, *case.law(name))


def _owned_together(case: Case, number: str) -> Finding:
    names = _holders(case, number)
    if case.patents and len(names) == 1:
        return "pass", fact("one_owner", number=number)
    if len(names) > 1 and case.deal in _ALONE:
        return "pass", fact("owner_alone", number=number, count=len(names))
    if len(names) > 1 and not case.declares.co_owners_consent:
        return "blocked", fact("owners_silent", number=number, names="、".join(names))
    return _agreed(case)


def _agreed(case: Case) -> Finding:
    return declared(case.declares.co_owners_consent, "owners_agreed", "owners_denied", "owners_unknown")


def evaluation(case: Case) -> Check | None:
    """Utility models and designs are granted without a full search; None where there are none among the numbers."""
    if not case.patents:
        return None
    rights = {number: _right(case, number) for number in case.numbers}
    concerned = [number for number, right in rights.items() if right in (Right.UTILITY_MODEL, Right.DESIGN)]
    if not concerned:
        return None
    needed = case.deal == "open"
    said = case.declares.evaluation_report
    rows: list[Finding] = []
    for number in concerned:
        if said:
            rows.append(("declared", fact("report_declared", number=number)))
        else:
            rows.append(("blocked" if needed else "unknown", fact("report_needed" if needed else "report_advised", number=number)))  # fmt: skip
    return check("evaluation", rows, *case.law("open_licence" if needed else "evaluation"))


def _right(case: Case, number: str) -> Right | None:
    """What a number protects: by the record, else by its kind code."""
    if held := case.evidence.patent(number):
        return history_of(held).right
    try:
        parsed = parse_publication(number)
    except NumberError:
        return None
    kind = kind_of(parsed.country, parsed.kind)
    return kind.right if kind else None
