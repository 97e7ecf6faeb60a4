"""Where a matter lies: the place a text names, several, or China where it names none."""

import re
from functools import cache

from knowledge.language import normalise
from tools.triage.labels import data_of


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {place: re.compile(f"(?:{row['zh']})|(?:{row['en']})", re.IGNORECASE) for place, row in data_of("places").items()}  # fmt: skip


def place_of(text: str) -> tuple[str, str]:
    """The place and the words that name it. A foreign writer's matter at home in China is China's."""
    plain = normalise(text)
    found = {place: match[0] for place, pattern in _patterns().items() if (match := pattern.search(plain))}
    home = found.pop("home", "")
    if not found:
        return "CN", home
    if (
        home
        and len(found) == 1
        and next(iter(found)) != "XX"
        and re.search(r"\bchin\w+|cnipa|进(?:入)?中国|在华", home, re.IGNORECASE)
    ):
        return "CN", home
    if len(found) == 1:
        return next(iter(found.items()))
    return "XX", " / ".join(found.values())
