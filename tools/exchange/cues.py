"""What turns look like that want something of the exchange, and how their slots are read.

They are narrow on purpose: "转让专利要什么手续？" is a question of law and stays one.
"""

from collections.abc import Mapping

from tools.exchange.declaring import DECLARATIONS
from tools.slots import Slot, Task

LIST_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:把|将)[^？?]{0,30}(?:专利|商标|软件|软著|著作权|技术|申请权|发明|实用新型|外观设计|ZL\s?\d|CN\s?\d)[^？?]{0,30}(?:挂牌|挂到(?:平台|交易所)|在(?:平台|交易所)(?:上)?(?:卖|转让|许可))(?!.{0,10}(?:吗|[?？]))|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*挂牌(?:转让|出售|出让|许可|交易)?[^？?]*$|^(?:我|我们)(?:有|手上有)[^？?]{0,40}(?:想|要|准备)(?:挂牌|在(?:平台|交易所)(?:上)?(?:卖|转让|许可))[^？?]*$",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*list (?:my|our|the|a|an|this|that|patents?|CN|ZL|trademarks?)\b[^?]*\b(?:patents?|trademarks?|software|copyrights?|know-?how|technology|invention|utility model|design|application|CN\s?\d|ZL\s?\d)[^?]*$|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*put (?:my|our|the)\b[^?]{0,60}\b(?:on the exchange|up for sale|on sale)\b[^?]*$",
)  # fmt: skip
NEED_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:发布|登记|挂|提交|发)(?:一?[个条项])?[^。？?]{0,10}(?:技术|专利|商标|求购|购买|采购)?需求(?!.*(?:吗|[?？]))|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*求购",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:post|publish|register|put up) (?:a |an |my |our )(?:\w+ ){0,2}(?:need|request to buy|wanted)\b[^?]*$",
)  # fmt: skip
OFFER_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:愿意|愿)?(?:对|给|就)[^。？?]{0,24}(?:挂牌|LST-\S+|这[件个项]|那[件个项]|第.个|它)[^。？?]{0,16}(?:报价|出价|出\s*(?:[¥￥]|[\d一二两三四五六七八九十百,.]+\s*(?:万|千|百|亿|元|块|美元|欧元)|\d{3,}))(?!的)|^(?:我|我们)(?:愿意|愿|想|可以|能)*(?:出价?|报价?)\s*(?:人民币|[¥￥]|CNY|US\$)?\s*[\d一二两三四五六七八九十百][^？?]*$|^(?:我要|我想|想|要)?(?:报个?价|出个价|报价)(?:买|购买|受让)?(?:它|这个|这件)?[\s。.!！]*$",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:make|submit|put in) (?:an )?offer\b[^?]*$|^(?:i|we)(?:'d| would| will|'ll| want to| can)?(?: like to)? offer\b[^?]*$|^offer (?:[\d¥$]|CNY|US\$|EUR)",
)  # fmt: skip
COUNTER_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:还价|还个价)|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:对|就)[^。？?]{0,20}(?:报价|OFR-\S+)[^。？?]{0,6}(?:还价|还\s*\d|改)",
    r"\bcounter-?offer\b[^?]*$|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*counter\b[^?]{0,60}(?:\bat\b|\bwith\b|OFR-|\boffer\b)",
)  # fmt: skip
ACCEPT_CUES = (
    r"(?:^|[,，。；;]\s*)(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:接受|同意)(?:了)?(?:这个|那个|该|此|他们的|对方的|第.个|最新的?|OFR-\S+的?)?(?:报价|还价|出价)[了吧。.!！\s]*(?:[,，].*)?$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:接受|同意)?\s*OFR-[0-9A-Z]+(?:接受|成交)?[^？?]*$",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*accept\b[^.?]{0,24}\b(?:offer|OFR-\w+|counter-?offer)\b[^?]*$",
)  # fmt: skip
BID_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:对|给|在|参与)?[^。？?，]{0,24}竞价[^。？?，]{0,10}(?:出价?|报价?)\s*[\d¥￥一二三四五六七八九十百]|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:出价竞买|参与竞价|加价到)[^？?]*$",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:bid (?:CNY|US\$|[\d¥$€£])|bid on (?:the |this |that |LST-)|place a bid|raise (?:my|our) bid)[^?]*$",
)  # fmt: skip
WITHDRAW_CUES = (
    r"(?:撤回|撤下|下架|撤销|取消)[^。？?]{0,14}(?:挂牌|LST-\S+)|(?:挂牌|LST-[0-9A-Z]+)[^。？?]{0,6}(?:撤回|撤下|下架|不卖了|不挂了)(?!.*(?:吗|[?？]))",
    r"\b(?:withdraw|take down|unlist|delist|remove)\b[^.?]{0,24}\b(?:listing|LST-\w+)\b",
)
FIND_CUES = (
    r"(?:平台|交易所|挂牌|这里)(?:上|里|中)?[^。？?]{0,6}(?:有没有|有哪些|有什么|有)[^。？?]{0,30}(?:在?(?:转让|出售|许可|挂牌|卖)|可以(?:买|受让|许可)|可(?:转让|许可))的?[^。？?]{0,16}(?:专利|商标|软件|软著|著作权|技术|申请权|发明|实用新型|外观设计|ZL\s?\d|CN\s?\d)|(?:平台|交易所)(?:上|里)?[^。？?]{0,6}(?:有没有|有哪些|有什么)[^。？?]{0,30}(?:专利|商标|软件|软著|著作权|技术|申请权|发明|实用新型|外观设计|ZL\s?\d|CN\s?\d)[^。？?]{0,10}(?:在?(?:转让|出售|挂牌|卖))|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:找找?|查|搜|看|浏览|检索)[^。？?]{0,40}(?:(?:转让|出售|许可|交易)(?:信息|项目|资源)|挂牌|待转让|在售|可转让|可许可|正在转让)(?:的)?[^。？?]{0,12}(?:专利|商标|技术|软件|项目|信息)?|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:买|购买|受让|收购)(?:一?[个件项批些])[^。？?]{0,40}(?:专利|商标|技术|软件)[^。？?吗,，]{0,12}[。.!！]?$",
    r"\b(?:find|search|show(?: me)?|browse|are there|any|which)\b[^.?]{0,60}\b(?:listings|on the exchange)\b|\b(?:find|search|show(?: me)?|browse|are there any|are any)\b[^.?]{0,40}\b(?:patents?|trademarks?|software|copyrights?|know-?how|technology|invention|utility model|design|application|CN\s?\d|ZL\s?\d)[^.?]{0,30}\b(?:for sale|on offer|up for (?:sale|licen[cs]e|licensing))\b|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:(?:am|are) looking to )?(?:buy|acquire|license in) (?:an?|some|any|patents|trademarks)\b(?![^.?]*\bfrom\b)[^?.]{0,60}\b(?:patents?|trademarks?)\b[^?.]{0,40}[.!]?$",
)  # fmt: skip
SHOW_CUES = (
    r"(?:看|查|显示|打开|了解|介绍)[^。？?]{0,12}(?:挂牌|LST-\S+)[^。？?]{0,16}$|(?:看|打开|显示|介绍)(?:一?下)?第.{1,3}个(?:挂牌)?[^。？?]{0,6}$|LST-[0-9A-Z]+[^。？?]{0,8}(?:详情|情况|怎么样|什么)|第.个挂牌[^。？?]{0,6}(?:详情|情况|怎么样)",
    r"\b(?:show|open|details of|look at|tell me about)\b[^.?]{0,16}\b(?:listing|LST-\w+|the (?:first|second|third|fourth|fifth)(?: one| listing)?)\b",
)
DEALS_CUES = (
    r"(?:我|我们)(?:的|有)[^。？?]{0,6}(?:哪些|几笔|什么|所有|全部)?[^。？?]{0,4}(?:成交|交易)(?:有哪些|记录|列表)?[?？。]?$|(?:列出|查看|看看|显示)(?:我的|所有|全部)(?:的)?(?:成交|交易)",
    r"\b(?:list|show(?: me)?|what are|which)\b[^.?]{0,12}\b(?:my|all|our) deals\b",
)
OFFERS_CUES = (
    r"(?:我|我们)(?:的|有|收到(?:的|了)?|发出的)[^。？?]{0,8}(?:哪些|几个|什么|所有|全部)?[^。？?]{0,4}(?:报价|还价)(?:有哪些|列表)?[?？。]?$|(?:列出|查看|看看|显示)(?:我的|我收到的|所有|全部)(?:的)?(?:报价|还价)|有没有人(?:报价|出价|还价)|收到(?:了)?(?:什么|哪些)?报价",
    r"\b(?:list|show(?: me)?|what are|which|any)\b[^.?]{0,16}\b(?:my|all|our|new|received) offers\b|\b(?:did|has) (?:any(?:one|body)|somebody|someone) (?:make|made) (?:me |us )?an offer\b|\bwhat offers\b",
)
MINE_CUES = (
    r"(?:我|我们)(?:的|有|挂了)[^。？?]{0,6}(?:哪些|几个|什么|所有|全部)?[^。？?]{0,4}挂牌(?:有哪些|列表)?[?？。]?$|(?:列出|查看|看看|显示)(?:我的|我们的)(?:所有|全部)?(?:的)?挂牌",
    r"\b(?:list|show(?: me)?|what are|which)\b[^.?]{0,12}\b(?:my|our) listings\b",
)
_SUBJECTS = {
    "package": r"专利包|专利组合|一批专利|patent (?:package|bundle|portfolio)", "application": r"专利申请|申请权|尚未授权|patent applications?|pending application",
    "trademark": r"商标|品牌|trade ?marks?", "software": r"软件著作权|软著|软件|software", "know_how": r"技术秘密|专有技术|非专利技术|know-?how|trade secrets?",
    "patent": r"专利|发明|实用新型|外观设计|\bZL\s?\d|\bCN\s?\d|patents?|utility model|design",
}  # fmt: skip
_DEALS = {
    "exclusive": r"独占|\bexclusive(?:ly)?\b", "sole": r"排他|\bsole\b", "open": r"开放许可|open licen[cs]", "ordinary": r"普通许可|普通实施|许可|\bordinary\b|\bnon-?exclusive\b|licen[cs]",
    "transfer": r"转让|出售|出让|卖|\b(?:transfer|sell|sale|assign)",
}  # fmt: skip


