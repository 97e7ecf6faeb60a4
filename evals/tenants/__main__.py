"""`python -m evals.tenants`: three tenants with 300 records each, a thousand queries of others for them; leaks are counted."""

import argparse
import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.settings import Settings
from assistant.world import World
from evals.tenants.asking import measure
from evals.tenants.making import make


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, keep the figures; 1 when anything leaked or an owner did not find what is its own."""
    parser = argparse.ArgumentParser(prog="python -m evals.tenants", description=__doc__)
    parser.add_argument("--records", type=int, default=300, help="of each tenant")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder of the figures (JSON)")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as home:
        world = World(Settings(home=Path(home), demo=False, _env_file=None))  # type: ignore[call-arg]
        started = time.perf_counter()
        figures = measure(world, make(world, asked.records), asked.queries)
        seconds = time.perf_counter() - started
    lost = [name for name, found in figures.controls.items() if not found]
    told = {"records": figures.records, "queries": figures.asked, "ways": len(figures.queries), "leaks": len(figures.leaks), "controls": len(figures.controls), "controls_lost": lost, "seconds": round(seconds, 1)}  # fmt: skip
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "tenants.json").write_text(json.dumps({**told, "by_way": figures.queries, "leaked": figures.leaks}, ensure_ascii=False, indent=1), "utf-8")  # fmt: skip
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 1 if figures.leaks or lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
