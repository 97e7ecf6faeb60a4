"""Money: whole minor units of one currency, never a float.

Amounts of different currencies do not mix (`CurrencyMixed`); a share is rounded half to even, once, here; a split loses and
makes nothing (largest remainder), so that fee and payout add up to the price exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from knowledge.language import Language
from tools.refused import Refused

# ISO 4217: decimal places of the currencies the desk knows.
PLACES = {"CNY": 2, "USD": 2, "EUR": 2, "GBP": 2, "HKD": 2, "SGD": 2, "ILS": 2, "CHF": 2, "JPY": 0, "KRW": 0, "KWD": 3}
SIGNS = {"CNY": "¥", "USD": "US$", "EUR": "€", "GBP": "£", "HKD": "HK$", "SGD": "S$", "JPY": "JP¥"}
MOST = 10**15  # minor units of one amount: ten trillion yuan; sums stay within a BIGINT


class CurrencyMixed(TypeError):  # noqa: N818 - named for what happened
    """Two currencies in one calculation: a bug, never rounded away."""


@dataclass(frozen=True)
class Money:
    """`minor` units (fen, cents) of an ISO 4217 `currency`. Raises TypeError for anything but a whole number."""

    minor: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise TypeError("money is a whole number of minor units")
        if self.currency not in PLACES:
            raise Refused(
                f"不支持的货币：{self.currency}。/ The currency {self.currency} is not supported.", "currency"
            )

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise CurrencyMixed(f"{self.currency} and {other.currency} do not mix")
        return other.minor

    def times(self, count: int) -> "Money":
        """The amount `count` times."""
        return Money(self.minor * count, self.currency)

    def share(self, numerator: int, denominator: int) -> "Money":
        """`numerator`/`denominator` of the amount, rounded half to even."""
        whole, rest = divmod(self.minor * numerator, denominator)
        up = 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)
        return Money(whole + up, self.currency)

    def split(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """Parts in proportion to whole, not negative `weights`; they add up to the amount exactly (largest remainder, the first on ties).

        Raises ValueError for no weight at all.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights are not negative and not all zero")
        cut = [divmod(self.minor * weight, total) for weight in weights]
        left = self.minor - sum(whole for whole, _ in cut)
        first = sorted(range(len(cut)), key=lambda place: (-cut[place][1], place))[:left]
        return tuple(Money(whole + (place in first), self.currency) for place, (whole, _) in enumerate(cut))

    @property
    def amount(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.minor).scaleb(-PLACES[self.currency])

    def text(self, language: Language = "zh") -> str:
        """As people write it: ¥1,234.50, US$9.00; other currencies by their code."""
        sign = SIGNS.get(self.currency, f"{self.currency} ")
        if self.currency == "CNY" and language == "en":
            sign = "CNY "
        return f"{'-' if self.minor < 0 else ''}{sign}{abs(self.amount):,}"

    @classmethod
    def of(cls, text: str, currency: str = "CNY") -> "Money":
        """Read "1234.5" or "1,234.50" in major units. Raises Refused for what is no amount or finer than the currency."""
        if currency not in PLACES:
            raise Refused(f"不支持的货币：{currency}。/ The currency {currency} is not supported.", "currency")
        try:
            minor = Decimal(text.strip().replace(",", "").replace("，", "")).scaleb(PLACES[currency])
        except InvalidOperation:
            raise Refused(f"“{text[:40]}”不是金额，请写成 1234.50。/ “{text[:40]}” is no amount; write it like 1234.50.", "amount") from None  # fmt: skip
        if not minor.is_finite() or minor != minor.to_integral_value() or abs(minor) > MOST:
            raise Refused(f"金额“{text[:40]}”过大或小数位过多。/ The amount “{text[:40]}” is too large or has too many decimals.", "amount")  # fmt: skip
        return cls(int(minor), currency)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        shape = core_schema.typed_dict_schema(
            {
                "minor": core_schema.typed_dict_field(core_schema.int_schema(strict=True)),
                "currency": core_schema.typed_dict_field(core_schema.str_schema(strict=True)),
            },
            extra_behavior="forbid",
        )
        read = core_schema.no_info_after_validator_function(lambda row: cls(**row), shape)
        return core_schema.json_or_python_schema(
            json_schema=read,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), read]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda money: {"minor": money.minor, "currency": money.currency}
            ),
        )


def zero(currency: str = "CNY") -> Money:
    """Nothing, in a currency."""
    return Money(0, currency)


def total(amounts: Sequence[Money], currency: str = "CNY") -> Money:
    """The sum of amounts of one currency; nothing of `currency` for none."""
    found = zero(amounts[0].currency if amounts else currency)
    for amount in amounts:
        found = found + amount
    return found
