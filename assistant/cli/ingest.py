"""`ipos ingest`: take in law the package does not hold."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.shared import Json, note, print_json, say
from assistant.world import World
from tools.refused import Refused

app = typer.Typer(help="Take in texts: laws, regulations, interpretations.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Take in texts: laws, regulations, interpretations."""


@app.command("law")
def law(path: Annotated[Path, typer.Argument(help="A Markdown law or a folder of them.")], json_: Json = False) -> None:
    """Take in Markdown laws with their versions; the same text twice changes nothing.

    Example: ipos ingest law ./statutes
    """
    from knowledge.ingest import ingest_laws, law_files

    world = World()
    world.prepare_home()
    try:
        law_files(path)
    except FileNotFoundError:
        raise Refused(f"{path} 不存在。/ {path} does not exist.") from None
    outcomes = list(ingest_laws(path, world.settings.home, world.now()))
    counts = {name: sum(o.outcome == name for o in outcomes) for name in ("added", "replaced", "unchanged", "skipped")}
    if json_:
        print_json({"counts": counts, "files": [asdict(outcome) for outcome in outcomes]})
    else:
        for outcome in outcomes:
            detail = outcome.reason or f"{outcome.title} ({outcome.adopted}), {outcome.articles} 条/articles"
            say(f"{outcome.outcome:<9} {outcome.path.name}: {detail}")
        say(", ".join(f"{name} {count}" for name, count in counts.items()))
    if counts["added"] or counts["replaced"]:
        note("Search will include them after `ipos index` (done by itself before the next question).")
