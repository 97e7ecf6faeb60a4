"""The codes profiles and requests are written in, with their names and the words people use: `vocabulary.yaml`."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.language import Language, normalise
from tools.refused import Refused

Kind = Literal["jurisdictions", "regions", "languages", "fields"]
IPC = re.compile(r"[A-H](?:\d{2}(?:[A-Z])?)?")  # section, class or subclass of the International Patent Classification
_FIELD_SAID = re.compile(r"(?<![A-Za-z0-9])[A-H]\d{2}(?:[A-Z](?![a-z]))?")
_CALLED = {"jurisdictions": ("法域", "jurisdiction"), "regions": ("地区", "region"), "languages": ("语言", "language"), "fields": ("技术领域（IPC）", "technical field (IPC)")}  # fmt: skip


class Named(BaseModel):
    """A code's names, the words that mean it, and of a jurisdiction where who acts there has its seat."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str
    words: str
    seats: tuple[str, ...] = ()
    desk: bool = False


@cache
def vocabulary() -> Mapping[Kind, Mapping[str, Named]]:
    """All codes by kind."""
    rows = yaml.load(files("tools.agencies").joinpath("vocabulary.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return {kind: {code: Named.model_validate(row) for code, row in named.items()} for kind, named in rows.items()}


def desks() -> tuple[str, ...]:
    """The jurisdictions of the international desks, in the order of the file."""
    return tuple(code for code, named in vocabulary()["jurisdictions"].items() if named.desk)


def read_code(kind: Kind, text: str) -> str:
    """The code a text stands for: the code itself, a name, or a word; "" for an empty text. Raises Refused for anything else."""
    said = " ".join(text.split())
    if not said:
        return ""
    if kind == "fields" and IPC.fullmatch(head := said.upper().split(" ")[0].split("/")[0]):
        return head
    found = {code.upper(): code for code in vocabulary()[kind]}.get(said.upper()) or first_said(kind, said)
    if not found:
        zh, en = _CALLED[kind]
        known = ", ".join(vocabulary()[kind])
        raise Refused(f"没有看懂{zh}“{said[:40]}”；可用：{known}。/ The {en} “{said[:40]}” is not known; use one of {known}.", f"agencies.{kind}")  # fmt: skip
    return found


def first_said(kind: Kind, text: str) -> str:
    """The code whose words stand first in a text, "" when there are none; a class that is written out counts as said."""
    plain = normalise(text)
    if kind == "fields" and (written := _FIELD_SAID.search(plain)):
        return written[0]
    places = {code: found.start() for code, named in vocabulary()[kind].items() if named.words and (found := re.search(named.words, plain, re.IGNORECASE))}  # fmt: skip
    return min(places, key=lambda code: places[code], default="")


def name_of(kind: Kind, code: str, language: Language) -> str:
    """A code as people read it; an IPC symbol that has no name of its own with that of the class or section it lies in."""
    known = vocabulary()[kind]
    named = known.get(code) or (known.get(code[:3]) or known.get(code[:1]) if kind == "fields" else None)
    if named is None:
        return code
    name = named.zh if language == "zh" else named.en
    return f"{code} {name}" if kind == "fields" else name


def covers(held: str, asked: str) -> int:
    """How well an IPC symbol a provider works in covers the one asked for, 0 to 100.

    100: the same, or it lies in the one asked for and names it more closely; 70: only the section is named; 40: the same section.
    """
    if held == asked or (len(held) >= 3 and (asked.startswith(held) or held.startswith(asked))):
        return 100
    if len(held) == 1 and asked.startswith(held):
        return 70
    return 40 if held[:1] == asked[:1] else 0
