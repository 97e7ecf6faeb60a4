"""Asking: a world that is the same on every run, and one question put to it.

The clock stands still and ids come from a counter, so that two runs of the same code differ in nothing. Conversations
go to a folder of the run's own: what the operator's home holds is neither read nor left behind.
"""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

from langchain_core.messages import ToolMessage

from assistant.assistant import finish
from assistant.cli.shared import ready_index
from assistant.events import Evidence
from assistant.settings import Settings
from assistant.world import World
from evals.pairs import ASKED
from evals.questions import Question
from evals.reply import FoundArticle, Reply
from evals.retrieval import DEPTH
from knowledge.law.quoting import sentences
from retrievers.search import Hit
from tools.principal import Principal

ASKER = Principal("evals")
_SHARED = ("index", "law", "tokens")  # of the home folder: what is read and not written
_UNLIMITED = 10**12  # the questions of a day are more than one user may ask a language model


@contextmanager
def still_world(settings: Settings) -> Iterator[World]:
    """The world of some settings with its clock stopped, its ids counted and its conversations thrown away."""
    ready_index(World(settings))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for shared in _SHARED:
            if (settings.home / shared).exists():
                (home / shared).symlink_to((settings.home / shared).absolute(), target_is_directory=True)
        apart = {"home": home, "database_url": "", "day_tokens": _UNLIMITED}
        numbers = itertools.count(1)
        yield World(settings.model_copy(update=apart), still_clock, lambda: f"{next(numbers):08d}")


def still_clock() -> datetime:
    """Ten in the morning of the day the questions are asked on."""
    return datetime.combine(ASKED, time(10), UTC)


def put(world: World, question: Question) -> Reply:
    """Ask one question in a conversation of its own; search for it as well, as the tools do."""
    found = world.searcher.search(question.text, question.as_of, DEPTH)
    thread = world.new_id()
    done = finish(world.assistant.ask(thread, ASKER, question.text, question.as_of))
    evidence = Evidence()
    for message in world.assistant.messages(thread):
        if isinstance(message, ToolMessage):
            evidence.add(message.artifact)
    articles = tuple(_found(hit, question) for hit in found.hits)
    return Reply(articles, done, frozenset(evidence.citations))


def _found(hit: Hit, question: Question) -> FoundArticle:
    article = hit.article
    gist = hit.note.gist.of(question.language) if hit.note else next(iter(sentences(article.text)), article.text)
    return FoundArticle(article.key, f"{article.version.law.short} {article.number.chinese}", gist)
