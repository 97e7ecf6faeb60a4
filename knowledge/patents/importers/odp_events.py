"""Events of an application of the USPTO Open Data Portal: transactions, status, assignments, adjustment of the term."""

from typing import Any

from knowledge.patents.importers.conveyance import effect_of, told
from knowledge.patents.importers.values import day_of
from knowledge.patents.record import Event

# By how the office's description of a status begins.
_STATUS = (
    ("Abandoned", "withdrawn"),
    ("Patented Case", "granted"),
    ("Patent Expired Due to NonPayment of Maintenance Fees", "lapsed"),
)
# By how the code of a transaction begins: payments of maintenance fees, abandonments; others do not settle anything.
_CODES = (("M155", "fee_paid"), ("M255", "fee_paid"), ("M355", "fee_paid"), ("ABN", "withdrawn"))
TERM_ADJUSTMENT = "PTA"


def events_of(meta: dict[str, Any]) -> tuple[Event, ...]:
    """All events of the application, in the office's order: transactions, status, assignments, term adjustment."""
    found = [_transaction(each) for each in meta.get("eventDataBag") or meta.get("transactionContentBag") or []]
    found += [_status(meta)] if meta.get("applicationStatusDescriptionText") else []
    found += [_assignment(each) for each in meta.get("assignmentBag") or []]
    adjustment = meta.get("patentTermAdjustmentData") or {}
    found += [_adjustment(adjustment)] if "adjustmentTotalQuantity" in adjustment else []
    return tuple(dict.fromkeys(found))


def _transaction(each: dict[str, Any]) -> Event:
    code = str(each.get("eventCode") or each.get("caseActionCode") or "")
    return Event(
        day=day_of(each.get("eventDate") or each.get("recordedDate") or ""),
        code=code,
        text=str(each.get("eventDescriptionText") or each.get("caseActionDescriptionText") or ""),
        effect=next((effect for start, effect in _CODES if code.startswith(start)), ""),
    )


def _status(meta: dict[str, Any]) -> Event:
    text = meta["applicationStatusDescriptionText"]
    return Event(
        day=day_of(meta.get("applicationStatusDate") or ""),
        code=str(meta.get("applicationStatusCode") or ""),
        text=text,
        effect=next((effect for start, effect in _STATUS if text.startswith(start)), ""),
    )


def _assignment(each: dict[str, Any]) -> Event:
    assignors = each.get("assignorBag") or []
    conveyance = str(each.get("conveyanceText") or "")
    executed = sorted(day for assignor in assignors if (day := str(assignor.get("executionDate") or "")[:10]))
    return Event(
        day=day_of(each.get("assignmentRecordedDate") or each.get("assignmentReceivedDate") or ""),
        code="AS",
        text=told(
            conveyance,
            [str(assignor.get("assignorName") or "").strip() for assignor in assignors],
            [str(assignee.get("assigneeNameText") or "").strip() for assignee in each.get("assigneeBag") or []],
            str(each.get("reelNumber") or ""),
            str(each.get("frameNumber") or ""),
            executed[-1] if executed else "",
        ),
        effect=effect_of(conveyance),
    )


def _adjustment(data: dict[str, Any]) -> Event:
    """The days the term is extended by (35 U.S.C. 154(b)), first in the text, with what they are made of."""
    names = (("A", "aDelayQuantity"), ("B", "bDelayQuantity"), ("C", "cDelayQuantity"), ("overlap", "overlappingDayQuantity"), ("applicant", "applicantDayDelayQuantity"))  # fmt: skip
    parts = ", ".join(f"{name} {int(data[field])}" for name, field in names if data.get(field) is not None)
    return Event(
        day=day_of(data.get("grantDate") or ""),
        code=TERM_ADJUSTMENT,
        text=f"Patent term adjustment: {int(data['adjustmentTotalQuantity'])} days ({parts})",
    )
