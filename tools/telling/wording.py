"""The words of the conversation, and what stands in them again and again."""

from knowledge.language import Language
from tools.harmless import quoted
from tools.money import Money
from tools.search.words import Words, words_of

MOST = 10  # records told of a list


def wording(language: Language) -> Words:
    """The words records are told in."""
    return words_of("tools.telling", language)


def money(amount: Money | None, language: Language) -> str:
    """An amount, or that there is none."""
    return amount.text(language) if amount else wording(language)("no_amount")


def named(zh: str, en: str, demo: bool, language: Language) -> str:
    """The name of an organisation, marked when it is fictional."""
    name = quoted(zh if language == "zh" else en)
    return wording(language)("demo", name=name) if demo else name


def bulleted(text: str) -> str:
    """Lines as a list below the first one, so that each stays a line where Markdown is read."""
    first, *rest = [line for line in text.split("\n") if line.strip()]
    return "\n".join([first, *(f"- {line.strip().removeprefix('- ')}" for line in rest)])


def listed(head: str, lines: list[str], none: str, language: Language) -> str:
    """Records, a line each, with how many were left out; `none` when there are none."""
    if not lines:
        return none
    more = [wording(language)("more", count=len(lines) - MOST)] if len(lines) > MOST else []
    return "\n".join([head, *lines[:MOST], *more])
