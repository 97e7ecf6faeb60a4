"""What a question is after: examples of every kind in both languages, and a classifier that tells them apart."""

import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from assistant.world import World
from knowledge.language import HAN, Language, normalise
from retrievers.scope import ANSWERABLE, Scope, fit_scope, likeliest_gap, log_odds, scope_examples
from retrievers.vectors import VectorStore

LANGUAGES: tuple[Language, ...] = ("zh", "en")
HELD_OUT: dict[str, dict[Language, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("scope_held_out.yaml").read_text("utf-8")
)
EACH, ANSWERED = 40, 120  # examples a kind and language: so many, and of what law answers no fewer than that
_CHINESE = re.compile(f"[{HAN}]")
each_kind = pytest.mark.parametrize("kind", scope_examples())


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


@pytest.fixture(scope="module")
def scope(world: World) -> Scope:
    """The classifier of the built shelf of IP law."""
    return next(shelf.scope for shelf in world.index.shelves() if shelf.scope)


@pytest.fixture(scope="module")
def odds(world: World, scope: Scope) -> dict[tuple[str, Language], list[float]]:
    """The log odds of every held-out question, by kind and language."""
    embed = world.index.encoder.model.embed_documents
    return {
        (kind, language): [log_odds(scope.kinds(vector)) for vector in embed([normalise(t) for t in texts[language]])]
        for kind, texts in HELD_OUT.items()
        for language in LANGUAGES
    }


@each_kind
def test_a_kind_has_its_examples_in_both_languages(kind: str) -> None:
    examples = scope_examples()[kind]
    chinese = sum(bool(_CHINESE.search(text)) for text in examples)
    assert chinese * 2 == len(examples)  # both languages count the same
    assert chinese >= (ANSWERED if kind == ANSWERABLE else EACH)
    assert all(text and text == text.strip() for text in examples)


def test_no_example_stands_twice_and_none_is_held_out() -> None:
    said = [plain(text) for texts in scope_examples().values() for text in texts]
    assert sorted({text for text in said if said.count(text) > 1}) == []
    held_out = [plain(text) for texts in HELD_OUT.values() for row in texts.values() for text in row]
    assert len(set(held_out)) == len(held_out) == 2 * 5 * len(scope_examples())
    assert set(held_out) & set(said) == set()
    assert HELD_OUT.keys() == scope_examples().keys()


def not_answered(odds: dict[tuple[str, Language], list[float]], language: Language) -> list[float]:
    rows = [row for (kind, spoken), row in odds.items() if kind != ANSWERABLE and spoken == language]
    assert len(rows) == len(HELD_OUT) - 1
    return [odd for row in rows for odd in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_law_does_not_answer_is_told_from_what_it_does(
    odds: dict[tuple[str, Language], list[float]], language: Language
) -> None:
    answered = sorted(odd for spoken in LANGUAGES for odd in odds[ANSWERABLE, spoken])
    line = answered[len(answered) // 10]  # nine in ten of what law answers stand at or above it
    others = not_answered(odds, language)
    assert sum(odd < line for odd in others) / len(others) >= 0.8


def test_what_law_answers_is_told_to_be_so(odds: dict[tuple[str, Language], list[float]]) -> None:
    answered = [odd for language in LANGUAGES for odd in odds[ANSWERABLE, language]]
    assert sum(odd > 0 for odd in answered) / len(answered) >= 0.9


def test_the_kind_that_is_likeliest_is_mostly_the_right_one(world: World, scope: Scope) -> None:
    embed = world.index.encoder.model.embed_documents
    rows = [
        (kind, text) for kind, texts in HELD_OUT.items() if kind != ANSWERABLE for row in texts.values() for text in row
    ]
    guessed = [likeliest_gap(scope.kinds(vector)) for vector in embed([normalise(text) for _, text in rows])]
    right = sum(kind == guess for (kind, _), guess in zip(rows, guessed, strict=True))
    assert right / len(rows) >= 0.6


def test_probabilities_sum_to_one_and_a_saved_classifier_is_the_same(world: World, tmp_path: Path) -> None:
    questions = [text for row in HELD_OUT[ANSWERABLE].values() for text in row]
    store = VectorStore(world.index.folder, world.index.encoder)
    try:
        fit_scope(tmp_path, questions, store)
        first, again = Scope(tmp_path), Scope(tmp_path)
        (other := tmp_path / "other").mkdir()
        fit_scope(other, questions, store)
        for vector in store.matrix(questions):
            kinds = first.kinds(vector.tolist())
            assert kinds == again.kinds(vector.tolist())
            assert kinds.keys() == scope_examples().keys()
            assert sum(kinds.values()) == pytest.approx(1)
            assert np.allclose(list(kinds.values()), list(Scope(other).kinds(vector.tolist()).values()), atol=1e-4)
    finally:
        store.close()


def test_without_a_classifier_nothing_is_claimed() -> None:
    assert log_odds({}) == 0
    assert likeliest_gap({}) == ""
    assert log_odds({ANSWERABLE: 1.0}) == pytest.approx(
        -log_odds({ANSWERABLE: 0.0})
    )  # sure either way, and still finite
