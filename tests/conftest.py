"""One home with a built index of IP law and cases for the whole run; the clock stands at 2026-11-22."""

import itertools
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.settings import Settings
from assistant.world import World
from knowledge.law.library import LawLibrary
from retrievers.sources import FIRST_SHELVES
from tests import same_examples  # noqa: F401 - it takes effect when imported

TODAY = date(2026, 11, 22)
NEXT_YEAR = date(2027, 3, 1)  # the Trademark Law of 2026 is in force by then
# The demo's patents are indexed where a test asks for them, not in every home.
os.environ.setdefault("IPOS_DEMO", "false")
PATIENCE = 300  # seconds for a page to run through, on the slowest machine; nothing is measured by it
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"


def clock() -> datetime:
    """The moment every test happens at."""
    return datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def make_world(home: Path, **settings: object) -> World:
    """A world of its own in a folder, with the fixed clock."""
    return World(Settings(home=home, _env_file=None, **settings), now=clock)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder whose first shelves, IP law and case digests, are built once for the whole run (two minutes).

    Processes that share the tests among them share what was built, and nothing else.
    """
    own = tmp_path_factory.getbasetemp()
    together = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    built, done = together / "built", together / "built.done"
    with FileLock(together / "built.lock"):
        if not done.exists():
            index = make_world(built).index
            for shelf in FIRST_SHELVES:
                index.build(shelf, lambda shelf: lambda done, total: None)
            done.touch()
    folder = tmp_path_factory.mktemp("home")
    (folder / "index").symlink_to(built / "index", target_is_directory=True)
    return folder


@pytest.fixture(scope="session")
def world(home: Path) -> World:
    """The world most tests look at; they leave nothing behind but conversations."""
    return make_world(home)


@pytest.fixture(scope="session")
def library() -> LawLibrary:
    """The law of the package alone: no home, no index."""
    return make_world(Path("/nonexistent")).library


@pytest.fixture
def new_world(home: Path, tmp_path: Path) -> Iterator[Callable[..., World]]:
    """Makes worlds with other settings that share the built index; their conversations go to a folder of their own."""
    counter = itertools.count()

    def make(**settings: object) -> World:
        folder = tmp_path / f"home{next(counter)}"
        folder.mkdir()
        (folder / "index").symlink_to(home / "index", target_is_directory=True)
        return make_world(folder, **settings)

    return make
