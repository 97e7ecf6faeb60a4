"""The Nice classes, the Chinese groups of similar goods (类似群) of the classes asked most, and which group goods fall in."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

SourceKind = Literal["table-2019", "table-2021", "names", "table-old"]
_PARTS = re.compile(r"[;；,，、|\n/]|\band\b")
_SHORTEST = {True: 2, False: 4}  # characters from which one description may be found inside another: Chinese, English


class Entry(BaseModel):
    """Base of every entry: immutable, nothing unknown accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The words in "zh" or "en"."""
        return self.zh if language == "zh" else self.en


class Items(BaseModel):
    """Some goods of a group, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Group(Entry):
    """A group of similar goods; `source` is the kind of material it was checked against (see nice.yaml)."""

    code: str = Field(pattern=r"^\d{4}$")
    source: SourceKind
    items: Items = Items()


class NiceClass(Entry):
    """A class with its groups; no groups are held for the classes asked about less."""

    nice: int
    groups: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _own_groups(self) -> "NiceClass":
        if any(int(group.code[:2]) != self.nice for group in self.groups):
            raise ValueError(f"a group of another class stands in class {self.nice}")
        return self


class Across(Entry):
    """A note of the table: goods of two groups of different classes are similar."""

    first: str
    second: str
    source: SourceKind


class Nice(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: str
    classes: tuple[NiceClass, ...]
    across: tuple[Across, ...]

    def of(self, number: int) -> NiceClass:
        """The class of this number (1 to 45). Raises KeyError for any other."""
        found = next((each for each in self.classes if each.nice == number), None)
        if found is None:
            raise KeyError(number)
        return found

    def group(self, code: str) -> Group | None:
        """The group of this code, None when it is not held."""
        return next((group for each in self.classes for group in each.groups if group.code == code), None)

    def groups_of(self, goods: str, number: int) -> dict[str, tuple[str, ...]]:
        """For each of the goods named, the groups of this class it falls in; none where it is not recognised.

        Goods are recognised by an item of a group: the same words first, else the longest item within them or around them.
        """
        groups = self.of(number).groups
        found = {}
        for part in split_goods(goods):
            written = re.findall(rf"(?<!\d){number:02d}\d{{2}}(?!\d)", part)
            found[part] = tuple(written) or _recognised(_plain(part), groups)
        return found

    def notes(self, first: str, second: str) -> list[Across]:
        """The notes that tie two groups together."""
        return [note for note in self.across if {note.first, note.second} == {first, second}]


def split_goods(goods: str) -> list[str]:
    """The goods a description lists, each once."""
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(goods) if part.strip()))


def _recognised(goods: str, groups: tuple[Group, ...]) -> tuple[str, ...]:
    """The groups with an item of the same words, else those with the longest item that ends as the goods do.

    What something is stands last in both languages: 手机软件 is software, and a phone case is a case for a phone.
    """
    items = [(item, group.code) for group in groups for item in map(_plain, (*group.items.zh, *group.items.en))]
    if same := tuple(dict.fromkeys(code for item, code in items if item == goods)):
        return same
    near: dict[str, int] = {}
    for item, code in items:
        shorter, longer = sorted((item, goods), key=len)
        if len(shorter) >= _SHORTEST[not shorter.isascii()] and _ends(longer, shorter):
            near[code] = max(near.get(code, 0), len(shorter))
    best = max(near.values(), default=0)
    return tuple(code for code, length in near.items() if length == best)


def _ends(longer: str, shorter: str) -> bool:
    """Whether one description ends in the other: in Chinese by characters, in English by whole words."""
    return longer.endswith(f" {shorter}") if shorter.isascii() else longer.endswith(shorter)


def _plain(text: str) -> str:
    """Goods without case, plurals, and the remarks in brackets."""
    plain = re.sub(r"[(（\[].*?[)）\]]", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    plain = " ".join(plain.split()) or text.strip()
    return re.sub(r"s\b", "", plain) if plain.isascii() else plain


@cache
def load_nice() -> Nice:
    """The file, read once."""
    text = files("knowledge.trademarks").joinpath("nice.yaml").read_text("utf-8")
    return Nice.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
