"""What becomes of a deal and its listing when its escrow moves; called by clearing in the same transaction."""

from tools.act import Act
from tools.clearing.proving import is_proved
from tools.clearing.tables import EscrowRow
from tools.exchange.dealing import DealRow
from tools.exchange.held import held_deal, release_rights
from tools.exchange.machine import DEAL_STEPS, LISTING_STEPS
from tools.exchange.tables import ListingRow
from tools.principal import Role
from tools.refused import Refused

_STEPS = {"held": "fund", "proved": "prove", "released": "complete", "refunded": "cancel", "split": "divide", "void": "cancel"}  # fmt: skip
_DECIDERS = (Role.STAFF, Role.EXPERT, Role.ADMIN)


def deal_settled(act: Act, escrow: EscrowRow, outcome: str) -> None:
    """Let the deal follow its escrow: "held", "proved", "released", "refunded", "split", "void".

    Raises Refused for a step the deal cannot take, and for a party that settles a deal in dispute.
    """
    listing, deal = held_deal(act, escrow.subject)
    if (
        outcome == "proved" and deal.state == "disputed"
    ):  # a proof confirmed in a dispute lets staff release; the dispute stays
        act.note("deal", deal.id, "proved", deal.state, escrow=escrow.id)
        return
    event = _STEPS[outcome]
    if deal.state == "disputed" and act.who.role not in _DECIDERS:
        raise Refused("交易有争议，由平台工作人员或专家处理后才能结算。/ The deal is in dispute; staff or an expert settles it.", "deal.disputed")  # fmt: skip
    act.step(DEAL_STEPS, deal, event, escrow=escrow.id)
    if event == "complete" or (event == "divide" and is_proved(act.session, escrow)):
        conclude(act, listing, deal)
    elif event in ("cancel", "divide"):
        reopen(act, listing, deal)
    act.session.flush()


def conclude(act: Act, listing: ListingRow, deal: DealRow) -> None:
    """The right has gone over, or the licence is given: a listing is sold with its one deal or its last licence."""
    if deal.exclusive:
        act.step(LISTING_STEPS, listing, "sell", deal=deal.id)
        release_rights(act, listing.id)
        return
    listing.concluded += 1
    if listing.state == "active" and listing.most is not None and listing.concluded >= listing.most:
        act.step(LISTING_STEPS, listing, "sell", deal=deal.id)
        release_rights(act, listing.id)


def reopen(act: Act, listing: ListingRow, deal: DealRow) -> None:
    """The deal came to nothing: what it held of the listing is free again."""
    deal.live = False
    if deal.exclusive:
        act.step(LISTING_STEPS, listing, "reopen", deal=deal.id)
    else:
        listing.granted -= 1
