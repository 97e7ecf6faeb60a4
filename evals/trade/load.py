"""Load: workers as processes, each doing one thing again and again; how many in a second, how long each took.

Workers are forked: the process that asks has one thread and no open connection. What a worker finished it writes to a file of
its own and brings to the disk before it goes on, as a client does that must not lose an answer.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter

Step = Callable[[], str]  # does it once; gives the record it made


@dataclass(frozen=True)
class Figures:
    """`p50` and `p99` in milliseconds; `failed` counts what ended in an error, by its words."""

    workers: int
    done: int
    per_second: float
    p50: float
    p99: float
    failed: dict[str, int]


@dataclass(frozen=True)
class Done:
    """One thing a worker did: `record` is what was acknowledged, "" when it failed with `error`; `at` on the monotonic clock."""

    record: str
    at: float
    seconds: float
    error: str = ""


def loaded(workers: int, seconds: float, start: Callable[[int], Step], folder: Path) -> Figures:
    """Let workers work for some seconds. `start(number)` opens what a worker needs, in its own process."""
    folder.mkdir(parents=True, exist_ok=True)
    until = monotonic() + seconds
    children = [spawn(start, number, folder / f"{number}.log", until) for number in range(workers)]
    began = until - seconds
    for child in children:
        os.waitpid(child, 0)
    return figures(workers, [done for path in sorted(folder.glob("*.log")) for done in acknowledged(path)], began)


def figures(workers: int, all_done: list[Done], began: float) -> Figures:
    """What some work comes to; the time runs from `began` to the last answer."""
    good = sorted(done.seconds * 1000 for done in all_done if done.record)
    failed: dict[str, int] = {}
    for done in all_done:
        if not done.record:
            failed[done.error] = failed.get(done.error, 0) + 1
    lasted = max((done.at for done in all_done), default=began) - began
    return Figures(
        workers, len(good), round(len(good) / lasted, 1) if lasted else 0, _at(good, 50), _at(good, 99), failed
    )


def spawn(start: Callable[[int], Step], number: int, log: Path, until: float) -> int:
    """Start a worker that works until a moment of the monotonic clock; its process id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _work(start, number, log, until)
        status = 0
    finally:
        os._exit(status)


def acknowledged(log: Path) -> Iterator[Done]:
    """What a worker wrote down; a line cut off by a kill was not acknowledged."""
    for line in log.read_text("utf-8").splitlines() if log.exists() else ():
        try:
            yield Done(*json.loads(line))
        except ValueError:
            continue


def _work(start: Callable[[int], Step], number: int, log: Path, until: float) -> None:
    with log.open("a", encoding="utf-8") as written:
        step: Step | None = None
        while monotonic() < until:
            began, record, error = perf_counter(), "", ""
            try:
                step = step or start(number)
                record = step()
            except Exception as problem:  # what went wrong is a figure like any other
                error = f"{type(problem).__name__}: {problem}"[:160]
            written.write(json.dumps([record, monotonic(), perf_counter() - began, error]) + "\n")
            written.flush()
            os.fsync(written.fileno())


def _at(ordered: list[float], percent: int) -> float:
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 1) if ordered else 0.0
