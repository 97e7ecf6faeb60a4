"""Which segment somebody is of, from a few sentences: the words it was decided on, and "not known" where they do not suffice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language import normalise
from tools.segments.segment import Cue, Question, Segment, segments


@dataclass(frozen=True)
class Heard:
    """A cue that was heard: in which words, for which segment, and its weight."""

    segment: Segment
    words: str
    zh: str
    en: str
    weight: int


@dataclass(frozen=True)
class Finding:
    """`segment` None: not known. `points` of each segment; `because`: what was heard for the segment, or for all while it is not known.

    `asks`: the questions that are still open, in order.
    """

    segment: Segment | None
    points: dict[Segment, int]
    because: tuple[Heard, ...]
    asks: tuple[Question, ...]


def find_segment(turns: Sequence[str], answered: Sequence[str] = ()) -> Finding:
    """The segment of a conversation. `answered`: the ids of questions that were asked already."""
    text = "\n".join(normalise(turn) for turn in turns)
    heard = [found for name, kind in segments().segments.items() for cue in kind.cues if (found := _heard(name, cue, text))]  # fmt: skip
    points = {name: sum(each.weight for each in heard if each.segment == name) for name in segments().segments}
    best, next_ = sorted(points, key=lambda name: -points[name])[:2]
    known = points[best] >= segments().threshold and points[best] - points[next_] >= segments().margin
    because = tuple(sorted((each for each in heard if each.segment == best or not known), key=lambda each: -each.weight))  # fmt: skip
    asks = () if known else tuple(each for each in segments().questions if each.id not in answered)
    return Finding(best if known else None, points, because, asks)


def _heard(segment: Segment, cue: Cue, text: str) -> Heard | None:
    found = re.search(cue.pattern, text, re.IGNORECASE)
    return Heard(segment, found[0].strip(), cue.zh, cue.en, cue.weight) if found else None
