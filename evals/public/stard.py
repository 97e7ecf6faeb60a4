"""STARD: laypeople's questions with the articles that answer them, its IP part; retrieval of ours beside two plain ones.

Its labels name laws of all kinds and of the text that was in force when it was made. A label counts only where the
article of that number, in the text that governs on the day asked for, says the same; the others are reported.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from assistant.world import World
from evals.layers import Labels
from evals.pairs import ASKED
from evals.public.places import Row, rows_of
from evals.public.plain import PlainLexical, plain_dense
from evals.questions import Gold, Question
from evals.retrieval import DEPTH, score
from knowledge.law.library import LawLibrary
from knowledge.law.records import ArticleNumber

FILE = "stard/stard_ip_dev.jsonl"
SAME = 90  # of 100: punctuation and line breaks aside, the same words
_LABELS = Labels("other", "other", "plain")  # the set has none


@dataclass(frozen=True)
class Mapped:
    """The questions whose labels are ours too, and how many labels that is."""

    questions: list[Question]
    labels: int
    held: int  # labels whose article is here in the words the set gives

    def counts(self, asked: int) -> dict[str, int]:
        """The numbers a reader needs to judge the figures by."""
        return {"asked": asked, "with_a_label": len(self.questions), "labels": self.labels, "labels_held": self.held}


def run_stard(world: World, folder: Path) -> dict[str, Any]:
    """Figures of our search, of BM25 and of dense search over article texts. Raises Absent."""
    rows = rows_of(folder, FILE)
    mapped = map_rows(rows, world.library)
    lexical = PlainLexical(world.index, ASKED)

    def ours(question: Question) -> list[str]:
        return [hit.article.key for hit in world.searcher.search(question.text, question.as_of, DEPTH).hits]

    def dense(question: Question) -> list[str]:
        return plain_dense(world.index, question.text, question.as_of, DEPTH)

    rankings = {"ours": ours, "bm25 over texts": lexical.rank, "dense over texts": dense}
    scores = {name: asdict(score(mapped.questions, rank)) for name, rank in rankings.items()}
    return {"mapped": mapped.counts(len(rows)), "scores": scores}


def map_rows(rows: list[Row], library: LawLibrary) -> Mapped:
    """The rows as questions of ours, with those of their labels that the library holds."""
    golds = [[gold for label in row["gold"] if (gold := _gold(label, library))] for row in rows]
    questions = [
        Question(f"stard-{row['query_id']}", "zh", row["question"], ASKED, _LABELS, tuple(dict.fromkeys(gold)))
        for row, gold in zip(rows, golds, strict=True)
        if gold
    ]
    return Mapped(questions, sum(len(row["gold"]) for row in rows), sum(map(len, golds)))


def _gold(label: Row, library: LawLibrary) -> Gold | None:
    law = library.names.resolve(label["law"])
    version = library.version_at(law, ASKED) if law else None
    article = library.article(version, ArticleNumber(int(label["article"]))) if version else None
    if article is None or fuzz.ratio(_bare(article.text), _bare(label["text"])) < SAME:
        return None
    return article.version.key, article.number.number


def _bare(text: str) -> str:
    return "".join(text.split())
