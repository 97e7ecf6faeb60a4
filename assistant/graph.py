"""The graph: one agent, one list of middleware, readable from top to bottom."""

from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import (
    ModelCallLimitMiddleware,
    SummarizationMiddleware,
    ToolCallLimitMiddleware,
    ToolErrorMiddleware,
    dynamic_prompt,
    wrap_model_call,
    wrap_tool_call,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph.state import CompiledStateGraph
from langgraph.prebuilt.tool_node import ToolCallRequest
from langgraph.types import Command

from assistant.models import FallBack, Request, Response
from assistant.offline.model import OfflineModel
from assistant.recap import recap
from knowledge.language import Language
from knowledge.tokens import TokenCounter
from tools.access.table import may_ever
from tools.desk import Desk
from tools.refused import Refused
from tools.registry import TOOLS, action_of

MODEL_CALLS, TOOL_CALLS = 8, 12  # in one turn
KEPT_MESSAGES = 12  # word for word when a long history is summarised
POLICY = files("assistant").joinpath("policy.md").read_text("utf-8")


def build_graph(
    model: BaseChatModel,
    offline: OfflineModel,
    saver: BaseCheckpointSaver[Any],
    counter: TokenCounter,
    history_tokens: int,
    turn_tokens: int,
) -> CompiledStateGraph[Any, Desk, Any, Any]:
    """The agent of the desk.

    `history_tokens`: a longer conversation is summarised, its citations kept. `turn_tokens`: a longer prompt is not
    sent to a language model.
    """

    def count(messages: Iterable[Any]) -> int:
        return sum(counter.count(str(message.text)) for message in messages)

    summary = SummarizationMiddleware(
        offline,
        trigger=("tokens", history_tokens),
        keep=("messages", KEPT_MESSAGES),
        token_counter=count,
        summarizer=recap,
    )
    middleware: list[Any] = [
        summary,
        ModelCallLimitMiddleware(run_limit=MODEL_CALLS),
        ToolCallLimitMiddleware(run_limit=TOOL_CALLS),
        ToolErrorMiddleware(lambda error, request: str(error) if isinstance(error, Refused) else None),
        instructions,
        tools_of_the_role,
        close_open_calls,
        known_arguments,
        FallBack(offline, _language, counter, turn_tokens),
    ]
    return create_agent(model, TOOLS, middleware=middleware, context_schema=Desk, checkpointer=saver, name="ipos")


def _language(request: Request) -> Language:
    desk: Desk = request.runtime.context
    return desk.language


@dynamic_prompt
def instructions(request: Request) -> str:
    """The policy, the day and the language of this turn."""
    desk: Desk = request.runtime.context
    today = desk.now().date().isoformat()
    told = f"Today is {today}. The law is read as of {desk.as_of.isoformat()}.\nThe user's role: {desk.principal.role.value}"
    return f"{POLICY}\n{told}\nAnswer in: {desk.language}\n"


@wrap_model_call
def tools_of_the_role(request: Request, handler: Callable[[Request], Response]) -> Response:
    """A model is shown no tool that the user's role may never use. It is no more than that: every tool asks again (S5)."""
    desk: Desk = request.runtime.context
    shown = [
        tool for tool in request.tools if not isinstance(tool, BaseTool) or may_ever(desk.principal, action_of(tool))
    ]
    return handler(request.override(tools=shown))


@wrap_tool_call
def known_arguments(request: ToolCallRequest, handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]]) -> ToolMessage | Command[Any]:  # fmt: skip
    """Refuse a call with arguments the tool does not have: a model that says who asks, or at what price, is told that it cannot."""
    call, known = request.tool_call, request.tool.args if request.tool else {}
    if request.tool and (unknown := sorted(set(call["args"]) - set(known))):
        text = f"Error: {call['name']} takes no {', '.join(unknown)[:200]}."
        return ToolMessage(text, tool_call_id=call["id"], name=call["name"], status="error")
    return handler(request)


@wrap_model_call
def close_open_calls(request: Request, handler: Callable[[Request], Response]) -> Response:
    """Answer every tool call that a stop left open; providers refuse a history with an unanswered call."""
    answered = {message.tool_call_id for message in request.messages if isinstance(message, ToolMessage)}
    messages: list[Any] = []
    for message in request.messages:
        messages.append(message)
        calls = getattr(message, "tool_calls", [])
        messages += [
            ToolMessage("Cancelled.", tool_call_id=call["id"], name=call["name"], status="error")
            for call in calls
            if call["id"] not in answered
        ]
    return handler(request.override(messages=messages))
