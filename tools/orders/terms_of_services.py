"""The words of the catalogue and how rare each is: what finds a service where no cue stands in the request."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import snowballstemmer

from knowledge.language import HAN
from tools.orders.catalogue import catalogue
from tools.orders.service import Service

_WORD = re.compile(r"[a-z0-9]+")
_RUN = re.compile(f"[{HAN}]+")
_COMMON = 9  # a word of more services than this tells none of them
_RARE = 60  # weight of a word that one service alone has
_PARTICLES = re.compile(
    "[的了和与或及有没我你您们吗呢请在是为这那哪个件不要会能可以把被给让人]"
)  # a pair with one of them is chance
_LITTLE = re.compile(
    "(?:a|an|the|of|for|to|my|our|your|i|we|in|on|is|it|and|or|with|me|want|need|would|like|please|how|can|"
    "do|does|at|by|from|as|be|us|they|he|she|that|this|there|what|which|who|some|any|if|so|are|was|one|two|new)"
)


def terms_of(text: str) -> list[str]:
    """Stems of English words and pairs of neighbouring Chinese characters of a lower-case text, in their order."""
    pairs = [run[at : at + 2] for run in _RUN.findall(text) for at in range(len(run) - 1)]
    pairs = [pair for pair in pairs if not _PARTICLES.search(pair)]
    return [*stems_of(text), *pairs]


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the English words of a lower-case text, little words left out; patentability is not a patent."""
    stemmer = snowballstemmer.stemmer("english")
    words = [word for word in _WORD.findall(text) if not _LITTLE.fullmatch(word)]
    return tuple(word if word.endswith("ability") else stemmer.stemWord(word) for word in words)


@cache
def weights() -> Mapping[str, Mapping[str, int]]:
    """SKU -> term -> what the term says for the service, more the fewer services have it."""
    held = {each.sku: set(terms_of(told_of(each))) for each in catalogue().services.values()}
    count = Counter(term for terms in held.values() for term in terms)
    return {
        sku: {term: _RARE // count[term] for term in terms if count[term] <= _COMMON} for sku, terms in held.items()
    }


def told_of(service: Service) -> str:
    """Everything the catalogue says about what a service is, in lower case."""
    own = [service.zh, service.en, service.about_zh, service.about_en, *service.cues.zh, *service.cues.en]
    return " ".join([*own, *(name for each in service.deliverables for name in (each.zh, each.en))]).lower()
