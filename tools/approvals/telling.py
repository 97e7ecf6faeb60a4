"""Cards and outcomes in words: one telling for the chat, the command line and the pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.language import Language
from tools.approvals.terms import Amount, Card, Check, Clause, Outcome, Party, Value
from tools.money import Money
from tools.search.words import words_of

_COMMON = "tools.approvals"


@dataclass(frozen=True)
class CheckTold:
    """A check in words, with what it looked at."""

    name: str
    outcome: str  # as in `Check.outcome`
    outcome_told: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class CardTold:
    """A card in words of one language; provisions stand in them as citation keys in square brackets."""

    title: str
    subject: str
    parties: tuple[tuple[str, str], ...]  # capacity, name
    amounts: tuple[tuple[str, str], ...]  # name, amount
    clauses: tuple[str, ...]
    checks: tuple[CheckTold, ...]
    provisions: tuple[str, ...]
    state: str
    note: str  # until when, or what stands in the way


class Teller:
    """Words of one effect's package over those that all share."""

    def __init__(self, package: str, language: Language) -> None:
        self._own, self._common, self._language = words_of(package, language), words_of(_COMMON, language), language

    def __call__(self, name: str, /, **values: Value) -> str:
        """A sentence by its name; amounts are written as people write them. Raises KeyError for an unknown name."""
        told = {key: value.text(self._language) if isinstance(value, Money) else value for key, value in values.items()}
        source = self._own if name in self._own.names() else self._common
        return source(name, **told)

    def clause(self, prefix: str, clause: Clause) -> str:
        """A clause or a piece of evidence, with the key of its provision."""
        key = f" [{clause.provision}]" if clause.provision else ""
        return self(f"{prefix}_{clause.key}", **_localised(clause.values, self._language)) + key


def tell_card(card: Card, language: Language) -> CardTold:
    """A card in a language."""
    terms, tell = card.terms, Teller(card.terms.words, language)
    note = (
        tell("blocked")
        if card.state == "blocked"
        else tell("expires", when=card.expires.strftime("%Y-%m-%d %H:%M %Z").strip())
    )
    return CardTold(
        title=tell(f"effect_{terms.effect}"), subject=(terms.title_zh if language == "zh" else terms.title_en) or terms.subject,
        parties=tuple(_party(tell, party, language) for party in terms.parties),
        amounts=tuple(_amount(tell, amount, language) for amount in terms.amounts),
        clauses=tuple(tell.clause("clause", clause) for clause in terms.clauses),
        checks=tuple(_check(tell, check) for check in terms.checks), provisions=terms.provisions, state=card.state, note=note,
    )  # fmt: skip


def card_text(card: Card, language: Language) -> str:
    """A card as text, for the terminal and the conversation."""
    told, tell = tell_card(card, language), Teller(card.terms.words, language)
    lines = [f"**{tell('head', id=card.id, title=told.title)}**", *([told.subject] if told.subject else [])]
    for name, rows in (("parties", told.parties), ("amounts", told.amounts)):
        if rows:
            lines += ["", f"{tell(name)}", *(f"- {left}: {right}" for left, right in rows)]
    if told.clauses:
        lines += ["", tell("clauses"), *(f"- {clause}" for clause in told.clauses)]
    if told.checks:
        lines += ["", tell("checks"), *(line for check in told.checks for line in _check_lines(check))]
    if rest := [f"[{key}]" for key in told.provisions]:
        lines += ["", " ".join(rest)]
    return "\n".join([*lines, "", told.note])


def outcome_text(outcome: Outcome, language: Language) -> str:
    """What was done, in one sentence."""
    return Teller(outcome.words, language)(f"done_{outcome.key}", **_localised(outcome.values, language))


def _localised(values: Mapping[str, Value], language: Language) -> dict[str, Value]:
    """Values given in both languages (`name_zh`, `name_en`) also under their plain name, in the one that is spoken."""
    own = {key.removesuffix(f"_{language}"): value for key, value in values.items() if key.endswith(f"_{language}")}
    return {**values, **own}


def _party(tell: Teller, party: Party, language: Language) -> tuple[str, str]:
    name = party.name_zh if language == "zh" else party.name_en
    return tell(f"party_{party.capacity}"), f"{name} ({tell('demo')})" if party.demo else name


def _amount(tell: Teller, amount: Amount, language: Language) -> tuple[str, str]:
    shown = amount.money.text(language)
    return tell(f"amount_{amount.key}"), f"{shown} ({tell('estimate')})" if amount.estimate else shown


def _check(tell: Teller, check: Check) -> CheckTold:
    keys = "".join(f" [{key}]" for key in check.provisions)
    evidence = tuple(tell.clause("evidence", each) for each in check.evidence)
    return CheckTold(tell(f"check_{check.key}") + keys, check.outcome, tell(f"outcome_{check.outcome}"), evidence)


def _check_lines(check: CheckTold) -> list[str]:
    return [f"- {check.name}: {check.outcome_told}", *(f"  - {line}" for line in check.evidence)]
