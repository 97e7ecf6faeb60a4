"""What a member states of a right before a pledge: by names from a list, yes, no, or nothing said."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.language import Language
from tools.exchange.request import Declarations
from tools.refused import Refused

_YES, _NO = ("yes", "y", "true", "1", "是", "有"), ("no", "n", "false", "0", "否", "无")


class Fact(BaseModel):
    """A statement that can be made. `declares`: its name in `Declarations`, "" for one only pledges ask for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    declares: str = ""
    kinds: tuple[str, ...]
    zh: str
    en: str

    def of(self, language: Language) -> str:
        """The statement in a language."""
        return self.zh if language == "zh" else self.en


@cache
def facts() -> Mapping[str, Fact]:
    """All statements by name, in the order they are asked."""
    return {row["name"]: Fact.model_validate(row) for row in read_data("facts.yaml")}


@cache
def read_data(name: str) -> Any:
    """A data file of this package."""
    return yaml.load(files("tools.finance").joinpath(name).read_text("utf-8"), yaml.CSafeLoader)


def read_facts(said: Iterable[str]) -> dict[str, bool]:
    """Statements written "name=yes". Raises Refused for a name that is not in the list and for anything but yes or no."""
    found: dict[str, bool] = {}
    for text in said:
        name, _, value = (part.strip() for part in text.partition("="))
        plain = value.casefold()
        if plain not in (*_YES, *_NO):
            raise Refused(f"“{text[:60]}”没有写成“名称=yes”或“名称=no”。/ “{text[:60]}” is not written name=yes or name=no.", "finance.fact")  # fmt: skip
        found[name] = plain in _YES
    return checked(found)


def checked(stated: Mapping[str, bool]) -> dict[str, bool]:
    """Statements whose names are in the list, in its order: equal statements make equal terms. Raises Refused for any other."""
    for name in stated:
        if name not in facts():
            raise Refused(f"没有“{name[:40]}”这一项；可选：{'、'.join(facts())}。/ There is no fact “{name[:40]}”; choose from {', '.join(facts())}.", "finance.fact")  # fmt: skip
    return {name: stated[name] for name in facts() if name in stated}


def declarations(stated: Mapping[str, bool]) -> Declarations:
    """The statements the checks of the exchange know too."""
    return Declarations.model_validate({fact.declares: stated[fact.name] for fact in facts().values() if fact.declares and fact.name in stated})  # fmt: skip
