"""What a valuation came to. Money is in whole minor units of the currency; shares and probabilities are fractions."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from tools.valuation.figure import Figure
from tools.valuation.request import MethodName, Request
from tools.valuation.right import Legal


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Bin(_Part):
    """A column of the histogram: its edges, how many draws fell into it, and their share of all."""

    low: int
    high: int
    count: int
    probability: float


class Bar(_Part):
    """What one figure moves: the value at its lowest and at its highest with all others at their modes. `low` and `high` hold the point."""

    figure: str
    at_low: int
    at_high: int
    low: int
    high: int


class Distribution(_Part):
    """What the draws came to. `low` and `high`: the 5th and 95th percentile, widened where the point lies outside them."""

    draws: int
    mean: int
    deviation: int
    percentiles: dict[str, int]
    low: int
    high: int
    histogram: tuple[Bin, ...]


class Year(_Part):
    """A year of the point of an income method: its base, the flow after tax, when it falls due in years, its present value."""

    year: int
    base: int
    flow: int
    time: float
    present: int


class Valued(_Part):
    """A method that gave a figure: its point, how it is spread, what moves it, and what it rests on."""

    method: MethodName
    point: int
    distribution: Distribution
    tornado: tuple[Bar, ...]
    figures: tuple[Figure, ...]
    basis: dict[str, Any]
    not_applied: tuple[str, ...]
    schedule: tuple[Year, ...] = ()


class Lacking(_Part):
    """A method that gave none, and the figures it lacks."""

    method: MethodName
    missing: tuple[str, ...]


class Share(_Part):
    """How much a method counts: its weight of 1, and whose reason that is ("" with `given` False: nobody gave weights)."""

    method: MethodName
    weight: float
    given: bool
    reason: str = ""


class Reconciled(_Part):
    """The methods together: the weighted point, the range of the pooled draws, and how far the methods are apart.

    `spread`: the highest point over the lowest, None with one method or a point of 0; `apart`: methods whose ranges do not meet.
    """

    point: int
    low: int
    high: int
    shares: tuple[Share, ...]
    spread: float | None
    apart: tuple[tuple[MethodName, MethodName], ...]


class Valuation(_Part):
    """A valuation with all it was made from. `unused`: figures that were given and that no method took. `over`: why the right is worth nothing, "" while it lives.

    `versions` of what drew and discounted: with the same ones the same request gives the same bytes.
    """

    kind: str = "estimate, not an appraisal report"
    request: Request
    legal: Legal
    methods: tuple[Valued, ...]
    lacking: tuple[Lacking, ...]
    unused: tuple[str, ...]
    reconciled: Reconciled | None
    over: str
    cautions: tuple[str, ...]
    service: str
    provisions: tuple[str, ...]
    generator: str = "PCG64"
    versions: dict[str, str]

    @property
    def day(self) -> date:
        """The day of the value."""
        return self.request.day