def numbers_of(args: Mapping[str, str]) -> tuple[Slot, ...]:
    """Know-how has no number; everything else is listed under one, described, and priced or not."""
    numbered = () if args.get("subject") == "know_how" else (Slot("numbers", "right_numbers", "ask_right_numbers"),)
    return (
        *numbered,
        Slot("description", "text", "ask_description", patterns=(_DESCRIPTION,)),
        Slot("asking", "price", "ask_asking"),
        _DECLARES,
    )


_DESCRIPTION = r"(?:内容是|介绍[:：]|描述[:：]|名称是|名为|叫做?|用于)\s*([^。\n]{4,})|\b(?:called|described as|description[:：])\s*(.{4,})"
_CONDITIONS = r"(?:附言|条件是|条件[:：]|备注[:：])\s*(.+)|\b(?:note|conditions?)[:：]\s*(.+)"
_DECLARES = Slot("declarations", "declares", choices=DECLARATIONS)
_LISTING = Slot("listing", "record", "ask_listing", kind="listing", fits=("active",))
_OFFER = Slot("offer", "record", "ask_offer", kind="offer", lookup="list_offers", fits=("open for you",))

LIST = Task(
    (Slot("subject", "choice", "ask_subject", choices=_SUBJECTS), Slot("deal", "choice", "ask_deal", choices=_DEALS)),
    numbers_of,
)
NEED = Task(
    (
        Slot(
            "request",
            "text",
            "ask_need",
            patterns=(r"(?:需求|求购)\s*[:：,，]?\s*(.{6,})", r"\b(?:need|wanted)[:：,]?\s+(.{8,})"),
        ),
        Slot("budget", "money"),
    )
)
OFFER = Task((_LISTING, Slot("amount", "money", "ask_amount"), Slot("note", "text", patterns=(_CONDITIONS,))))
COUNTER = Task((_OFFER, Slot("amount", "money", "ask_amount"), _DECLARES))
ACCEPT = Task((_OFFER, _DECLARES))
BID = Task((_LISTING, Slot("amount", "money", "ask_amount")))
WITHDRAW = Task(
    (Slot("listing", "record", "ask_listing", kind="listing", lookup="list_my_listings", fits=("active", "suspended")),)
)
FIND = Task((Slot("request", "request"),))
SHOW = Task((Slot("listing", "record", "ask_listing", kind="listing"),))
