"""Chinese numerals, in both directions, as statutes write them (第一千二百六十条)."""

import re

_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
NUMERAL = r"[零〇○一二两三四五六七八九十百千万亿]+"
_LONGEST = 40  # digits; nothing longer is a number anybody means
_MIXED = re.compile(r"[\d.]+")


def to_int(numeral: str) -> int | None:
    """Read a Chinese or Arabic whole number ("四十二", "42", "４２", "一八", "500万"); None when it is not one."""
    text = numeral.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if lead := _MIXED.match(text):  # "500万": Arabic digits with a Chinese unit
        factor = _product(text[lead.end() :])
        return None if factor is None or "." in lead[0] else int(lead[0]) * factor
    if all(char in _DIGITS for char in text):  # read digit by digit: 二〇二六
        return int("".join(str(_DIGITS[char]) for char in text))
    return _positional(text)


def _product(units: str) -> int | None:
    factor = 1
    for char in units:
        if char not in _UNITS:
            return None
        factor *= _UNITS[char]
    return factor


def _positional(text: str) -> int | None:
    """亿 and 万 split a numeral into groups of four places, each read on its own."""
    for char, factor in (("亿", 100_000_000), ("万", 10_000)):
        head, split, tail = text.rpartition(char)
        if split:
            high, low = _positional(head) if head else 1, _positional(tail) if tail else 0
            return None if high is None or low is None else high * factor + low
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    total = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            return None
    return total + digit


def to_chinese(number: int) -> str:
    """Write 1 to 9999 as statutes do: 42 -> 四十二, 110 -> 一百一十, 1005 -> 一千零五."""
    if not 0 < number < 10_000:
        raise ValueError(f"{number} is outside 1 to 9999")
    names = "零一二三四五六七八九"
    out, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if pending_zero and out else "") + names[digit] + name
            pending_zero = False
        else:
            pending_zero = bool(out)
    return out[1:] if out.startswith("一十") else out
