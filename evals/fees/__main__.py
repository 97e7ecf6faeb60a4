"""`python -m evals.fees`: the US fee tasks of PatentBench against the file of official fees, with a table of causes."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from evals.fees.causes import AGREES, CAUSES, cause, ours
from evals.fees.tasks import Task, load_tasks
from evals.public.places import BESIDE, Absent

_EXAMPLES = 3


def main(arguments: list[str] | None = None) -> None:
    """Print the share that agrees and the causes of the rest; keep both as JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.fees", description=__doc__)
    parser.add_argument("--folder", type=Path, default=BESIDE, help="where the public sets lie")
    parser.add_argument("--out", type=Path, default=Path("build/fees.json"), help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    try:
        report = compare(load_tasks(chosen.folder))
    except Absent as absent:
        sys.stdout.write(f"{absent}\n")
        return
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _print(report)


def compare(tasks: list[Task]) -> dict[str, Any]:
    """Figures of tasks and amounts: how many agree, by cause how many do not, and the pairs (expected, ours) that occur."""
    large = {(asked.rule, asked.step): asked.expected for task in tasks if task.entity == "large" and task.action for asked in task.asked}  # fmt: skip
    amounts: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}
    for task in tasks:
        found = [cause(task, asked, large) for asked in task.asked]
        amounts.update(found)
        worst = max(found, key=CAUSES.index)
        whole[worst] += 1
        pairs.update(f"{asked.rule} {asked.step} {task.entity}: set {asked.expected}, ours {ours(task, asked)}" for asked in task.asked)  # fmt: skip
        examples.setdefault(worst, []).append(task.id)
    return {
        "tasks": len(tasks), "amounts": sum(amounts.values()), "agree": whole[AGREES], "agree_amounts": amounts[AGREES],
        "by_task": {name: whole[name] for name in CAUSES}, "by_amount": {name: amounts[name] for name in CAUSES},
        "pairs": dict(pairs.most_common()), "examples": {name: ids[:_EXAMPLES] for name, ids in examples.items()},
    }  # fmt: skip


def _print(report: dict[str, Any]) -> None:
    tasks, amounts = report["tasks"], report["amounts"]
    sys.stdout.write(f"{tasks} tasks, {amounts} amounts\n")
    sys.stdout.write(f"agree: {report['agree']} tasks ({report['agree'] / tasks:.1%}), {report['agree_amounts']} amounts ({report['agree_amounts'] / amounts:.1%})\n\n")  # fmt: skip
    sys.stdout.write("tasks amounts   cause\n")
    for name in CAUSES:
        sys.stdout.write(f"{report['by_task'][name]:>5}  {report['by_amount'][name]:>6}   {name}\n")


if __name__ == "__main__":
    main()
