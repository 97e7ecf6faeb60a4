"""Assigning an order to a provider, who accepts or declines: the effects `assign_provider`, `accept_assignment`, `decline_assignment`."""

from datetime import timedelta

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Check, Clause, Outcome, Terms
from tools.clearing.escrow import name_payee
from tools.orders.cancelling import escrow_of_order, require_held
from tools.orders.days import day_of
from tools.orders.inputs import stored_inputs
from tools.orders.machine import ORDER
from tools.orders.order import facts, price_of_order, require_side, service_of
from tools.orders.providers import provider_checks, refuse_blocked
from tools.orders.request import AboutOrder, Identity, WithReason, order_effect
from tools.orders.tables import OrderRow
from tools.orders.telling import amounts_of, done, input_clauses, parties, terms_of_order


class AssignProvider(AboutOrder):
    """Propose an order to a provider."""

    provider: Identity


def assigning_effects() -> tuple[Effect, ...]:
    """The effects of assignment."""
    return (
        order_effect("assign_provider", AssignProvider, _assign_terms, _assign),
        order_effect("accept_assignment", AboutOrder, _accept_terms, _accept),
        order_effect("decline_assignment", WithReason, _decline_terms, _decline),
    )


def assign(act: Act, row: OrderRow, provider: str) -> None:
    """Propose an order to a provider. Raises Refused: no licence, another line, a conflict of interest, an illegal step."""
    refuse_blocked(checks_of(act, row, provider))
    ORDER.after(row.state, "assign")
    row.provider, row.provider_user = provider, ""
    act.step(ORDER, row, "assign", **facts(row))


def checks_of(act: Act, row: OrderRow, provider: str) -> tuple[Check, ...]:
    """The checks of a provider for an order on the day."""
    return provider_checks(
        act.session, provider, service_of(row), day_of(act.moment), row.buyer, stored_inputs(row.inputs)
    )


def _assign_terms(act: Act, asked: AssignProvider) -> Terms:
    row = act.row(OrderRow, asked.order)
    require_side(act.who, row, "assign")
    ORDER.after(row.state, "assign")
    clauses = (*input_clauses(service_of(row), stored_inputs(row.inputs)), Clause(key="discloses"))
    checks = checks_of(act, row, asked.provider)
    return terms_of_order(act, "assign_provider", row, clauses=clauses, checks=checks, parties=parties(act, buyer=row.buyer, provider=asked.provider))  # fmt: skip


def _assign(act: Act, asked: AssignProvider, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    assign(act, row, asked.provider)
    party = next(each for each in terms.parties if each.capacity == "provider")
    return done(
        "assign_provider", row.id, "assign_provider", {"state": row.state}, name_zh=party.name_zh, name_en=party.name_en
    )


def _accept_terms(act: Act, asked: AboutOrder) -> Terms:
    row = act.row(OrderRow, asked.order)
    require_side(act.who, row, "accept_assignment")
    ORDER.after(row.state, "accept_assignment")
    service = service_of(row)
    clauses = (
        *input_clauses(service, stored_inputs(row.inputs)),
        Clause(key="days", values={"days": row.days}),
        Clause(key="escrow"),
    )
    declared = Check(key="no_conflict", outcome="declared", evidence=(Clause(key="no_conflict_declared"),))
    checks = (*checks_of(act, row, row.provider), _funded(act, row), declared)
    return terms_of_order(
        act, "accept_assignment", row, clauses=clauses, checks=checks, amounts=amounts_of(service, price_of_order(row))
    )


def _funded(act: Act, row: OrderRow) -> Check:
    escrow = escrow_of_order(act, row)
    evidence = Clause(key="escrow_state", values={"escrow": escrow.id, "state": escrow.state})
    return Check(key="funded", outcome="pass" if escrow.state == "held" else "blocked", evidence=(evidence,))


def _accept(act: Act, asked: AboutOrder, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    escrow = escrow_of_order(act, row)
    require_held(escrow)
    refuse_blocked(terms.checks)
    row.due, row.provider_user = day_of(act.moment) + timedelta(days=row.days), act.who.user
    act.step(ORDER, row, "accept_assignment", due=row.due.isoformat(), **facts(row))
    act.session.flush()
    name_payee(act, escrow, row.provider)
    return done("accept_assignment", row.id, "accept_assignment", {"state": row.state, "due": row.due.isoformat()}, due=row.due.isoformat())  # fmt: skip


def _decline_terms(act: Act, asked: WithReason) -> Terms:
    row = act.row(OrderRow, asked.order)
    require_side(act.who, row, "decline")
    ORDER.after(row.state, "decline")
    return terms_of_order(
        act, "decline_assignment", row, clauses=(Clause(key="reason", values={"reason": asked.reason}),)
    )


def _decline(act: Act, asked: WithReason, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    told = facts(row)
    row.provider, row.provider_user = "", ""
    act.step(ORDER, row, "decline", reason=asked.reason, **told)
    return done("decline_assignment", row.id, "decline_assignment", {"state": row.state})
