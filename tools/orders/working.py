"""The provider's work on an order: the effects `report_milestone` and `deliver_order`."""

from sqlalchemy import select

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms
from tools.money import Money
from tools.orders.cancelling import kept_by_provider
from tools.orders.days import day_of
from tools.orders.machine import ORDER
from tools.orders.order import facts, require_side, service_of
from tools.orders.request import AboutOrder, MaybeSentence, order_effect
from tools.orders.service import Milestone
from tools.orders.tables import DeliverableRow, OrderRow
from tools.orders.telling import done, terms_of_order
from tools.refused import Refused


class WithNote(AboutOrder):
    """A request about one order with some words to the buyer."""

    note: MaybeSentence = ""


def working_effects() -> tuple[Effect, ...]:
    """The effects of the work."""
    return (
        order_effect("report_milestone", WithNote, _milestone_terms, _report_milestone),
        order_effect("deliver_order", WithNote, _deliver_terms, _deliver),
    )


def next_milestone(row: OrderRow) -> Milestone:
    """The milestone to report next. Raises Refused when only the delivery is left."""
    milestones = service_of(row).milestones
    if row.reached >= len(milestones) - 1:
        raise Refused(
            "里程碑都已报告，下一步是交付。/ All milestones are reported; what is left is the delivery.",
            "order.milestones_done",
        )
    return milestones[row.reached]


def undelivered(act: Act, row: OrderRow) -> list[DeliverableRow]:
    """Files uploaded and not handed over yet."""
    query = select(DeliverableRow).where(DeliverableRow.order == row.id, DeliverableRow.delivered.is_(None))
    return list(act.session.scalars(query.order_by(DeliverableRow.created, DeliverableRow.id)))


def _milestone_terms(act: Act, asked: WithNote) -> Terms:
    row = act.row(OrderRow, asked.order)
    require_side(act.who, row, "report_milestone")
    ORDER.after(row.state, "report_milestone")
    each = next_milestone(row)
    milestone = Clause(key="milestone", values={"name_zh": each.zh, "name_en": each.en, "kept": _kept_then(row)})
    return terms_of_order(act, "report_milestone", row, clauses=(milestone, *_note(asked.note)))


def _kept_then(row: OrderRow) -> Money:
    """What the provider keeps of a cancellation once the next milestone is reported."""
    return kept_by_provider(OrderRow(sku=row.sku, state="working", reached=row.reached + 1, price_minor=row.price_minor, currency=row.currency), "buyer")  # fmt: skip


def _report_milestone(act: Act, asked: WithNote, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    each = next_milestone(row)
    row.reached += 1
    act.step(
        ORDER,
        row,
        "report_milestone",
        milestone=row.reached,
        milestone_zh=each.zh,
        milestone_en=each.en,
        note=asked.note,
        **facts(row),
    )
    return done(
        "report_milestone", row.id, "report_milestone", {"reached": row.reached}, name_zh=each.zh, name_en=each.en
    )


def _deliver_terms(act: Act, asked: WithNote) -> Terms:
    row = act.row(OrderRow, asked.order)
    require_side(act.who, row, "deliver")
    ORDER.after(row.state, "deliver")
    files = tuple(
        Clause(key="file", values={"name": each.name, "bytes": each.size, "sha256": each.sha256})
        for each in undelivered(act, row)
    )
    if not files:
        raise Refused("请先上传成果文件再交付。/ Upload the deliverables first, then deliver.", "order.no_deliverable")
    return terms_of_order(act, "deliver_order", row, clauses=(*files, *_note(asked.note)))


def _deliver(act: Act, asked: WithNote, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    files = undelivered(act, row)
    for each in files:
        each.delivered = act.moment
    late = row.due is not None and day_of(act.moment) > row.due
    due = row.due.isoformat() if row.due else ""
    act.step(
        ORDER, row, "deliver", due=due, late=late, files=[each.id for each in files], note=asked.note, **facts(row)
    )
    return done("deliver_order", row.id, "deliver_order", {"state": row.state, "late": late}, count=len(files))


def _note(words: str) -> tuple[Clause, ...]:
    return (Clause(key="note", values={"text": words}),) if words else ()
