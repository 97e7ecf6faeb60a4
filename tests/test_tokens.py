"""Counting tokens without a network: exact where the vocabulary is at hand, estimated elsewhere."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.law.library import LawLibrary
from knowledge.tokens import EstimatedTokens, ExactTokens, token_counter

ESTIMATE = EstimatedTokens()


@pytest.fixture
def exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExactTokens:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    counter = token_counter(tmp_path)
    assert isinstance(counter, ExactTokens)
    return counter


def test_the_vocabulary_is_written_where_tiktoken_looks(exact: ExactTokens, tmp_path: Path) -> None:
    (written,) = tmp_path.iterdir()
    assert written.stat().st_size > 3_000_000
    assert os.environ["TIKTOKEN_CACHE_DIR"] == str(tmp_path)


def test_counting_is_exact_with_the_vocabulary(exact: ExactTokens) -> None:
    assert exact.exact
    assert exact.count("") == 0
    assert exact.count("hello world") == 2


def test_words_of_control_are_counted_as_words(exact: ExactTokens) -> None:
    assert exact.count("<|endoftext|>") > 1


def test_a_cache_that_cannot_be_written_means_an_estimate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "file" / "cache"))
    counter = token_counter(tmp_path)
    assert isinstance(counter, EstimatedTokens)
    assert not counter.exact


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("专利法", 3), ("a", 1), ("abcd", 1), ("abcde", 2), ("专利 law", 3)]
)
def test_an_estimate_is_a_token_a_character_or_four_bytes(text: str, tokens: int) -> None:
    assert ESTIMATE.count(text) == tokens


@given(st.text(min_size=1, max_size=200))
def test_no_text_is_estimated_at_nothing(text: str) -> None:
    assert ESTIMATE.count(text) >= 1


@pytest.mark.parametrize("text", ["\ud83d", "专利\udc00"])
def test_half_a_character_can_be_counted(exact: ExactTokens, text: str) -> None:
    assert exact.count(text) >= 1
    assert ESTIMATE.count(text) >= 1


@pytest.mark.parametrize("name", ["专利法", "商标法", "著作权法"])
def test_the_estimate_does_not_fall_short_of_a_statute(exact: ExactTokens, library: LawLibrary, name: str) -> None:
    law = library.names.resolve(name)
    assert law is not None
    text = "\n".join(article.text for article in library.articles(library.versions(law)[-1]))
    assert 0.9 <= ESTIMATE.count(text) / exact.count(text) <= 2
