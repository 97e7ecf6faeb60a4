"""A flow killed at each of its points in turn: what a restart finds is what the last commit left, and doing it again ends well."""

import os
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.trade.content import Content, Outline, content, differences, outline
from evals.trade.databases import copied, reopen, replaced
from evals.trade.invariants import invariants
from evals.trade.venue import Venue
from tests.trade.proof_apart import forked, waited
from tests.trade.proof_points import AFTER_COMMIT, BEFORE_COMMIT, Points
from tools.database import Sessions


@dataclass(frozen=True)
class Flow:
    """`ready` brings a database to the moment before and says what is needed then; `act` is what is killed: it gives the record it made."""

    name: str
    ready: Callable[[Venue], Any]
    act: Callable[[Venue, Any], str]


@dataclass
class Found:
    """What an enumeration found: the points by name, how many commits there are, and what went wrong (nothing should)."""

    points: list[str] = field(default_factory=list)
    commits: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class _Scene:
    """A flow at its beginning: where it starts from, where it is played, and what was there after each commit."""

    flow: Flow
    start: str
    url: str
    sessions: Sessions
    given: Any
    acks: Path
    after: list[Content] = field(default_factory=list)
    end: Outline = field(default_factory=dict)


def crashes(flow: Flow, template: str) -> Found:
    """Kill the flow at every point on copies of the database at `template`. To be called in a process that may fork."""
    with tempfile.TemporaryDirectory() as folder:
        start = copied(template)
        sessions = reopen(start)
        given = flow.ready(Venue(sessions, "before"))
        sessions.engine.dispose()
        url = copied(start)
        scene = _Scene(flow, start, url, reopen(url), given, Path(folder) / "acks")
        found = Found(points=_played(scene))
        found.commits = len(scene.after) - 1
        replaced(scene.url, scene.start)
        for fatal, name in enumerate([*found.points, "after the answer"], 1):
            done = found.points[:fatal].count(AFTER_COMMIT)
            found.wrong += [
                f"{flow.name}, point {fatal} ({name}): {wrong}" for wrong in _killed(scene, fatal, done, name)
            ]
        return found


def _played(scene: _Scene) -> list[str]:
    """The names of the points of a run nobody interrupts; what was there after each commit goes into the scene."""
    watcher = reopen(scene.url)
    scene.after.append(content(watcher))
    points = Points(scene.sessions.engine, committed=lambda: scene.after.append(content(watcher)))
    scene.flow.act(Venue(scene.sessions), scene.given)
    points.disarm()
    scene.end = outline(watcher)
    watcher.engine.dispose()
    scene.sessions.engine.dispose()
    return points.names


def _killed(scene: _Scene, fatal: int, done: int, name: str) -> list[str]:
    """What is wrong after a kill at a point called `name`, when `done` commits went before, and after a restart did it again.

    A database that is to the letter as it was at the start is not begun with again at each point: the last one will do.
    """
    scene.acks.unlink(missing_ok=True)
    status = waited(forked(lambda: _dying(scene, fatal)))
    wrong = [] if status == -signal.SIGKILL else [f"ended with {status}, not by the kill"]
    found = content(scene.sessions)
    wrong += differences(scene.after[done], found)
    if scene.acks.exists() and scene.acks.read_text("utf-8").strip() not in str(found):
        wrong.append("what was acknowledged is not there")
    if done or wrong or name == BEFORE_COMMIT:
        wrong += _done_again(scene)
    scene.sessions.engine.dispose()
    return wrong


def _done_again(scene: _Scene) -> list[str]:
    """What is wrong with what a restart finds, and with where it ends when the same is asked again."""
    wrong = invariants(scene.sessions)
    scene.flow.act(Venue(scene.sessions, "again"), scene.given)  # a process that starts again draws ids nobody has
    if (ended := outline(scene.sessions)) != scene.end:
        wrong.append(f"done again, it ends with {ended} and not {scene.end}")
    wrong += invariants(scene.sessions)
    scene.sessions.engine.dispose()
    replaced(scene.url, scene.start)
    return wrong


def _dying(scene: _Scene, fatal: int) -> None:
    """What the child does: it acknowledges as a client would, on disk, and dies at the point or right after its answer."""
    Points(scene.sessions.engine, fatal)
    record = scene.flow.act(Venue(scene.sessions), scene.given)
    with scene.acks.open("w", encoding="utf-8") as acks:
        acks.write(record)
        acks.flush()
        os.fsync(acks.fileno())
    os.kill(os.getpid(), signal.SIGKILL)
