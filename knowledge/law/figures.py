"""Quantities in texts and in questions: terms, amounts, multiples, shares, with their units."""

import re

from knowledge.numerals import NUMERAL, to_int

Quantity = tuple[int, str]  # value and unit: (20, "year")
TIME = frozenset({"year", "month", "day"})
_UNIT = {
    "年": "year", "周年": "year", "个月": "month", "月": "month", "日": "day", "天": "day", "个工作日": "day", "小时": "hour", "元": "yuan",
    "万元": "yuan", "倍": "times", "人": "person", "名": "person",
    "year": "year", "years": "year", "month": "month", "months": "month", "day": "day", "days": "day", "hours": "hour",
    "yuan": "yuan", "rmb": "yuan", "times": "times", "fold": "times", "percent": "percent",
}  # fmt: skip
_FIGURE_ZH = re.compile(
    rf"((?:{NUMERAL}|\d[\d,]*)(?:余)?[万亿]?)\s*(周年|个月|年|月|个工作日|日|天|小时|元|倍|人|名)(?!内瓦)"
)
_FIGURE_EN = re.compile(
    r"(\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)[\s-]+(million\s+)?(years?|months?|days?|hours|yuan|rmb|times|fold|percent)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"百分之({NUMERAL}|\d+)|(\d+(?:\.\d+)?)\s*[%％]|千分之({NUMERAL})|万分之({NUMERAL})")
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_CALENDAR = re.compile(r"\d{4}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?")
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
    """Quantities with a unit (20 year, 5000000 yuan, 50 percent); calendar dates are left out."""
    text = _CALENDAR.sub(" ", text)
    found: set[Quantity] = set()
    for number, unit in _FIGURE_ZH.findall(text):
        value = to_int(number.replace(",", "").replace("余", ""))
        if value is not None:
            found.add((value, _UNIT[unit]))
    for number, million, unit in _FIGURE_EN.findall(text):
        value = _english_number(number)
        if value is not None:
            found.add((value * (1_000_000 if million else 1), _UNIT[unit.lower()]))
    for hundredth, sign, thousandth, tenthousandth in _PERCENT.findall(text):
        value = to_int(hundredth or sign.partition(".")[0] or thousandth or tenthousandth)
        if value is not None:
            found.add((value, "percent"))
    return found


def _english_number(word: str) -> int | None:
    bare = word.replace(",", "").lower()
    if bare.isdigit():
        return int(bare)
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
    """Whether a text has a figure in one of these units."""
    return any(unit in units for _, unit in figures(text))
