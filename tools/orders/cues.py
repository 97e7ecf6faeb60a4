"""What turns look like that want something of the service catalogue or of an order, and how their slots are read.

They are narrow on purpose: a question of law stays with the law.
"""

from collections.abc import Mapping

from tools.orders.catalogue import catalogue
from tools.slots import Slot, Task

FIND_CUES = (
    r"(?:你们|平台|这里)(?:上|里)?(?:都)?(?:有|提供)(?:什么|哪些)[^。？?]{0,10}服务(?:产品|项目)?|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:查|看|列出|浏览|找|搜)[^。？?]{0,14}服务(?:目录|产品|项目)|服务(?:目录|产品)(?:里)?有(?:什么|哪些)|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:找|买|订)(?:一?[个项])?[^。？?]{0,20}服务(?:[。.!！]|$)",
    r"\b(?:what|which|list|show(?: me)?|browse|find)\b[^.?]{0,30}\b(?:service catalogue|service catalog|services (?:do you|are there|on offer)|of your services|services for)\b|\bservices? (?:do you offer|can i (?:order|buy))\b|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*find (?:me )?a service\b",
)  # fmt: skip
QUOTE_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:询个?价|求报价)|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*[^。？?，,]{0,24}(?:报个价|报一下价|出个报价|给个报价)[\s。.!！吧吗]*(?:[,，][^？?]{0,40})?$|^(?!.*(?:收到|发出|我的|我们的|接受|列出|查看))(?:请|帮我|给我|我|我们|想|要|需要|给|为|求)+[^。？?，,]{0,24}报价[\s。.!！吧吗]*$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:订购|预订|购买|买一[项个件次]|订一[项个件次]|做一[项个件次]|办一[项个件次])[^。？?]{0,30}(?:服务|检索|查新|评估|培训|分析|报告|代理|申请|[A-Z]{2,4}-[A-Z]{2,8})|\b(?-i:[A-Z]{2,4}-[A-Z]{2,8}(?:-[A-Z]{2,8})?)\b[^。？?]{0,10}(?:多少钱|报价|怎么收费)|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:订购|下单|订|买|要)?\s*(?-i:[A-Z]{2,4}-[A-Z]{2,8}(?:-[A-Z]{2,8})?)[\s。.!！]*$",
    r"\b(?:quote me|give me a quote|get (?:me )?a quote|request a quote|i(?:'d| would) like a quote|i need a quote|i want a quote)\b|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:a )?quot(?:e|ation) for\b|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:order|buy|book|purchase) (?:an? |the |some |one |two |three |\d+ )?[^.?]{0,60}\b(?:search(?:es)?|service|appraisal|training|report|analysis|valuation|application|filing|course)\b[^?]*$",
)  # fmt: skip
PLACE_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:按(?:照)?(?:这个|该|上面的?|那个|那份|这份|QUO-\S+的?)?(?:报价)?)?(?:下单|下订单|下个单|下这个单|订这个|订它)(?:了|吧)?(?:[,，。.!！\s:：].*|QUO-\S+.*)?$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:下单|订购)(?:做|买|订)[^？?]{2,30}$|按(?:这个|该|上面的?|QUO-\S+)?报价(?:办|下单|下订单|订)",
    r"^(?:then |go ahead and |let'?s )?(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:place (?:the|an|my|this) order|order (?:it|this|that|by (?:this|that|the) quote|on (?:this|that|the) quote|QUO-\w+))\b|\border (?:by|on) (?:quote )?QUO-\w+",
)  # fmt: skip
LIST_CUES = (
    r"(?:我|我们)(?:都)?(?:有|的)[^。？?]{0,6}(?:哪些|几笔|几个|什么|所有|全部)?[^。？?]{0,4}订单(?:有哪些|列表)?[?？。]?$|(?:列出|查看|看看|看一?下|显示|查一?下|查询)(?:一?下)?(?:我的|所有|全部|我们的)(?:的)?订单",
    r"\b(?:list|show(?: me)?|what are|which|see)\b[^.?]{0,12}\b(?:my|all|our) (?:\w+ )?orders\b|\bwhich orders (?:do i|have i)\b|^my orders[.?]?$",
)
SHOW_CUES = (
    r"(?:查|看|显示|跟踪|追踪|查询)[^。？?]{0,10}(?:订单|ORD-)[^？?]{0,30}|ORD-[0-9A-Z]+[^。？?]{0,10}(?:状态|情况|怎么样|进度|到哪|如何)|(?:我的|这笔|那笔|该|这个|那个)?订单[^。？?]{0,6}(?:状态|情况|怎么样|进度|进展|到哪|做到哪|做得怎么样)",
    r"\b(?:show(?: me)?|status of|state of|track|check|look at|where is|how is)\b (?:(?:my|the|this|that) )?(?:order(?: status)?(?:$|[ ?.!]*$| ORD-| number)|ORD-\w+)|\bwhat(?:'s| is) (?:the )?(?:status|state) of (?:my|the|this|that) order\b|\bhow is my order\b",
)  # fmt: skip
CANCEL_CUES = (
    r"^(?:算)?(?:我|我们|请|帮我)*(?:要|想)?撤单|(?:取消|撤销|退掉|不要)(?:了)?[^。？?]{0,12}(?:订单|这一?单|那一?单|ORD-\S+)|(?:订单|这一?单|那一?单|ORD-[0-9A-Z]+)[^。？?]{0,8}(?:取消|不要了|退掉|不做了)(?!.*(?:吗|[?？]))",
    r"\bcancel\b[^.?]{0,24}\b(?:order|ORD-\w+)\b",
)
ACCEPT_CUES = (
    r"^(?:我|我们|现在|请|对)*(?:同意|确认|通过|要)?(?:验收|收货)(?:通过|合格|了|吧|这个?订单)*[\s。.!！]*$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:验收|确认收货|接受交付|验收通过)[^。？?]{0,16}(?:订单|ORD-\S+|这一?单|那一?单|成果|交付物)[^？?]{0,10}$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:订单|ORD-[0-9A-Z]+|这一?单|那一?单)[^。？?]{0,8}(?:验收(?:通过)?|确认收货)[^？?]{0,6}$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*接受(?:这次|本次|该|他们的)?交付",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:accept|approve|sign off(?: on)?)\b[^.?]{0,20}\b(?:delivery|deliverables?|the work)\b[^?]*$|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*accept what (?:was|they|has been) delivered\b",
)  # fmt: skip
DISPUTE_CUES = (
    r"(?:对|就|把)?[^。？?]{0,16}(?:订单|ORD-[0-9A-Z]+|这一?单|那一?单|交付)[^。？?]{0,10}(?:提出争议|有争议|提争议|申请争议|发起争议|投诉服务方)|(?:提出|发起|申请)[^。？?]{0,4}(?:订单)?争议[^。？?]{0,12}(?:订单|ORD-|这一?单)",
    r"\b(?:dispute|raise a dispute|open a dispute|file a dispute)\b[^.?]{0,24}\b(?:order|ORD-\w+|delivery)\b",
)
RATE_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:给|为|对)[^。？?]{0,24}(?:打|评|给)\s*(?:[1-5一二三四五](?:颗)?星|[1-5]\s?分)|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:给|为|对)[^。？?]{0,20}[1-5一二三四五](?:颗)?星|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:评价|打分|评分)(?:一?下)?[^。？?]{0,10}(?:订单|ORD-\S+|这一?单|那一?单|服务方)|(?:订单|ORD-[0-9A-Z]+|这一?单|那一?单)[^。？?]{0,8}(?:评价|打分|评分|[1-5一二三四五]星)|^(?:我)?(?:要|想)?(?:给)?评价(?:一下)?[\s。.!！]*$|^[1-5一二三四五](?:颗)?星(?:好评)?",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*rate (?:the |this |that |my |our )?(?:order|provider|seller|buyer|agency|them|it|ORD-\w+)\b|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:give|leave)\b[^.?]{0,24}\b(?:[1-5]|one|two|three|four|five)[- ]?stars?\b[^?]*$|^(?:[1-5]|one|two|three|four|five) stars\b",
)  # fmt: skip
TAKE_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*接单(?:了|吧)?[\s。.!！]*$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*接(?:受|下)?(?:这个|这笔|该)?(?:订单的)?(?:指派|派单|订单|ORD-\S+)[^？?]{0,10}$",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:accept|take) (?:on )?(?:the |this |that )?(?:assignment|job|order|ORD-\w+)\b[^?]*$",
)  # fmt: skip
_REASON = r"(?:原因|理由)(?:是|为)?\s*[:：]?\s*([^。\n]{2,})|因为\s*([^。\n]{2,})|\bbecause\s+(.{3,})|\breason(?: is|:)\s*(.{3,})"
_COMMENT = r"(?:评语|评论|留言|备注)(?:是|为)?\s*[:：]?\s*(.+)|星[,，]\s*(.{2,})|\b(?:comment|saying)[:：]?\s+(.+)|stars?[,:;]\s*(.{3,})"


