"""The public set of US fee tasks: how a row is read, and why an amount differs."""

import json

import pytest

from evals.fees.__main__ import compare
from evals.fees.causes import AGREES, CAUSES, EARLIER, HALVED, NOWHERE, OTHER_ENTITY, OTHER_STEP, cause, ours, paid_on
from evals.fees.tasks import Asked, Task, task_of


def row(entity: str, months: int, amount: int, day: str = "2025-03-21") -> dict[str, str]:
    answer = {"fee_amount": amount, "entity_status": entity, "extension_months": months, "fee_code": "x"}
    return {"id": f"t{entity}{months}{amount}", "task_type": "fee_computation", "prompt": f"a {months}-month extension in response to the {day} Office Action?", "reference_answer": json.dumps(answer)}  # fmt: skip


def test_a_row_is_read_with_its_day_and_steps() -> None:
    task = task_of(row("small", 2, 276))
    assert (task.entity, str(task.action), task.asked) == ("small", "2025-03-21", (Asked("us-extension", 2, 276),))
    assert str(paid_on(task, task.asked[0])) == "2025-08-21"
    composite = {"id": "fee_1", "prompt": "Use current USPTO fee schedule (effective Jan 2025).", "reference_answer": '{"extension_1_month": 240, "rce_fee": 2280, "issue_fee": 1200, "entity_status": "large", "note": "x"}'}  # fmt: skip
    assert [(each.rule, each.step) for each in task_of(composite).asked] == [("us-extension", 1), ("us-rce", 1), ("us-issue", 0)]  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "months", "amount", "expected"),
    [("large", 1, 235, AGREES), ("large", 1, 220, EARLIER), ("small", 1, 235, OTHER_ENTITY), ("large", 1, 690, OTHER_STEP), ("small", 1, 104, HALVED), ("large", 1, 208, NOWHERE)],
)  # fmt: skip
def test_a_difference_is_put_down_to_a_reckoning_that_gives_the_amount(entity: str, months: int, amount: int, expected: str) -> None:  # fmt: skip
    task = task_of(row(entity, months, amount))
    assert cause(task, task.asked[0], {("us-extension", 1): 208}) == expected


def test_the_schedule_of_the_last_day_of_the_extension_decides() -> None:
    days = {"2024-08-18": 220, "2024-09-19": 235}  # four months later: before and on 19 January 2025
    assert {day: ours(task, task.asked[0]) for day in days if (task := task_of(row("large", 1, 0, day)))} == days


def test_every_task_has_one_cause() -> None:
    report = compare([task_of(row("large", 1, 208)), task_of(row("small", 1, 104)), Task("x", "large", None, (Asked("us-rce", 1, 1500),))])  # fmt: skip
    assert (report["tasks"], report["agree"]) == (3, 1)
    assert sum(report["by_task"].values()) == 3
    assert set(report["by_task"]) == set(CAUSES)
