"""How alike the words of two marks are, and why: the measures of examination practice, each with its name.

The practice followed is that of the published examination guidance: characters the same but for their order, or one of
three or more different; the same or a near sound; characters the eye confuses; the earlier mark with weak or descriptive
words added, or contained whole; four or more letters with few different; words in another order; the same meaning in
another language. Where both words have meanings of their own and these differ, the guidance makes an exception.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why two marks are alike."""

    SAME = "same"
    SAME_PART = "same_part"  # the Chinese or the letters are the same, the rest is not
    ADDED_WEAK = "added_weak"  # the same but for weak words
    CONTAINS = "contains"
    REORDERED = "reordered"
    ONE_CHARACTER = "one_character"  # three or more characters, one of them different, added or left out
    LOOKS_ALIKE = "looks_alike"
    SAME_PINYIN = "same_pinyin"
    NEAR_PINYIN = "near_pinyin"  # another reading, or z/zh, n/l, an/ang
    PINYIN_SPELT = "pinyin_spelt"  # the letters are the pinyin of the characters
    TRANSCRIBED = "transcribed"  # characters and letters sound alike
    SPELLING = "spelling"  # few letters different
    SAME_SOUND = "same_sound"  # letters of the same English sound
    SAME_MEANING = "same_meaning"  # Chinese and English of the same meaning


@dataclass(frozen=True)
class Likeness:
    """How alike two marks are (0 to 1) and the reasons, the strongest first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def similar(self) -> bool:
        """Whether the words are near enough to be looked at as similar: a line of this program's, not a finding of law."""
        return self.score >= SIMILAR


SIMILAR = 0.6
_FURTHER, _COUNTS = 0.03, 0.5  # what each further reason adds, and the score from which it does


def fused(scores: dict[Reason, float]) -> Likeness:
    """One likeness of the scores by reason: the strongest decides, others confirm it."""
    ranked = sorted(((score, reason) for reason, score in scores.items() if score > 0), key=lambda row: -row[0])
    if not ranked:
        return Likeness(0.0, ())
    best = ranked[0][0]
    further = sum(score >= _COUNTS for score, _ in ranked[1:])
    score = best if best >= 1 or best < _COUNTS else min(best + _FURTHER * further, 0.99)
    shown = tuple(reason for score, reason in ranked if score >= min(_COUNTS, best))
    return Likeness(round(score, 4), shown)
