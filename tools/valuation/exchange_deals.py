"""Comparable deals closed on the exchange: what was paid for rights of the same kind, without saying by whom for what.

A price is a secret of its parties: one's own deals are always shown to oneself; those of others only where at least three of
them, of at least three sellers, stand together, and then as price, kind, class and year. Fictional deals never count.
"""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.exchange.dealing import DealRow
from tools.exchange.tables import ListingRow
from tools.money import Money
from tools.principal import Principal
from tools.valuation.request import Kind

LEAST = 3  # deals of others, and sellers, below which none of their prices is shown
_MOST = 50
_SUBJECTS: dict[Kind, str] = {
    "invention": "patent", "utility_model": "patent", "design": "patent", "trademark": "trademark", "copyright": "copyright", "software": "software",
}  # fmt: skip


class DealFound(BaseModel):
    """A deal to compare with. `own`: of the asker's organisation; `class_`: the first class of its listing."""

    model_config = ConfigDict(frozen=True)

    price: Money
    kind: str
    class_: str
    year: int
    own: bool


class DealsFound(BaseModel):
    """Deals to compare with, and how many of others were held back because they were too few."""

    model_config = ConfigDict(frozen=True)

    deals: tuple[DealFound, ...]
    held_back: int


def comparable_deals(session: Session, who: Principal, kind: Kind, currency: str, day: date) -> DealsFound:
    """Completed transfers of rights of a kind in a currency up to a day, the newest first. Raises Refused by role."""
    require(who, "comparable_deals", None)
    query = (
        select(DealRow, ListingRow.classes)
        .join(ListingRow, ListingRow.id == DealRow.listing)
        .where(DealRow.state == "completed", DealRow.kind == "transfer", DealRow.subject == _SUBJECTS[kind], DealRow.currency == currency, ListingRow.demo.is_(False))
        .order_by(DealRow.created.desc(), DealRow.id)
    )  # fmt: skip
    rows = [(deal, classes) for deal, classes in session.execute(query) if deal.created.date() <= day]
    own = [row for row in rows if who.organisation and who.organisation in (row[0].seller, row[0].buyer)]
    others = [row for row in rows if row not in own]
    open_ = len(others) >= LEAST and len({deal.seller for deal, _ in others}) >= LEAST
    shown = [row for row in rows if row in own or open_][:_MOST]
    return DealsFound(
        deals=tuple(_found(deal, classes, (deal, classes) in own) for deal, classes in shown),
        held_back=0 if open_ else len(others),
    )


def as_comparables(found: DealsFound) -> list[dict[str, Any]]:
    """The deals as rows of a request; of the day only the year is told, so that its first day stands for it."""
    return [
        {
            "price": {"value": float(deal.price.amount), "origin": "record", "note": "exchange"}, "kind": deal.kind, "class": deal.class_,
"day": f"{deal.year}-01-01", "source": "exchange",
        }
        for deal in found.deals
    ]  # fmt: skip


def _found(deal: DealRow, classes: str, own: bool) -> DealFound:
    first = next((each for each in classes.split(",") if each), "")
    return DealFound(
        price=Money(deal.price_minor, deal.currency), kind=deal.kind, class_=first, year=deal.created.year, own=own
    )
