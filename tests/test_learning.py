"""Learning the re-ranker: what tells the gold article apart gains weight, and nothing counts against an article."""

from datetime import date

import numpy as np

from assistant.world import World
from evals.layers import Labels
from evals.learning import Asked, development_questions, fit, scores
from evals.questions import Question
from retrievers.reranking import FEATURES, WEIGHTS

TOLD, MISLED = FEATURES.index("text_meaning"), FEATURES.index("lead")


def asked(number: int, told: float) -> Asked:
    """A question with three candidates, of which the second is gold and told by one feature; another speaks for the rest."""
    rows = np.zeros((3, len(FEATURES)))
    rows[1, TOLD], rows[0, MISLED], rows[2, MISLED] = told, 1.0, 0.9
    question = Question(
        f"q{number}", "zh", "…", date(2026, 11, 22), Labels("none", "none", "plain"), (("cn/x@2020-01-01", 1),)
    )
    return Asked(question, rows, np.zeros(3), np.array([False, True, False]))


def test_the_gold_comes_first_after_learning_and_no_weight_is_negative() -> None:
    lists = [asked(number, 0.02 + number / 1000) for number in range(20)]
    before = np.array([WEIGHTS[name] for name in FEATURES])
    learned = fit(lists)
    assert learned.min() >= 0
    assert learned[TOLD] > before[TOLD]
    assert learned[MISLED] < before[MISLED]
    assert not all(scores(each, before).argmax() == 1 for each in lists)
    assert all(scores(each, learned).argmax() == 1 for each in lists)


def test_only_open_sets_are_learned_from(world: World) -> None:
    questions = development_questions(world)
    assert len(questions) > 700
    assert all(question.answerable for question in questions)
    ids = {question.id for question in questions}
    assert len(ids) == len(questions)
