"""Readiness: true at every moment, and cheap enough to be asked every second."""

import shutil
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.world import World
from retrievers.shelf import MANIFEST, current_build
from ui.health import ROUTES

Answer = tuple[int, dict[str, object]]
READY: Answer = (200, {"status": "ready", "mend": []})
NO_INDEX: Answer = (503, {"status": "unready", "mend": ["index"]})
FULL, ROOMY = 999_999_999, 1_000_000_001  # bytes free; a desk wants more than a thousand million


def free_disk(monkeypatch: pytest.MonkeyPatch, octets: int) -> None:
    """The disk of the machine that runs the tests is not what is tested."""
    usage = namedtuple("usage", "total used free")(2 * octets, octets, octets)
    monkeypatch.setattr("assistant.diagnosis.shutil.disk_usage", lambda _: usage)


@pytest.fixture
def desk(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a core shelf of its own, to be damaged."""
    shutil.copytree(home / "index" / "core", tmp_path / "index" / "core")
    monkeypatch.setenv("IPOS_HOME", str(tmp_path))
    free_disk(monkeypatch, ROOMY)
    return tmp_path


@pytest.fixture
def ready(desk: Path) -> Iterator[Callable[[], Answer]]:
    """Asks the running process whether it is ready."""
    st.cache_resource.clear()
    client = TestClient(Starlette(routes=list(ROUTES)))

    def ask() -> Answer:
        response = client.get("/api/health/ready")
        return response.status_code, response.json()

    yield ask
    st.cache_resource.clear()


def build(desk: Path) -> Path:
    found = current_build(desk / "index" / "core")
    assert found is not None
    return found


def change_a_file(desk: Path) -> None:
    victim = next(build(desk).glob("lexical-text/*"))
    victim.write_bytes(victim.read_bytes()[:-1] + b"x")


def remove_a_file(desk: Path) -> None:
    next(build(desk).glob("*.npy")).unlink()


def break_the_manifest(desk: Path) -> None:
    (build(desk) / MANIFEST).write_text("{", "utf-8")


def remove_the_index(desk: Path) -> None:
    shutil.rmtree(desk / "index")


@pytest.mark.parametrize("damage", [change_a_file, remove_a_file, break_the_manifest, remove_the_index])
@pytest.mark.parametrize("when", ["from the start", "while it runs"])
def test_a_missing_or_damaged_index_is_told(
    ready: Callable[[], Answer], desk: Path, damage: Callable[[Path], None], when: str
) -> None:
    if when == "while it runs":
        assert ready() == READY
    damage(desk)
    assert ready() == NO_INDEX


def test_a_new_index_makes_the_desk_ready_again(ready: Callable[[], Answer], desk: Path, home: Path) -> None:
    remove_the_index(desk)
    assert ready() == NO_INDEX
    shutil.copytree(home / "index" / "core", desk / "index" / "core")
    assert ready() == READY


def test_a_home_that_cannot_be_written_is_told(
    ready: Callable[[], Answer], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "a-file").touch()
    monkeypatch.setenv("IPOS_HOME", str(desk / "a-file"))
    status, said = ready()
    assert (status, said["status"]) == (503, "unready")
    assert {"home", "database"} <= set(said["mend"])  # type: ignore[call-overload]


def test_a_disk_nearly_full_is_told(ready: Callable[[], Answer], desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ready() == READY
    free_disk(monkeypatch, FULL)
    assert ready() == (503, {"status": "unready", "mend": ["home"]})


def test_asking_again_builds_no_second_world(ready: Callable[[], Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[World] = []

    def counted() -> World:
        built.append(World())
        return built[-1]

    monkeypatch.setattr("ui.session.World", counted)
    assert [ready() for _ in range(20)] == [READY] * 20
    assert len(built) == 1  # one per call took seconds each
