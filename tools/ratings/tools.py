"""The rating tools of the assistant: thin wrappers over the rules. A dispute is only proposed."""

from langchain.tools import ToolRuntime, tool

from tools.access.relation import Owner, relation_to
from tools.access.table import may
from tools.desk import Desk
from tools.harmless import harmless
from tools.members.naming import organisation_named
from tools.proposing import Result, artifact, cited, propose, step
from tools.ratings.engagement import day_of
from tools.ratings.showing import list_rating_entries
from tools.ratings.showing import show_rating as rating_shown
from tools.ratings.telling import entries_text, rating_text
from tools.records import shown
from tools.slots import Slot, Task
from tools.telling.wording import bulleted, wording

SHOW_CUES = (
    r"(?:查|看|显示|查询|了解)[^。？?]{0,24}(?:信用评价|信用评级|信用分|信誉|评价(?:记录|得分)?|评分)[^？?]{0,6}$|(?:信用评价|信用评级|信用分|信誉)[^。？?]{0,8}(?:怎么样|如何|多少|几分|高吗|好吗)|(?:我|我们)的(?:信用)?评价",
    r"\b(?:show|what is|how is|check|look up|see)\b[^.?]{0,30}\b(?:credit rating|rating of|ratings of|my rating|our rating)\b|\b(?:credit )?rating of ORG-|\bhow (?:well )?(?:is|are) [^.?]{2,40} rated\b",
)
DISPUTE_CUES = (
    r"(?:对|就)?[^。？?]{0,20}(?:评价记录|评分记录|评价|ENT-\d+)[^。？?]{0,8}(?:提出异议|提异议|有异议|申诉)|(?:申诉|异议)[^。？?]{0,10}(?:评价|评分|ENT-\d+)",
    r"\b(?:dispute|contest|challenge|appeal)\b[^.?]{0,24}\b(?:rating|entry|ENT-\d+)\b",
)
_REASON = r"(?:原因|理由)(?:是|为)?\s*[:：]?\s*([^。\n]{2,})|因为\s*([^。\n]{2,})|\bbecause\s+(.{3,})|\breason(?: is|:)\s*(.{3,})"
SHOW = Task((Slot("organisation", "organisation", kind="organisation"),))
DISPUTE = Task(
    (Slot("entry", "record", "ask_entry", kind="rating_entry", lookup="show_rating", fits=("",)), Slot("reason", "text", "ask_dispute_reason", patterns=(_REASON,)))
)  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": SHOW_CUES, "task": SHOW})
def show_rating(runtime: ToolRuntime[Desk], organisation: str = "") -> Result:
    """The credit rating of an organisation with its components, sample and bounds; of the user's own organisation also the entries
    that can be disputed. `organisation`: its id or name; left out: the user's own."""
    desk = step(runtime, "查询信用评价", "Reading the credit rating")
    day = day_of(desk.now())
    with desk.effects.sessions() as session:
        named = organisation_named(session, organisation) if organisation.strip() else desk.principal.organisation
        found = rating_shown(session, desk.principal, named, day)
        own = may(desk.principal, "list_rating_entries", relation_to(desk.principal, (Owner(named),)))
        entries = list_rating_entries(session, desk.principal, named, day) if own else []
    parts = [bulleted(rating_text(found, desk.language))]
    if own:
        parts.append(bulleted(f"{wording(desk.language)('entries_head')}\n{entries_text(entries, day, desk.language)}"))
    text = harmless("\n\n".join(parts), (found.provision,))
    records = [shown(found.organisation), *(shown(each.id, each.dispute) for each in entries)]
    return text, artifact("rating", found, text, cited(desk, [found.provision]), records)


@tool(response_format="content_and_artifact", extras={"cues": DISPUTE_CUES, "task": DISPUTE})
def dispute_rating(entry: str, reason: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to dispute an entry of the user's own rating; an expert decides. `entry`: its id, ENT-..., as show_rating lists it.
    `reason`: in the user's words."""
    return propose(
        runtime,
        "dispute_rating",
        {"entry": entry.strip().upper(), "reason": reason},
        "准备提出异议",
        "Preparing the dispute",
    )


RATING_TOOLS = (dispute_rating, show_rating)
