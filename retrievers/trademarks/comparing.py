"""Two marks compared in every way there is: within a script and across Chinese and letters."""

from rapidfuzz.distance import OSA

from retrievers.trademarks.chinese import compare_chinese
from retrievers.trademarks.english import compare_letters
from retrievers.trademarks.forms import Form
from retrievers.trademarks.lexicon import is_english_word
from retrievers.trademarks.likeness import Likeness, Reason, fused
from retrievers.trademarks.sounds import english_sound

MEANS_THE_SAME = 0.62  # cosine of two short texts in different languages from which they mean the same
_WEAK = 0.04  # taken off a likeness of what is left without weak words
_COUNTED = (Reason.SAME_PART, Reason.ADDED_WEAK)
_TRANSCRIBED = 0.5  # likeness of pinyin and letters from which the same consonants are the same sound


def compare(first: Form, second: Form, nearness: float = 0.0) -> Likeness:
    """How alike two marks are. `nearness`: the cosine of their meanings where it was measured, else 0."""
    if not first.plain or not second.plain:
        return Likeness(0.0, ())
    if first.plain == second.plain:
        return Likeness(1.0, (Reason.SAME,))
    scores: dict[Reason, float] = {}
    found = [compare_chinese(first, second), compare_letters(first, second), _across(first, second, nearness)]
    for reason, score in (row for each in (*found, _cores(first, second)) for row in each.items()):
        scores[reason] = max(scores.get(reason, 0.0), score)
    return fused(scores)


def _cores(first: Form, second: Form) -> dict[Reason, float]:
    """What is alike without weak words: 澜沁 and 兰沁科技. Cores that are the same are counted as such already."""
    ours, theirs = first.core, second.core
    if ours is first and theirs is second:
        return {}
    found = compare_chinese(ours, theirs) | compare_letters(ours, theirs)
    return {reason: score - _WEAK for reason, score in found.items() if reason not in _COUNTED}


def _across(first: Form, second: Form, nearness: float) -> dict[Reason, float]:
    """Chinese on one side, letters on the other."""
    return _chinese_to_letters(first, second, nearness) | _chinese_to_letters(second, first, nearness)


def _chinese_to_letters(chinese: Form, letters: Form, nearness: float) -> dict[Reason, float]:
    if not chinese.han or not letters.letters or letters.han or chinese.letters == letters.letters:
        return {}
    found: dict[Reason, float] = {}
    spelt = [reading.replace(" ", "") for reading in chinese.pinyin]
    if letters.letters in spelt and len(chinese.han) > 1:
        found[Reason.PINYIN_SPELT] = 0.74 if letters.letters == spelt[0] else 0.6
    elif spelt and len(letters.sound) > 1 and english_sound(spelt[0]) == letters.sound:
        likeness = OSA.normalized_similarity(spelt[0], letters.letters)
        if likeness >= _TRANSCRIBED:
            found[Reason.TRANSCRIBED] = round(0.45 + 0.25 * likeness, 4)
    if nearness >= MEANS_THE_SAME and not chinese.letters and means_something(letters):
        found[Reason.SAME_MEANING] = round(min(0.62 + 0.6 * (nearness - MEANS_THE_SAME), 0.8), 4)
    return found


def means_something(form: Form) -> bool:
    """Whether a mark can be compared by meaning: characters, or English words all of them."""
    return bool(form.han) or (bool(form.words) and all(is_english_word(word) for word in form.words))
