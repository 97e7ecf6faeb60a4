"""What the status and patentee searches need of the processed tier, and how a typed number leads to its records."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from knowledge.patents.numbers import NumberError, parse_application, parse_publication
from knowledge.patents.record import Patent
from tools.refused import Refused


class ByNumber(Protocol):
    """What gives the publications of a number: the processed tier, or a search room over it."""

    def publications(self, number: str, /) -> list[Patent]:
        """Every publication of an application, asked by one of their numbers or by the application's."""
        ...


class Records(Protocol):
    """The processed tier (knowledge/patents/store.py)."""

    def get(self, number: str) -> Patent | None:
        """The record of a canonical number; without a kind the latest publication."""
        ...

    def publications(self, number: str) -> list[Patent]:
        """Every publication of an application, asked by one of their numbers or by the application's."""
        ...

    def of_holder(self, entity: str) -> list[Patent]:
        """The publications of a resolved holder."""
        ...

    def iterate(self, after: str = "", changed_since: int = 0) -> Iterator[tuple[int, Patent]]:
        """Every record with its revision."""
        ...

    def by_country(self) -> dict[str, int]:
        """How many publications are held of each office."""
        ...

    def newest_published(self) -> date | None:
        """The day of the newest publication held."""
        ...


@dataclass(frozen=True)
class Asked:
    """A number as typed, what it was read as, and what is wrong with it ("中文。/ English.", empty if nothing)."""

    typed: str
    read: str
    problem: str = ""


def found_records(store: ByNumber, typed: str) -> tuple[Asked, list[Patent]]:
    """The publications a typed number leads to: publication numbers first, then application numbers ("ZL...", "12/657,848").

    Raises Refused when it is no number, or none of its records is held.
    """
    readings = _readings(typed)
    for asked in readings:
        if records := store.publications(asked.read):
            return asked, records
    if not readings:
        raise Refused(f"“{typed}”不是专利号或申请号，写成 CN202644312U、US8697359B1 或 ZL201220249767.4 这样。/ “{typed}” is no patent or application number; write it like CN202644312U, US8697359B1 or ZL201220249767.4.")  # fmt: skip
    problems = [asked.problem.split("/ ", 1) for asked in readings if asked.problem]
    zh, en = "".join(problem[0] for problem in problems), "".join(f"{problem[1]} " for problem in problems)
    raise Refused(f"{zh}这里没有“{typed}”的记录，用 `ipos ingest patents` 入库，或到专利局查询；没有记录不等于没有这件专利。/ {en}No record of “{typed}” is held here; take it in with `ipos ingest patents` or look it up at the office. That it is not held does not mean it does not exist.")  # fmt: skip


def _readings(typed: str) -> list[Asked]:
    readings = []
    with contextlib.suppress(NumberError):
        readings.append(Asked(typed, str(parse_publication(typed))))
    try:
        application = parse_application(typed)
        readings.append(Asked(typed, application.canonical, application.problem))
    except NumberError:
        pass
    return readings
