"""`make eval`: score retrieval and answers on both question sets, print a table, keep the figures as JSON."""

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Any

from assistant.assistant import finish
from assistant.cli.shared import ready_index
from assistant.world import World
from evals.checks import check_answer
from evals.questions import SETS, Question, load_questions
from evals.retrieval import score
from tools.desk import Principal


def main() -> None:
    """Run the evals."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--set", choices=[*SETS, "all"], default="all", dest="name")
    parser.add_argument("--out", type=Path, default=Path("build/evals.json"), help="where the figures go as JSON")
    parser.add_argument("--failures", action="store_true", help="also list what failed (not for the unseen set)")
    chosen = parser.parse_args()
    world = World()
    ready_index(world)
    report = {
        name: evaluate(world, name, chosen.failures) for name in (SETS if chosen.name == "all" else (chosen.name,))
    }
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    _print(report)


def evaluate(world: World, name: str, failures: bool = False) -> dict[str, Any]:
    """All figures of one set, by language."""
    questions = load_questions(name, world.library)
    return {
        language: _figures(world, [q for q in questions if q.language == language], failures)
        for language in ("zh", "en")
    }


def _figures(world: World, questions: list[Question], failures: bool) -> dict[str, Any]:
    def rank(question: Question) -> list[str]:
        found = world.searcher.search(question.text, question.as_of, 10)
        return [hit.article.key for hit in found.hits]

    results: dict[str, list[bool]] = defaultdict(list)
    failed = []
    for question in questions:
        events = world.assistant.ask(world.new_id(), Principal("evals"), question.text, question.as_of)
        done = finish(events)
        for check, passed in check_answer(question, done, world.library).items():
            results[check].append(passed)
            if not passed:
                failed.append({"id": question.id, "check": check})
    checks = {check: {"share": round(fmean(passed), 3), "of": len(passed)} for check, passed in results.items()}
    kinds = {
        kind: asdict(score([q for q in questions if q.kind == kind], rank))
        for kind in sorted({q.kind for q in questions})
    }
    figures = {"retrieval": asdict(score(questions, rank)), "by_kind": kinds, "checks": checks}
    return figures | ({"failed": failed} if failures else {})


def _print(report: dict[str, Any]) -> None:
    out = sys.stdout.write
    for name, languages in report.items():
        out(f"\n{name}\n")
        for language, figures in languages.items():
            retrieval = figures["retrieval"]
            line = "  ".join(f"{key} {value}" for key, value in retrieval.items())
            out(f"  {language}  {line}\n")
            for check, result in figures["checks"].items():
                out(f"      {check:<28} {result['share']:.3f} of {result['of']}\n")
            for failure in figures.get("failed", []):
                out(f"      failed: {failure['id']} {failure['check']}\n")


if __name__ == "__main__":
    main()
