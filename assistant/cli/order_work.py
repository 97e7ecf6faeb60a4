"""`ipos order`: the work on orders and quotes: answer, forward, assign, take, decline, milestone, upload, deliver, decide."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.effects import Approve, Key, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say
from assistant.world import World
from tools.money import Money
from tools.orders.deliverable_store import DeliverableStore

Named = Annotated[str, typer.Argument(metavar="ORDER", help="The order's id, ORD-...")]
Quoted = Annotated[str, typer.Argument(metavar="QUOTE", help="The quote's id, QUO-...")]
Organisation = Annotated[str, typer.Argument(metavar="ORG", help="The provider's organisation, ORG-...")]
Note = Annotated[str, typer.Option("--note", help="A few words to the buyer.")]
Amount = Annotated[str, typer.Argument(help="An amount in major units: 1234.50")]
Currency = Annotated[str, typer.Option("--currency", metavar="CNY", help="Its currency, ISO 4217.")]


def store_of(world: World) -> DeliverableStore:
    """Where the files of deliverables are kept."""
    return DeliverableStore(world.settings.home / "deliverables")


def register_work(app: typer.Typer) -> None:
    """Add the commands to `ipos order`."""
    for name, command in (
        ("answer", answer), ("forward", forward), ("assign", assign), ("take", take), ("decline", decline), ("milestone", milestone),
        ("upload", upload), ("deliver", deliver), ("decide", decide),
    ):  # fmt: skip
        app.command(name)(command)


def answer(
    quote: Quoted, price: Amount,
    days: Annotated[int | None, typer.Option("--days", min=1, max=730, help="Days to delivery, if not the catalogue's.")] = None,
    currency: Currency = "CNY", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Put a price to a quote that waits for one (staff, or the provider it was forwarded to).

    Example: ipos order answer QUO-0123456789AB 50000 --days 90 --as su
    """
    request = {"quote": quote, "price": _money(price, currency), "days": days}
    carry(World(), user, "answer_quote", request, approve=approve, lang=lang, json_=json_, key=key)


def forward(quote: Quoted, provider: Organisation, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Ask a provider for its price; it sees what you stated.

    Example: ipos order forward QUO-0123456789AB ORG-HENGSHI --as lin
    """
    carry(
        World(),
        user,
        "forward_quote",
        {"quote": quote, "provider": provider},
        approve=approve,
        lang=lang,
        json_=json_,
        key=key,
    )


def assign(order: Named, provider: Organisation, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Propose an order to a provider; its licence and conflicts of interest are checked.

    Example: ipos order assign ORD-0123456789AB ORG-CHENGMING --as su
    """
    carry(
        World(),
        user,
        "assign_provider",
        {"order": order, "provider": provider},
        approve=approve,
        lang=lang,
        json_=json_,
        key=key,
    )


def take(
    order: Named, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False
) -> None:
    """Accept an assignment, once its money is in escrow.

    Example: ipos order take ORD-0123456789AB --as pan
    """
    carry(World(), user, "accept_assignment", {"order": order}, approve=approve, lang=lang, json_=json_, key=key)


def decline(
    order: Named, reason: Annotated[str, typer.Option("--reason", help="Why.")],
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Decline an assignment.

    Example: ipos order decline ORD-0123456789AB --reason 排期已满 --as pan
    """
    carry(
        World(),
        user,
        "decline_assignment",
        {"order": order, "reason": reason},
        approve=approve,
        lang=lang,
        json_=json_,
        key=key,
    )


def milestone(order: Named, note: Note = "", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Report the next milestone.

    Example: ipos order milestone ORD-0123456789AB --note 检索策略已确认 --as guan
    """
    carry(
        World(),
        user,
        "report_milestone",
        {"order": order, "note": note},
        approve=approve,
        lang=lang,
        json_=json_,
        key=key,
    )


def upload(
    order: Named,
    file: Annotated[Path, typer.Argument(help="The file: pdf, docx, xlsx, pptx, zip, png, jpg, txt, md, csv, json; 25 MB at most.")],
    user: As = USER, json_: Json = False,
) -> None:  # fmt: skip
    """Put a file to an order in work; the buyer sees it when it is delivered.

    Example: ipos order upload ORD-0123456789AB report.pdf --as guan
    """
    from tools.orders.deliverables import LARGEST, upload_deliverable

    try:
        with file.open("rb") as source:
            data = source.read(
                LARGEST + 1
            )  # one more than is taken, so that a larger file is refused without being read
    except OSError as error:
        raise typer.BadParameter(f"{file} 无法读取（{error.strerror}）。/ {file} cannot be read ({error.strerror}).", param_hint="FILE") from None  # fmt: skip
    world = World()
    found = upload_deliverable(world.effects, store_of(world), world.principal(user), order, file.name, data)
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(f"已上传 / uploaded: {found.id} {found.name} ({found.size} bytes)")


def deliver(order: Named, note: Note = "", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Deliver the files that were uploaded.

    Example: ipos order deliver ORD-0123456789AB --as guan
    """
    carry(
        World(), user, "deliver_order", {"order": order, "note": note}, approve=approve, lang=lang, json_=json_, key=key
    )


def decide(
    order: Named, to_provider: Amount,
    reason: Annotated[str, typer.Option("--reason", help="Why; both sides read it.")],
    currency: Currency = "CNY", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Decide a dispute: so much to the provider, the rest back to the buyer (staff and experts).

    Example: ipos order decide ORD-0123456789AB 600 --reason 完成三分之二 --as gu
    """
    request = {"order": order, "to_provider": _money(to_provider, currency), "reason": reason}
    carry(World(), user, "decide_dispute", request, approve=approve, lang=lang, json_=json_, key=key)


def _money(text: str, currency: str) -> dict[str, object]:
    return Money.of(text, currency.upper()).__dict__.copy()
