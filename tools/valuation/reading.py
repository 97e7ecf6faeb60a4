"""Reading figures as people write them: "3%:5%:8%", "3%到8%", "800万元", "1.2 million", 0.05, or a mapping with its origin."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from knowledge.language import normalise
from knowledge.numerals import to_int
from tools.money_said import amounts_said
from tools.refused import Refused
from tools.valuation.figure import Figure, checked, spec

UNKNOWN = re.compile(
    r"^\W*(?:我|目前|现在|暂时|还|也|这个)*(?:不知道|不清楚|不确定|不了解|没有?数据|没数|说不准|未知|不详|unknown|(?:i )?(?:do not|don'?t) (?:really )?know(?: (?:that|this|it|yet))?|not sure|no idea|not known|n/?a|skip(?: (?:it|this|that))?|跳过)[\s,，。.!！了呢啊]*$",
    re.IGNORECASE,
)
_SCALE = r"亿|千万|百万|十万|万|千|billion|bn|million|mn|m|thousand|k"
_SCALES = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3}  # fmt: skip
NUMBER = rf"(?:百分之(?P<han>[零一二两三四五六七八九十百\d.]+)|(?P<number>[-−]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?P<scale>{_SCALE})?(?![A-Za-z]*\d)\s*(?P<percent>[%％]|percent\b|per cent\b)?)"
_ONE = re.compile(NUMBER, re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?::|：|~|～|—|–|到|至|\bto\b|\band\b|/)\s*|(?<=[\d%％万亿元年kmn])\s*-\s*(?=[\d¥$€£])", re.IGNORECASE
)
_LEFT = re.compile(r"(?:人民币|元|块|CNY|RMB|USD|EUR|GBP|HKD|SGD|JPY|KRW|CHF|ILS|KWD|US\$|HK\$|S\$|[¥￥$€£]|yuan|dollars?|euros?|年|个?月|years?|months?|人[天月日]|person-?(?:days?|months?)|man-?(?:days?|months?)|days?|左右|大约|大概|约|about|around|roughly|between|from|介于|在|之间|每年|a year|per year|p\.?a\.?|分|points?|x|倍|天|[\s,，。.;；])+", re.IGNORECASE)  # fmt: skip
_EXAMPLES = {"share": ("5%", "5%"), "money": ("800万", "8 million"), "years": ("8", "8"), "number": ("600", "600")}
_MONTHS = re.compile(r"\d\s*(?:个月|months?\b)", re.IGNORECASE)


def figure_of(name: str, given: Any, currency: str) -> Figure | None:
    """A figure as given; None for one that is not known. Raises Refused for what cannot be understood or meant.

    A text "low:value:high", "low:high" or "value"; a number (shares as fractions); or a mapping of value, low, high, origin, note.
    """
    about = spec(name)
    if given is None or (isinstance(given, str) and (not given.strip() or UNKNOWN.match(given))):
        return None
    if isinstance(given, Mapping):
        return _of_mapping(name, given, currency)
    numbers = [_number(given, name)] if isinstance(given, int | float | Decimal) else numbers_in(text_of(given), name, currency)  # fmt: skip
    if len(numbers) > 3:
        raise Refused(f"“{about.zh}”写了 {len(numbers)} 个数，最多写“下限:值:上限”。/ “{about.en}” has {len(numbers)} numbers; write at most low:value:high.", "figure.many")  # fmt: skip
    return checked(_made(name, numbers))


def numbers_in(text: str, name: str, currency: str = "") -> list[float]:
    """The numbers of a text in order, in the unit of the figure. Raises Refused for words among them and for another currency."""
    about, plain = spec(name), normalise(text)
    if about.unit == "money" and currency:
        _same_currency(plain, name, currency)
    found = [_read(part, name, text) for part in _BETWEEN.split(plain) if part.strip()]
    if not found:
        raise _unread(name, text)
    if about.unit == "money" and len(found) > 1:  # "3到5百万": the scale behind the last is meant for all
        last = _ONE.search(_BETWEEN.split(plain)[-1])
        first = _ONE.search(_BETWEEN.split(plain)[0])
        if last and first and last["scale"] and not first["scale"] and found[0] * 100 < found[-1]:
            return [each * _SCALES[last["scale"].lower()] for each in found[:-1]] + found[-1:]
    return found


def _read(part: str, name: str, whole: str) -> float:
    unit, match = spec(name).unit, _ONE.search(part)
    if match is None:
        whole_number = to_int(_LEFT.sub("", part)) if unit != "share" else None
        if whole_number is None:
            raise _unread(name, whole)
        return float(whole_number)
    if _LEFT.sub("", part[: match.start()] + part[match.end() :]).strip():
        raise _unread(name, whole)
    if match["han"]:
        number, percent = (
            Decimal(to_int(match["han"]) or 0) if not match["han"][0].isdigit() else Decimal(match["han"]),
            True,
        )
    else:
        number, percent = Decimal(match["number"].replace(",", "").replace("−", "-")), bool(match["percent"])
        number *= _SCALES.get((match["scale"] or "").lower(), 1)
    if percent != (unit == "share") and percent:
        raise Refused(f"“{spec(name).zh}”不是百分比，请写成数。/ “{spec(name).en}” is no percentage; write a number.", "figure.percent")  # fmt: skip
    if percent:
        return float(number / 100)
    return float(number / 12) if unit == "years" and _MONTHS.search(part) else float(number)


def text_of(given: Any) -> str:
    """A text or a single value as text; "" for none. Raises Refused for a list or a mapping: a small file can hold a huge one."""
    if given is None:
        return ""
    if not isinstance(given, str | int | float | Decimal | date):
        raise Refused(
            "这里应是一段文字或一个数，不是列表。/ A text or a number has to stand here, not a list.", "request.text"
        )
    return str(given)


def _of_mapping(name: str, given: Mapping[str, Any], currency: str) -> Figure | None:
    wrong = set(given) - {"value", "low", "high", "origin", "note", "currency"}
    about = spec(name)
    if wrong:
        raise Refused(f"“{about.zh}”里有不认识的项：{', '.join(sorted(map(str, wrong)))[:60]}。/ “{about.en}” has unknown entries: {', '.join(sorted(map(str, wrong)))[:60]}.", "figure.entries")  # fmt: skip
    if (text_of(given.get("currency")) or currency) != currency:
        raise mixed(name, text_of(given["currency"]), currency)
    parts = {key: _single(name, given[key], currency) for key in ("value", "low", "high") if given.get(key) is not None}
    origin = text_of(given.get("origin")) or "user"
    if origin not in ("user", "record", "reading", "market"):
        raise Refused(f"“{about.zh}”的来源“{origin[:20]}”不认识，请用 user、record、reading 或 market。/ The origin “{origin[:20]}” of “{about.en}” is unknown; use user, record, reading or market.", "figure.origin")  # fmt: skip
    if not parts:
        return None
    return checked(Figure(name=name, unit=about.unit, origin=origin, note=text_of(given.get("note"))[:300], **parts))  # type: ignore[arg-type]


def _single(name: str, given: Any, currency: str) -> float:
    if isinstance(given, int | float | Decimal):
        return _number(given, name)
    numbers = numbers_in(text_of(given), name, currency)
    if len(numbers) != 1:
        raise _unread(name, str(given))
    return numbers[0]


def _number(given: int | float | Decimal, name: str) -> float:
    if isinstance(given, bool):
        raise _unread(name, str(given))
    try:
        return float(given)
    except OverflowError:
        return float("inf")


def _made(name: str, numbers: list[float]) -> Figure:
    if len(numbers) == 1:
        return Figure(name=name, unit=spec(name).unit, value=numbers[0])
    value = numbers[1] if len(numbers) == 3 else None
    return Figure(name=name, unit=spec(name).unit, low=numbers[0], value=value, high=numbers[-1])


def _same_currency(text: str, name: str, currency: str) -> None:
    for said in amounts_said(text):
        if said.currency and said.currency != currency:
            raise mixed(name, said.currency, currency)


def mixed(name: str, other: str, currency: str) -> Refused:
    """Two currencies in one valuation."""
    about = spec(name)
    return Refused(f"“{about.zh}”用的是 {other[:8]}，本次估算用 {currency}，请统一货币。/ “{about.en}” is in {other[:8]} and the estimate in {currency}; use one currency.", "valuation.currency")  # fmt: skip


def _unread(name: str, text: str) -> Refused:
    about, said = spec(name), " ".join(text[:40].replace("/", "∕").split())
    zh, en = _EXAMPLES.get(about.unit, ("80", "80"))
    return Refused(f"没有看懂“{about.zh}”：{said}，请写成 {zh} 或“下限:值:上限”。/ “{about.en}” is not understood: {said}; write {en} or low:value:high.", "figure.unread")  # fmt: skip
