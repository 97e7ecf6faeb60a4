"""What others wrote, told as data (threat S4): no markup, no link, no citation key of its own."""

import re
from collections.abc import Collection

QUOTED = 200  # characters of a counterparty's words that are told
_BRACKETS = str.maketrans("[]<>`", "()‹›'")
_KEY = re.compile(r"\[([^\[\]\s]+)\]")


def quoted(text: str, limit: int = QUOTED) -> str:
    """Words of a counterparty on one line, shortened, as `harmless`."""
    plain = harmless(" ".join(text.split()))
    return f"{plain[:limit]}…" if len(plain) > limit else plain


def harmless(text: str, keys: Collection[str] = ()) -> str:
    """A text without brackets, angle brackets and addresses, but for the citation keys that belong to it."""
    parts, end = [], 0
    for match in _KEY.finditer(text):
        if match[1] in keys:
            parts += [_plain(text[end : match.start()]), match[0]]
            end = match.end()
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    return text.translate(_BRACKETS).replace("://", ":∕∕")
