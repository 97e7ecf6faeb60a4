"""The reply to an inquiry: an effect, because it goes out only after a person has approved exactly these words."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from knowledge.language import visible
from tools.access.relation import Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms
from tools.triage.acting import owners_of
from tools.triage.machine import CASE
from tools.triage.tables import CaseRow, ReplyRow

WORDS = "tools.triage"


def _clean(text: str) -> str:
    return visible(text).strip()


class ReplyInquiry(BaseModel):
    """Answer an inquiry. `text`: the reply, word for word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    inquiry: str = Field(max_length=40)
    text: Annotated[str, Field(min_length=4, max_length=12_000), AfterValidator(_clean)]


def triage_effects() -> tuple[Effect, ...]:
    """The effects of triage."""
    return (Effect("reply_inquiry", ReplyInquiry, _owners, _terms, _reply, lambda request: request.inquiry),)


def _owners(act: Act, request: ReplyInquiry) -> tuple[Owner, ...]:
    return owners_of(act.find(CaseRow, request.inquiry))


def _terms(act: Act, request: ReplyInquiry) -> Terms:
    row = act.row(CaseRow, request.inquiry)
    CASE.after(row.state, "reply")
    return Terms(
        effect="reply_inquiry", words=WORDS, subject=row.id, title_zh=row.title, title_en=row.title,
        clauses=(
            Clause(key="reply_to", values={"sender": row.sender or row.user or "-"}),
            Clause(key="reply_text", values={"text": request.text}),
            Clause(key="reply_by_mail" if row.source == "mail" else "reply_seen"), Clause(key="reply_kept"),
        ),
        seen={row.id: row.version},
    )  # fmt: skip


def _reply(act: Act, request: ReplyInquiry, terms: Terms) -> Outcome:
    row = act.row(CaseRow, request.inquiry)
    reply = ReplyRow(id=act.fresh("RPL"), case=row.id, text=request.text, user=act.who.user, approved=act.moment)
    act.step(CASE, row, "reply", reply=reply.id)
    row.draft, row.draft_sources = "", "[]"
    act.session.add(reply)
    act.session.flush()
    return Outcome(effect="reply_inquiry", words=WORDS, record=row.id, key="reply_inquiry", values={"id": row.id})
