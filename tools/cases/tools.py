"""The case tool of the assistant: a thin wrapper over the rule."""

from typing import Any

from langchain.tools import ToolRuntime, tool

from tools.cases.finding import CasesFound, CaseShown
from tools.cases.finding import find_cases as find
from tools.desk import Desk

# What a turn looks like that wants this tool; the offline engine reads these (patterns on the normalised text).
CASE_CUES = (
    r"(?<!当)案例|判例|(?:查|找|搜|看|有|给|哪份|哪些)[^，。？?]{0,12}(?:判决书|裁判文书)|(?:判决书|裁判文书)[^，。？?]{0,8}(?:在哪|哪里|查|找|看|有没有)|(?:有没有|有无|(?<!是)哪些|什么|类似的?)(?:先例|案子|案件|判决)|指导性?案例|(?:法院|以前|之前)(?:有)?(?:怎么|如何)判(?:过|的)|案号",
    r"\b(?:case law|precedents?|(?:any|cite|find|show|give|list|similar|relevant|on) court decisions?|decided cases?|leading cases?|(?:cite|find|list|similar|relevant)\b.{0,24}\b(?:cases|decisions|rulings|judg(?:e?ments?))|(?:any|(?:show|give) me|which|what) (?:\w+ ){0,2}(?:cases|decisions|rulings|judge?ments?) (?:on|about|where|involving|concerning|deal\w*|decided|held|like|for|say|that|there)|dockets?(?: number| no))\b|\bhas (?:any|a) court\b",
)


@tool(response_format="content_and_artifact", extras={"cues": CASE_CUES})
def find_cases(question: str, runtime: ToolRuntime[Desk]) -> tuple[str, dict[str, Any]]:
    """Find decided cases (PRC, and leading US and European ones), or say what is known of a docket number. Use it when
    the user asks for cases, precedents or a docket number. `question`: the matter, with its subject spelled out, and
    the docket number or how many cases are wanted if the user said so. Never name a case this tool has not shown."""
    desk = runtime.context
    step = f"查找案例：{question[:60]}" if desk.language == "zh" else f"Looking for decided cases: {question[:80]}"
    runtime.stream_writer({"step": step})
    found = find(desk.cases, question, desk.now().year)
    citations = [citation.model_dump(mode="json") for citation in found.citations()]
    return _text(found), {"kind": "cases", "data": found.model_dump(mode="json"), "citations": citations}


def _text(found: CasesFound) -> str:
    lines = [f"Held here: {found.digests} case digests, {found.texts} full texts. Nothing outside them is known."]
    for docket in found.dockets:
        lines.append(f"{docket.raw}: {docket.verdict.value}")
        lines += [_case(docket.case)] if docket.case else []
        lines += [f"[{passage.key}] {passage.quote}" for passage in docket.passages]
    lines += [_case(case) for case in found.cases]
    lines += [f"[{passage.key}] {passage.title} {passage.locator}: {passage.quote}" for passage in found.passages]
    return "\n".join(lines)


def _case(case: CaseShown) -> str:
    return (
        f"[{case.citation.key}] {case.court.en}, {case.docket}, {case.decided} ({case.jurisdiction}), {case.name.en}."
        f" Issue: {case.issue.en} Held: {case.holding.en}"
    )


CASE_TOOLS = (find_cases,)
