"""Rows of a table to assets: each row is taken whole or rejected with its line and the reason, in both languages."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.practice.notes import Both
from knowledge.trademarks.cells import day_of
from tools.portfolio.asset import PATENTS, Facts, Right
from tools.portfolio.columns import Column, recognise, right_of, state_of, usable
from tools.portfolio.numbering import NumberRefused, read_number
from tools.portfolio.places import place_of
from tools.portfolio.sheet import rows_of
from tools.refused import Refused

_HEADER_WITHIN = 12
_SPLIT = re.compile(r"[;；、|\n]|[,，]")
_DAYS: dict[Column, Both] = {"filed": Both(zh="申请日", en="filing date"), "priority": Both(zh="优先权日", en="priority date"), "granted": Both(zh="授权日或注册日", en="grant or registration date"), "expiry": Both(zh="届满日", en="expiry date")}  # fmt: skip


class Rejected(BaseModel):
    """A row that is not taken: its line, its number as written, why, and the name of the reason."""

    model_config = ConfigDict(frozen=True)

    line: int
    number: str
    why: Both
    name: str


class Drafts(BaseModel):
    """The assets a table holds, each with its line, and the rows that are none."""

    model_config = ConfigDict(frozen=True)

    accepted: tuple[tuple[int, Facts], ...]
    rejected: tuple[Rejected, ...]


class _No(ValueError):  # noqa: N818 - named for what it says
    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(name)
        self.name, self.why = name, Both(zh=zh, en=en)


def drafts_of(data: bytes, today: date) -> Drafts:
    """The assets of a table's bytes. Raises Refused when it is empty, no table, without a header, or without rows."""
    accepted: dict[tuple[str, str, str], tuple[int, Facts]] = {}
    rejected: list[Rejected] = []
    for line, cells in _cells(data):
        try:
            facts = _facts(cells, today)
            _keep(accepted, line, facts)
        except _No as no:
            rejected.append(Rejected(line=line, number=_number(cells)[:60], why=no.why, name=no.name))
    if not accepted and not rejected:
        raise Refused("表头下面没有数据行。/ There are no rows under the header.", "portfolio.empty")
    return Drafts(accepted=tuple(accepted.values()), rejected=tuple(rejected))


def _keep(accepted: dict[tuple[str, str, str], tuple[int, Facts]], line: int, facts: Facts) -> None:
    """Take an asset; rows of one mark in several classes are one asset, a second row of anything else is a duplicate."""
    held = accepted.get(facts.identity)
    if held is None:
        accepted[facts.identity] = (line, facts)
    elif facts.right == "mark" and set(facts.classes) - set(held[1].classes):
        classes = tuple(dict.fromkeys((*held[1].classes, *facts.classes)))
        accepted[facts.identity] = (held[0], held[1].model_copy(update={"classes": classes}))
    else:
        raise _No("portfolio.duplicate", f"与第{held[0]}行的号码相同", f"the same number as line {held[0]}")


def _cells(data: bytes) -> Iterator[tuple[int, dict[Column, str]]]:
    columns: dict[Column, int] = {}
    for count, (line, cells) in enumerate(rows_of(data)):
        if not columns:
            found = recognise(cells)
            columns = found if usable(found) else {}
            if not columns and count >= _HEADER_WITHIN:
                break
        else:
            yield line, {column: cells[at].strip() for column, at in columns.items() if at < len(cells)}
    if not columns:
        raise Refused(
            "没有认出表头：至少要有“申请号/注册号”列和另一列（名称、类型、申请日、国家等）。/ No header row is recognised: a column with the number and another one (title, kind, filing date, country ...) are needed.",
            "portfolio.header",
        )


def _number(cells: dict[Column, str]) -> str:
    return cells.get("application") or cells.get("number") or cells.get("publication") or ""


def _facts(cells: dict[Column, str], today: date) -> Facts:
    named = cells.get("right", "")
    right, place = right_of(named) if named else None, _place(cells)
    if named and right is None:
        raise _No("portfolio.kind", f"不认识权利类型“{named[:30]}”", f"the kind of right “{named[:30]}” is not known")
    if not _number(cells):
        raise _No("portfolio.number", "没有号码", "there is no number")
    try:
        number = read_number(_number(cells), right, place)
    except NumberRefused as error:
        zh, _, en = str(error).partition("/ ")
        raise _No(error.name, zh.strip(), en.strip()) from None
    kind = _right(named, right, number.right)
    days = {column: _day(cells, column) for column in _DAYS}
    check_days(days, today)
    return Facts(
        right=kind, jurisdiction=number.jurisdiction, number=number.number, title=cells.get("title", "")[:500], filed=days["filed"],
        priority=days["priority"], granted=days["granted"], expiry=days["expiry"], classes=_parts(cells, "classes"),
        owners=_parts(cells, "owners"), family=cells.get("family", "")[:80], state=state_of(cells.get("state", "")), note=cells.get("note", "")[:2000],
    )  # fmt: skip


def _right(named: str, right: Right | None, told: Right | None) -> Right:
    """The kind the row names, and what its number says: where they clash the row is rejected."""
    if right and told and right != told and right in PATENTS and named != "专利":
        raise _No("portfolio.kind", f"类型写的是“{named}”，号码却是另一种权利的号码（{told}）", f"the kind says “{named}”, but the number is of another ({told})")  # fmt: skip
    kind = told if told and right in PATENTS else right or told
    if kind is None:
        raise _No(
            "portfolio.kind",
            "没有写权利类型，号码也看不出是哪一种",
            "no kind of right is given and the number does not tell it",
        )
    return kind


def _place(cells: dict[Column, str]) -> str:
    named = cells.get("jurisdiction", "")
    code = place_of(named) if named else ""
    if code is None:
        raise _No("portfolio.place", f"不认识国家或地区“{named[:30]}”", f"the jurisdiction “{named[:30]}” is not known")
    return code


def _day(cells: dict[Column, str], column: Column) -> date | None:
    try:
        return day_of(cells.get(column, ""), last=column == "expiry")
    except ValueError:
        name = _DAYS[column]
        shown = cells[column][:30]
        raise _No("portfolio.day", f"{name.zh}“{shown}”不是日期（应为 2026-11-22 这样）", f"the {name.en} “{shown}” is no day (expected like 2026-11-22)") from None  # fmt: skip


def check_days(days: dict[Column, date | None], today: date) -> None:
    """Refuse days in the future and in the wrong order."""
    for column in ("filed", "priority", "granted"):
        day, name = days.get(column), _DAYS[column]
        if day and day > today:
            raise _No(
                "portfolio.future",
                f"{name.zh}{day}在今天（{today}）之后",
                f"the {name.en} {day} lies after today ({today})",
            )
    for early, late in (("priority", "filed"), ("filed", "granted"), ("granted", "expiry"), ("filed", "expiry")):
        first, second = days.get(early), days.get(late)  # type: ignore[call-overload]
        if first and second and second < first:
            one, other = _DAYS[early], _DAYS[late]  # type: ignore[index]
            raise _No("portfolio.order", f"{other.zh}{second}早于{one.zh}{first}", f"the {other.en} {second} is before the {one.en} {first}")  # fmt: skip


def _parts(cells: dict[Column, str], column: Column) -> tuple[str, ...]:
    parts = (part.strip().removeprefix("第").removesuffix("类").strip() for part in _SPLIT.split(cells.get(column, "")))
    return tuple(dict.fromkeys(part.lstrip("0") if part.isdigit() else part for part in parts if part))[:60]
