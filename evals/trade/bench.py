"""`python -m evals.trade.bench`: orders in a second and how long one takes, against a bare insert of the same rows; then kills.

On both databases, the server in durable settings and started for the run. Printed, and written to build/trade-bench.json.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.trade.bare import bare_insert, rows_written
from evals.trade.databases import Databases, Kind, discarded, reopen
from evals.trade.flows import placed
from evals.trade.invariants import invariants
from evals.trade.kills import killed
from evals.trade.load import Figures, Step, loaded
from evals.trade.members import prepare
from evals.trade.orders import asking_and_ordering, ordering, with_quotes
from evals.trade.postgres import PostgresMissing, Server
from evals.trade.venue import Venue
from tools.orders.tables import OrderRow

SECONDS = 8.0
WORKERS: dict[Kind, tuple[int, ...]] = {"sqlite": (1, 4, 8), "postgresql": (8, 32)}
KILLS: dict[Kind, tuple[int, int, float, int]] = {"sqlite": (8, 100, 0.15, 0), "postgresql": (16, 100, 0.2, 4)}
GOALS = "goals: 100 orders/s and p99 under 1000 ms at 8 SQLite processes and 32 PostgreSQL workers; recovery within 10 s; nothing broken, nothing lost"


def main() -> None:
    """Measure everything there is a database for."""
    report: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            server: Server | None = Server()
        except PostgresMissing as missing:
            server, _ = None, sys.stderr.write(f"{missing}\n")
        try:
            for kind in ("sqlite", "postgresql") if server else ("sqlite",):
                databases = Databases(Path(folder), prepare, lambda: server or Server())
                report[kind] = measured(kind, databases, Path(folder) / kind, server)
        finally:
            if server:
                server.stop()
    Path("build").mkdir(exist_ok=True)
    Path("build/trade-bench.json").write_text(json.dumps(report, indent=1), "utf-8")
    sys.stdout.write(f"{GOALS}\n")


def measured(kind: Kind, databases: Databases, folder: Path, server: Server | None) -> dict[str, Any]:
    """The figures of one database."""
    found: dict[str, Any] = {}
    for workers in WORKERS[kind]:
        ours, broken = placing(databases.fresh_url(kind), workers, folder / f"ours{workers}")
        bare = bare_rows(databases.fresh_url(kind), workers, folder / f"bare{workers}")
        ratio = round(ours.per_second / bare.per_second, 3) if bare.per_second else 0
        found[str(workers)] = {"ours": asdict(ours), "bare": asdict(bare), "ratio": ratio, "broken": broken}
        say(
            f"{kind} x {workers}: {ours.per_second} orders/s, p50 {ours.p50} ms, p99 {ours.p99} ms; bare {bare.per_second}/s, p99 {bare.p99} ms; ratio {ratio}; failed {ours.failed or 'none'}; broken {broken or 'nothing'}"
        )
    found["kills"] = killing(kind, databases.fresh_url(kind), folder / "kills", server)
    say(f"{kind} kills: {found['kills']}")
    return found


def placing(url: str, workers: int, folder: Path) -> tuple[Figures, list[str]]:
    """Orders of so many workers, and what the invariants say afterwards."""
    sessions = reopen(url)
    with_quotes(sessions, workers)
    sessions.engine.dispose()
    found = loaded(workers, SECONDS, ordering(url), folder)
    return found, after(url)


def bare_rows(url: str, workers: int, folder: Path) -> Figures:
    """The rows of the same order written bare."""
    sessions = reopen(url)
    rows = rows_written(sessions, lambda: placed(Venue(sessions, "bare")))
    sessions.engine.dispose()
    start: Callable[[int], Step] = bare_insert(lambda: reopen(url), rows)
    return loaded(workers, SECONDS, start, folder)


def killing(kind: Kind, url: str, folder: Path, server: Server | None) -> dict[str, Any]:
    """Workers killed while they order; what was acknowledged has to be there."""
    workers, kills, pause, of_the_server = KILLS[kind]
    done = killed(workers, kills, pause, asking_and_ordering(url), folder, server, of_the_server)
    sessions = reopen(url)
    with sessions() as session:
        held = {row for (row,) in session.query(OrderRow.id)}
    sessions.engine.dispose()
    lost = len(set(done.records) - held)
    return {"kills": done.kills, "server kills": done.server_kills, "seconds": done.seconds, "acknowledged": done.done, "lost": lost, "recovery s": done.recovery, "broken": after(url)}  # fmt: skip


def after(url: str) -> list[str]:
    """What the invariants say; a database on the server is removed."""
    sessions = reopen(url)
    found = invariants(sessions)
    sessions.engine.dispose()
    if not url.startswith("sqlite"):
        discarded(url)
    return found


def say(line: str) -> None:
    """Show a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
