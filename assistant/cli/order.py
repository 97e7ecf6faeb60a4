"""`ipos order`: the buyer's side: quote, place, show, list, cancel, accept, return, dispute, message, rate."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.effects import Approve, Key, carry
from assistant.cli.order_lines import order_line, order_lines, quote_line
from assistant.cli.order_work import register_work
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World

app = typer.Typer(help="Order services: quotes, orders, delivery, acceptance, disputes. Effects show their terms and ask.", no_args_is_help=True)  # fmt: skip
register_work(app)
Named = Annotated[str, typer.Argument(metavar="ORDER", help="The order's id, ORD-...")]
Why = Annotated[str, typer.Option("--reason", help="Why.")]


@app.command("quote")
def quote(
    sku: Annotated[str, typer.Argument(help="A service by its SKU; see ipos catalog.")],
    given: Annotated[list[str] | None, typer.Option("--input", metavar="NAME=VALUE", help="What the service needs; may be repeated.")] = None,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Ask for a quote; it costs nothing and binds the platform for fourteen days.

    Example: ipos order quote TM-REG --input mark=青岚 --input classes=9,35 --input applicant=青岚精密 --as lin
    """
    from tools.orders.quoting import quote_service

    world = World()
    found = quote_service(world.effects, world.principal(user), sku, _inputs(given))
    _told(found.model_dump(mode="json"), quote_line(found, the_language(lang) or "zh"), json_)


