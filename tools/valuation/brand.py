"""The brand strength index: how stated scores place the royalty within the user's range."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.practice.notes import Both
from tools.valuation.figure import Figure
from tools.valuation.rates import Array


class Factor(BaseModel):
    """A factor of the index: its weight of 100, its name, and what its score looks at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weight: int
    zh: str
    en: str
    ask: Both


@cache
def factors() -> dict[str, Factor]:
    """The factors by name; their weights add up to 100."""
    source = files("tools.valuation").joinpath("brand_strength.yaml").read_text("utf-8")
    return {name: Factor.model_validate(row) for name, row in yaml.load(source, yaml.CSafeLoader)["factors"].items()}


def brand_figures(scores: Mapping[str, Figure]) -> dict[str, Figure]:
    """The scores as figures of a valuation; a factor nobody scored may be anything from 0 to 100, which widens the range."""
    found = {}
    for name in factors():
        score = scores.get(name)
        found[f"brand_{name}"] = score or Figure(name=f"brand_{name}", unit="score", low=0, high=100, origin="reading", note="not scored: 0 to 100")  # fmt: skip
    return found


def index_of(figures: Mapping[str, Array]) -> Array:
    """The index, 0 to 100."""
    parts = [factor.weight / 100 * figures[f"brand_{name}"] for name, factor in factors().items()]
    return np.asarray(np.sum(parts, axis=0), dtype=np.float64)


def royalty_of(low: float, high: float, figures: Mapping[str, Array]) -> Array:
    """The royalty rate that an index gives within a range."""
    return low + (high - low) * index_of(figures) / 100
