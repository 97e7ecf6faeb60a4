"""Jurisdictions by what tables and people call them."""

import unicodedata
from functools import cache
from importlib.resources import files

import yaml

from knowledge.practice.notes import Both
from tools.refused import Refused

# A right of the first covers the market of the second: a European patent once validated there, an EU mark at once.
_EPC = ("DE", "FR", "GB", "IT", "ES", "NL", "CH", "TR")
_EU = ("DE", "FR", "IT", "ES", "NL")


@cache
def places() -> dict[str, Both]:
    """The names of each jurisdiction by its ST.3 code."""
    return {code: Both(zh=row["zh"], en=row["en"]) for code, row in _rows().items()}


@cache
def _rows() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.load(files("tools.portfolio").joinpath("places.yaml").read_text("utf-8"), yaml.CSafeLoader)  # fmt: skip
    return {str(code): row for code, row in found.items()}


@cache
def _known() -> dict[str, str]:
    return {name.casefold(): code for code, row in _rows().items() for name in (code, row["zh"], row["en"], *row["also"])}  # fmt: skip


def place_of(text: str) -> str | None:
    """The code a cell or an answer means ("美国", "US", "usa"), None for none held."""
    return _known().get(unicodedata.normalize("NFKC", text).strip().casefold())


def read_places(texts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The codes of several, each once, in order. Raises Refused for one that is none."""
    found = []
    for text in texts:
        code = place_of(text)
        if code is None:
            raise Refused(
                f"不认识国家或地区“{text[:40]}”，请用代码，例如 CN、US、EP、JP。/ “{text[:40]}” is no jurisdiction held; use codes like CN, US, EP, JP.",
                "portfolio.place",
            )
        found.append(code)
    return tuple(dict.fromkeys(found))


def covers(held: str, market: str, right: str) -> bool:
    """Whether a right of one jurisdiction can be in force in a market of another."""
    if held == market:
        return True
    return (held == "EP" and market in _EPC and right == "invention") or (held == "EM" and market in _EU)
