"""Many processes at one thing at the same moment, round after round: what became of each, and what the database then says."""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from evals.trade.databases import copied, reopen
from evals.trade.invariants import invariants
from evals.trade.venue import AUDIT, Venue
from tests.trade.proof_apart import forked, waited
from tests.trade.proof_mutants import Removal
from tools.database import DatabaseFailure
from tools.refused import Refused

_PATIENCE = 300  # seconds for all workers to start
DONE = "done"  # what a worker says when it made it happen; else "refused: name" or "failed: why"


@dataclass(frozen=True)
class Race:
    """`ready` makes as many rounds as asked for: what each is about; `work(venue, round, worker)` is done by every worker in each."""

    ready: Callable[[Venue, int], Sequence[Any]]
    work: Callable[[Venue, Any, int], object]


@dataclass(frozen=True)
class Raced:
    """What became of each round, worker by worker, and what the database breaks (nothing, unless a defence was taken away)."""

    rounds: list[Counter[str]]
    wrong: list[str]

    @property
    def most(self) -> int:
        """The most workers that made it happen in one round."""
        return max(found[DONE] for found in self.rounds)


def raced(race: Race, template: str, workers: int, rounds: int, removals: Sequence[Removal] = ()) -> Raced:
    """Run a race on a copy of the database at `template`. For a process that may fork."""
    sessions = reopen(copied(template))
    given = race.ready(Venue(sessions, "before"), rounds)
    for remove in removals:
        remove(sessions)
    sessions.engine.dispose()

    def start(worker: int) -> Callable[[], list[str]]:
        venue = Venue(sessions, f"worker {worker}")
        sessions.engine.connect().close()  # the way to the database is open before the start
        return lambda: [_said(race, venue, one, worker) for one in given]

    told = together(workers, start)
    wrong = invariants(sessions)
    with sessions() as session:
        wrong += [] if (chain := AUDIT.verify(session)).sound else [f"I2 the audit is {chain.why} at {chain.broken}"]
    sessions.engine.dispose()
    return Raced([Counter(answers) for answers in zip(*told, strict=True)], wrong)


def together(workers: int, start: Callable[[int], Callable[[], list[str]]]) -> list[list[str]]:
    """What each of some children says that go at once, when all have started. They must have no connection from before."""
    gate_in, gate_out = os.pipe()
    patience = monotonic() + _PATIENCE
    with tempfile.TemporaryDirectory() as folder:

        def child(number: int) -> None:
            os.close(gate_out)
            work = start(number)
            Path(folder, f"{number}.ready").touch()
            os.read(gate_in, 1)
            Path(folder, f"{number:03d}.told").write_text(json.dumps(work()), "utf-8")

        children = [forked(lambda number=number: child(number)) for number in range(workers)]  # type: ignore[misc]
        os.close(gate_in)
        while len(list(Path(folder).glob("*.ready"))) < workers and monotonic() < patience:
            sleep(0.005)
        os.close(gate_out)  # nobody holds the other end any more: every read returns
        statuses = [waited(child) for child in children]
        if any(statuses):
            raise RuntimeError("a worker died")
        return [json.loads(path.read_text("utf-8")) for path in sorted(Path(folder).glob("*.told"))]


def _said(race: Race, venue: Venue, one: Any, worker: int) -> str:
    try:
        race.work(venue, one, worker)
    except Refused as refusal:
        return f"refused: {refusal.name}"
    except DatabaseFailure as failure:
        return f"failed: {failure}"
    except Exception as error:  # a bug is a result of the race like any other
        return f"failed: {type(error).__name__}: {error}"[:300]
    return DONE
