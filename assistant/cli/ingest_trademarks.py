"""`ipos ingest trademarks`: take in tables of trademark records."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.progress import announced
from assistant.cli.shared import Json, note, print_json, say
from assistant.world import World
from tools.refused import Refused

_SHOWN = 20  # rejected records told one by one
_EVERY = 20_000  # records between two reports of progress
_OUTCOMES = ("added", "replaced", "unchanged", "older", "deleted", "rejected")


def ingest_trademarks(
    path: Annotated[Path, typer.Argument(help="A table (CSV, TSV, XLSX, JSON lines) or a folder of them.")],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="A YAML file that says which column is what.")
    ] = None,
    office: Annotated[
        str, typer.Option("--office", metavar="CN", help="The office of rows that name none (two letters).")
    ] = "CN",
    json_: Json = False,
) -> None:
    """Take in trademark records; the same file twice changes nothing, a broken row is reported and the rest goes in.

    Examples: ipos ingest trademarks marks.xlsx · ipos ingest trademarks us.csv --office US --mapping us.yaml --json
    """
    from knowledge.trademarks.ingest import ingest_marks
    from knowledge.trademarks.mapping import MappingError, load_mapping
    from knowledge.trademarks.tables import TableImporter

    if not (len(office) == 2 and office.isascii() and office.isalpha()):
        raise typer.BadParameter(f"{office!r} is no two-letter code of an office (CN, US, EM).", param_hint="--office")
    try:
        columns = load_mapping(mapping) if mapping else None
    except MappingError as error:
        raise Refused(str(error)) from None
    world = World()
    world.prepare_home()
    if not path.exists():
        raise Refused(f"{path} 不存在。/ {path} does not exist.")
    counts: Counter[str] = Counter(dict.fromkeys(_OUTCOMES, 0))
    rejected: list[dict[str, Any]] = []
    importers = [TableImporter(columns, office.upper())]
    started = world.now()
    outcomes = ingest_marks(path, world.marks.store, world.settings.home / "trademarks" / "raw", importers, started)
    for done, outcome in enumerate(outcomes, 1):
        counts[outcome.outcome] += 1
        if outcome.outcome == "rejected":
            rejected.append({"file": outcome.path.name, "place": outcome.place, "reason": outcome.reason})
        if done % _EVERY == 0:
            seconds = max((world.now() - started).total_seconds(), 0.001)
            note(f"{done} ({done / seconds:.0f}/s)")
    searcher = world.marks
    with announced() as announce:
        searcher.index.update(searcher.store, announce("marks"))
    if json_:
        print_json({"counts": counts, "rejected": rejected, "held": searcher.store.count()})
        return
    for row in rejected[:_SHOWN]:
        say(f"rejected  {row['file']} {row['place']}: {row['reason']}")
    if len(rejected) > _SHOWN:
        say(f"… {len(rejected) - _SHOWN}")
    say(", ".join(f"{name} {counts[name]}" for name in _OUTCOMES) + f"; {searcher.store.count()} 件/marks")
