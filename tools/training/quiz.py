"""A quiz: a few questions of a topic for a day, the same for the same number, and the answers marked against the law in force."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from tools.refused import Refused
from tools.training.cloze import option
from tools.training.questions import TOPICS, Question, Questions
from tools.training.rules import rules

LETTERS = "ABCDEF"
_NUMBER = re.compile(r"QIZ-([A-Z]+)-(\d{8})-(\d{1,4})")
_GIVEN = re.compile(r"(\d{1,2})\s*[.、:：)）-]?\s*([A-Fa-f])(?![A-Za-z])")
# What a request has to say for a topic, the first that fits.
_TOPICS = (
    ("patent", r"专利|外观|实用新型|发明|\bpatents?\b|\bdesigns?\b|\binvention"),
    ("mark", r"商标|品牌|\btrade ?marks?\b|\bbrands?\b|\bmarks\b"),
    ("copyright", r"著作权|版权|\bcopyright"),
    ("competition", r"不正当竞争|垄断|商业秘密|广告|\bcompetition\b|\bantitrust\b|\bmonopol|\btrade secrets?\b"),
    ("procedure", r"仲裁|诉讼|刑事|刑法|民法|\barbitration\b|\bcourt|\bcriminal\b|\bprocedure\b"),
    ("trade", r"外贸|对外贸易|出口|数据|海关|个人信息|\bexport\b|\btrade law\b|\bforeign trade\b|\bcustoms\b|\bdata\b"),
)


class Asked(BaseModel):
    """A question as it is put: options in both languages, without the key to the answer."""

    model_config = ConfigDict(frozen=True)

    number: int
    id: str
    stem_zh: str
    stem_en: str
    options_zh: tuple[str, ...]
    options_en: tuple[str, ...]
    law_zh: str
    law_en: str
    article: str
    article_zh: str
    key: str


class Quiz(BaseModel):
    """A quiz by its number, which names topic, day and set."""

    model_config = ConfigDict(frozen=True)

    id: str
    topic: str
    day: date
    questions: tuple[Asked, ...]


class Marked(BaseModel):
    """One answer marked. `given`: a letter, "" for none; `withdrawn`: its provision is no longer in force, so it is not marked."""

    model_config = ConfigDict(frozen=True)

    number: int
    given: str
    right: str
    correct: bool
    withdrawn: bool
    text_zh: str
    text_en: str
    quote: str
    key: str


class Result(BaseModel):
    """A quiz marked on a day."""

    model_config = ConfigDict(frozen=True)

    id: str
    topic: str
    day: date
    right: int
    count: int
    answers: tuple[Marked, ...]


@dataclass(frozen=True)
class _Set:
    """What a number of a quiz names."""

    topic: str
    day: date
    number: int


def topic_in(words: str) -> str:
    """The topic a request is about, "all" for none in particular."""
    return next((topic for topic, pattern in _TOPICS if re.search(pattern, words, re.IGNORECASE)), "all")


def make_quiz(held: Questions, topic: str, day: date, number: int = 1, count: int = 0) -> Quiz:
    """A quiz of a topic under the law in force on a day. The same topic, day and number give the same quiz. Raises Refused."""
    if topic not in TOPICS:
        raise Refused(f"没有“{topic[:40]}”这个题目类别；可选：{'、'.join(TOPICS)}。/ There is no topic “{topic[:40]}”; choose from: {', '.join(TOPICS)}.", "quiz.topic")  # fmt: skip
    identity = f"QIZ-{topic.upper()}-{day:%Y%m%d}-{number}"
    chosen = _chosen(held.on(day, topic), identity, count or rules().quiz_questions)
    return Quiz(id=identity, topic=topic, day=day, questions=tuple(_asked(place, each, identity) for place, each in enumerate(chosen, 1)))  # fmt: skip


def mark_quiz(held: Questions, quiz: str, answers: str, today: date) -> Result:
    """Mark answers like "1A 2B". Questions whose provision is not in force today are withdrawn. Raises Refused."""
    named = _set_of(quiz)
    made, given = make_quiz(held, named.topic, named.day, named.number), read_answers(answers)
    if not given:
        raise Refused(
            "没有读到作答，请写成 1A 2B 3C。/ No answers were found; write them like 1A 2B 3C.", "quiz.answers"
        )
    if unknown := [place for place in given if place > len(made.questions)]:
        raise Refused(f"没有第 {unknown[0]} 题，本测验共 {len(made.questions)} 题。/ There is no question {unknown[0]}; this quiz has {len(made.questions)}.", "quiz.number")  # fmt: skip
    marked = tuple(_marked(held, made, each, given, today) for each in made.questions)
    return Result(id=made.id, topic=made.topic, day=today, right=sum(each.correct for each in marked), count=sum(not each.withdrawn for each in marked), answers=marked)  # fmt: skip


def read_answers(words: str) -> dict[int, str]:
    """Answers by question: "1A 2.b 3：C"; letters alone ("ABCA") count from one; the last of two for one question holds."""
    found = {int(number): letter.upper() for number, letter in _GIVEN.findall(words)}
    bare = re.sub(r"[\s,，、;；]", "", words)
    if not found and re.fullmatch(r"[A-Fa-f]{1,20}", bare):
        found = {place: letter.upper() for place, letter in enumerate(bare, 1)}
    return found


def options_of(question: Question, seed: str) -> tuple[list[int], int]:
    """The figures to choose from, in an order that is always the same for a quiz, and the place of the right one."""
    values = [question.cloze.value, *question.others[: rules().quiz_options - 1]]
    ordered = sorted(values, key=lambda value: hashlib.sha256(f"{seed}|{question.id}|{value}".encode()).digest())
    return ordered, ordered.index(question.cloze.value)


def _set_of(quiz: str) -> _Set:
    found = _NUMBER.fullmatch(quiz.strip().upper())
    try:
        if found is None or found[1].lower() not in TOPICS:
            raise ValueError
        return _Set(found[1].lower(), date.fromisoformat(found[2]), int(found[3]))
    except ValueError:
        raise Refused(f"没有编号为“{quiz[:40]}”的测验，请重新出题。/ There is no quiz “{quiz[:40]}”; ask for a new one.", "quiz.unknown") from None  # fmt: skip


def _chosen(held: Sequence[Question], seed: str, count: int) -> list[Question]:
    """Some of the questions, spread by hash, no two from one article while there are others."""
    ordered = sorted(held, key=lambda each: hashlib.sha256(f"{seed}|{each.id}".encode()).digest())
    first: dict[str, Question] = {}
    for each in ordered:
        first.setdefault(each.key, each)
    rest = [each for each in ordered if each not in first.values()]
    return [*first.values(), *rest][:count]


def _asked(place: int, each: Question, seed: str) -> Asked:
    values, _ = options_of(each, seed)
    told = {language: tuple(option(value, each.cloze.unit, language) for value in values) for language in ("zh", "en")}
    return Asked(
        number=place, id=each.id, stem_zh=each.cloze.zh, stem_en=each.cloze.en, options_zh=told["zh"], options_en=told["en"],
        law_zh=each.law_zh, law_en=each.law_en, article=str(each.article), article_zh=each.article.chinese, key=each.key,
    )  # fmt: skip


def _marked(held: Questions, quiz: Quiz, asked: Asked, given: Mapping[int, str], today: date) -> Marked:
    question = held.by_id(asked.id)
    assert question is not None  # noqa: S101 - the quiz was made of these
    letter, chosen = LETTERS[options_of(question, quiz.id)[1]], given.get(asked.number, "")
    withdrawn = not held.stands(question, today)
    return Marked(
        number=asked.number, given=chosen, right=letter, correct=chosen == letter and not withdrawn, withdrawn=withdrawn,
        text_zh=question.explained_zh, text_en=question.explained_en, quote=question.quote, key=question.key,
    )  # fmt: skip