def questions_of(args: Mapping[str, str]) -> tuple[Slot, ...]:
    """The slots that the inputs of the chosen service make."""
    service = catalogue().services.get(args.get("service", ""))
    return (
        tuple(Slot(f"details.{each.name}", each.kind, question=(each.zh, each.en)) for each in service.inputs)
        if service
        else ()
    )


def _order(*fits: str) -> Slot:
    return Slot("order", "record", "ask_order", kind="order", lookup="list_orders", fits=fits)


_SERVICE = Slot("service", "service", "ask_service", kind="service", lookup="find_services", passes="request")
FIND = Task((Slot("request", "request"),))
QUOTE = Task((_SERVICE,), questions_of)
PLACE = Task(
    (
        Slot("quote", "record", "ask_quote", kind="quote", lookup="list_quotes", fits=("open",)),
        Slot("provider", "organisation"),
    ),
    instead="quote_service",
)
SHOW = Task((_order(),))
CANCEL = Task(
    (_order("placed", "assigned", "working"), Slot("reason", "text", "ask_cancel_reason", patterns=(_REASON,)))
)
ACCEPT = Task((_order("delivered"),))
DISPUTE = Task((_order("working", "delivered"), Slot("reason", "text", "ask_dispute_reason", patterns=(_REASON,))))
RATE = Task(
    (_order("completed", "settled"), Slot("stars", "stars", "ask_stars"), Slot("comment", "text", patterns=(_COMMENT,)))
)
TAKE = Task((_order("assigned"),))