@app.command("quotes")
def quotes(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List your organisation's quotes and those it was asked to answer.

    Example: ipos order quotes --as lin
    """
    from tools.orders.days import day_of
    from tools.orders.quoting import quotes_of

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        found = quotes_of(session, world.principal(user), day_of(world.now()))
    none = "没有询价。" if language == "zh" else "No quotes."
    _told(
        {"quotes": [each.model_dump(mode="json") for each in found]},
        "\n".join(quote_line(each, language) for each in found) or none,
        json_,
    )


@app.command("place")
def place(
    quote: Annotated[str, typer.Argument(help="The quote to order by, QUO-...")],
    provider: Annotated[str, typer.Option("--provider", metavar="ORG", help="The organisation that shall do it; left out, one is assigned.")] = "",
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Place an order by a quote.

    Example: ipos order place QUO-0123456789AB --provider ORG-CHENGMING --as lin
    """
    carry(
        World(),
        user,
        "place_order",
        {"quote": quote, "provider": provider},
        approve=approve,
        lang=lang,
        json_=json_,
        key=key,
    )


@app.command("withdraw")
def withdraw(
    quote: Annotated[str, typer.Argument(help="The quote, QUO-...")],
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Withdraw a quote that is not wanted any more.

    Example: ipos order withdraw QUO-0123456789AB --as lin
    """
    carry(World(), user, "withdraw_quote", {"quote": quote}, approve=approve, lang=lang, json_=json_, key=key)


@app.command("show")
def show(order: Named, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show an order with its milestones and its time line.

    Example: ipos order show ORD-0123456789AB --as lin
    """
    from tools.orders.reading import order_of, timeline

    world = World()
    who = world.principal(user)
    with world.sessions() as session:
        found, entries = order_of(session, who, order), timeline(session, who, order)
    data = {"order": found.model_dump(mode="json"), "timeline": [each.model_dump(mode="json") for each in entries]}
    _told(data, "\n".join(order_lines(found, entries, the_language(lang) or "zh")), json_)


@app.command("list")
def list_(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List the orders of your organisation, as buyer and as provider; staff see all.

    Example: ipos order list --as lin
    """
    from tools.orders.reading import orders_of

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        found = orders_of(session, world.principal(user))
    none = "没有订单。" if language == "zh" else "No orders."
    _told(
        {"orders": [each.model_dump(mode="json") for each in found]},
        "\n".join(order_line(each, language) for each in found) or none,
        json_,
    )


@app.command("cancel")
def cancel(order: Named, reason: Why = "", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Cancel an order; the terms show what is paid back.

    Example: ipos order cancel ORD-0123456789AB --as lin
    """
    carry(
        World(),
        user,
        "cancel_order",
        {"order": order, "reason": reason},
        approve=approve,
        lang=lang,
        json_=json_,
        key=key,
    )


@app.command("accept")
def accept(
    order: Named, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False
) -> None:
    """Accept a delivery: the money in escrow goes to the provider.

    Example: ipos order accept ORD-0123456789AB --as lin
    """
    carry(World(), user, "accept_delivery", {"order": order}, approve=approve, lang=lang, json_=json_, key=key)


@app.command("return")
def return_(order: Named, reason: Why, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Return a delivery for rework.

    Example: ipos order return ORD-0123456789AB --reason 缺第35类 --as lin
    """
    carry(
        World(),
        user,
        "return_delivery",
        {"order": order, "reason": reason},
        approve=approve,
        lang=lang,
        json_=json_,
        key=key,
    )


@app.command("dispute")
def dispute(order: Named, reason: Why, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Dispute an order; staff or an expert decides about the money in escrow.

    Example: ipos order dispute ORD-0123456789AB --reason 报告缺少德国专利 --as lin
    """
    carry(
        World(),
        user,
        "dispute_order",
        {"order": order, "reason": reason},
        approve=approve,
        lang=lang,
        json_=json_,
        key=key,
    )


@app.command("message")
def message(
    order: Named,
    text: Annotated[str, typer.Argument(help="What to say to the other side and the platform.")],
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Send a message on an order.

    Example: ipos order message ORD-0123456789AB "请在周五前给初稿" --as lin
    """
    carry(
        World(), user, "send_message", {"order": order, "text": text}, approve=approve, lang=lang, json_=json_, key=key
    )


@app.command("rate")
def rate(
    order: Named,
    stars: Annotated[int, typer.Argument(min=1, max=5, help="One to five stars.")],
    comment: Annotated[str, typer.Option("--comment", help="A few words.")] = "",
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Rate the other side of an order that has ended.

    Example: ipos order rate ORD-0123456789AB 5 --comment 准时 --as lin
    """
    carry(World(), user, "rate_order", {"order": order, "stars": stars, "comment": comment}, approve=approve, lang=lang, json_=json_, key=key)  # fmt: skip


@app.command("download")
def download(
    deliverable: Annotated[str, typer.Argument(help="The file's id, DLV-...; see ipos order show.")],
    to: Annotated[Path | None, typer.Option("--to", help="Where to; left out: under its own name, here.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    user: As = USER, json_: Json = False,
) -> None:  # fmt: skip
    """Download a deliverable; each download is written to the audit.

    Example: ipos order download DLV-0123456789AB --to report.pdf --as lin
    """
    from assistant.cli.order_work import store_of
    from tools.orders.deliverables import download_deliverable

    world = World()
    found, data = download_deliverable(world.effects, store_of(world), world.principal(user), deliverable)
    place = to or Path(found.name)
    if place.exists() and not force:
        raise typer.BadParameter(f"{place} 已存在，加 --force 覆盖。/ {place} exists; --force replaces it.", param_hint="--to")  # fmt: skip
    place.write_bytes(data)
    _told(found.model_dump(mode="json") | {"file": str(place)}, f"已写入 / written: {place} ({len(data)} bytes)", json_)


def _inputs(given: list[str] | None) -> dict[str, object]:
    """NAME=VALUE pairs. Wrong usage for anything else, and for a name that stands twice."""
    found: dict[str, object] = {}
    for pair in given or ():
        name, equals, value = pair.partition("=")
        if not equals or name.strip() in found:
            raise typer.BadParameter(f"{pair!r}: 请写成 名称=内容，每项一次。/ write NAME=VALUE, each name once.", param_hint="--input")  # fmt: skip
        found[name.strip()] = value
    return found


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
