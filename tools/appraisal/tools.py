"""The appraisal tool of the assistant: a thin wrapper over the rules."""

from langchain.tools import ToolRuntime, tool

from tools.access.table import require
from tools.appraisal.appraisal import appraise_patent as appraised
from tools.appraisal.guide import book
from tools.appraisal.telling import told
from tools.desk import Desk
from tools.harmless import harmless
from tools.proposing import Result, artifact, cited, step
from tools.search.room import room_of
from tools.search.shown import cite
from tools.slots import Slot, Task
from tools.telling.wording import bulleted

NUMBER = r"(?:ZL\s?\d{8,13}(?:\.[\dXx])?|(?<![A-Za-z0-9])(?:CN|US|EP|WO|JP|KR|DE|TW|FR|GB)\s?\d[\d/,.]{4,16}\d(?:\s?[A-Z]\d?(?![A-Za-z0-9]))?)"
# A number and a word of value, and no deadline, status or fee: those have tools of their own.
APPRAISE_CUES = (
    rf"(?:评估|评价|打分|评分|估值)(?:一下|下)?(?:这件|这个|我的|我们的)?(?:发明|实用新型)?(?:专利)?(?:号)?\s*[:：]?\s*{NUMBER}(?!\S{{0,8}}(?:报告|费))"
    rf"|(?:给|对|把|为)\s*(?:专利)?\s*{NUMBER}[^。？?]{{0,12}}(?:打分|评分|评估|评价|估值|打个分)"
    rf"|{NUMBER}[^。？?]{{0,12}}(?:值多少|价值(?:有)?(?:多少|多高|如何|怎么样|几分)|能打几分|打几分|值不值)",
    rf"\b(?:appraise|assess|evaluate|score|rate|value)\b (?:the |my |our |this )?(?:patent )?(?:no\.? ?|number )?{NUMBER}"
    rf"|\bhow (?:valuable|strong|good) is (?:the |my |our )?(?:patent )?{NUMBER}|\bwhat is (?:the |my |our )?(?:patent )?{NUMBER} worth\b"
    rf"|\b(?:appraisal|assessment|evaluation|score) (?:of|for) (?:the |my |our )?(?:patent )?{NUMBER}",
)
_SCENARIOS = {
    "finance": r"质押|融资|贷款|投资|\bpledge|\bloan|\bfinanc\w+ (?!report)|\binvest", "infringement": r"侵权|维权|诉讼|起诉|\binfring|\blitigat|\bsuit\b|\benforce",
    "reporting": r"财务报告|入账|会计|\bfinancial report|\baccounting", "licence": r"许可|转让|出售|卖|\blicen[cs]|\bassign|\bsale\b|\bsell",
    "management": r"分级|管理|维持|\bmanag|\bgrading|\bportfolio",
}  # fmt: skip


def _slots() -> tuple[Slot, ...]:
    """The number, what it is for, and the facts that are said by the way."""
    said = {
        name: {key: choice.said for key, choice in fact.choices.items() if choice.said}
        for name, fact in book().facts.items()
    }
    facts = tuple(Slot(f"facts.{name}", "choice", choices=choices) for name, choices in said.items() if choices)
    return (
        Slot("number", "text", "ask_patent_number", patterns=(rf"({NUMBER})",)),
        Slot("scenario", "choice", choices=_SCENARIOS), *facts,
    )  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": APPRAISE_CUES, "task": Task(_slots())})
def appraise_patent(
    number: str, runtime: ToolRuntime[Desk], scenario: str = "", facts: dict[str, str] | None = None
) -> Result:
    """Judge one patent held here by 27 indicators (legal, technical, economic): what comes first, the range of the total,
    each score with its evidence, what is not known. `number`: as the user wrote it. `scenario`: licence, finance, reporting,
    infringement or management, only if the user said what it is for. `facts`: only what the user stated in so many words, by
    name: fees (paid, unpaid), evaluation_report, invalidation, litigation, title, pledge, licence, maturity (1-9), exploitation
    (none, trial, sales, core), market_share, economic_life ... Never guess one; a wrong name is answered with the right ones.
    It is no appraisal report and gives no sum of money: say so."""
    desk = step(runtime, f"按指标评价专利：{number[:30]}", f"Judging {number[:30]} by indicators")
    require(desk.principal, "appraise_patent", None)
    room = room_of(desk)
    found = appraised(room, number, desk.as_of, scenario, facts)
    provisions = cited(desk, found.provisions)
    held = room.get(found.number)
    publication = [cite(held)] if held else []
    text = harmless(_listed(told(found, desk.language)), (f"patent/{found.number}", *found.provisions))
    return text, artifact("appraisal", found, text, [*publication, *provisions])


def _listed(text: str) -> str:
    """The lines as paragraphs, those of a list below the line that opens it."""
    parts: list[list[str]] = []
    for line in text.split("\n"):
        if line.startswith("- ") and parts:
            parts[-1].append(line)
        else:
            parts.append([line])
    return "\n\n".join(bulleted("\n".join(lines)) for lines in parts)


APPRAISAL_TOOLS = (appraise_patent,)
