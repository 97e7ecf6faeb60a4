"""White space of Chinese text as typesetting leaves it: lines cut in the middle of a sentence are joined again."""

import re

_LINE_END = re.compile(r"[ \t\u3000\xa0]*[\r\n]+\s*")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
_ASCII = re.compile(r"[!-~]")


def joined(text: str) -> str:
    """The text on one line: a line end between two ASCII characters becomes a space, any other is dropped.

    Chinese is written without spaces, so a line may end anywhere; "heat\\nexchanger" is two words, "高\\n压" is one.
    """
    stripped = text.strip()
    pieces: list[str] = []
    position = 0
    for found in _LINE_END.finditer(stripped):
        pieces.append(stripped[position : found.start()])
        both = _ASCII.match(stripped, found.start() - 1) and _ASCII.match(stripped, found.end())
        pieces.append(" " if both else "")
        position = found.end()
    return _SPACES.sub(" ", "".join([*pieces, stripped[position:]])).strip()
