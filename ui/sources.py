"""The sources panel: each citation with its passage, its neighbours, its version and dates."""

import re

import streamlit as st

from assistant.guard import KEY
from assistant.stopping import without_open_key
from knowledge.citation import Citation
from knowledge.language import Language
from knowledge.law.library import LawLibrary
from knowledge.law.records import Article, ArticleNumber
from ui.safe import literal
from ui.texts import texts


def with_numbers(text: str, numbers: dict[str, int]) -> str:
    """Citation keys as small numbers, in order of first appearance; a key still being written is left out."""

    def number(match: re.Match[str]) -> str:
        return f" :gray[\\[{numbers.setdefault(match[1], len(numbers) + 1)}\\]]"

    return KEY.sub(number, without_open_key(text))


def show_sources(citations: list[Citation], library: LawLibrary, language: Language) -> None:
    """The panel under an answer, closed until opened."""
    words = texts(language)
    if not citations:
        return
    with st.expander(words["sources"].format(count=len(citations)), icon=":material/menu_book:"):
        for number, citation in enumerate(citations, 1):
            if number > 1:
                st.space("small")
            _show(number, citation, library, language)


def _show(number: int, citation: Citation, library: LawLibrary, language: Language) -> None:
    words = texts(language)
    title = citation.title if language == "zh" else citation.title_en or citation.title
    st.markdown(f"**{number}. {literal(title)} {literal(citation.place(language))}**")
    st.caption(_dates(citation, words) + f" · {literal(citation.key)}")
    article = library.by_key(citation.key)
    if article is None:
        st.caption(words["digest"])
        st.markdown(f"> {literal(citation.quote)}")
        return
    before, after = _neighbours(article, library)
    tabs = st.tabs([words["quoted"] if citation.quote != article.text else words["whole"], *(
        [words["whole"]] if citation.quote != article.text else []),
        *([words["before"]] if before else []), *([words["after"]] if after else [])])  # fmt: skip
    pieces = [citation.quote, *([article.text] if citation.quote != article.text else [])]
    pieces += [f"{other.number.chinese}　{other.text}" for other in (before, after) if other]
    for tab, piece in zip(tabs, pieces, strict=True):
        with tab:
            st.markdown("\n".join(f"> {literal(line)}  " for line in piece.split("\n")))


def _dates(citation: Citation, words: dict[str, str]) -> str:
    if citation.in_force_from is None:
        return literal(citation.source)
    if citation.in_force_to:
        return words["in_force_to"].format(start=citation.in_force_from, end=citation.in_force_to)
    return words["in_force"].format(start=citation.in_force_from)


def _neighbours(article: Article, library: LawLibrary) -> tuple[Article | None, Article | None]:
    number = article.number.number
    before = library.article(article.version, ArticleNumber(number - 1)) if number > 1 else None
    return before, library.article(article.version, ArticleNumber(number + 1))
