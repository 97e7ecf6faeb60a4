"""`python -m evals.patents.embedding_speed`: texts embedded per second by a whole build, as a ratio to the bare model.

Goal 0.9. Both take the same texts in the same batches in one process, in turns, since other work on the machine counts
for both; the ratio is of the medians.
"""

import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from evals.patents.corpus import load_corpus, main_text
from evals.patents.memory import MemoryRecords
from knowledge.patents.record import Patent
from retrievers.embeddings import Encoder, make_encoder
from retrievers.patents.build import ABSTRACT_LEAD, build_index
from retrievers.patents.words import vector_texts
from retrievers.vectors import BATCH, VectorStore

SAMPLE, ROUNDS = 1_200, 3


def main() -> None:
    """Measure and print."""
    with_abstract = [patent for patent in load_corpus() if main_text(patent).abstract]
    sample = with_abstract[:: max(1, len(with_abstract) // SAMPLE)][:SAMPLE]
    texts = sorted((text for patent in sample for _, _, text in vector_texts(patent, ABSTRACT_LEAD)), key=len)
    texts = list(dict.fromkeys(texts))
    encoder = make_encoder("bundled")
    encoder.model.embed_documents(texts[:BATCH])
    rounds = [(_bare(encoder, texts), _built(encoder, sample)) for _ in range(ROUNDS)]
    bare, built = median(one for one, _ in rounds), median(other for _, other in rounds)
    report = {
        "records": len(sample),
        "texts": len(texts),
        "bare_model_per_s": round(len(texts) / bare, 1),
        "whole_build_per_s": round(len(texts) / built, 1),
        "ratio": round(bare / built, 3),
    }
    sys.stdout.write(json.dumps(report) + "\n")


def _bare(encoder: Encoder, texts: list[str]) -> float:
    started = perf_counter()
    for start in range(0, len(texts), BATCH):
        encoder.model.embed_documents(texts[start : start + BATCH])
    return perf_counter() - started


def _built(encoder: Encoder, sample: list[Patent]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        vectors = VectorStore(Path(folder), encoder)
        started = perf_counter()
        build_index(Path(folder) / "index", MemoryRecords(sample), vectors, "bundled", lambda done, total: None)
        spent = perf_counter() - started
        vectors.close()
    return spent


if __name__ == "__main__":
    main()
