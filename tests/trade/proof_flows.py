"""The flows that are killed at every point: what they start from and what they do. The card is there before; the approval is killed."""

from collections.abc import Callable
from typing import Any

from evals.trade.flows import PRICE, PROVIDER, agreed, delivered, escrow_of, listed, offered, proved, quoted
from evals.trade.venue import Venue
from tests.trade.proof_crash import Flow, Found, crashes
from tools.clearing.batch import clear_due
from tools.clearing.dispatching import LEASE, dispatch

KEY = "the key a client repeats its request with"


def approved(name: str, user: str, effect: str, ready: Callable[[Venue], dict[str, Any]]) -> Flow:
    """A flow whose card is shown before: its approval, repeated with the same key."""

    def act(venue: Venue, card: Any) -> str:
        return venue.approve(user, card, KEY).record

    return Flow(name, lambda venue: venue.propose(user, effect, **ready(venue)), act)


def waiting(venue: Venue) -> object:
    """Two deposits the bank was not asked for yet, because it could not be reached."""
    venue.rail._script[:] = ["fail", "fail", "fail"]
    return [venue.made("bao", "deposit_money", amount=PRICE) for _ in range(2)]


def send_all(venue: Venue, given: Any) -> str:
    """Dispatch, and dispatch again when every lease has run out, as the worker does in the end."""
    venue.clock.jump(hours=1)
    done = dispatch(venue.house).done
    venue.clock.jump(seconds=LEASE.seconds + 1)
    return (*done, *dispatch(venue.house).done, "")[0]


def pay_in(venue: Venue, card: Any) -> str:
    """A deposit; what the bank was not asked for, or not heard of, the worker asks for again."""
    record = venue.approve("bao", card, KEY).record
    send_all(venue, None)
    return record


def show(venue: Venue, quote: Any) -> str:
    """The terms of an order; who comes back finds the card that waits."""
    waits = venue.effects.waiting(venue.principal("bao"))
    return (waits[0] if waits else venue.propose("bao", "place_order", quote=quote, provider=PROVIDER)).id


def clear_all(venue: Venue, given: Any) -> str:
    """The clearing batch."""
    return next((paid.escrow for paid in clear_due(venue.house).paid), "")


FLOWS = {
    "propose": Flow("propose", quoted, show),
    "place_order": approved("place_order", "bao", "place_order", lambda venue: {"quote": quoted(venue), "provider": PROVIDER}),
    "accept_offer": approved("accept_offer", "sun", "accept_offer", lambda venue: {"offer": offered(venue, listed(venue))}),
    "fund": approved("fund", "bao", "fund_escrow", lambda venue: {"escrow": escrow_of(venue, agreed(venue))}),
    "release": approved("release", "bao", "release_escrow", lambda venue: {"escrow": escrow_of(venue, proved(venue))}),
    "accept_delivery": approved("accept_delivery", "bao", "accept_delivery", lambda venue: {"order": delivered(venue)}),
    "deposit": Flow("deposit", lambda venue: venue.propose("bao", "deposit_money", amount=PRICE), pay_in),
    "dispatch": Flow("dispatch", waiting, send_all),
    "clear": Flow("clear", lambda venue: [proved(venue, number) for number in (1, 2)], clear_all),
}  # fmt: skip


def enumerated(name: str, template: str) -> Found:
    """Kill a flow at every point: for a process that may fork."""
    return crashes(FLOWS[name], template)
