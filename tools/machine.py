"""State machines as tables: what is not in the table is refused by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.refused import Refused


@dataclass(frozen=True)
class Machine:
    """The steps a kind of record can take: (state, event) -> next state.

    `kind` names the record in the log, `zh` and `en` in sentences; `states` translates states for people, name -> (zh, en),
    `events` the same for events.
    """

    kind: str
    zh: str
    en: str
    steps: Mapping[tuple[str, str], str]
    states: Mapping[str, tuple[str, str]]
    events: Mapping[str, tuple[str, str]]

    def after(self, state: str, event: str) -> str:
        """The state after an event. Raises Refused, named "<kind>.<event>_from_<state>", for a step the table does not have."""
        try:
            return self.steps[state, event]
        except KeyError:
            state_zh, state_en = self.states[state]
            event_zh, event_en = self.events[event]
            raise Refused(
                f"{self.zh}目前“{state_zh}”，不能{event_zh}。/ The {self.en} is {state_en}: you cannot {event_en} now.",
                f"{self.kind}.{event}_from_{state}",
            ) from None

    def can(self, state: str) -> list[str]:
        """The events a state allows, in the table's order."""
        return [event for held, event in self.steps if held == state]
