"""Telling what the exchange's tools found: their own words, and what the user can do next."""

from collections.abc import Callable
from typing import Any

from assistant.offline.phrases import phrases
from knowledge.language import Language

# What is said below a result of each kind: the next step, "" for none.
_NEXT = {
    "services": "next_services", "quote": "next_quote", "quotes": "", "orders": "", "order": "", "account": "", "escrows": "", "escrow": "",
    "rating": "", "appraisal": "", "listings": "next_listings", "own_listings": "", "listing": "next_listing", "offers": "", "deals": "", "deadlines": "", "valuation": "",
    "my_portfolio": "", "portfolio_docket": "", "portfolio_import": "", "portfolio_changes": "",
    "my_account": "",
    "agencies": "", "introductions": "", "package": "",
    "training": "next_training", "my_training": "", "quiz": "", "quiz_result": "", "information": "", "subscription": "",
    "my_inquiries": "", "queue": "", "case": "",
    "pledge_readiness": "", "loan_schedule": "", "health_check": "",
}  # fmt: skip


def trade_replies(artifact: dict[str, Any], language: Language) -> dict[str, Callable[[], str]]:
    """What tells each kind of result of the exchange."""
    told = {kind: lambda following=following: _told(artifact, following, language) for kind, following in _NEXT.items()}
    return {**told, "approval": lambda: _card(artifact, language)}


def _told(artifact: dict[str, Any], following: str, language: Language) -> str:
    found = bool(artifact["records"])
    return "\n\n".join([artifact["told"], *([phrases(language)(following)] if following and found else [])])


def _card(artifact: dict[str, Any], language: Language) -> str:
    """The terms as the server wrote them, and how they are approved; nothing has been done."""
    say, card = phrases(language), artifact["data"]
    how = say("card_blocked") if card["state"] == "blocked" else say("card_next", id=card["id"])
    return f"{artifact['told']}\n\n{how}"
