"""`python -m evals.public`: our search on STARD beside two plain ones, and multiple choice with a language model."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.world import World
from evals.asking import still_world
from evals.public.choices import READERS, load_choices
from evals.public.places import BESIDE, Absent
from evals.public.quiz import NO_MODEL, language_model, run_quiz
from evals.public.stard import run_stard

STARD = "stard"


def main(arguments: list[str] | None = None) -> None:
    """Run the public sets."""
    parser = argparse.ArgumentParser(prog="python -m evals.public", description=__doc__)
    parser.add_argument("--set", choices=[STARD, *READERS, "all"], default="all", dest="name")
    parser.add_argument("--folder", type=Path, default=BESIDE, help="where the public sets lie")
    parser.add_argument("--limit", type=int, help="only the first questions of each multiple-choice set")
    parser.add_argument("--out", type=Path, default=Path("build/public.json"), help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    names = (STARD, *READERS) if chosen.name == "all" else (chosen.name,)
    with still_world(Settings()) as world:
        report = public_sets(world, names, chosen.folder, chosen.limit)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _print(report)


def public_sets(world: World, names: tuple[str, ...], folder: Path, limit: int | None = None) -> dict[str, Any]:
    """The figures of each set, or the sentence that says why there are none."""
    return {name: _one(world, name, folder, limit) for name in names}


def _one(world: World, name: str, folder: Path, limit: int | None) -> dict[str, Any]:
    try:
        if name == STARD:
            return run_stard(world, folder)
        choices = load_choices(name, folder)[:limit]
    except Absent as absent:
        return {"skipped": str(absent)}
    model = language_model(world)
    return {"scores": run_quiz(world, model, choices)} if model else {"skipped": NO_MODEL, "questions": len(choices)}


def _print(report: dict[str, Any]) -> None:
    for name, result in report.items():
        counts = "  ".join(f"{key} {value}" for key, value in result.get("mapped", {}).items())
        sys.stdout.write(f"\n{name}  {counts or result.get('skipped', '')}\n")
        for way, scores in result.get("scores", {}).items():
            sys.stdout.write(f"  {way:<18}" + "  ".join(f"{key} {value}" for key, value in scores.items()) + "\n")


if __name__ == "__main__":
    main()
