"""A desk with the demo's members and a clock that ticks: conversations of any account, without an index of the law."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from assistant.assistant import finish
from assistant.events import Done
from assistant.settings import Settings
from assistant.world import World
from knowledge.language import Language
from tests.conftest import clock
from tools.approvals.terms import Card
from tools.members.seeding import seed_members

APPROVE, REJECT = "<approve>", "<reject>"  # what a user does with the newest card instead of saying something


def ticking() -> Callable[[], datetime]:
    """The tests' moment, a second later each time it is asked for, so that the newest card is the newest."""
    seconds = count()
    return lambda: clock() + timedelta(seconds=next(seconds))


def talk_world(home: Path, **settings: object) -> World:
    """A world of its own with the demo's members and nothing else."""
    world = World(Settings(home=home, _env_file=None, **settings), now=ticking())  # type: ignore[arg-type]
    seed_members(world.sessions, world.now())
    return world


class Talker:
    """One conversation of one account."""

    def __init__(self, world: World, user: str, language: Language | None = None) -> None:
        self.world, self.user, self.language = world, user, language
        self.thread = world.conversations.start(user)

    def __call__(self, *turns: str) -> Done:
        """Say these one after the other; what the last one came to."""
        done = [self._turn(turn) for turn in turns]
        return done[-1]

    def waiting(self) -> list[Card]:
        return self.world.effects.waiting(self.world.principal(self.user), self.thread)

    def _turn(self, turn: str) -> Done:
        who, desk = self.world.principal(self.user), self.world.assistant
        if turn == APPROVE:
            card = self.waiting()[0]
            return desk.approve(self.thread, who, card.id, card.hash, self.language)
        if turn == REJECT:
            return desk.reject(self.thread, who, self.waiting()[0].id, self.language)
        return finish(desk.ask(self.thread, who, turn, language=self.language))


def called(done: Done) -> list[str]:
    """The tools a turn called."""
    return [step.tool for step in done.steps]


def one_id(done: Done, prefix: str) -> str:
    """The first id of a kind in an answer."""
    import re

    found = re.search(rf"{prefix}-[0-9A-F]{{12}}", done.answer)
    assert found, done.answer
    return found[0]
