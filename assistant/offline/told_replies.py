"""Telling results that come with their own words: those words, and what the user can do next."""

from collections.abc import Callable
from typing import Any

from assistant.offline.phrases import phrases
from knowledge.language import Language

# What is said below a result of a kind that leads somewhere, when it holds any record.
_NEXT = {"services": "next_services", "quote": "next_quote", "listings": "next_listings", "listing": "next_listing", "training": "next_training"}  # fmt: skip


def told_replies(artifact: dict[str, Any], language: Language) -> dict[str, Callable[[], str]]:
    """What tells the result, by its kind; empty for one without words of its own."""
    if artifact["kind"] == "approval":
        return {"approval": lambda: _card(artifact, language)}
    if "told" not in artifact:
        return {}
    return {artifact["kind"]: lambda: _told(artifact, _NEXT.get(artifact["kind"], ""), language)}


def _told(artifact: dict[str, Any], following: str, language: Language) -> str:
    found = bool(artifact["records"])
    return "\n\n".join([artifact["told"], *([phrases(language)(following)] if following and found else [])])


def _card(artifact: dict[str, Any], language: Language) -> str:
    """The terms as the server wrote them, and how they are approved; nothing has been done."""
    say, card = phrases(language), artifact["data"]
    how = say("card_blocked") if card["state"] == "blocked" else say("card_next", id=card["id"])
    return f"{artifact['told']}\n\n{how}"
