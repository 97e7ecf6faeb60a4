"""The passage of a record that shows why it was found: its best sentence or claim, with the place it stands at."""

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.patents.demo import OWN_ABSTRACT, abstract_place
from knowledge.patents.record import Patent, Texts
from retrievers.patents.words import shown_words

LONGEST = 400  # characters of a passage
_LOOKED_AT = 8_000  # characters of a record that are compared: more takes longer than it tells
_SENTENCE = re.compile(r"(?<=[。！？；])|(?<=[.!?;])\s+(?=[A-Z0-9(])")
_ORDER = {
    "abstract": 1.0,
    OWN_ABSTRACT: 1.0,
    "claim": 1.0,
    "description": 0.8,
    "title": 0.6,
}  # what says most about a record, when equal
_NUMBER = re.compile(r"^\s*(\d{1,3})\s*[.．、)]")


def best_passage(patent: Patent, terms: Mapping[str, float]) -> tuple[str, str]:
    """The sentence or claim that holds most of the query's terms (with their weights) in few words, and its place.

    When no term occurs (a query in another language), the beginning of the abstract, else of claim 1.
    """
    best, chosen = 0.0, ("", "")
    for place, text in _passages(patent):
        found = shown_words(text)
        covered = sum(terms[term] for term in set(found) & terms.keys())
        score = _ORDER[place.partition(" ")[0]] * covered / (len(found) + 20) ** 0.3
        if score > best:
            best, chosen = score, (text, place)
    text, place = chosen if best else _beginning(patent)
    return _cut(text, terms), place


def _passages(patent: Patent) -> Iterator[tuple[str, str]]:
    left = _LOOKED_AT
    for language, texts in patent.texts.items():
        for place, text in _of(texts, abstract_place(patent, language)):
            if left > 0 and text.strip():
                left -= len(text)
                yield place, text.strip()


def _of(texts: Texts, abstract: str) -> Iterable[tuple[str, str]]:
    yield "title", texts.title
    yield from ((abstract, sentence) for sentence in _SENTENCE.split(texts.abstract))
    for count, claim in enumerate(texts.claims, 1):
        printed = _NUMBER.match(claim)
        yield f"claim {printed[1] if printed else count}", claim
    yield from (("description", sentence) for part in texts.description for sentence in _SENTENCE.split(part))


def _beginning(patent: Patent) -> tuple[str, str]:
    by_place: dict[str, str] = {}
    for place, text in _passages(patent):
        by_place.setdefault(place, text)
    for place in ("abstract", OWN_ABSTRACT, "claim 1", "title", "description"):
        if place in by_place:
            return by_place[place], place
    return "", "title"


def _cut(text: str, terms: Mapping[str, float]) -> str:
    """At most LONGEST characters, from a little before the part that holds most terms, marked where cut."""
    if len(text) <= LONGEST:
        return text
    starts = range(0, len(text) - LONGEST // 2, LONGEST // 4)
    held = {
        start: sum(terms.get(term, 0.0) for term in set(shown_words(text[start : start + LONGEST]))) for start in starts
    }
    start = max(held, key=lambda one: (held[one], -one))
    end = start + LONGEST
    if start and " " in text[start : start + 30]:
        start = text.index(" ", start) + 1
    if end < len(text) and " " in text[end - 30 : end]:
        end = text.rindex(" ", start, end)
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
