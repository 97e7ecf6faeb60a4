"""The words of a patent: what is indexed of a record, and the index terms of any text, whatever its script."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from knowledge.language import normalise
from knowledge.patents.record import Patent
from retrievers.tokens import query_tokens, tokens

# Scripts beside Chinese without spaces between what is worth finding: kana and Hangul, in pairs like Chinese.
_PAIRED = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7a3]+")
_MARKS = re.compile(r"[\u0300-\u036f]")
_LATIN_WITH_MARKS = re.compile(r"[\u00c0-\u024f]")
CLAIMS_LEAD, DESCRIPTION_LEAD = 8_000, 3_000  # characters of a language that are indexed
FIELDS = ("title", "abstract", "claims", "description")


def text_of(text: str) -> str:
    """One written form: simplified Chinese, compatibility forms resolved, accents of Latin letters dropped."""
    plain = normalise(text)
    if _LATIN_WITH_MARKS.search(plain):
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return plain


def words(text: str) -> list[str]:
    """Index terms of a text: pairs of Chinese, kana and Hangul, stems of English, numbers whole."""
    return _terms(text_of(text), asked=False)


def shown_words(text: str) -> list[str]:
    """Index terms of a text to be shown, found fast: plain English goes without the mending of slips of typing."""
    return tokens(text) if text.isascii() else words(text)


def asked_words(text: str) -> list[str]:
    """Index terms of a question: without the words of asking."""
    return _terms(text_of(text), asked=True)


def _terms(plain: str, asked: bool) -> list[str]:
    found = query_tokens(plain) if asked else tokens(plain)
    for run in _PAIRED.findall(unicodedata.normalize("NFC", plain)):
        found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return found


def fields(patent: Patent) -> dict[str, str]:
    """The index terms of each field over all languages, separated by spaces."""
    texts = patent.texts.values()
    return {
        "title": _joined(text.title for text in texts),
        "abstract": _joined(text.abstract for text in texts),
        "claims": _joined(_lead(text.claims, CLAIMS_LEAD) for text in texts),
        "description": _joined(_lead(text.description, DESCRIPTION_LEAD) for text in texts),
    }


def _joined(texts: Iterable[str]) -> str:
    return " ".join(word for text in texts if text for word in words(text))


def _lead(parts: Iterable[str], characters: int) -> str:
    out, size = [], 0
    for part in parts:
        out.append(part[: characters - size])
        size += len(part)
        if size >= characters:
            break
    return "\n".join(out)


@lru_cache(maxsize=64)
def script_of(language: str) -> str:
    """The collection a language's vectors stand in: "zh", "en" or "other"."""
    head = language.partition("-")[0].lower()
    return head if head in ("zh", "en") else "other"


def vector_texts(patent: Patent, lead: int) -> list[tuple[str, str, str]]:
    """What is embedded of a record: (collection, place, text): the title, and the title with the lead of the abstract.

    `lead`: characters of Latin script; Chinese says as much in a third. Of the languages of one collection the later
    ones have places of their own ("title:fr"): two vectors may not share one.
    """
    out: list[tuple[str, str, str]] = []
    seen: set[str] = set()
    for language, text in patent.texts.items():
        script = script_of(language)
        mark = f":{language}" if script in seen else ""
        seen.add(script)
        title = text_of(text.title).strip()
        if title:
            out.append((script, f"title{mark}", title))
        if abstract := text.abstract[: lead // (3 if script == "zh" else 1)].strip():
            out.append((script, f"abstract{mark}", text_of(f"{text.title}\n{abstract}".strip())))
    return out
