"""What turns look like that want something of the service catalogue or of an order, and how their slots are read.

They are narrow on purpose: a question of law stays with the law.
"""

from collections.abc import Mapping

from tools.orders.catalogue import catalogue
from tools.slots import Slot, Task

FIND_CUES = (
    r"(?:你们|平台|这里)(?:都)?有(?:什么|哪些)[^。？?]{0,10}服务(?:产品|项目)?|(?:查|看|列出|浏览|找|搜)[^。？?]{0,14}服务(?:目录|产品|项目)|服务(?:目录|产品)(?:里)?有(?:什么|哪些)|(?:想|要|需要)(?:找|买|订)(?:一?[个项])?[^。？?]{0,20}服务(?:[。.!！]|$)",
    r"\b(?:what|which|list|show(?: me)?|browse|find)\b[^.?]{0,30}\b(?:service catalogue|service catalog|catalogue|services (?:do you|are there|on offer)|of your services|services for)\b|\bservices? (?:do you offer|can i (?:order|buy))\b|\bfind (?:me )?a service\b",
)  # fmt: skip
QUOTE_CUES = (
    r"(?:报个价|报一下价|给[^。？?]{0,8}报价|我?(?:想|要|需要)?询价|求报价|出个报价|报价[^。？?]{0,6}(?:多少|一下)|(?:帮我|请|给我)[^。？?]{0,20}报价)|(?:订购|订一[项个件次]|购买|买一?[项个件次]|预订|采购)[^。？?]{0,30}(?:服务|检索|查新|评估|培训|分析|报告|代理|申请|[A-Z]{2,4}-[A-Z]{2,8})|\b[A-Z]{2,4}-[A-Z]{2,8}(?:-[A-Z]{2,8})?\b[^。？?]{0,10}(?:多少钱|报价|怎么收费)",
    r"\b(?:quote me|give me a quote|get (?:me )?a quote|request a quote|i(?:'d| would) like a quote|i need a quote|i want a quote|quote for|quotation for)\b|\b(?:i(?:'d| would) like to|i want to|please|can i|let me) (?:order|buy|book|purchase) (?:an? |the |some |one |two |three |\d+ )?[^.?]{0,60}\b(?:search(?:es)?|service|appraisal|training|report|analysis|valuation|application|filing|course)\b",
)  # fmt: skip
PLACE_CUES = (
    r"^(?:好的?|那|请|就|我|现在)*[,，]?(?:帮我|给我|我要|要|想|按|就按|照|用)?[^。？?]{0,20}(?:下单|下订单|下这个单|订这个|订它)[^？?]{0,40}$|按(?:这个|该|上面的?|QUO-\S+)?报价(?:办|下|订|来)",
    r"^(?:ok(?:ay)?,? |yes,? |please |then |i(?:'d| would) like to |i want to |let'?s |go ahead and )*(?:place (?:the|an|my|this) order|order (?:it|this|that|by (?:this|that|the) quote|on (?:this|that|the) quote|QUO-\w+))\b|\bplace (?:the|an|my|this) order\b|\border (?:by|on) (?:quote )?QUO-\w+",
)  # fmt: skip
LIST_CUES = (
    r"(?:我|我们)(?:都)?(?:有|的)[^。？?]{0,6}(?:哪些|几笔|几个|什么|所有|全部)?[^。？?]{0,4}订单(?:有哪些|列表)?[?？。]?$|(?:列出|查看|看看|看一?下|显示|查一?下|查询)(?:一?下)?(?:我的|所有|全部|我们的)(?:的)?订单",
    r"\b(?:list|show(?: me)?|what are|which|see)\b[^.?]{0,12}\b(?:my|all|our) (?:\w+ )?orders\b|\bwhich orders (?:do i|have i)\b|^my orders[.?]?$",
)
SHOW_CUES = (
    r"(?:查|看|显示|跟踪|追踪|查询)[^。？?]{0,10}(?:订单|ORD-)[^？?]{0,30}|ORD-[0-9A-Z]+[^。？?]{0,10}(?:状态|情况|怎么样|进度|到哪|如何)|(?:我的|这笔|那笔|该|这个|那个)?订单[^。？?]{0,6}(?:状态|情况|怎么样|进度|进展|到哪|做到哪|做得怎么样)",
    r"\b(?:show|status of|state of|track|check|look at|where is|how is)\b[^.?]{0,20}\b(?:order|ORD-\w+)\b",
)
CANCEL_CUES = (
    r"(?:取消|撤销|退掉|不要)(?:了)?[^。？?]{0,12}(?:订单|这一?单|那一?单|ORD-\S+)|(?:订单|这一?单|那一?单|ORD-[0-9A-Z]+)[^。？?]{0,8}(?:取消|不要了|退掉|不做了)(?!.*(?:吗|[?？]))",
    r"\bcancel\b[^.?]{0,24}\b(?:order|ORD-\w+)\b",
)
ACCEPT_CUES = (
    r"^(?:我|我们|现在|请|对)*(?:同意|确认|通过|要)?(?:验收|收货)(?:通过|合格|了|吧|这个?订单)*[\s。.!！]*$|(?:验收|确认收货|接受交付|验收通过)[^。？?]{0,16}(?:订单|ORD-\S+|这一?单|那一?单|成果|交付物)[^？?]{0,10}$|(?:订单|ORD-[0-9A-Z]+|这一?单|那一?单)[^。？?]{0,8}(?:验收(?:通过)?|确认收货)[^？?]{0,6}$|接受(?:这次|本次|该|他们的)?交付",
    r"\b(?:accept|approve|sign off(?: on)?)\b[^.?]{0,20}\b(?:delivery|deliverables?|the work)\b|\baccept what (?:was|they|has been) delivered\b",
)  # fmt: skip
DISPUTE_CUES = (
    r"(?:对|就|把)?[^。？?]{0,16}(?:订单|ORD-[0-9A-Z]+|这一?单|那一?单|交付)[^。？?]{0,10}(?:提出争议|有争议|提争议|申请争议|发起争议|投诉服务方)|(?:提出|发起|申请)[^。？?]{0,4}(?:订单)?争议[^。？?]{0,12}(?:订单|ORD-|这一?单)",
    r"\b(?:dispute|raise a dispute|open a dispute|file a dispute)\b[^.?]{0,24}\b(?:order|ORD-\w+|delivery)\b",
)
RATE_CUES = (
    r"(?:给|为|对)[^。？?]{0,24}(?:打|评|给)?\s*[1-5一二三四五](?:颗)?(?:星|分)|(?:评价|打分|评分)(?:一?下)?[^。？?]{0,10}(?:订单|ORD-\S+|这一?单|那一?单|服务方)|(?:订单|ORD-[0-9A-Z]+|这一?单|那一?单)[^。？?]{0,8}(?:评价|打分|评分|[1-5一二三四五]星)|^(?:我)?(?:要|想)?(?:给)?评价(?:一下)?[\s。.!！]*$|^[1-5一二三四五](?:颗)?星(?:好评)?",
    r"\brate\b[^.?]{0,30}\b(?:order|provider|them|it|ORD-\w+)\b|\b(?:give|leave)\b[^.?]{0,24}\b(?:[1-5]|one|two|three|four|five)[- ]?stars?\b|^(?:[1-5]|one|two|three|four|five) stars\b",
)
TAKE_CUES = (
    r"(?:我们?)?(?:接受|接)(?:这个|这笔|该|下)?(?:订单的)?(?:指派|派单)|接单",
    r"\b(?:accept|take)\b[^.?]{0,16}\b(?:the )?(?:assignment|job)\b",
)
_REASON = r"(?:原因|理由)(?:是|为)?\s*[:：]?\s*([^。\n]{2,})|因为\s*([^。\n]{2,})|\bbecause\s+(.{3,})|\breason(?: is|:)\s*(.{3,})"
_COMMENT = r"(?:评语|评论|留言|备注)(?:是|为)?\s*[:：]?\s*(.+)|星[,，]\s*(.{2,})|\b(?:comment|saying)[:：]?\s+(.+)|stars?[,:;]\s*(.{3,})"


