"""Quantities in texts and in questions: terms, amounts, multiples, shares, with their units."""

import re

from knowledge.numerals import NUMERAL, to_int

Quantity = tuple[float, str]  # value and unit: (20, "year")
TIME = frozenset({"year", "month", "day"})
_UNIT = {
    "年": "year", "周年": "year", "个月": "month", "月": "month", "日": "day", "天": "day", "个工作日": "day", "小时": "hour", "元": "yuan",
    "万元": "yuan", "倍": "times", "人": "person", "名": "person",
    "year": "year", "years": "year", "month": "month", "months": "month", "day": "day", "days": "day", "hours": "hour",
    "yuan": "yuan", "rmb": "yuan", "times": "times", "fold": "times", "percent": "percent", "per cent": "percent",
}  # fmt: skip
_AMOUNT = rf"\d[\d,]*(?:\.\d+)?[万亿百千]*|{NUMERAL}"
_FIGURE_ZH = re.compile(
    rf"(?<![第同那这当次本\d.])({_AMOUNT})(?:余)?\s*(周年|个月|年|月|个工作日|日|天|小时|元|倍|人|名)(?!内瓦|度|底|初)"
)
_FIGURE_EN = re.compile(
    r"(\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)[\s-]+(million\s+|billion\s+)?(?:working\s+|calendar\s+)?(years?|months?|days?|hours|yuan|rmb|times|fold|percent|per cent)\b",
    re.IGNORECASE,
)
_MONEY_EN = re.compile(
    r"\b(?:RMB|CNY|¥)\s*(\d[\d,]*(?:\.\d+)?)\s*(million|billion)?|¥\s*(\d[\d,]*(?:\.\d+)?)", re.IGNORECASE
)
_PERCENT = re.compile(rf"(百|千|万)分之({NUMERAL}|\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*[%％]")
_FRACTION = re.compile(
    r"[二三四五六七八九十]分之[一二三四五六七八九]|\b(?:half|one[ -]third|two[ -]thirds)\b", re.IGNORECASE
)
_PER = {"百": 1, "千": 10, "万": 100}
_SCALE = {"million": 1_000_000, "billion": 1_000_000_000}
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_CALENDAR = re.compile(
    r"(?:\d{4}|[一二][〇零○一二三四五六七八九]{3})\s*年(?:\s*[\d一二三四五六七八九十]{1,3}\s*月)?(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?|\d{1,2}月\d{1,2}日"
)
_ASKED: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (
        re.compile(
            r"多久|多长(?:时间|的?期限)|几年|多少年|几个月|多少个?月|几天|多少天|几日内|等待期|多长期限|期限.{0,6}(?:多长|多久|是多少|几)|(?:多少|几)个?工作日"
            r"|\bhow (?:long|many (?:years|months|days|weeks))\b|\bwhat(?:'s| is) the (?:term|duration|time limit|deadline|period)\b|\bwithin (?:what|how)",
            re.IGNORECASE,
        ),
        TIME,
    ),
    (
        re.compile(
            r"(?:费|费用|官费|年费)(?:具体)?(?:是|要|收|交)?(?:多少|几)|\bwhat(?:'s| is| are) the (?:official )?fees?\b|\bhow much\b.{0,30}\b(?:fees?|cost|charge)",
            re.IGNORECASE,
        ),
        frozenset({"yuan"}),
    ),
    (
        re.compile(
            r"多少(?:钱|元|万|块)|几(?:万|百万|千)?(?:元|块)|几万|罚(?:款)?多少|赔(?:偿)?(?:多少|几)|(?:上限|下限|最高|最低|金额|数额|起刑点|门槛).{0,6}(?:是?多少|几)|(?:费|费用|官费|年费)(?:具体)?(?:是|要|收)?多少"
            r"|\bhow much\b(?! (?:of|time|longer|notice))|\bhow (?:big|large|high) (?:can|is|may|could|a) .{0,24}\b(?:fine|penalty|award|damages)|\bwhat (?:amount|sum|fee|threshold)|\babove what amount|\bwhat(?:'s| is) the (?:official )?(?:fee|maximum fine|maximum penalty)",
            re.IGNORECASE,
        ),
        frozenset({"yuan", "times", "percent"}),
    ),
    (
        re.compile(
            r"(?:多少|几)(?:个)?(?:页|字|张|份|幅|项权利要求)|\bhow many (?:pages|words|copies|drawings|claims)\b|\bword limit\b",
            re.IGNORECASE,
        ),
        frozenset({"count"}),
    ),
    (re.compile(r"几倍|多少倍|\bhow many times (?:the|over|as)\b", re.IGNORECASE), frozenset({"times"})),
    (
        re.compile(
            r"百分之(?:几|多少)|几成|(?:比例|比率|税率|份额|百分比).{0,6}(?:多少|几|怎么)|\bwhat (?:percentage|percent|share|proportion|rate)\b",
            re.IGNORECASE,
        ),
        frozenset({"percent", "times"}),
    ),
)


def figures(text: str) -> set[Quantity]:
    """Quantities with a unit (20 year, 5000000 yuan, 0.03 percent); calendar dates and ordinals are left out."""
    text = _CALENDAR.sub(" ", text)
    found: set[Quantity] = set()
    for number, unit in _FIGURE_ZH.findall(text):
        _add(found, _chinese_amount(number), _UNIT[unit])
    for number, scale, unit in _FIGURE_EN.findall(text):
        value = _english_number(number)
        factor = _SCALE.get(scale.strip().lower(), 1)
        _add(found, value * factor if value is not None else None, _UNIT[" ".join(unit.lower().split())])
    for number, scale, bare in _MONEY_EN.findall(text):
        value = _english_number(number or bare)
        _add(found, value * _SCALE.get(scale.lower(), 1) if value is not None else None, "yuan")
    for per, share, signed in _PERCENT.findall(text):
        value = _chinese_amount(share) if per else float(signed)
        _add(found, value / _PER[per] if per and value is not None else value, "percent")
    return found


def _add(found: set[Quantity], value: float | None, unit: str) -> None:
    if value is not None:
        found.add((round(value, 6), unit))


def _chinese_amount(text: str) -> float | None:
    """1.5万, 五百万, 3,000."""
    bare = text.replace(",", "")
    lead = re.match(r"\d+\.\d+", bare)
    if lead is None:
        return to_int(bare)
    factor = to_int(f"1{bare[lead.end() :]}") if bare[lead.end() :] else 1
    return float(lead[0]) * factor if factor is not None else None


def _english_number(word: str) -> float | None:
    bare = word.replace(",", "").lower()
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return float(bare)
    tens, _, units = bare.partition("-")
    if bare in _WORDS:
        return _WORDS.index(bare)
    if tens in _TENS:
        return _TENS[tens] + (_WORDS.index(units) if units in _WORDS else 0)
    return None


def units_asked(question: str) -> frozenset[str]:
    """The units a question wants a figure in (how long: year, month or day), empty when it asks for none."""
    return next((units for pattern, units in _ASKED if pattern.search(question)), frozenset())


def gives(text: str, units: frozenset[str]) -> bool:
    """Whether a text has a figure in one of these units; a fraction (二分之一) is a share like a percentage."""
    if "percent" in units and _FRACTION.search(text):
        return True
    return any(unit in units for _, unit in figures(text))
