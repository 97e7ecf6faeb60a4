"""Amounts as people say them: "80万元", "¥1,200", "CNY 5000", "US$3,000", "一百二十万元", "1.2 million yuan", "80万".

Read exactly, with decimals: "1.2万" is 12,000 and nothing near it. An amount a tool takes must be one the user has said: no
model makes a price.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from knowledge.language import normalise
from knowledge.numerals import to_int
from tools.money import Money
from tools.refused import Refused

_CURRENCIES = {
    "CNY": r"人民币|RMB|CNY|[¥￥]|元整?|块钱?|renminbi|yuan", "USD": r"US\$|USD|\$|美元|美金|(?:US )?dollars?", "EUR": r"€|EUR|欧元|euros?",
    "GBP": r"£|GBP|英镑|pounds?", "HKD": r"HK\$|HKD|港[元币]", "SGD": r"S\$|SGD|新(?:加坡)?元", "JPY": r"JP¥|JPY|日元|yen", "KRW": r"KRW|韩元|won",
    "CHF": r"CHF|瑞士法郎", "ILS": r"ILS|₪", "KWD": r"KWD|科威特第纳尔",
}  # fmt: skip
_SCALES = {
    "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6,
    "million": 10**6, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_MARK = "|".join(sorted((f"(?:{pattern})" for pattern in _CURRENCIES.values()), key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_HAN = "零〇一二两三四五六七八九十百千万亿"
_AMOUNT = re.compile(
    rf"(?P<before>{_MARK})?\s*(?P<minus>(?<![\w\d-])[-−]|负|\bminus\s)?\s*(?:(?P<pre>{_MARK})\s*)?"
    rf"(?:(?P<number>(?<![A-Za-z0-9.,/])(?<!\w[-−])(?:\d+(?:,\d{{3}})+|\d+)(?:\.\d+)?)\s*(?P<scale>{_SCALE})?(?:(?P<thousands>\d)千)?(?![A-Za-z\d])"
    rf"|(?P<han>[{_HAN}]{{1,24}}))\s*(?P<after>{_MARK})?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NO_MONEY = re.compile(r"^\s*(?:年|月|日|号|类|件|个|项|条|天|份|次|星|%|％|\.\d|-\d|/\d|classes|items|days|stars?|pieces|marks|patents)", re.IGNORECASE)  # fmt: skip
_OFFERING = re.compile(
    r"(?:出价?|报价?|还价|给|付|存入?|充值?|转入|预算|价|要价|底价|到|为|是|加到|\b(?:offer|bid|pay|deposit|counter|at|for|budget|of|to|asking|price|is))\s*(?:约|about|around|up)?\s*[:：]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """An amount that stands in a text: in major units, with its currency, "" where none was said."""

    amount: Decimal
    currency: str
    start: int
    end: int
    words: str

    def money(self, default: str) -> Money:
        """The amount, in `default` where no currency was said. Raises Refused for what is finer than the currency."""
        return Money.of(str(self.amount), self.currency or default)


def amounts_said(text: str) -> list[Said]:
    """The amounts of a text in order: with a currency, with 万 or million behind it, after a word of offering, or alone in it."""
    plain, found = normalise(text), []
    for match in _AMOUNT.finditer(plain):
        amount = _amount(match)
        if amount is not None and (_is_money(match) or _stands_for_money(plain, match)):
            mark = match["before"] or match["pre"] or match["after"] or ""
            found.append(Said(amount, _currency(mark), match.start(), match.end(), match[0].strip()))
    return found


def read_amount(text: str, default: str = "CNY") -> Money:
    """The one amount of an argument, as exactly as it was written. Raises Refused for none, several, or too fine a one."""
    said = amounts_said(text)
    if len({(each.amount, each.currency or default) for each in said}) != 1:
        raise Refused(
            f"没有看懂金额“{text[:40]}”，请写成 12,000 元这样的数。/ The amount “{text[:40]}” is not understood; write it like CNY 12,000.", "amount"
        )  # fmt: skip
    return said[0].money(default)


def require_said(amount: Money, turns: Iterable[str]) -> Money:
    """The amount, if the user has said it in one of the turns. Raises Refused that asks for it otherwise."""
    for turn in turns:
        for said in amounts_said(turn):
            if said.currency in ("", amount.currency) and said.amount == amount.amount:
                return amount
    raise Refused(
        f"金额 {amount.text('zh')} 不是您说过的数；请您自己写出金额。/ You have not named the amount {amount.text('en')}; please state the amount yourself.",
        "amount.not_said",
    )  # fmt: skip


def _amount(match: re.Match[str]) -> Decimal | None:
    if match["han"]:
        whole = to_int(match["han"])
        value = None if whole is None else Decimal(whole)
    else:
        value = Decimal(match["number"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
        value += 1000 * int(match["thousands"] or 0)  # 12万5千
    return -value if value is not None and match["minus"] else value


def _is_money(match: re.Match[str]) -> bool:
    """Whether its own words say that it is an amount: a currency, or a scale."""
    marked = match["before"] or match["pre"] or match["after"]
    large = (match["scale"] and match["scale"] != "m") or (
        match["han"] and len(match["han"]) > 1 and match["han"][-1] in "万亿"
    )
    return bool(marked or large)


def _stands_for_money(text: str, match: re.Match[str]) -> bool:
    """A bare number is an amount when it is all that was said, or follows a word of offering and counts nothing else."""
    if match["han"] and len(match["han"]) == 1 and match["han"] not in _HAN[1:12]:
        return False
    before, after = text[: match.start()], text[match.end() :]
    alone = not before.strip() and not after.strip(" 。.!！吧")
    return alone or bool(_OFFERING.search(before) and not _NO_MONEY.match(after))


def _currency(mark: str) -> str:
    if not mark:
        return ""
    return next(code for code, pattern in _CURRENCIES.items() if re.fullmatch(pattern, mark, re.IGNORECASE))
