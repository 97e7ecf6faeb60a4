"""Chinese characters of two marks compared: order, one different, shape, sound, containment."""

from retrievers.trademarks.forms import Form
from retrievers.trademarks.likeness import Reason
from retrievers.trademarks.shapes import look_alike
from retrievers.trademarks.sounds import fold, is_chinese_word

_OWN_MEANINGS = 0.3  # taken off where both are words of the language: their meanings differ
_ALONE = 0.2  # taken off a likeness of single characters


def compare_chinese(first: Form, second: Form) -> dict[Reason, float]:
    """The score of each reason for which the characters of two marks are alike; empty when one has none."""
    ours, theirs = first.han, second.han
    if not ours or not theirs:
        return {}
    if ours == theirs:
        return {Reason.SAME_PART: 0.92 if len(ours) > 1 else 0.7}
    found = _shape(first, second) | _sound(ours, theirs, first, second)
    if _same_but_for_weak(first, second):
        found[Reason.ADDED_WEAK] = 0.88
    if contained := _containment(ours, theirs):
        found[Reason.CONTAINS] = contained
    if len(ours) > 1 and is_chinese_word(ours) and is_chinese_word(theirs):
        found = {reason: score - _OWN_MEANINGS for reason, score in found.items()}
    return found


def _same_but_for_weak(first: Form, second: Form) -> bool:
    """Whether only weak words set two marks apart; two different ones in front, old and new, each say something."""
    core = first.core.han
    if len(core) < 2 or core != second.core.han:
        return False
    fronts = [form.han[: form.han.index(core)] for form in (first, second)]
    return not all(fronts) or fronts[0] == fronts[1]


def _shape(first: Form, second: Form) -> dict[Reason, float]:
    ours, theirs = first.han, second.han
    found: dict[Reason, float] = {}
    if len(ours) > 1 and sorted(ours) == sorted(theirs):
        found[Reason.REORDERED] = 0.85
    if first.shape == second.shape:
        found[Reason.LOOKS_ALIKE] = 0.86 if len(ours) > 1 else 0.86 - _ALONE
    if score := _one_character(ours, theirs):
        found[Reason.ONE_CHARACTER] = score
    return found


def _one_character(ours: str, theirs: str) -> float:
    """The score for one character of three or more different, added in the middle, or left out there; 0 otherwise."""
    if len(ours) == len(theirs) >= 3:
        places = [place for place, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
        if len(places) != 1:
            return 0.0
        a, b = ours[places[0]], theirs[places[0]]
        if look_alike(a, b) or _same_sound(a, b):
            return 0.88
        # guidance: not where the first character is clearly different in sound or shape
        return 0.5 if places[0] == 0 else 0.68 + 0.02 * min(len(ours), 6)
    shorter, longer = sorted((ours, theirs), key=len)
    if len(longer) - len(shorter) == 1 and len(shorter) >= 3 and shorter not in longer:
        return 0.72 if any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer))) else 0.0
    return 0.0


def _same_sound(a: str, b: str) -> bool:
    return bool(set(Form.of(a).pinyin) & set(Form.of(b).pinyin))


def _containment(ours: str, theirs: str) -> float:
    """The score for one mark standing whole in the other: the more of it, and the more at its beginning, the higher."""
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) < 2 or shorter not in longer:
        return 0.0
    return 0.45 + 0.4 * len(shorter) / len(longer) + 0.05 * longer.startswith(shorter)


def _sound(ours: str, theirs: str, first: Form, second: Form) -> dict[Reason, float]:
    if len(ours) != len(theirs) or not first.pinyin or not second.pinyin:
        return {}
    shared = sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(ours)
    off = _ALONE if len(ours) == 1 else 0.0
    if first.pinyin[0] == second.pinyin[0]:
        return {Reason.SAME_PINYIN: 0.72 + 0.18 * shared - off}
    if not set(first.pinyin).isdisjoint(second.pinyin):
        return {Reason.NEAR_PINYIN: 0.54 + 0.22 * shared - off}
    if fold(first.pinyin[0]) == fold(second.pinyin[0]):
        return {Reason.NEAR_PINYIN: 0.56 + 0.22 * shared - off}
    return {}
