"""Approving and turning down what a conversation proposed: outside the graph, by the user's own hand.

The graph only proposes. What waits is a row of the database, so a crash, another message or a second face can neither double
nor dangle it; the words about what became of it are added to the conversation afterwards.
"""

from dataclasses import dataclass

from assistant.offline.phrases import in_one_language, phrases
from knowledge.language import Language
from tools.approvals.effects import Effects
from tools.approvals.telling import outcome_text
from tools.approvals.terms import Outcome
from tools.principal import Principal
from tools.records import kind_of, shown
from tools.refused import Refused


@dataclass(frozen=True)
class Decided:
    """What an approval or a refusal of one came to, in words; `records`: what it made or changed, for turns that point to it."""

    text: str
    done: bool
    records: tuple[dict[str, str], ...] = ()


def approved(effects: Effects, who: Principal, card: str, hash_: str, language: Language) -> Decided:
    """Carry out a card of the user's; a rule's refusal is an answer too."""
    try:
        outcome = effects.approve(who, card, hash_)
    except Refused as refused:
        return Decided(in_one_language(str(refused), language), False)
    return Decided(outcome_text(outcome, language), True, _records(outcome))


def rejected(effects: Effects, who: Principal, card: str, language: Language) -> Decided:
    """Turn a card of the user's down; a rule's refusal is an answer too."""
    try:
        effects.reject(who, card)
    except Refused as refused:
        return Decided(in_one_language(str(refused), language), False)
    return Decided(phrases(language)("card_rejected", id=card), True)


def _records(outcome: Outcome) -> tuple[dict[str, str], ...]:
    named = [outcome.record, *(str(each) for each in (*outcome.values.values(), *outcome.data.values()))]
    return tuple(vars(shown(each)) for each in dict.fromkeys(named) if kind_of(each))
