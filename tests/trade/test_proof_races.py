"""I4-I8, I11, I12, I14: many processes at one thing at the same moment, and exactly one of them has it, on both databases."""

import pytest

from evals.trade.databases import Databases, Kind
from tests.trade.proof_apart import apart
from tests.trade.proof_race import DONE, Raced
from tests.trade.proof_races import LICENCES, PARTS, run

WORKERS = {"sqlite": 16, "postgresql": 32}
ROUNDS = {"sqlite": 3, "postgresql": 3}
# How many may have it, and how many have to.
HAVE: dict[str, tuple[int, int]] = {
    "approval": (1, 1), "deposit": (1, 1), "quote": (1, 1), "escrow": (1, 1), "listing": (1, 1), "bid": (1, 1), "right": (1, 1),
    "order": (1, 1), "close": (1, 1), "licences": (1, LICENCES), "wallet": (PARTS, PARTS),
}  # fmt: skip


def ran(name: str, kind: Kind, databases: Databases, rounds: int = 0) -> Raced:
    template = databases.template(kind)
    with apart() as pool:
        return pool.submit(run, name, template, WORKERS[kind], rounds or ROUNDS[kind]).result()


@pytest.mark.parametrize("kind", WORKERS)
@pytest.mark.parametrize("name", HAVE)
def test_of_all_who_want_it_at_once_only_as_many_have_it_as_there_is(
    name: str, kind: Kind, databases: Databases
) -> None:
    found = ran(name, kind, databases)
    least, most = HAVE[name]
    assert found.wrong == []
    for answers in found.rounds:
        assert least <= answers[DONE] <= most, answers
        assert all(answer == DONE or answer.startswith("refused: ") for answer in answers), answers


@pytest.mark.parametrize("kind", WORKERS)
def test_the_same_key_at_the_same_moment_gets_the_same_answer_and_one_effect(kind: Kind, databases: Databases) -> None:
    found = ran("key", kind, databases)
    assert found.wrong == []
    assert [answers[DONE] for answers in found.rounds] == [WORKERS[kind]] * ROUNDS[kind]


@pytest.mark.parametrize("kind", WORKERS)
def test_many_who_begin_the_audit_at_once_stand_in_one_chain(kind: Kind, databases: Databases) -> None:
    found = ran("first", kind, databases, rounds=1)
    assert found.wrong == []
    assert found.rounds[0][DONE] == WORKERS[kind]
