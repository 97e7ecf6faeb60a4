"""An answer as the command line prints it: the JSON of the contract, or text with numbered sources."""

import re
from typing import Any

from assistant.events import Done
from assistant.guard import KEY
from knowledge.citation import Citation


def as_json(done: Done) -> dict[str, Any]:
    """The object `ipos ask --json` prints."""
    return {
        "question": done.question,
        "language": done.language,
        "as_of": done.as_of.isoformat(),
        "answer": done.answer,
        "abstained": done.abstained,
        "mode": done.mode,
        "citations": [citation.model_dump(mode="json") for citation in done.citations],
        "steps": [{"tool": step.tool, "args": step.args, "ok": step.ok} for step in done.steps],
        "approval": done.approval.model_dump(mode="json") if done.approval else None,
        "struck": list(done.struck),
        "usage": {"prompt_tokens": done.prompt_tokens, "completion_tokens": done.completion_tokens},
        "ms": {"total": done.total_ms, "retrieval": done.retrieval_ms},
    }


def numbered(text: str, citations: tuple[Citation, ...]) -> str:
    """The text with [1], [2] in place of keys."""
    numbers = {citation.key: number for number, citation in enumerate(citations, 1)}
    return KEY.sub(lambda match: f"[{numbers[match[1]]}]" if match[1] in numbers else match[0], text)


def as_text(done: Done) -> str:
    """The answer and its sources for a terminal."""
    body = re.sub(r"\*\*(.+?)\*\*", r"\1", numbered(done.answer, done.citations))
    body = re.sub(r"(?m)^_(.*)_$", r"\1", body)
    if not done.citations:
        return body
    heading = "出处" if done.language == "zh" else "Sources"
    lines = [f"[{n}] {_line(citation, done.language)}" for n, citation in enumerate(done.citations, 1)]
    return f"{body}\n\n{heading}\n" + "\n".join(lines)


def _line(citation: Citation, language: str) -> str:
    title = citation.title if language == "zh" else citation.title_en or citation.title
    dates = f"{citation.in_force_from} — {citation.in_force_to or ''}".rstrip(" —") if citation.in_force_from else ""
    return f"{title} {citation.place(language)}" + (f" ({dates})" if dates else "") + f"  {citation.key}"
