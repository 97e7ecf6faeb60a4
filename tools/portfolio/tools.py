"""The portfolio tools of the assistant: thin wrappers over the rules. What they write is the member's own list, with an audit."""

import re
import unicodedata

from langchain.tools import ToolRuntime, tool

from knowledge.citation import Citation
from tools.desk import Desk
from tools.harmless import harmless
from tools.portfolio.columns import right_of
from tools.portfolio.gaps import gaps_of
from tools.portfolio.importing import number_drafts, take_in
from tools.portfolio.lapses import lapses_of
from tools.portfolio.looking import peek
from tools.portfolio.numbering import split_numbers
from tools.portfolio.reading import Filter, docket_of
from tools.portfolio.reading import show_portfolio as portfolio_of
from tools.portfolio.room import PortfolioRoom
from tools.portfolio.telling import docket_text, portfolio_text, preview_text, telling
from tools.portfolio.telling_findings import changes_text, gaps_text, lapses_text
from tools.proposing import Result, artifact, said, step
from tools.refused import Refused
from tools.slots import Slot, Task

SHOW_CUES = (
    r"(?:查看|看看|看一下|显示|列出|打开|查一下)(?:一下)?(?:我|我们|我们公司|本公司)的(?:知识产权|专利|商标|资产)?(?:组合|托管(?:清单|组合|列表)?|权利清单|资产(?:清单)?)[吧呢吗。?？]*$|^(?:我|我们|我们公司)的(?:知识产权|资产)?(?:组合|托管清单|权利清单|资产)[吧呢吗。?？]*$|(?:我|我们)的(?:知识产权)?组合(?:里|中)(?:有|还有|都有)(?:什么|哪些)|(?:我|我们)的(?:知识产权)?(?:组合|布局)[^。？?]{0,6}(?:缺口|漏洞)",
    r"\b(?:show|list|open|display|see)\b(?: me)?[^.?]{0,12}\b(?:my|our) (?:ip |patent |trademark |rights )?portfolio\b|\bwhat(?:'s| is) in (?:my|our) (?:ip |patent |trademark )?portfolio\b|\bgaps? in (?:my|our) (?:ip )?portfolio\b",
)
DEADLINE_CUES = (
    r"(?:我|我们|我们公司)的?(?:知识产权组合|专利组合|商标组合|组合|托管的?(?:权利|专利|商标))[^。？?]{0,16}(?:期限|年费|续展|费用|要交|要缴|到期)|(?:我|我们|我们公司)的?(?:接下来|最近|近期|下一个|未来|今年|明年|本月|下个?月|未来?\d+天内?)(?:还)?(?:有|要交|要缴|该交|该缴|的)?(?:哪些|什么)?[^。？?，,]{0,4}(?:期限(?:和费用|、费用)?|费用|年费|续展费?|维持费|官费)(?:要交|要缴|到期)?(?:有哪些|是什么|有什么|是多少|多少|吗|呢)?[？?。]*$|(?:我|我们|我们公司)的(?:专利|商标|权利)?(?:年费|续展费|维持费)[^。？?]{0,8}(?:什么时候|何时|多少|有哪些|哪些)[^。？?]{0,6}$",
    r"\b(?:my|our) (?:next|upcoming|coming) (?:ip |patent |trademark |portfolio )?(?:deadlines?|fees?|renewals?|annuit(?:y|ies))\b|\b(?:deadlines?|fees?|renewals?|annuit(?:y|ies)|due)\b[^.?]{0,24}\b(?:in|of|for|on) (?:my|our) (?:ip |patent |trademark )?portfolio\b|\bwhat (?:fees|renewals|annuities) (?:do (?:i|we) have to pay|are coming up for (?:us|me))\b",
)
ADD_CUES = (
    r"(?:把|将)[^。？?]{4,400}(?:加入|添加到|加到|放进|放入|导入|存入|录入|收进)(?:我|我们|我们公司)?的?(?:知识产权)?(?:组合|托管(?:清单|组合)?|权利清单)|(?:加入|添加|加|录入|导入)(?:到)?(?:我|我们)的?(?:知识产权)?(?:组合|托管清单|权利清单)(?:里|中)?\s*[:：,，]\s*\S+|(?:请|帮我|给我)?托管(?:这些|这件|这个|以下)?(?:专利|商标|权利)\s*[:：]?\s*[\dA-Za-z第]",
    r"\b(?:add|put|import|enter|take)\b[^?]{3,400}\b(?:to|in|into) (?:my|our) (?:ip |patent |trademark )?portfolio\b|\badd to (?:my|our) (?:ip )?portfolio\s*:",
)
CHANGES_CUES = (
    r"(?:有什么|有哪些|什么|哪些)(?:变化|变动|改变|新情况|新动态)[^。？?]{0,10}(?:影响|涉及|关系到|跟|和|与)(?:到)?(?:我|我们)的?(?:组合|权利|专利|商标)?(?:有关)?[吗呢?？。]*$|(?:我|我们)的(?:知识产权)?组合[^。？?]{0,8}(?:有什么|有哪些|什么|有没有)(?:变化|变动|动态|新情况)",
    r"\bwhat(?:'s| has| is)? (?:changed|different) (?:for me|for us|in (?:my|our) (?:ip |patent |trademark )?portfolio)\b|\bwhat(?:'s| is) new in (?:my|our) (?:ip |patent |trademark )?portfolio\b|\bany changes? (?:to|in|for) (?:my|our) (?:ip )?portfolio\b",
)
_NUMBERS = r"(?:把|将)(.{4,400}?)(?:加入|添加到|加到|放进|放入|导入|存入|录入|收进)|(?:组合|清单)(?:里|中)?\s*[:：,，]\s*(\S.+)|托管(?:这些|这件|这个|以下)?(?:专利|商标|权利)?\s*[:：]?\s*(.+)|\b(?:add|put|import|enter|take)\s+(.{3,400}?)\s+(?:to|in|into) (?:my|our)\b|\bportfolio\s*:\s*(.+)"
ADD = Task((Slot("numbers", "text", "ask_portfolio_numbers", patterns=(_NUMBERS,)),))
_DAYS = r"(\d{1,4})\s*(?:天|日|days?)"
_WORDS = re.compile(r"(?:这(?:件|些|个)|以下|发明专利|实用新型专利|外观设计专利|外观专利|注册商标|申请号|注册号|专利号|商标|专利|号|patents?|trademarks?|marks?|numbers?|the|with|and|和|与|及)+(?=[\s:：第A-Za-z\d]|$)", re.IGNORECASE)  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": SHOW_CUES, "task": Task()})
def show_portfolio(runtime: ToolRuntime[Desk]) -> Result:
    """The user's own portfolio of IP rights: what is held, fees in the grace period or due soon, records that disagree with the list,
    and gaps in protection with the last day to close them. Needs no argument."""
    desk = step(runtime, "查看知识产权组合", "Reading the portfolio")
    room = room_of(desk)
    with room.sessions() as session:
        shown = portfolio_of(room, session, desk.principal)
        lapses = lapses_of(room, session, desk.principal)
        gaps = gaps_of(room, session, desk.principal)
    parts = [portfolio_text(shown, desk.language)]
    if shown.assets:
        parts += [part for part in (lapses_text(lapses, desk.language), gaps_text(gaps, desk.language)) if part]
    data = {"portfolio": shown.model_dump(mode="json"), "lapses": lapses.model_dump(mode="json"), "gaps": gaps.model_dump(mode="json")}  # fmt: skip
    text = harmless("\n\n".join(parts))
    found = [due.citation for due in (*lapses.grace, *lapses.soon)] + [way.citation for gap in gaps.gaps for way in gap.ways]  # fmt: skip
    return text, artifact("my_portfolio", data, text, _each_once(found))


