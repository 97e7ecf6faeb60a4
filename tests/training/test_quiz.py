"""Quizzes: the key stands in the article's text, one answer is right, and a question lives as long as its version."""

from datetime import date

import pytest

from knowledge.law.figures import figures
from knowledge.law.library import LawLibrary
from tests.conftest import NEXT_YEAR, TODAY
from tools.refused import Refused
from tools.training.cloze import GAP, option
from tools.training.questions import TOPICS, Questions, questions_of
from tools.training.quiz import LETTERS, make_quiz, mark_quiz, options_of, read_answers, topic_in


@pytest.fixture(scope="module")
def held(library: LawLibrary) -> Questions:
    return questions_of(library)


def test_every_key_stands_in_the_text_of_the_article_in_force(held: Questions, library: LawLibrary) -> None:
    found = held.on(TODAY)
    assert len(found) > 150
    for each in found:
        article = library.by_key(each.key)
        assert article
        assert article.version.in_force(TODAY)
        assert each.quote in article.text
        assert (float(each.cloze.value), each.cloze.unit) in figures(article.text), each.key
        assert each.cloze.zh.count(GAP) == each.cloze.en.count(GAP) == 1
        assert len({each.cloze.value, *each.others[:3]}) == 4


def test_each_topic_has_a_quiz_of_different_articles_in_both_languages(held: Questions) -> None:
    for topic in TOPICS:
        quiz = make_quiz(held, topic, TODAY)
        assert len(quiz.questions) == 5
        assert len({each.key for each in quiz.questions}) == min(5, len({each.key for each in held.on(TODAY, topic)}))
        for each in quiz.questions:
            assert len(set(each.options_zh)) == len(set(each.options_en)) == 4
    assert make_quiz(held, "mark", TODAY) == make_quiz(held, "mark", TODAY)
    assert make_quiz(held, "mark", TODAY, 2).questions != make_quiz(held, "mark", TODAY).questions


def test_exactly_one_letter_is_right_and_it_is_not_always_the_same(held: Questions) -> None:
    places = [options_of(each, "QIZ-ALL-20261122-1")[1] for each in held.on(TODAY)]
    assert {places.count(place) > len(places) // 8 for place in range(4)} == {True}


def test_a_question_whose_version_is_over_is_withdrawn(held: Questions) -> None:
    quiz = make_quiz(held, "mark", TODAY)
    right = " ".join(f"{each.number}{LETTERS[options_of(held.by_id(each.id), quiz.id)[1]]}" for each in quiz.questions)  # type: ignore[arg-type]
    now, later = mark_quiz(held, quiz.id, right, TODAY), mark_quiz(held, quiz.id, right, NEXT_YEAR)
    assert (now.right, now.count) == (5, 5)
    assert (later.right, later.count) == (0, 0)  # the Trademark Law of 2026 governs by then
    assert all(each.withdrawn for each in later.answers)
    assert {each.version.in_force_from for each in held.on(NEXT_YEAR, "mark")} == {date(2027, 1, 1)}
    assert not {each.id for each in held.on(TODAY, "mark")} & {each.id for each in held.on(NEXT_YEAR, "mark")}


ANSWERS = {
    "1A 2B 3c": {1: "A", 2: "B", 3: "C"}, "1. a, 2：b；3、D": {1: "A", 2: "B", 3: "D"}, "ABCDA": {1: "A", 2: "B", 3: "C", 4: "D", 5: "A"}, "1A 1B": {1: "B"},
    "a b c": {1: "A", 2: "B", 3: "C"}, "": {}, "I do not know": {}, "1Z": {}, "1 and 2": {}, "答案：1A2B": {1: "A", 2: "B"},
}  # fmt: skip


@pytest.mark.parametrize("words", ANSWERS)
def test_answers_are_read_as_people_write_them(words: str) -> None:
    assert read_answers(words) == ANSWERS[words]


@pytest.mark.parametrize(
    ("quiz", "answers", "name"),
    [
        ("QIZ-PATENT-20261122-1", "nothing", "quiz.answers"), ("QIZ-PATENT-20261122-1", "9A", "quiz.number"), ("QIZ-PATENT-20261399-1", "1A", "quiz.unknown"),
        ("QIZ-NOTHING-20261122-1", "1A", "quiz.unknown"), ("QIZ-PATENT", "1A", "quiz.unknown"), ("'; drop table --", "1A", "quiz.unknown"), ("", "1A", "quiz.unknown"),
    ],
)  # fmt: skip
def test_what_is_no_quiz_or_no_answer_is_said(held: Questions, quiz: str, answers: str, name: str) -> None:
    with pytest.raises(Refused) as caught:
        mark_quiz(held, quiz, answers, TODAY)
    assert caught.value.name == name
    with pytest.raises(Refused):
        make_quiz(held, "weather", TODAY)


def test_what_is_not_answered_is_wrong_and_told(held: Questions) -> None:
    quiz = make_quiz(held, "patent", TODAY)
    result = mark_quiz(held, quiz.id, "1A", TODAY)
    assert [each.given for each in result.answers] == ["A", "", "", "", ""]
    assert result.right <= 1
    assert all(each.right in "ABCD" and each.quote for each in result.answers)


TOPIC = {
    "考考我专利": "patent",
    "quiz me on trademarks": "mark",
    "版权测验": "copyright",
    "quiz me": "all",
    "考考我反垄断": "competition",
    "a quiz about export control": "trade",
    "仲裁小测验": "procedure",
}


@pytest.mark.parametrize("words", TOPIC)
def test_a_topic_is_heard(words: str) -> None:
    assert topic_in(words) == TOPIC[words]


def test_figures_are_written_as_people_write_them() -> None:
    assert [option(50_000, "yuan", "zh"), option(50_000, "yuan", "en"), option(1, "year", "en"), option(3, "month", "en"), option(3, "month", "zh"), option(15_000, "yuan", "zh"), option(30, "percent", "en")] == [
        "5万元", "50,000 yuan", "1 year", "3 months", "3个月", "1.5万元", "30%",
    ]  # fmt: skip
