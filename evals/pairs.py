"""Questions in pairs: the same one in both languages (`parity`), and the same one on two days (`time`).

A parity pair is right when both languages lead to the same place. A time pair is right when on each of its days the
answer leads with the text that governs that day, and shows the words in which the two texts differ.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from evals.grades import FOUND_AMONG
from evals.layers import read_labels
from evals.questions import Question, Row, article_of, read_gold, rows_of
from evals.reply import Reply
from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate

PAIR_SETS = ("parity-dev", "time-dev", "parity", "time")
ASKED = date(2026, 11, 22)  # the day the sets are written for
Grades = dict[str, bool]


@dataclass(frozen=True)
class Pair:
    """Two questions judged together; `words` of each side are those that its governing text alone has."""

    id: str
    sides: tuple[Question, Question]
    words: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def sided(self) -> tuple[Question, Question]:
        """The two questions with ids of their own."""
        first, second = self.sides
        names = ("zh", "en") if first.language != second.language else ("first", "second")
        return replace(first, id=f"{self.id}.{names[0]}"), replace(second, id=f"{self.id}.{names[1]}")


def is_parity(name: str) -> bool:
    """Whether a set of pairs is of two languages; else it is of two days."""
    return name.startswith("parity")


def load_pairs(name: str, library: LawLibrary) -> list[Pair]:
    """Read a set of pairs. Raises ValueError when a gold article is not in the library or a label is unknown."""
    read: Callable[[Row, LawLibrary], Pair] = _parity if is_parity(name) else _time
    return [read(row, library) for row in rows_of(name)]


def _parity(row: Row, library: LawLibrary) -> Pair:
    gold = read_gold(row["gold"], row["version"], ASKED, library)
    labels = read_labels(row)
    chinese = Question(row["id"], "zh", row["zh"], ASKED, labels, gold)
    return Pair(row["id"], (chinese, replace(chinese, language="en", text=row["en"])))


def _time(row: Row, library: LawLibrary) -> Pair:
    def side(part: Row) -> Question:
        """A side has a question of its own when the day stands in its words."""
        day = date.fromisoformat(part["as_of"])
        gold = read_gold(part["gold"], part["version"], day, library)
        text = part["query"] if "query" in part else row["query"]
        return Question(row["id"], row["lang"], text, day, read_labels(row), gold)

    first, second = row["first"], row["second"]
    return Pair(row["id"], (side(first), side(second)), (tuple(first["words"]), tuple(second["words"])))


def grade_parity(pair: Pair, replies: tuple[Reply, Reply]) -> Grades:
    """Whether both languages reach the pair's first gold article, and whether both answers come to the same."""
    reached = all(_reaches(pair.sides[0], reply) for reply in replies)
    leads = [reply.lead for reply in replies]
    same = bool(leads[0]) and article_of(leads[0]) == article_of(leads[1])
    concluded = same or all(pair.sides[0].is_gold(lead) for lead in leads)
    return {"same_article": reached, "same_conclusion": concluded, "parity": reached and concluded}


def _reaches(question: Question, reply: Reply) -> bool:
    """The first gold article is among the first found, or leads the answer."""
    return question.gold[0] in {article_of(key) for key in (*reply.found_keys[:FOUND_AMONG], reply.lead)}


def grade_time(pair: Pair, replies: tuple[Reply, Reply], library: LawLibrary) -> Grades:
    """Whether each side is right on its day, and with it the pair."""
    sides = [
        question.right_version(reply.lead) and _shows(question, words, reply, library)
        for question, words, reply in zip(pair.sides, pair.words, replies, strict=True)
    ]
    return {"first": sides[0], "second": sides[1], "time": all(sides)}


def _shows(question: Question, words: tuple[str, ...], reply: Reply, library: LawLibrary) -> bool:
    """All the words stand in articles cited from the governing text: an announced later text does not count."""
    texts = [_text(c, library) for c in reply.done.citations if question.right_version(c.key)]
    return all(any(locate(word, text) is not None for text in texts) for word in words)


def _text(citation: Citation, library: LawLibrary) -> str:
    article = library.by_key(citation.key)
    return f"{citation.quote}\n{article.text if article else ''}"
