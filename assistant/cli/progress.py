"""Progress of long work, on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from retrievers.build import Progress as Report
from retrievers.index import Announce

_TITLES = {
    "core": "索引知识产权法和笔记 / Indexing IP law and notes",
    "cases": "索引案例摘要 / Indexing case digests",
    "wide": "索引其他法律 / Indexing all other national law",
    "opinions": "索引导入的裁判文书 / Indexing ingested decisions",
    "patents": "索引专利 / Indexing patents",
    "marks": "索引商标 / Indexing trademarks",
    "ingest": "导入裁判文书 / Taking in decisions",
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
