"""The information tools of the assistant: what is new for the user, and subscribing in plain words."""

from langchain.tools import ToolRuntime, tool

from tools.desk import Desk
from tools.harmless import harmless
from tools.information.digest import whats_new
from tools.information.subscribing import subscribe, subscriptions_of
from tools.information.telling import items_text, subscription_line, subscriptions_text, wording
from tools.information.wishing import wish_in
from tools.proposing import Result, artifact, step
from tools.records import shown
from tools.slots import Slot, Task

_LEAD = r"^(?:请|帮我|给我|替我|我们|我|那就|那|好的?|[,，])*(?:想|要|需要)*"
NEW_CUES = (
    rf"{_LEAD}(?:看|查|查看|看看|列出)?(?:一下)?我(?:的|关注的|订阅的)(?:订阅|信息简报|信息|资讯|关注)(?:列表|内容)?(?:有(?:什么|哪些)(?:新的?|更新))?[\s？?。]*$|我(?:订阅|关注)的[^。？?，,]{{0,12}}(?:有(?:什么|哪些|没有)|更新了)[^。？?]{{0,8}}(?:新|动态|变化|更新)?[^。？?]{{0,6}}[\s？?。]*$|^(?:请问)?(?:最近|今天|这周|本周)?有(?:什么|哪些|没有)新(?:消息|信息|资讯|动态)[吗呢]?[\s？?。]*$|有(?:什么|哪些)(?:和|与|跟)我(?:们)?(?:有关|相关)的新(?:信息|消息|动态|内容)",
    r"\bwhat(?:'s| is) new for (?:me|us)\b|\bmy (?:subscriptions?|digests?|news feed|information service)\b[?.\s]*$|\banything new (?:for me|on my subscriptions?)\b",
)
SUBSCRIBE_CUES = (
    rf"{_LEAD}(?:新增|增加|添加)?(?:一个)?订阅(?!.{{0,12}}(?:简报|几个月|报价|多少钱|费))[^。？?]{{2,80}}$|{_LEAD}(?:持续)?(?:关注|跟踪)[^。？?]{{2,60}}的(?:新)?(?:专利公布|法律状态|政策|案例|动态|消息|信息)[\s。]*$",
    r"^(?:please |i want to |i'd like to |we want to |can you |could you )*(?:subscribe (?:me |us )?to\b(?!.{0,20}briefing)|keep (?:me|us) (?:informed|posted|updated) (?:about|on|of)\b|notify (?:me|us) (?:about|of)\b)[^?]{3,160}$",
)  # fmt: skip
SUBSCRIBE = Task((Slot("words", "request"),))


@tool(response_format="content_and_artifact", extras={"cues": NEW_CUES, "task": Task()})
def my_information(runtime: ToolRuntime[Desk]) -> Result:
    """What is new for the user by the user's own subscriptions (law, cases, patents, news), each with why; and the subscriptions."""
    desk = step(runtime, "查看与您有关的新信息", "Looking up what is new for you")
    with desk.effects.sessions() as session:
        own = subscriptions_of(session, desk.principal)
        found = whats_new(session, desk.principal, desk.as_of)
    parts = [subscriptions_text(own, desk.language), *([items_text(found, desk.language)] if own else [])]
    text = harmless("\n\n".join(parts))
    data = {"subscriptions": [each.model_dump(mode="json") for each in own], "items": [each.model_dump(mode="json") for each in found]}  # fmt: skip
    return text, artifact("information", data, text, records=[shown(each.id, each.state) for each in own])


@tool(response_format="content_and_artifact", extras={"cues": SUBSCRIBE_CUES, "task": SUBSCRIBE})
def subscribe_information(words: str, runtime: ToolRuntime[Desk]) -> Result:
    """Keep a subscription of the user's own to news. `words`: what to be kept informed of, in the user's words: categories (policies,
    technology, cases, judicial hot spots), keywords in quotation marks, holders, IPC or Nice classes; daily, weekly or monthly."""
    desk = step(runtime, "设置订阅", "Setting up the subscription")
    wish, period = wish_in(words)
    made = subscribe(desk.effects, desk.principal, wish, period, desk.language)
    text = harmless(wording(desk.language)("subscribed", line=subscription_line(made, desk.language)))
    return text, artifact("subscription", made, text, records=[shown(made.id, made.state)])


INFORMATION_TOOLS = (subscribe_information, my_information)
