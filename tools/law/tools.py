"""The law tools of the assistant: thin wrappers that call a rule and phrase its result for a model."""

from datetime import date
from typing import Any

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel

from knowledge.dates import parse_day
from knowledge.law.outside import load_outside
from tools.desk import Desk
from tools.law.checking import check_citations
from tools.law.comparing import compare
from tools.law.consultation import Consultation, consult
from tools.law.reading import Reading, read_provision
from tools.law.tailored_text import tailored_text
from tools.refused import Refused

# What a turn looks like that wants this tool; the offline engine reads these (patterns on the normalised text).
READ_CUES = (
    r"(?:说|讲|规定|写)(?:了|的)?(?:什么|啥|哪些)|(?:原文|全文|内容|条文|具体规定)|(?:查|看|读|念|给我|列出|显示)(?:一下|看看)?|是(?:什么|啥|怎么)(?:规定|内容|说)?|啥内容",
    r"what (?:does|do|did|is|are|will)\b.*\b(?:say|provide|state|contain|in|article)|(?:text|wording|words) of|(?:show|read|quote|give|open|look up)\b",
)
VERIFY_CUES = (
    r"(?:核对|核实|核查|校对|检查|验证).{0,12}(?:引用|法条|条文|引文|依据|说法|一下|是否)?|(?:对吗|对不对|是否正确|有没有错|说得对|准确吗|靠谱吗|真的吗|引用.{0,6}(?:对|错|正确|有效))",
    r"\b(?:verify|fact-check|double-check|check)\b.*\b(?:citation|cite|article|law|reference|correct|right|quote|this|following)|\bis (?:this|it|that) (?:right|correct|true|accurate)\b|\b(?:correct|right|accurate)\?\s*$",
)
COMPARE_CUES = (
    r"(?:新旧|新老|修订前后|修改前后|前后两版|两个版本|旧法|老法).{0,16}(?:区别|不同|对比|比较|变化|差别|差异)?|(?:新|修订|修改)(?:后|的)?.{0,8}法.{0,12}(?:改了|修改了|有什么变化|有哪些变化|变化|不同|区别|新增|哪里变)|(?:对比|比较).{0,14}(?:文本|版本|新法|20\d\d)",
    r"\b(?:new|revised|amended|2026)\b.{0,30}\b(?:law|act|text|statute|version)\b.{0,12}\b(?:change|different|differ|add|bring)|\b(?:compare|difference|differences|differ|changes?|changed|what'?s new|what is new)\b.*\b(?:new|old|revised|amended|2019|2026|version|versions|text|texts|trademark law|law)\b",
)

Result = tuple[str, dict[str, Any]]
_EXCERPT = 700  # characters of an article shown to a model


def _artifact(kind: str, value: BaseModel, citations: list[Any]) -> dict[str, Any]:
    return {
        "kind": kind,
        "data": value.model_dump(mode="json"),
        "citations": [c.model_dump(mode="json") for c in citations],
    }


def _day(as_of: str | None, desk: Desk) -> date:
    if not as_of:
        return desk.as_of
    try:
        return parse_day(as_of, desk.now().date())
    except ValueError as error:
        raise Refused(str(error)) from None


def _step(runtime: ToolRuntime[Desk], zh: str, en: str) -> None:
    runtime.stream_writer({"step": zh if runtime.context.language == "zh" else en})


@tool(response_format="content_and_artifact")
def search_law(question: str, runtime: ToolRuntime[Desk], as_of: str | None = None) -> Result:
    """Find what PRC law says on a question. Use it for every question about rights, duties, terms, procedures or
    consequences, before answering. `question`: the user's question with its subject spelled out, in any language.
    `as_of`: YYYY-MM-DD only when the user asks about the law of another day."""
    desk = runtime.context
    _step(runtime, f"查找法律依据：{question[:60]}", f"Searching the law: {question[:80]}")
    found = consult(desk.searcher, desk.cases, desk.library, question, _day(as_of, desk), desk.language)
    return _consultation_text(found), _artifact("consultation", found, found.citations())