@tool(response_format="content_and_artifact", extras={"cues": DEADLINE_CUES, "task": Task((Slot("days", "text", patterns=(_DAYS,)),)), "action": "show_portfolio"})  # fmt: skip
def portfolio_deadlines(runtime: ToolRuntime[Desk], days: str = "") -> Result:
    """The next deadlines and official fees of the user's own portfolio, with provision, grace and surcharge, and costs by year.
    `days`: only the next so many days; left out: a year."""
    desk = step(runtime, "排期限和费用", "Working out deadlines and fees")
    room, within = room_of(desk), int(found[0]) if (found := re.findall(r"\d{1,4}", days)) else 365
    with room.sessions() as session:
        docket = docket_of(room, session, desk.principal, wanted=Filter(days=within))
    text = harmless(docket_text(docket, desk.language))
    return text, artifact("portfolio_docket", docket, text, _each_once([due.citation for due in docket.dues]))


@tool(response_format="content_and_artifact", extras={"cues": ADD_CUES, "task": ADD})
def add_to_portfolio(numbers: str, runtime: ToolRuntime[Desk]) -> Result:
    """Add rights to the user's own portfolio by their numbers; what records held here know of them is filled in, days that are not
    known stay so. `numbers`: patent, application or registration numbers as the user wrote them, separated by semicolons or 、;
    for trademarks with the word trademark or 商标."""
    desk = step(runtime, "加入知识产权组合", "Adding to the portfolio")
    room = room_of(desk)
    named = right_of(numbers)
    listed = [part for part in (_WORDS.sub(" ", each).strip(" :：") for each in split_numbers(numbers)) if re.search(r"\d", part)]  # fmt: skip
    if not listed:
        say = telling("zh")("not_listed"), telling("en")("not_listed")
        raise Refused(f"{say[0]}/ {say[1]}", "portfolio.number")
    told = _bare(" ".join(said(runtime)))
    if unsaid := [each for each in listed if _bare(each) not in told]:
        raise Refused(f"只能加入您自己说出的号码：{unsaid[0][:40]}。/ Only numbers that you said yourself are added: {unsaid[0][:40]}.", "portfolio.unsaid")  # fmt: skip
    drafts = number_drafts(room, listed, named if named not in ("invention",) else None)
    found = take_in(room, desk.principal, drafts, without_rejected=True)
    text = harmless(preview_text(found, desk.language))
    return text, artifact("portfolio_import", found, text)


