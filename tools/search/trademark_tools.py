"""The trademark tool of the assistant: a thin wrapper over the rule."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable

from langchain.tools import ToolRuntime, tool

from knowledge.dates import parse_day
from knowledge.language import Language
from knowledge.law.library import LawLibrary
from retrievers.trademarks.search import MarkSearcher
from tools.refused import Refused
from tools.search.trademark import MarkReport, MarkShown, Request, search_marks

# What a turn looks like that wants this tool; the offline engine reads these (patterns on the normalised text).
TRADEMARK_CUES = (
    r"(?:检索|查询?|查一?下)(?:一下)?(?:(?:近似)?商标[“\"'「『]|[“\"'「『][^”\"'」』]{1,20}[”\"'」』](?:这个)?商标)|商标(?:近似)?(?:检索|查重)(?!服务|费|平台|报告)|(?:检索|查一?下|查查|查询)[^，。？?]{1,24}(?:有没有|是否|能不能)[^，。？?]{0,8}(?:商标|抢注)|(?:有没有|有无|是否有)(?:人注册)?[^，。？?]{0,12}(?:相同|近似|类似|相似|重名)的?商标(?:了)?\W*$|(?:帮我|帮忙|请|我想|想)?(?:查|搜)(?:一?下|查|询)?(?:这个)?商标(?:名)?[^，。？?\s]{2,16}?(?:有没有|是否|是不是|还?能不能)[^，。？?]{0,8}(?:注册|占用|抢注)|(?:叫|名字)?[“\"「『][^”\"」』]{1,20}[”\"」』](?:这个)?(?:商标|牌子|名字|品牌)?[^，。？?]{0,6}(?:有没有|是不是|是否)(?:已经?)?(?:被)?(?:人|别人)?(?:已经?)?(?:注册|占用|抢注)",
    r"^\W*(?:please |can you |could you )?(?:search|check|clear|screen)\b[^.?]{0,40}\b(?:trademarks?|trade marks?|brand names?)\b|\btrademark (?:search|clearance|check) (?:for|on|of)\b"
    r"|\b(?:similar|identical|conflicting|confusingly similar) (?:trademarks?|marks?) (?:to|for)\b[^.?]{1,60}\W*$|\bis the (?:name|brand|mark|trademark)\b.{1,40}\b(?:taken|available|free|registered)\b",
)


@runtime_checkable
class TrademarkDesk(Protocol):
    """What this tool needs of the desk."""

    @property
    def as_of(self) -> date:
        """The day of the turn."""
        ...

    @property
    def language(self) -> Language:
        """The language of the turn."""
        ...

    @property
    def library(self) -> LawLibrary:
        """The law."""
        ...

    @property
    def marks(self) -> MarkSearcher:
        """The search for marks."""
        ...

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock."""
        ...


@tool(response_format="content_and_artifact", extras={"cues": TRADEMARK_CUES})
def search_trademarks(
    word: str, runtime: ToolRuntime[TrademarkDesk], classes: str = "", goods: str = "", filed: str = ""
) -> tuple[str, dict[str, Any]]:
    """Search the trademarks held here for ones like a word: same or near in shape, sound, meaning or spelling. Use it when
    the user asks whether a name is taken, or for similar marks. `word`: only the words of the mark. `classes`: Nice classes
    ("9, 42") if known. `goods`: the goods or services, separated by commas. `filed`: the day it was or will be filed
    (YYYY-MM-DD), if the user said so. It gives hits and questions and never says that a mark can be registered."""
    desk = runtime.context
    step = f"检索近似商标：{word[:30]}" if desk.language == "zh" else f"Searching for similar marks: {word[:40]}"
    runtime.stream_writer({"step": step})
    request = Request(word=word, classes=read_classes(classes), goods=goods, filed=read_day(filed, desk.as_of))
    report = search_marks(desk.marks, desk.library, request, desk.as_of, desk.now)
    citations = [citation.model_dump(mode="json") for citation in report.citations()]
    return _text(report), {"kind": "trademarks", "data": report.model_dump(mode="json"), "citations": citations}


def read_classes(text: str) -> tuple[int, ...]:
    """Classes as a user writes them: "9", "9, 42", "第9类". Raises Refused for anything else."""
    parts = [
        part.strip().removeprefix("第").removesuffix("类")
        for part in text.replace("，", ",").replace("、", ",").split(",")
    ]
    try:
        return tuple(sorted({int(part) for part in parts if part}))
    except ValueError:
        raise Refused(f"“{text}”不是类别，请写成 9 或 9,42。/ “{text}” names no classes; write 9, or 9,42.") from None


def read_day(text: str, today: date) -> date:
    """The filing day a user names, today without one. Raises Refused for anything that is no day."""
    if not text.strip():
        return today
    try:
        return parse_day(text, today)
    except ValueError as error:
        raise Refused(str(error)) from None


def _text(report: MarkReport) -> str:
    lines = [
        f"Marks like “{report.request.word}”, held here: {report.log.marks}. Law: text of {report.governing.adopted}.",
        "Never say that the mark can or cannot be registered: give the hits, the relation of goods, and the questions.",
    ]
    lines += [_line(hit) for hit in report.hits]
    lines += [f"Same words in other classes: {_line(hit)}" for hit in report.elsewhere]
    lines += [f"Question: {question.text.en}" for question in report.questions]
    lines += [f"[{basis.citation.key}] {basis.citation.quote}" for basis in report.provisions if basis.citation]
    return "\n".join([*lines, *(line.en for line in report.coverage)])


def _line(hit: MarkShown) -> str:
    reasons = ", ".join(text.en for text in hit.reason_texts)
    classes = ", ".join(map(str, hit.classes))
    return f"{hit.words} ({hit.office} {hit.number}, class {classes}, {hit.standing_text.en}): {hit.score} {reasons}; {hit.goods_text.en}"


TRADEMARK_TOOLS = (search_trademarks,)
