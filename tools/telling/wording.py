"""The words of the conversation, and what others wrote made safe to be told in them."""

from knowledge.language import Language
from tools.machine import Machine
from tools.money import Money
from tools.search.words import Words, words_of

_BRACKETS = str.maketrans("[]<>`*_|#", "()‹›'∗‗¦♯")
QUOTED = 200  # characters of a counterparty's words that are told


def wording(language: Language) -> Words:
    """The words records are told in."""
    return words_of("tools.telling", language)


def quoted(text: str, limit: int = QUOTED) -> str:
    """A counterparty's words as data (S4): one line, no markup, no key, no link."""
    plain = " ".join(text.split()).translate(_BRACKETS).replace("://", ":∕∕")
    return f"{plain[:limit]}…" if len(plain) > limit else plain


def state_of(machine: Machine, state: str, language: Language) -> str:
    """A state in words."""
    zh, en = machine.states.get(state, (state, state))
    return zh if language == "zh" else en


def money(amount: Money | None, language: Language) -> str:
    """An amount, or that there is none."""
    return amount.text(language) if amount else wording(language)("no_amount")


def name(zh: str, en: str, demo: bool, language: Language) -> str:
    """The name of an organisation, marked when it is fictional."""
    tell = wording(language)
    return tell("demo", name=quoted(zh if language == "zh" else en)) if demo else quoted(zh if language == "zh" else en)
