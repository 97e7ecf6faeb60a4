"""The market method: what comparable rights were dealt for, each made like the right to be valued by stated factors.

The point is the median of the adjusted prices; a draw is one of the deals at random with its factors drawn, so that the range shows how
far apart such deals are, not how well their middle is known.
"""

import numpy as np

from tools.valuation.drawing import uniforms
from tools.valuation.figure import Figure
from tools.valuation.method import Draws, Method, NotKnown
from tools.valuation.rates import Array
from tools.valuation.request import Comparable, Request

_YEAR = 365.25


def market_method(request: Request) -> Method | NotKnown:
    """The market method made ready, or what it lacks."""
    deals = request.comparables
    if not deals:
        return NotKnown("market", ("comparables",))
    figures = {figure.name: figure for deal in deals for figure in (deal.price, *deal.adjustments)}
    basis = {
        "comparables": len(deals),
        "adjusted": [round(adjusted(deal), 2) for deal in deals],
        "years_old": [_age(deal, request) for deal in deals],
    }

    def prices_of(draws: Draws) -> Array:
        return np.stack([_adjusted(deal, draws) for deal in deals], axis=1)

    def middle(draws: Draws) -> Array:
        return np.asarray(np.median(prices_of(draws), axis=1), dtype=np.float64)

    def worth(draws: Draws) -> Array:
        prices = prices_of(draws)
        chosen = (uniforms("comparable", request.seed, prices.shape[0]) * len(deals)).astype(int)
        return np.asarray(prices[np.arange(prices.shape[0]), chosen], dtype=np.float64)

    return Method(
        "market",
        figures,
        worth,
        basis,
        () if any(deal.adjustments for deal in deals) else ("adjustments",),
        central=middle,
    )


def adjusted(deal: Comparable) -> float:
    """A price with its factors at their modes."""
    return float(np.prod([deal.price.mode, *(each.mode for each in deal.adjustments)]))


def _adjusted(deal: Comparable, draws: Draws) -> Array:
    return np.asarray(np.prod([draws[each.name] for each in (deal.price, *deal.adjustments)], axis=0), dtype=np.float64)


def _age(deal: Comparable, request: Request) -> float | None:
    return None if deal.day is None else round((request.day - deal.day).days / _YEAR, 1)


def figure_price(place: int, amount: float, note: str) -> Figure:
    """The price of a deal closed on the exchange, as a figure of the record."""
    return Figure(name=f"price_{place}", unit="money", value=amount, origin="record", note=note)
