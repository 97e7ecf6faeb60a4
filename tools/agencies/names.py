"""Company names compared for a conflict of interest: the same firm under another spelling, form, place or number.

The keys of the patent register's holders (`knowledge.patents.holders`) tell legal persons apart; here the opposite is wanted: what
might be the same counts as the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

import yaml

from knowledge.language import HAN, visible
from knowledge.patents.holders import normal_name

LONGEST = 200  # characters of a name
_NUMBER = re.compile(r"\d+(?:号|厂|分)?|[一二三四五六七八九十]+(?:号|厂|分)")
_HAN = re.compile(f"[{HAN}]")
_LEAST = {True: 2, False: 4}  # characters that name somebody, Chinese or not


@dataclass(frozen=True)
class Key:
    """A name as it is compared. `bare`: without form, place, number and what is common; `short`: it was given without a legal form."""

    whole: str
    bare: str
    short: bool

    def same(self, other: "Key") -> bool:
        """Whether both may be the same firm; a name without its legal form also stands for those that begin with it."""
        if not self.bare or not other.bare:
            return False
        if self.whole == other.whole or self.bare == other.bare:
            return True
        return (self.short and _begins(other.bare, self.bare)) or (other.short and _begins(self.bare, other.bare))


@dataclass(frozen=True)
class Names:
    """Everything one party is called: its own names, in both languages where they are known, and the group it belongs to."""

    keys: frozenset[Key]

    def same(self, other: "Names") -> bool:
        """Whether the two may be one party or belong to one group."""
        if not self.keys.isdisjoint(other.keys):
            return True
        return any(one.same(two) for one, two in product(self.keys, other.keys))

    def with_names(self, more: Iterable["Names"]) -> "Names":
        """With other names of the same party."""
        return Names(self.keys.union(*(each.keys for each in more)))


def names(called: Iterable[str], group: str = "") -> Names:
    """The names of a party; empty ones are left out."""
    return Names(frozenset(key_of(each) for each in (*called, group) if visible(each).strip()))


def party(text: str) -> Names:
    """A party as a member writes it: "甲公司", or with its group "甲公司@乙集团", other names behind "=": "甲公司=Jia Co., Ltd."."""
    called, _, group = text.partition("@")
    return names(called.split("="), group)


@lru_cache(maxsize=50_000)
def key_of(name: str) -> Key:
    """A name as it is compared."""
    taken = normal_name(visible(name)[:LONGEST])
    core = taken.alias or taken.core
    return Key(f"{core} {taken.form}".strip(), _bare(core) or core, not taken.form)


def _bare(core: str) -> str:
    rows = _rows()
    if _HAN.search(core):
        text = next((core.removeprefix(place) for place in rows["places"] if core.startswith(place) and len(core) > len(place) + 1), core)  # fmt: skip
        for word in rows["generic"]:
            text = text.replace(word, "") if len(text.replace(word, "")) >= _LEAST[True] else text
        bare = _NUMBER.sub("", text)
        return bare if len(bare) >= _LEAST[True] else text
    left = [word for word in core.split() if word not in rows["words"] and not word.isdigit()]
    bare = re.sub(r"\d+", "", " ".join(left)).strip()
    return bare if len(bare) >= _LEAST[False] else core


def _begins(text: str, start: str) -> bool:
    """Whether a name begins with another, on the border of a word where words have one."""
    if len(start) < _LEAST[bool(_HAN.search(start))] or not text.startswith(start):
        return False
    return bool(_HAN.search(start)) or text[len(start) :].startswith(" ")


@cache
def _rows() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = yaml.load(files("tools.agencies").joinpath("names.yaml").read_text("utf-8"), yaml.CSafeLoader)  # fmt: skip
    return rows
