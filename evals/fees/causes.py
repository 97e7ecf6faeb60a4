"""Why an expected amount differs from ours: each cause is a way of reckoning that gives the expected amount exactly, or its absence."""

from datetime import date

from evals.fees.tasks import SCHEDULE_ASKED, Asked, Task
from knowledge.lengths import Length
from tools.portfolio.fees import Fee, Payer, fee_file, priced
from tools.portfolio.tables import ENTITIES

AGREES = "agrees"
EARLIER = "the amount of an earlier schedule"
LATER = "the amount of a later schedule"
OTHER_ENTITY = "the amount of another entity of the same schedule"
OTHER_STEP = "the amount of another step (months of extension, first or further request) of the same schedule"
HALVED = "no schedule held has it; small and micro at 50 % and 25 % of the set's own large amount, as before 29 December 2022"
NOWHERE = "no schedule held has it (2013, 2020, 2022, 2025), for any entity or step"
CAUSES = (AGREES, EARLIER, LATER, OTHER_ENTITY, OTHER_STEP, HALVED, NOWHERE)
_SHORTENED = 3  # months to reply that an action usually sets


def paid_on(task: Task, asked: Asked) -> date:
    """The day the fee is reckoned for: the end of the extended period; the day of the schedule where one is named."""
    if task.action is None:
        return SCHEDULE_ASKED
    return Length(months=_SHORTENED + asked.step).after(task.action)


def ours(task: Task, asked: Asked) -> int:
    """Our amount in dollars."""
    found = priced(asked.rule, "invention", paid_on(task, asked), asked.step, Payer(entity=task.entity))
    if found is None:
        raise LookupError(f"no fee held for {asked.rule}")
    return found.amount.minor // 100


def cause(task: Task, asked: Asked, large: dict[tuple[str, int], int]) -> str:
    """Why the amounts differ. `large`: what the set itself expects of large entities, by rule and step."""
    if ours(task, asked) == asked.expected:
        return AGREES
    day = paid_on(task, asked)
    same = [fee for fee in fee_file().fees if asked.rule in fee.rules]
    current = max((fee for fee in same if fee.since <= day), key=lambda fee: fee.since)
    for fee in same:
        if _of(fee, asked.step, task.entity) == asked.expected:
            return EARLIER if fee.since < current.since else LATER
    if asked.expected in [_of(current, asked.step, entity) for entity in ENTITIES]:
        return OTHER_ENTITY
    if asked.expected in [_of(current, step, task.entity) for step in current.amounts]:
        return OTHER_STEP
    base = large.get((asked.rule, asked.step))
    share = {"small": 2, "micro": 4}.get(task.entity)
    return HALVED if base and share and asked.expected * share == base else NOWHERE


def _of(fee: Fee, step: int, entity: str) -> int | None:
    figures = fee.amounts.get(step)
    return figures[ENTITIES.index(entity) if len(figures) > 1 else 0] if figures else None
