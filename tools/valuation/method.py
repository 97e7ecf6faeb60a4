"""A method of valuation made ready: the figures it needs, how they make a value, and what it leaves out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.valuation.figure import Figure
from tools.valuation.rates import Array
from tools.valuation.request import MethodName

Draws = Mapping[str, Array]


@dataclass(frozen=True)
class Method:
    """`worth` takes arrays of one shape, one a figure, and gives values in major units, never below 0.

    `basis`: settings that are no figures, for the record. `not_applied`: adjustments nobody gave, which are therefore not made.
    `central`: how the point and the tornado are made where that is not as the draws are. `schedule`: the years of the point.
    """

    name: MethodName
    figures: Mapping[str, Figure]
    worth: Callable[[Draws], Array]
    basis: Mapping[str, Any] = field(default_factory=dict)
    not_applied: tuple[str, ...] = ()
    schedule: Callable[[Draws], list[dict[str, float]]] | None = None
    central: Callable[[Draws], Array] | None = None


@dataclass(frozen=True)
class NotKnown:
    """A method that gives no figure: what it lacks, by names of figures or of words ("comparables", "forecast_short")."""

    name: MethodName
    missing: tuple[str, ...]
