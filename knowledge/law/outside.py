"""Instruments that people cite and that are not in the statute package: regulations, guidelines, foreign law."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Outside:
    """Names of instruments that cannot be checked here unless the operator has ingested them."""

    rows: tuple[frozenset[str], ...]  # folded names of one instrument each
    domestic: tuple[str, ...]
    foreign: tuple[str, ...]
    foreign_prefix: re.Pattern[str]
    foreign_suffix: re.Pattern[str]

    def is_domestic(self, name: str) -> bool:
        """True for a PRC regulation, guideline or interpretation by one of its known names."""
        return _fold(name) in {_fold(known) for known in self.domestic}

    def same(self, name: str, other: str) -> bool:
        """Whether two names, in whatever language, are of one instrument."""
        pair = {_fold(name), _fold(other)}
        return len(pair) == 1 or any(pair <= row for row in self.rows)

    def is_foreign(self, name: str, before: str = "", after: str = "") -> bool:
        """True for foreign law and treaties, by name or by what stands beside it ("美国", "the US", "of Japan")."""
        known = _fold(name) in {_fold(foreign) for foreign in self.foreign}
        beside = self.foreign_prefix.search(before) or self.foreign_suffix.match(after)
        return known or bool(beside) or bool(self.foreign_prefix.match(name))


def load_outside() -> Outside:
    """Read the list that ships with the product."""
    rows = tomllib.loads(files("knowledge.law").joinpath("outside.toml").read_text("utf-8"))
    domestic = tuple(name for row in rows["domestic"] for name in (*row["zh"], *row["en"]))
    foreign = rows["foreign"][0]
    zh, en = foreign["prefixes_zh"], foreign["prefixes_en"]
    prefix = re.compile(
        rf"(?:{_any(zh)})的?\s*[《“]?$|\b(?:{_any(en)})(?:['’]s)?\s+$|^(?:{_any(zh)})|^(?:{_any(en)})\s", re.IGNORECASE
    )
    suffix = re.compile(rf"\s+of\s+(?:the\s+)?(?:{_any(en)})\b", re.IGNORECASE)
    instruments = tuple(frozenset(map(_fold, (*row["zh"], *row["en"]))) for row in rows["domestic"])
    return Outside(instruments, domestic, (*foreign["zh"], *foreign["en"]), prefix, suffix)


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _fold(name: str) -> str:
    return re.sub(r"[《》\s.]+", "", name.removeprefix("中华人民共和国")).casefold()
