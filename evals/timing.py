"""Timing: latencies of a function over some inputs, alone and with others at once; percentiles, never single runs."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Latency:
    """Milliseconds."""

    p50: float
    p95: float
    count: int


def latency(milliseconds: Sequence[float]) -> Latency:
    """Percentiles of some measurements."""
    ordered = sorted(milliseconds)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)

    return Latency(at(0.5), at(0.95), len(ordered))


def timed(function: Callable[[Item], object], items: Sequence[Item]) -> list[float]:
    """Milliseconds of each call."""
    out = []
    for item in items:
        started = perf_counter()
        function(item)
        out.append((perf_counter() - started) * 1000)
    return out


def together(function: Callable[[int, Item], object], lists: Sequence[Sequence[Item]], pause: float) -> list[float]:
    """Milliseconds of all calls when each list runs in a thread of its own, all started at once.

    `pause` is the time in seconds a person takes between two turns; the starts are spread over one pause.
    """
    results: list[float] = []
    lock = threading.Lock()

    def run(number: int, items: Sequence[Item]) -> None:
        waiting = threading.Event()
        waiting.wait(pause * number / max(1, len(lists)))
        for item in items:
            spent = timed(lambda one: function(number, one), [item])
            with lock:
                results.extend(spent)
            waiting.wait(pause)

    threads = [threading.Thread(target=run, args=(number, items)) for number, items in enumerate(lists)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
