"""Recapping a long conversation: who asked what and what was cited, without calling a model."""

from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from assistant.guard import keys_in

_QUESTION, _ANSWER = 200, 240  # characters kept of each
_EARLIER = 60  # lines kept of an earlier summary


def recap(messages: Sequence[BaseMessage]) -> str:
    """One line a turn, with every citation key that its answer held, so that it can still be cited."""
    lines = []
    for message in messages:
        if message.additional_kwargs.get("lc_source") == "summarization":
            kept = [line for line in str(message.text).splitlines() if line.startswith(("User: ", "Desk: "))]
            lines += kept[-_EARLIER:]  # a summary of a summary keeps what could still be cited
        elif isinstance(message, HumanMessage) and message.text:
            lines.append(f"User: {_short(message.text, _QUESTION)}")
        elif isinstance(message, AIMessage) and message.text:
            keys = " ".join(f"[{key}]" for key in keys_in(message.text))
            lines.append(f"Desk: {_short(message.text, _ANSWER)} {keys}".rstrip())
    return "\n".join(lines)


def _short(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]}…"
