"""A document cut into passages short enough to compare a feature with, each with the place it stands at."""

import re
from dataclasses import dataclass

from knowledge.language import Language, detect
from knowledge.patents.demo import abstract_place
from knowledge.patents.record import Patent

_LONGEST = {"zh": 180, "en": 520}  # characters of a passage
_SENTENCE = re.compile(r"(?<=[。；;！？!?])|(?<=[a-z)\]\d]{2}[.])\s+(?=[A-Z(])|\n+")
MOST = 600  # passages of one document: a description of hundreds of pages is read from its beginning


@dataclass(frozen=True)
class Passage:
    """Words of a document and where they stand: "title", "abstract" ("demo-abstract": ours), "claim 3", "description ¶12"."""

    text: str
    place: str
    language: Language


def passages_of(patent: Patent) -> list[Passage]:
    """Title, abstract, claims and description of a publication in every language held."""
    found: list[Passage] = []
    for language, texts in patent.texts.items():
        found += [Passage(texts.title, "title", detect(texts.title))] if texts.title else []
        found += cut(texts.abstract, abstract_place(patent, language))
        for number, claim in enumerate(texts.claims, 1):
            found += cut(claim, f"claim {number}")
        for number, paragraph in enumerate(texts.description, 1):
            found += cut(paragraph, f"description ¶{number}")
    return found[:MOST]


def passages_in(text: str) -> list[Passage]:
    """The passages of a text of the user's own, such as a product description."""
    paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    return [passage for number, each in enumerate(paragraphs, 1) for passage in cut(each, f"¶{number}")]


def cut(text: str, place: str) -> list[Passage]:
    """A text in runs of whole sentences, none longer than can be compared; a longer sentence stays whole."""
    language = detect(text)
    runs: list[str] = []
    for sentence in (part.strip() for part in _SENTENCE.split(text) if part and part.strip()):
        joint = "" if language == "zh" else " "
        if runs and len(runs[-1]) + len(sentence) < _LONGEST[language]:
            runs[-1] += joint + sentence
        else:
            runs.append(sentence)
    return [Passage(run, place, language) for run in runs]
