"""`ipos ingest patents`: office files and tables into the raw tier and the store, by a run that can be resumed."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from assistant.cli.shared import Json, index_patents, note, print_json, say, the_day
from assistant.world import World
from tools.refused import Refused

if TYPE_CHECKING:
    from knowledge.patents.ingest_progress import IngestProgress, Report
    from knowledge.patents.runs import Reject, Run, RunFile
    from knowledge.patents.tally import Tally

_FEW = 20  # files, up to which each has its line
_SHOWN = 100  # rejects in one answer
LABELS = {
    "in": "读入/in", "added": "新增/added", "replaced": "替换/replaced", "unchanged": "不变/unchanged",
    "older": "较旧/older", "deleted": "删除/deleted", "rejected": "拒收/rejected", "conflicts": "号码冲突/conflicts",
}  # fmt: skip


def patents(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Office files, archives, tables, or folders of them.")
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Put in the demo patents that come with the product.")] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="A YAML file that says which column of a table is what.")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="The format, when it is not to be recognised.")] = "",
    source: Annotated[str, typer.Option("--source", help="Who the files are from (default: the format's name).")] = "",
    licence: Annotated[str, typer.Option("--licence", help="A note on the licence of the data.")] = "",
    retrieved: Annotated[
        str | None,
        typer.Option(
            "--retrieved", metavar="YYYY-MM-DD", help="When the data was retrieved (default: first received)."
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume/--no-resume", help="Go on with an interrupted run.")] = True,
    json_: Json = False,
) -> None:
    """Take in patents; the same file twice changes nothing, a broken record is reported and the rest goes in.

    An interrupted run goes on where it was when the same command is given again. The demo patents are in a store that
    was never used anyway; what is ingested first takes their place, and --demo puts them beside it.

    Examples: ipos ingest patents ./weekly · ipos ingest patents --demo · ipos ingest patents export.xlsx --source lens --licence "CC BY-SA 4.0"
    """
    from knowledge.patents.holders import entity_of
    from knowledge.patents.importers import importers_of
    from knowledge.patents.importers.tables.mapping import MappingError
    from knowledge.patents.ingest import IngestError, ingest_patents
    from knowledge.patents.ingest_files import Request
    from knowledge.patents.runs import Runs

    if demo == bool(paths):
        raise typer.BadParameter("请给出文件或文件夹，或者只用 --demo。/ Give files or folders, or --demo alone.", param_hint="PATHS")  # fmt: skip
    world = World()
    if demo:
        _put_demo(world, json_)
        return
    day = datetime.combine(the_day(world, retrieved), time(), UTC) if retrieved else None
    request = Request(kind, source.strip(), licence.strip(), day)
    try:
        importers = importers_of(mapping)
        with _shown() as report:
            run = ingest_patents(
                paths or [],
                importers,
                world.raw,
                world.patent_store,
                world.now,
                report,
                request,
                resume,
                entity_of=entity_of,
            )
    except (IngestError, MappingError) as error:
        raise Refused(str(error)) from error
    except sqlite3.Error as error:
        raise Refused(
            f"写入中断（{error}），请腾出空间后重新运行同一命令，会从中断处继续。/"
            f" Storing stopped ({error}); free space and give the same command again, it goes on where it was."
        ) from error
    rejects = Runs(world.patent_store).rejects(run.id, _SHOWN)
    if json_:
        print_json(run_data(run) | {"rejects": [reject_data(reject) for reject in rejects]})
    else:
        _say_run(run)
    index_patents(world)
    if len(run.refused) == len(run.files):
        raise typer.Exit(1)


def _put_demo(world: World, json_: bool) -> None:
    """Put in the demo patents; again changes nothing, and what an office or service gave of one stays."""
    from knowledge.patents.demo import put_demo

    put = put_demo(world.patent_store)
    if json_:
        print_json({"added": put.added, "unchanged": put.unchanged})
    else:
        say(
            f"演示专利（摘要为本产品自撰）/Demo patents (abstracts in our own words): {LABELS['added']} {put.added}, {LABELS['unchanged']} {put.unchanged}"
        )
    index_patents(world)


def _say_run(run: "Run") -> None:
    files = run.files if len(run.files) <= _FEW else run.refused
    for file in files:
        what = file.reason if file.state == "refused" else f"{file.path} [{file.importer}]: {told(file.tally)}"
        say(f"{'未读/refused' if file.state == 'refused' else '完成/done'}  {what}")
    refused = f"，{len(run.refused)} 个文件未读/files refused" if run.refused else ""
    say(f"#{run.id}: {len(run.files)} 个文件/files，{told(run.tally)}{refused}")
    if run.refused or run.tally.rejected or run.tally.conflicts:
        say(f"原因见 `ipos sources rejects --run {run.id}`。/ `ipos sources rejects --run {run.id}` says why.")


def told(tally: "Tally") -> str:
    """The counts that are not zero, in both languages; what was read always."""
    return ", ".join(f"{LABELS[name]} {count}" for name, count in tally.figures().items() if count or name == "in")


def run_data(run: "Run") -> dict[str, Any]:
    """A run with its files, as data."""
    return {
        "run": run.id, "state": "unfinished" if run.ended is None else "ended", "started": run.started, "ended": run.ended,
        "source": run.source, "licence": run.licence, "counts": run.tally.figures(),
        "files": [_file_data(file) for file in run.files],
    }  # fmt: skip


def _file_data(file: "RunFile") -> dict[str, Any]:
    return {
        "path": file.path, "state": file.state, "reason": file.reason, "importer": file.importer, "source": file.source,
        "raw": file.raw, "bytes": file.size, "counts": file.tally.figures(),
    }  # fmt: skip


def reject_data(reject: "Reject") -> dict[str, Any]:
    """A reject, as data; a whole file has no place."""
    kind = "conflict" if reject.conflict else "record" if reject.place else "file"
    return {"run": reject.run, "kind": kind, "path": reject.path, "place": reject.place, "reason": reject.reason}


def rate(progress: "IngestProgress") -> str:
    """How far and how fast, in one line of both languages."""
    parts = [f"{progress.files_done}/{progress.files_total} 个文件/files", f"{progress.records:,} 条/records"]
    if progress.records_per_second is not None and progress.megabytes_per_second is not None:
        parts += [f"{progress.records_per_second:,.0f} 条/s", f"{progress.megabytes_per_second:.1f} MB/s"]
    if progress.remaining_seconds is not None:
        parts.append(f"剩余/left {progress.remaining_seconds:,.0f} s")
    return ", ".join(parts)


@contextmanager
def _shown() -> Iterator["Report"]:
    """A bar for a terminal; a line now and then where there is none."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield _Lines()
        return
    with Progress(BarColumn(), TextColumn("{task.description}"), console=console, transient=True) as bars:
        task = bars.add_task("", total=None)
        yield lambda told: bars.update(
            task, completed=told.bytes_done, total=told.bytes_total, description=rate(told).replace("[", r"\[")
        )


class _Lines:
    """A line whenever another tenth of the bytes is behind us; nothing for what is small."""

    def __init__(self) -> None:
        self._said = 0

    def __call__(self, progress: "IngestProgress") -> None:
        tenth = progress.bytes_done * 10 // max(progress.bytes_total, 1)
        if tenth > self._said and progress.seconds >= 1:
            self._said = tenth
            note(f"导入/Ingest: {rate(progress)}")
