"""The deadline tool of the assistant: a thin wrapper that reads the model's words, calculates, and phrases the result."""

from datetime import date

from langchain.tools import ToolRuntime, tool

from knowledge.dates import parse_day
from tools.deadlines.computing import calculate
from tools.deadlines.deadline import Calculation
from tools.deadlines.facts import Facts
from tools.deadlines.hearing import deadline_task, only_right
from tools.deadlines.reading import read_day, read_event, read_jurisdiction, read_manner, read_right, usual_jurisdiction
from tools.deadlines.rules_file import event_name
from tools.deadlines.telling import told
from tools.desk import Desk
from tools.proposing import Result, artifact
from tools.refused import Refused

# Only what asks for the calculation itself: a question of law that holds a day is answered with the day it gives (`tools/law`).
DEADLINE_CUES = (
    r"(?:帮我|帮忙|替我|给我|麻烦您?|请您?)[^。？?]{0,3}(?:计算|推算|算算|算一?下|算出|列出|列一?下|算)(?!.{0,6}[吗])[^。？?]{0,60}(?:期限|截止日|最后一天|哪天到期)|^(?:计算|推算|算一?下|算算)[^。？?]{0,60}(?:期限|截止日|最后一天)|期限计算器?|(?:全部|所有|各项|后续)的?(?:法定)?(?:期限|截止日)(?:有哪些|列|给|算)",
    r"\b(?:compute|calculate|work out|reckon)\b[^?]{0,60}\b(?:deadline|due date|time limit|last day)s?\b|\bdeadline calculator\b|\b(?:list|show|give)\b[^?]{0,24}\b(?:all|every|the following) (?:of )?(?:the )?(?:deadline|due date|time limit)s?\b",
)
_MOST = 6  # deadlines told in the conversation; the page shows all of them


@tool(response_format="content_and_artifact", extras={"cues": DEADLINE_CUES, "task": deadline_task()})
def compute_deadlines(
    event: str,
    day: str,
    runtime: ToolRuntime[Desk],
    right: str = "",
    jurisdiction: str | None = None,
    served: str | None = None,
    filed: str | None = None,
    priority: str | None = None,
    as_of: str | None = None,
) -> Result:
    """Compute every deadline that follows from an event of an IP right, with the provision in force and how it is
    counted. Use it when the user gives a dated event (filing, first-filing, publication, office-action, refusal-served,
    review-served, grant-notice, grant, registration, expiry, judgment-served, disclosure ...) and asks by when to act.
    `day`: YYYY-MM-DD as the user gave it. `right`: invention, utility-model, design, mark, copyright, layout,
    trade-secret; left out where the event is about one right only. `jurisdiction`: CN, US, EP, PCT, PARIS, MADRID, when the user names a place. `served`: electronic or post, only when `day` is the
    day the document was sent. `filed`, `priority`: days the user gave. Never compute a day yourself."""
    desk = runtime.context
    today = _today(as_of, desk)
    happened = read_event(event)
    kind = read_right(right or only_right(happened) or "any")
    facts = Facts(
        event=happened, day=read_day(day, today), right=kind, jurisdiction=read_jurisdiction(jurisdiction or usual_jurisdiction(happened, kind)),
        served=read_manner(served) if served else None, filed=read_day(filed, today) if filed else None, priority=read_day(priority, today) if priority else None,
    )  # fmt: skip
    name = event_name(facts.event)
    runtime.stream_writer(
        {"step": f"计算期限：{name.zh}" if desk.language == "zh" else f"Computing deadlines: {name.en}"}
    )
    calculation = calculate(desk.library, facts, today)
    text = told(_shortened(calculation), desk.language)
    left = len(calculation.deadlines) - _MOST
    blocks = [_as_list(block) for block in text.split("\n\n")] + ([_more(left, desk.language)] if left > 0 else [])
    return "\n\n".join(blocks), artifact("deadlines", calculation, "\n\n".join(blocks), calculation.citations())


def _shortened(calculation: Calculation) -> Calculation:
    """The next days that can still be kept, before those that have gone by."""
    ahead = sorted(calculation.deadlines, key=lambda each: (each.days_left < 0, abs(each.days_left)))[:_MOST]
    return calculation.model_copy(update={"deadlines": tuple(sorted(ahead, key=lambda each: each.day))})


def _as_list(block: str) -> str:
    """A deadline's lines as Markdown: the day in bold, what it rests on as a list below."""
    first, *rest = block.split("\n")
    return f"**{first}**\n\n" + "\n".join(f"- {line.strip()}" for line in rest) if rest else first


def _more(count: int, language: str) -> str:
    if language == "zh":
        return f"另有 {count} 个期限没有列在这里，“期限”页面和 `ipos deadline` 列出全部。"
    return f"{count} more deadlines are not listed here; the Deadlines page and `ipos deadline` show all of them."


def _today(as_of: str | None, desk: Desk) -> date:
    if not as_of:
        return desk.as_of
    try:
        return parse_day(as_of, desk.now().date())
    except ValueError as error:
        raise Refused(str(error)) from None


DEADLINE_TOOLS = (compute_deadlines,)
