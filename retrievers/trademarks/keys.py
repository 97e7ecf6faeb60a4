"""The keys under which a mark is found: two marks that may be alike share one, and few others do."""

from retrievers.trademarks.forms import Form
from retrievers.trademarks.sounds import english_sound, fold

_MOST_READINGS = 4
WHOLE, PART, CHARACTER = 8.0, 2.0, 1.0  # what sharing a key counts when the likeliest marks are chosen


def keys_of(form: Form) -> dict[str, float]:
    """The keys of a mark and their weights: wholes (same sound, same letters in any order), pairs, single characters."""
    keys: dict[str, float] = {}
    for part in dict.fromkeys((form, form.core)):
        keys[f"n:{part.plain}"] = WHOLE
        keys |= _chinese(part) if part.han else {}
        keys |= _letters(part) if part.letters else {}
    return keys if form.plain else {}


def _chinese(form: Form) -> dict[str, float]:
    shape = form.shape
    keys = {f"c:{char}": CHARACTER for char in shape}
    keys |= {f"b:{shape[at : at + 2]}": PART for at in range(len(shape) - 1)}
    if len(shape) > 1:
        keys["o:" + "".join(sorted(shape))] = WHOLE
    for reading in form.pinyin[:_MOST_READINGS]:
        syllables = fold(reading).split()
        keys["p:" + " ".join(syllables)] = WHOLE
        keys |= {
            f"q:{' '.join(syllables[at : at + 2])}": PART for at in range(len(syllables) - 1) if len(syllables) > 2
        }
        keys["x:" + (spelt := reading.replace(" ", ""))] = WHOLE  # letters that spell the pinyin
        keys["m:" + english_sound(spelt)] = WHOLE / 2  # letters that sound like it
    return keys


def _letters(form: Form) -> dict[str, float]:
    letters = form.letters
    padded = f"^{letters}$"
    keys = {f"l:{padded[at : at + 3]}": CHARACTER for at in range(len(padded) - 2)}
    keys["x:" + letters] = WHOLE
    if len(form.sound) > 1:
        keys["m:" + form.sound] = WHOLE / 2
    for word in form.words if len(form.words) > 1 else ():
        keys["w:" + word] = PART
    if len(form.words) > 1:
        keys["w:" + " ".join(sorted(form.words))] = WHOLE
    else:
        keys["w:" + letters] = PART
    return keys
