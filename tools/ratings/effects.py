"""What can be done to a rating: its party disputes an entry, an expert decides. Nothing else ever changes one."""

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Party, Terms
from tools.members.tables import OrganisationRow
from tools.ratings.disputing import accounts_in, decide, dispute, entry_to_dispute
from tools.ratings.engagement import day_of
from tools.ratings.entries import PREFIX, Entry, find_entry
from tools.ratings.machine import RATING_DISPUTE
from tools.ratings.request import DecideRating, DisputeRating
from tools.ratings.tables import RatingDisputeRow

WORDS = "tools.ratings"


def rating_effects() -> tuple[Effect, ...]:
    """The effects on ratings."""
    return (
        Effect("dispute_rating", DisputeRating, _entry_owners, _dispute_terms, _dispute, lambda request: request.entry),
        Effect("decide_rating", DecideRating, _parties, _decide_terms, _decide, lambda request: request.dispute),
    )


def _entry_owners(act: Act, request: DisputeRating) -> tuple[Owner, ...]:
    """The party an entry is about; the other party, who caused it, is not one of its owners."""
    entry = find_entry(act.session, request.entry, day_of(act.moment))
    return (Owner(entry.organisation),) if entry else NOBODY


def _parties(act: Act, request: DecideRating) -> tuple[Owner, ...]:
    """Both parties and every account that acted for them: whoever decides is none of these."""
    row = act.find(RatingDisputeRow, request.dispute)
    if row is None:
        return NOBODY
    return (Owner(row.organisation), Owner(row.other), *(Owner("", user) for user in sorted(accounts_in(act, row))))


def _dispute_terms(act: Act, request: DisputeRating) -> Terms:
    entry = entry_to_dispute(act, request.entry)
    return Terms(
        effect="dispute_rating", words=WORDS, subject=entry.id, parties=_told(act, entry.organisation, entry.other),
        clauses=(
            _entry_clause(entry), Clause(key="reason", values={"reason": request.reason}), Clause(key="once"),
            Clause(key="who_decides"), Clause(key="until", values={"day": entry.until.isoformat()}),
        ),
    )  # fmt: skip


def _dispute(act: Act, request: DisputeRating, terms: Terms) -> Outcome:
    row = dispute(act, request.entry, request.reason)
    return Outcome(effect="dispute_rating", words=WORDS, record=row.id, key="dispute_rating", values={"entry": request.entry, "id": row.id})  # fmt: skip


def _decide_terms(act: Act, request: DecideRating) -> Terms:
    row = act.row(RatingDisputeRow, request.dispute)
    RATING_DISPUTE.after(row.state, "uphold")
    entry = find_entry(act.session, f"{PREFIX}{row.entry}", day_of(act.moment))
    told = (_entry_clause(entry),) if entry else ()
    return Terms(
        effect="decide_rating", words=WORDS, subject=row.id, parties=_told(act, row.organisation, row.other),
        clauses=(
            *told, Clause(key="reason", values={"reason": row.reason}), Clause(key=f"decision_{request.decision}"),
            Clause(key="reasons", values={"reasons": request.reasons}), Clause(key="final"),
        ),
        seen={row.id: row.version},
    )  # fmt: skip


def _decide(act: Act, request: DecideRating, terms: Terms) -> Outcome:
    row = decide(act, request.dispute, request.decision, request.reasons)
    return Outcome(effect="decide_rating", words=WORDS, record=row.id, key=f"decide_{request.decision}", values={"entry": f"{PREFIX}{row.entry}", "id": row.id})  # fmt: skip


def _entry_clause(entry: Entry) -> Clause:
    return Clause(key=f"entry_{entry.component}", values={"entry": entry.id, "record": entry.record, "day": entry.day.isoformat(), "points": entry.points, "stars": entry.stars or 0})  # fmt: skip


def _told(act: Act, organisation: str, other: str) -> tuple[Party, ...]:
    rows = ((capacity, act.session.get(OrganisationRow, each)) for capacity, each in (("applicant", organisation), ("other", other)))  # fmt: skip
    return tuple(Party(capacity=capacity, organisation=row.id, name_zh=row.name_zh, name_en=row.name_en, demo=row.demo) for capacity, row in rows if row)  # fmt: skip
