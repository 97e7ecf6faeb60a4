"""What the commands share: options, output, the index made ready."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.world import World
from knowledge.dates import parse_day
from knowledge.language import Language
from retrievers.sources import FIRST_SHELVES

AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Read the law as of this day (default: today).")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Lang = Annotated[
    str | None, typer.Option("--lang", metavar="zh|en", help="Language of the answer (default: the question's).")
]
As = Annotated[str, typer.Option("--as", metavar="USER", help="The account that asks.")]
File = Annotated[
    Path | None,
    typer.Option("--file", help="A file of JSON lines, each with id and query, and if wanted as_of and lang."),
]
USER = "local"


def the_day(world: World, text: str | None) -> date:
    """The day an option names, today without one. Wrong usage for anything that is no day."""
    if text is None:
        return world.today()
    try:
        return parse_day(text, world.today())
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from None


def the_language(text: str | None) -> Language | None:
    """The language an option names. Wrong usage for any other than zh and en."""
    if text in (None, "zh", "en"):
        return text  # type: ignore[return-value]
    raise typer.BadParameter(f"{text!r} is neither zh nor en.", param_hint="--lang")


def print_json(value: Any) -> None:
    """One JSON document on one line."""
    line = json.dumps(value, ensure_ascii=False, default=str)
    sys.stdout.write(line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Text for a person."""
    sys.stdout.write(f"{text}\n")


def note(text: str) -> None:
    """A remark on standard error, so that output stays clean."""
    sys.stderr.write(f"{text}\n")


def rows_of(path: Path, needed: str = "") -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines. Wrong usage when the file or a line of it cannot be read.

    `needed`: the name of a text that every row has to have.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{path} cannot be read as UTF-8 text ({error}).", param_hint="--file") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise typer.BadParameter(f"{path}, line {number}: not JSON ({error.msg}).", param_hint="--file") from None
        if not isinstance(row, dict):
            raise typer.BadParameter(f"{path}, line {number}: not a JSON object.", param_hint="--file")
        if needed and not isinstance(row.get(needed), str):
            raise typer.BadParameter(f"{path}, line {number}: no text called {needed!r}.", param_hint="--file")
        if isinstance(row.get("as_of", ""), str) is False:
            raise typer.BadParameter(
                f"{path}, line {number}: as_of is not a text like 2027-03-01.", param_hint="--file"
            )
        yield row


def ready_index(world: World, shelves: tuple[str, ...] = FIRST_SHELVES) -> None:
    """Build the shelves that are missing or stale, then the index of patents, with progress on standard error."""
    from assistant.cli.progress import announced

    missing = [shelf for shelf in world.index.missing() if shelf in shelves]
    if missing:
        world.prepare_home()
    for shelf in missing:
        with announced() as announce:
            world.index.build(shelf, announce)
    index_patents(world)


def index_patents(world: World) -> None:
    """Bring the index of patents to what the store holds, with progress on standard error."""
    from assistant.cli.progress import announced

    if not world.patents_behind():
        return
    with announced() as announce:
        world.index_patents(announce("patents"))
