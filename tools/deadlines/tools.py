"""The deadline tool of the assistant: a thin wrapper that reads the model's words, calculates, and phrases the result."""

from datetime import date
from typing import Any

from langchain.tools import ToolRuntime, tool

from knowledge.dates import parse_day
from tools.deadlines.computing import calculate
from tools.deadlines.facts import Facts
from tools.deadlines.reading import read_day, read_event, read_jurisdiction, read_manner, read_right, usual_jurisdiction
from tools.deadlines.rules_file import event_name
from tools.deadlines.telling import told
from tools.desk import Desk
from tools.refused import Refused

# What a turn looks like that wants this tool; the offline engine reads these (patterns on the normalised text).
DEADLINE_CUES = (
    r"(?:算|计算|推算)(?:一下)?.{0,16}(?:期限|截止|届满|到期)|(?:期限|截止日|最后一天|届满日).{0,10}(?:哪天|几号|什么时候|是多少|怎么算)|(?:最晚|最迟).{0,12}(?:哪天|几号|什么时候|何时)",
    r"\b(?:compute|calculate|work out)\b.{0,30}\b(?:deadline|due date|time limit|last day)s?\b|\b(?:deadline|due date|last day)s?\b.{0,40}\b(?:when|what day|which day)|\b(?:when|what day|which day)\b.{0,40}\b(?:deadline|due|last day)\b",
)

Result = tuple[str, dict[str, Any]]


@tool(response_format="content_and_artifact", extras={"cues": DEADLINE_CUES})
def compute_deadlines(
    event: str,
    day: str,
    right: str,
    runtime: ToolRuntime[Desk],
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
    trade-secret, any. `jurisdiction`: CN, US, EP, PCT, PARIS, MADRID, when the user names a place. `served`: electronic or post, only when `day` is the
    day the document was sent. `filed`, `priority`: days the user gave. Never compute a day yourself."""
    desk = runtime.context
    today = _today(as_of, desk)
    happened, kind = read_event(event), read_right(right)
    facts = Facts(
        event=happened, day=read_day(day, today), right=kind, jurisdiction=read_jurisdiction(jurisdiction or usual_jurisdiction(happened, kind)),
        served=read_manner(served) if served else None, filed=read_day(filed, today) if filed else None, priority=read_day(priority, today) if priority else None,
    )  # fmt: skip
    name = event_name(facts.event)
    runtime.stream_writer(
        {"step": f"计算期限：{name.zh}" if desk.language == "zh" else f"Computing deadlines: {name.en}"}
    )
    calculation = calculate(desk.library, facts, today)
    artifact = {
        "kind": "deadlines",
        "data": calculation.model_dump(mode="json"),
        "citations": [citation.model_dump(mode="json") for citation in calculation.citations()],
    }
    return told(calculation, desk.language), artifact


def _today(as_of: str | None, desk: Desk) -> date:
    if not as_of:
        return desk.as_of
    try:
        return parse_day(as_of, desk.now().date())
    except ValueError as error:
        raise Refused(str(error)) from None


DEADLINE_TOOLS = (compute_deadlines,)
