"""How marks sound: every pinyin reading of characters with tones left out, and the English sound of letters."""

import re
from functools import cache, lru_cache
from itertools import islice, product

_MOST_READINGS = 12
# Initials and finals that speakers of many regions do not keep apart; the first of each row stands for all.
_INITIALS = (("z", "zh"), ("c", "ch"), ("s", "sh"), ("l", "n"), ("f", "h"), ("l", "r"))
_FINALS = (("an", "ang"), ("en", "eng"), ("in", "ing"))
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(.+)")
_NO_CONFUSION = frozenset({("f", "h"), ("l", "r")})  # heard in few regions only: not counted as the same sound


# Libraries with dictionaries are imported at the first mark that is compared: most turns compare none.
def _pinyin(han: str, heteronym: bool = False) -> list[list[str]]:
    """The readings of each character without tones; with `heteronym` all of them."""
    from pypinyin import Style, pinyin

    return pinyin(han, style=Style.NORMAL, heteronym=heteronym, errors="ignore", v_to_u=False)


@cache
def _of_char(char: str) -> tuple[str, ...]:
    found = _pinyin(char, heteronym=True)
    return tuple(dict.fromkeys(found[0])) if found else ()


@lru_cache(maxsize=65_536)
def readings(han: str) -> tuple[str, ...]:
    """Every way characters can be read, the likeliest first: 银行 is "yin hang", then "yin xing"."""
    usual = " ".join(row[0] for row in _pinyin(han))
    rows = [_of_char(char) for char in han]
    if not usual or not all(rows):
        return (usual,) if usual else ()
    every = (" ".join(syllables) for syllables in islice(product(*rows), _MOST_READINGS))
    return tuple(dict.fromkeys((usual, *every)))


@cache
def folded(syllable: str) -> str:
    """A syllable with what is often not kept apart (z/zh, n/l, an/ang) written one way."""
    found = _SYLLABLE.fullmatch(syllable)
    if not found:
        return syllable
    initial, final = found[1] or "", found[2]
    for pair in _INITIALS:
        if pair not in _NO_CONFUSION and initial == pair[1]:
            initial = pair[0]
    for short, long in _FINALS:
        if final.endswith(long):
            final = final[: -len(long)] + short
    return initial + final


def fold(reading: str) -> str:
    """A reading with every syllable folded."""
    return " ".join(folded(syllable) for syllable in reading.split())


# Spellings of one sound in English, in this order: the sound is written in the one way on the right.
_RESPELT = tuple((re.compile(spelling), sound) for spelling, sound in (
    (r"^x", "z"), (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"ph", "f"), (r"igh(?=t|$)", "i"), (r"qu", "kw"), (r"q", "k"),
    (r"ck", "k"), (r"c(?=[eiy])", "s"), (r"sch|tch", "ch"), (r"c(?!h)", "k"), (r"x", "ks"), (r"g(?=[ei])", "j"), (r"z", "s"),
    (r"ee|ea|ie", "i"), (r"oo|ou", "u"), (r"ai|ay|ey", "e"), (r"y", "i"), (r"(.)\1+", r"\1"), (r"(?<=[^aeiou])e$", ""),
))  # fmt: skip


@lru_cache(maxsize=65_536)
def english_sound(letters: str) -> str:
    """The metaphone code of letters (their consonants, mostly), empty for digits only."""
    import jellyfish

    return str(jellyfish.metaphone(respelt(letters))) if any(char.isalpha() for char in letters) else ""


@lru_cache(maxsize=65_536)
def respelt(letters: str) -> str:
    """Letters with every sound written one way, vowels kept: quickso and kwikso are the same."""
    for spelling, sound in _RESPELT:
        letters = spelling.sub(sound, letters)
    return letters


def is_chinese_word(han: str) -> bool:
    """Whether characters are a word of the language rather than made up."""
    import rjieba

    return bool(rjieba.has_word(han))
