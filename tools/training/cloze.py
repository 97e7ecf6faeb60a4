"""A figure taken out of a statement of law: what the gap is, in both languages, and how other figures would be written in it."""

import re
from dataclasses import dataclass
from fractions import Fraction

from knowledge.law.figures import figures
from knowledge.numerals import to_chinese
from knowledge.practice.notes import Figure, Point

GAP = "____"
_ZH = {"year": "年", "month": "个月", "day": "日", "yuan": "元", "times": "倍", "percent": "%"}
_EN = {"year": "year", "month": "month", "day": "day", "yuan": "yuan", "times": "times", "percent": "percent"}
_SAME = {"CNY": "yuan"}
_TEN_THOUSAND, _MILLION = 10_000, 1_000_000
_LEAST_ZH, _LEAST_EN = 17, 55  # characters: a shorter statement does not say what it is about
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class Cloze:
    """A statement with a gap, in both languages. `value` in `unit` (year, month, day, yuan, times, percent) is what belongs there."""

    zh: str
    en: str
    value: int
    unit: str


def unit_of(figure: Figure) -> str:
    """The unit of a figure as quizzes use it, "" for one they do not ask for."""
    unit = _SAME.get(figure.unit, figure.unit)
    return unit if unit in _ZH and isinstance(figure.value, float) and figure.value == int(figure.value) > 0 else ""


def cloze_of(point: Point, figure: Figure, text: str) -> Cloze | None:
    """A gap where a statement has a figure: exactly once in each language, and in the article's own words (`text`).

    None where it is not told that way, so that no question has two right answers or none.
    """
    unit = unit_of(figure)
    if not unit or not isinstance(figure.value, float):
        return None
    value = int(figure.value)
    wanted = (float(value), unit)
    if figure.words not in point.quote or point.quote not in text or wanted not in figures(point.quote):
        return None
    zh, en = _gapped(point.zh, _zh_forms(value, unit)), _gapped(point.en, _en_forms(value, unit))
    if len(zh) < _LEAST_ZH or len(en) < _LEAST_EN or wanted in figures(zh) or wanted in figures(en):
        return None
    return Cloze(zh, en, value, unit)


def option(value: int, unit: str, language: str) -> str:
    """A figure as an answer to choose."""
    if language == "zh":
        number = f"{_trimmed(value, _TEN_THOUSAND)}万" if unit == "yuan" and value >= _TEN_THOUSAND else str(value)
        return f"{number}{_ZH[unit]}" if unit != "day" else f"{number}日"
    if unit == "percent":
        return f"{value}%"
    plural = "" if unit in ("yuan", "times") or value == 1 else "s"
    return f"{value:,} {_EN[unit]}{plural}"


def _gapped(text: str, forms: list[str]) -> str:
    """The text with its one occurrence of any form replaced by the gap; "" for none or more than one."""
    pattern = re.compile("|".join(sorted(map(_bounded, forms), key=len, reverse=True)), re.IGNORECASE)
    found = list(pattern.finditer(text))
    return text[: found[0].start()] + GAP + text[found[0].end() :] if len(found) == 1 else ""


def _bounded(form: str) -> str:
    """A form that is not the end of a larger number (“二十年” is not “十年”) or the beginning of a longer word."""
    before = r"(?<![\d.,〇零一二两三四五六七八九十百千万亿第])"
    after = r"(?![A-Za-z])" if form[-1].isascii() and form[-1].isalpha() else ""
    start = r"(?<![\w-])(?<!\d,)" if form[0].isascii() else ""
    return f"{before}{start}{re.escape(form)}{after}"


def _zh_forms(value: int, unit: str) -> list[str]:
    numbers = [str(value), f"{value:,}", *_han(value), *(["两"] if value == 2 else [])]
    if unit == "percent":
        return [f"{value}%", f"{value}％", f"百分之{value}", *(f"百分之{number}" for number in _han(value))]
    if unit == "yuan" and value >= _TEN_THOUSAND:
        ten = _trimmed(value, _TEN_THOUSAND)
        numbers += [f"{ten}万", *(f"{number}万" for number in (_han(int(ten)) if ten.isdigit() else ()))]
    units = {"year": ("年",), "month": ("个月",), "day": ("日", "天"), "yuan": ("元",), "times": ("倍",)}[unit]
    return [f"{number}{word}" for number in dict.fromkeys(numbers) for word in units]


def _han(value: int) -> tuple[str, ...]:
    """A number in Chinese numerals, where it is small enough to be written so."""
    return (to_chinese(value),) if value < _TEN_THOUSAND else ()


def _en_forms(value: int, unit: str) -> list[str]:
    numbers = [str(value), f"{value:,}", *([_WORDS[value]] if value < len(_WORDS) else [])]
    if unit == "yuan":
        million = [f"{_trimmed(value, _MILLION)} million"] if value >= _MILLION else []
        return [
            form
            for number in (*dict.fromkeys(numbers), *million)
            for form in (f"{number} yuan", f"RMB {number}", f"CNY {number}", f"¥{number}")
        ]
    if unit == "percent":
        return [
            form
            for number in dict.fromkeys(numbers)
            for form in (f"{number}%", f"{number} percent", f"{number} per cent")
        ]
    words = {"year": ("year", "years"), "month": ("month", "months"), "day": ("day", "days"), "times": ("times",)}[unit]
    return [f"{number}{join}{word}" for number in dict.fromkeys(numbers) for word in words for join in (" ", "-")]


def _trimmed(value: int, scale: int) -> str:
    """A whole number by a scale: 50000 by ten thousand is "5", 15000 is "1.5"."""
    share = Fraction(value, scale)
    return str(share.numerator) if share.denominator == 1 else f"{share.numerator / share.denominator:g}"
