"""Scores by hand, ranges for what is not known, the order of the plan, and answers that are none."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.health_check.answers import Answer, read_answers, read_file
from tools.health_check.form import FORMS, form
from tools.health_check.scoring import score
from tools.health_check.telling import score_text
from tools.refused import Refused

TODAY = date(2026, 11, 22)
SIX = form("six-lacks")
BEST = {each.id: each.choices[0].id for each in SIX.questions}


def test_a_subject_by_hand() -> None:
    """Ideas: agenda (2) never, goal (2) partly, budget (1) yes, before_disclosure (3) mostly, brand_first (3) not answered."""
    answers = read_answers(SIX, {"agenda": "never", "goal": "partly", "budget": "yes", "before_disclosure": "mostly"})
    found = score(SIX, answers, TODAY).areas[0]
    low = (0 + 2 * Fraction(1, 2) + 1 + 3 * Fraction(2, 3)) / 11
    assert (found.exact_low, found.exact_high) == (str(low), str(low + Fraction(3, 11)))
    assert (found.low, found.high, found.answered, found.asked) == (36, 64, 4, 5)


def test_nothing_answered_is_the_whole_range_and_everything_a_point() -> None:
    nothing, best = score(SIX, {}, TODAY), score(SIX, read_answers(SIX, BEST), TODAY)
    assert (nothing.total.low, nothing.total.high) == (0, 100)
    assert all(not step.known for step in nothing.plan)
    assert (best.total.exact_low, best.total.exact_high, best.plan) == ("1", "1", ())
    assert set(best.strengths) == set(BEST)


CHOICES = st.fixed_dictionaries(
    {}, optional={each.id: st.sampled_from([choice.id for choice in each.choices]) for each in SIX.questions}
)


@settings(max_examples=80, deadline=None)
@given(CHOICES, st.sampled_from([each.id for each in SIX.questions]), st.integers(0, 1))
def test_one_more_answer_never_widens_a_range_and_stays_within_it(given_: dict[str, str], more: str, best: int) -> None:
    before = score(SIX, read_answers(SIX, given_), TODAY).total
    choices = SIX.question(more).choices
    after = score(SIX, read_answers(SIX, {more: choices[-best].id, **given_}), TODAY).total
    assert (
        Fraction(before.exact_low)
        <= Fraction(after.exact_low)
        <= Fraction(after.exact_high)
        <= Fraction(before.exact_high)
    )


def test_the_most_urgent_comes_first_and_what_is_open_last() -> None:
    found = score(
        SIX,
        read_answers(SIX, {"agenda": "never", "deadlines": "no", "contracts": "sometimes", "reward": "never"}),
        TODAY,
    )
    assert [step.question for step in found.plan if step.known] == ["deadlines", "agenda", "contracts", "reward"]
    assert [step.urgency for step in found.plan if step.known] == ["3", "2", "2", "1"]
    known = [step.known for step in found.plan]
    assert known == sorted(known, reverse=True)


def test_a_provision_is_cited_while_it_holds() -> None:
    answers = read_answers(SIX, {"brand_first": "never"})
    cited = {day: score(SIX, answers, day).plan[0].provision for day in (date(2026, 12, 31), date(2027, 1, 1))}
    assert cited == {date(2026, 12, 31): "cn/trademark-law@2019-11-01/art31", date(2027, 1, 1): ""}


def test_answers_are_read_from_files_in_either_form_and_language() -> None:
    assert read_file(SIX, "goal: yes\nagenda: {choice: 从未, evidence: 会议纪要}\nbudget: unknown\n") == {"agenda": Answer(choice="never", evidence="会议纪要"), "goal": Answer(choice="yes")}  # fmt: skip
    assert read_file(SIX, '{"answers": {"goal": "Partly"}}') == {"goal": Answer(choice="partly")}


@pytest.mark.parametrize("text", ["goal: maybe", "luck: yes", "[1, 2]", "{a: [", "goal: {choice: 7}", "just words"])
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="/ "):
        read_file(SIX, text)


@pytest.mark.parametrize("name", FORMS)
def test_the_same_answers_have_the_same_bytes_and_words_in_both_languages(name: str) -> None:
    asked = form(name)  # type: ignore[arg-type]
    answers = read_answers(asked, {each.id: each.choices[-1].id for each in asked.questions[:9]})
    one, two = score(asked, answers, TODAY), score(asked, answers, TODAY)
    assert one.model_dump_json() == two.model_dump_json()
    zh, en = score_text(one, "zh"), score_text(one, "en")
    assert asked.questions[0].act_zh in zh
    assert asked.questions[0].act_en in en
    assert "不作任何假定" in zh
    assert "nothing is assumed" in en
