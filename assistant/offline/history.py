"""What a conversation already holds, read off its messages: the last turn, what it was about, what was asked back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from knowledge.language import Language, detect

_AS_OF = re.compile(r"as of (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Subject:
    """What an earlier turn was about: the question searched, or the article read."""

    question: str
    law: str = ""
    article: str = ""


@dataclass(frozen=True)
class History:
    """A conversation up to and including its last human turn, and the tool results since."""

    text: str
    earlier: tuple[BaseMessage, ...]
    results: tuple[ToolMessage, ...]
    instructions: str
    calls_made: int

    @classmethod
    def of(cls, messages: Sequence[BaseMessage]) -> "History":
        """Split a list of messages at its last human turn."""
        turns = [place for place, message in enumerate(messages) if _asked(message)]
        last = turns[-1] if turns else -1
        system = next((message.text for message in messages if isinstance(message, SystemMessage)), "")
        return cls(
            text=messages[last].text if turns else "",
            earlier=tuple(messages[:last]) if turns else (),
            results=tuple(m for m in messages[last + 1 :] if isinstance(m, ToolMessage)),
            instructions=system,
            calls_made=sum(len(m.tool_calls) for m in messages if isinstance(m, AIMessage)),
        )

    def subject(self) -> Subject | None:
        """What the latest earlier turn that looked something up was about."""
        found: dict[str, Subject] = {}
        for message in reversed(self.earlier):
            if isinstance(message, ToolMessage):
                found[message.tool_call_id] = _leading(message)
            for call in reversed(getattr(message, "tool_calls", [])):
                subject = _subject(call["name"], call["args"], found.get(call["id"] or ""))
                if subject:
                    return subject
        return None

    def question_before(self) -> str:
        """The user's words of the turn before this one."""
        return next((str(m.text) for m in reversed(self.earlier) if isinstance(m, HumanMessage)), "")

    @property
    def as_of(self) -> date:
        """The day whose law is asked for, as the instructions state it."""
        found = _AS_OF.search(self.instructions)
        return date.fromisoformat(found[1]) if found else date.today()

    def last_reply(self) -> str:
        """The assistant's last words before this turn."""
        return next((m.text for m in reversed(self.earlier) if isinstance(m, AIMessage) and m.text), "")

    def language(self) -> Language:
        """The language to answer in: of this turn, else (for "ok", "42", an emoji) of the last turn that had one."""
        for message in (HumanMessage(self.text), *reversed(self.earlier)):
            if isinstance(message, HumanMessage) and any(char.isalpha() for char in message.text):
                return detect(message.text)
        return "zh"


def _asked(message: BaseMessage) -> bool:
    return isinstance(message, HumanMessage) and message.additional_kwargs.get("lc_source") != "summarization"


def _subject(tool: str, args: dict[str, object], leading: Subject | None) -> Subject | None:
    law, article = str(args.get("law", "")), str(args.get("article", ""))
    if tool == "search_law":
        question = str(args.get("question", ""))
        return Subject(question, leading.law, leading.article) if leading else Subject(question)
    if tool == "read_article":
        return Subject(f"{law}第{article}条", law, article)
    return Subject(f"{law}新旧文本", law, article) if tool == "compare_versions" else None


def _leading(result: ToolMessage) -> Subject:
    """The article a search led with, so that "show me the text" can be followed."""
    artifact = result.artifact if isinstance(result.artifact, dict) else {}
    provisions = artifact.get("data", {}).get("provisions") or []
    if artifact.get("kind") != "consultation" or not provisions:
        return Subject("")
    return Subject("", provisions[0]["citation"]["title"], provisions[0]["article"])
