"""What a conversation needs to use a tool: its slots, declared beside it and read by the offline engine.

A slot is an argument with how it is read from a turn and the phrase that asks for it. The engine knows no tool; it knows
readers (`assistant/offline/readers.py`) and these declarations.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Slot:
    """An argument of a tool in a conversation.

    `reader`: record, money, count, stars, day, choice, yes, text or request. `ask`: the phrase that asks for it, "" for an argument that
    is never asked for. `kind`: of the record a "record" slot names. `patterns`: where a "text" stands, in their first group that
    matched (regular expressions on the normalised text). `choices`: value -> pattern. `lookup`: the tool that lists the user's records of this kind, for when
    none was named; `fits`: the states of those that come into question, () for all.
    """

    argument: str
    reader: str
    ask: str = ""
    kind: str = ""
    patterns: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    lookup: str = ""
    fits: tuple[str, ...] = ()
