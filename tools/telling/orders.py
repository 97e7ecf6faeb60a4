"""Services, quotes and orders in words."""

from collections.abc import Mapping

from knowledge.language import Language
from tools.clearing.machine import ESCROW
from tools.harmless import quoted
from tools.money import Money
from tools.orders.finding import Found
from tools.orders.inputs import shown_input
from tools.orders.machine import QUOTE
from tools.orders.order import Order
from tools.orders.quote import Quote
from tools.orders.service import Service
from tools.telling.wording import listed, money, named, wording

Names = Mapping[str, tuple[str, str, bool]]  # organisation -> zh, en, fictional


def services_told(found: list[Found], language: Language) -> str:
    """Services that fit a request, the best first, with what they cost and need."""
    tell = wording(language)
    return listed(tell("services_head"), [_service(each.service, place, language) for place, each in enumerate(found, 1)], tell("services_none"), language)  # fmt: skip


def quote_told(quote: Quote, service: Service, language: Language) -> str:
    """A quote: the price or that it waits for one, what was stated, until when it holds."""
    tell, name = wording(language), quote.zh if language == "zh" else quote.en
    if quote.price is None:
        head = tell("quote_waits", id=quote.id, name=name, sku=quote.sku)
    else:
        head = tell(
            "quote_priced",
            id=quote.id,
            name=name,
            sku=quote.sku,
            price=quote.price.text(language),
            until=quote.valid_until,
            days=quote.days,
        )
    said = [tell("stated", question=each.zh if language == "zh" else each.en, answer=quoted(shown_input(quote.inputs[each.name]))) for each in service.inputs]  # fmt: skip
    return "\n".join([head, *said])


def quotes_told(quotes: list[Quote], language: Language) -> str:
    """Quotes, a line each."""
    tell = wording(language)
    return listed(tell("quotes_head", count=len(quotes)), [_quote(each, place, language) for place, each in enumerate(quotes, 1)], tell("quotes_none"), language)  # fmt: skip


def orders_told(orders: list[Order], language: Language) -> str:
    """Orders, a line each."""
    tell = wording(language)
    return listed(tell("orders_head", count=len(orders)), [_order(each, place, language) for place, each in enumerate(orders, 1)], tell("orders_none"), language)  # fmt: skip


def order_told(order: Order, names: Names, escrow: str, escrow_state: str, language: Language) -> str:
    """An order with its parties, milestones, escrow and what can be done with it now."""
    tell, zh = wording(language), language == "zh"
    state = order.state_zh if zh else order.state_en
    lines = [
        tell(
            "order_head", id=order.id, name=order.zh if zh else order.en, state=state, price=order.price.text(language)
        ),
        tell(
            "order_parties",
            buyer=_named(names, order.buyer, language),
            provider=_named(names, order.provider, language),
        ),
    ]
    if order.due:
        lines.append(tell("order_due", day=order.due))
    if escrow:
        lines.append(tell("order_escrow", id=escrow, state=ESCROW.states[escrow_state][0 if zh else 1]))
    lines += [
        tell("milestone_done" if each.reported else "milestone_open", name=each.zh if zh else each.en)
        for each in order.milestones
    ]
    return "\n".join(lines)


def _named(names: Names, identity: str, language: Language) -> str:
    return named(*names[identity], language) if identity in names else identity or wording(language)("open")


def _service(service: Service, place: int, language: Language) -> str:
    tell, zh = wording(language), language == "zh"
    needs = ("" if zh else " ").join(each.zh if zh else each.en for each in service.inputs) or tell("nothing")
    return tell(
        "service_line", place=place, sku=service.sku, name=service.zh if zh else service.en, about=service.about_zh if zh else service.about_en,
        price=price_told(service, language), days=service.days, needs=needs,
    )  # fmt: skip


def price_told(service: Service, language: Language) -> str:
    """What a service costs, by its price model."""
    tell, price = wording(language), service.price
    amount = money(Money(price.minor, price.currency) if price.minor else None, language)
    return tell(f"price_{price.model}", amount=amount)


def _quote(quote: Quote, place: int, language: Language) -> str:
    tell, zh = wording(language), language == "zh"
    state = QUOTE.states[quote.state][0 if zh else 1] if not quote.expired else tell("over")
    price = quote.price.text(language) if quote.price else tell("unpriced")
    return tell("quote_line", place=place, id=quote.id, name=quote.zh if zh else quote.en, price=price, state=state)


def _order(order: Order, place: int, language: Language) -> str:
    tell, zh = wording(language), language == "zh"
    return tell("order_line", place=place, id=order.id, name=order.zh if zh else order.en, state=order.state_zh if zh else order.state_en, price=order.price.text(language))  # fmt: skip
