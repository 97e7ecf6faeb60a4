"""Valuing: every method that has its figures, what the others lack, and all of it together. Pure: equal requests, equal bytes."""

import json
from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from tools.valuation.cost import cost_method
from tools.valuation.income import income_method
from tools.valuation.market import market_method
from tools.valuation.method import Method, NotKnown
from tools.valuation.rates import Array
from tools.valuation.reconciling import reconciled
from tools.valuation.request import PATENTS, Request
from tools.valuation.result import Lacking, Valuation, Valued
from tools.valuation.right import Legal, legal_of
from tools.valuation.simulating import simulated

_LABEL = ("appraisal_methods", "appraisal_signed", "appraisal_statutory", "appraisal_use", "contribution")
_SERVICES = {"trademark": "APR-TM", "copyright": "APR-CR", "software": "APR-CR"}
_OLD = 5  # years after which a comparable deal says little


def value(request: Request) -> Valuation:
    """The valuation of a request. Raises Refused for figures that cannot be meant together."""
    legal = legal_of(request)
    made = () if legal.over else _methods(request, legal)
    ready = [each for each in made if isinstance(each, Method)]
    results = [simulated(method, request) for method in ready]
    valued, draws = [each for each, _ in results], [each for _, each in results]
    return Valuation(
        request=request, legal=legal, methods=tuple(valued), lacking=tuple(Lacking(method=each.name, missing=each.missing) for each in made if isinstance(each, NotKnown)),
unused=_unused(request, ready),
        reconciled=reconciled(valued, draws, request.weights), over=legal.over, cautions=(*legal.cautions, *_cautions(request, valued, draws)),
        service=_SERVICES.get(request.kind, "APR-PAT"), provisions=(*_LABEL, *legal.provisions), versions={name: version(name) for name in ("numpy", "scipy", "pyxirr")},
    )  # fmt: skip


def _unused(request: Request, ready: Sequence[Method]) -> tuple[str, ...]:
    """Figures nobody computed with, such as a horizon for a right with an end; a range in which brand strength placed the royalty counts."""
    used = {name for method in ready for name in method.figures}
    placed = {"royalty"} if any("royalty_low" in method.basis for method in ready) else set()
    return tuple(name for name in sorted(request.inputs) if name not in used | placed) if ready else ()


def document(valuation: Valuation) -> str:
    """The valuation as JSON, always in the same order: all that is needed to compute it again."""
    return json.dumps(valuation.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1)


def _methods(request: Request, legal: Legal) -> tuple[Method | NotKnown, ...]:
    """The methods of this kind of right: those that are usual for it, and others for which figures were given."""
    found: list[Method | NotKnown] = [income_method("royalty", request, legal)]
    if {"margin", "charges"} & set(request.inputs):
        found.append(income_method("excess", request, legal))
    if "income" in request.inputs or request.earnings:
        found.append(income_method("direct", request, legal))
    return (*found, market_method(request), cost_method(request, legal))


def _cautions(request: Request, valued: Sequence[Valued], draws: Sequence[Array]) -> tuple[str, ...]:
    """What a reader has to know of these results, by names of words."""
    said = []
    if len(valued) == 1:
        said.append("one_method")
    if valued and not any(each.tornado or each.distribution.low < each.distribution.high for each in valued):
        said.append("no_range")
    if any(each.method in ("royalty", "excess", "direct") for each in valued):
        said += _of_income(request)
    if any(np.any(part <= 0) for part in draws):
        said.append("worthless")
    deals = [each for each in request.comparables if each.day and (request.day - each.day).days > _OLD * 365.25]
    if request.comparables:
        said += ["old_deals"] if deals else []
        said += ["few_deals"] if len(request.comparables) < 3 else []
    if request.kind in PATENTS and [each.method for each in valued] == ["cost"]:
        said.append("cost_alone")
    return tuple(said)


def _of_income(request: Request) -> list[str]:
    inputs, said = request.inputs, []
    if "growth" in inputs and "discount" in inputs and inputs["growth"].bounds[1] >= inputs["discount"].bounds[0]:
        said.append("fast_growth")
    if request.indefinite:
        said.append("indefinite" if "terminal_growth" in inputs else "horizon_only")
    if request.kind == "trademark" and "royalty" in inputs:
        said.append("brand_ours" if request.brand else "no_brand_scores")
    return said
