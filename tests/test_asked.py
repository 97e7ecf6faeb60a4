"""Questions as people ask them: each leads to an article that exists, is in its language, and borrows none of its words."""

import re

import pytest

from knowledge.language import HAN
from knowledge.law.library import LawLibrary
from knowledge.practice.asked import AskedFile, load_asked
from retrievers.sources import asked_by_key

FILES = list(load_asked())
COPIED = 14  # characters in a row that a question may not share with the article it leads to
_CHINESE = re.compile(f"[{HAN}]")
_BETWEEN = re.compile(r"[\W_]+")

each_file = pytest.mark.parametrize("asked", FILES, ids=lambda asked: f"{asked.slug}@{asked.adopted}")


def test_every_file_is_of_a_version_at_hand_and_every_article_exists(library: LawLibrary) -> None:
    asked = asked_by_key(library)
    assert len(asked) == sum(len(file.questions) for file in FILES) > 500
    assert [key for key in asked if library.by_key(key) is None] == []


@each_file
def test_no_question_stands_twice_in_a_file(asked: AskedFile) -> None:
    said = [_BETWEEN.sub("", q.lower()) for phrases in asked.questions.values() for q in (*phrases.zh, *phrases.en)]
    assert sorted({question for question in said if said.count(question) > 1}) == []


@each_file
def test_each_question_is_in_its_language(asked: AskedFile) -> None:
    for number, phrases in asked.questions.items():
        assert phrases.zh, number
        assert phrases.en, number
        assert [question for question in phrases.zh if not _CHINESE.search(question)] == []
        assert [question for question in phrases.en if _CHINESE.search(question) or not question.strip()] == []


@each_file
def test_no_question_copies_its_article(library: LawLibrary, asked: AskedFile) -> None:
    texts = {
        key.rpartition("/art")[2]: library.by_key(key) for key in asked_by_key(library) if _is_of(library, key, asked)
    }
    for number, phrases in asked.questions.items():
        article = texts[number]
        assert article is not None
        text = _BETWEEN.sub("", article.text)
        for question in (_BETWEEN.sub("", q) for q in phrases.zh):
            runs = (question[i : i + COPIED] for i in range(len(question) - COPIED + 1))
            assert [run for run in runs if run in text] == [], (number, question)


def _is_of(library: LawLibrary, key: str, asked: AskedFile) -> bool:
    article = library.by_key(key)
    version = article.version if article else None
    return version is not None and (version.law.slug, version.adopted.isoformat()) == (asked.slug, asked.adopted)
