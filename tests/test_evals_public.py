"""Public sets: labels mapped to our law, readers of each form, and the quiz against a local server."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.world import World
from evals.public.__main__ import public_sets
from evals.public.choices import READERS, Choice, load_choices
from evals.public.quiz import NO_MODEL, chosen_letters, language_model, provisions, run_quiz, score_quiz
from evals.public.stard import FILE, map_rows
from knowledge.law.library import LawLibrary
from tests.openai_server import Act, Break, Fail, OpenAIServer, Say

Worlds = Callable[..., World]
CHOICE = Choice("c", "zh", "发明专利权的期限为？\nA: 十年\nB: 二十年\nC: 自申请日起计算", frozenset("BC"))
OPTIONS = {"A": "十年", "B": "二十年"}


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


def write(folder: Path, name: str, *rows: dict[str, object]) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")


def label(library: LawLibrary, law: str, article: int, text: str = "") -> dict[str, object]:
    found = library.by_key(f"cn/patent-law@2021-06-01/art{article}")
    return {"law": law, "article": article, "text": text or (found.text if found else "")}


# STARD.


def test_a_label_counts_when_the_article_here_says_the_same(library: LawLibrary) -> None:
    gold = [label(library, "专利法", 42), label(library, "专利法", 43, "别的话"), label(library, "没有这部法", 1, "话")]
    mapped = map_rows([{"query_id": 7, "question": "多久？", "gold": gold}], library)
    assert [question.gold for question in mapped.questions] == [(("cn/patent-law@2021-06-01", 42),)]
    assert mapped.counts(1) == {"asked": 1, "with_a_label": 1, "labels": 3, "labels_held": 1}
    assert map_rows([{"query_id": 8, "question": "？", "gold": gold[1:]}], library).questions == []


def test_stard_sets_our_search_beside_two_plain_ones(world: World, tmp_path: Path) -> None:
    row = {"query_id": 1, "question": "发明专利权的期限是多少年？", "gold": [label(world.library, "专利法", 42)]}
    write(tmp_path, FILE, row)
    scores = public_sets(world, ("stard",), tmp_path)["stard"]["scores"]
    assert list(scores) == ["ours", "bm25 over texts", "dense over texts"]
    assert all(score["questions"] == 1 for score in scores.values())
    assert scores["ours"]["recall_5"] == scores["bm25 over texts"]["recall_5"] == 1.0


def test_a_set_that_is_absent_is_skipped_in_a_sentence(world: World, tmp_path: Path) -> None:
    for result in public_sets(world, ("stard", *READERS), tmp_path).values():
        assert result["skipped"].endswith(": skipped.")


# Multiple choice.


def test_each_form_of_a_set_is_read(tmp_path: Path) -> None:
    judge = {"id": "2", "type": "judge", "question": "对吗", "options": {}, "answer": "错误"}
    several = {"id": "1", "type": "multiple", "question": "多久", "options": OPTIONS, "answer": "AB"}
    write(tmp_path, "cnipa_quiz/cnipa_examiner_quiz.jsonl", several, judge)
    write(tmp_path, "us_patent_bar/patentbar_questions.jsonl", {"id": 3, "question": "Is it?", "answer": "True"})
    write(tmp_path, "disc_pae/patent_agent_exam_mcq.jsonl", several)
    write(tmp_path, "disc_pae/other_exams_ip_mcq.jsonl", several | {"id": "4"})
    essay = {"task": "5_4", "idx": 1, "input": "试述A: 与B", "answer": "应当……"}
    write(
        tmp_path,
        "lexeval_ip/lexeval_ip.jsonl",
        {"task": "1_1", "idx": 2, "input": "何者\nA: 甲\nB: 乙", "answer": "B"},
        essay,
    )
    recited = {"task": "1-1", "idx": 1, "question": "内容是什么", "answer": "答案:……"}
    marked = {"task": "1-2", "idx": 2, "question": "何者A:甲;B:乙", "answer": "正确答案：A。"}
    write(tmp_path, "lawbench_ip/lawbench_ip.jsonl", recited, marked)
    read = {name: ["".join(sorted(c.right)) for c in load_choices(name, tmp_path)] for name in READERS}
    assert read == {
        "cnipa_quiz": ["AB", "B"], "us_patent_bar": ["A"], "disc_pae": ["AB", "AB"], "lexeval_ip": ["B"], "lawbench_ip": ["A"],
    }  # fmt: skip
    assert "B: 二十年" in load_choices("cnipa_quiz", tmp_path)[0].text


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("答案：BC", "BC"), ("因为A不对。\n**答案：B、C**", "BC"), ("Answer: b", "B"), ("Answer: A and C", "AC"), ("B", "B"),
        ("答案：A\n再想想，答案：C", "C"), ("The answer: A patent lasts long", ""), ("不知道", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_options_a_reply_ends_on(text: str, letters: str) -> None:
    assert chosen_letters(text) == frozenset(letters)


@pytest.mark.parametrize(
    ("act", "right", "unreadable", "failed"),
    [
        (Say("答案：CB"), 1.0, 0, 0), (Say("答案：B"), 0.0, 0, 0), (Say("难说。"), 0.0, 1, 0), (Fail(500), 0.0, 0, 1),
        (Say("答案：BC", finish="length"), 0.0, 0, 1), (Break("garbled", "答案：BC"), 0.0, 0, 1), (Break("unfinished", "答案：BC"), 0.0, 0, 1),
    ],
    ids=["right", "half", "unreadable", "error", "length", "garbled", "cut"],
)  # fmt: skip
def test_only_a_whole_reply_with_all_right_options_is_right(
    server: OpenAIServer, new_world: Worlds, act: Act, right: float, unreadable: int, failed: int
) -> None:
    model = language_model(new_world(**server.settings()))
    assert model
    server.script(act)
    score = score_quiz(model, [CHOICE], lambda _: "")
    assert (score.right, score.unreadable, score.failed) == (right, unreadable, failed)


def test_the_same_question_is_asked_with_and_without_what_the_search_finds(
    server: OpenAIServer, new_world: Worlds
) -> None:
    world = new_world(**server.settings())
    model = language_model(world)
    assert model
    server.script(Say("答案：A"), Say("答案：BC"))
    scores = run_quiz(world, model, [CHOICE])
    assert [scores[way]["right"] for way in ("alone", "with retrieval")] == [0.0, 1.0]
    alone, shown = (request["messages"][1]["content"] for request in server.requests)
    assert alone == CHOICE.text
    assert shown.endswith(CHOICE.text)
    assert provisions(world, CHOICE) in shown
    assert "发明专利权的期限为二十年" in shown


def test_without_a_language_model_the_quiz_is_not_run_and_says_so(world: World, tmp_path: Path) -> None:
    write(tmp_path, "us_patent_bar/patentbar_questions.jsonl", {"id": 3, "question": "Is it?", "answer": "True"})
    result = public_sets(world, ("us_patent_bar",), tmp_path)["us_patent_bar"]
    assert result == {"skipped": NO_MODEL, "questions": 1}
