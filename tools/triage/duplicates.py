"""Cases that are one matter: the same sender with nearly the same words, or the same sender with the same number."""

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.triage.inquiry_table import Inquiry
from tools.triage.tables import CaseNumberRow, CaseRow

_ALIKE = 90  # of 100, by edit distance
_LOOKED_AT = 200  # newest cases of a sender


def duplicate_of(session: Session, sender: str, text: str, numbers: tuple[str, ...]) -> str:
    """The earliest case of this sender that is the same matter, "" for none. Another sender's case is never one."""
    if not sender:
        return ""
    query = (
        select(CaseRow.id, Inquiry.text)
        .join(Inquiry, Inquiry.id == CaseRow.id)
        .where(CaseRow.sender == sender, CaseRow.state.notin_(("merged", "closed")))
        .order_by(CaseRow.received.desc())
        .limit(_LOOKED_AT)
    )
    held = list(session.execute(query))
    alike = [case for case, words in held if fuzz.ratio(words, text, score_cutoff=_ALIKE)]
    if numbers and not alike:
        ids = [case for case, _ in held]
        alike = list(session.scalars(select(CaseNumberRow.case).where(CaseNumberRow.case.in_(ids), CaseNumberRow.number.in_(numbers))))  # fmt: skip
    return str(alike[-1]) if alike else ""


def same_number(session: Session, case: str) -> list[str]:
    """Other cases that name a number of this one, whoever sent them: ids alone, for staff to look whether interests collide."""
    own = select(CaseNumberRow.number).where(CaseNumberRow.case == case)
    query = select(CaseNumberRow.case).where(CaseNumberRow.number.in_(own), CaseNumberRow.case != case).distinct()
    return sorted(session.scalars(query.limit(20)))
