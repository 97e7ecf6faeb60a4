"""Many processes at one thing at the same moment."""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.trade.proof_apart import forked, waited
from tools.database import DatabaseFailure
from tools.refused import Refused


def race(workers: int, work: Callable[[int], str]) -> Counter[str]:
    """Start `workers` children, let them go at once, and count what became of each: what `work` said, "refused: name", "failed: why".

    A child opens its own connections in `work`; it must have none from before the fork.
    """
    gate_in, gate_out = os.pipe()
    with tempfile.TemporaryDirectory() as folder:
        children = [
            forked(lambda number=number: _run(number, work, gate_in, gate_out, Path(folder)))
            for number in range(workers)
        ]  # type: ignore[misc]
        os.close(gate_in)
        os.close(gate_out)  # nobody holds the other end any more: every read returns
        statuses = [waited(child) for child in children]
        found = Counter(json.loads(path.read_text("utf-8")) for path in Path(folder).iterdir())
    if any(statuses):
        found["died"] = sum(1 for status in statuses if status)
    return found


def _run(number: int, work: Callable[[int], str], gate_in: int, gate_out: int, folder: Path) -> None:
    os.close(gate_out)
    os.read(gate_in, 1)
    try:
        told = work(number)
    except Refused as error:
        told = f"refused: {error.name}"
    except DatabaseFailure as error:
        told = f"failed: {error}"
    except Exception as error:  # a bug is a result of the race like any other
        told = f"failed: {type(error).__name__}: {error}"[:300]
    (folder / str(number)).write_text(json.dumps(told), "utf-8")
