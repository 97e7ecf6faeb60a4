"""The assistant: one turn in, a stream of events out. The only way into the graph."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from time import perf_counter
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langgraph.graph.state import CompiledStateGraph

from assistant.conversations import Conversations
from assistant.events import Called, Done, Event, Evidence, Reset, Step, Token
from assistant.guard import Guard, Guarded, keys_in
from assistant.offline.model import written_offline
from assistant.offline.phrases import phrases
from assistant.settings import Settings
from knowledge.citation import Citation
from knowledge.language import Language, detect, visible, wished
from tools.desk import Desk, Principal

DeskMaker = Callable[[Principal, str, date, Language], Desk]
Graph = CompiledStateGraph[Any, Desk, Any, Any]
_BUDGET = {
    "zh": "今天的语言模型额度已用完，由离线引擎回答。",
    "en": "Today's budget for the language model is used up; the offline engine answers.",
}


@dataclass
class _Turn:
    """What happens in one turn, gathered while it streams."""

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
    calls: dict[str, dict[str, object]] = field(default_factory=dict)


class Assistant:
    """Talks with one user in one thread at a time; safe to share between threads of a server."""

    def __init__(
        self,
        graph: Graph,
        offline_graph: Graph,
        guard: Guard,
        conversations: Conversations,
        make_desk: DeskMaker,
        settings: Settings,
        now: Callable[[], datetime],
    ) -> None:
        self._graph = graph
        self._offline_graph = offline_graph
        self._guard = guard
        self.conversations = conversations
        self._make_desk = make_desk
        self._settings = settings
        self._now = now

    def ask(
        self, thread: str, principal: Principal, text: str, as_of: date | None = None, language: Language | None = None
    ) -> Iterator[Event]:
        """One turn: steps, tokens, then exactly one `Done` with the checked answer.

        `as_of` is the day whose law is asked for (default today), `language` the one to answer in (default: the
        turn's own). Raises Refused when the thread is somebody else's. Closing the iterator stops the turn.
        """
        text = visible(text)
        spoken: Language = language or self._language(thread, text)
        self.conversations.claim(thread, principal.user, " ".join(text.split()))
        desk = self._make_desk(principal, thread, as_of or self._now().date(), spoken)
        turn = _Turn(text, desk)
        if len(text) > self._settings.max_input_chars:
            limit = self._settings.max_input_chars
            answer = phrases(spoken)("too_long", length=len(text), limit=limit)
            yield Token(answer)
            yield self._done(turn, answer, "offline", "")
            return
        yield from self._run(turn, spoken)

    def _language(self, thread: str, text: str) -> Language:
        """What the user wished for last in this conversation, else the language of the turn or of the one before."""
        said = [str(message.text) for message in self.messages(thread) if isinstance(message, HumanMessage)]
        turns = [text, *reversed(said)]
        for turn in turns:
            if wish := wished(turn):
                return wish
        return next((detect(turn) for turn in turns if any(char.isalpha() for char in turn)), "zh")

    def _run(self, turn: _Turn, language: Language) -> Iterator[Event]:
        graph, mode = self._graph, self._settings.model.removeprefix("openai:")
        if mode != "offline" and self.conversations.spent_today(turn.desk.principal.user) >= self._settings.day_tokens:
            graph, mode = self._offline_graph, "offline"
            yield Step(_BUDGET[language])
        config: Any = {"configurable": {"thread_id": turn.desk.thread}}
        stream: Any = graph.stream(
            {"messages": [HumanMessage(turn.question)]}, config, context=turn.desk,
            stream_mode=["messages", "updates", "custom"], version="v2", durability="exit",
        )  # fmt: skip
        with closing(stream):
            for part in stream:
                yield from self._events(turn, part)
        state = graph.get_state(config)
        last = next((m for m in reversed(state.values["messages"]) if isinstance(m, AIMessage)), AIMessage(""))
        self._gather(turn, state.values["messages"])
        answer = self._guarded(turn, last, language)
        if answer.text != last.text:
            checked = AIMessage(answer.text, id=last.id, response_metadata=last.response_metadata)
            graph.update_state(config, {"messages": [checked]})
        self.conversations.spend(turn.desk.principal.user, turn.prompt_tokens + turn.completion_tokens)
        yield self._done(
            turn, answer.text, "offline" if written_offline(last) else mode, last.id or "", answer.cited, answer.struck
        )

    @staticmethod
    def _gather(turn: _Turn, messages: list[BaseMessage]) -> None:
        """The evidence of the whole conversation: tool results, and what a summary of earlier turns still cites."""
        for message in messages:
            if isinstance(message, ToolMessage):
                turn.evidence.add(message.artifact)
            elif message.additional_kwargs.get("lc_source") == "summarization":
                articles = (turn.desk.library.by_key(key) for key in keys_in(str(message.text)))
                turn.evidence.citations.update((a.key, a.cite()) for a in articles if a)

    def _guarded(self, turn: _Turn, last: AIMessage, language: Language) -> Guarded:
        text = str(last.text)
        if text.startswith(("Model call limits exceeded", "Tool call limit")) or not text.strip():
            text = phrases(language)("unclear")
        if written_offline(last) and not turn.steps:
            return Guarded(text, (), ())  # the desk's own reviewed sentences
        return self._guard.check(
            text, turn.evidence.citations, turn.day or turn.desk.as_of, language, written_offline(last)
        )

    def _events(self, turn: _Turn, part: Any) -> Iterator[Event]:
        match part:
            case {"type": "custom", "data": {"step": str(text)}}:
                yield Step(text)
            case {"type": "custom", "data": {"reset": str(reason)}}:
                yield Reset(reason)
            case {"type": "messages", "data": (AIMessageChunk() as chunk, _)}:
                if chunk.text:
                    yield Token(chunk.text)
            case {"type": "updates", "data": dict(update)}:
                for node in update.values():
                    for message in (node or {}).get("messages", []):
                        yield from self._message(turn, message)
            case _:
                return

    def _message(self, turn: _Turn, message: BaseMessage) -> Iterator[Event]:
        if isinstance(message, AIMessage):
            turn.calls.update({call["id"] or "": {"name": call["name"], **call["args"]} for call in message.tool_calls})
            usage = message.usage_metadata
            if usage:
                turn.prompt_tokens += usage["input_tokens"]
                turn.completion_tokens += usage["output_tokens"]
        elif isinstance(message, ToolMessage):
            args = dict(turn.calls.get(message.tool_call_id, {}))
            called = Called(str(args.pop("name", message.name)), args, message.status != "error")
            turn.steps.append(called)
            self._note(turn, message.artifact)
            yield called

    @staticmethod
    def _note(turn: _Turn, artifact: Any) -> None:
        if not isinstance(artifact, dict):
            return
        data = artifact["data"]
        turn.retrieval_ms += data.get("search_ms", 0.0)
        if "as_of" in data:
            turn.day = date.fromisoformat(data["as_of"])
        if artifact["kind"] == "consultation":
            turn.gaps.append(data["gap"] if not data["answerable"] else "")
        elif artifact["kind"] == "reading":
            turn.gaps.append("" if data["citation"] or data["pending"] else "no_such_provision")
        else:
            turn.gaps.append("")

    def _done(
        self,
        turn: _Turn,
        answer: str,
        mode: str,
        message_id: str,
        cited: tuple[Citation, ...] = (),
        struck: tuple[str, ...] = (),
    ) -> Done:
        return Done(
            question=turn.question,
            answer=answer,
            language=turn.desk.language,
            as_of=turn.day or turn.desk.as_of,
            abstained=bool(turn.gaps) and all(turn.gaps),
            mode=mode,
            citations=cited,
            steps=tuple(turn.steps),
            struck=struck,
            prompt_tokens=turn.prompt_tokens,
            completion_tokens=turn.completion_tokens,
            total_ms=round((perf_counter() - turn.started) * 1000, 2),
            retrieval_ms=round(turn.retrieval_ms, 2),
            message_id=message_id,
        )

    def forget(self, thread: str, principal: Principal) -> None:
        """Erase a conversation and everything stored of it. Raises Refused when it is somebody else's."""
        self.conversations.forget(thread, principal.user)
        if self._graph.checkpointer and not isinstance(self._graph.checkpointer, bool):
            self._graph.checkpointer.delete_thread(thread)

    def messages(self, thread: str) -> list[BaseMessage]:
        """The messages of a thread so far; ownership is the caller's to check."""
        state = self._graph.get_state({"configurable": {"thread_id": thread}})
        found: list[BaseMessage] = state.values.get("messages", [])
        return found


def finish(events: Iterator[Event]) -> Done:
    """Run a turn to its end and return the `Done`. Raises RuntimeError when the stream ends without one."""
    done: Done | None = None
    for event in events:
        if isinstance(event, Done):
            done = event
    if done is None:
        raise RuntimeError("the turn ended without an answer")
    return done
