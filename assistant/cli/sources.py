"""`ipos sources`: where the patents held come from, how new they are, what did not go in, and whether the files are whole."""

from typing import Annotated, Any

import typer

from assistant.cli.ingest_patents import reject_data, run_data, told
from assistant.cli.shared import Json, print_json, say
from assistant.world import World
from knowledge.patents.raw import RawFile
from knowledge.patents.runs import Run, Runs
from knowledge.patents.source_register import SourceState, source_states

app = typer.Typer(
    help="Sources of patents: what is held of each, how new it is, runs, rejects, raw files.",
    invoke_without_command=True,
)


@app.callback()
def sources(
    context: typer.Context,
    runs: Annotated[int, typer.Option("--runs", min=0, max=1000, help="How many of the latest runs are listed.")] = 10,
    json_: Json = False,
) -> None:
    """List the sources with counts and staleness, and the latest ingest runs.

    Examples: ipos sources · ipos sources --json · ipos sources rejects --run 3 · ipos sources verify
    """
    if context.invoked_subcommand:
        return
    world = World()
    states, latest, files = source_states(world.patents), Runs(world.patents).latest(runs), list(world.raw.files())
    if json_:
        print_json(
            {
                "publications": world.patents.count(),
                "sources": [_source_data(state, world) for state in states],
                "runs": [_run_row(run) for run in latest],
                "raw": {"files": len(files), "bytes": sum(file.size for file in files)},
            }
        )
        return
    for state in states:
        say(_told_source(state, world))
    for run in latest:
        say(_told_run(run))
    say(_total(world.patents.count(), len(states), files))


@app.command("rejects")
def rejects(
    run: Annotated[int | None, typer.Option("--run", help="Only of this run (default: all).")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="How many at most.")] = 100,
    json_: Json = False,
) -> None:
    """List the files and records that did not go in, each with its place and reason, and numbers claimed twice.

    Examples: ipos sources rejects · ipos sources rejects --run 3 --json
    """
    register = Runs(World().patents)
    if run is not None and register.get(run) is None:
        raise typer.BadParameter(f"没有第 {run} 次导入。/ There is no run {run}.", param_hint="--run")
    found = register.rejects(run, limit)
    if json_:
        print_json({"run": run, "rejects": [reject_data(reject) for reject in found]})
        return
    for reject in found:
        say(f"#{reject.run} {reject.path}{f' {reject.place}' if reject.place else ''}: {reject.reason}")
    more = (
        f"（最多显示 {limit} 条，用 --limit 增加 / the first {limit}; --limit shows more）"
        if len(found) == limit
        else ""
    )
    say(f"{len(found)} 条/entries{more}")


@app.command("verify")
def verify(json_: Json = False) -> None:
    """Read every raw file again and compare its hash; exit code 1 when one is damaged or missing.

    Example: ipos sources verify
    """
    raw = World().raw
    checked, damages = len(list(raw.files())), list(raw.verify())
    if json_:
        rows = [{"raw": damage.sha256, "name": damage.name, "reason": damage.reason} for damage in damages]
        print_json({"files": checked, "damaged": rows})
    else:
        for damage in damages:
            say(damage.reason)
        say(f"{checked} 个原始文件，{len(damages)} 个有问题。/ {checked} raw files, {len(damages)} not as received.")
    if damages:
        raise typer.Exit(1)


def _source_data(state: SourceState, world: World) -> dict[str, Any]:
    return {
        "source": state.source, "publications": state.publications, "newest": state.newest,
        "days_behind": state.days_behind(world.today()), "last_run": state.last_run,
        "holdings": [
            {"country": held.country, "publications": held.publications, "newest": held.newest}
            for held in state.holdings
        ],
    }  # fmt: skip


def _run_row(run: Run) -> dict[str, Any]:
    """A run without its files: how many there were, and how many of them were refused."""
    return run_data(run) | {"files": len(run.files), "refused": len(run.refused)}


def _told_source(state: SourceState, world: World) -> str:
    behind = state.days_behind(world.today())
    newest = f"最新公开/newest {state.newest}，距今 {behind} 天/days ago" if state.newest else "公开日不详/no days"
    last = f"上次导入/last read {state.last_run.date()}" if state.last_run else "未经导入/never by a run"
    held = " · ".join(
        f"{each.country} {each.publications:,} ({each.newest or '-'})"
        for each in sorted(state.holdings, key=lambda each: -each.publications)
    )
    lines = [
        f"{state.source or '-'}: {state.publications:,} 件/publications，{newest}，{last}",
        *([held] if held else []),
    ]
    return "\n  ".join(lines)


def _told_run(run: Run) -> str:
    state = f"结束/ended {run.ended:%Y-%m-%d %H:%M}" if run.ended else "未结束/unfinished"
    refused = f"，{len(run.refused)} 个文件未读/files refused" if run.refused else ""
    return f"#{run.id} {run.started:%Y-%m-%d %H:%M} {state}: {len(run.files)} 个文件/files，{told(run.tally)}{refused}"


def _total(publications: int, sources: int, files: list[RawFile]) -> str:
    size = sum(file.size for file in files) / 1e6
    return (
        f"{sources} 个来源，{publications:,} 件公开文献，{len(files)} 个原始文件（{size:,.1f} MB）。/"
        f" {sources} sources, {publications:,} publications, {len(files)} raw files ({size:,.1f} MB)."
    )
