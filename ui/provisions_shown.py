"""Provisions by name: a citation key as people say it, and its text to open."""

from collections.abc import Iterable, Sequence

import streamlit as st

from assistant.guard import KEY
from knowledge.citation import Citation
from knowledge.language import Language
from knowledge.law.library import LawLibrary
from ui import session
from ui.safe import literal
from ui.sources import show_sources


def provision_name(key: str, library: LawLibrary, language: Language) -> str:
    """A provision as people name it: 专利法第十条, Patent Law, Article 10; the key itself where the text is not at hand."""
    article = library.by_key(key)
    if article is None:
        return key
    law = article.version.law
    if language == "zh":
        return f"《{law.short or law.title}》{article.number.chinese}"
    return f"{law.english or law.title}, Article {article.number}"


def readable(text: str, known: Iterable[str]) -> str:
    """Words of a card as Markdown that shows them unchanged, its provisions by name behind them.

    `known`: the keys the card itself rests on; what a party typed is no provision, whatever it looks like.
    """
    library, language, rests = session.world().library, session.language(), frozenset(known)
    keys = dict.fromkeys(key for key in KEY.findall(text) if key in rests)
    plain = KEY.sub(lambda found: "" if found[1] in rests else found[0], text)
    names = dict.fromkeys(provision_name(key, library, language) for key in keys)
    return literal(" ".join(plain.split())) + "".join(f" :gray[({literal(name)})]" for name in names)


def draw_provisions(keys: Sequence[str]) -> None:
    """The provisions something rests on, to open and read; those that are not at hand stay names."""
    library = session.world().library
    found: list[Citation] = [article.cite() for key in keys if (article := library.by_key(key))]
    show_sources(found, library, session.language())
    if rest := [key for key in keys if library.by_key(key) is None]:
        st.caption(literal(" · ".join(rest)))
