"""Income methods: relief from royalty, excess earnings, direct income; year by year, discounted, after tax.

The year k of the life earns revenue x royalty x (1 - tax); the last year only in part where the life ends within it. Flows are
discounted from year ends, or from the middle of each year where that was asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.refused import Refused
from tools.valuation.brand import brand_figures, index_of, royalty_of
from tools.valuation.drawing import modes_of
from tools.valuation.figure import Figure
from tools.valuation.method import Draws, Method, NotKnown
from tools.valuation.rates import CAPITAL, PARTS, Array, amortisation_factor, build_up, discounted, wacc
from tools.valuation.request import MethodName, Request
from tools.valuation.right import Legal

_OWN = {"royalty": ("royalty",), "excess": ("margin", "charges"), "direct": ()}
_OPTIONAL = ("decay", "amortisation_years", "income_share", "terminal_growth")


@dataclass(frozen=True)
class Setting:
    """What an income method fixes: how the discount rate is made, how far the years go, what bounds them."""

    name: MethodName
    rate: str  # "given", "build_up" or "wacc"
    years: tuple[str, ...]  # the figures of the forecast, () for a first year with growth
    first: str  # the figure of the first year
    legal_years: float | None
    indefinite: bool
    mid_year: bool
    range: tuple[float, float] | None = None  # of the royalty, where brand strength places it


def income_method(name: MethodName, request: Request, legal: Legal) -> Method | NotKnown:
    """An income method made ready, or what it lacks."""
    yearly = request.earnings if name == "direct" else request.forecast
    rate, rate_names = _rate(request.inputs)
    wanted = [*_base(name, yearly), *_OWN[name], *rate_names, "tax", "horizon" if request.indefinite else "life"]
    given = {figure.name: figure for figure in yearly} | request.inputs
    missing = [each for each in wanted if each not in given]
    if not missing and _too_short(yearly, given, request, legal):
        missing = ["forecast_short"]
    if missing:
        return NotKnown(name, tuple(missing))
    optional = [each for each in _OPTIONAL if each in given and _fits(each, name, request)]
    extending = ["growth"] if yearly and "growth" in given else []
    used = {
        each: given[each]
        for each in dict.fromkeys([*wanted, *(figure.name for figure in yearly), *extending, *optional])
    }
    setting = Setting(
        name, rate, tuple(figure.name for figure in yearly), "income" if name == "direct" else "revenue",
        legal.years, request.indefinite, request.mid_year, _placed(name, request),
    )  # fmt: skip
    if setting.range:
        used = {each: figure for each, figure in used.items() if each != "royalty"} | brand_figures(request.brand)
    return Method(
        name, used, lambda draws: worth(setting, draws), _basis(setting, request),
        tuple(each for each in _OPTIONAL if each not in used and _fits(each, name, request)), lambda draws: schedule(setting, draws),
    )  # fmt: skip


def worth(setting: Setting, draws: Draws) -> Array:
    """Values, one a draw; a right that earns less than nothing is worth nothing, for nobody has to keep it."""
    flows, times = flows_of(setting, draws)
    rate = rate_of(setting, draws)
    value = discounted(flows, np.broadcast_to(rate[:, None], flows.shape), times).sum(axis=1)
    if setting.indefinite and "terminal_growth" in draws:
        value = value + _terminal(flows, times, rate, draws["terminal_growth"])
    value = np.maximum(value, 0)
    if "amortisation_years" in draws:
        value = value * amortisation_factor(rate, draws["tax"], draws["amortisation_years"], setting.mid_year)
    return np.asarray(value, dtype=np.float64)


def flows_of(setting: Setting, draws: Draws) -> tuple[Array, Array]:
    """After-tax flows and the times they fall due, a row a draw and a column a year."""
    life = lives_of(setting, draws)
    count = max(1, int(np.ceil(life.max())))
    begun = np.arange(count, dtype=np.float64)
    part = np.clip(life[:, None] - begun, 0, 1)
    times = begun + (part / 2 if setting.mid_year else part)
    kept = (1 - draws["tax"]) * _share(setting, draws)
    return _bases(setting, draws, count) * part * kept[:, None], times


def lives_of(setting: Setting, draws: Draws) -> Array:
    """The years that earn: the horizon, or the economic life cut at the end of the legal term."""
    if setting.indefinite:
        return np.floor(draws["horizon"])
    life = draws["life"]
    return life if setting.legal_years is None else np.minimum(life, setting.legal_years)


def rate_of(setting: Setting, draws: Draws) -> Array:
    """The discount rate: as given, of its parts, or of the capital."""
    if setting.rate == "build_up":
        found = build_up(draws)
    elif setting.rate == "wacc":
        found = wacc(draws["equity_weight"], draws["cost_of_equity"], draws["cost_of_debt"], draws["tax"])
    else:
        found = draws["discount"]
    if np.any(found <= 0):
        raise Refused(
            "折现率的各组成部分加起来不大于 0。/ The parts of the discount rate do not add up to more than 0.",
            "discount.positive",
        )
    return np.asarray(found, dtype=np.float64)


def schedule(setting: Setting, draws: Draws) -> list[dict[str, float]]:
    """The years of the point: what each starts from, the flow, when it falls due, its present value."""
    flows, times = flows_of(setting, draws)
    rate = rate_of(setting, draws)
    present = discounted(flows, np.broadcast_to(rate[:, None], flows.shape), times)
    bases = _bases(setting, draws, flows.shape[1])
    return [
        {"year": place + 1, "base": float(bases[0, place]), "flow": float(flows[0, place]), "time": float(times[0, place]), "present": float(present[0, place])}
        for place in range(flows.shape[1]) if flows[0, place] or not place
    ]  # fmt: skip


def _bases(setting: Setting, draws: Draws, count: int) -> Array:
    """Revenue or income year by year before royalty and tax, with growth and decay."""
    size = len(draws["tax"])
    years = np.arange(count, dtype=np.float64)
    fading = (1 - draws["decay"][:, None]) ** years if "decay" in draws else np.ones((size, count))
    if not setting.years:
        return np.asarray(
            draws[setting.first][:, None] * (1 + draws["growth"][:, None]) ** years * fading, dtype=np.float64
        )
    stated = np.stack([draws[name] for name in setting.years[:count]], axis=1)
    beyond = count - stated.shape[1]
    if beyond > 0:  # a forecast that is shorter than the life goes on with the growth given for that
        grown = (
            stated[:, -1:] * (1 + draws["growth"][:, None]) ** np.arange(1, beyond + 1)
            if "growth" in draws
            else np.zeros((size, beyond))
        )
        stated = np.concatenate([stated, grown], axis=1)
    return np.asarray(stated * fading, dtype=np.float64)


def _share(setting: Setting, draws: Draws) -> Array:
    """What part of the base belongs to the right."""
    if setting.name == "excess":
        return draws["margin"] - draws["charges"]
    if setting.name == "direct":
        return draws.get("income_share", np.ones_like(draws["tax"]))
    if setting.range:
        return royalty_of(*setting.range, draws)
    return draws["royalty"]


def _terminal(flows: Array, times: Array, rate: Array, growth: Array) -> Array:
    if np.any(rate <= growth):
        raise Refused("折现率不高于永续增长率，永续价值没有意义；请提高折现率或降低增长率。/ The discount rate is not above the terminal growth, so the terminal value means nothing; raise the one or lower the other.", "discount.growth")  # fmt: skip
    last = flows[:, -1] * (1 + growth) / (rate - growth)
    return discounted(last, rate, times[:, -1])


def _base(name: MethodName, yearly: tuple[Figure, ...]) -> tuple[str, ...]:
    if yearly:
        return ()
    return ("income", "growth") if name == "direct" else ("revenue", "growth")


def _rate(inputs: Mapping[str, Figure]) -> tuple[str, tuple[str, ...]]:
    """How the discount rate is made: as given, else of its parts or the capital once one of them is given."""
    if "discount" in inputs:
        return "given", ("discount",)
    if any(name in inputs for name in CAPITAL):
        return "wacc", CAPITAL
    if any(name in inputs for name in PARTS):
        return "build_up", PARTS
    return "given", ("discount",)


def _too_short(yearly: tuple[Figure, ...], given: Mapping[str, Figure], request: Request, legal: Legal) -> bool:
    """Whether a yearly forecast ends before the life may end, and nothing says how it goes on."""
    if not yearly or "growth" in given:
        return False
    longest = given["horizon"].bounds[1] if request.indefinite else given["life"].bounds[1]
    return bool(np.ceil(min(longest, legal.years if legal.years is not None else longest)) > len(yearly))


def _fits(optional: str, name: MethodName, request: Request) -> bool:
    return {"income_share": name == "direct", "terminal_growth": request.indefinite}.get(optional, True)


def _placed(name: MethodName, request: Request) -> tuple[float, float] | None:
    """The range in which brand strength places the royalty, where the user gave a range and scores."""
    if name != "royalty" or request.kind != "trademark" or not request.brand or not request.inputs["royalty"].spread:
        return None
    return request.inputs["royalty"].bounds


def _basis(setting: Setting, request: Request) -> dict[str, Any]:
    fixed = {
        "discount": setting.rate,
        "mid_year": setting.mid_year,
        "legal_years": setting.legal_years,
        "indefinite": setting.indefinite,
    }
    if setting.range is None:
        return fixed
    scores = modes_of(brand_figures(request.brand))
    index, royalty = float(index_of(scores)[0]), float(royalty_of(*setting.range, scores)[0])
    return fixed | {
        "royalty_low": setting.range[0],
        "royalty_high": setting.range[1],
        "brand_index": round(index, 2),
        "royalty": round(royalty, 6),
    }
