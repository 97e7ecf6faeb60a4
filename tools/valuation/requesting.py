"""Making a request from a mapping: a YAML or JSON file, the options of a command, the fields of a page."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tools.money import PLACES
from tools.refused import Refused
from tools.valuation.brand import factors
from tools.valuation.drawing import Shape
from tools.valuation.figure import Figure, specs
from tools.valuation.reading import figure_of, mixed, text_of
from tools.valuation.request import (
    DRAWS,
    KINDS,
    LEAST_DRAWS,
    METHODS,
    MOST_DRAWS,
    Comparable,
    Cost,
    Request,
    Right,
    Weight,
)

_KEYS = {"kind", "subject", "currency", "day", "right", "inputs", "forecast", "earnings", "brand", "costs", "comparables", "weights", "mid_year", "seed", "draws", "distribution"}  # fmt: skip
_MOST = {"forecast": 60, "earnings": 60, "costs": 100, "comparables": 200}
_INDEFINITE = ("indefinite", "不定", "不定期", "永续")
_TEXT = 300


def request_of(given: Mapping[str, Any], today: date) -> Request:
    """The request in a mapping. Raises Refused for what cannot be read or meant, in one sentence.

    `today`: the day of the value where none is given.
    """
    _known(given, _KEYS, "request")
    currency = (text_of(given.get("currency")) or "CNY").upper()
    if currency not in PLACES:
        raise Refused(f"不支持的货币：{currency[:8]}。/ The currency {currency[:8]} is not supported.", "currency")
    inputs = dict(_mapping(given.get("inputs"), "inputs"))
    endless = isinstance(inputs.get("life"), str) and inputs["life"].strip().lower() in _INDEFINITE
    if endless:
        inputs.pop("life")
    return Request(
        kind=_one_of(given.get("kind"), KINDS, "kind"), subject=text_of(given.get("subject"))[:_TEXT], currency=currency,
        day=_day(given.get("day"), "day") or today, right=_right(_mapping(given.get("right"), "right")), inputs=_figures(inputs, currency),
        forecast=_years(given, "forecast", "revenue_year", currency), earnings=_years(given, "earnings", "income_year", currency),
        brand=_brand(_mapping(given.get("brand"), "brand"), currency), costs=_costs(_rows(given, "costs"), currency),
        comparables=_comparables(_rows(given, "comparables"), currency), weights=_weights(_mapping(given.get("weights"), "weights")),
        indefinite=endless, mid_year=bool(given.get("mid_year")), seed=_whole(given, "seed", 1, 0, 2**63 - 1),
        draws=_whole(given, "draws", DRAWS, LEAST_DRAWS, MOST_DRAWS), shape=_shape(given),
    )  # fmt: skip


def _shape(given: Mapping[str, Any]) -> Shape:
    found: Shape = _one_of(given.get("distribution") or "pert", ("pert", "triangular"), "distribution")
    return found


def _figures(given: Mapping[str, Any], currency: str) -> dict[str, Figure]:
    if unknown := sorted(str(name) for name in given if name not in specs()):
        raise Refused(
            f"没有“{unknown[0][:40]}”这个数据项。/ There is no figure called “{unknown[0][:40]}”.", "figure.unknown"
        )
    found = {str(name): figure_of(str(name), value, currency) for name, value in given.items()}
    return {name: figure for name, figure in sorted(found.items()) if figure}


def _years(given: Mapping[str, Any], key: str, name: str, currency: str) -> tuple[Figure, ...]:
    rows = _rows(given, key)
    found = [figure_of(f"{name}_{year}", row, currency) for year, row in enumerate(rows, 1)]
    if missing := [str(year) for year, figure in enumerate(found, 1) if figure is None]:
        raise Refused(
            f"逐年预测缺第{'、'.join(missing)[:40]}年的数。/ The yearly forecast lacks year {', '.join(missing)[:40]}.",
            "forecast.gap",
        )
    return tuple(figure for figure in found if figure)


def _brand(given: Mapping[str, Any], currency: str) -> dict[str, Figure]:
    if unknown := sorted(str(name) for name in given if name not in factors()):
        names = ", ".join(factors())
        raise Refused(f"没有品牌强度因素“{unknown[0][:30]}”，可用：{names}。/ There is no brand factor “{unknown[0][:30]}”; there are {names}.", "brand.unknown")  # fmt: skip
    found = {str(name): figure_of(f"brand_{name}", value, currency) for name, value in given.items()}
    return {name: figure for name, figure in sorted(found.items()) if figure}


def _costs(rows: Sequence[Any], currency: str) -> tuple[Cost, ...]:
    found = []
    for place, row in enumerate(rows, 1):
        item = _mapping(row, "costs")
        _known(item, {"name", "amount"}, "costs")
        amount = figure_of(f"cost_{place}", item.get("amount"), currency)
        if amount is None:
            raise Refused(f"第{place}项成本没有金额。/ Cost item {place} has no amount.", "cost.amount")
        found.append(Cost(name=text_of(item.get("name"))[:_TEXT], amount=amount))
    return tuple(found)


def _comparables(rows: Sequence[Any], currency: str) -> tuple[Comparable, ...]:
    return tuple(_comparable(place, _mapping(row, "comparables"), currency) for place, row in enumerate(rows, 1))


def _comparable(place: int, row: Mapping[str, Any], currency: str) -> Comparable:
    _known(row, {"price", "currency", "kind", "class", "day", "adjustments", "source"}, "comparables")
    if (text_of(row.get("currency")) or currency).upper() != currency:
        raise mixed(f"price_{place}", text_of(row["currency"]), currency)
    price = figure_of(f"price_{place}", row.get("price"), currency)
    if price is None or price.mode <= 0:
        raise Refused(
            f"第{place}个可比交易没有价格，不能比较。/ Comparable {place} has no price; it cannot be compared.",
            "comparable.price",
        )
    changes = _mapping(row.get("adjustments"), "adjustments")
    adjusted = (figure_of(f"adjust_{place}_{_plain(name)}", value, currency) for name, value in sorted(changes.items()))
    return Comparable(
        price=price, adjustments=tuple(each for each in adjusted if each), kind=text_of(row.get("kind"))[:40],
        class_=text_of(row.get("class"))[:40], day=_day(row.get("day"), "day"), source=text_of(row.get("source"))[:_TEXT],
    )  # fmt: skip


def _plain(name: Any) -> str:
    """A name somebody gave, without markup."""
    return re.sub(r"\W+", " ", str(name)).strip()[:30]


def _weights(given: Mapping[str, Any]) -> dict[Any, Weight]:
    found = {}
    for name, row in sorted(given.items()):
        _one_of(name, METHODS, "weights")
        parts = row if isinstance(row, Mapping) else {"weight": row}
        _known(parts, {"weight", "reason"}, "weights")
        weight = parts.get("weight")
        if (
            isinstance(weight, bool)
            or not isinstance(weight, int | float)
            or not math.isfinite(weight)
            or not 0 <= weight <= 1e6
        ):
            raise Refused(
                "方法的权重应是不小于 0 的数。/ The weight of a method has to be a number not below 0.", "weights"
            )
        found[name] = Weight(weight=float(weight), reason=text_of(parts.get("reason"))[:_TEXT])
    if found and not any(each.weight for each in found.values()):
        raise Refused("各方法的权重不能都是 0。/ The weights of the methods cannot all be 0.", "weights")
    return found


def _right(given: Mapping[str, Any]) -> Right:
    _known(given, {"number", "office", "filed", "granted", "expires", "ended", "reason"}, "right")
    days = {name: _day(given.get(name), name) for name in ("filed", "granted", "expires", "ended")}
    return Right(
        number=text_of(given.get("number"))[:60],
        office=(text_of(given.get("office")) or "CN").upper()[:4],
        reason=text_of(given.get("reason"))[:_TEXT],
        **days,
    )


def _day(given: Any, name: str) -> date | None:
    if given is None or given == "":
        return None
    try:
        return given if isinstance(given, date) else date.fromisoformat(text_of(given).strip()[:10])
    except ValueError:
        raise Refused(f"日期“{text_of(given)[:20]}”（{name}）看不懂，请写成 2026-11-22。/ The date “{text_of(given)[:20]}” ({name}) is not understood; write it like 2026-11-22.", "date") from None  # fmt: skip


def _rows(given: Mapping[str, Any], key: str) -> Sequence[Any]:
    rows = given.get(key) or ()
    if not isinstance(rows, list | tuple):
        raise Refused(f"“{key}”应是一个列表。/ “{key}” has to be a list.", "request.list")
    if len(rows) > _MOST[key]:
        raise Refused(
            f"“{key}”有 {len(rows)} 行，最多 {_MOST[key]} 行。/ “{key}” has {len(rows)} rows; {_MOST[key]} at most.",
            "request.size",
        )
    return rows


def _mapping(given: Any, key: str) -> Mapping[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise Refused(
            f"“{key}”应是名称和值的对应。/ “{key}” has to be a mapping of names and values.", "request.mapping"
        )
    return given


def _known(given: Mapping[str, Any], keys: set[str], where: str) -> None:
    if unknown := sorted(str(key) for key in given if key not in keys):
        raise Refused(
            f"“{where}”里没有“{unknown[0][:30]}”这一项。/ “{where}” has no entry “{unknown[0][:30]}”.",
            "request.unknown",
        )


def _one_of(given: Any, allowed: Sequence[str], key: str) -> Any:
    if given not in allowed:
        listed = ", ".join(allowed)
        raise Refused(f"“{key}”应是其中之一：{listed}。/ “{key}” has to be one of {listed}.", f"request.{key}")
    return given


def _whole(given: Mapping[str, Any], key: str, default: int, least: int, most: int) -> int:
    number = given.get(key, default)
    if number is None:
        return default
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise Refused(
            f"“{key}”应是 {least} 到 {most} 的整数。/ “{key}” has to be a whole number from {least} to {most}.",
            f"request.{key}",
        )
    return number
