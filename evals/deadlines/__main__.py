"""`python -m evals.deadlines`: the US deadline tasks of PatentBench against the calculator, with a table of causes."""

import argparse
import json
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.world import World
from evals.deadlines.causes import AGREES, CAUSES, OTHER, UNMOVED, cause
from evals.deadlines.tasks import Task, load_tasks
from evals.public.places import BESIDE, Absent
from knowledge.law.library import LawLibrary
from tools.deadlines.computing import calculate
from tools.deadlines.deadline import Deadline
from tools.deadlines.facts import Facts

# Which rule answers for so many months after an action or a final action.
RULES = {False: {3: "us-oa-3", 4: "us-oa-ext-1", 5: "us-oa-ext-2", 6: "us-oa-max"}, True: {3: "us-final-3", 4: "us-final-ext-1", 5: "us-final-ext-2", 6: "us-final-max"}}  # fmt: skip
AS_OF = date(2026, 11, 22)


def main(arguments: list[str] | None = None) -> None:
    """Print the share that agrees and the causes of the rest; keep both as JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.deadlines", description=__doc__)
    parser.add_argument("--folder", type=Path, default=BESIDE, help="where the public sets lie")
    parser.add_argument("--out", type=Path, default=Path("build/deadlines.json"), help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    try:
        report = compare(World(Settings()).library, load_tasks(chosen.folder))
    except Absent as absent:
        sys.stdout.write(f"{absent}\n")
        return
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _print(report)


def compare(library: LawLibrary, tasks: list[Task]) -> dict[str, Any]:
    """Figures of tasks and days: how many agree, and by cause how many do not, with up to three examples each."""
    days: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    families: dict[str, Counter[str]] = {}
    examples: dict[str, list[str]] = {}
    for task in tasks:
        found = [
            cause(task.action, each, _ours(library, task.final, task.action, each.months)) for each in task.expected
        ]
        days.update(found)
        worst = max(found, key=CAUSES.index)
        whole[worst] += 1
        families.setdefault(task.family, Counter())[worst] += 1
        examples.setdefault(worst, []).append(task.id)
    return {
        "tasks": len(tasks), "days": sum(days.values()),
        "agree": whole[AGREES], "agree_before_moving": whole[AGREES] + whole[UNMOVED], "unexplained": whole[OTHER],
        "by_task": {name: whole[name] for name in CAUSES}, "by_day": {name: days[name] for name in CAUSES},
        "by_family": {family: dict(counts) for family, counts in sorted(families.items())},
        "examples": {name: ids[:3] for name, ids in examples.items()},
    }  # fmt: skip


def _ours(library: LawLibrary, final: bool, action: date, months: int) -> Deadline:
    return _of_action(library, final, action)[RULES[final][months]]


@cache
def _of_action(library: LawLibrary, final: bool, action: date) -> dict[str, Deadline]:
    """What follows from one action, by rule: many tasks ask about the same one."""
    event = "final-office-action" if final else "office-action"
    facts = Facts(event=event, day=action, right="invention", jurisdiction="US")
    return {row.rule: row for row in calculate(library, facts, AS_OF).deadlines}


def _print(report: dict[str, Any]) -> None:
    tasks, days = report["tasks"], report["days"]
    sys.stdout.write(f"{tasks} tasks, {days} days\n")
    sys.stdout.write(f"agree: {report['agree']} tasks ({report['agree'] / tasks:.1%}); before a rest day is moved: {report['agree_before_moving']} ({report['agree_before_moving'] / tasks:.1%})\n\n")  # fmt: skip
    sys.stdout.write("tasks   days   cause\n")
    for name in CAUSES:
        sys.stdout.write(f"{report['by_task'][name]:>5}  {report['by_day'][name]:>5}   {name}\n")


if __name__ == "__main__":
    main()
