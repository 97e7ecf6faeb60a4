"""What the exchange itself knows of a right: licences under contract or given here, whether it was sold here."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.exchange.case import Given
from tools.exchange.dealing import DealRow
from tools.exchange.tables import ListingRow, RightRow


def given_for(session: Session, keys: Collection[str], listing: str = "") -> Given:
    """What is known of a right by its keys; the listing that is checked itself is left out of account.

    Its own deals count all the same: an ordinary licence given through it does not go away.
    """
    query = (
        select(DealRow.id, DealRow.kind, DealRow.state, DealRow.exclusive, DealRow.listing)
        .join(RightRow, RightRow.listing == DealRow.listing)
        .where(RightRow.right_key.in_(keys), DealRow.live)
        .distinct()
        .order_by(DealRow.id)
    )
    rows = session.execute(query).all()
    kinds = tuple(sorted({kind for _, kind, _, _, _ in rows if kind != "transfer"}))
    sold = next((deal for deal, kind, state, _, _ in rows if kind == "transfer" and state == "completed"), "")
    return Given(licences=kinds, sold=sold, open_listed=_open_listed(session, keys, listing))


def _open_listed(session: Session, keys: Collection[str], listing: str) -> str:
    query = (
        select(ListingRow.id)
        .join(RightRow, RightRow.listing == ListingRow.id)
        .where(RightRow.right_key.in_(keys), RightRow.live, ListingRow.deal == "open", ListingRow.id != listing)
    )
    return session.scalar(query.order_by(ListingRow.id).limit(1)) or ""
