"""The labelled questions are sound, and each grade can pass and fail, for its own reason."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from assistant.events import Called, Done
from evals.grades import EVERY, GRADES, MEANINGS, grade
from evals.judging import ALL_SETS
from evals.layers import LAYERS, Labels, read_labels
from evals.pairs import ASKED, PAIR_SETS, Pair, grade_parity, grade_time, is_parity, load_pairs
from evals.questions import SETS, Question, load_questions, rows_of
from evals.reply import FoundArticle, Reply
from evals.retrieval import ranked
from knowledge.cases.digests import load_digests
from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate
from knowledge.practice.topics import load_topics

PATENT, MARK_NOW, MARK_NEXT = "cn/patent-law@2021-06-01", "cn/trademark-law@2019-11-01", "cn/trademark-law@2027-01-01"
ART42, ART43, ART14 = (f"{PATENT}/art{number}" for number in (42, 43, 14))
LABELS = Labels("patent", "maintenance", "plain")
QUESTION = Question("q", "zh", "发明专利能保护多久？", ASKED, LABELS, ((PATENT, 42), (PATENT, 43)))
NOTHING = replace(QUESTION, gold=())
NOTED = replace(NOTHING, told_by=("practice/terms", "case/known"))


def reply(library: LawLibrary, found: list[str], cited: list[str], **more: object) -> Reply:
    """A reply made by hand: keys found, articles cited in the order of the answer."""
    articles = [library.by_key(key) for key in cited]
    citations = tuple(article.cite() for article in articles if article)
    answer = "".join(f"[{key}]" for key in cited)
    done = Done("q", answer, "zh", ASKED, False, "offline", citations, (Called("search_law", {}, True),))
    return Reply(tuple(FoundArticle(key, "", "") for key in found), replace(done, **more), frozenset(cited))  # type: ignore[arg-type]


@pytest.fixture
def good(library: LawLibrary) -> Reply:
    return reply(library, [ART42, ART14, ART43], [ART42, ART43])


def failed(question: Question, given: Reply, library: LawLibrary) -> set[str]:
    return {name for name, passed in grade(question, given, library).items() if not passed}


# The labels.


@pytest.mark.parametrize("name", ALL_SETS)
def test_every_row_has_its_layers_from_the_allowed_values(name: str) -> None:
    labels = [read_labels(row) for row in rows_of(name)]
    assert labels
    assert all(label.of(layer) in allowed for label in labels for layer, allowed in LAYERS.items())


@pytest.mark.parametrize("layer", LAYERS)
def test_a_missing_or_unknown_label_is_refused(layer: str) -> None:
    row: dict[str, object] = {"id": "x", "right": "mark", "stage": "filing", "style": "plain"}
    for value in (None, "trade mark"):
        with pytest.raises(ValueError, match=f"x: {layer}"):
            read_labels(row | {layer: value})


def test_every_gold_article_exists_and_no_gold_means_a_style_that_has_none(library: LawLibrary) -> None:
    for name in SETS:
        for question in load_questions(name, library):
            assert question.answerable is (question.labels.style not in ("near-miss", "off-topic")), question.id
            assert all(library.by_key(f"{stem}/art{number}") for stem, number in question.gold), question.id
    for name in PAIR_SETS:
        assert all(side.gold for pair in load_pairs(name, library) for side in pair.sides)


def test_no_question_stands_in_two_places_and_no_id_is_used_twice() -> None:
    rows = [(name, row) for name in ALL_SETS for row in rows_of(name)]
    texts = Counter(text for _, row in rows for text in texts_of(row))
    assert not [count for count in texts.values() if count > 1]  # counts: a failure must not quote an unseen question
    ids = Counter((name in PAIR_SETS, name if name in PAIR_SETS else "", row["id"]) for name, row in rows)
    assert not [key for key, count in ids.items() if count > 1]


def texts_of(row: dict[str, object]) -> set[str]:
    """The questions of a row, folded; both sides of a time pair may ask the same."""
    sides = [row, *(side for side in (row.get("first"), row.get("second")) if isinstance(side, dict))]
    said = [side[key] for side in sides for key in ("query", "zh", "en") if key in side]
    return {"".join(char for char in str(text).casefold() if char.isalnum()) for text in said}


def test_the_words_of_a_time_pair_stand_in_the_gold_text_of_their_day(library: LawLibrary) -> None:
    for pair in [pair for name in PAIR_SETS if not is_parity(name) for pair in load_pairs(name, library)]:
        for side, words in zip(pair.sides, pair.words, strict=True):
            texts = [a.text for stem, n in side.gold if (a := library.by_key(f"{stem}/art{n}"))]
            assert words, pair.id
            assert all(any(locate(word, text) for text in texts) for word in words), pair.id


# The grades.


def test_a_good_answer_passes_every_grade_that_applies(library: LawLibrary, good: Reply) -> None:
    grades = grade(QUESTION, good, library)
    assert all(grades.values())
    assert set(grades) == set(GRADES) - {"abstained", "told"}
    assert set(grade(NOTHING, good, library)) == {*EVERY, "abstained"}
    assert set(grade(NOTED, good, library)) == {*EVERY, "told", "answered"}
    assert set(MEANINGS) == set(GRADES)


@pytest.mark.parametrize(("key", "told"), [("practice/terms", True), ("practice/terms/2", True), ("case/known", True), ("practice/terms-of-marks/2", False)])  # fmt: skip
def test_what_a_note_or_a_digest_answers_is_told_by_citing_it(
    library: LawLibrary, good: Reply, key: str, told: bool
) -> None:
    cited = Citation(key=key, kind="practice", title="", locator="", quote="")  # type: ignore[arg-type]
    given = replace(good, done=replace(good.done, citations=(cited,)), evidence=good.evidence | {key})
    assert grade(NOTED, given, library)["told"] is told
    assert "told" in failed(NOTED, good, library)
    assert "answered" in failed(NOTED, replace(good, done=replace(good.done, abstained=True)), library)


def test_the_notes_and_digests_that_answer_exist(library: LawLibrary) -> None:
    held = {topic.key for topic in load_topics()} | {digest.key for digest in load_digests()}
    rows = [question for name in SETS for question in load_questions(name, library)]
    assert {key for question in rows for key in question.told_by} <= held
    assert all(not (question.gold and question.told_by) for question in rows)


def test_gold_far_down_the_list_is_not_found(library: LawLibrary) -> None:
    others = [f"{PATENT}/art{number}" for number in range(1, 6)]
    assert failed(QUESTION, reply(library, [*others, ART42], [ART42, ART43]), library) == {"found", "first"}
    assert failed(QUESTION, reply(library, [ART14, ART42], [ART42, ART43]), library) == {"first"}
    assert failed(QUESTION, reply(library, [], [ART42, ART43]), library) == {"found", "first"}


def test_another_article_in_front_is_not_correct(library: LawLibrary) -> None:
    assert failed(QUESTION, reply(library, [ART42], [ART14, ART42, ART43]), library) == {"correct"}
    assert failed(QUESTION, reply(library, [ART42], [ART42]), library) == {"complete"}
    assert failed(QUESTION, reply(library, [ART42], [ART14]), library) == {"correct", "cites", "complete"}


def test_a_note_in_front_does_not_lead(library: LawLibrary, good: Reply) -> None:
    note = Citation(key="practice/terms", kind="practice", title="", locator="", quote="")  # type: ignore[arg-type]
    done = replace(good.done, citations=(note, *good.done.citations))
    assert not failed(QUESTION, replace(good, done=done, evidence=good.evidence | {note.key}), library)


def test_what_no_tool_has_shown_is_not_grounded(library: LawLibrary, good: Reply) -> None:
    assert failed(QUESTION, replace(good, evidence=frozenset([ART42])), library) == {"grounded"}
    assert failed(QUESTION, replace(good, done=replace(good.done, struck=("x",))), library) == {"grounded"}
    invented = replace(good.done, answer=f"{good.done.answer}[{ART14}]")
    assert failed(QUESTION, replace(good, done=invented), library) == {"grounded"}


def test_a_changed_word_is_not_verbatim(library: LawLibrary, good: Reply) -> None:
    first, second = good.done.citations
    wrong = first.model_copy(update={"quote": first.quote.replace("二十年", "三十年")})
    assert failed(QUESTION, replace(good, done=replace(good.done, citations=(wrong, second))), library) == {"verbatim"}


def test_a_text_of_another_day_is_the_wrong_version_unless_it_is_announced(library: LawLibrary) -> None:
    now, coming = f"{MARK_NOW}/art33", f"{MARK_NEXT}/art36"
    today = replace(QUESTION, gold=((MARK_NOW, 33),))
    assert not failed(today, reply(library, [now], [now, coming]), library)
    later = replace(QUESTION, as_of=date(2027, 3, 1), gold=((MARK_NEXT, 36),))
    assert failed(later, reply(library, [coming], [coming, now], as_of=later.as_of), library) == {"version"}


def test_saying_that_nothing_answers_is_right_only_when_nothing_does(library: LawLibrary, good: Reply) -> None:
    silent = replace(good, done=replace(good.done, abstained=True))
    assert failed(QUESTION, silent, library) == {"answered"}
    assert failed(NOTHING, silent, library) == set()
    assert failed(NOTHING, good, library) == {"abstained"}
    assert failed(NOTHING, replace(good, done=replace(good.done, steps=())), library) == set()


def test_retrieval_figures_count_articles_and_versions() -> None:
    keys = [ART14, ART42, f"{PATENT}/art42-1", "cn/patent-law@2009-10-01/art42"]
    figures = ranked(QUESTION, keys)
    assert (figures.recall_1, figures.recall_5, figures.hit_1, figures.hit_5, figures.mrr) == (0, 0.5, 0, 1, 0.5)
    assert figures.version_errors == 1


# The pairs.


@pytest.mark.parametrize(
    ("chinese", "english", "right"),
    [
        (([ART42], [ART42]), ([ART42], [ART42]), "same_article same_conclusion parity"),
        (([ART42], [ART42]), ([ART14, ART42], [ART43]), "same_article same_conclusion parity"),
        (([ART42], [ART42]), ([ART42], [ART14]), "same_article"),
        (([ART14], [ART14]), ([ART14], [ART14]), "same_conclusion"),
        (([ART42], []), ([ART42], []), "same_article"),
    ],
)
def test_a_parity_pair(library: LawLibrary, chinese: list[list[str]], english: list[list[str]], right: str) -> None:
    pair = Pair("p", (QUESTION, replace(QUESTION, language="en")))
    grades = grade_parity(pair, (reply(library, *chinese), reply(library, *english)))
    assert {name for name, passed in grades.items() if passed} == set(right.split())


def test_a_time_pair_needs_the_right_text_and_its_words_on_both_days(library: LawLibrary) -> None:
    now, coming = replace(QUESTION, gold=((MARK_NOW, 33),)), replace(QUESTION, gold=((MARK_NEXT, 36),))
    pair = Pair("t", (now, coming), (("三个月",), ("二个月",)))
    old, new = reply(library, [], [f"{MARK_NOW}/art33"]), reply(library, [], [f"{MARK_NEXT}/art36"])
    assert grade_time(pair, (old, new), library) == {"first": True, "second": True, "time": True}
    assert grade_time(pair, (old, old), library) == {"first": True, "second": False, "time": False}
    announced = reply(library, [], [f"{MARK_NOW}/art34", f"{MARK_NEXT}/art36"])
    assert not grade_time(replace(pair, words=(("二个月",), ("二个月",))), (announced, new), library)["first"]
