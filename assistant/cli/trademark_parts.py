"""Where the marks of a home folder lie, and the search over them: what the two trademark commands share."""

from pathlib import Path

from assistant.world import World
from knowledge.trademarks.store import MarkStore
from retrievers.trademarks.index import MarkIndex
from retrievers.trademarks.search import MarkSearcher


def folder(world: World) -> Path:
    """The folder of marks under the home folder."""
    return world.settings.home / "trademarks"


def mark_store(world: World) -> MarkStore:
    """The marks held; there need be none."""
    return MarkStore(folder(world) / "marks.db")


def mark_searcher(world: World) -> MarkSearcher:
    """The search for marks, with the encoder the world's index uses."""
    return MarkSearcher(mark_store(world), MarkIndex(folder(world) / "index.db", world.index.encoder))
