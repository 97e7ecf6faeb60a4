"""The assistant: one turn in, a stream of events out. The only way into the graph."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, RemoveMessage
from langgraph.graph.state import CompiledStateGraph

from assistant.approving import Decided, approved, rejected
from assistant.conversations import Conversations
from assistant.events import Called, Done, Event, Step, Token
from assistant.guard import Guard, Guarded
from assistant.offline.history import spoken
from assistant.offline.model import signed, written_offline
from assistant.offline.phrases import phrases
from assistant.promises import strike_handoffs
from assistant.settings import Settings
from assistant.stopping import Halt, without_open_key
from assistant.turn import Turn
from knowledge.language import Language, visible, wished
from tools.desk import Desk
from tools.principal import Principal
from tools.refused import Refused

DeskMaker = Callable[[Principal, str, date, Language], Desk]
Graph = CompiledStateGraph[Any, Desk, Any, Any]
HANDED = "hand_to_staff"  # the only tool that makes a promise of a hand-off true
_BUDGET = {
    "zh": "今天的语言模型额度已用完，由离线引擎回答。",
    "en": "Today's budget for the language model is used up; the offline engine answers.",
}
_CONSENT = {
    "zh": "您没有同意把对话交给外部语言模型，由离线引擎回答；可在“成员与权限”页同意或撤回。",
    "en": "You have not consented to an external language model, so the offline engine answers; consent is given and withdrawn on the page Members and access.",
}


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
        may_send: Callable[[Principal], bool] = lambda principal: True,
    ) -> None:
        self._graph = graph
        self._offline_graph = offline_graph
        self._guard = guard
        self.conversations = conversations
        self._make_desk = make_desk
        self._settings = settings
        self._now = now
        self._may_send = may_send

    def ask(
        self, thread: str, principal: Principal, text: str, as_of: date | None = None, language: Language | None = None
    ) -> Generator[Event, None, None]:
        """One turn: steps, tokens, then exactly one `Done` with the checked answer.

        `as_of` is the day whose law is asked for (default today), `language` the one to answer in (default: the
        turn's own). Raises Refused when the thread is somebody else's. Closing the iterator stops the turn: what was
        written so far is checked and kept, and marked as stopped.
        """
        text = visible(text)
        wanted: Language = language or self._language(thread, text)
        self.begin(thread, principal, text)
        desk = self._make_desk(principal, thread, as_of or self._now().date(), wanted)
        turn = Turn(text, desk)
        if len(text) > self._settings.max_input_chars:
            limit = self._settings.max_input_chars
            answer = phrases(wanted)("too_long", length=len(text), limit=limit)
            yield Token(answer)
            yield turn.done(Guarded(answer, (), ()), "offline")
            return
        yield from self._run(turn, wanted)

    def approve(
        self, thread: str, principal: Principal, card: str, hash_: str, language: Language | None = None
    ) -> Done:
        """Carry out terms that wait, by their id and hash, and say in the conversation what came of it.

        A refusal by a rule (changed, used, expired) is said too. Raises Refused when the thread is somebody else's.
        """
        return self._decide(thread, principal, "approve", card, language, lambda desk: approved(desk.effects, principal, card, hash_, desk.language))  # fmt: skip

    def reject(self, thread: str, principal: Principal, card: str, language: Language | None = None) -> Done:
        """Turn terms down that wait; nothing is done, and the conversation says so. Raises Refused as `approve`."""
        return self._decide(thread, principal, "reject", card, language, lambda desk: rejected(desk.effects, principal, card, desk.language))  # fmt: skip

    def _decide(self, thread: str, principal: Principal, what: str, card: str, language: Language | None, carry: Callable[[Desk], Decided]) -> Done:  # fmt: skip
        """Decide outside the graph, then add the words to the conversation; were they lost, the database still knows."""
        if not self.conversations.owns(thread, principal.user):
            raise Refused("没有找到这段对话。/ There is no such conversation.")
        turn = Turn("", self._make_desk(principal, thread, self._now().date(), language or self._language(thread, "")))
        decided = carry(turn.desk)
        turn.steps.append(Called(what, {"approval": card}, decided.done))
        said = signed(decided.text, records=list(decided.records), decided=card)
        said.id = turn.desk.new_id()
        config: Any = {"configurable": {"thread_id": thread}}
        self._graph.update_state(config, {"messages": [said]}, as_node="model")
        return turn.done(Guarded(decided.text, (), ()), "offline", said.id)

    def begin(self, thread: str, principal: Principal, text: str) -> None:
        """Put a conversation into its owner's list, under its first words. Raises Refused when it is somebody else's."""
        self.conversations.claim(thread, principal.user, " ".join(visible(text).split()))

    def _language(self, thread: str, text: str) -> Language:
        """What the user wished for last in this conversation, else the language of the turn or of the one before."""
        said = [str(message.text) for message in self.messages(thread) if isinstance(message, HumanMessage)]
        turns = [text, *reversed(said)]
        for turn in turns:
            if wish := wished(turn):
                return wish
        return next((language for turn in turns if (language := spoken(turn))), "zh")

    def _run(self, turn: Turn, language: Language) -> Iterator[Event]:
        graph, mode = self._graph, self._settings.model.removeprefix("openai:")
        if mode != "offline" and self.conversations.spent_today(turn.desk.principal.user) >= self._settings.day_tokens:
            graph, mode = self._offline_graph, "offline"
            yield Step(_BUDGET[language])
        elif mode != "offline" and not self._may_send(turn.desk.principal):
            graph, mode = self._offline_graph, "offline"
            yield Step(_CONSENT[language])
        config: Any = {"configurable": {"thread_id": turn.desk.thread}}
        turn.offline = mode == "offline"
        try:
            yield from self._streamed(turn, graph, config)
        except GeneratorExit:
            self._keep_partial(turn, graph, config, language)
            raise
        state = graph.get_state(config)
        last = next((m for m in reversed(state.values["messages"]) if isinstance(m, AIMessage)), AIMessage(""))
        turn.gather(state.values["messages"])
        answer = self._guarded(turn, last, language)
        if answer.text != last.text:
            checked = AIMessage(answer.text, id=last.id, response_metadata=last.response_metadata)
            graph.update_state(config, {"messages": [checked]})
        self.conversations.spend(turn.desk.principal.user, turn.prompt_tokens + turn.completion_tokens)
        yield turn.done(answer, "offline" if written_offline(last) else mode, last.id or "")

    def _streamed(self, turn: Turn, graph: Graph, config: Any) -> Iterator[Event]:
        stream: Any = graph.stream(
            {"messages": [turn.asked]}, config | {"callbacks": [Halt(turn.desk.stopped)]}, context=turn.desk,
            stream_mode=["messages", "updates", "custom"], version="v2", durability="exit",
        )  # fmt: skip
        with closing(stream):
            try:
                for part in stream:
                    yield from turn.events(part)
            except GeneratorExit:
                turn.desk.stopped.set()  # closing the stream waits for what still runs
                raise

    def _keep_partial(self, turn: Turn, graph: Graph, config: Any, language: Language) -> None:
        """What a stopped turn had said, checked like any answer; no word that came after it is kept."""
        turn.gather(graph.get_state(config).values.get("messages", []))
        text, mark = without_open_key(str(turn.said.text)).rstrip(), phrases(language)("stopped")
        if text:
            text = self._guarded(turn, turn.said.model_copy(update={"content": text}), language).text
        kept = AIMessage(f"{text}\n\n_{mark}_".strip(), id=turn.said.id or turn.desk.new_id())
        graph.update_state(config, {"messages": [turn.asked, kept]}, as_node="model")
        messages = graph.get_state(config).values["messages"]
        late = [m for m in messages[messages.index(turn.asked) :] if isinstance(m, AIMessage) and not m.tool_calls]
        if strays := [RemoveMessage(str(message.id)) for message in late if message.id != kept.id]:
            graph.update_state(config, {"messages": strays}, as_node="model")
        self.conversations.spend(turn.desk.principal.user, turn.prompt_tokens + turn.completion_tokens)

    def _guarded(self, turn: Turn, last: AIMessage, language: Language) -> Guarded:
        text = str(last.text)
        if text.startswith(("Model call limits exceeded", "Tool call limit")) or not text.strip():
            text = phrases(language)("unclear")
        if written_offline(last) and not turn.steps:
            return Guarded(text, (), ())  # the desk's own reviewed sentences
        guarded = self._guard.check(
            text, turn.evidence.citations, turn.day or turn.desk.as_of, language, written_offline(last), turn.evidence.told,
            str(turn.asked.text),
        )  # fmt: skip
        if written_offline(last) or any(step.tool == HANDED and step.ok for step in turn.steps):
            return guarded
        kept, struck = strike_handoffs(guarded.text, language, turn.evidence.told)
        return Guarded(kept, guarded.cited, (*guarded.struck, *struck))

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
