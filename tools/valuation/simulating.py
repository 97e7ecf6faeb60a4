"""From a method to its distribution: the point, the draws, their histogram and percentiles, and the tornado."""

from collections.abc import Mapping

import numpy as np

from tools.money import MOST, PLACES
from tools.refused import Refused
from tools.valuation.drawing import draws_of, modes_of
from tools.valuation.method import Method
from tools.valuation.rates import Array
from tools.valuation.request import Request
from tools.valuation.result import Bar, Bin, Distribution, Valued, Year

PERCENTILES = (5, 10, 25, 50, 75, 90, 95)
_BINS = 30


def simulated(method: Method, request: Request) -> tuple[Valued, Array]:
    """A method with its point and distribution, and the draws themselves in minor units for what is pooled."""
    modes = modes_of(method.figures)
    central = method.central or method.worth
    point = _minor(central(modes), request.currency)[0]
    draws = _minor(method.worth(draws_of(method.figures, request.seed, request.draws, request.shape)), request.currency)
    years = method.schedule(modes) if method.schedule else []
    valued = Valued(
        method=method.name, point=int(point), distribution=distribution_of(draws, int(point)), tornado=_tornado(method, request, int(point)),
        figures=tuple(method.figures[name] for name in sorted(method.figures)), basis=dict(method.basis), not_applied=method.not_applied,
        schedule=tuple(_year(row, request.currency) for row in years),
    )  # fmt: skip
    return valued, draws


def distribution_of(draws: Array, point: int) -> Distribution:
    """The histogram, the percentiles and the range of draws in minor units."""
    found = {
        f"p{each}": int(value)
        for each, value in zip(PERCENTILES, np.percentile(draws, PERCENTILES, method="inverted_cdf"), strict=True)
    }
    counts, edges = (
        np.histogram(draws, bins=_BINS)
        if draws.min() < draws.max()
        else (np.array([len(draws)]), np.array([draws[0], draws[0]]))
    )
    bins = tuple(
        Bin(
            low=round(edges[place]),
            high=round(edges[place + 1]),
            count=int(count),
            probability=int(count) / len(draws),
        )
        for place, count in enumerate(counts)
    )
    return Distribution(
        draws=len(draws), mean=round(draws.mean()), deviation=round(draws.std()), percentiles=found,
        low=min(found["p5"], point), high=max(found["p95"], point), histogram=bins,
    )  # fmt: skip


def _tornado(method: Method, request: Request, point: int) -> tuple[Bar, ...]:
    """A bar for each figure that may be more than one number, the widest first."""
    names = [name for name in sorted(method.figures) if method.figures[name].spread]
    if not names:
        return ()
    columns = {name: np.full(2 * len(names), figure.mode) for name, figure in method.figures.items()}
    for place, name in enumerate(names):
        columns[name][2 * place : 2 * place + 2] = method.figures[name].bounds
    ends = _minor((method.central or method.worth)(columns), request.currency).astype(int).tolist()
    bars = [_bar(name, ends[2 * place], ends[2 * place + 1], point) for place, name in enumerate(names)]
    return tuple(sorted(bars, key=lambda bar: (bar.low - bar.high, bar.figure)))


def _bar(name: str, at_low: int, at_high: int, point: int) -> Bar:
    return Bar(
        figure=name, at_low=at_low, at_high=at_high, low=min(at_low, at_high, point), high=max(at_low, at_high, point)
    )


def _year(row: Mapping[str, float], currency: str) -> Year:
    money = {name: int(_minor(np.array([row[name]]), currency)[0]) for name in ("base", "flow", "present")}
    return Year(year=int(row["year"]), time=round(row["time"], 6), **money)


def _minor(values: Array, currency: str) -> Array:
    """Whole minor units. Raises Refused for a value that is no number or beyond any money."""
    minor = np.rint(values * 10.0 ** PLACES[currency])
    if not np.all(np.isfinite(minor)) or np.any(np.abs(minor) > MOST):
        raise Refused("这些数据算出的金额过大，请核对收入、增长率和年限。/ These figures give an amount beyond all measure; check revenue, growth and years.", "valuation.size")  # fmt: skip
    return np.asarray(minor, dtype=np.float64)
