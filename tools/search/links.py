""" "Choose your search box": the user's query as a ready link and as the query text of the free patent services."""

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Language, detect
from knowledge.practice.notes import Both
from tools.search.query import SearchQuery

MOST_WORDS = 12  # terms a service is given: longer queries are cut short or refused there
Part = Literal["words", "classes", "holders", "countries", "published_from", "published_before", "filed_before", "rights"]  # fmt: skip
_TERM = re.compile(r"\"([^\"]+)\"|“([^”]+)”|([^\s,，。；;、\"“”]+)")  # a quoted phrase is one term
_OPERATORS = re.compile(r"[\"'“”‘’()\[\]{}<>=*+?!$~^|&@:\\/]")  # signs of some service's query language
_RESERVED = {"and", "or", "not", "andnot", "xor", "near", "adj", "same", "with"}


class Service(BaseModel):
    """How one service wants a query; the fields are explained in links.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    key: str
    name: Both
    home: str
    link: str = ""
    and_: str = Field(alias="and")
    or_: str = Field(alias="or")
    around: str
    words: str
    phrase: str
    words_zh: str = ""
    words_en: str = ""
    phrase_zh: str = ""
    phrase_en: str = ""
    class_: str = Field(alias="class")
    prefix: str = ""
    compact: bool = False
    holder: str
    country: str = ""
    countries_joined: str = ""
    from_: str = Field("", alias="from")
    before: str = ""
    filed: str = ""
    day: str = ""
    last: bool = False
    from_exclusive: bool = False
    own: str = ""
    languages: tuple[Language, ...] = ("zh", "en")
    checked: str


class ServiceQuery(BaseModel):
    """A query for one service: a link to open, or "" and the text to paste at `home`.

    `by_hand`: parts of the query the service's query language cannot state or that we could not check; the user sets
    them in the form. `covers_other_offices` is False where the service has its own office's documents only.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    name: Both
    home: str
    link: str
    text: str
    by_hand: tuple[Part, ...] = ()
    covers_other_offices: bool = True
    out_of_reach: bool = False  # the query is for countries this service does not have
    words_withheld: bool = False  # confidential words are put into no link
    other_language: bool = False  # the service searches no texts in the language of the words


@cache
def services() -> tuple[Service, ...]:
    """The services, in the order they are shown."""
    rows = tomllib.loads(files("tools.search").joinpath("links.toml").read_text("utf-8"))["service"]
    return tuple(Service.model_validate(row) for row in rows)


def links_for(query: SearchQuery) -> list[ServiceQuery]:
    """The query in every service's own form. Confidential words are left out: opening a link would send them away."""
    return [_render(service, query) for service in services()]


def terms_of(words: str) -> list[str]:
    """The words of a query as the terms a service is given: operators and quotation marks are no part of them."""
    terms = [_clean("".join(found)).strip(".-") for found in _TERM.findall(words)]
    return [term for term in dict.fromkeys(terms) if term and term.lower() not in _RESERVED][:MOST_WORDS]


def _render(service: Service, query: SearchQuery) -> ServiceQuery:
    words = "" if query.confidential else query.words
    days = {
        "published_from": (service.from_, query.published_from, -1 if service.from_exclusive else 0),
        "published_before": (service.before, query.published_before, -1 if service.last else 0),
        "filed_before": (service.filed, query.filed_before, -1 if service.last else 0),
    }
    parts = [
        _words(service, words),
        _any(service, [_class(service, symbol) for symbol in query.classes]),
        _any(service, [service.holder.format(v=_clean(name)) for name in query.holders]),
        _countries(service, query.countries),
        *(_date(service, template, day, shift) for template, day, shift in days.values()),
    ]
    text = service.and_.join(part for part in parts if part)
    by_hand: list[Part] = [name for name, (template, day, _) in days.items() if day and not template]  # type: ignore[misc]
    by_hand += ["countries"] if query.countries and not service.country and not service.own else []
    by_hand += ["rights"] if query.rights else []
    return ServiceQuery(
        key=service.key,
        name=service.name,
        home=service.home,
        link=service.link.replace("{q}", quote(text, safe="")) if service.link and text else "",
        text=text,
        by_hand=tuple(by_hand),
        covers_other_offices=not service.own,
        out_of_reach=bool(service.own and query.countries and service.own not in query.countries),
        words_withheld=bool(query.confidential and query.words),
        other_language=bool(words) and detect(words) not in service.languages,
    )


def _words(service: Service, words: str) -> str:
    """Every term in the service's form; a service that is given field by field gets them in one field."""
    terms = terms_of(words)
    if "\n" in service.and_:
        return service.words.format(v=" ".join(terms)) if terms else ""
    language = detect(words)
    single = getattr(service, f"words_{language}") or service.words
    phrase = getattr(service, f"phrase_{language}") or service.phrase
    return service.and_.join((phrase if " " in term else single).format(v=term) for term in terms)


def _class(service: Service, symbol: str) -> str:
    """A symbol as the service writes it: F02C7/055 or F02C 7/055; a class without a group is a prefix."""
    template = service.class_ if "/" in symbol or not service.prefix else service.prefix
    return template.format(v=symbol.replace(" ", "") if service.compact else symbol)


def _any(service: Service, parts: list[str]) -> str:
    """One of the parts: joined by "or" and bracketed when there are several."""
    joined = service.or_.join(parts)
    return service.around.format(v=joined) if len(parts) > 1 or (parts and service.around == "[{v}]") else joined


def _countries(service: Service, countries: tuple[str, ...]) -> str:
    if not service.country or not countries:
        return ""
    if service.countries_joined:
        return service.country.format(v=service.countries_joined.join(countries))
    return _any(service, [service.country.format(v=country) for country in countries])


def _date(service: Service, template: str, day: date | None, shift: int) -> str:
    return template.format(v=(day + timedelta(days=shift)).strftime(service.day)) if template and day else ""


def _clean(name: str) -> str:
    return re.sub(r"\s+", " ", _OPERATORS.sub(" ", name)).strip()
