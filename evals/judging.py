"""Judging: every question of the chosen sets asked in fixed order and graded, pairs as pairs besides."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.world import World
from evals.asking import put
from evals.grades import grade
from evals.pairs import PAIR_SETS, Grades, Pair, grade_parity, grade_time, is_parity, load_pairs
from evals.questions import OPEN_SETS, SETS, Question, load_questions
from evals.reply import Reply
from evals.retrieval import ranked
from evals.run import Row

ALL_SETS = (*SETS, *PAIR_SETS)
Announce = Callable[[str, int, int], None]  # set, questions done, questions in all


@dataclass(frozen=True)
class Judged:
    """One question with what came back and its row; the report shows them side by side."""

    question: Question
    reply: Reply
    row: Row


@dataclass(frozen=True)
class Judgement:
    """Everything judged in a run."""

    questions: tuple[Judged, ...]
    pairs: tuple[Row, ...]


def judge(world: World, names: tuple[str, ...], announce: Announce) -> Judgement:
    """Ask and grade the questions of some sets."""
    judged: list[Judged] = []
    pairs: list[Row] = []
    for name in names:
        if name in SETS:
            judged += _ask_all(world, name, load_questions(name, world.library), announce)
            continue
        read = load_pairs(name, world.library)
        sides = _ask_all(world, name, [question for pair in read for question in pair.sided()], announce)
        judged += sides
        pairs += [_pair(world, name, pair, sides[2 * n : 2 * n + 2]) for n, pair in enumerate(read)]
    return Judgement(tuple(judged), tuple(pairs))


def _ask_all(world: World, name: str, questions: list[Question], announce: Announce) -> list[Judged]:
    judged = []
    for number, question in enumerate(questions, 1):
        judged.append(_judged(world, name, question))
        announce(name, number, len(questions))
    return judged


def _judged(world: World, name: str, question: Question) -> Judged:
    reply = put(world, question)
    keys = (reply.found_keys, tuple(c.key for c in reply.done.citations)) if name in OPEN_SETS else ((), ())
    standing = ranked(question, reply.found_keys) if question.answerable else None
    grades = grade(question, reply, world.library)
    row = Row(name, question.id, question.language, question.labels, grades, standing, *keys)
    return Judged(question, reply, row)


def _pair(world: World, name: str, pair: Pair, sides: list[Judged]) -> Row:
    replies = (sides[0].reply, sides[1].reply)
    grades: Grades = grade_parity(pair, replies) if is_parity(name) else grade_time(pair, replies, world.library)
    languages = dict.fromkeys(question.language for question in pair.sides)
    return Row(name, pair.id, "+".join(languages), pair.sides[0].labels, grades)
