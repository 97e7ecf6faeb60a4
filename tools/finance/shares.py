"""Shares of a company before and after a round, and what vests when: whole numbers only.

The price of a share is the pre-money value divided by all shares counted in it (the enlarged pool included, where the round asks for
it before the money); new shares are the investment divided by that price, rounded down, so that nobody pays for a part of one.
"""

from collections.abc import Mapping
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from tools.money import Money
from tools.refused import Refused

POOL, INVESTOR = "pool", "investor"


class Holding(BaseModel):
    """Shares of one holder before and after, and the part after in hundredths of a percent (they add up to 10,000)."""

    model_config = ConfigDict(frozen=True)

    holder: str
    before: int
    after: int
    basis_points: int


class Round(BaseModel):
    """A round of investment. `price`: of a share in minor units, exact, as numerator and denominator."""

    model_config = ConfigDict(frozen=True)

    pre_money: Money
    investment: Money
    post_money: Money
    price: tuple[int, int]
    holdings: tuple[Holding, ...]


class Vested(BaseModel):
    """What has vested after so many months."""

    model_config = ConfigDict(frozen=True)

    month: int
    shares: int


def invest(
    holders: Mapping[str, int], pre_money: Money, investment: Money, pool_percent: Fraction = Fraction(0)
) -> Round:
    """Shares after an investment. `pool_percent`: of all shares after the round, held by the option pool, made before the money.

    Raises Refused for no shares, values not above nothing, currencies that differ, or a pool that leaves nothing.
    """
    _sound(holders, pre_money, investment, pool_percent)
    existing = sum(holders.values())
    value = Fraction(
        pre_money.minor, pre_money.minor + investment.minor
    )  # the part of all shares that is not the investor's
    if value <= pool_percent / 100:
        raise Refused("期权池比例过大，原股东没有份额。/ The option pool is so large that nothing is left to the holders.", "shares.pool")  # fmt: skip
    everything = existing / (value - pool_percent / 100)
    held = holders.get(POOL, 0)
    rest = existing - held  # the shares outside the pool; an existing pool counts towards the wanted one
    if pool_percent:
        everything = rest / (value - pool_percent / 100)
    pool = max(held, int(everything * pool_percent / 100))
    price = Fraction(pre_money.minor, rest + pool)
    bought = int(investment.minor / price)
    after = {
        **{name: count for name, count in holders.items() if name != POOL},
        **({POOL: pool} if pool else {}),
        INVESTOR: bought,
    }
    points = shares_of(10_000, after)
    rows = tuple(Holding(holder=name, before=holders.get(name, 0), after=count, basis_points=points[name]) for name, count in after.items())  # fmt: skip
    return Round(pre_money=pre_money, investment=investment, post_money=pre_money + investment, price=(price.numerator, price.denominator), holdings=rows)  # fmt: skip


def shares_of(whole: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A whole number divided in proportion, without a rest (largest remainder, the first on ties). Raises Refused for no weight."""
    if not weights or min(weights.values()) < 0 or not sum(weights.values()):
        raise Refused("份额不能为负，也不能全为零。/ Weights are not negative and not all zero.", "shares.weights")
    parts = Money(whole).split(list(weights.values()))
    return {name: part.minor for name, part in zip(weights, parts, strict=True)}


def vest(shares: int, months: int, cliff: int = 12, every: int = 1) -> tuple[Vested, ...]:
    """What of a grant has vested at each step: nothing before the cliff, then in equal steps, rounded down, everything at the end.

    Raises Refused for figures that are not above nothing, a cliff after the end, or steps that do not divide the months.
    """
    if shares <= 0 or not 1 <= months <= 240 or not 0 <= cliff <= months or every < 1 or months % every:
        raise Refused("归属安排不成立：股数、期限大于零，起算期不超过期限，期限是步长的整数倍。/ This vesting does not work: shares and months above nothing, a cliff within the term, the term a multiple of the step.", "shares.vesting")  # fmt: skip
    steps = [month for month in range(every, months + 1, every) if month >= cliff]
    return tuple(Vested(month=month, shares=shares * month // months) for month in steps)


def _sound(holders: Mapping[str, int], pre_money: Money, investment: Money, pool: Fraction) -> None:
    if (
        not holders
        or min(holders.values()) < 0
        or sum(count for name, count in holders.items() if name != POOL) <= 0
        or INVESTOR in holders
    ):
        raise Refused("请给出原股东的股数（大于零的整数）。/ Give the shares of the holders, whole numbers above nothing.", "shares.holders")  # fmt: skip
    if pre_money.minor <= 0 or investment.minor <= 0 or not 0 <= pool < 100:
        raise Refused("投前估值和投资额要大于零，期权池在 0 到 100% 之间。/ Pre-money value and investment are above nothing, a pool between 0 and 100%.", "shares.figures")  # fmt: skip
    if pre_money.currency != investment.currency:
        raise Refused("投前估值和投资额的货币不同。/ Pre-money value and investment are in different currencies.", "finance.currency")  # fmt: skip
