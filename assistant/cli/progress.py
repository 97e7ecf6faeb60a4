"""Progress of long work, on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from retrievers.build import Progress as Report
from retrievers.index import Announce

_TITLES = {
    "core": "Indexing IP law and notes",
    "cases": "Indexing case digests",
    "wide": "Indexing all other national law",
    "opinions": "Indexing ingested decisions",
    "patents": "Indexing patents",
    "marks": "Indexing trademarks",
    "ingest": "Taking in decisions",
}


@contextmanager
def announced() -> Iterator[Announce]:
    """A bar for a terminal; a line now and then where there is none."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield _lines
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bars:

        def announce(shelf: str) -> Report:
            task = bars.add_task(_TITLES.get(shelf, shelf), total=None)
            return lambda done, total: bars.update(task, completed=done, total=total)

        yield announce


def _lines(shelf: str) -> Report:
    said = -1

    def report(done: int, total: int) -> None:
        nonlocal said
        tenth = done * 10 // max(total, 1)
        if tenth > said:
            said = tenth
            sys.stderr.write(f"{_TITLES.get(shelf, shelf)}: {done}/{total}\n")

    return report
