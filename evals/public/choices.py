"""Multiple-choice sets in one form: a question with lettered options and the letters that are right.

Statements to be judged are given the options of right and wrong. Rows of a set that are no multiple choice (essays,
recitations) are left out: there is nothing to score them by without a judge.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.public.places import Row, rows_of
from knowledge.language import Language

_LETTERS = re.compile(r"[A-G]+")
_MARKED = re.compile(r"正确答案[:：]\s*([A-G]+)")
_OPTION = re.compile(r"\bA\s*[:：.、]|A[:：]")
_JUDGED: dict[Language, tuple[str, str]] = {"zh": ("正确", "错误"), "en": ("True", "False")}


@dataclass(frozen=True)
class Choice:
    """One question; `text` holds the options too."""

    id: str
    language: Language
    text: str
    right: frozenset[str]


def _with_options(row: Row) -> str:
    return "\n".join((row["question"].strip(), *(f"{letter}: {text}" for letter, text in row["options"].items())))


def _judged(id_: str, language: Language, statement: str, answer: str) -> Choice:
    right, wrong = _JUDGED[language]
    return Choice(
        id_, language, f"{statement.strip()}\nA: {right}\nB: {wrong}", frozenset("A" if answer == right else "B")
    )


def _cnipa(rows: list[Row]) -> Iterator[Choice]:
    for row in rows:
        if row["type"] == "judge":
            yield _judged(row["id"], "zh", row["question"], row["answer"])
        else:
            yield Choice(row["id"], "zh", _with_options(row), frozenset(row["answer"]))


def _disc(rows: list[Row]) -> Iterator[Choice]:
    return (Choice(row["id"], "zh", _with_options(row), frozenset(row["answer"])) for row in rows)


def _us_bar(rows: list[Row]) -> Iterator[Choice]:
    return (_judged(f"us-{row['id']}", "en", row["question"], row["answer"]) for row in rows)


def _lexeval(rows: list[Row]) -> Iterator[Choice]:
    for row in rows:
        answer = row["answer"].strip()
        if _LETTERS.fullmatch(answer) and _OPTION.search(row["input"]):
            yield Choice(f"lexeval-{row['task']}-{row['idx']}", "zh", row["input"].strip(), frozenset(answer))


def _lawbench(rows: list[Row]) -> Iterator[Choice]:
    for row in rows:
        answer = _MARKED.match(row["answer"])
        if answer and _OPTION.search(row["question"]):
            yield Choice(f"lawbench-{row['task']}-{row['idx']}", "zh", row["question"].strip(), frozenset(answer[1]))


READERS: dict[str, tuple[Callable[[list[Row]], Iterator[Choice]], tuple[str, ...]]] = {
    "cnipa_quiz": (_cnipa, ("cnipa_quiz/cnipa_examiner_quiz.jsonl",)),
    "us_patent_bar": (_us_bar, ("us_patent_bar/patentbar_questions.jsonl",)),
    "disc_pae": (_disc, ("disc_pae/patent_agent_exam_mcq.jsonl", "disc_pae/other_exams_ip_mcq.jsonl")),
    "lexeval_ip": (_lexeval, ("lexeval_ip/lexeval_ip.jsonl",)),
    "lawbench_ip": (_lawbench, ("lawbench_ip/lawbench_ip.jsonl",)),
}


def load_choices(name: str, folder: Path) -> list[Choice]:
    """The multiple-choice questions of one set. Raises Absent when a file of it is not there."""
    read, files = READERS[name]
    return [choice for file in files for choice in read(rows_of(folder, file))]
