"""The order tools of the assistant: thin wrappers over the rules. What has an effect only proposes it."""

from langchain.tools import ToolRuntime, tool

from knowledge.language import normalise
from tools.clearing.reading import list_escrows
from tools.desk import Desk
from tools.harmless import harmless
from tools.members.naming import names_of, organisation_named
from tools.orders import cues
from tools.orders import finding as services
from tools.orders import quoting as quotes
from tools.orders.catalogue import catalogue
from tools.orders.days import day_of
from tools.orders.reading import order_of, orders_of
from tools.orders.service import Service
from tools.proposing import Result, artifact, propose, step
from tools.records import Shown, shown
from tools.refused import Refused
from tools.slots import Task
from tools.telling.orders import order_told, orders_told, quote_told, quotes_told, services_told

_OF_ALL = {"服务", "产品", "service", "services", "and", "&", "of"}  # what says nothing about a line
_CLEAR = 2  # how many times as much must speak for a service as for the next one


@tool(response_format="content_and_artifact", extras={"cues": cues.FIND_CUES, "task": cues.FIND})
def find_services(request: str, runtime: ToolRuntime[Desk]) -> Result:
    """The platform's service products that fit a request, with prices and what has to be told for a quote. `request`: in
    the user's words."""
    desk = step(runtime, "查找服务", "Looking through the catalogue")
    found = services.find_services(request) or _of_named_line(request)
    text = services_told(found, desk.language)
    inputs = [
        f"{each.service.sku}: " + ", ".join(f"{asked.name} ({asked.kind})" for asked in each.service.inputs)
        for each in found
    ]
    data = {"services": [each.service.model_dump(mode="json") for each in found]}
    records = [Shown("service", each.service.sku) for each in found]
    return "\n".join([text, "", "details of quote_service:", *inputs]), artifact(
        "services", data, text, records=records
    )


@tool(response_format="content_and_artifact", extras={"cues": cues.QUOTE_CUES, "task": cues.QUOTE})
def quote_service(service: str, runtime: ToolRuntime[Desk], details: dict[str, str | int] | None = None) -> Result:
    """A quote for a service product; it costs nothing. `service`: its SKU as find_services shows it. `details`: what the user
    said for each input of the service, by the input's name; ask the user for what is missing."""
    desk = step(runtime, "计算报价", "Working out the quote")
    chosen = _chosen(service)
    quote = quotes.quote_service(desk.effects, desk.principal, chosen.sku, details or {})
    text = quote_told(quote, chosen, desk.language)
    records = [shown(quote.id, quote.state), Shown("service", quote.sku)]
    return text, artifact("quote", quote, text, records=records)


@tool(response_format="content_and_artifact")
def list_quotes(runtime: ToolRuntime[Desk]) -> Result:
    """The quotes of the user's organisation, the newest first."""
    desk = step(runtime, "列出报价", "Listing your quotes")
    with desk.effects.sessions() as session:
        found = quotes.quotes_of(session, desk.principal, day_of(desk.now()))
    text = quotes_told(found, desk.language)
    data = {"quotes": [each.model_dump(mode="json") for each in found]}
    return text, artifact(
        "quotes", data, text, records=[shown(each.id, "over" if each.expired else each.state) for each in found]
    )


@tool(response_format="content_and_artifact", extras={"cues": cues.PLACE_CUES, "task": cues.PLACE})
def place_order(quote: str, runtime: ToolRuntime[Desk], provider: str = "") -> Result:
    """Propose to order by a quote. `quote`: its id, QUO-..., as quote_service shows it. `provider`: the organisation that
    shall do it, if the user named one."""
    desk = runtime.context
    with desk.effects.sessions() as session:
        named = organisation_named(session, provider) if provider.strip() else ""
    return propose(runtime, "place_order", {"quote": _id(quote), "provider": named}, "准备下单", "Preparing the order")


@tool(response_format="content_and_artifact", extras={"cues": cues.LIST_CUES, "task": Task()})
def list_orders(runtime: ToolRuntime[Desk]) -> Result:
    """The orders of the user's organisation, the newest first."""
    desk = step(runtime, "列出订单", "Listing your orders")
    with desk.effects.sessions() as session:
        found = orders_of(session, desk.principal)
    text = orders_told(found, desk.language)
    data = {"orders": [each.model_dump(mode="json") for each in found]}
    return text, artifact("orders", data, text, records=[shown(each.id, each.state) for each in found])


