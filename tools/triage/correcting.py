"""A label set right by a person: the case changes at once, and the correction is an example from then on."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.database import Sessions
from tools.principal import Principal
from tools.refused import Refused, not_found
from tools.triage.acting import owners_of
from tools.triage.examples import LABELS, Example
from tools.triage.inquiry_table import Inquiry
from tools.triage.labels import CORRECTABLE, NONE, desk_of, gated, values
from tools.triage.machine import CASE
from tools.triage.tables import CaseRow, CorrectionRow


def correct_case(effects: Effects, who: Principal, identity: str, label: str, value: str) -> CaseRow:
    """Set a label of a case right. The desk follows. Raises Refused for a label or value there is none, or one the licence gate rules out."""
    if label not in CORRECTABLE or value not in values(label):
        listed = ", ".join(values(label)) if label in CORRECTABLE else ", ".join(CORRECTABLE)
        raise Refused(f"没有这个标签或取值，可用：{listed}。/ There is no such label or value; there are: {listed}.", "inquiry.label")  # fmt: skip
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, cause="staff")
        row = act.find(CaseRow, identity)
        require(who, "correct_case", owners_of(row), identity)
        if row is None:
            raise not_found(identity)
        was = getattr(row, label)
        if was != value:
            _corrected(act, row, label, was, value)
            session.flush()
            effects.audit.append(session, act.moment, who, "correct case", row.id, label=label, was=was, became=value)
        return row


def _corrected(act: Act, row: CaseRow, label: str, was: str, value: str) -> None:
    labels = {each: getattr(row, each) for each in CORRECTABLE} | {label: value}
    if label == "licence" and not gated(value, labels):
        raise Refused("这种持证机构不能办理此类事务，请先更正业务类别或权利。/ Such a licence is not for a matter of this kind; correct the sub-platform or the right first.", "inquiry.gate")  # fmt: skip
    setattr(row, label, value)
    if not gated(row.licence, labels):
        row.licence = NONE  # what the gate no longer allows is not suggested any longer
    row.desk = desk_of({each: getattr(row, each) for each in CORRECTABLE})
    row.out_of_scope = row.sub_platform == NONE
    why = [each for each in json.loads(row.why) if each["label"] != label]
    row.why = json.dumps([*why, {"label": label, "value": value, "percent": 100, "words": [], "by": act.who.user}], ensure_ascii=False)  # fmt: skip
    act.session.add(CorrectionRow(case=row.id, label=label, was=was, became=value, user=act.who.user, when=act.moment))
    act.note(CASE.kind, row.id, "correct", row.state, label=label, old=was, new=value)


def corrections(session: Session) -> tuple[Example, ...]:
    """The cases a person has set right as examples, with all their labels as they stand, in the order of the cases."""
    corrected = select(CorrectionRow.case).where(CorrectionRow.label.in_(LABELS)).distinct()
    query = select(CaseRow, Inquiry.text).join(Inquiry, Inquiry.id == CaseRow.id).where(CaseRow.id.in_(corrected)).order_by(CaseRow.id)  # fmt: skip
    return tuple(
        Example(text=text, labels={label: getattr(row, label) for label in LABELS})
        for row, text in session.execute(query)
    )


def corrections_of(sessions: Sessions) -> tuple[Example, ...]:
    """The same, in a session of its own."""
    with sessions() as session:
        return corrections(session)
