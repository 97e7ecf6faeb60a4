"""What turns look like that want an agency, or an introduction to one, and how their slots are read. Narrow on purpose."""

from tools.agencies.task import works
from tools.search.words import words_of
from tools.slots import Slot, Task

_PLEASE_ZH = r"^(?:请|麻烦|帮我们?|给我们?|为我们?|我们?|现在|想|要|需要|能不能|可以|[,，])*"
_PLEASE_EN = r"^(?:please |yes,? |ok(?:ay)?,? |now |can you |could you |i(?:'d| would) like (?:you )?to |i want (?:you )?to |we(?:'d| would) like to |help (?:me|us) (?:to )?)*"
_FIRM_ZH = r"(?:代理机构|代理公司|代理所|事务所|律所|评估机构|评估公司|拍卖行|拍卖机构|服务机构|合作机构)"
_FIRM_EN = r"(?:agency|agencies|law firms?|patent (?:firm|attorney)s?|trade ?mark (?:agent|attorney)s?|appraisers?|auction house|local counsel|foreign counsel)"
MATCH_CUES = (
    rf"{_PLEASE_ZH}(?:匹配|查找|寻找|物色|挑选|找|选(?=[一几两三]))(?!了)(?:一下)?(?:一|几|哪|两|三)?[家个些]?[^。？?]{{0,30}}{_FIRM_ZH}(?:[,，。；;\s].*)?$|{_PLEASE_ZH}(?:匹配|对接)(?:一下)?(?:代理|服务)?机构|有(?:哪些|没有)[^。？?，,]{{0,20}}(?:代理机构|事务所)(?:可以|能)(?:做|办|承接)",
    rf"{_PLEASE_EN}(?:find|match|look for|search for|get|suggest)(?: me| us)? (?:an? |some |the right )?(?:\w+[ -]){{0,5}}{_FIRM_EN}\b(?!.*\b(?:law|rule|article)\b)|^(?:i|we) (?:need|am looking for|are looking for) (?:an? |some )?(?:\w+[ -]){{0,4}}{_FIRM_EN}\b[^?]*$",
)  # fmt: skip
INTRODUCE_CUES = (
    rf"{_PLEASE_ZH}(?:把我们?)?(?:引荐|介绍)(?:我们?)?(?:给|到)[^。？?]{{1,60}}$|{_PLEASE_ZH}(?:联系|对接)[^。？?]{{0,24}}(?:这家|那家|第.{{1,2}}家)[^？?]{{0,10}}$",
    rf"{_PLEASE_EN}(?:introduce (?:me|us) to|put (?:me|us) in touch with|send (?:my|our|an|the) introduction to)\b",
)
LIST_CUES = (
    r"(?:我|我们)的引荐|引荐(?:列表|记录|进展|情况|有哪些|到哪)|^(?:请|帮我)*(?:查看|列出|看看|看一下|显示)[^。？?]{0,6}引荐(?:[。\s]|$)",
    r"\b(?:my|our) introductions?\b|^(?:please )?(?:list|show)(?: me)? (?:all |the )?introductions?\b",
)
NOBODY = r"^\W*(?:没有|无|暂无|不涉及|没有对方|none|no|nobody|no one|nothing|n/?a)(?:了|的|对方)?\W*$"
_AGAINST = r"对方(?:当事人)?(?:是|为|叫|有)\s*[:：]?\s*([^。；;\n]{2,})|(?:起诉|告|应对)\s*([^。；;，,\n]{2,40}?(?:公司|集团))|\b(?:opponents?|the other side|counterpart(?:y|ies))(?: is| are|:)\s+([^.;\n]{2,})|\bagainst\s+([A-Z][^.;\n]{2,})"


def _asks(name: str) -> tuple[str, str]:
    return words_of("tools.agencies", "zh")(name), words_of("tools.agencies", "en")(name)


MATCH = Task(
    (
        Slot("request", "request"),
        Slot("task", "choice", question=_asks("ask_agency_task"), choices={each.name: each.cues for each in works()}),
        Slot("budget", "money"),
        Slot("against", "text", question=_asks("ask_against"), patterns=(_AGAINST,)),
    )
)
INTRODUCE = Task(
    (
        Slot("agency", "organisation", question=_asks("ask_agency"), kind="organisation"),
        Slot("match", "record", question=_asks("ask_match"), kind="match"),
        Slot("title", "text", question=_asks("ask_title"), patterns=(r"标题(?:是|为)?\s*[:：]\s*([^。\n]+)", r"\btitle\s*[:：]\s*([^.\n]+)")),
        Slot("summary", "text", question=_asks("ask_summary")),
        Slot("contact", "text", question=_asks("ask_contact")),
    )
)  # fmt: skip
