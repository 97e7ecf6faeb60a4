"""A draft reply: composed by the engine of the desk, given from above as a function; never sent by itself."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.citation import Citation
from knowledge.language import Language
from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.principal import Principal
from tools.refused import Refused, not_found
from tools.search.words import words_of
from tools.triage.acting import owners_of
from tools.triage.inquiry_table import Inquiry
from tools.triage.machine import CASE
from tools.triage.summing_up import title_of
from tools.triage.tables import CaseRow


@dataclass(frozen=True)
class Answer:
    """What the engine answers to a question of law, with the provisions it rests on; `text` "" where it found nothing."""

    text: str
    citations: tuple[Citation, ...]


_MARKS = re.compile(r"\*\*|^_|_$", re.MULTILINE)  # a reply is read as plain text
Answerer = Callable[[str, Language], Answer]


def draft_reply(effects: Effects, who: Principal, identity: str, answer: Answerer) -> str:
    """Make the draft of a case and keep it there for a person to edit. The law is asked outside of any transaction."""
    with effects.sessions() as session:
        row = session.get(CaseRow, identity)
        require(who, "draft_reply", owners_of(row), identity)
        inquiry = session.get(Inquiry, identity)
        if row is None or inquiry is None:
            raise not_found(identity)
        language: Language = "zh" if row.language == "zh" else "en"
        found = Answer("", ()) if row.out_of_scope else answer(inquiry.text[:2_000], language)
        text = composed(row, language, found)
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, cause="assistant")
        held = act.row(CaseRow, identity)
        if held.state in ("closed", "merged"):
            raise Refused(
                "此件已结束，不再起草答复。/ This one is finished; no reply is drafted.", "inquiry.draft_late"
            )
        held.draft = text
        held.draft_sources = json.dumps([each.model_dump(mode="json") for each in found.citations], ensure_ascii=False)
        act.note(CASE.kind, held.id, "draft", held.state, sources=len(found.citations))
        session.flush()
        effects.audit.append(session, act.moment, who, "draft reply", held.id)
    return text


def composed(row: CaseRow, language: Language, found: Answer) -> str:
    """The draft: what was understood, the period first, the law, who may act, what is asked."""
    tell = words_of("tools.triage", language)
    parts = [tell("draft_head", title=title_of(row.title))]
    if row.urgency == "unknown":
        parts.append(tell("draft_ask_day"))
    elif row.deadline:
        parts.append(tell("draft_deadline", day=row.deadline))
    if row.out_of_scope:
        parts.append(tell("draft_out_of_scope"))
    elif found.text:
        parts.append(_MARKS.sub("", found.text))
    if row.licence != "none":
        parts.append(tell(f"draft_route_{row.licence}"))
    return "\n\n".join([*parts, tell("draft_foot")])
