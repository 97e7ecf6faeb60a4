"""Hearing figures in what people say, and holding the figures of an argument to what the user has said: no model makes one."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from knowledge.language import normalise
from tools.money_said import amounts_said
from tools.refused import Refused
from tools.valuation.figure import spec
from tools.valuation.reading import NUMBER, UNKNOWN, numbers_in

_MARK = r"(?:人民币|CNY|RMB|US\$|HK\$|S\$|[¥￥$€£])?\s*"
_TAIL = r"\s*(?:元|块|个?月|年|yuan|dollars?|years?|months?|人[天月日]|天|person-?(?:days?|months?)|days?)?"
_NUMBER = re.sub(r"\?P<\w+>", "?:", NUMBER)
_EXPRESSION = rf"{_MARK}(?:{_NUMBER}|[一二两三四五六七八九十百千万亿]{{1,12}}(?=元|万|亿|年|个?月|人)){_TAIL}(?:\s*(?::|~|～|—|–|-|到|至|\bto\b|\band\b)\s*{_MARK}{_NUMBER}{_TAIL}){{0,2}}"
_BETWEEN = r"(?:\s|每年|一年|大约|大概|约为?|是|为|在|介于|从|有|:|：|=|[,，]|\b(?:is|are|of|at|about|around|roughly|between|from|will be|would be|a year|per year)\b){0,6}"
_BARE = re.compile(r"^\s*\d+(?:\.\d+)?(?:\s*(?::|~|到|至|-|to)\s*\d+(?:\.\d+)?){0,2}[\s。.!！]*$", re.IGNORECASE)
_FALLS = re.compile(
    r"下降|下滑|减少|递减|负增长|萎缩|[-−]\s*\d|\b(?:fall\w*|declin\w*|drop\w*|shrink\w*|decreas\w*|minus|negative)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"、|;|；|，|,(?!\d{3}(?!\d))|和|\band\b", re.IGNORECASE)
_SCALES = (1, 10**3, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9)


def figure_said(name: str, text: str, asked: bool) -> str:
    """What a turn says for a figure, as written: after its name, or all of the answer when it was asked for; "" for nothing.

    "unknown" for who does not know it. A bare 5 that answers a question for a percentage is 5%; 0.5 could be either and is asked again.
    """
    plain = normalise(text).strip()
    if asked and UNKNOWN.match(plain):
        return "unknown"
    if found := _labelled(name, plain):
        return found
    if not asked:
        return ""
    if spec(name).unit == "share" and _BARE.match(plain):
        numbers = [Decimal(each) for each in re.findall(r"\d+(?:\.\d+)?", plain)]
        whole = all(each >= 1 or not each for each in numbers)
        return ":".join(f"{each}%" for each in numbers) if whole else ""
    match = re.search(_EXPRESSION, plain, re.IGNORECASE)
    found = _read(name, match[0]) if match else ""
    return _falling(found) if found and name == "growth" and _FALLS.search(plain) else found


def require_figures_said(figures: Mapping[str, object], turns: Iterable[str]) -> None:
    """Raises Refused that asks for a figure whose numbers the user has not said."""
    said = {round(number, 9) for turn in turns for number in _numbers_said(turn)}
    for name, given in figures.items():
        if given is None or (isinstance(given, str) and (not given.strip() or UNKNOWN.match(given))):
            continue
        numbers = [float(given)] if isinstance(given, int | float) else numbers_in(str(given), name)
        if any(round(number, 9) not in said for number in numbers):
            about = spec(name)
            raise Refused(
                f"“{about.zh}”不是您说过的数，请您自己说出来。/ You have not said the figure for “{about.en}”; please state it yourself.",
                "figure.not_said",
            )


def prices_in(text: str) -> list[str]:
    """The prices of a list, as written: "70万、85万和1,200,000元" are three."""
    return [
        part.strip()
        for part in _LIST.split(text)
        if any(char.isdigit() for char in part) or re.search("[一二三四五六七八九十]万", part)
    ]


def _falling(words: str) -> str:
    """A growth that was called a fall: "下降3%到5%" is -5% to -3%."""
    numbers = numbers_in(words, "growth")
    return (
        words
        if any(number < 0 for number in numbers)
        else ":".join(f"-{number * 100:.10g}%" for number in reversed(numbers))
    )


def _labelled(name: str, text: str) -> str:
    """The figure that stands behind its name, or, in English, before it ("a 15% discount rate")."""
    cue = spec(name).cue
    for label in filter(None, (cue.zh, cue.en)):
        behind = re.search(rf"(?:{label}){_BETWEEN}(?P<figure>{_EXPRESSION})", text, re.IGNORECASE)
        if behind and (found := _read(name, behind["figure"])):
            return found
    before = re.search(rf"(?P<figure>{_EXPRESSION})\s+(?:{cue.en})\b", text, re.IGNORECASE) if cue.en else None
    return _read(name, before["figure"]) if before else ""


def _read(name: str, words: str) -> str:
    """The words, if they can be read as this figure: a percentage is no revenue, and a bare number no rate."""
    if (spec(name).unit == "share") != (
        "%" in words or "％" in words or "百分之" in words or "percent" in words.lower()
    ):
        return ""
    try:
        numbers_in(words, name)
    except Refused:
        return ""
    return words.strip()


def _numbers_said(turn: str) -> set[float]:
    """Every number of a turn, in each unit it can stand for: as such, in percent, in months, with the scale of a neighbour."""
    plain = normalise(turn)
    found = {float(each.amount) for each in amounts_said(plain)}
    for match in re.finditer(NUMBER, plain, re.IGNORECASE):
        words = match[0].strip()
        for name in ("revenue", "royalty", "life"):
            try:
                found |= set(numbers_in(words, name))
            except Refused:
                continue
        if match["number"]:
            number = float(match["number"].replace(",", "").replace("−", "-"))
            found |= {number / 100, number / 12, *(number * scale for scale in _SCALES)}
    return found | {-number for number in found} if _FALLS.search(plain) else found