@tool(response_format="content_and_artifact", extras={"cues": cues.SHOW_CUES, "task": cues.SHOW})
def show_order(order: str, runtime: ToolRuntime[Desk]) -> Result:
    """An order of the user's: state, parties, milestones, escrow. `order`: its id, ORD-..."""
    desk = step(runtime, "查询订单", "Reading the order")
    with desk.effects.sessions() as session:
        found = order_of(session, desk.principal, _id(order))
        names = names_of(session, found.buyer, found.provider)
        held = next(
            (each for each in list_escrows(session, desk.principal, purpose="order") if each.subject == found.id), None
        )
    text = harmless(order_told(found, names, held.id if held else "", held.state if held else "", desk.language))
    records = [
        shown(found.id, found.state),
        *([shown(held.id, held.state)] if held else []),
        *([shown(found.provider)] if found.provider else []),
    ]
    return text, artifact("order", found, text, records=records)


@tool(response_format="content_and_artifact", extras={"cues": cues.CANCEL_CUES, "task": cues.CANCEL})
def cancel_order(order: str, reason: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to cancel an order; the terms say what it costs. `order`: its id, ORD-... `reason`: in the user's words."""
    return propose(
        runtime, "cancel_order", {"order": _id(order), "reason": reason}, "准备取消订单", "Preparing the cancellation"
    )


@tool(response_format="content_and_artifact", extras={"cues": cues.ACCEPT_CUES, "task": cues.ACCEPT})
def accept_delivery(order: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to accept what was delivered; the money is released then. `order`: its id, ORD-..."""
    return propose(runtime, "accept_delivery", {"order": _id(order)}, "准备验收", "Preparing the acceptance")


@tool(response_format="content_and_artifact", extras={"cues": cues.DISPUTE_CUES, "task": cues.DISPUTE})
def dispute_order(order: str, reason: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to dispute an order; an expert decides. `order`: its id, ORD-... `reason`: in the user's words."""
    return propose(
        runtime, "dispute_order", {"order": _id(order), "reason": reason}, "准备提出争议", "Preparing the dispute"
    )


@tool(response_format="content_and_artifact", extras={"cues": cues.RATE_CUES, "task": cues.RATE})
def rate_order(order: str, stars: int, runtime: ToolRuntime[Desk], comment: str = "") -> Result:
    """Propose to rate the other side of an order that has ended. `order`: its id, ORD-... `stars`: 1 to 5 and `comment`, as
    the user said them."""
    return propose(runtime, "rate_order", {"order": _id(order), "stars": stars, "comment": comment}, "准备评价", "Preparing the rating")  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": cues.TAKE_CUES, "task": cues.TAKE})
def accept_assignment(order: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose, for a provider, to take on an order that was assigned to it. `order`: its id, ORD-..."""
    return propose(runtime, "accept_assignment", {"order": _id(order)}, "准备接单", "Preparing to take the order")


ORDER_TOOLS = (
    cancel_order, dispute_order, rate_order, accept_delivery, accept_assignment, place_order, quote_service, find_services, list_orders,
    show_order, list_quotes,
)  # fmt: skip


def _id(text: str) -> str:
    return text.strip().upper()


def _of_named_line(request: str) -> list[services.Found]:
    """The services of a line whose name shares a word with the request."""
    asked = normalise(request).lower()
    lines = [
        line
        for line, (zh, en) in catalogue().lines.items()
        if any(word in asked for word in {zh[:2], zh[-2:], *en.lower().split()} - _OF_ALL)
    ]
    return [services.Found(each, 0, ()) for line in lines for each in catalogue().of_line(line)]


def _chosen(called: str) -> Service:
    """The service of a SKU, or the one that clearly fits the words. Raises Refused that names what may be meant."""
    known = catalogue().services.get(_id(called))
    found = [] if known else services.find_services(called)
    if known is None and found and (len(found) == 1 or found[0].score >= _CLEAR * found[1].score):
        known = found[0].service
    if known is None and found:
        zh, en = (
            "、".join(f"{each.service.zh}（{each.service.sku}）" for each in found),
            ", ".join(f"{each.service.en} ({each.service.sku})" for each in found),
        )
        raise Refused(f"请说明是哪一项服务：{zh}。/ Please say which service is meant: {en}.", "service.unclear")
    return known or catalogue().service(called)
