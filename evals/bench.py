"""`make bench`: performance as ratios measured in one run, and the comparison with the peer.

Times on one machine mean little on another, so each figure is held against something measured beside it: a turn against
the retrieval it contains, ten conversations against one, the index build against the bare embedding model.
"""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.assistant import finish
from assistant.cli.shared import ready_index
from assistant.world import World
from evals.peer import Peer
from evals.questions import SETS, Question, load_questions
from evals.retrieval import score
from evals.timing import latency, timed, together
from retrievers.build import build_shelf
from retrievers.sources import Stock
from retrievers.vectors import BATCH, VectorStore
from tools.principal import Principal

SAMPLE = 2_000  # articles of the wide shelf that the build is measured on
CONVERSATIONS, TURNS, PAUSE = 10, 6, 1.0


def main() -> None:
    """Measure everything and print it, also as JSON in build/bench.json."""
    world = World()
    ready_index(world)
    questions = [question for name in SETS for question in load_questions(name, world.library)]
    report: dict[str, Any] = {"turn": turns(world, questions), "conversations": conversations(world, questions)}
    report["index_build"] = index_build(world)
    report["peer"] = against_peer(world, questions)
    out = Path("build/bench.json")
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(report, indent=1), "utf-8")
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


def turns(world: World, questions: list[Question]) -> dict[str, Any]:
    """A whole offline turn against the retrieval it contains (goal: p95 at most 3 times)."""
    answerable = [question for question in questions if question.answerable][:120]
    ask = _asker(world)
    for question in answerable[:5]:
        ask(0, question)
    pairs = [ask(0, question) for question in answerable]
    whole, search = latency([total for total, _ in pairs]), latency([inner for _, inner in pairs if inner])
    return {"turn_ms": asdict(whole), "retrieval_ms": asdict(search), "ratio_p95": round(whole.p95 / search.p95, 2)}


def _asker(world: World) -> Any:
    def ask(_: int, question: Question) -> tuple[float, float]:
        started = perf_counter()
        done = finish(world.assistant.ask(world.new_id(), Principal("bench"), question.text, question.as_of))
        return (perf_counter() - started) * 1000, done.retrieval_ms

    return ask


def conversations(world: World, questions: list[Question]) -> dict[str, Any]:
    """Ten conversations at once against one (goal: p95 within 4 times), each turn followed by a second of reading.

    Also without any pause, which is ten users who never read: the worst case.
    """
    ask = _asker(world)
    plain = [question for question in questions if question.answerable]
    lists = [plain[n * TURNS : (n + 1) * TURNS] for n in range(CONVERSATIONS)]
    flat = [question for one in lists for question in one]
    alone = latency(timed(lambda question: ask(0, question), flat))
    reading = latency(together(ask, lists, PAUSE))
    racing = latency(together(ask, lists, 0.0))
    return {
        "one": asdict(alone),
        "ten_reading": asdict(reading),
        "ratio_p95": round(reading.p95 / alone.p95, 2),
        "ten_never_reading": asdict(racing),
        "ratio_p95_never_reading": round(racing.p95 / alone.p95, 2),
    }


def index_build(world: World) -> dict[str, Any]:
    """Articles per second of a build from nothing against the bare embedding model on the same texts (goal: 0.9)."""
    entries = world.index.stock("wide").entries[:SAMPLE]
    texts = sorted((entry.text for entry in entries), key=len)
    model = world.index.encoder.model
    model.embed_documents(texts[:BATCH])
    started = perf_counter()
    for start in range(0, len(texts), BATCH):
        model.embed_documents(texts[start : start + BATCH])
    bare = len(texts) / (perf_counter() - started)
    with tempfile.TemporaryDirectory() as folder:
        vectors = VectorStore(Path(folder), world.index.encoder)
        started = perf_counter()
        build_shelf(Path(folder) / "shelf", "wide", Stock(entries, {}, {}), vectors, "bench", "", lambda *_: None)
        built = len(entries) / (perf_counter() - started)
        vectors.close()
    return {"articles_per_s": round(built, 1), "bare_model_per_s": round(bare, 1), "ratio": round(built / bare, 3)}


def against_peer(world: World, questions: list[Question]) -> dict[str, Any]:
    """Recall and latency of our search and the peer's on the same questions, one after the other in this process."""
    peer = Peer(world.library)

    def ours(question: Question) -> list[str]:
        return [hit.article.key for hit in world.searcher.search(question.text, question.as_of, 10).hits]

    report = {}
    for language in ("zh", "en"):
        rows = [question for question in questions if question.language == language and question.answerable]
        report[language] = {
            name: asdict(score(rows, rank)) | {"ms": asdict(latency(timed(rank, rows)))}
            for name, rank in (("ours", ours), ("peer", peer.rank))
        }
    return report


if __name__ == "__main__":
    main()
