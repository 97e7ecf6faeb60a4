"""The tools of the assistant for agencies: thin wrappers over the rules. An introduction is only proposed."""

import re

from langchain.tools import ToolRuntime, tool

from knowledge.language import normalise
from tools.agencies import cues
from tools.agencies.finding import match_agencies as matched
from tools.agencies.introduction import list_introductions as introductions
from tools.agencies.request import MatchRequest
from tools.agencies.telling import match_text, tell_in
from tools.agencies.telling_entries import introductions_text
from tools.agencies.vocabulary import first_said
from tools.desk import Desk
from tools.harmless import harmless
from tools.members.naming import names_of, organisation_named
from tools.orders.days import day_of
from tools.proposing import Result, amount_said, artifact, cited, propose, step
from tools.records import shown
from tools.slots import Task

_URGENT = re.compile(r"(\d{1,3})\s*(?:个)?(?:天|日)(?:之?内|以内)|\bwithin (\d{1,3}) days\b", re.IGNORECASE)
_PARTS = re.compile(r"[;；、\n]|(?:,|，)(?!\s*(?:Ltd|Inc|LLC|Co|S\.A|GmbH|AG)\b)|\s+(?:and|和|与)\s+")


@tool(response_format="content_and_artifact", extras={"cues": cues.MATCH_CUES, "task": cues.MATCH})
def match_agencies(request: str, runtime: ToolRuntime[Desk], task: str = "", budget: str = "", against: str = "") -> Result:  # fmt: skip
    """Agencies that fit a piece of work: licence in force, no conflict, field, jurisdiction, language, budget, start, rating, load.
    `request`: the user's words. `task`: a SKU or what is to be done. `budget`: the amount the user stated. `against`: the
    counterparties the user named, or "none"; ask for them once."""
    desk = step(runtime, "匹配机构", "Matching agencies")
    plain = normalise(request)
    urgent = _URGENT.search(plain)
    asked = MatchRequest(
        task=task.strip() or plain[:400], field=first_said("fields", plain), jurisdiction=first_said("jurisdictions", plain),
        region=first_said("regions", plain), language=first_said("languages", plain),
        budget=amount_said(runtime, budget) if budget.strip() else None, urgent=int(urgent[1] or urgent[2]) if urgent else None,
        against=_named(against),
    )  # fmt: skip
    found = matched(desk.effects, desk.principal, asked)
    next_ = tell_in(desk.language)("next_match") if found.candidates else ""
    text = harmless("\n\n".join(filter(None, [match_text(found, desk.language), next_])), found.provisions)
    records = [shown(found.id), *(shown(each.agency.organisation) for each in found.candidates)]
    return text, artifact("agencies", found, text, cited(desk, found.provisions), records)


@tool(
    response_format="content_and_artifact",
    extras={"cues": cues.INTRODUCE_CUES, "task": cues.INTRODUCE, "action": "introduce"},
)
def introduce_agency(agency: str, match: str, title: str, summary: str, contact: str, runtime: ToolRuntime[Desk]) -> Result:  # fmt: skip
    """Propose to send a packet to one agency of a match; the terms list exactly what it holds. `agency`: its id or name.
    `match`: MAT-... as match_agencies shows it. `title`, `summary`, `contact`: the user's words; no technical solution of an
    unfiled invention."""
    desk = runtime.context
    with desk.effects.sessions() as session:
        named = organisation_named(session, agency)
    request = {"match": match.strip().upper(), "agency": named, "title": title, "summary": summary, "contact": contact, "unfiled": _unfiled(summary, title)}  # fmt: skip
    return propose(runtime, "introduce", request, "准备引荐", "Preparing the introduction")


@tool(response_format="content_and_artifact", extras={"cues": cues.LIST_CUES, "task": Task()})
def list_introductions(runtime: ToolRuntime[Desk]) -> Result:
    """The introductions the user's organisation sent or received, with their state."""
    desk = step(runtime, "列出引荐", "Listing introductions")
    with desk.effects.sessions() as session:
        found = introductions(session, desk.principal, day_of(desk.now()))
        named = names_of(session, *{side for each in found for side in (each.member, each.agency)})
    text = harmless(introductions_text(found, named, desk.language))
    data = {"introductions": [each.model_dump(mode="json") for each in found]}
    return text, artifact("introductions", data, text, records=[shown(each.id, each.state) for each in found])


AGENCY_TOOLS = (match_agencies, introduce_agency, list_introductions)


def _named(against: str) -> tuple[str, ...]:
    """The counterparties of a sentence; () where there are none."""
    if re.match(cues.NOBODY, against.strip(), re.IGNORECASE):
        return ()
    return tuple(part for each in _PARTS.split(against) if (part := (each or "").strip(" ,，。.")))


def _unfiled(*said: str) -> bool:
    return any(re.search(r"(?:未|没有?|尚未|还没)(?:有)?(?:申请|提交)|\b(?:not (?:yet )?(?:been )?filed|unfiled)\b", each, re.IGNORECASE) for each in said)  # fmt: skip
