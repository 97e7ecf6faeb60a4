"""The payment rail: what moves money between the platform's account at a bank and its members'. An interface; no real money."""

from dataclasses import dataclass
from typing import Literal, Protocol

from tools.money import Money

Direction = Literal["in", "out"]


class RailFailure(Exception):  # noqa: N818 - named for what happened
    """The rail gave no answer: whether it did it is unknown, and it is asked again by the key."""


@dataclass(frozen=True)
class Receipt:
    """The rail's answer to a request. `number` is its own; `reason` says why it declined."""

    key: str
    number: str
    outcome: Literal["done", "declined"]
    reason: str = ""


class Rail(Protocol):
    """A payment rail that takes a key with each request and does a request of one key at most once."""

    def send(self, key: str, direction: Direction, organisation: str, money: Money) -> Receipt:
        """Ask for a movement of money, or for the answer to the same request made before. Raises RailFailure."""

    def lookup(self, key: str) -> Receipt | None:
        """What became of a request; None when the rail never saw it. Raises RailFailure."""