def _consultation_text(found: Consultation) -> str:
    told = tailored_text(found)
    if not found.answerable:
        nothing = "Nothing else here answers this" if told else "Nothing here answers this"
        return "\n".join(
            [
                *told,
                f"{nothing} (reason: {found.gap}). Looked in {found.looked_in} as of {found.as_of}. Say so; do not guess.",
            ]
        )
    lines = [f"Law as of {found.as_of}. Cite by the keys in brackets, exactly as written.", *told]
    for topic in found.topics:
        lines.append(f"Practice note: {topic.answer.en}")
        for s in topic.statements:
            source = "digest of " + s.citation.title if s.digest else s.citation.title
            lines.append(f"- {s.text.en} [{s.citation.key}] ({source} {s.citation.locator}: {s.citation.quote})")
    for provision in found.provisions:
        lines.append(
            f"[{provision.citation.key}] {provision.name.en} {provision.citation.locator}: {provision.text[:_EXCERPT]}"
        )
        lines += [f"  meaning: {provision.gist.en}"] if provision.gist else []
        if provision.change:
            lines.append(f"  from {provision.change.day} another text governs" + (
                f": [{provision.change.citation.key}]" if provision.change.citation else ""))  # fmt: skip
    if found.case:
        lines.append(f"A decision on it [{found.case.citation.key}] ({found.case.docket}): {found.case.holding.en}")
    return "\n".join(lines)


@tool(response_format="content_and_artifact", extras={"cues": READ_CUES})
def read_article(law: str, article: str, runtime: ToolRuntime[Desk], as_of: str | None = None) -> Result:
    """Read one article word for word. Use it when the user names a law and an article. `law`: its name in Chinese or
    English. `article`: the number in digits, "42", or "219-1" for 第二百一十九条之一."""
    desk = runtime.context
    _step(runtime, f"查阅{law}第 {article} 条", f"Reading Article {article} of the {law}")
    reading = read_provision(desk.library, desk.searcher.notes_shelf(), load_outside(), law, article, _day(as_of, desk))
    return _reading_text(reading), _artifact("reading", reading, reading.citations())


def _reading_text(reading: Reading) -> str:
    head = f"{reading.law.en} Article {reading.article} as of {reading.as_of}: {reading.standing.value}."
    lines = [head, f"The text governing then has {reading.articles_in_law} articles."]
    if reading.citation:
        lines.append(f"[{reading.citation.key}] {reading.citation.quote}")
    if reading.pending:
        lines.append(f"From {reading.pending.in_force_from}: [{reading.pending.key}] {reading.pending.quote}")
    return "\n".join(lines)


@tool(response_format="content_and_artifact", extras={"cues": VERIFY_CUES})
def verify_citations(text: str, runtime: ToolRuntime[Desk], as_of: str | None = None) -> Result:
    """Check the legal citations in a text the user gives: whether each provision exists, is in force and says what is
    attributed to it. `text`: the user's text, unchanged."""
    desk = runtime.context
    _step(runtime, "逐条核对引用", "Checking each citation")
    report = check_citations(desk.verifier, desk.searcher, text, _day(as_of, desk))
    lines = [f"{c.raw}: {c.verdict.value} ({c.reason.value}), content {c.fit.value}" + (
        f" [{c.citation.key}]" if c.citation else "") for c in report.checks]  # fmt: skip
    return "\n".join(lines) or "No citation found in the text.", _artifact("report", report, report.citations())


@tool(response_format="content_and_artifact", extras={"cues": COMPARE_CUES})
def compare_versions(
    law: str, runtime: ToolRuntime[Desk], article: str | None = None, as_of: str | None = None
) -> Result:
    """Compare the text of a law in force with the one adopted to replace it (or the one before). Use it when the user
    asks what a new or revised law changes. `article`: a number, to compare one article only."""
    desk = runtime.context
    _step(runtime, f"比较{law}的两个文本", f"Comparing two texts of the {law}")
    comparison = compare(desk.library, desk.searcher.notes_shelf(), law, article, _day(as_of, desk))
    lines = [
        f"{comparison.law.en}: text of {comparison.older_adopted} and text of {comparison.newer_adopted} (from {comparison.newer_from})."
    ]
    for pair in comparison.pairs:
        if pair.summary or article:
            keys = [f"[{c.key}]" for c in (pair.older, pair.newer) if c]
            lines.append(f"{' -> '.join(keys)} {pair.summary.en if pair.summary else ''}")
    return "\n".join(lines), _artifact("comparison", comparison, comparison.citations())


LAW_TOOLS = (search_law, read_article, verify_citations, compare_versions)
