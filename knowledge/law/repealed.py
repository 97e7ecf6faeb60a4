"""Repealed laws that people still cite: which provision repealed them, and where their matter stands now."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.practice.notes import Both


@dataclass(frozen=True)
class Repealed:
    """One repealed law. `by` names the provision that repealed it, `quote` its words, `now` where to look today."""

    names: tuple[str, ...]
    by: str
    quote: str
    now: Both


@cache
def load_repealed() -> tuple[Repealed, ...]:
    """The list that ships with the product."""
    rows = tomllib.loads(files("knowledge.law").joinpath("repealed.toml").read_text("utf-8"))["repealed"]
    return tuple(Repealed((*row["zh"], *row["en"]), row["by"], row["quote"], Both(**row["now"])) for row in rows)


def repealed_in(text: str) -> Repealed | None:
    """The repealed law a text names, the first by place; a longer name that only ends like it (劳动合同法) is another law."""
    found = []
    for law in load_repealed():
        for name in law.names:
            chinese = not name.isascii()
            before = r"(?<![\u4e00-\u9fff])(?:根据|按照?|依照?|适用|原|旧|老)?《?" if chinese else r"\b"
            match = re.search(f"{before}{re.escape(name)}(?![a-z])", text, 0 if chinese else re.IGNORECASE)
            if match:
                found.append((match.start(), law))
    return min(found, key=lambda pair: pair[0])[1] if found else None
