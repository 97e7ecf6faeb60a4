"""Letters of two marks compared: spelling, sound, order of words, containment."""

from rapidfuzz.distance import OSA

from retrievers.trademarks.forms import Form
from retrievers.trademarks.lexicon import is_english_word
from retrievers.trademarks.likeness import Reason
from retrievers.trademarks.sounds import respelt

_OWN_MEANINGS = 0.3  # taken off where both are English words: their meanings differ
_FIRST_LETTER = 0.1  # taken off where the first letters differ
_SHORTEST = 4  # letters from which few different ones do not make another mark
_VOWELS = 0.67  # likeness of all sounds, vowels too, from which the same consonants sound the same
_HEARD = 2  # consonants from which a metaphone code says something


def compare_letters(first: Form, second: Form) -> dict[Reason, float]:
    """The score of each reason for which the letters of two marks are alike; empty when one has none."""
    ours, theirs = first.letters, second.letters
    if not ours or not theirs:
        return {}
    if ours == theirs:
        return {Reason.SAME_PART: 0.92 if len(ours) > 2 else 0.7}
    found: dict[Reason, float] = {}
    if len(first.words) > 1 and sorted(first.words) == sorted(second.words):
        found[Reason.REORDERED] = 0.85
    if first.core.letters == second.core.letters:
        found[Reason.ADDED_WEAK] = 0.88
    if score := _containment(first, second):
        found[Reason.CONTAINS] = score
    found |= _spelling(ours, theirs)
    if score := _sound(first, second):
        found[Reason.SAME_SOUND] = score
    if _have_meanings(first) and _have_meanings(second) and not _plural(ours, theirs):
        lessened = {Reason.SPELLING, Reason.SAME_SOUND} | (
            {Reason.CONTAINS} if len(first.words) == len(second.words) == 1 else set()
        )
        found = {reason: score - _OWN_MEANINGS * (reason in lessened) for reason, score in found.items()}
    return found


def _have_meanings(form: Form) -> bool:
    return all(is_english_word(word) for word in form.words)


def _plural(ours: str, theirs: str) -> bool:
    shorter, longer = sorted((ours, theirs), key=len)
    return longer in (f"{shorter}s", f"{shorter}es")


def _spelling(ours: str, theirs: str) -> dict[Reason, float]:
    """Few letters different, of four or more: one of four counts less than one of eight."""
    length = max(len(ours), len(theirs))
    if min(len(ours), len(theirs)) < _SHORTEST - 1 or length < _SHORTEST:
        return {}
    distance = OSA.distance(ours, theirs, score_cutoff=max(1, length // 3))
    if distance > max(1, length // 3):
        return {}
    score = 0.97 - 1.3 * distance / length - _FIRST_LETTER * (ours[0] != theirs[0])
    return {Reason.SPELLING: round(min(score, 0.88), 4)} if score > 0 else {}


def _sound(first: Form, second: Form) -> float:
    """The same consonants by their metaphone code, and vowels that are mostly the same."""
    if len(first.sound) < _HEARD or first.sound != second.sound:
        return 0.0
    likeness = OSA.normalized_similarity(respelt(first.letters), respelt(second.letters))
    return round(0.5 + 0.35 * likeness, 4) if likeness >= _VOWELS else 0.0


def _containment(first: Form, second: Form) -> float:
    """The score for one mark standing in the other: as a word, or at the beginning or end of its letters."""
    shorter, longer = sorted((first, second), key=lambda form: len(form.letters))
    part, whole = shorter.letters, longer.letters
    if len(part) == len(whole) or len(part) < _SHORTEST - 1:
        return 0.0
    as_words = _run_of(shorter.words, longer.words)
    at_edge = (len(part) >= _SHORTEST and whole.startswith(part)) or (len(part) > _SHORTEST and whole.endswith(part))
    if not as_words and not at_edge:
        return 0.0
    return round(0.42 + 0.4 * len(part) / len(whole) + 0.1 * as_words + 0.05 * whole.startswith(part), 4)


def _run_of(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))
