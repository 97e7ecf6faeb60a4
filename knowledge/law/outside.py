"""Instruments that people cite and that are not in the statute package: regulations, guidelines, foreign law."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.one_of import one_of


@dataclass(frozen=True)
class Outside:
    """Names of instruments that cannot be checked here unless the operator has ingested them."""

    named: tuple[tuple[list[str], list[str]], ...]  # Chinese and English names of one instrument each
    domestic: tuple[str, ...]
    foreign: tuple[str, ...]
    foreign_prefix: re.Pattern[str]
    foreign_suffix: re.Pattern[str]

    def is_domestic(self, name: str) -> bool:
        """True for a PRC regulation, guideline or interpretation by one of its known names."""
        return _fold(name) in {_fold(known) for known in self.domestic}

    def english(self, name: str) -> str:
        """The English name of an instrument known by a Chinese one; the name itself when there is none."""
        row = next((row for row in self.named if _fold(name) in {_fold(known) for known in row[0]}), None)
        return row[1][0] if row and row[1] else name

    def same(self, name: str, other: str) -> bool:
        """Whether two names, in whatever language, are of one instrument."""
        pair = {_fold(name), _fold(other)}
        return len(pair) == 1 or any(pair <= set(map(_fold, (*zh, *en))) for zh, en in self.named)

    def is_foreign(self, name: str, before: str = "", after: str = "") -> bool:
        """True for foreign law and treaties, by name or by what stands beside it ("美国", "the US", "of Japan")."""
        known = _fold(name) in {_fold(foreign) for foreign in self.foreign}
        beside = self.foreign_prefix.search(before) or self.foreign_suffix.match(after)
        return known or bool(beside) or bool(self.foreign_prefix.match(name))


@cache
def load_outside() -> Outside:
    """Read the list that ships with the product."""
    rows = tomllib.loads(files("knowledge.law").joinpath("outside.toml").read_text("utf-8"))
    domestic = tuple(name for row in rows["domestic"] for name in (*row["zh"], *row["en"]))
    foreign = rows["foreign"][0]
    zh, en = foreign["prefixes_zh"], [name.lower() for name in foreign["prefixes_en"]]
    prefix = re.compile(
        rf"(?:{one_of(zh)})的?\s*[《“]?$|\b(?:{one_of(en)})(?:['’]s)?\s+$|^(?:{one_of(zh)})|^(?:{one_of(en)})\s",
        re.IGNORECASE,
    )
    suffix = re.compile(rf"\s+of\s+(?:the\s+)?(?:{one_of(en)})\b", re.IGNORECASE)
    instruments = tuple((row["zh"], row["en"]) for row in rows["domestic"])
    return Outside(instruments, domestic, (*foreign["zh"], *foreign["en"]), prefix, suffix)


def _fold(name: str) -> str:
    return re.sub(r"[《》\s.]+", "", name.removeprefix("中华人民共和国")).casefold()
