"""The package of a segment, and its draft: a quote for each step, by the rules of quotes; an order only ever follows an approval."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from tools.access.table import require
from tools.approvals.effects import Effects
from tools.money import Money
from tools.orders.catalogue import catalogue
from tools.orders.inputs import missing_inputs, read_inputs
from tools.orders.pricing import price_of
from tools.orders.quote import Quote
from tools.orders.quoting import quote_service
from tools.principal import Principal
from tools.refused import Refused
from tools.segments.finding import Finding, find_segment
from tools.segments.segment import Segment, segments

Given = Mapping[str, Mapping[str, object]]  # SKU -> input -> what was said


class StepShown(BaseModel):
    """A step: the service, why, what is taken for granted, what is still to be told, its price where nothing is."""

    model_config = ConfigDict(frozen=True)

    sku: str
    name_zh: str
    name_en: str
    why_zh: str
    why_en: str
    licence: str
    assumed: dict[str, str | int]
    missing: tuple[tuple[str, str, str], ...]  # input, question in Chinese and English
    price: Money | None
    quoted: bool  # the catalogue has a price of its own


class Package(BaseModel):
    """A package of a segment."""

    model_config = ConfigDict(frozen=True)

    segment: Segment
    zh: str
    en: str
    steps: tuple[StepShown, ...]


class Draft(BaseModel):
    """A draft: the quotes that were made, by step; the steps that wait for something to be told."""

    model_config = ConfigDict(frozen=True)

    package: Package
    quotes: tuple[Quote, ...]
    waiting: tuple[str, ...]


def find_my_package(who: Principal, turns: Sequence[str], answered: Sequence[str] = ()) -> tuple[Finding, Package | None]:  # fmt: skip
    """The segment of a conversation and its package, None while it is not known."""
    require(who, "find_my_package", None)
    found = find_segment(turns, answered)
    return found, package_of(found.segment) if found.segment else None


def package_of(segment: str, given: Given | None = None) -> Package:
    """The package of a segment; `given`: what was said for its steps. Raises Refused for no segment."""
    kind = next((kind for name, kind in segments().segments.items() if name == segment), None)
    if kind is None:
        known = ", ".join(segments().segments)
        raise Refused(f"没有“{segment[:40]}”这一类；可选：{known}。/ There is no segment “{segment[:40]}”; choose from {known}.", "segments.unknown")  # fmt: skip
    steps = tuple(_step(step.sku, step.zh, step.en, {**step.inputs, **(given or {}).get(step.sku, {})}, step.inputs) for step in kind.package)  # fmt: skip
    name = next(each for each in segments().segments if each == segment)
    return Package(segment=name, zh=kind.zh, en=kind.en, steps=steps)


def draft_package(effects: Effects, who: Principal, segment: str, given: Given) -> Draft:
    """Quotes for all steps for which everything was said; they bind nobody until an order by one of them is approved.

    Raises Refused for no segment, a step that is none of the package's, an answer that is none; nothing is quoted then.
    """
    package = package_of(segment, given)
    if unknown := [sku for sku in given if sku not in {step.sku for step in package.steps}]:
        raise Refused(
            f"这一服务包没有“{unknown[0][:30]}”。/ The package has no step “{unknown[0][:30]}”.", "segments.step"
        )
    ready = [step for step in package.steps if not step.missing]
    quotes = tuple(quote_service(effects, who, step.sku, {**step.assumed, **given.get(step.sku, {})}) for step in ready)
    return Draft(package=package, quotes=quotes, waiting=tuple(step.sku for step in package.steps if step.missing))


def _step(sku: str, why_zh: str, why_en: str, said: Mapping[str, object], assumed: Mapping[str, str | int]) -> StepShown:  # fmt: skip
    service = catalogue().service(sku)
    missing = missing_inputs(sku, said)
    quoted = service.price.model != "from_quote"
    return StepShown(
        sku=sku, name_zh=service.zh, name_en=service.en, why_zh=why_zh, why_en=why_en, licence=service.licence, assumed=dict(assumed),
        missing=tuple((each.name, each.zh, each.en) for each in missing), quoted=quoted,
        price=price_of(service, read_inputs(service, said)) if not missing else None,
    )  # fmt: skip