@tool(
    response_format="content_and_artifact",
    extras={"cues": CHANGES_CUES, "task": Task(), "action": "show_portfolio"},
)
def portfolio_changes(runtime: ToolRuntime[Desk]) -> Result:
    """What changed for the user's own portfolio since the last look: law adopted or come into force, records of its rights, new
    filings of the holders watched. Needs no argument."""
    desk = step(runtime, "比较上次以来的变化", "Comparing with the last look")
    found = peek(room_of(desk), desk.principal)  # a look is taken by the member, on the page or at the command line
    text = harmless(f"{changes_text(found, desk.language)}\n{telling(desk.language)('changes_peeked')}")
    return text, artifact("portfolio_changes", found, text)


def _bare(text: str) -> str:
    """Letters and digits alone, to find a number in what was said however it was separated."""
    return re.sub(r"[^0-9A-Za-z一-鿿]", "", unicodedata.normalize("NFKC", text)).casefold()


def room_of(desk: Desk) -> PortfolioRoom:
    """The room of portfolio care of a desk. Raises Refused when it has none."""
    if desk.portfolio is None:
        raise Refused("这里没有知识产权托管。/ There is no portfolio care here.", "portfolio.absent")
    return desk.portfolio


def _each_once(citations: list[Citation]) -> list[Citation]:
    return list({(each.key, each.quote): each for each in citations}.values())


PORTFOLIO_TOOLS = (add_to_portfolio, portfolio_changes, portfolio_deadlines, show_portfolio)
