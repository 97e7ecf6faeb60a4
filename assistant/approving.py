"""Approving and turning down what a conversation proposed: outside the graph, by the user's own hand.

The graph only proposes. What waits is a row of the database, so a crash, another message or a second face can neither double
nor dangle it; the words about what became of it are added to the conversation afterwards.
"""

from dataclasses import dataclass

from assistant.offline.phrases import in_one_language, phrases
from knowledge.language import Language
from tools.approvals.effects import Effects
from tools.approvals.telling import outcome_text
from tools.principal import Principal
from tools.records import kind_of
from tools.refused import Refused


@dataclass(frozen=True)
class Decided:
    """What an approval or a refusal of one came to, in words; `record`: the id it made or changed, "" for none."""

    text: str
    done: bool
    record: str = ""

    @property
    def records(self) -> list[dict[str, str]]:
        """The record as a conversation keeps it, for turns that point to it."""
        return [{"kind": kind_of(self.record), "id": self.record}] if kind_of(self.record) else []


def approved(effects: Effects, who: Principal, card: str, hash_: str, language: Language) -> Decided:
    """Carry out a card of the user's; a rule's refusal is an answer too."""
    try:
        outcome = effects.approve(who, card, hash_)
    except Refused as refused:
        return Decided(in_one_language(str(refused), language), False)
    return Decided(outcome_text(outcome, language), True, outcome.record)


def rejected(effects: Effects, who: Principal, card: str, language: Language) -> Decided:
    """Turn a card of the user's down; a rule's refusal is an answer too."""
    try:
        effects.reject(who, card)
    except Refused as refused:
        return Decided(in_one_language(str(refused), language), False)
    return Decided(phrases(language)("card_rejected", id=card), True)
