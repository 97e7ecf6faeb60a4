"""The range of the total: a missing indicator widens it, knowing more narrows it inside what it was, and it is always the same."""

import json
import random

import pytest

from knowledge.law.library import LawLibrary
from tests.appraisal.room import BARE, GRANT, MODEL, appraisal_room
from tests.conftest import TODAY
from tools.appraisal.appraisal import Appraisal, appraise_patent, compare_patents
from tools.appraisal.guide import book
from tools.appraisal.scoring import range_of
from tools.refused import Refused
from tools.search.room import SearchRoom


@pytest.fixture(scope="module")
def room(library: LawLibrary) -> SearchRoom:
    return appraisal_room(library)


def stated(seed: int) -> dict[str, str]:
    """Some facts by chance, none of which stops a total."""
    chance, facts = random.Random(seed), {"fees": "paid"}
    free = ("effect", "alternatives", "exploitation", "market", "competition", "policy", "dependence", "detectability", "litigation")  # fmt: skip
    for name in chance.sample(free, chance.randint(0, len(free))):
        facts[name] = chance.choice(list(book().facts[name].choices))
    for name in chance.sample(("maturity", "market_share", "economic_life"), chance.randint(0, 3)):
        facts[name] = str(chance.randint(1, 9))
    return facts


@pytest.mark.parametrize("scenario", book().scenarios)
@pytest.mark.parametrize("seed", range(3))
def test_each_fact_more_stays_inside_the_range_before(room: SearchRoom, scenario: str, seed: int) -> None:
    facts = stated(seed)
    total = appraise_patent(room, MODEL, TODAY, scenario, {"fees": "paid"}).total
    given = {"fees": facts.pop("fees")}
    for name, value in facts.items():
        given[name] = value
        next_total = appraise_patent(room, MODEL, TODAY, scenario, given).total
        assert total
        assert next_total
        replaces = name == "detectability"  # known from the claims before: another value, not more knowledge
        if not replaces:
            assert total.low <= next_total.low <= next_total.high <= total.high
            assert next_total.known > total.known
        assert next_total.mean is not None
        assert next_total.low <= next_total.mean <= next_total.high
        total = next_total


def test_the_bounds_are_the_lowest_and_the_highest_the_unknown_can_be(room: SearchRoom) -> None:
    found = appraise_patent(room, GRANT, TODAY, "licence")
    total = found.total
    assert total
    low, high = (sum(each.weight * (each.score if each.score is not None else missing) for each in found.indicators) / 1000 for missing in (0, 100))  # fmt: skip
    assert abs(total.low - low) < 0.1
    assert abs(total.high - high) < 0.1
    assert total.low <= low
    assert total.high >= high
    assert total.known == sum(each.weight for each in found.indicators if each.score is not None) / 10


def test_nothing_known_is_the_whole_range_and_no_total(room: SearchRoom) -> None:
    found = appraise_patent(room, BARE, TODAY)
    unknown = range_of([each.model_copy(update={"score": None}) for each in found.indicators])
    assert (unknown.low, unknown.high, unknown.known, unknown.mean) == (0.0, 100.0, 0.0, None)
    everything = range_of([each.model_copy(update={"score": 70}) for each in found.indicators])
    assert (everything.low, everything.high, everything.known, everything.mean) == (70.0, 70.0, 100.0, 70.0)


def test_the_same_appraisal_twice_gives_the_same_bytes(library: LawLibrary) -> None:
    facts = {"maturity": "7", "fees": "paid", "exploitation": "sales"}
    first, second = (_bytes(appraise_patent(appraisal_room(library), GRANT, TODAY, "finance", given)) for given in (facts, dict(reversed(facts.items()))))  # fmt: skip
    assert first == second
    assert _bytes(appraise_patent(appraisal_room(library), GRANT, TODAY, "licence", facts)) != first
    assert Appraisal.model_validate_json(first).number == GRANT


def _bytes(found: Appraisal) -> bytes:
    return json.dumps(found.model_dump(mode="json"), ensure_ascii=False).encode()


def test_patents_are_compared_in_the_order_given_without_a_rank(room: SearchRoom) -> None:
    found = compare_patents(room, [MODEL, GRANT, MODEL], TODAY, "finance", {MODEL: {"maturity": "2"}})
    assert [each.number for each in found] == [MODEL, GRANT]
    assert [each.inputs["facts"] for each in found] == [{"maturity": 2.0}, {}]


@pytest.mark.parametrize("numbers", [[GRANT], [GRANT, GRANT], [], [f"CN90000{n:02}B" for n in range(11)]])
def test_a_comparison_takes_two_to_ten(room: SearchRoom, numbers: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        compare_patents(room, numbers, TODAY)
    assert refused.value.name == "appraisal.compare"
