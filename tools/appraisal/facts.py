"""The facts a user states: read, checked, and kept apart from what the records say."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.practice.notes import Both
from tools.appraisal.guide import Fact, book
from tools.refused import Refused


@dataclass(frozen=True)
class Stated:
    """A fact as the user stated it; `value`: the name of a choice, or a number."""

    name: str
    value: float | str

    def told(self) -> Both:
        """The fact in words, marked as the user's."""
        fact = book().facts[self.name]
        value = fact.choices[self.value] if isinstance(self.value, str) else Both(zh=f"{self.value:g}", en=f"{self.value:g}")  # fmt: skip
        return Both(zh=f"用户陈述：{fact.zh}：{value.zh}", en=f"stated by the user: {fact.en}: {value.en}")


Facts = Mapping[str, Stated]


def read_facts(given: Mapping[str, str]) -> dict[str, Stated]:
    """The facts by name, in order of name. Raises Refused for a name or a value that means nothing."""
    return {name.strip(): _read(name.strip(), str(value).strip()) for name, value in sorted(given.items())}


def read_pairs(pairs: Iterable[str]) -> dict[str, str]:
    """What "name=value" options say. Raises Refused for one without "=", and for a fact given twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Refused(f"事实要写成 名称=值，“{pair[:40]}”没有等号。/ A fact is written name=value; “{pair[:40]}” has no equals sign.", "appraisal.fact")  # fmt: skip
        if name.strip() in found:
            raise Refused(f"“{name.strip()[:30]}”给了两次。/ “{name.strip()[:30]}” is given twice.", "appraisal.fact")
        found[name.strip()] = value
    return found


def _read(name: str, value: str) -> Stated:
    fact = book().facts.get(name)
    if fact is None:
        names = ", ".join(book().facts)
        raise Refused(f"没有“{name[:30]}”这项事实；可以陈述的有：{names}。/ There is no fact “{name[:30]}”; these can be stated: {names}.", "appraisal.fact")  # fmt: skip
    return Stated(name, _choice(name, fact, value) if fact.kind == "choice" else _number(name, fact, value))


def _choice(name: str, fact: Fact, value: str) -> str:
    for key, choice in fact.choices.items():
        if value.lower() in (key, choice.zh, choice.en.lower()):
            return key
    told = "、".join(f"{key}（{choice.zh}）" for key, choice in fact.choices.items())
    raise Refused(f"{fact.zh}（{name}）不能是“{value[:30]}”，可选：{told}。/ {fact.en} ({name}) cannot be “{value[:30]}”; choose one of {', '.join(fact.choices)}.", "appraisal.fact")  # fmt: skip


def _number(name: str, fact: Fact, value: str) -> float:
    try:
        number = float(value.rstrip("%"))
    except ValueError:
        number = math.nan
    if not fact.least <= number <= fact.most:  # also not a number, and infinite
        raise Refused(f"{fact.zh}（{name}）要是{fact.least}到{fact.most}之间的数，不能是“{value[:30]}”。/ {fact.en} ({name}) has to be a number from {fact.least} to {fact.most}, not “{value[:30]}”.", "appraisal.fact")  # fmt: skip
    return number
