"""How well a feature is told in a document that has it from documents that have not: fits and checks tools/search/matching.py.

Labelled pairs from real patents: the features of a first claim against its own text (they are disclosed there) and
against the texts of other patents, half of them of the same class (taken as not disclosed, although a feature such as
"a processor" may well stand there too: the error on these pairs is an upper bound). English: claims and descriptions
of US documents. Chinese: main claims and abstracts of CNIPA documents of one class (E01B), which repeat most features,
not all. Run: python -m evals.feature_matching ../shared/data
"""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from retrievers.embeddings import make_encoder
from tools.search.features import Feature, split_claim
from tools.search.matching import SAME, Embed, Found, Scale, match_features
from tools.search.passages import Passage, cut

OTHERS = 3  # other documents each claim is held against


@dataclass(frozen=True)
class Document:
    """A claim, the text that discloses it, and its class."""

    claim: str
    passages: tuple[Passage, ...]
    subclass: str


@dataclass(frozen=True)
class Pair:
    """A feature against a document's passages: overlap and cosine of the closest one, and whether it is its own."""

    language: str
    overlap: float
    cosine: float
    found: Found
    own: bool


def english(data: Path) -> list[Document]:
    """First claims and descriptions of US documents held in full."""
    rows = _rows(data / "patents" / "us_ppubs_fulltext_biblio.jsonl")
    out = []
    for row in rows:
        if row.get("claims") and row.get("description") and row.get("cpc"):
            claim = row["claims"].split(" 2. ", 1)[0]
            text = tuple(passage for part in row["description"].split("\n") for passage in cut(part, "description"))
            out.append(Document(claim, text, str(row["cpc"])[2:6]))
    return out


def chinese(data: Path) -> list[Document]:
    """Main claims and abstracts of CNIPA documents."""
    rows = _rows(data / "patents" / "cn_cnipa_export_199.jsonl")
    return [Document(row["main_claim"], tuple(cut(row["abstract"], "abstract")), row["ipc_main"][:4]) for row in rows]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def pairs(documents: Sequence[Document], embed: Embed, seed: int = 7) -> list[Pair]:
    """Each feature of each claim against its own document and against others."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    found = []
    for document in documents:
        features = split_claim(document.claim)
        near = [other for other in documents if other is not document and other.subclass == document.subclass]
        far = [other for other in documents if other is not document]
        others = chance.sample(near, min(1, len(near))) + chance.sample(far, OTHERS - 1)
        for other, own in [(document, True), *((each, False) for each in others)]:
            found += _against(features, other, own, embed)
    return found


def _against(features: list[Feature], document: Document, own: bool, embed: Embed) -> list[Pair]:
    matches = match_features(features, document.passages, embed)
    return [
        Pair(feature.language, match.overlap, match.cosine, match.found, own)
        for feature, match in zip(features, matches, strict=True)
    ]


def fit(sample: Sequence[Pair]) -> Scale:
    """Weights by logistic regression on balanced classes; the thresholds stay those in use."""
    values = np.asarray([(pair.overlap, pair.cosine) for pair in sample])
    model = LogisticRegression(class_weight="balanced").fit(values, [pair.own for pair in sample])
    (words, meaning), base = model.coef_[0], model.intercept_[0]
    return Scale(float(words), float(meaning), float(base), SAME.matched, SAME.partial)


def figures(sample: Sequence[Pair]) -> dict[str, float]:
    """Shares of own and of other pairs judged matched, and matched or partial."""
    out: dict[str, float] = {}
    for name, own in (("own", True), ("other", False)):
        judged = [pair.found for pair in sample if pair.own is own]
        out[f"{name} pairs"] = len(judged)
        out[f"{name} matched"] = round(judged.count(Found.MATCHED) / len(judged), 3)
        out[f"{name} matched or partial"] = round(1 - judged.count(Found.MISSING) / len(judged), 3)
    return out


def main(data: Path) -> dict[str, dict[str, object]]:
    """Fit on every other document, report on the rest."""
    embed = make_encoder("bundled").model.embed_documents
    report: dict[str, dict[str, object]] = {}
    for name, documents in (("en", english(data)), ("zh", chinese(data))):
        fitted, tested = pairs(documents[::2], embed), pairs(documents[1::2], embed)
        scale = fit(fitted)
        weights = {"overlap": round(scale.overlap, 2), "cosine": round(scale.cosine, 2), "base": round(scale.base, 2)}
        report[name] = {"documents": len(documents), "fit": weights, **figures(tested)}
    return report


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1])), indent=1) + "\n")
