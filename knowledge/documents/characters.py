"""Characters nobody sees: tag characters that spell hidden words, marks that turn the reading direction, zero widths."""

import re

_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORCED = re.compile("[\u202d\u202e]")  # these turn what is written, whatever the script
_ZERO = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff]")
_MANY = 8  # zero-width characters of a page; a few come from word processors
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NEEDS_JOINERS = re.compile("[\u0600-\u06ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\U0001f300-\U0001faff]")
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)


def without_unseen(text: str) -> str:
    """The text without characters nobody sees."""
    return _UNSEEN.sub("", text)


def unseen_in(text: str) -> list[tuple[str, str]]:
    """What a text hides in its characters: (carrier, what it says or which characters they are) for each sort."""
    found = []
    if tags := "".join(_TAGS.findall(text)):
        spelt = "".join(chr(ord(tag) - 0xE0000) for tag in tags if 0xE0020 <= ord(tag) < 0xE007F)
        found.append(("tag_characters", spelt or _names(tags)))
    turns = _TURNS.findall(text)
    if _FORCED.search(text) or (turns and not _RIGHT_TO_LEFT.search(text)):
        found.append(("bidi", _names("".join(turns))))
    zero = _ZERO.findall(text)
    if len(zero) >= _MANY and not _NEEDS_JOINERS.search(text):
        found.append(("zero_width", f"{len(zero)} × {_names(''.join(zero))}"))
    return found


def _names(characters: str) -> str:
    return " ".join(sorted({f"U+{ord(character):04X}" for character in characters}))
