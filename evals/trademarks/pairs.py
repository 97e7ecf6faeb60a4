"""The labelled pairs of marks and what the comparison says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import yaml
from langchain_core.embeddings import Embeddings

from retrievers.trademarks.comparing import compare, means_something
from retrievers.trademarks.forms import Form
from retrievers.trademarks.likeness import Likeness

Half = Literal["tuning", "held out"]


@dataclass(frozen=True)
class Pair:
    """Two marks, whether they are similar, and under which head (the reason, or what the pair tests)."""

    first: str
    second: str
    similar: bool
    head: str
    half: Half


@dataclass(frozen=True)
class Judged:
    """A pair and what the comparison found."""

    pair: Pair
    likeness: Likeness

    @property
    def right(self) -> bool:
        """Whether the comparison agrees with the label."""
        return self.likeness.similar == self.pair.similar


@dataclass(frozen=True)
class Figures:
    """Precision and recall of "similar" over some pairs; None where there is nothing to measure."""

    pairs: int
    precision: float | None
    recall: float | None


def load_pairs() -> list[Pair]:
    """All pairs, in the order of the file."""
    text = files("evals.trademarks").joinpath("pairs.yaml").read_text("utf-8")
    rows: dict[str, dict[str, list[list[str]]]] = yaml.load(text, Loader=yaml.CSafeLoader)
    halves: tuple[Half, Half] = ("tuning", "held out")
    return [
        Pair(first, second, label == "similar", head, halves[place % 2])
        for label, heads in rows.items()
        for head, pairs in heads.items()
        for place, (first, second) in enumerate(pairs)
    ]


def judge(pairs: Sequence[Pair], encoder: Embeddings) -> list[Judged]:
    """Compare every pair, by meaning too where both marks have one."""
    words = sorted({word for pair in pairs for word in (pair.first, pair.second)})
    vectors = dict(zip(words, encoder.embed_documents([word.lower() for word in words]), strict=True))
    judged = []
    for pair in pairs:
        ours, theirs = Form.of(pair.first), Form.of(pair.second)
        near = 0.0
        if means_something(ours) and means_something(theirs):
            near = sum(a * b for a, b in zip(vectors[pair.first], vectors[pair.second], strict=True))
        judged.append(Judged(pair, compare(ours, theirs, near)))
    return judged


def figures(judged: Sequence[Judged]) -> Figures:
    """Precision and recall of the finding "similar"."""
    found = [each for each in judged if each.likeness.similar]
    wanted = [each for each in judged if each.pair.similar]
    hits = [each for each in found if each.pair.similar]
    return Figures(len(judged), len(hits) / len(found) if found else None, len(hits) / len(wanted) if wanted else None)


def by_reason(judged: Sequence[Judged]) -> dict[str, Figures]:
    """For each reason: of the pairs found similar for it first of all, how many are; of those labelled so, how many are found."""
    heads = dict.fromkeys(each.pair.head for each in judged if each.pair.similar)
    rows = {}
    for head in heads:
        found = [each for each in judged if each.likeness.similar and each.likeness.reasons[0] == head]
        wanted = [each for each in judged if each.pair.similar and each.pair.head == head]
        hits = sum(each.pair.similar for each in found)
        caught = sum(each.likeness.similar for each in wanted)
        rows[head] = Figures(
            len(wanted), hits / len(found) if found else None, caught / len(wanted) if wanted else None
        )
    return rows
