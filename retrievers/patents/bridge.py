"""Classification as a bridge between languages: records of the classes that the best hits share are lifted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from retrievers.patents.classes import groups_of

VOTERS = 10  # best records of the first pass


def votes(ranked: Sequence[str], codes: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """How much the best records speak for each subclass and main group; the first ones speak loudest.

    `ranked`: keys, best first; `codes`: symbols by key. The weights add up to at most 1 for either level.
    """
    counted: dict[str, float] = defaultdict(float)
    total = sum(1 / (1 + rank) for rank in range(VOTERS))
    for rank, key in enumerate(ranked[:VOTERS]):
        for group in groups_of(codes.get(key, ())):
            counted[group] += 1 / (1 + rank) / total
    return dict(counted)


def by_class(
    ranked: Sequence[str], codes: Mapping[str, Sequence[str]], counted: Mapping[str, float]
) -> list[tuple[str, float]]:
    """The keys with what their best-voted subclass and main group weigh, heaviest first; equals keep their order.

    Only the best of each level counts: a record in many classes is not nearer to the subject for that.
    """
    weights = {key: _weight(codes[key], counted) for key in ranked if codes.get(key)}
    unknown = max(weights.values(), default=0.0)  # a record without symbols: that says nothing against it
    weights = {key: weights.get(key, unknown) for key in ranked}
    ordered = sorted(range(len(ranked)), key=lambda place: (-weights[ranked[place]], place))
    return [(ranked[place], weights[ranked[place]]) for place in ordered if weights[ranked[place]] > 0]


def best_code(codes: Sequence[str], counted: Mapping[str, float]) -> str:
    """The symbol of a record that the votes speak for most, "" when they speak for none."""
    weighed = [(sum(counted.get(group, 0.0) for group in groups_of([code])), code) for code in codes]
    best = max(weighed, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] else ""


def _weight(codes: Sequence[str], counted: Mapping[str, float]) -> float:
    groups = groups_of(codes)
    subclass = max((counted.get(group, 0.0) for group in groups if " " not in group), default=0.0)
    main = max((counted.get(group, 0.0) for group in groups if " " in group), default=0.0)
    return subclass + main
