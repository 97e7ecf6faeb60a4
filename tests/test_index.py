"""The index on disk: how it survives what happens to it, and when it has to be built again."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from assistant.world import World
from retrievers.embeddings import Encoder, make_encoder
from retrievers.entries import as_int
from retrievers.index import Index
from retrievers.shelf import CURRENT, MANIFEST, current_build
from retrievers.sources import Sources, Stock
from tests.conftest import TODAY


@dataclass
class Counting(Embeddings):
    """A served embedding model in miniature; counts what it is asked for, and may break off after some batches."""

    seen: list[str]
    batches: int = 10**9

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if not self.batches:
            raise ConnectionError("the server went away")
        self.batches -= 1
        self.seen += texts
        return [[byte / 255 - 0.5 for byte in hashlib.sha256(text.encode()).digest()[:16]] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


@dataclass(frozen=True)
class Few(Sources):
    """Sources of a few articles, so that a shelf builds in a second."""

    few: Stock

    def stock(self, shelf: str) -> Stock:
        return self.few


@pytest.fixture(scope="module")
def few(world: World) -> Stock:
    whole = Sources(world.library, (), world.opinions).stock("core")
    entries = [entry for entry in whole.entries if entry.points][:30]
    return Stock(entries, {entry.key: whole.notes[entry.key] for entry in entries if entry.key in whole.notes}, {})


Make = Callable[..., Index]


@pytest.fixture
def small(world: World, few: Stock, tmp_path: Path) -> Make:
    """Makes indexes over one folder, each as another process would."""
    statutes = tmp_path / "law.db"
    statutes.write_bytes(b"the law as it was")

    def make(model: Embeddings | None = None, name: str = "counting") -> Index:
        sources = Few(world.library, (statutes,), world.opinions, few)
        return Index(tmp_path / "index", sources, Encoder(name, model or Counting([])))

    return make


def silent(_: str) -> Callable[[int, int], None]:
    return lambda done, total: None


def test_a_missing_damaged_or_stale_shelf_is_noticed(small: Make, tmp_path: Path) -> None:
    assert "core" in small().missing()
    assert small().build("core", silent)
    assert "core" not in small().missing()
    assert not small().build("core", silent)  # nothing to do
    build = current_build(tmp_path / "index" / "core")
    assert build is not None
    (build / "rows.json").write_text("{", "utf-8")
    assert "core" in small().missing()
    assert small().build("core", silent)
    (tmp_path / "law.db").write_bytes(b"the law as amended")
    assert "core" in small().missing()
    small().build("core", silent)
    (tmp_path / "index" / "core" / CURRENT).write_text("gone", "utf-8")
    assert "core" in small().missing()


@pytest.mark.parametrize("reports", [1, 2, 4])
def test_an_interrupted_build_goes_on_and_embeds_nothing_twice(small: Make, tmp_path: Path, reports: int) -> None:
    seen: list[str] = []
    progress: list[tuple[int, int]] = []

    def interrupted(done: int, total: int) -> None:
        progress.append((done, total))
        if len(progress) == reports:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small(Counting(seen)).build("core", lambda shelf: interrupted)
    assert 0 < len(seen) < progress[0][1]
    assert "core" in small().missing()
    assert not list((tmp_path / "index" / "core").glob(f"*/{MANIFEST}"))  # no half of a build is left
    assert small(Counting(seen)).build("core", lambda shelf: lambda done, total: progress.append((done, total)))
    assert len(seen) == len(set(seen))
    assert progress[-1][0] == progress[-1][1]
    assert small(Counting(seen, 0)).build("core", silent, force=True)  # all of it is in store


def test_a_failing_encoder_loses_no_batch_that_was_done(small: Make) -> None:
    seen: list[str] = []
    with pytest.raises(ConnectionError):
        small(Counting(seen, 5)).build("core", silent)
    small(Counting(seen)).build("core", silent)
    assert len(seen) == len(set(seen))


def test_readers_keep_working_while_a_build_replaces_another(small: Make) -> None:
    small().build("core", silent)
    reader = small()
    before = reader.shelves()[0]
    every_row = before.mask(as_int(TODAY))
    old = before.lexical("text", "专利", every_row, 5)
    small().build("core", silent, force=True)
    vector = Counting([]).embed_query("专利")
    assert before.lexical("text", "专利", every_row, 5) == old
    assert before.dense("text", vector, every_row, 3)  # the files of the build before are still there
    after = reader.shelves()[0]
    assert after.folder != before.folder
    assert after.dense("text", vector, every_row, 3) == before.dense("text", vector, every_row, 3)


def test_two_processes_that_build_at_once_build_it_once(small: Make) -> None:
    built: list[bool] = []
    threads = [threading.Thread(target=lambda: built.append(small().build("core", silent))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(built) == [False, False, True]


def test_another_encoder_wants_another_index(small: Make) -> None:
    small().build("core", silent)
    other: list[str] = []
    assert "core" in small(name="another").missing()
    assert small(Counting(other), "another").build("core", silent)
    assert other
    assert "core" in small().missing()


@pytest.mark.parametrize("setting", ["", "bundle", "openai", "openai:", "cohere:x"])
def test_an_unknown_encoder_is_refused_by_name(setting: str) -> None:
    with pytest.raises(ValueError, match="unknown embeddings setting"):
        make_encoder(setting)
