"""Draws of figures: seeded, one stream a figure, so that a change of one figure leaves the draws of the others as they were.

PERT (a beta distribution that weighs the mode four times) or triangular where a mode is given; uniform where only bounds are
known. Drawn by the inverse of the distribution, so that a figure that is raised is raised in every draw.
"""

from collections.abc import Mapping
from typing import Literal
from zlib import crc32

import numpy as np
from scipy.special import betaincinv

from tools.valuation.figure import Figure
from tools.valuation.rates import Array

Shape = Literal["pert", "triangular"]
_WEIGHT = 4.0  # of the mode in PERT (Malcolm, Roseboom, Clark, Fazar 1959)


def draws_of(figures: Mapping[str, Figure], seed: int, count: int, shape: Shape) -> dict[str, Array]:
    """`count` draws of every figure, by its name."""
    return {name: _drawn(figures[name], uniforms(name, seed, count), shape) for name in sorted(figures)}


def uniforms(name: str, seed: int, count: int) -> Array:
    """The stream of a figure: uniform numbers of a PCG64 generator seeded by the seed and the figure's name."""
    sequence = np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()),))
    return np.random.Generator(np.random.PCG64(sequence)).random(count)


def modes_of(figures: Mapping[str, Figure]) -> dict[str, Array]:
    """Every figure at its mode, as arrays of one."""
    return {name: np.array([figure.mode]) for name, figure in figures.items()}


def _drawn(figure: Figure, uniform: Array, shape: Shape) -> Array:
    low, high = figure.bounds
    if low == high:
        return np.full_like(uniform, figure.mode)
    if figure.bounded_only:
        return low + (high - low) * uniform
    middle = (figure.mode - low) / (high - low)
    scaled = _pert(uniform, middle) if shape == "pert" else _triangular(uniform, middle)
    return np.clip(low + (high - low) * scaled, low, high)


def _pert(uniform: Array, middle: float) -> Array:
    return np.asarray(betaincinv(1 + _WEIGHT * middle, 1 + _WEIGHT * (1 - middle), uniform), dtype=np.float64)


def _triangular(uniform: Array, middle: float) -> Array:
    rising = np.sqrt(uniform * middle)
    falling = 1 - np.sqrt((1 - uniform) * (1 - middle))
    return np.where(uniform < middle, rising, falling)
