"""A turn: what happens between a question and its answer, gathered while it streams."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage

from assistant.events import Called, Done, Event, Evidence, Reset, Step, Token, Waiting
from assistant.guard import Guarded, keys_in
from assistant.offline.model import NAME
from tools.approvals.terms import Card
from tools.desk import Desk

# Tools that look into records: one that refuses because it holds nothing on what was asked has answered nothing.
_REGISTERS = frozenset({"show_patent_status", "search_patents", "search_trademarks", "patentee_portfolio"})


@dataclass
class Turn:
    """One turn of a conversation. `said` is the message being written, `offline` whether the offline engine writes it."""

    question: str
    desk: Desk
    started: float = field(default_factory=perf_counter)
    steps: list[Called] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    gaps: list[str] = field(default_factory=list)
    day: date | None = None
    retrieval_ms: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    offline: bool = False
    approval: Card | None = None
    asked: HumanMessage = field(init=False)
    said: AIMessage = field(default_factory=lambda: AIMessage(""))
    _calls: dict[str, tuple[str, dict[str, object]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asked = HumanMessage(self.question, id=self.desk.new_id())

    def events(self, part: Any) -> Iterator[Event]:
        """What one part of the graph's stream tells a reader."""
        match part:
            case {"type": "custom", "data": {"step": str(text)}}:
                yield Step(text)
            case {"type": "custom", "data": {"reset": str(reason)}}:
                self.said, self.offline = AIMessage(""), True
                yield Reset(reason)
            case {"type": "custom", "data": {"waiting": True}}:
                yield Waiting()
            case {"type": "messages", "data": (AIMessageChunk() as chunk, _)}:
                if chunk.text:
                    self._write(chunk)
                    yield Token(chunk.text)
            case {"type": "updates", "data": dict(update)}:
                for node in update.values():
                    for message in (node or {}).get("messages", []):
                        yield from self._finished(message)
            case _:
                return

    def _write(self, chunk: AIMessageChunk) -> None:
        before = str(self.said.text) if chunk.id == self.said.id else ""
        metadata = {"model_name": NAME} if self.offline else {}
        self.said = AIMessage(f"{before}{chunk.text}", id=chunk.id, response_metadata=metadata)

    def _finished(self, message: BaseMessage) -> Iterator[Event]:
        if isinstance(message, AIMessage):
            self.said = AIMessage("")
            self._calls.update({call["id"] or "": (call["name"], call["args"]) for call in message.tool_calls})
            usage = message.usage_metadata
            if usage:
                self.prompt_tokens += usage["input_tokens"]
                self.completion_tokens += usage["output_tokens"]
        elif isinstance(message, ToolMessage):
            name, args = self._calls.get(message.tool_call_id, (str(message.name), {}))
            called = Called(name, args, message.status != "error")
            self.steps.append(called)
            if name in _REGISTERS and not called.ok:
                self.gaps.append("no_records")
            self._note(message.artifact)
            yield called

    def _note(self, artifact: Any) -> None:
        if not isinstance(artifact, dict):
            return
        data = artifact["data"]
        if artifact["kind"] == "approval":
            self.approval = Card.model_validate(data)
        self.retrieval_ms += data.get("search_ms", 0.0)
        if "as_of" in data:
            self.day = date.fromisoformat(data["as_of"])
        if artifact["kind"] == "consultation":
            self.gaps.append(data["gap"] if not data["answerable"] else "")
        elif artifact["kind"] == "reading":
            self.gaps.append("" if data["citation"] or data["pending"] else "no_such_provision")
        else:
            self.gaps.append("")

    def gather(self, messages: Sequence[BaseMessage]) -> None:
        """The evidence of the whole conversation: tool results, and what a summary of earlier turns still cites."""
        for message in messages:
            if isinstance(message, ToolMessage):
                self.evidence.add(message.artifact)
            elif message.additional_kwargs.get("lc_source") == "summarization":
                articles = (self.desk.library.by_key(key) for key in keys_in(str(message.text)))
                self.evidence.citations.update((a.key, a.cite()) for a in articles if a)

    def done(self, answer: Guarded, mode: str, message_id: str = "") -> Done:
        """The finished answer and what led to it."""
        return Done(
            question=self.question,
            answer=answer.text,
            language=self.desk.language,
            as_of=self.day or self.desk.as_of,
            abstained=bool(self.gaps) and all(self.gaps),
            mode=mode,
            citations=answer.cited,
            steps=tuple(self.steps),
            struck=answer.struck,
            prompt_tokens=self.prompt_tokens,
            completion_tokens=self.completion_tokens,
            total_ms=round((perf_counter() - self.started) * 1000, 2),
            retrieval_ms=round(self.retrieval_ms, 2),
            message_id=message_id,
            approval=self.approval,
        )
