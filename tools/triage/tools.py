"""The triage tool of the assistant."""

from typing import Any

from langchain.tools import ToolRuntime, tool

from tools.desk import Desk

HAND_CUES = (
    r"转人工|(?:转|找|叫|联系|换|要)(?:个|一个|一位|给)?(?:真人|人工|客服|工作人员|专员|律师|专利代理师|代理人|专家)(?:来|帮|谈|聊|回答|联系|咨询|处理|吧|。|$)|人工(?:客服|服务|处理)",
    r"\b(?:hand|pass|forward|transfer|escalate)\b.{0,30}\b(?:staff|person|human|someone|colleague|lawyer|team)\b|\b(?:talk|speak|chat) (?:to|with) (?:a |an |some)?(?:human|person|real person|someone|lawyer|agent|staff|attorney)\b|\bhuman (?:agent|please)\b|\bhave (?:a |some)?(?:person|someone|lawyer) (?:call|contact)",
)


@tool(response_format="content_and_artifact", extras={"cues": HAND_CUES})
def hand_to_staff(question: str, runtime: ToolRuntime[Desk], contact: str = "") -> tuple[str, dict[str, Any]]:
    """Hand an inquiry to a person on the staff. Use it only when the user asks for a person, or agrees to be handed
    over. `question`: what the person should answer, complete. `contact`: phone or mail, if the user gave one."""
    desk = runtime.context
    runtime.stream_writer({"step": "登记转交" if desk.language == "zh" else "Registering the inquiry"})
    inquiry = desk.inquiries.hand_over(desk.principal, desk.thread, question, contact)
    data = {"id": inquiry.id, "text": inquiry.text, "contact": inquiry.contact, "created": inquiry.created.isoformat()}
    return f"Stored as {inquiry.id}.", {"kind": "inquiry", "data": data, "citations": []}


TRIAGE_TOOLS = (hand_to_staff,)
