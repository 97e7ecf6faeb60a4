"""Holders: the entity behind a printed name, by normalisation alone. Variants that need judgement: `variants.py`.

Offices and databases print one holder in many ways: "UNIV EAST CAROLINA" and "EAST CAROLINA UNIVERSITY", "Efremkin,
Artem P." and "EFREMKIN ARTEM P". Two names get one key only where nothing but the way of printing differs; a legal form
is part of the name, because another form is as a rule another legal person.
"""

import html
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from opencc import OpenCC
from pydantic import BaseModel, ConfigDict

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_ONLY = re.compile(r"[\u3400-\u9fff]{2,4}")
_HANGUL_ONLY = re.compile(r"[\uac00-\ud7af]{2,4}")
_NOT_WORD = re.compile(r"[^\w\s/&,;·•]|_")
_COUNTRY_TAG = re.compile(r"\s*[\[(][A-Z]{2}[\])]$")  # Espacenet: "SMITH JOHN [US]"
_SINGLE_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
_BODY = re.compile(r"^(?:board )?(?:of )?(?:regents|trustees|governors|visitors) (?:of )?(?:the )?(?=.*\buniversity\b)")
_INVERTED = re.compile(
    r"^(\S+) (gmbh|ag|kg|inc|corp|co|ltd|llc) (?!(?:inc|corp|ltd|llc|gmbh)$)([a-z]{3,})$"
)  # DOCDB: "BOSCH GMBH ROBERT"
_OF_UNIVERSITY = re.compile(r"^university of (?:the )?(.+)$")
_FRONT_UNIVERSITY = re.compile(r"^university (?!of\b)(.+)$")
_BACK_UNIVERSITY = re.compile(r"^(.+) university$")


class Alias(BaseModel):
    """The names of one legal person, under a key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    names: tuple[str, ...]


class NameRules(BaseModel):
    """The data file: forms, abbreviations, words, aliases."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    forms: dict[str, tuple[str, ...]]
    translated: dict[str, tuple[str, ...]]
    words: dict[str, str]
    left_out: dict[str, frozenset[str]]
    organisations: dict[str, tuple[str, ...]]
    universities: dict[str, frozenset[str]]
    aliases: tuple[Alias, ...]


@dataclass(frozen=True)
class NormalName:
    """A name taken apart: what it is, its core words, its legal form ("co-ltd", "" for none), its key."""

    sort: Literal["organisation", "name"]  # "name": a person's, or a name that does not tell
    core: str
    form: str
    key: str
    alias: str = ""


@cache
def name_rules() -> NameRules:
    """The rules. Raises pydantic.ValidationError on a malformed file."""
    return NameRules.model_validate(
        tomllib.loads(files("knowledge.patents").joinpath("holders.toml").read_text("utf-8"))
    )


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def _forms() -> dict[str, str]:
    """The form of every way it is written."""
    return {text: form for form, texts in name_rules().forms.items() for text in texts}


@cache
def _form_at_end(eastern: bool) -> re.Pattern[str]:
    """A legal form at the end of a name, the longest that fits."""
    written = sorted((text for text in _forms() if bool(CJK.search(text)) == eastern), key=len, reverse=True)
    alternatives = "|".join(re.escape(text) for text in written)
    return re.compile(f"(?:{alternatives})$" if eastern else f" (?:{alternatives})$")


def entity_of(name: str, country: str = "") -> str:
    """The key of the holder a name stands for, "" for an empty name: "org/siemens ag", "name/artem efremkin p", "alias/ibm".

    `country` (ST.3) is no part of the key: sources often leave it out. Where two records give different ones, `resolve`
    says so.
    """
    return normal_name(name).key


@lru_cache(maxsize=100_000)
def normal_name(name: str) -> NormalName:
    """A name taken apart, and its alias where the data file knows it."""
    taken = _taken_apart(name)
    alias = _aliases().get(taken.key, "")
    return NormalName(taken.sort, taken.core, taken.form, f"alias/{alias}", alias) if alias else taken


@cache
def _aliases() -> dict[str, str]:
    return {_taken_apart(name).key: alias.key for alias in name_rules().aliases for name in alias.names}


def _taken_apart(name: str) -> NormalName:
    plain = _COUNTRY_TAG.sub("", unicodedata.normalize("NFKC", html.unescape(name)).strip())
    return _eastern(plain) if CJK.search(plain) else _western(plain)


def _eastern(plain: str) -> NormalName:
    """Chinese, Japanese and Korean names: no spaces, simplified characters, the form at either end."""
    person = "·" in plain or "•" in plain
    packed = re.sub(r"[\W_]", "", _simplifier().convert(plain)).casefold()
    rules = name_rules()
    organisation = any(
        word.strip("()") in packed for word in (*rules.organisations["han"], *rules.organisations["hangul"])
    )
    core, form = packed, ""
    if found := _form_at_end(True).search(packed):
        core, form = packed[: found.start()], _forms()[found[0]]
    elif written := next((text for text in rules.forms["kk"] if packed.startswith(text)), ""):
        core, form = packed.removeprefix(written), "kk"
    if not form and (person or (not organisation and (_HAN_ONLY.fullmatch(packed) or _HANGUL_ONLY.fullmatch(packed)))):
        return NormalName("name", packed, "", f"name/{packed}" if packed else "")
    return NormalName("organisation", core, form, f"org/{core} {form}".strip() if core else "")


def _western(plain: str) -> NormalName:
    bare = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    bare = bare.casefold().replace("'", "").replace("’", "").replace(".", " " if re.search(r"\.\w{2}", bare) else "")
    comma = bool(re.search(r"[,;]", bare))
    text = " ".join(re.sub(r"[,;&/]", " ", _NOT_WORD.sub(" ", bare)).split())
    text = _SINGLE_LETTERS.sub(r"\1", text) if not comma else text
    text = " ".join(name_rules().words.get(word, word) for word in text.removeprefix("the ").split())
    core, form = _without_forms(_INVERTED.sub(r"\3 \1 \2", text))
    words = core.split()
    organisation = bool(form) or any(word in name_rules().organisations["latin"] for word in words)
    if not organisation and 1 < len(words) <= 5 and all(word.isalpha() for word in words):
        return NormalName("name", " ".join(sorted(words)), "", f"name/{' '.join(sorted(words))}")
    core = _university(core) or " ".join(word for word in words if word not in name_rules().left_out["words"]) or core
    return NormalName("organisation", core, form, f"org/{core} {form}".strip() if core else "")


def _without_forms(text: str) -> tuple[str, str]:
    """The name before its legal forms, and the forms in their order: "samsung electronics", "co-ltd"."""
    forms: list[str] = []
    while found := _form_at_end(False).search(text):
        forms.insert(0, _forms()[found[0][1:]])
        text = text[: found.start()].rstrip()
        text = text.removesuffix(" and") if forms[0] in ("kg", "co") else text
    return text, "-".join(dict.fromkeys(forms))


def _university(core: str) -> str:
    """ "university east carolina", "east carolina university" and "university of east carolina" alike; "" for others.

    Where two universities differ by the "of" alone (Washington, York), each form keeps its own name.
    """
    text = _BODY.sub("", core).removeprefix("the ")
    for pattern, mark in ((_OF_UNIVERSITY, "of "), (_FRONT_UNIVERSITY, "? "), (_BACK_UNIVERSITY, "")):
        if found := pattern.match(text):
            place = " ".join(word for word in found[1].split() if word not in name_rules().left_out["words"])
            if place in name_rules().universities["ambiguous"]:
                return f"university {mark}{place}"
            return f"university {place}" if "university" not in place else ""
    return ""
