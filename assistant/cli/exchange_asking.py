"""What the commands of the exchange take from the command line: amounts, declarations, words in two languages, moments."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from assistant.world import World
from knowledge.language import detect
from tools.exchange.request import Declarations
from tools.money import Money

Currency = Annotated[str, typer.Option("--currency", help="ISO 4217 code of the amounts.")]
Declare = Annotated[list[str] | None, typer.Option("--declare", metavar="NAME[=VALUE]", help=f"What the seller declares ({', '.join(Declarations.model_fields)}); NAME=no denies it, export=free or export=licensed.")]  # fmt: skip
Title = Annotated[list[str] | None, typer.Option("--title", help="Title; give it twice for Chinese and English.")]
Use = Annotated[list[str] | None, typer.Option("--use", help="What it is used for, in either language or both.")]
Product = Annotated[list[str] | None, typer.Option("--product", help="The products it is about.")]
Description = Annotated[list[str] | None, typer.Option("--description", help="More about it.")]
Classes = Annotated[list[str] | None, typer.Option("--class", help="An IPC subclass (B64C) or a Nice class (9); may be given again.")]  # fmt: skip
Listing = Annotated[str, typer.Argument(help="The number of a listing: LST-...")]
Offer = Annotated[str, typer.Argument(help="The number of an offer: OFR-...")]
Days = Annotated[int, typer.Option("--days", min=1, max=90, help="For how many days the offer stands.")]
Conditions = Annotated[str, typer.Option("--conditions", help="Further conditions, in your words.")]
Months = Annotated[int, typer.Option("--months", min=1, max=24, help="For how long it is published.")]


def amount(text: str | None, currency: str) -> dict[str, Any] | None:
    """An amount in major units as a request gives it. Raises Refused for what is none."""
    if text is None:
        return None
    money = Money.of(text, currency.upper())
    return {"minor": money.minor, "currency": money.currency}


def declarations(given: Sequence[str] | None) -> dict[str, Any]:
    """ "no_pledge", "no_dispute=no", "export=free" as declarations. Wrong usage for a name there is not."""
    found: dict[str, Any] = {}
    for each in given or ():
        name, _, value = each.partition("=")
        if name not in Declarations.model_fields:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(Declarations.model_fields)}.", param_hint="--declare")  # fmt: skip
        if name == "export" and value not in ("free", "licensed"):
            raise typer.BadParameter("export is free or licensed.", param_hint="--declare")
        found[name] = value if name == "export" else value.lower() not in ("no", "false", "0", "否")
    return found


def wordings(title: Sequence[str] | None, use: Sequence[str] | None, product: Sequence[str] | None, description: Sequence[str] | None) -> dict[str, dict[str, str]]:  # fmt: skip
    """Words by their own language; what has no title of its language goes with the one there is."""
    found: dict[str, dict[str, str]] = {detect(text): {"title": text} for text in title or ()}
    for name, texts in (("use", use), ("product", product), ("description", description)):
        for text in texts or ():
            language = detect(text) if detect(text) in found or not found else next(iter(found))
            found.setdefault(language, {})[name] = text
    return dict(found)


def moment(text: str | None, option: str) -> str | None:
    """A moment as a request gives it, in UTC; without a zone it is this machine's. Wrong usage for what is none."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no moment like 2026-12-01T10:00+08:00.", param_hint=option) from None


def given(**values: Any) -> dict[str, Any]:
    """A request without what was left out."""
    return {name: value for name, value in values.items() if value not in (None, "", [], (), {})}


def embedding(world: World, text: str) -> Any:
    """The encoder, where there are words to compare; loading it takes a moment."""
    return world.index.encoder.model.embed_documents if text.strip() else None
