"""What may be seen of ratings: the figures by everybody with an account, the entries by their party and by who decides on them."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.members.tables import OrganisationRow
from tools.principal import Principal
from tools.ratings.entries import PREFIX, Entry, entries_about
from tools.ratings.figures import events_about, rating_in, rating_now, ratings_now
from tools.ratings.rating import Rating
from tools.ratings.tables import RatingDisputeRow, RatingRow
from tools.refused import not_found

ABOUT = "cn/patent-law@2021-06-01/art79"  # an administration of patents recommends no product or business to the public
Order = Literal["name", "score"]


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class RatingShown(_Shown):
    """A rating with whom it is about. `provision`: why it is shown without a recommendation (citation key)."""

    organisation: str
    name_zh: str
    name_en: str
    kind: str
    demo: bool
    rating: Rating
    provision: str = ABOUT


class DisputeShown(_Shown):
    """A dispute about an entry, for who decides it."""

    id: str
    entry: str
    organisation: str
    other: str
    reason: str
    state: str
    reasons: str
    created: date


def show_rating(session: Session, who: Principal, organisation: str, day: date) -> RatingShown:
    """The rating of an organisation on a day. Raises Refused when there is no such organisation."""
    require(who, "show_rating", None)
    row = session.get(OrganisationRow, organisation)
    if row is None:
        raise not_found(organisation)
    return _shown(row, rating_now(session, organisation, day))


def list_ratings(session: Session, who: Principal, order: Order = "name", day: date | None = None) -> list[RatingShown]:
    """All ratings on a day, or as they are kept: by name, or by the lower bound of the best figure where the reader asks for that.

    No place is for sale.
    """
    require(who, "list_ratings", None)
    ratings = ratings_now(session, day) if day else [rating_in(row) for row in session.scalars(select(RatingRow))]
    rows = {row.id: row for row in session.scalars(select(OrganisationRow).where(OrganisationRow.id.in_([each.organisation for each in ratings])))}  # fmt: skip
    found = sorted((_shown(rows[each.organisation], each) for each in ratings), key=lambda shown: (shown.name_en.casefold(), shown.organisation))  # fmt: skip
    return sorted(found, key=_bound, reverse=True) if order == "score" else found


def list_rating_entries(session: Session, who: Principal, organisation: str, day: date) -> list[Entry]:
    """What took something away from an organisation's rating, for itself and for those who decide disputes; the newest first."""
    known = session.get(OrganisationRow, organisation)
    require(who, "list_rating_entries", (Owner(organisation),) if known else NOBODY, organisation)
    return entries_about(session, events_about(session, organisation), organisation, day)


def list_rating_disputes(session: Session, who: Principal, state: str = "open") -> list[DisputeShown]:
    """The disputes in a state ("" for all), the oldest first, without those of the reader's own organisation."""
    require(who, "list_rating_disputes", None)
    query = select(RatingDisputeRow).order_by(RatingDisputeRow.created, RatingDisputeRow.id)
    query = query.where(RatingDisputeRow.state == state) if state else query
    return [_dispute(row) for row in session.scalars(query) if who.organisation not in (row.organisation, row.other)]


def _shown(row: OrganisationRow, rating: Rating) -> RatingShown:
    return RatingShown(organisation=row.id, name_zh=row.name_zh, name_en=row.name_en, kind=row.kind, demo=row.demo, rating=rating)  # fmt: skip


def _bound(shown: RatingShown) -> int:
    """The lower bound of the best figure told, below all for one without a score."""
    return max((figure.low for figure in shown.rating.figures if figure.score is not None), default=-1)


def _dispute(row: RatingDisputeRow) -> DisputeShown:
    return DisputeShown(
        id=row.id, entry=f"{PREFIX}{row.entry}", organisation=row.organisation, other=row.other, reason=row.reason, state=row.state,
        reasons=row.reasons, created=row.created.date(),
    )  # fmt: skip
