"""What a conversation needs to use a tool: its task with its slots, declared beside it and read by the offline engine.

A slot is an argument with how it is read from a turn and the phrase that asks for it. The engine knows no tool; it knows
readers (`assistant/offline/readers.py`) and these declarations.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Slot:
    """An argument of a tool in a conversation; "details.subject" is the entry "subject" of the argument "details".

    `reader`: record, service, money, count, classes, stars, day, choice, text, figure (of a valuation) or request. `ask`: the phrase that asks for it, ""
    for an argument that is never asked for; `question`: the same as words (zh, en), where they are data. `kind`: of the record a
    "record" slot names. `patterns`: where a "text" stands, in their first group that matched (regular expressions on the
    normalised text). `choices`: value -> pattern. `lookup`: the tool that lists what may be meant when nothing was named, which is
    given the turn as `passes`; `fits`: the states of the records that come into question, () for all.
    """

    argument: str
    reader: str
    ask: str = ""
    question: tuple[str, str] = ("", "")
    kind: str = ""
    patterns: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    lookup: str = ""
    passes: str = ""
    fits: tuple[str, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether it is asked for when it was not said."""
        return bool(self.ask or self.question[0])


def nothing_more(args: Mapping[str, str]) -> tuple[Slot, ...]:
    """For a task whose slots do not depend on what was said."""
    return ()


@dataclass(frozen=True)
class Task:
    """The slots of a tool; `more`: those that follow from what is known, such as the questions of the service that was chosen.

    `instead`: the tool that is meant when the first slot is not known, with the same turn: no order without a quote.
    """

    slots: tuple[Slot, ...] = ()
    more: Callable[[Mapping[str, str]], tuple[Slot, ...]] = nothing_more
    instead: str = ""

    def all(self, args: Mapping[str, str]) -> tuple[Slot, ...]:
        """Its slots in the order of asking."""
        return (*self.slots, *self.more(args))
