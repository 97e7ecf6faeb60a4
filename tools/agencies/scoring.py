"""How a provider meets each criterion a member stated, 0 to 100 points; None where it does not meet it at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tools.agencies.directory import Provider
from tools.agencies.request import Asked
from tools.agencies.vocabulary import covers
from tools.agencies.weights import Criterion, weights

FULL = 100


@dataclass(frozen=True)
class Meets:
    """`points` None: the criterion is not met, and the provider is left out for it. `why`: a phrase of `words`, with `values`."""

    points: int | None
    why: str
    values: Mapping[str, str | int]


def meets(provider: Provider, asked: Asked) -> dict[Criterion, Meets]:
    """What a provider has for each criterion that counts for this request."""
    return {name: _MEETS[name](provider, asked) for name in weights().weights if _counts(name, asked)}


def total(found: Mapping[Criterion, Meets]) -> int:
    """The points of a provider that meets all: the mean by weight, whole, rounded down."""
    known = weights().weights
    counted = {name: each.points for name, each in found.items() if each.points is not None}
    return sum(known[name].percent * points for name, points in counted.items()) // sum(known[name].percent for name in counted)  # fmt: skip


def starts_in(provider: Provider) -> int | None:
    """After how many days a provider can begin: at once while it has room; None when it takes nothing on."""
    if provider.capacity == 0:
        return None
    return weights().month * (provider.load // provider.capacity)


def _counts(name: Criterion, asked: Asked) -> bool:
    stated = {"field": asked.field, "region": asked.region, "language": asked.language, "budget": asked.budget}
    if name == "urgency":
        return asked.urgent is not None
    return bool(stated[name]) if name in stated else True


def _field(provider: Provider, asked: Asked) -> Meets:
    held = max(provider.fields, key=lambda field: (covers(field, asked.field), field), default="")
    points = covers(held, asked.field) if held else 0
    return Meets(points or None, "field" if points == FULL else "field_near", {"field": held})


def _region(provider: Provider, asked: Asked) -> Meets:
    """A wish, never a reason to leave anybody out."""
    same = provider.region == asked.region
    return Meets(FULL if same else 0, "region" if same else "region_other", {"region": provider.region})


def _language(provider: Provider, asked: Asked) -> Meets:
    return Meets(FULL if asked.language in provider.languages else None, "language", {"language": asked.language})


def _budget(provider: Provider, asked: Asked) -> Meets:
    band = provider.bands.get(asked.work.line)
    if band is None or asked.budget is None or band[0].currency != asked.budget.currency:
        return Meets(weights().unknown, "budget_unknown", {})
    low, high = band[0].minor, band[1].minor
    if low > asked.budget.minor:
        return Meets(None, "budget", {})
    room = FULL if high <= asked.budget.minor else FULL // 2 + FULL * (asked.budget.minor - low) // (2 * (high - low))
    return Meets(room, "budget" if high <= asked.budget.minor else "budget_within", {})


def _urgency(provider: Provider, asked: Asked) -> Meets:
    days = starts_in(provider)
    if days is None or asked.urgent is None or days > asked.urgent:
        return Meets(None, "urgency", {})
    return Meets(FULL - FULL * days // max(asked.urgent, 1) if days else FULL, "urgency", {"days": days})


def _rating(provider: Provider, asked: Asked) -> Meets:
    if provider.rating is None:
        return Meets(weights().unknown, "rating_none", {})
    score, low = provider.rating
    return Meets(low, "rating", {"score": score, "low": low})


def _load(provider: Provider, asked: Asked) -> Meets:
    free = max(provider.capacity - provider.load, 0)
    return Meets(FULL * free // provider.capacity if provider.capacity else 0, "load", {"free": free, "capacity": provider.capacity})  # fmt: skip


_MEETS: Mapping[Criterion, Callable[[Provider, Asked], Meets]] = {
    "field": _field, "region": _region, "language": _language, "budget": _budget, "urgency": _urgency, "rating": _rating, "load": _load,
}  # fmt: skip
