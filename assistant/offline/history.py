"""What a conversation already holds, read off its messages: the last turn, what it was about, what was asked back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from knowledge.language import Language, detect

_AS_OF = re.compile(r"as of (\d{4}-\d{2}-\d{2})")
_TODAY = re.compile(r"Today is (\d{4}-\d{2}-\d{2})")
_CODE = re.compile(r"\b\d{1,2}[A-F]\b|\b[A-Z]{2,4}(?:-[A-Z0-9]+)+\b|\b(?:ZL|[A-Z]{2})\s?\d[\dA-Z.,/ -]*", re.ASCII)
_ROLE = re.compile(r"^The user's role: (\w+)$", re.MULTILINE)


def spoken(text: str) -> Language | None:
    """The language of a turn, None when it has no words; an id or the number of a patent is of no language."""
    words = _CODE.sub(" ", text)
    return detect(words) if any(char.isalpha() for char in words) else None


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
    since: tuple[BaseMessage, ...] = ()

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
            since=tuple(messages[last + 1 :]),
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

    @property
    def today(self) -> date:
        """The day the conversation takes place, as the instructions state it."""
        found = _TODAY.search(self.instructions)
        return date.fromisoformat(found[1]) if found else self.as_of

    @property
    def role(self) -> str:
        """The role of the user's account, "" where the instructions do not say."""
        found = _ROLE.search(self.instructions)
        return found[1] if found else ""

    def last_kept(self) -> dict[str, Any]:
        """What the assistant's last words before this turn carry for later turns."""
        last = next((m for m in reversed(self.earlier) if isinstance(m, AIMessage)), None)
        return last.response_metadata if last and last.text else {}

    def last_call(self) -> AIMessage | None:
        """The last message of this turn that called tools."""
        return next((m for m in reversed(self.since) if isinstance(m, AIMessage) and m.tool_calls), None)

    def call_before(self) -> dict[str, Any] | None:
        """The last call of the turn before this one, with its name and arguments."""
        calls = [dict(call) for m in self._turn_before() if isinstance(m, AIMessage) for call in m.tool_calls]
        return calls[-1] if calls else None

    def artifacts_before(self) -> list[dict[str, Any]]:
        """What the tools of the turn before this one found."""
        return [m.artifact for m in self._turn_before() if isinstance(m, ToolMessage) and isinstance(m.artifact, dict)]

    def shown(self) -> list[list[dict[str, str]]]:
        """The records that results and outcomes of earlier turns showed, one list each, the latest first."""
        return [records for message in reversed(self.earlier) if (records := _records(message))]

    def answering(self) -> tuple[ToolMessage, ...]:
        """The results to answer from: a list that was only looked up to find a record is none, once the record was found."""
        looks = {
            c["id"]
            for m in self.since
            if isinstance(m, AIMessage) and _looks(m) and m is not self.last_call()
            for c in m.tool_calls
        }
        return tuple(result for result in self.results if result.tool_call_id not in looks)

    def shown_now(self) -> list[list[dict[str, str]]]:
        """The records that the results of this turn show."""
        return [records for message in self.results if (records := _records(message))]

    def _turn_before(self) -> tuple[BaseMessage, ...]:
        turns = [place for place, message in enumerate(self.earlier) if _asked(message)]
        return self.earlier[turns[-1] :] if turns else ()

    def last_reply(self) -> str:
        """The assistant's last words before this turn."""
        return next((m.text for m in reversed(self.earlier) if isinstance(m, AIMessage) and m.text), "")

    def language(self) -> Language:
        """The language to answer in: of this turn, else (for "ok", "42", an emoji) of the last turn that had one."""
        for message in (HumanMessage(self.text), *reversed(self.earlier)):
            if isinstance(message, HumanMessage) and (language := spoken(str(message.text))):
                return language
        return "zh"


def _asked(message: BaseMessage) -> bool:
    return isinstance(message, HumanMessage) and message.additional_kwargs.get("lc_source") != "summarization"


def _looks(message: AIMessage) -> bool:
    return bool((message.response_metadata.get("task") or {}).get("looking"))


def _records(message: BaseMessage) -> list[dict[str, str]]:
    if isinstance(message, ToolMessage):
        return list(message.artifact.get("records", ())) if isinstance(message.artifact, dict) else []
    return list(message.response_metadata.get("records", ())) if isinstance(message, AIMessage) else []


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
