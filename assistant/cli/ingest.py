"""`ipos ingest`: patents and trademarks (ingest_patents.py, ingest_trademarks.py), law the package does not hold, decisions."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.cli.ingest_patents import patents
from assistant.cli.ingest_trademarks import ingest_trademarks
from assistant.cli.shared import Json, note, print_json, say
from assistant.world import World
from tools.refused import Refused

if TYPE_CHECKING:
    from knowledge.cases.store import Outcome

_MANY = 20  # decisions from which progress is shown


class _PathsArePatents(TyperGroup):
    """`ipos ingest PATH...` is short for `ipos ingest patents PATH...`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in where a path stands in its place."""
        named = args and (args[0] in self.commands or args[0] in ("-h", "--help"))
        return super().parse_args(ctx, args if named or not args else ["patents", *args])


app = typer.Typer(
    help="Take in patents (the default), trademarks, laws and decided cases.",
    no_args_is_help=True,
    cls=_PathsArePatents,
)
app.command("patents")(patents)
app.command("trademarks")(ingest_trademarks)


@app.callback()
def _group() -> None:
    """Take in patents (the default), trademarks, laws and decided cases."""


@app.command("law")
def law(path: Annotated[Path, typer.Argument(help="A Markdown law or a folder of them.")], json_: Json = False) -> None:
    """Take in Markdown laws with their versions; the same text twice changes nothing.

    Example: ipos ingest law ./statutes
    """
    from knowledge.ingest import ingest_laws

    world = World()
    world.prepare_home()
    _there(path)
    outcomes = list(ingest_laws(path, world.settings.home, world.now()))
    counts = _counts([outcome.outcome for outcome in outcomes])
    if json_:
        print_json({"counts": counts, "files": [asdict(outcome) for outcome in outcomes]})
    else:
        for outcome in outcomes:
            detail = outcome.reason or f"{outcome.title} ({outcome.adopted}), {outcome.articles} 条/articles"
            say(f"{outcome.outcome:<9} {outcome.path.name}: {detail}")
        say(", ".join(f"{name} {count}" for name, count in counts.items()))
    _say_when_found(counts)


@app.command("cases")
def cases(
    path: Annotated[Path, typer.Argument(help="A decision (text, Markdown, PDF, JSON lines) or a folder of them.")],
    json_: Json = False,
) -> None:
    """Take in full texts of decisions; the same text twice changes nothing, a broken one is reported and the rest goes in.

    A text names its docket number in a first line ("案号：..." or "docket: ...") or in its words; a line of JSON has
    docket, court, name, decided and text.

    Examples: ipos ingest cases ./judgments · ipos ingest cases opinions.jsonl --json
    """
    from knowledge.cases.store import case_files
    from knowledge.cases.texts import SUFFIXES

    world = World()
    world.prepare_home()
    files = case_files(_there(path))
    if not files:
        kinds = " ".join(SUFFIXES)
        raise Refused(f"{path} 里没有可读的文书（{kinds}）。/ {path} holds no file that can be read ({kinds}).")
    outcomes = list(_reported(world.opinions.ingest(path, world.now()), files))
    counts = _counts([outcome.outcome for outcome in outcomes])
    if json_:
        print_json({"counts": counts, "cases": [asdict(outcome) for outcome in outcomes]})
    else:
        for outcome in outcomes:
            detail = outcome.reason or f"{outcome.docket}, {outcome.paragraphs} 段/paragraphs"
            say(f"{outcome.outcome:<9} {outcome.path.name}:{outcome.line}: {detail}")
        say(", ".join(f"{name} {count}" for name, count in counts.items()))
    _say_when_found(counts)


def _there(path: Path) -> Path:
    """The path itself. Raises Refused when nothing is there."""
    if not path.exists():
        raise Refused(f"{path} 不存在。/ {path} does not exist.")
    return path


def _say_when_found(counts: dict[str, int]) -> None:
    if counts["added"] or counts["replaced"]:
        note("检索在 `ipos index` 之后包含它们。/ Search will include them after `ipos index`.")


def _reported(outcomes: Iterator["Outcome"], files: list[Path]) -> Iterator["Outcome"]:
    """The outcomes as they come, with a bar when there are many."""
    from assistant.cli.progress import announced

    total = sum(_decisions(file) for file in files)
    if total < _MANY:
        yield from outcomes
        return
    with announced() as announce:
        report = announce("ingest")
        for done, outcome in enumerate(outcomes, 1):
            report(min(done, total), total)
            yield outcome


def _decisions(file: Path) -> int:
    """About how many decisions a file holds."""
    if file.suffix.lower() != ".jsonl":
        return 1
    try:
        return sum(bool(line.strip()) for line in file.read_bytes().split(b"\n"))
    except OSError:
        return 1  # said to be unreadable when its turn comes


def _counts(outcomes: list[str]) -> dict[str, int]:
    return {name: outcomes.count(name) for name in ("added", "replaced", "unchanged", "skipped")}
