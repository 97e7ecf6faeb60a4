"""What is to be valued and from what: the figures, the right's days, comparables, costs, and how it is simulated."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tools.valuation.drawing import Shape
from tools.valuation.figure import Figure

Kind = Literal["invention", "utility_model", "design", "trademark", "copyright", "software"]
KINDS: tuple[Kind, ...] = ("invention", "utility_model", "design", "trademark", "copyright", "software")
PATENTS = ("invention", "utility_model", "design")
MethodName = Literal["royalty", "excess", "direct", "market", "cost"]
METHODS: tuple[MethodName, ...] = ("royalty", "excess", "direct", "market", "cost")
DRAWS, LEAST_DRAWS, MOST_DRAWS = 10_000, 1_000, 50_000


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Right(_Part):
    """The days of the right that bound its life. `office`: which granted it; `ended`: when it ended early, with the reason."""

    number: str = ""
    office: str = "CN"
    filed: date | None = None
    granted: date | None = None
    expires: date | None = None
    ended: date | None = None
    reason: str = ""


class Comparable(_Part):
    """A deal to compare with: its price, factors that make it like the right to be valued, what and when it was."""

    price: Figure
    adjustments: tuple[Figure, ...] = ()
    kind: str = ""
    class_: str = ""
    day: date | None = None
    source: str = ""  # "exchange", or in the words of who gave it


class Cost(_Part):
    """An item of the cost of making the right again."""

    name: str
    amount: Figure


class Weight(_Part):
    """How much a method counts in the reconciled range, and why."""

    weight: float
    reason: str = ""


class Request(_Part):
    """A valuation asked for. `day` is the date of the value; `indefinite`: a renewable right without an end of life in sight.

    `forecast` and `earnings` are the revenue and the income year by year, instead of a first year with growth.
    """

    kind: Kind
    subject: str = ""
    currency: str = "CNY"
    day: date
    right: Right = Right()
    inputs: dict[str, Figure] = {}
    forecast: tuple[Figure, ...] = ()
    earnings: tuple[Figure, ...] = ()
    brand: dict[str, Figure] = {}
    costs: tuple[Cost, ...] = ()
    comparables: tuple[Comparable, ...] = ()
    weights: dict[MethodName, Weight] = {}
    indefinite: bool = False
    mid_year: bool = False
    seed: int = 1
    draws: int = DRAWS
    shape: Shape = "pert"
