"""The methods side by side: weights with reasons, a pooled range, and how far the methods are apart, which is never hidden.

The range is that of the pooled draws (a mixture by weight), not of a mean of the methods: where they disagree it is as wide as their
disagreement.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from tools.valuation.rates import Array
from tools.valuation.request import MethodName, Weight
from tools.valuation.result import Reconciled, Share, Valued


def reconciled(
    valued: Sequence[Valued], draws: Sequence[Array], weights: Mapping[MethodName, Weight]
) -> Reconciled | None:
    """The methods together; None for none, or where none that gave a figure has a weight."""
    shares = _shares([each.method for each in valued], weights)
    if not shares:
        return None
    parts = np.array([share.weight for share in shares])
    point = round(float(np.dot(parts, [each.point for each in valued])))
    if len(valued) == 1:
        alone = valued[0].distribution
        return Reconciled(point=valued[0].point, low=alone.low, high=alone.high, shares=shares, spread=None, apart=())
    pooled = np.concatenate(draws)
    each_weight = np.concatenate(
        [np.full(len(part), weight / len(part)) for part, weight in zip(draws, parts, strict=True)]
    )
    low, high = np.quantile(pooled, [0.05, 0.95], weights=each_weight, method="inverted_cdf")
    points = [each.point for each, share in zip(valued, shares, strict=True) if share.weight]
    spread = round(max(points) / min(points), 4) if len(points) > 1 and min(points) > 0 else None
    return Reconciled(
        point=point,
        low=min(int(low), point),
        high=max(int(high), point),
        shares=shares,
        spread=spread,
        apart=_apart(valued),
    )


def _shares(methods: Sequence[MethodName], weights: Mapping[MethodName, Weight]) -> tuple[Share, ...]:
    """The weights of the methods that gave a figure, as shares of 1; equal ones where nobody gave any."""
    if not methods:
        return ()
    if not weights:
        return tuple(Share(method=name, weight=1 / len(methods), given=False) for name in methods)
    total = sum(weights[name].weight for name in methods if name in weights)
    if not total:
        return ()
    none = Weight(weight=0)
    return tuple(
        Share(
            method=name,
            weight=weights.get(name, none).weight / total,
            given=name in weights,
            reason=weights.get(name, none).reason,
        )
        for name in methods
    )


def _apart(valued: Sequence[Valued]) -> tuple[tuple[MethodName, MethodName], ...]:
    """The pairs of methods whose ranges do not meet."""
    pairs = combinations(valued, 2)
    return tuple(
        (one.method, two.method)
        for one, two in pairs
        if one.distribution.high < two.distribution.low or two.distribution.high < one.distribution.low
    )