def questions_of(args: Mapping[str, str]) -> tuple[Slot, ...]:
    """The slots that the inputs of the chosen service make."""
    service = catalogue().services.get(args.get("service", ""))
    return tuple(Slot(f"details.{each.name}", each.kind, question=(each.zh, each.en)) for each in service.inputs) if service else ()


def _order(*fits: str) -> Slot:
    return Slot("order", "record", "ask_order", kind="order", lookup="list_orders", fits=fits)


_SERVICE = Slot("service", "service", "ask_service", kind="service", lookup="find_services", passes="request")
FIND = Task((Slot("request", "request"),))
QUOTE = Task((_SERVICE,), questions_of)
PLACE = Task((Slot("quote", "record", "ask_quote", kind="quote", lookup="list_quotes", fits=("open",)), Slot("provider", "organisation")), instead="quote_service")
SHOW = Task((_order(),))
CANCEL = Task((_order("placed", "assigned", "working"), Slot("reason", "text", "ask_cancel_reason", patterns=(_REASON,))))
ACCEPT = Task((_order("delivered"),))
DISPUTE = Task((_order("working", "delivered"), Slot("reason", "text", "ask_dispute_reason", patterns=(_REASON,))))
RATE = Task((_order("completed", "settled"), Slot("stars", "stars", "ask_stars"), Slot("comment", "text", patterns=(_COMMENT,))))
TAKE = Task((_order("assigned"),))
