"""Workers killed by SIGKILL while they work, and the server with them: how long until one answers again, and what was lost.

Lost is an order that was acknowledged, on the client's disk, and is not in the database.
"""

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from evals.trade.load import Step, acknowledged, spawn
from evals.trade.postgres import Server


@dataclass(frozen=True)
class Killed:
    """`recovery`: the longest time in seconds from a kill until the worker that took the place, or the server, had done one thing."""

    kills: int
    server_kills: int
    seconds: float
    done: int
    recovery: float
    records: tuple[str, ...]


@dataclass
class Crew:
    """Workers in their places; one that is killed is replaced by a new process that writes into a log of its own."""

    start: Callable[[int], Step]
    folder: Path
    until: float
    places: list[int]
    started: int = 0

    def fill(self, place: int) -> Path:
        """Put a new worker into a place; its log."""
        self.started += 1
        log = self.folder / f"{self.started}.log"
        self.places[place] = spawn(self.start, self.started, log, self.until)
        return log

    def kill(self, place: int) -> None:
        """SIGKILL whoever works there."""
        os.kill(self.places[place], signal.SIGKILL)
        os.waitpid(self.places[place], 0)


def killed(workers: int, kills: int, pause: float, start: Callable[[int], Step], folder: Path, server: Server | None = None, server_kills: int = 0) -> Killed:  # fmt: skip
    """Kill workers one after the other, `pause` seconds apart, and the server now and then; then let the rest finish."""
    folder.mkdir(parents=True, exist_ok=True)
    began, chance = monotonic(), random.Random(kills)  # noqa: S311 - which one dies is no secret
    crew = Crew(start, folder, began + 3600, [0] * workers)
    moments = [(monotonic(), crew.fill(place)) for place in range(workers)]
    every = max(1, kills // max(1, server_kills))
    for number in range(kills):
        sleep(pause)
        if server and server_kills and number % every == every - 1:
            server.kill()
            moments += [(monotonic(), folder / f"{log.stem}.log") for _, log in moments[-workers:]]
            server.start()
        place = chance.randrange(workers)
        crew.kill(place)
        moments.append((monotonic(), crew.fill(place)))
    sleep(max(1.0, 4 * pause))
    for place in range(workers):
        crew.kill(place)
    done = [one for path in folder.glob("*.log") for one in acknowledged(path) if one.record]
    waited = [_until_next(moment, log) for moment, log in moments]
    longest = max((seconds for seconds in waited if seconds is not None), default=0.0)
    return Killed(kills, server_kills if server else 0, round(monotonic() - began, 1), len(done), round(longest, 2), tuple(one.record for one in done))  # fmt: skip


def _until_next(moment: float, log: Path) -> float | None:
    """Seconds from a moment to the next thing done in a log; None when its worker was killed before."""
    return next((one.at - moment for one in acknowledged(log) if one.record and one.at > moment), None)
