"""Services, quotes and orders as lines of text on the command line, in Chinese or English."""

from knowledge.language import Language
from tools.money import Money
from tools.orders.catalogue import catalogue
from tools.orders.inputs import shown_input
from tools.orders.machine import QUOTE
from tools.orders.order import Order
from tools.orders.providers import Candidate
from tools.orders.quote import Quote
from tools.orders.reading import Entry
from tools.orders.rules import licences
from tools.orders.service import Service

_PRICES = {
    "fixed": ("{price}", "{price}"), "per_unit": ("{price} / 件（次、月、人）", "{price} a unit"), "per_class": ("{price} / 类", "{price} a class"),
    "from_quote": ("需报价", "quoted"),
}  # fmt: skip


def _either(language: Language, zh: str, en: str) -> str:
    return zh if language == "zh" else en


def price_told(service: Service, language: Language) -> str:
    """The price of a service as a list shows it."""
    price = Money(service.price.minor, service.price.currency).text(language)
    extra = _either(language, "，官费另计", ", official fees extra") if service.official_fees else ""
    return _PRICES[service.price.model][language == "en"].format(price=price) + extra


def service_line(service: Service, language: Language) -> str:
    """A service in one line."""
    return f"{service.sku}  {_either(language, service.zh, service.en)}  {price_told(service, language)}"


def service_lines(service: Service, language: Language) -> list[str]:
    """A service in full."""
    zh, en = catalogue().lines[service.line]
    licence = licences().get(service.licence)
    told = [
        service_line(service, language),
        _either(language, f"类别：{zh}", f"Line: {en}"),
        _either(language, service.about_zh, service.about_en),
    ]
    if licence:
        told.append(
            _either(
                language, f"承做资质：{licence.zh}。{licence.digest_zh}", f"Licence: {licence.en}. {licence.digest_en}"
            )
        )
    told.append(_either(language, f"交付：接单后 {service.days} 天", f"Delivery: {service.days} days after acceptance"))
    told += [f"- {each.name} ({each.kind}): {_either(language, each.zh, each.en)}" for each in service.inputs]
    steps = " → ".join(_either(language, each.zh, each.en) for each in service.milestones)
    return [*told, _either(language, f"里程碑：{steps}", f"Milestones: {steps}")]


def candidate_line(each: Candidate, language: Language) -> str:
    """A provider that can do a service, and why it is shown."""
    number, until = each.licence or ("", "")
    held = _either(language, f"，资质 {number}", f", licence {number}") if number else ""
    held += _either(language, f"（至 {until}）", f" (until {until})") if until else ""
    busy = _either(language, f"，在办 {each.open_orders} 件", f", {each.open_orders} orders in work")
    demo = _either(language, "（演示）", " (demo)") if each.demo else ""
    return f"* {each.organisation}  {_either(language, each.name_zh, each.name_en)}{demo}{held}{busy}"


def quote_line(quote: Quote, language: Language) -> str:
    """A quote in one line."""
    state = _either(language, *QUOTE.states[quote.state])
    if quote.expired:
        state = _either(language, "已到期", "expired")
    price = quote.price.text(language) if quote.price else "-"
    until = f"  {_either(language, '有效至', 'valid until')} {quote.valid_until}" if quote.valid_until else ""
    return f"{quote.id}  {quote.sku} {_either(language, quote.zh, quote.en)}  {price}  [{state}]{until}"


def order_line(order: Order, language: Language) -> str:
    """An order in one line."""
    due = f"  {_either(language, '交付期限', 'due')} {order.due}" if order.due else ""
    state = _either(language, order.state_zh, order.state_en)
    return (
        f"{order.id}  {order.sku} {_either(language, order.zh, order.en)}  {order.price.text(language)}  [{state}]{due}"
    )


def order_lines(order: Order, entries: list[Entry], language: Language) -> list[str]:
    """An order in full, with its time line."""
    told = [order_line(order, language), f"{order.buyer} → {order.provider or '-'}"]
    told += [f"- {name}: {shown_input(value)}" for name, value in order.inputs.items()]
    told += [f"[{'x' if each.reported else ' '}] {_either(language, each.zh, each.en)}" for each in order.milestones]
    return [*told, *(entry_line(each, language) for each in entries)]


def entry_line(entry: Entry, language: Language) -> str:
    """An entry of a time line."""
    said = (
        entry.detail.get("text")
        or entry.detail.get("reason")
        or entry.detail.get("note")
        or entry.detail.get("comment")
        or ""
    )
    if entry.kind == "file":
        said = f"{entry.detail['id']} {entry.detail['name']}"
    who = f" {entry.user}" if entry.user else ""
    return f"{entry.when:%Y-%m-%d %H:%M}{who} {_either(language, entry.zh, entry.en)}{f': {said}' if said else ''}"
