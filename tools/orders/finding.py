"""Finding services for a request in the user's words, in Chinese or English, with the reasons."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from knowledge.language import HAN, normalise
from tools.orders.catalogue import catalogue
from tools.orders.service import Service
from tools.orders.terms_of_services import stems_of, terms_of, weights

MOST = 8  # services shown for a request
_CUE = 60  # what a letter of a cue of one service alone says; shared ones less
_LEAST = 40  # below this a request says nothing
_SKU = 100_000
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True)
class Found:
    """A service that fits a request. `because`: the words of the request that speak for it; `score`: whole, higher is better."""

    service: Service
    score: int
    because: tuple[str, ...]


def find_services(text: str, line: str = "", limit: int = MOST) -> list[Found]:
    """Services for a request, the best first; those of a line alone where one is named. A SKU in the text comes first.

    Raises Refused for an unknown line. No service is preferred for money: the order rests on the words alone.
    """
    asked = normalise(text).lower()
    shelf = catalogue().of_line(line)
    found = [each for each in (_judged(service, asked) for service in shelf) if each.score >= _LEAST]
    found = found or [each for each in (_by_name(service, asked) for service in shelf) if each.score]
    return sorted(found, key=lambda each: -each.score)[:limit]


def _by_name(service: Service, asked: str) -> Found:
    """For a request of common words alone ("商标", "patents"): how many of them the name has."""
    named = set(terms_of(f"{service.zh} {service.en}".lower()))
    words = tuple(dict.fromkeys(term for term in terms_of(asked) if term in named))
    return Found(service, len(words), words)


def _judged(service: Service, asked: str) -> Found:
    reasons: dict[str, int] = {}
    if re.search(rf"(?<![a-z0-9]){re.escape(service.sku.lower())}(?![a-z0-9])", asked):
        reasons[service.sku] = _SKU
    stems, shared = stems_of(asked), _shared()
    for cue in (*service.cues.zh, service.zh, *service.cues.en, service.en):
        if letters := _letters(cue.lower(), asked, stems):
            reasons[cue.replace("+", " ")] = letters * _CUE // shared[cue]
    held = weights()[service.sku]
    words = {term: held[term] for term in dict.fromkeys(terms_of(asked)) if term in held}
    if len(words) == 1 and not reasons:
        words = {}  # one rare word alone is chance
    because = tuple(sorted(reasons or words, key=lambda each: -(reasons or words)[each]))
    return Found(service, max(reasons.values(), default=0) + sum(words.values()), because)


def _letters(cue: str, asked: str, stems: tuple[str, ...]) -> int:
    """How much of a cue stands in the request, in Chinese characters or twice the English words; 0 unless all of it does.

    "专利+贷款": both parts, with anything between them.
    """
    if _HAN.search(cue):
        parts = cue.split("+")
        return len("".join(parts)) if all(part in asked for part in parts) else 0
    wanted = _cue_stems(cue)
    return 2 * len(wanted) if wanted and _within(wanted, stems) else 0


def _within(wanted: tuple[str, ...], stems: tuple[str, ...]) -> bool:
    """Whether all words of a cue stand in the request close to each other, in any order."""
    places = [[at for at, stem in enumerate(stems) if stem == word] for word in wanted]
    if not all(places):
        return False
    near = len(wanted) + 1
    return any(all(any(abs(at - first) <= near for at in each) for each in places) for first in places[0])


@cache
def _shared() -> Counter[str]:
    """How many services each cue belongs to."""
    return Counter(
        cue for each in catalogue().services.values() for cue in {*each.cues.zh, each.zh, *each.cues.en, each.en}
    )


@cache
def _cue_stems(cue: str) -> tuple[str, ...]:
    return stems_of(cue)
