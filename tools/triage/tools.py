"""The triage tools of the assistant: handing over, one's own inquiries, and for staff the queue."""

from typing import Any

from langchain.tools import ToolRuntime, tool

from tools.desk import Desk
from tools.proposing import Result, artifact, step
from tools.records import shown
from tools.slots import Slot, Task
from tools.triage.acting import take_case as take
from tools.triage.listing import Wanted, queue_size
from tools.triage.listing import list_queue as queue_of
from tools.triage.showing import list_my_inquiries as inquiries_of
from tools.triage.showing import show_case
from tools.triage.telling import case_text, mine_text, queue_text, tell_of

HAND_CUES = (
    r"转人工|(?:(?:转|联系)(?:个|一个|一位|给)?|(?:(?:请|帮我|给我|我要|我想|能不能|可以|想)(?:找|叫|要)|^(?:找|叫|换|要))(?:个|一个|一位|给)?)(?:真人|人工|客服|工作人员|专员|律师|专利代理师|代理人|专家)(?:来|帮|谈|聊|回答|联系|咨询|处理|吧|。|[,，、!！;；]|$)|人工(?:客服|服务|处理)",
    r"\b(?:hand|pass|forward|transfer|escalate) (?:me|it|this|that|us|the (?:question|matter|case|inquiry)|my (?:question|matter|case|inquiry))\b.{0,30}\b(?:staff|person|human|someone|colleague|lawyer|team)\b|\b(?:talk|speak|chat) (?:to|with) (?:a |an |some)?(?:human|person|real person|someone|lawyer|agent|staff|attorney)\b|\bhuman (?:agent|please)\b|\bhave (?:a |some)?(?:person|someone|lawyer) (?:call|contact)",
)
MINE_CUES = (
    r"(?:我|我们)的(?:咨询|工单|转交)(?:记录)?(?:[^。？?]{0,6}(?:进展|状态|怎么样|到哪|回复|答复|列表)|[？?。]?$)|(?:我|我们)?(?:转交|转人工)(?:的|过的)(?:问题|咨询|事)[^。]{0,10}(?:回复|答复|进展|怎么样|到哪)|(?:查|看|列出)(?:一下|看)?(?:我|我们)(?:的)?(?:咨询|工单)",
    r"\b(?:my|our) inquir(?:y|ies)\b[^.]{0,30}|\b(?:status|progress|reply|answer)\b[^.]{0,24}\b(?:my|our) (?:inquiry|inquiries|case with (?:the )?staff|ticket)s?\b|\bhas (?:the )?staff (?:replied|answered)",
)
QUEUE_CUES = (
    r"(?:查|看|显示|列出|打开)(?:一下|看)?[^。？?]{0,6}(?:咨询|待办|分流|工单|案件)?队列|(?:咨询|分流|待办)队列|待受理的?咨询",
    r"\b(?:show|list|open|see)\b[^.?]{0,20}\b(?:the )?(?:triage |inquiry |inquiries )?queue\b|\btriage queue\b|\bwaiting inquiries\b",
)
TAKE_CUES = (
    r"(?:受理|接下|领取|接手|我来(?:办|处理|接))[^。？?]{0,12}INQ-|INQ-[0-9A-Z]+[^。？?]{0,10}(?:我来|受理|接手|归我)",
    r"\b(?:take|pick up|claim)\b[^.?]{0,16}\bINQ-",
)
_TOLD = 15  # of the queue in a conversation
QUEUE = Task(())
TAKE = Task((Slot("inquiry", "record", "ask_which_inquiry", kind="inquiry", lookup="list_queue", fits=("open",)),))


@tool(response_format="content_and_artifact", extras={"cues": HAND_CUES})
def hand_to_staff(question: str, runtime: ToolRuntime[Desk], contact: str = "") -> tuple[str, dict[str, Any]]:
    """Hand an inquiry to a person on the staff. Use it only when the user asks for a person, or agrees to be handed
    over. `question`: what the person should answer, complete. `contact`: phone or mail, if the user gave one."""
    desk = runtime.context
    runtime.stream_writer({"step": "登记转交" if desk.language == "zh" else "Registering the inquiry"})
    inquiry = desk.inquiries.hand_over(desk.principal, desk.thread, question, contact)
    case = desk.inquiries.case_of(inquiry.id)
    data = {"id": inquiry.id, "text": inquiry.text, "contact": inquiry.contact, "created": inquiry.created.isoformat()}
    tell, more = tell_of(desk.language), ""
    if case and case.urgency == "unknown":
        more = tell("mine_asks_day")
    elif case and case.deadline:
        more = tell("mine_deadline", day=case.deadline)
    data["more"] = more
    return f"Stored as {inquiry.id}. {more}".strip(), {"kind": "inquiry", "data": data, "citations": []}


@tool(response_format="content_and_artifact", extras={"cues": MINE_CUES, "task": Task(())})
def list_my_inquiries(runtime: ToolRuntime[Desk]) -> Result:
    """The user's own inquiries with the staff: their state, when an answer is due, and the replies."""
    desk = step(runtime, "查询您的咨询", "Reading your inquiries")
    with desk.effects.sessions() as session:
        found = inquiries_of(session, desk.principal)[:_TOLD]
    text = mine_text(found, desk.language)
    return text, artifact("my_inquiries", {"inquiries": [each.model_dump(mode="json") for each in found]}, text, records=[shown(each.id, each.state) for each in found])  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": QUEUE_CUES, "task": QUEUE})
def list_queue(runtime: ToolRuntime[Desk]) -> Result:
    """For staff: the inquiries that wait or are worked on, the most urgent first, by the legal periods in them."""
    desk = step(runtime, "查看咨询队列", "Reading the queue of inquiries")
    moment = desk.now()
    with desk.effects.sessions() as session:
        found = queue_of(session, desk.principal, moment, Wanted(), _TOLD)
        count = queue_size(session, desk.principal, moment, Wanted())
    text = queue_text(found, count, moment, desk.language)
    return text, artifact("queue", {"count": count, "cases": [each.id for each in found]}, text, records=[shown(each.id, each.state) for each in found])  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": TAKE_CUES, "task": TAKE})
def take_case(inquiry: str, runtime: ToolRuntime[Desk]) -> Result:
    """For staff: take an inquiry of the queue to work on it. `inquiry`: its id, INQ-..., as list_queue shows it."""
    desk = step(runtime, "受理咨询", "Taking the inquiry")
    identity = inquiry.strip().upper()
    take(desk.effects, desk.principal, identity)
    with desk.effects.sessions() as session:
        case = show_case(session, desk.principal, identity)
    text = f"{tell_of(desk.language)('done_take', id=case.id)}\n\n{case_text(case, desk.language)}"
    return text, artifact("case", {"id": case.id, "state": case.state}, text, records=[shown(case.id, case.state)])


TRIAGE_TOOLS = (hand_to_staff, list_my_inquiries, list_queue, take_case)
