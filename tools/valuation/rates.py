"""Rates: the discount rate from its parts or from the capital it pays for, present values, the tax amortisation factor.

Discounting and annuities are pyxirr's (`pv`), which takes whole arrays; what is ours is only which
figures go in. Sources: build-up and WACC as in any textbook of valuation; the factor of the tax amortisation benefit by
the closed form (en.wikipedia.org/wiki/Tax_amortization_benefit), end-year or mid-year.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyxirr
from numpy.typing import NDArray

Array = NDArray[np.float64]
_pv: Any = pyxirr.pv  # its stubs know numbers and lists; it takes arrays of one shape as well
PARTS = ("risk_free", "market_risk", "size_risk", "technology_risk", "specific_risk")
CAPITAL = ("equity_weight", "cost_of_equity", "cost_of_debt")


def build_up(parts: Mapping[str, Any]) -> Any:
    """The sum of the five parts: risk-free, market, size, technology, asset-specific."""
    return sum(parts[name] for name in PARTS)


def wacc(equity_weight: Any, cost_of_equity: Any, cost_of_debt: Any, tax: Any) -> Any:
    """The weighted average cost of capital after tax."""
    return equity_weight * cost_of_equity + (1 - equity_weight) * cost_of_debt * (1 - tax)


def discounted(flows: Array, rate: Array, times: Array) -> Array:
    """Present values of flows at times (years, fractions allowed), entry by entry; the three have one shape."""
    found = _pv(
        np.ascontiguousarray(rate), np.ascontiguousarray(times), np.zeros_like(flows), fv=np.ascontiguousarray(flows)
    )
    return -np.asarray(found, dtype=np.float64)


def annuity(rate: Array, years: Array, mid_year: bool = False) -> Array:
    """The present value of one a year over `years`, paid at year ends or in mid-year."""
    due = -np.asarray(_pv(rate, years, np.ones_like(rate)), dtype=np.float64)
    return due * np.sqrt(1 + rate) if mid_year else due


def amortisation_factor(rate: Array, tax: Array, years: Array, mid_year: bool = False) -> Array:
    """By how much amortising the price for tax raises the value: 1 / (1 - tax / years x annuity)."""
    return np.asarray(1 / (1 - tax / years * annuity(rate, years, mid_year)), dtype=np.float64)
