"""The citation: a key that stays, a quotation that is verbatim, dates that say when it is in force."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from knowledge.citation import Citation, Kind
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import decisive_sentence, locate, sentences


def test_an_article_cites_itself(library: LawLibrary) -> None:
    article = library.by_key("cn/trademark-law@2019-11-01/art33")
    assert article is not None
    citation = article.cite()
    assert citation.kind is Kind.STATUTE
    assert (citation.title, citation.title_en) == ("中华人民共和国商标法", "Trademark Law of the PRC")
    assert citation.locator == "第三十三条"
    assert (citation.in_force_from, citation.in_force_to) == (date(2019, 11, 1), date(2026, 12, 31))
    assert citation.quote == article.text


def test_a_citation_quotes_part_of_its_article_verbatim(library: LawLibrary) -> None:
    article = library.by_key("cn/patent-law@2021-06-01/art42")
    assert article is not None
    assert article.cite("外观设计专利权的期限为十五年").quote in article.text


@pytest.mark.parametrize(
    "words", ["外观设计专利权的期限为十年", "Designs last fifteen years", "外观设计专利权的期限为 十五年"]
)
def test_words_that_do_not_stand_there_are_not_quoted(library: LawLibrary, words: str) -> None:
    article = library.by_key("cn/patent-law@2021-06-01/art42")
    assert article is not None
    with pytest.raises(ValueError, match="not a quotation from cn/patent-law@2021-06-01/art42"):
        article.cite(words)


def test_a_citation_is_not_changed_afterwards() -> None:
    citation = Citation(key="k", kind=Kind.PRACTICE, title="t", locator="l", quote="q")
    with pytest.raises(ValidationError):
        citation.quote = "another"  # type: ignore[misc]


def test_a_citation_survives_json(library: LawLibrary) -> None:
    article = library.by_key("cn/criminal-law@2021-03-01/art219-1")
    assert article is not None
    citation = article.cite()
    written = json.loads(citation.model_dump_json())
    assert written["in_force_from"] == "2021-03-01"
    assert written["in_force_to"] is None
    assert Citation.model_validate(written) == citation


def test_words_are_located_across_line_breaks(library: LawLibrary) -> None:
    text = "下列各项，不授予专利权：\n（一）科学发现；\n（二）智力活动的规则和方法；"
    assert locate("科学发现；（二）智力活动", text) == "科学发现；\n（二）智力活动"
    assert locate("智力活动的规则", text) == "智力活动的规则"
    assert locate("动物品种", text) is None
    assert locate("", text) in ("", None)


def test_the_decisive_sentence_is_the_one_that_shares_the_question(library: LawLibrary) -> None:
    article = library.by_key("cn/patent-law@2021-06-01/art42")
    assert article is not None
    sentence = decisive_sentence(article.text, {"药品", "上市"})
    assert sentence in sentences(article.text)
    assert "新药上市" in sentence
    assert decisive_sentence(article.text, set()) == sentences(article.text)[0]
