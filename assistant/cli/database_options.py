"""What the commands on databases share: their options, and the query these state."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.shared import the_day
from assistant.world import World
from knowledge.patents.record import Right
from tools.search.query import QueryError, SearchQuery, load_query
from tools.search.standing import State

Named = Annotated[str, typer.Argument(help="A database: its name or id; OWNER/NAME for one shared with you.")]
Numbers = Annotated[list[str], typer.Argument(help="Publication numbers: CN202644312U, US8697359B1 ...")]
Class = Annotated[list[str] | None, typer.Option("--class", help='IPC or CPC symbol, "F02C" or "F02C 7/055"; may be repeated.')]  # fmt: skip
Holder = Annotated[list[str] | None, typer.Option("--holder", help="A holder's name; may be repeated.")]
Country = Annotated[list[str] | None, typer.Option("--country", help="Two-letter code of an office; may be repeated.")]
Right_ = Annotated[list[Right] | None, typer.Option("--right", help="Kind of right; may be repeated.")]
Words = Annotated[list[str] | None, typer.Option("--with", help="Has to stand in title, abstract or claims; may be repeated.")]  # fmt: skip
NoWords = Annotated[list[str] | None, typer.Option("--without", help="May not stand there; may be repeated.")]
States = Annotated[list[State] | None, typer.Option("--state", help="Status on the day of the refresh; may be repeated.")]  # fmt: skip


def asked_query(
    world: World, text: str, saved: Path | None, classes: list[str] | None, holders: list[str] | None,
    countries: list[str] | None, rights: list[Right] | None, since: str | None, before: str | None,
) -> SearchQuery:  # fmt: skip
    """The query of a command: a saved one or the words, narrowed by the options. Wrong usage when it cannot be read."""
    from tools.search.parsing import parse_request

    try:
        query = load_query(saved.read_text("utf-8-sig")) if saved else parse_request(text, world.today())
    except (OSError, UnicodeDecodeError, QueryError) as error:
        raise typer.BadParameter(str(error), param_hint="--query") from None
    stated: dict[str, Any] = {
        "classes": _codes(classes), "holders": tuple(holders or ()), "countries": _codes(countries), "rights": tuple(rights or ()),
        "published_from": the_day(world, since) if since else None, "published_before": the_day(world, before) if before else None,
    }  # fmt: skip
    return SearchQuery.model_validate(query.model_dump() | {name: value for name, value in stated.items() if value})


def _codes(values: list[str] | None) -> tuple[str, ...]:
    return tuple(value.strip().upper() for value in values or ())
