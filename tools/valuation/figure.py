"""A figure of a valuation: its value, its bounds, its unit and whose it is. Nothing is ever filled in for what nobody said."""

import math
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.language import Language
from knowledge.practice.notes import Both
from tools.refused import Refused

Origin = Literal["user", "record", "reading", "market"]
Unit = Literal["money", "share", "years", "number", "score", "factor"]


class Spec(BaseModel):
    """What a figure is: its unit, its limits, its name, what it means, and how people name it in a sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: Unit
    least: float
    most: float
    zh: str
    en: str
    ask: Both = Both(zh="", en="")
    cue: Both = Both(zh="", en="")

    def called(self, language: Language) -> str:
        """Its name."""
        return self.zh if language == "zh" else self.en


class Figure(BaseModel):
    """A figure as given. `value` alone: exact; `low` and `high` alone: anything between; all three: most likely `value`.

    Shares are fractions, money is in major units of the currency of the request, lives are in years. `origin`: the user's, from a
    record, our own reading, or from the market. `note`: where it comes from, in the words of who gave it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    unit: Unit
    value: float | None = None
    low: float | None = None
    high: float | None = None
    origin: Origin = "user"
    note: str = ""

    @property
    def mode(self) -> float:
        """The value for the point: the value given, or the middle of bounds given without one."""
        if self.value is not None:
            return self.value
        if self.low is None or self.high is None:
            raise ValueError(f"{self.name} has no value")  # guarded: only figures that are known are computed with
        return (self.low + self.high) / 2

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest it may be."""
        return (self.mode if self.low is None else self.low, self.mode if self.high is None else self.high)

    @property
    def spread(self) -> bool:
        """Whether it may be more than one number."""
        low, high = self.bounds
        return low < high

    @property
    def bounded_only(self) -> bool:
        """Whether only bounds are known, so that nothing between them is likelier than anything else."""
        return self.value is None


@cache
def specs() -> dict[str, Spec]:
    """All figures by name."""
    source = files("tools.valuation").joinpath("figures.yaml").read_text("utf-8")
    return {name: Spec.model_validate(row) for name, row in yaml.load(source, yaml.CSafeLoader).items()}


def spec(name: str) -> Spec:
    """What a figure is; yearly ones ("revenue_year_3", "cost_2") are as what they belong to. Raises Refused for an unknown one."""
    if found := specs().get(name):
        return found
    zh, en = name, name.replace("_", " ")
    if name.startswith("revenue_year_"):
        return specs()["revenue"].model_copy(
            update={"zh": f"第{name[13:]}年收入", "en": f"Revenue of year {name[13:]}"}
        )
    if name.startswith("income_year_"):
        return specs()["income"].model_copy(update={"zh": f"第{name[12:]}年收益", "en": f"Income of year {name[12:]}"})
    if name.startswith(("cost_", "price_")):
        word = "成本" if name.startswith("cost_") else "可比价格"
        return specs()["income"].model_copy(
            update={"zh": f"{word}{name.partition('_')[2]}", "en": en.capitalize(), "ask": Both(zh="", en="")}
        )
    if name.startswith("adjust_"):
        place, _, what = name[7:].partition("_")
        return Spec(
            unit="factor",
            least=0.01,
            most=100,
            zh=f"第{place}件可比的调整：{what}",
            en=f"Adjustment of comparable {place}: {what}",
        )
    if name.startswith("brand_"):
        return Spec(unit="score", least=0, most=100, zh=zh, en=en)
    raise Refused(f"没有“{name[:40]}”这个数据项。/ There is no figure called “{name[:40]}”.", "figure.unknown")


def checked(figure: Figure) -> Figure:
    """The figure, if it can be meant. Raises Refused that says what is wrong, in one sentence."""
    about = spec(figure.name)
    for number in (figure.value, figure.low, figure.high):
        if number is not None:
            _in_limits(figure, about, number)
    if (figure.low is None) != (figure.high is None) and figure.value is None:
        raise Refused(
            f"“{about.zh}”只给了一个界限，请同时给出上限和下限。/ “{about.en}” has only one bound; give both.",
            "figure.bound",
        )
    ordered = [each for each in (figure.low, figure.value, figure.high) if each is not None]
    if ordered != sorted(ordered):
        raise Refused(
            f"“{about.zh}”的下限、值、上限没有从小到大排列。/ “{about.en}” is not in the order low, value, high.",
            "figure.order",
        )
    return figure


def _in_limits(figure: Figure, about: Spec, number: float) -> None:
    if not math.isfinite(number):
        raise Refused(f"“{about.zh}”不是一个有限的数。/ “{about.en}” is not a finite number.", "figure.finite")
    if about.least <= number <= about.most:
        return
    zh, en = (f"{figure_words(each, about.unit)}" for each in (about.least, about.most))
    if about.least == 0 and number < 0:
        raise Refused(f"“{about.zh}”不能是负数。/ “{about.en}” cannot be negative.", "figure.negative")
    raise Refused(
        f"“{about.zh}”是 {figure_words(number, about.unit)}，应在 {zh} 到 {en} 之间。/ “{about.en}” is {figure_words(number, about.unit)}; it has to lie between {zh} and {en}.",
        "figure.limits",
    )


def figure_words(number: float, unit: Unit) -> str:
    """A number as people write it: 12.5%, 1,000,000, 8."""
    if unit == "share":
        return f"{number * 100:.6g}%"
    return f"{number:,.2f}".rstrip("0").rstrip(".") if abs(number) < 1e15 else f"{number:.3g}"
