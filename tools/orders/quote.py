"""A quote as rules and faces read it."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from tools.access.relation import NOBODY, Owner
from tools.money import Money
from tools.orders.catalogue import catalogue
from tools.orders.inputs import Given, stored_inputs
from tools.orders.service import Service
from tools.orders.tables import QuoteRow


class Quote(BaseModel):
    """A price for a service. `price` is None until somebody put one to it; `expired`: its last day is over."""

    model_config = ConfigDict(frozen=True)

    id: str
    sku: str
    zh: str
    en: str
    inputs: dict[str, Given]
    buyer: str
    provider: str
    state: str
    price: Money | None
    days: int
    valid_until: date | None
    expired: bool
    created: datetime


def quote_of_row(row: QuoteRow, day: date) -> Quote:
    """A row as it is read on a day."""
    service = service_of(row)
    return Quote(
        id=row.id, sku=row.sku, zh=service.zh, en=service.en, inputs=stored_inputs(row.inputs), buyer=row.buyer, provider=row.provider,
        state=row.state, price=priced(row), days=row.days, valid_until=row.valid_until, expired=is_over(row, day), created=row.created,
    )  # fmt: skip


def service_of(row: QuoteRow) -> Service:
    """The service of a quote."""
    return catalogue().service(row.sku)


def priced(row: QuoteRow) -> Money | None:
    """Its price, None while there is none."""
    return Money(row.price_minor, row.currency) if row.price_minor is not None else None


def is_over(row: QuoteRow, day: date) -> bool:
    """Whether it can be ordered by no longer."""
    return row.state == "open" and row.valid_until is not None and row.valid_until < day


def owners_of_quote(row: QuoteRow | None) -> tuple[Owner, ...]:
    """Whose a quote is: the buyer's and, where one was asked, the provider's; nobody's when there is none."""
    if row is None:
        return NOBODY
    asked = (Owner(row.provider),) if row.provider else ()
    return (Owner(row.buyer, row.buyer_user), *asked)
