"""What a request in plain words asks to be kept informed of: categories, holders, classes, period; the rest are keywords."""

import re

from knowledge.language import normalise
from tools.information.matching import Wish

_CATEGORIES = {
    "policies": r"政策法规|法律法规|法规|政策|新法|polic(?:y|ies)|regulations?|new laws?|legislation",
    "technology": r"产业信息|技术信息|产业与技术|行业动态|新专利|专利公布|法律状态(?:变化)?|industrial (?:and technical )?information|industry news|technical information|new patents?|new publications?|status changes?",
    "cases": r"典型案例|案例|判例|\bcases?\b|case law|decisions",
    "judicial": r"司法热点|司法动态|司法解释|指导性案例|judicial (?:hot ?spots?|news|developments?)|guiding cases",
}
_CLASSES = re.compile(
    r"(?<![A-Za-z0-9])([A-H]\d{2}[A-Z](?:\s?\d{1,4}/\d{1,6})?)(?![A-Za-z0-9])|(?:尼斯|nice)\s*(?:第|class(?:es)?)?\s*(\d{1,2})\s*类?",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"(?:权利人|专利权人|申请人|竞争对手|holders?|applicants?|competitors?)\s*(?:是|为|[:：]|named|called|is)?\s*([^，,。;；、]{2,60}?)(?=的|[，,。;；、]|$)"
    r"|([\u4e00-\u9fff]{2,20}(?:公司|集团|大学|学院|研究院|研究所))|\b([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,4} (?:GmbH|Inc|Ltd|LLC|AG|Corp|University|Institute|Co)\b\.?)",
)
_PERIODS = {
    "daily": r"每[天日]|天天|日报|\bdaily\b|every day",
    "monthly": r"每月|月报|\bmonthly\b|every month",
    "weekly": r"每周|周报|\bweekly\b|every week",
}
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{1,60})[”\"」』]")
_EMPTY = re.compile(
    r"请|帮我|给我|我想|我要|想要|我们|订阅|关注|跟踪|留意|推送|通知|提醒|有关|相关|关于|方面|的|信息|消息|动态|资讯|新闻|和|与|及|以及|每[天日周月]|日报|周报|月报|新的|最新|一下|我"
    r"|\b(?:please|subscribe|me|us|to|keep|informed|posted|about|on|of|the|a|an|any|all|new|news|information|updates?|watch|follow|track|tell|and|or|for|i|we|want|would|like|regarding|daily|weekly|monthly|every|day|week|month|that|mention|by|in)\b",
    re.IGNORECASE,
)


def wish_in(request: str) -> tuple[Wish, str]:
    """The wish in a request and its period ("weekly" unless said)."""
    said = normalise(request)
    period = next((name for name, pattern in _PERIODS.items() if re.search(pattern, said, re.IGNORECASE)), "weekly")
    quoted = tuple(match[1].strip() for match in _QUOTED.finditer(said))
    rest = _QUOTED.sub(" ", said)
    classes = tuple(match[1].upper() if match[1] else f"nice:{match[2]}" for match in _CLASSES.finditer(rest))
    rest = _CLASSES.sub(" ", rest)
    holders = tuple(next(part for part in match.groups() if part).strip() for match in _HOLDER.finditer(rest))
    rest = _HOLDER.sub(" ", rest)
    categories = tuple(name for name, pattern in _CATEGORIES.items() if re.search(pattern, rest, re.IGNORECASE))
    for name in categories:
        rest = re.sub(_CATEGORIES[name], " ", rest, flags=re.IGNORECASE)
    words = tuple(
        word
        for part in re.split(r"[，,。;；、!！?？.\n]", _EMPTY.sub(" ", rest))
        if len(word := " ".join(part.split())) > 1
    )
    return Wish(categories=categories, keywords=(*quoted, *words), holders=holders, classes=classes), period
