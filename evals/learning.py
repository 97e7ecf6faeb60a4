"""`python -m evals.learning`: learn the weights of the re-ranker (retrievers/reranking.py) and print them.

They are learned from the development questions (dev, parity-dev, time-dev), none of which came from the hands that wrote the
questions in the index; the unseen sets are not touched. What it is worth is told by cross-validation: each fifth of the
questions is put in order by weights learned from the others, both sides of a pair always in the same fifth.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
import numpy.typing as npt

from assistant.world import World
from evals.pairs import PAIR_SETS, load_pairs
from evals.questions import OPEN_SETS, SETS, Question, load_questions
from retrievers.reranking import FEATURES, WEIGHTS, known

FOLDS, SEED = 5, 0
STEPS, RATE, DECAY = 500, 0.03, 0.1
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Asked:
    """One question with what the lists say of its candidates: `rows` (candidates x features), `bonus`, and which are `gold`."""

    question: Question
    rows: Floats
    bonus: Floats
    gold: Flags


def main() -> None:
    """Learn and print."""
    world = World()
    asked = [each for question in development_questions(world) if (each := _asked(world, question))]
    groups = sorted({_pair(each) for each in asked})
    random.Random(SEED).shuffle(groups)  # noqa: S311 - a fixed order
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    ordered = []
    for held in range(FOLDS):
        weights = fit([each for each in asked if fold[_pair(each)] != held])
        ordered += [(each, scores(each, weights)) for each in asked if fold[_pair(each)] == held]
    sys.stdout.write(f"{len(asked)} questions\n{_told('weights in use', [(e, scores(e, _in_use())) for e in asked])}")
    sys.stdout.write(_told("learned, cross-validated", ordered))
    learned = fit(asked)
    sys.stdout.write("".join(f'    "{name}": {value:.2f},\n' for name, value in zip(FEATURES, learned, strict=True)))


def development_questions(world: World) -> list[Question]:
    """Every question whose set is open, and that something answers."""
    questions = [q for name in SETS if name in OPEN_SETS for q in load_questions(name, world.library)]
    pairs = [pair for name in PAIR_SETS if name in OPEN_SETS for pair in load_pairs(name, world.library)]
    questions += [side for pair in pairs for side in pair.sided()]
    return [question for question in questions if question.answerable]


def fit(asked: Sequence[Asked]) -> Floats:
    """Listwise softmax regression by gradient descent (Adam) from the weights in use; those without gold teach nothing.

    No weight becomes negative: what speaks for an article in one list never speaks against it.
    """
    taught = [each for each in asked if each.gold.any()]
    spread = np.vstack([each.rows for each in taught]).std(axis=0) + 1e-9
    start = _in_use() * spread
    weights, first, second = start.copy(), np.zeros(len(FEATURES)), np.zeros(len(FEATURES))
    for step in range(1, STEPS + 1):
        gradient = DECAY * (weights - start)
        for each in taught:
            scaled = each.rows / spread
            shares = _shares(scaled @ weights + each.bonus)
            right = shares * each.gold
            gradient += scaled.T @ (shares - right / (right.sum() + 1e-12)) / len(taught)
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights = np.maximum(weights, 0.0)
    learned: Floats = weights / spread
    return learned


def scores(asked: Asked, weights: Floats) -> Floats:
    """The score of each candidate."""
    made: Floats = asked.rows @ weights + asked.bonus
    return made


def _asked(world: World, question: Question) -> Asked | None:
    """A question searched; None when nothing was found."""
    found = world.searcher.search(question.text, question.as_of).candidates
    if not found:
        return None
    rows = np.array([astuple(row) for row in found.values()])
    return Asked(question, rows, known(list(found.values())), np.array([question.is_gold(key) for key in found]))


def _pair(asked: Asked) -> str:
    return asked.question.id.partition(".")[0]


def _in_use() -> Floats:
    return np.array([WEIGHTS[name] for name in FEATURES])


def _shares(values: Floats) -> Floats:
    odds: Floats = np.exp(values - values.max())
    shares: Floats = odds / odds.sum()
    return shares


def _told(name: str, ordered: Sequence[tuple[Asked, Floats]]) -> str:
    lines = []
    for language in ("zh", "en"):
        gold = [each.gold[np.argsort(-values)] for each, values in ordered if each.question.language == language]
        first, five = np.mean([row[0] for row in gold]), np.mean([row[:5].any() for row in gold])
        lines.append(f"{name}, {language}: hit@1 {first:.3f}, hit@5 {five:.3f}\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
