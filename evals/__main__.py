"""`make eval`: ask every labelled question, grade the answers, print the means, compare with the run before."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from assistant.settings import Settings
from assistant.world import World
from evals.asking import still_world
from evals.compare import Comparison, compare
from evals.figures import figures
from evals.judging import ALL_SETS, Judgement, judge
from evals.report import write_report
from evals.run import Run, read_run, stamp
from evals.table import tables

RESULT, BEFORE, REPORT = "evals.json", "evals-before.json", "evals.html"


def main(arguments: list[str] | None = None) -> None:
    """Run the evals."""
    chosen = _parser().parse_args(arguments)
    names = ALL_SETS if chosen.name == "all" else (chosen.name,)
    result = chosen.out / RESULT
    before = _earlier(chosen.compare, result)
    with still_world(Settings()) as world:
        judgement = judge(world, names, _progress)
        run = _run(world, names, judgement)
        comparison = compare(before, run) if before else None
        _keep(run, result)
        write_report(chosen.out / REPORT, run, judgement.questions, comparison, world.library, chosen.reveal)
    _print(run, comparison, chosen.out / REPORT)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--set", choices=[*ALL_SETS, "all"], default="all", dest="name")
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder of the figures (JSON) and the report")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="an earlier run (default: the last one in --out)")
    parser.add_argument("--reveal", action="store_true", help="show failures of the sets kept unseen too")
    return parser


def _earlier(named: Path | None, last: Path) -> Run | None:
    """The run to compare with. A file that was asked for has to hold one; the last one is used if it does."""
    try:
        return read_run(named or last) if named or last.exists() else None
    except (ValueError, OSError) as error:
        if named:
            raise SystemExit(str(error)) from error
        sys.stderr.write(f"{error}; nothing is compared\n")
        return None


def _run(world: World, names: tuple[str, ...], judgement: Judgement) -> Run:
    rows = tuple(judged.row for judged in judgement.questions)
    shelves = tuple(shelf.manifest.shelf for shelf in world.index.shelves())
    made = stamp(world.settings.model, shelves, names, datetime.now(UTC).date())
    return Run(made, rows, judgement.pairs, figures(rows, judgement.pairs))


def _keep(run: Run, result: Path) -> None:
    """Write a run down; the one before it stays beside it."""
    if result.exists():
        result.replace(result.with_name(BEFORE))
    run.write(result)


def _progress(name: str, done: int, total: int) -> None:
    if done % 50 == 0 or done == total:
        sys.stderr.write(f"{name}: {done}/{total}\n")


def _print(run: Run, comparison: Comparison | None, report: Path) -> None:
    sys.stdout.write(tables(run.figures))
    if comparison:
        sys.stdout.write("\n" + "\n".join(comparison.lines()) + "\n")
    sys.stdout.write(f"\n{report}\n")


if __name__ == "__main__":
    main()
