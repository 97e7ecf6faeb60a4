"""Chat models: the offline engine, or any server with OpenAI's interface, with the offline engine behind it."""

from collections.abc import Callable
from typing import Any, TypeAlias

import httpx
from langchain.agents.middleware import AgentMiddleware, AgentState, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langgraph.config import get_stream_writer

from assistant.offline.model import OfflineModel, written_offline
from assistant.settings import Settings
from assistant.stopping import Stopped, interruptible
from knowledge.language import Language
from knowledge.tokens import TokenCounter

Request: TypeAlias = ModelRequest[Any]
Response: TypeAlias = ModelResponse[Any]

_SORRY = {
    "zh": "语言模型没有答完（{reason}），改由离线引擎回答。",
    "en": "The language model did not finish ({reason}); the offline engine answers instead.",
}
_REASONS = {
    "timeout": ("超时", "time-out"),
    "busy": ("繁忙", "busy"),
    "cut": ("回答中断", "cut off"),
    "budget": ("超出本轮额度", "over the budget of a turn"),
    "error": ("出错", "error"),
}


class Unfinished(Exception):  # noqa: N818 - what happened, in one word
    """A reply without a finish reason: the stream was cut and what arrived is not an answer."""


def make_model(settings: Settings, offline: OfflineModel) -> BaseChatModel:
    """The model a setting names: "offline", or "openai:<name>" at `OPENAI_BASE_URL`.

    Raises ValueError for an unknown setting.
    """
    if settings.model == "offline":
        return offline
    provider, _, name = settings.model.partition(":")
    if provider != "openai" or not name:
        raise ValueError(f"unknown model {settings.model!r}: use 'offline' or 'openai:<name>'")
    from langchain_openai import ChatOpenAI

    timeout = httpx.Timeout(settings.read_timeout, connect=settings.connect_timeout)
    return ChatOpenAI(
        model=name,
        base_url=settings.openai_base_url,
        api_key=settings.openai_api_key or "none",  # type: ignore[arg-type]
        timeout=timeout,
        max_retries=settings.model_retries,  # the client waits as long as Retry-After says
        stream_usage=True,
    )


class OverBudget(Exception):  # noqa: N818 - what happened
    """The prompt of a turn is longer than the budget allows; nothing was sent."""


class FallBack(AgentMiddleware[AgentState[Any], Any, Any]):
    """When the language model fails or stops half-way, the offline engine answers, and the stream says so.

    A cut stream raises nothing by itself: a reply without a finish reason counts as a failure, and so does a prompt
    over the budget of a turn, which is not sent. The reset tells readers to forget the tokens of the failed attempt,
    so that nothing is shown twice.
    """

    def __init__(
        self, offline: OfflineModel, language: Callable[[Request], Language], counter: TokenCounter, turn_tokens: int
    ) -> None:
        super().__init__()
        self._offline = offline
        self._language = language
        self._counter = counter
        self._turn_tokens = turn_tokens

    def wrap_model_call(self, request: Request, handler: Callable[[Request], Response]) -> Response:
        """Call the model; on any failure call the offline engine with the same messages and tools."""
        if isinstance(request.model, OfflineModel):
            return handler(request)
        if _fell_back(request):  # the model failed earlier in this turn: it is not asked again
            return handler(request.override(model=self._offline))
        try:
            self._check_budget(request)
            response = interruptible(lambda: handler(request), request.runtime.context.stopped, _pulse)
            _check_finished(response)
            return response
        except Stopped:  # nobody waits for an answer, so there is nothing to fall back to
            raise
        except Exception as error:
            language = self._language(request)
            chinese, english = _REASONS[_reason(error)]
            reason = _SORRY[language].format(reason=chinese if language == "zh" else english)
            get_stream_writer()({"reset": reason})
            return handler(request.override(model=self._offline))

    def _check_budget(self, request: Request) -> None:
        prompt = [request.system_prompt or "", *(str(message.text) for message in request.messages)]
        spent = sum(message.usage_metadata["total_tokens"] for message in _this_turn(request) if message.usage_metadata)
        if spent + sum(map(self._counter.count, prompt)) > self._turn_tokens:
            raise OverBudget("the prompt is over the budget of a turn")


def _pulse() -> None:
    get_stream_writer()({"waiting": True})


def _this_turn(request: Request) -> list[AIMessage]:
    """The assistant's messages since the last question."""
    found: list[AIMessage] = []
    for message in reversed(request.messages):
        if isinstance(message, HumanMessage):
            break
        if isinstance(message, AIMessage):
            found.append(message)
    return found


def _fell_back(request: Request) -> bool:
    return any(written_offline(message) for message in _this_turn(request))


def _check_finished(response: Response) -> None:
    """Raise Unfinished for a reply that is cut off, filtered or empty: half an answer is none."""
    for message in response.result:
        if isinstance(message, AIMessage):
            reason = message.response_metadata.get("finish_reason")
            if reason not in ("stop", "tool_calls", "function_call"):
                raise Unfinished(f"finish reason {reason}")
            if not message.tool_calls and not str(message.text).strip():
                raise Unfinished("an empty reply")


def _reason(error: Exception) -> str:
    import openai

    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException | TimeoutError):
        return "timeout"
    if isinstance(error, OverBudget):
        return "budget"
    if isinstance(error, openai.RateLimitError):
        return "busy"
    if isinstance(error, Unfinished | openai.APIConnectionError | httpx.TransportError):
        return "cut"
    return "error"
