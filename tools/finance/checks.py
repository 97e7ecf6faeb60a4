"""Checks of a right before a pledge: those of the exchange, and what only a lender asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.patents.history import history_of
from tools.approvals.terms import Check
from tools.exchange.case import Case, Finding, check, fact
from tools.exchange.checks_burden import dispute, licences, pledge
from tools.exchange.checks_right import co_owners, evaluation, holder, in_force
from tools.finance.right import RightKind
from tools.finance.stated import read_data

_SHARED: tuple[Callable[[Case], Check | None], ...] = (
    in_force,
    holder,
    co_owners,
    pledge,
    licences,
    dispute,
    evaluation,
)


@dataclass(frozen=True)
class Asked:
    """A right to be pledged: the case as the exchange's checks take it, and what was stated besides."""

    kind: RightKind
    case: Case
    stated: Mapping[str, bool]

    @property
    def number(self) -> str:
        """The number of the right."""
        return self.case.numbers[0]

    def said(self, name: str) -> bool | None:
        """What was stated, None for nothing."""
        return self.stated.get(name)


def checks_of_pledge(asked: Asked) -> tuple[Check, ...]:
    """All checks of a right, those that do not apply left out."""
    shared = (_of_pledge(asked, found) for each in _SHARED if (found := each(asked.case)) is not None)
    own = (found for each in (_office, _open_licence, _validity, _marks, _work, _term, _core, _value) if (found := each(asked)) is not None)  # fmt: skip
    return (*shared, *own)


def _of_pledge(asked: Asked, found: Check) -> Check:
    """A check of the exchange as a pledge needs it: the life of a licence is no matter here, and a work is in force as its holder states."""
    if found.key != "in_force" or asked.kind == "trademark":
        return found
    if asked.kind == "patent":
        return found.model_copy(update={"provisions": law("term", "lapse")})
    if asked.said("fees_paid") is None:
        return found
    return check("in_force", [_stated(asked, "fees_paid", "fees_declared", "fees_denied", "no_register", blocks=True)])


def law(*names: str) -> tuple[str, ...]:
    """Citation keys by our names for provisions."""
    rows = read_data("provisions.yaml")
    return tuple(rows[name]["key"] for name in names)


def _stated(asked: Asked, name: str, yes: str, no: str, unknown: str, blocks: bool = False) -> Finding:
    """What a statement gives. `blocks`: a denial is in the way of the pledge itself, not only of the lender's comfort."""
    said = asked.said(name)
    if said is None:
        return "unknown", fact(unknown, number=asked.number)
    return ("declared", fact(yes, number=asked.number)) if said else ("blocked" if blocks else "unknown", fact(no, number=asked.number))  # fmt: skip


def _office(asked: Asked) -> Check | None:
    """A right of another office is pledged under another law, of which nothing is said here."""
    code = asked.number[:2].upper()
    if asked.kind == "copyright" or not code.isalpha() or code in ("CN", "ZL"):
        return None
    return check("office", [("unknown", fact("abroad", number=asked.number, office=code))])


def _open_licence(asked: Asked) -> Check | None:
    if asked.kind != "patent":
        return None
    return check("open_licence", [_stated(asked, "no_open_licence", "no_open", "open_runs", "open_unknown")], *law("open_licence"))  # fmt: skip


def _validity(asked: Asked) -> Check | None:
    """Whether the right is attacked, and whether it has stood an attack: an invalid right was never there."""
    if asked.kind == "copyright":
        return None
    rows = [
        _stated(
            asked, "no_invalidation", "no_invalidation", "invalidation_pending", "invalidation_unknown", blocks=True
        )
    ]
    if asked.said("survived_invalidation"):
        rows.append(("declared", fact("survived", number=asked.number)))
    return check("validity", rows, *(law("invalidation", "void") if asked.kind == "patent" else ()))


def _marks(asked: Asked) -> Check | None:
    """Identical and similar marks for the same or similar goods are pledged together (digest of the office's registration rules)."""
    if asked.kind != "trademark":
        return None
    return check("marks_together", [_stated(asked, "similar_marks_included", "marks_included", "marks_left_out", "marks_unknown")])  # fmt: skip


def _work(asked: Asked) -> Check | None:
    if asked.kind != "copyright":
        return None
    return check("work", [_stated(asked, "registered_work", "work_registered", "work_unregistered", "work_unknown")], *law("author", "copyright_pledge"))  # fmt: skip


def _term(asked: Asked) -> Check | None:
    """How long a patent can last, by the record: a right that ends before the loan secures nothing at its end."""
    status = asked.case.evidence.standing(asked.number, asked.case.day) if asked.kind == "patent" else None
    ends = status.term.expires if status and status.term else None
    if ends is None:
        return None
    left = (ends.year - asked.case.day.year) * 12 + ends.month - asked.case.day.month - (ends.day < asked.case.day.day)
    row: Finding = ("pass", fact("term_left", number=asked.number, day=ends.isoformat(), months=left))
    if ends <= asked.case.day:
        row = "blocked", fact("term_over", number=asked.number, day=ends.isoformat())
    return check("term", [row], *law("term", "lapse"))


def _core(asked: Asked) -> Check:
    """Core rights of one product in several hands: asked of the readers of the platform as the first factor of a pledge loan."""
    return check("core", [_stated(asked, "core_rights_own", "core_own", "core_elsewhere", "core_unknown")])


def _value(asked: Asked) -> Check:
    return check(
        "value", [_stated(asked, "appraised", "value_stated", "value_open", "value_unknown")], *law("appraisal")
    )


def stability(asked: Asked) -> str:
    """How the right was examined: "substantive", "preliminary", "registered", or "unknown" where no record is held."""
    if asked.kind == "copyright":
        return "registered"
    if asked.kind == "trademark":
        return "substantive"
    held = asked.case.evidence.patent(asked.number)
    return "unknown" if not held else "substantive" if history_of(held).right == "invention" else "preliminary"
