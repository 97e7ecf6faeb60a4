"""Asking for a quote: the platform's own price for a service, or a request that waits for one. It costs nothing."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.members.accounts import principal_of
from tools.orders.catalogue import catalogue
from tools.orders.days import day_of
from tools.orders.inputs import read_inputs
from tools.orders.pricing import price_of, quotable
from tools.orders.quote import Quote, owners_of_quote, quote_of_row
from tools.orders.rules import rules
from tools.orders.tables import QuoteRow
from tools.principal import Principal, Role
from tools.refused import Refused, not_found


def quote_service(effects: Effects, who: Principal, sku: str, inputs: Mapping[str, object]) -> Quote:
    """A quote for a service: priced at once, or waiting for a price ("asked") where the catalogue has none.

    Raises Refused for an unknown SKU, inputs that are no answers, an account that may not; Missing for what is still to be said.
    """
    who = principal_of(effects.sessions, who.user)
    require(who, "quote_service", None)
    service = catalogue().service(sku)
    read = read_inputs(service, inputs)
    price = price_of(service, read)
    if not who.organisation:
        raise Refused("账户没有所属组织，不能询价。/ The account belongs to no organisation and cannot ask for quotes.", "quote.organisation")  # fmt: skip
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, holding=True, cause="quote_service")
        row = QuoteRow(
            id=act.fresh("QUO"), sku=service.sku, inputs=json.dumps(read, ensure_ascii=False, sort_keys=True), buyer=who.organisation,
            buyer_user=who.user, provider="", state="open" if price else "asked", price_minor=quotable(price).minor if price else None,
            currency=service.price.currency, days=service.days, created=act.moment,
            valid_until=day_of(act.moment) + timedelta(days=rules().quote_days) if price else None,
        )  # fmt: skip
        session.add(row)
        session.flush()
        act.note("quote", row.id, "ask", "", row.state, sku=row.sku, price_minor=row.price_minor, currency=row.currency)
        effects.audit.append(session, act.moment, who, "quote_service", row.id, sku=row.sku)
        return quote_of_row(row, day_of(act.moment))


def quote_of(session: Session, who: Principal, identity: str, day: date) -> Quote:
    """A quote of the account's, its organisation's, or one it was asked to answer. Raises Refused as for one there is not."""
    row = session.get(QuoteRow, identity)
    require(who, "show_quote", owners_of_quote(row), identity)
    if row is None:
        raise not_found(identity)
    return quote_of_row(row, day)


def quotes_of(session: Session, who: Principal, day: date) -> list[Quote]:
    """The quotes an account may see, the newest first: its organisation's and those it was asked to answer; staff see all."""
    require(who, "list_quotes", None)
    query = select(QuoteRow).order_by(QuoteRow.created.desc(), QuoteRow.id)
    if who.role is not Role.STAFF:
        query = query.where(or_(QuoteRow.buyer == who.organisation, QuoteRow.provider == who.organisation))
    return [quote_of_row(row, day) for row in session.scalars(query)] if who.organisation else []
