"""Reading rows in the one order in which they are locked: a deal before its listing, a listing before its offers.

Clearing locks deal and escrow before it tells the exchange: with the deal first everywhere nobody waits in a circle.
"""

from datetime import datetime

from sqlalchemy import select

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.exchange.dealing import DealRow, OfferRow
from tools.exchange.machine import LISTING_STEPS
from tools.exchange.tables import ListingRow, NeedRow, RightRow
from tools.refused import Refused, not_found


def listing_owners(act: Act, listing: str) -> tuple[Owner, ...]:
    """Whose a listing is."""
    found = act.find(ListingRow, listing)
    return (Owner(found.organisation, found.user),) if found else NOBODY


def need_owners(act: Act, need: str) -> tuple[Owner, ...]:
    """Whose a need is."""
    found = act.find(NeedRow, need)
    return (Owner(found.organisation, found.user),) if found else NOBODY


def offer_owners(act: Act, offer: str) -> tuple[Owner, ...]:
    """Whose an offer is: the buyer's and the seller's."""
    found = find_offer(act, offer)
    return (Owner(found[1].buyer), Owner(found[0].organisation)) if found else NOBODY


def deal_owners(act: Act, deal: str) -> tuple[Owner, ...]:
    """Whose a deal is: the seller's and the buyer's."""
    found = find_deal(act, deal)
    return (Owner(found[1].seller), Owner(found[1].buyer)) if found else NOBODY


def find_offer(act: Act, offer: str) -> tuple[ListingRow, OfferRow] | None:
    """An offer with its listing, locked in order; None when there is none."""
    listing = act.session.scalar(select(OfferRow.listing).where(OfferRow.id == offer))
    return (act.row(ListingRow, listing), act.row(OfferRow, offer)) if listing else None


def held_offer(act: Act, offer: str) -> tuple[ListingRow, OfferRow]:
    """As `find_offer`. Raises Refused when there is none."""
    found = find_offer(act, offer)
    if found is None:
        raise not_found(offer)
    return found


def find_deal(act: Act, deal: str) -> tuple[ListingRow, DealRow] | None:
    """A deal with its listing, locked in order; None when there is none."""
    listing = act.session.scalar(select(DealRow.listing).where(DealRow.id == deal))
    if listing is None:
        return None
    held = act.row(DealRow, deal)
    return act.row(ListingRow, listing), held


def held_deal(act: Act, deal: str) -> tuple[ListingRow, DealRow]:
    """As `find_deal`. Raises Refused when there is none."""
    found = find_deal(act, deal)
    if found is None:
        raise not_found(deal)
    return found


def rights_of(act: Act, listing: str) -> list[RightRow]:
    """The rights a listing offers."""
    return list(act.session.scalars(select(RightRow).where(RightRow.listing == listing).order_by(RightRow.right_key)))


def numbers_of(act: Act, listing: str) -> dict[str, list[str]]:
    """The numbers of a listing as they were typed, each with its keys."""
    found: dict[str, list[str]] = {}
    for right in rights_of(act, listing):
        found.setdefault(right.shown, []).append(right.right_key)
    return found


def release_rights(act: Act, listing: str) -> None:
    """The rights of a listing that has ended may be listed again."""
    for right in rights_of(act, listing):
        right.live = False


def be_open(listing: ListingRow, moment: datetime) -> None:
    """Raises Refused when a listing is not active, has run out, or all its licences are given."""
    if listing.state != "active":
        zh, en = LISTING_STEPS.states[listing.state]
        raise Refused(f"该挂牌目前“{zh}”，不接受报价。/ The listing is {en}; it takes no offers.", f"listing.offer_from_{listing.state}")  # fmt: skip
    if listing.expires <= moment:
        raise Refused("该挂牌已到期。/ The listing has expired.", "listing.offer_from_expired")
    if listing.most is not None and listing.granted >= listing.most:
        raise Refused("普通许可的份数已经用完。/ All the licences offered are taken.", "listing.used_up")
