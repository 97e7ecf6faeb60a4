"""`python -m evals.learning`: learn the weights of the re-ranker (retrievers/reranking.py) and print them.

Questions of our own are kept out of an index built for the purpose and then asked: what the lists say of the article
they belong to, against the other candidates, is what the weights are learned from. No labelled question is used.
"""

import random
import sys
import tempfile
from dataclasses import astuple, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.world import World
from knowledge.practice.notes import Phrases
from retrievers.build import build_shelf
from retrievers.index import Index
from retrievers.reranking import FEATURES
from retrievers.search import Searcher
from retrievers.sources import Stock
from retrievers.vectors import VectorStore

HELD_OUT, SEED = 3_000, 3
STEPS, RATE, DECAY = 400, 0.05, 1e-2
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Learn and print."""
    world = World()
    stock = world.index.stock("core")
    held = held_out(stock)
    with tempfile.TemporaryDirectory() as folder:
        searcher = _searcher_without(world, stock, held, Path(folder))
        lists = [row for question, key in held.items() if (row := _row(world, searcher, question, key))]
    weights = fit(lists)
    sys.stdout.write(f"{len(lists)} of {len(held)} questions had their article among the candidates\n")
    sys.stdout.write(
        "\n".join(f'    "{name}": {weight:.2f},' for name, weight in zip(FEATURES, weights, strict=True)) + "\n"
    )


def held_out(stock: Stock) -> dict[str, str]:
    """The questions kept out of the index, each with the key of its article; always the same ones."""
    asked = {question: key for key, phrases in stock.asked.items() for question in (*phrases.zh, *phrases.en)}
    chosen = random.Random(SEED).sample(sorted(asked), min(HELD_OUT, len(asked)))  # noqa: S311 - a fixed sample
    return {question: asked[question] for question in chosen}


def _searcher_without(world: World, stock: Stock, held: dict[str, str], folder: Path) -> Searcher:
    def left(phrases: Phrases) -> Phrases:
        return Phrases(zh=[q for q in phrases.zh if q not in held], en=[q for q in phrases.en if q not in held])

    entries = [replace(entry, notes=tuple(text for text in entry.notes if text not in held)) for entry in stock.entries]
    stock = replace(stock, entries=entries, asked={key: left(phrases) for key, phrases in stock.asked.items()})
    vectors = VectorStore(world.index.folder, world.index.encoder)
    build_shelf(folder / "core", "core", stock, vectors, world.index.encoder.name, "", lambda done, total: None)
    return Searcher(world.library, Index(folder, world.sources, world.index.encoder), world.finder, world.glossary)


def _row(world: World, searcher: Searcher, question: str, key: str) -> tuple[Floats, int] | None:
    """The features of all candidates, and which one is right; None when it is not among them."""
    article = world.library.by_key(key)
    day = max(world.today(), article.version.in_force_from) if article else world.today()
    if article and article.version.in_force_to and article.version.in_force_to < day:
        day = article.version.in_force_to - timedelta(days=1)
    found = searcher.search(question, day).candidates
    if key not in found:
        return None
    return np.array([astuple(row) for row in found.values()]), list(found).index(key)


def fit(lists: list[tuple[Floats, int]]) -> Floats:
    """Listwise softmax regression by gradient descent (Adam); weights are for the features as they are."""
    stacked = np.vstack([rows for rows, _ in lists])
    spread = stacked.std(axis=0) + 1e-9
    weights, first, second = np.zeros(len(FEATURES)), np.zeros(len(FEATURES)), np.zeros(len(FEATURES))
    for step in range(1, STEPS + 1):
        gradient = DECAY * weights
        for rows, right in lists:
            scaled = rows / spread
            odds = np.exp((scores := scaled @ weights) - scores.max())
            shares = odds / odds.sum()
            shares[right] -= 1
            gradient += scaled.T @ shares / len(lists)
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    learned: Floats = weights / spread
    return learned


if __name__ == "__main__":
    main()
