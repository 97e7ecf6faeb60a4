"""The glossary: everyday words lead to words that really stand in the statutes."""

import re
import tomllib
from importlib.resources import files

import pytest

from knowledge.language import HAN, normalise
from knowledge.law.library import LawLibrary
from retrievers.glossary import load_glossary

ROWS: dict[str, dict[str, list[str]]] = tomllib.loads(files("retrievers").joinpath("glossary.toml").read_text("utf-8"))
ENGLISH, CHINESE = ROWS["en"], ROWS["zh"]
_HAN = re.compile(f"[{HAN}]")


def expanded(question: str) -> set[str]:
    """The statute words for a question as the searcher asks for them."""
    return set(load_glossary().expand(normalise(question)).split())


@pytest.fixture(scope="module")
def statutes(library: LawLibrary) -> str:
    """Everything the statutes say."""
    versions = [version for law in library.laws() for version in library.versions(law)]
    return "\n".join(article.text for version in versions for article in library.articles(version))


def test_english_terms_are_lower_case_without_chinese_and_chinese_ones_have_some() -> None:
    assert [term for term in ENGLISH if term != term.lower() or _HAN.search(term) or term != term.strip()] == []
    assert [term for term in CHINESE if term != term.lower()] == []
    assert [term for term in CHINESE if not _HAN.search(term)] == ["ktv"]


def test_terms_are_written_as_a_normalised_question_writes_them() -> None:
    assert [term for term in (*ENGLISH, *CHINESE) if normalise(term) != term] == []


@pytest.mark.parametrize("rows", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_term_leads_to_words_each_once_and_not_only_to_itself(rows: dict[str, list[str]]) -> None:
    assert len(rows) > 300
    assert [term for term, words in rows.items() if not words or len(set(words)) < len(words)] == []
    assert [term for term, words in rows.items() if words == [term]] == []


@pytest.mark.parametrize("rows", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_word_a_term_leads_to_stands_in_some_statute(statutes: str, rows: dict[str, list[str]]) -> None:
    assert [(term, word) for term, words in rows.items() for word in words if word not in statutes] == []


@pytest.mark.parametrize("form", ["what about the {} here?", "{}", "THE {}S OF MY FIRM"])
def test_an_english_question_with_a_term_gets_all_its_words(form: str) -> None:
    asked = {term: expanded(form.format(term if form.islower() or form == "{}" else term.upper())) for term in ENGLISH}
    missing = {term: set(ENGLISH[term]) - words for term, words in asked.items()}
    assert {term: words for term, words in missing.items() if words} == {}


@pytest.mark.parametrize("form", ["请问{}吗？", "{}", "我們公司{}了"])
def test_a_chinese_question_with_a_term_gets_all_its_words(form: str) -> None:
    missing = {term: set(words) - expanded(form.format(term)) for term, words in CHINESE.items()}
    assert {term: words for term, words in missing.items() if words} == {}


@pytest.mark.parametrize("term", ["royalty", "university", "plant variety", "third party", "treaty", "warranty"])
def test_the_plural_of_a_term_in_y_is_found(term: str) -> None:
    assert set(ENGLISH[term]) <= expanded(f"what about {term[:-1]}ies?")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Does novelty survive a trade fair?", "新颖性"),
        ("what is the petty patent term", "实用新型"),
        ("our customer list walked out, is it a trade secret", "商业秘密"),
        ("員工帶走客戶名單", "商业秘密"),
        ("被抢先注册了", "有一定影响"),
    ],
)
def test_everyday_words_become_statute_words(question: str, word: str) -> None:
    assert word in expanded(question)


@pytest.mark.parametrize(
    "question", ["", "how are you today", "今天天气怎么样", "a pledger's patently odd noveltyless"]
)
def test_words_of_no_term_add_nothing(question: str) -> None:
    assert expanded(question) == set()


def test_the_words_come_each_once_in_order_of_appearance() -> None:
    words = load_glossary().expand("novelty, patent, novelty again").split(" ")
    assert words == ["新颖性", *ENGLISH["patent"]]
