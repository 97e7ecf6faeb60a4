"""The cost method: what it would cost to make the right or the work again today, less what is outdated.

(direct cost) x (1 + overheads) x (1 + developer's profit) x (1 - functional) x (1 - economic obsolescence), and, where the years
used are given, x remaining / (used + remaining) years (成新率). Cost says little of what a patent earns; it suits software best.
"""

import numpy as np

from tools.valuation.method import Draws, Method, NotKnown
from tools.valuation.rates import Array
from tools.valuation.request import Request
from tools.valuation.right import Legal

_NEEDED = ("overhead", "profit", "functional", "economic")


def cost_method(request: Request, legal: Legal) -> Method | NotKnown:
    """The cost method made ready, or what it lacks."""
    direct = () if request.costs else ("effort", "rate")
    wear = ("age", "life") if "age" in request.inputs else ()
    missing = tuple(name for name in (*direct, *_NEEDED, *wear) if name not in request.inputs)
    if missing:
        return NotKnown("cost", missing)
    figures = {name: request.inputs[name] for name in (*direct, *_NEEDED, *wear)} | {
        each.amount.name: each.amount for each in request.costs
    }
    items = tuple(each.amount.name for each in request.costs)

    def worth(draws: Draws) -> Array:
        made = np.sum([draws[name] for name in items], axis=0) if items else draws["effort"] * draws["rate"]
        made = made * (1 + draws["overhead"]) * (1 + draws["profit"])
        return np.asarray(
            made * (1 - draws["functional"]) * (1 - draws["economic"]) * _left(draws, legal.years), dtype=np.float64
        )

    basis = {"items": [each.name for each in request.costs], "legal_years": legal.years}
    return Method("cost", figures, worth, basis, () if wear else ("age",))


def _left(draws: Draws, legal_years: float | None) -> Array:
    """The share of the life that is left; all of it where the years used were not given."""
    if "age" not in draws:
        return np.ones_like(draws["overhead"])
    left = draws["life"] if legal_years is None else np.minimum(draws["life"], legal_years)
    whole = draws["age"] + left
    return np.divide(left, whole, out=np.zeros_like(left), where=whole > 0)
