"""What a special-topic database is made of: a query, filters, what is taken in or left out by hand, and own fields."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from knowledge.language import visible
from knowledge.patents.record import Patent, Stage
from tools.refused import Refused
from tools.search.query import SearchQuery
from tools.search.standing import State

LONGEST_NAME, LONGEST_VALUE = 80, 2_000
MOST_FIELDS = 40


class FieldType(StrEnum):
    """What the values of an own field are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


class OwnField(BaseModel):
    """A column of the user's own: its name and the type of its values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: FieldType


class Filters(BaseModel):
    """What a query cannot say. Every part narrows, an empty part does not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    all_words: tuple[str, ...] = ()  # each has to stand in title, abstract or claims, in any language
    no_words: tuple[str, ...] = ()  # none may stand there
    states: tuple[State, ...] = ()  # on the day of the refresh
    stages: tuple[Stage, ...] = ()
    latest_only: bool = False  # one publication an application, the latest

    def passes(self, patent: Patent) -> bool:
        """Whether a publication passes by its own record; states and the latest publication need others."""
        if self.stages and patent.stage not in self.stages:
            return False
        text = _flat(" ".join(_texts(patent))) if self.all_words or self.no_words else ""
        return all(_flat(word) in text for word in self.all_words) and not any(_flat(word) in text for word in self.no_words)  # fmt: skip


class Definition(BaseModel):
    """What a database is. `include` and `exclude` are canonical numbers, decided by hand; no number is in both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    query: SearchQuery
    filters: Filters = Filters()
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    fields: tuple[OwnField, ...] = Field(default=(), max_length=MOST_FIELDS)

    @field_validator("fields")
    @classmethod
    def _named_once(cls, fields: tuple[OwnField, ...]) -> tuple[OwnField, ...]:
        if len({field.name.casefold() for field in fields}) != len(fields):
            raise ValueError("a field is named twice")
        return fields

    @model_validator(mode="after")
    def _decided_once(self) -> Self:
        if self.include & self.exclude:
            raise ValueError("a number is both included and excluded")
        return self

    def members(self, found: Iterable[str]) -> tuple[str, ...]:
        """The numbers of the database when the query and filters give `found`: in that order, those included by hand last.

        Included wins over not found; excluded wins over everything.
        """
        numbers = dict.fromkeys([*found, *sorted(self.include)])
        return tuple(number for number in numbers if number not in self.exclude)

    def including(self, numbers: Iterable[str]) -> Self:
        """With numbers taken in by hand; the last decision on a number counts."""
        new = frozenset(numbers)
        return self.model_copy(update={"include": self.include | new, "exclude": self.exclude - new})

    def excluding(self, numbers: Iterable[str]) -> Self:
        """With numbers left out by hand; the last decision on a number counts."""
        new = frozenset(numbers)
        return self.model_copy(update={"include": self.include - new, "exclude": self.exclude | new})

    def undecided(self, numbers: Iterable[str]) -> Self:
        """With no decision by hand on numbers: query and filters decide again."""
        new = frozenset(numbers)
        return self.model_copy(update={"include": self.include - new, "exclude": self.exclude - new})

    def field(self, name: str) -> OwnField:
        """The own field of a name. Raises Refused when there is none."""
        found = next((field for field in self.fields if field.name.casefold() == name.strip().casefold()), None)
        if found is None:
            known = ", ".join(field.name for field in self.fields) or "-"
            raise Refused(
                f"没有字段“{name[:40]}”，现有字段：{known}。/ There is no field “{name[:40]}”; there are: {known}."
            )
        return found


def plain_name(text: str, what: str = "名称/name") -> str:
    """A name of a database, tag or field in one written form. Raises Refused when nothing is left or it is too long."""
    zh, _, en = what.partition("/")
    plain = " ".join(visible(unicodedata.normalize("NFC", text)).split())
    if not plain or len(plain) > LONGEST_NAME or not re.search(r"\w", plain):
        raise Refused(f"{zh}要有 1 到 {LONGEST_NAME} 个字。/ The {en} needs 1 to {LONGEST_NAME} characters, a letter or digit among them.")  # fmt: skip
    return plain


def plain_value(field: OwnField, text: str) -> str:
    """A value in the one written form of its type; "" clears it. Raises Refused for what the type does not take."""
    plain = visible(text).strip()
    if not plain:
        return ""
    try:
        match field.type:
            case FieldType.NUMBER:
                number = Decimal(unicodedata.normalize("NFKC", plain).replace(",", ""))
                if not number.is_finite() or abs(number.adjusted()) > 15:
                    raise ValueError
                return format(number.normalize(), "f")
            case FieldType.DATE:
                return date.fromisoformat(plain).isoformat()
            case FieldType.YES_NO:
                return _YES_NO[plain.casefold()]
            case FieldType.TEXT:
                return plain[:LONGEST_VALUE]
    except (ValueError, InvalidOperation, KeyError):
        wanted = _WANTED[field.type]
        raise Refused(f"“{plain[:40]}”不能作字段“{field.name}”的值，请写{wanted[0]}。/ “{plain[:40]}” is no value of the field “{field.name}”; write {wanted[1]}.") from None  # fmt: skip


_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "1": "yes", "是": "yes", "有": "yes", "no": "no", "n": "no", "false": "no", "0": "no", "否": "no", "无": "no"}  # fmt: skip
_WANTED = {
    FieldType.NUMBER: ("数字，如 12.5", "a number like 12.5"),
    FieldType.DATE: ("日期，如 2026-11-22", "a day like 2026-11-22"),
    FieldType.YES_NO: ("是或否", "yes or no"),
    FieldType.TEXT: ("文字", "text"),
}


def _texts(patent: Patent) -> Iterable[str]:
    for texts in patent.texts.values():
        yield from (texts.title, texts.abstract, *texts.claims)


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
