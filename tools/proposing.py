"""How a tool of the assistant proposes an effect: it shows the terms, and nothing is done before the user approves them."""

from collections.abc import Mapping, Sequence
from typing import Any

from langchain.tools import ToolRuntime
from langchain_core.messages import HumanMessage
from pydantic import BaseModel

from knowledge.citation import Citation
from tools.approvals.telling import card_text
from tools.approvals.terms import Card
from tools.desk import Desk
from tools.money import Money
from tools.money_said import read_amount, require_said
from tools.records import Shown, shown

Result = tuple[str, dict[str, Any]]
_NOT_DONE = (
    "Nothing has been done. These are terms that the server wrote; repeat them unchanged. Only the user can approve them, with the "
    "button of the card or at the prompt; a typed yes does not, and you cannot."
)
_BLOCKED = "Nothing has been done and nothing waits for approval: a check stands in the way. Say which."


def propose(runtime: ToolRuntime[Desk], effect: str, request: Mapping[str, Any], zh: str, en: str) -> Result:
    """The terms of an effect as the result of a tool, kept as a card that waits in this conversation. Raises Refused.

    `zh` and `en`: what is being done, as a step shown to the user.
    """
    desk = step(runtime, zh, en)
    card = desk.effects.propose(desk.principal, effect, request, thread=desk.thread)
    text = card_text(card, desk.language)
    note = _BLOCKED if card.state == "blocked" else f"{_NOT_DONE} Card: {card.id}."
    return f"{text}\n\n{note}", artifact(
        "approval", card, text, cited(desk, _keys(card)), [shown(each) for each in (card.id, card.terms.subject)]
    )


def step(runtime: ToolRuntime[Desk], zh: str, en: str) -> Desk:
    """Say what is being done; the desk of the turn."""
    desk = runtime.context
    runtime.stream_writer({"step": zh if desk.language == "zh" else en})
    return desk


def amount_said(runtime: ToolRuntime[Desk], words: str, currency: str = "CNY") -> Money:
    """The amount of an argument, which the user must have said in this conversation. Raises Refused."""
    return require_said(read_amount(words, currency), said(runtime))


def said(runtime: ToolRuntime[Desk]) -> list[str]:
    """What the user has said in this conversation, turn by turn."""
    return [str(message.text) for message in runtime.state["messages"] if isinstance(message, HumanMessage)]


def artifact(kind: str, found: BaseModel | Mapping[str, Any], told: str, citations: Sequence[Citation] = (), records: Sequence[Shown] = ()) -> dict[str, Any]:  # fmt: skip
    """What a tool found, as plain JSON. `told`: its own words; `records`: what was shown, in that order, for turns that point to it."""
    data = found.model_dump(mode="json") if isinstance(found, BaseModel) else dict(found)
    shown = [{"kind": each.kind, "id": each.id, "state": each.state} for each in records if each.kind]
    return {"kind": kind, "data": data, "told": told, "records": shown, "citations": [each.model_dump(mode="json") for each in citations]}  # fmt: skip


def cited(desk: Desk, keys: Sequence[str]) -> list[Citation]:
    """The provisions of these keys; one the library does not hold is left out."""
    articles = (desk.library.by_key(key) for key in dict.fromkeys(keys))
    return [article.cite() for article in articles if article]


def _keys(card: Card) -> list[str]:
    terms = card.terms
    return [*terms.provisions, *(clause.provision for clause in terms.clauses if clause.provision), *(key for check in terms.checks for key in check.provisions)]  # fmt: skip
