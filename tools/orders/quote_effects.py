"""Quotes that wait for a price: the effects `forward_quote`, `answer_quote`, `withdraw_quote`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pydantic import Field

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms
from tools.money import Money
from tools.orders.days import day_of
from tools.orders.inputs import stored_inputs
from tools.orders.machine import QUOTE
from tools.orders.pricing import quotable
from tools.orders.providers import provider_checks, refuse_blocked
from tools.orders.quote import owners_of_quote, service_of
from tools.orders.request import Identity, Request
from tools.orders.rules import rules
from tools.orders.tables import QuoteRow
from tools.orders.telling import WORDS, amounts_of, done, input_clauses, parties
from tools.principal import Role
from tools.refused import Refused

_LONGEST = 730  # days of delivery


class AboutQuote(Request):
    """A request about one quote."""

    quote: Identity


class ForwardQuote(AboutQuote):
    """Ask a provider for its price; it sees what was stated."""

    provider: Identity


class AnswerQuote(AboutQuote):
    """Put a price to a quote that waits for one; `days` to delivery, the catalogue's when left out."""

    price: Money
    days: int | None = Field(default=None, ge=1, le=_LONGEST, strict=True)


def quote_effects() -> tuple[Effect, ...]:
    """The effects on quotes."""
    return (
        _effect("forward_quote", ForwardQuote, _forward_terms, _forward),
        _effect("answer_quote", AnswerQuote, _answer_terms, _answer),
        _effect("withdraw_quote", AboutQuote, _withdraw_terms, _withdraw),
    )


def _effect(name: str, request: type[AboutQuote], terms: Callable[[Act, Any], Terms], carry_out: Callable[[Act, Any, Terms], Outcome]) -> Effect:  # fmt: skip
    return Effect(name, request, lambda act, asked: owners_of_quote(act.find(QuoteRow, asked.quote)), terms, carry_out, lambda asked: asked.quote)  # fmt: skip


def _terms(act: Act, effect: str, row: QuoteRow, provider: str, **parts: tuple[object, ...]) -> Terms:
    service = service_of(row)
    return Terms.model_validate(
        {
            "effect": effect, "words": WORDS, "subject": row.id, "title_zh": service.zh, "title_en": service.en,
            "parties": parties(act, buyer=row.buyer, provider=provider), "seen": {row.id: row.version}, **parts,
        }
    )  # fmt: skip


def _of_buyer(act: Act, row: QuoteRow) -> None:
    if act.who.organisation != row.buyer:
        raise Refused("此步骤由询价方办理。/ Only the side that asked for the quote can do this.", "quote.side")


def _forward_terms(act: Act, asked: ForwardQuote) -> Terms:
    row = act.row(QuoteRow, asked.quote)
    _of_buyer(act, row)
    QUOTE.after(row.state, "forward")
    service, inputs = service_of(row), stored_inputs(row.inputs)
    checks = provider_checks(act.session, asked.provider, service, day_of(act.moment), row.buyer, inputs)
    return _terms(
        act,
        "forward_quote",
        row,
        asked.provider,
        clauses=(*input_clauses(service, inputs), Clause(key="discloses")),
        checks=checks,
    )


def _forward(act: Act, asked: ForwardQuote, terms: Terms) -> Outcome:
    refuse_blocked(terms.checks)
    row = act.row(QuoteRow, asked.quote)
    row.provider = asked.provider
    act.step(QUOTE, row, "forward", provider=asked.provider)
    return done("forward_quote", row.id, "forward_quote", {"state": row.state})


def _answer_terms(act: Act, asked: AnswerQuote) -> Terms:
    row = act.row(QuoteRow, asked.quote)
    if act.who.organisation == row.buyer or (act.who.role is not Role.STAFF and act.who.organisation != row.provider):
        raise Refused(
            "报价由平台或被询价的服务方给出。/ The platform or the provider that was asked sets the price.",
            "quote.side",
        )
    QUOTE.after(row.state, "answer")
    price = quotable(asked.price)
    clauses = (
        Clause(key="days", values={"days": asked.days or row.days}),
        Clause(key="quote_days", values={"days": rules().quote_days}),
    )
    return _terms(act, "answer_quote", row, row.provider, clauses=clauses, amounts=amounts_of(service_of(row), price))


def _answer(act: Act, asked: AnswerQuote, terms: Terms) -> Outcome:
    row = act.row(QuoteRow, asked.quote)
    row.price_minor, row.currency, row.days = asked.price.minor, asked.price.currency, asked.days or row.days
    row.valid_until = day_of(act.moment) + timedelta(days=rules().quote_days)
    act.step(
        QUOTE, row, "answer", price_minor=row.price_minor, currency=row.currency, days=row.days, provider=row.provider
    )
    until = row.valid_until.isoformat()
    return done(
        "answer_quote",
        row.id,
        "answer_quote",
        {"state": row.state, "valid_until": until},
        price=asked.price,
        until=until,
    )


def _withdraw_terms(act: Act, asked: AboutQuote) -> Terms:
    row = act.row(QuoteRow, asked.quote)
    _of_buyer(act, row)
    QUOTE.after(row.state, "withdraw")
    return _terms(act, "withdraw_quote", row, row.provider)


def _withdraw(act: Act, asked: AboutQuote, terms: Terms) -> Outcome:
    row = act.row(QuoteRow, asked.quote)
    act.step(QUOTE, row, "withdraw")
    return done("withdraw_quote", row.id, "withdraw_quote", {"state": row.state})
