"""The offline engine as a LangChain chat model: no network, no randomness, the same messages give the same reply."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import PrivateAttr

from assistant.offline.composing import compose
from assistant.offline.deciding import Cues, Decider
from assistant.offline.decision import Decision
from assistant.offline.history import History
from assistant.offline.phrases import phrases
from assistant.offline.questions import split_questions
from assistant.offline.tasks import Tasks, looked_up
from knowledge.language import Language, normalise
from knowledge.law.reference import ReferenceFinder

NAME = "offline"
_PIECE = re.compile(r"\s*\S{1,12}\s*")  # what one streamed token holds at most
_ANSWER_IN = re.compile(r"^Answer in: (zh|en)$", re.MULTILINE)


class OfflineModel(BaseChatModel):
    """Routes a turn to tools by the cues they declare, then composes the answer from what they found."""

    model_name: str = NAME
    _decider: Decider = PrivateAttr()

    def __init__(self, finder: ReferenceFinder, **values: Any) -> None:
        super().__init__(**values)
        self._decider = Decider(finder)

    @property
    def _llm_type(self) -> str:
        return "ipos-offline"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model_name": self.model_name}

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Keep the tools' schemas and the cues they declare."""
        cues = {tool.name: (tool.extras or {}).get("cues", ()) for tool in tools if isinstance(tool, BaseTool)}
        schemas = [convert_to_openai_tool(tool) for tool in tools]
        tasks = {
            tool.name: (tool.extras or {})["task"]
            for tool in tools
            if isinstance(tool, BaseTool) and "task" in (tool.extras or {})
        }
        return self.bind(tools=schemas, cues=cues, tasks=tasks, tool_choice=tool_choice, **kwargs)

    def reply(self, messages: Sequence[BaseMessage], cues: Cues, tasks: Tasks) -> AIMessage:
        """The next message: tool calls while nothing was looked up for this turn, then the answer."""
        history = History.of(messages)
        wanted = _ANSWER_IN.search(history.instructions)
        language = history.language() if wanted is None else ("zh" if wanted[1] == "zh" else "en")
        results = [result for result in history.answering() if result.status != "error" or speaks(result)]
        if not results:
            return _message(self._decider.decide(history, language, cues, tasks), history, language)
        decision = looked_up(history, tasks, language)
        if decision and decision.kept.get("taken"):
            return _message(decision, history, language)
        answer = compose(results, language, len(split_questions(normalise(history.text))))
        if decision:
            return signed(f"{answer}\n\n{decision.say}", **decision.kept)
        return signed("\n\n".join([*_taken(history, language), answer]))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(
            generations=[
                ChatGeneration(message=self.reply(messages, kwargs.get("cues") or {}, kwargs.get("tasks") or {}))
            ]
        )

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        message = self.reply(messages, kwargs.get("cues") or {}, kwargs.get("tasks") or {})
        chunks = _chunks(message)
        chunks[-1].chunk_position = "last"
        for chunk in chunks:
            out = ChatGenerationChunk(message=chunk)
            if run_manager:
                run_manager.on_llm_new_token(chunk.text, chunk=out)
            yield out


def _message(decision: Decision, history: History, language: Language) -> AIMessage:
    """A decision as a message: its calls, or its words."""
    if decision.calls:
        calls = [
            {"name": name, "args": args, "id": f"call_{history.calls_made + n}_{name}", "type": "tool_call"}
            for n, (name, args) in enumerate(decision.calls)
        ]
        return signed("", calls, **decision.kept)
    said = decision.say or phrases(language)("unclear")
    if taken := decision.kept.get("taken"):
        said = f"{phrases(language)('task_taken', id=taken)}\n\n{said}"
    return signed(said, **decision.kept)


def _taken(history: History, language: Language) -> list[str]:
    """That the only record which fits was taken, said before what came of it."""
    call = history.last_call()
    taken = call.response_metadata.get("taken") if call else None
    return [phrases(language)("task_taken", id=taken)] if taken else []


def signed(text: str, calls: Sequence[Any] = (), **metadata: Any) -> AIMessage:
    """A message of the offline engine's; `metadata` is JSON that later turns read, such as a task that is not complete."""
    kept = {name: value for name, value in metadata.items() if value}
    return AIMessage(
        text, tool_calls=list(calls), response_metadata={"model_name": NAME, "finish_reason": "stop", **kept}
    )


def written_offline(message: AIMessage) -> bool:
    """Whether the offline engine wrote a message."""
    return message.response_metadata.get("model_name") == NAME


def speaks(result: ToolMessage) -> bool:
    """Whether a failed tool result is a rule's refusal, meant for the user; the rest is between models and tools."""
    return "/ " in str(result.text) and not str(result.text).startswith("Error")


def _chunks(message: AIMessage) -> list[AIMessageChunk]:
    if message.tool_calls:
        parts = [
            tool_call_chunk(
                name=call["name"], args=json.dumps(call["args"], ensure_ascii=False), id=call["id"], index=index
            )
            for index, call in enumerate(message.tool_calls)
        ]
        return [AIMessageChunk(content="", tool_call_chunks=parts, response_metadata=message.response_metadata)]
    text = str(message.text)
    pieces = _PIECE.findall(text) or [text]
    chunks = [AIMessageChunk(content=piece) for piece in pieces]
    chunks[-1].response_metadata = message.response_metadata
    return chunks
