"""All checks of one case, in the order they are read: the right, what weighs on it, the parties, the contract."""

from collections.abc import Callable

from knowledge.trademarks.record import Mark
from tools.approvals.terms import Check
from tools.exchange.case import Case, Finding, check, fact
from tools.exchange.checks_burden import dispute, licences, open_licence, pledge
from tools.exchange.checks_party import foreign_party, ownership, written
from tools.exchange.checks_right import co_owners, evaluation, holder, in_force
from tools.exchange.evidence import mark_id


def similar_marks(case: Case) -> Check | None:
    """Similar marks of the seller for the same or similar goods go together; None for anything but a transfer of marks."""
    if case.subject != "trademark" or case.deal != "transfer":
        return None
    together = {mark_id(number) for number in case.numbers}
    rows = [_alike(case, number, together) for number in case.numbers]
    return check("similar_marks", rows, *case.law("trademark_transfer"))


def _alike(case: Case, number: str, together: set[str]) -> Finding:
    held = case.evidence.marks(number)
    found = case.evidence.similar(held[0], case.day) if held else None
    if found is None:
        return "unknown", fact("marks_not_searched", number=number)
    left: list[Mark] = [mark for mark in found if mark.id not in together]
    if left:
        names = "、".join(f"{mark.words} ({mark.id})" for mark in left[:10])
        return "blocked", fact("marks_left", number=number, marks=names)
    return "pass", fact("marks_together", number=number, count=len(found))


CHECKS: tuple[Callable[[Case], Check | None], ...] = (
    in_force, holder, co_owners, pledge, licences, dispute, open_licence, similar_marks, evaluation, ownership, foreign_party, written,
)  # fmt: skip


def checks_of(case: Case) -> tuple[Check, ...]:
    """Every check that applies to the case."""
    return tuple(found for each in CHECKS if (found := each(case)) is not None)
