"""The flows that are killed at every point: what they start from and what they do."""

from typing import Any

from evals.trade.venue import Venue
from tests.trade.proof_crash import Flow
from tools.clearing.batch import clear_due
from tools.clearing.dispatching import LEASE, dispatch
from tools.clearing.escrow import fund_escrow, open_escrow
from tools.clearing.proving import prove
from tools.clearing.transfers import request_transfer
from tools.money import Money


def with_deposits(venue: Venue) -> Any:
    with venue.house.act("test", venue.principal("bao")) as act:
        for amount in (500_000, 700_000):
            request_transfer(act, "in", "ORG-BUYER", Money(amount))


def send_all(venue: Venue, given: Any) -> str:
    """Dispatch, and dispatch again when every lease has run out, as the worker does in the end."""
    done = dispatch(venue.house)
    venue.clock.jump(seconds=LEASE.seconds + 1)
    return (done.done + dispatch(venue.house).done + ("",))[0]


def with_two_due(venue: Venue) -> Any:
    with_deposits(venue)
    dispatch(venue.house)
    with venue.house.act("test", venue.principal("bao")) as act:
        for subject in ("ORD-1", "ORD-2"):
            escrow = open_escrow(
                act,
                purpose="order",
                subject=subject,
                payer="ORG-BUYER",
                payee="ORG-AGENCY",
                price=Money(300_000),
                proof="delivery",
            )
            fund_escrow(act, escrow)
            prove(act, escrow, "D-1")


FLOWS = {
    "dispatch": Flow("dispatch", with_deposits, send_all),
    "clear": Flow(
        "clear", with_two_due, lambda venue, given: ([paid.escrow for paid in clear_due(venue.house).paid] or [""])[0]
    ),
}


def enumerated(name: str, template: str) -> Any:
    """Kill a flow at every point: for a process that may fork."""
    from tests.trade.proof_crash import crashes

    return crashes(FLOWS[name], template)
