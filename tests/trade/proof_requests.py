"""Requests for every effect, right or hostile: about records that are there, by whoever, over whatever amount."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from evals.trade.flows import INPUTS, OPEN, SKU, right
from evals.trade.venue import Venue
from tools.money import Money
from tools.ratings.entries import PREFIX

PROVIDERS = ("ORG-AGENCY", "ORG-SECOND", "ORG-BUYER", "ORG-NOBODY")
COLLEAGUES = ("bing", "ivy", "rui", "admin", "nobody")  # whose account is opened, closed, given another role
KINDS_OF_LISTING: tuple[dict[str, Any], ...] = (
    {},
    {"pricing": "asking"},
    {"deal": "ordinary", "most": 2},
    {"deal": "ordinary"},
    {"deal": "exclusive"},
    {"deal": "open", "pricing": "asking", "declares": OPEN},
    {"subject": "software", "numbers": ("2026SR000001",)},
    {"pricing": "bidding"},
    {"pricing": "bidding", "reserve": Money(6_000_000)},
    {"declares": {}},
    {"price": Money(-5)},
)


@dataclass(frozen=True)
class Drawn:
    """What chance gives a step: which of the records there are, which amount, which of the variants."""

    pick: int
    amount: Money
    variant: int


class Requests:
    """Builds requests on what a venue holds at the moment."""

    def __init__(self, venue: Venue) -> None:
        self._venue = venue

    def ids(self, table: str, states: Collection[str] = (), names: Collection[str] = ()) -> list[str]:
        """The records of a kind; in one of some states, or events of some names, where these are given."""
        wanted = f"where state in ({', '.join(map(repr, states))})" if states else ""
        wanted = f"where name in ({', '.join(map(repr, names))})" if names else wanted
        with self._venue.sessions.engine.connect() as connection:
            return [row[0] for row in connection.execute(text(f"select id from {table} {wanted} order by id"))]

    def one(self, table: str, drawn: Drawn) -> str:
        """One of them; an id nobody has where there is none, and now and then where there is."""
        held = self.ids(table)
        return "XXX-000000000000" if not held or drawn.variant == 13 else held[drawn.pick % len(held)]

    def build(self, effect: str, drawn: Drawn) -> dict[str, Any]:
        """A request for an effect."""
        made: dict[str, Any] = REQUESTS[effect](self, drawn)
        return {**made, "price": 0} if drawn.variant == 14 else made  # what nobody asked for

    def listing(self, drawn: Drawn) -> dict[str, Any]:
        """A right to list: few rights, so that some are listed again."""
        made = right(drawn.pick % 3) | KINDS_OF_LISTING[drawn.variant % len(KINDS_OF_LISTING)]
        if made["pricing"] == "bidding":
            starts = self._venue.clock()
            made |= {
                "starts": starts,
                "ends": starts + timedelta(minutes=45),
                "increment": Money(10_000),
                "extension": 10,
            }
        return made

    def session(self, drawn: Drawn) -> dict[str, Any]:
        """A session with few seats, free or paid, soon or later; now and then one that cannot be."""
        starts = self._venue.clock() + timedelta(hours=(1, 30, 200, -5)[drawn.variant % 4])
        paid = {"price": drawn.amount, "sku": "TRN-RND"} if drawn.pick % 2 else {}
        return {
            "code": "PROOF-1", "kind": "course", "title_zh": "虚构课程", "title_en": "A fictional course", "starts": starts,
            "ends": starts + timedelta(hours=2), "seats": 1 + drawn.pick % 2, "hours": 1, "certificate": drawn.variant % 2 == 0, **paid,
        }  # fmt: skip

    def entry(self, drawn: Drawn) -> str:
        """An entry of somebody's rating, or of nobody's."""
        held = self.ids("event", names=("accept_delivery", "rated", "complete", "decide"))
        return f"{PREFIX}{held[drawn.pick % len(held)]}" if held else f"{PREFIX}0"

    def day(self, drawn: Drawn) -> str:
        """Today, or a day to come."""
        return (self._venue.clock() + timedelta(days=drawn.variant % 2)).date().isoformat()


Build = Callable[[Requests, Drawn], dict[str, Any]]


def about(field: str, table: str, **more: Any) -> Build:
    """A request about one record."""
    return lambda requests, drawn: {field: requests.one(table, drawn), **more}


def with_amount(field: str, table: str, name: str = "amount", **more: Any) -> Build:
    """A request about one record and an amount."""
    return lambda requests, drawn: {field: requests.one(table, drawn), name: drawn.amount, **more}


REQUESTS: Mapping[str, Build] = {
    "deposit_money": lambda requests, drawn: {"amount": drawn.amount},
    "pay_out": lambda requests, drawn: {"amount": drawn.amount},
    "fund_escrow": about("escrow", "escrow"),
    "release_escrow": about("escrow", "escrow"),
    "refund_escrow": about("escrow", "escrow"),
    "split_escrow": with_amount("escrow", "escrow", "to_payee", reason="as decided"),
    "submit_proof": lambda requests, drawn: {
        "escrow": requests.one("escrow", drawn),
        "number": "R-1",
        "dated": requests.day(drawn),
    },
    "confirm_proof": about("escrow", "escrow"),
    "place_order": lambda requests, drawn: {
        "quote": requests.one("quote", drawn),
        "provider": PROVIDERS[drawn.variant % 4],
    },
    "forward_quote": about("quote", "quote", provider="ORG-SECOND"),
    "answer_quote": with_amount("quote", "quote", "price"),
    "withdraw_quote": about("quote", "quote"),
    "assign_provider": lambda requests, drawn: {
        "order": requests.one("orders", drawn),
        "provider": PROVIDERS[drawn.variant % 4],
    },
    "accept_assignment": about("order", "orders"),
    "decline_assignment": about("order", "orders", reason="no time"),
    "report_milestone": about("order", "orders"),
    "deliver_order": about("order", "orders"),
    "accept_delivery": about("order", "orders"),
    "return_delivery": about("order", "orders", reason="a page is missing"),
    "dispute_order": about("order", "orders", reason="nothing works"),
    "decide_dispute": with_amount("order", "orders", "to_provider", reason="as decided"),
    "cancel_order": about("order", "orders"),
    "send_message": about("order", "orders", text="please hurry"),
    "rate_order": lambda requests, drawn: {"order": requests.one("orders", drawn), "stars": 1 + drawn.variant % 6},
    "list_right": lambda requests, drawn: requests.listing(drawn),
    "post_need": lambda requests, drawn: {
        "en": {"title": "A hinge wanted"},
        "subjects": ("patent",),
        "budget": drawn.amount,
    },
    "withdraw_listing": about("listing", "listing"),
    "withdraw_need": about("need", "need"),
    "renew": about("record", "listing", months=2),
    "ask_auction_house": about("listing", "listing"),
    "resume_listing": about("listing", "listing"),
    "make_offer": with_amount("listing", "listing"),
    "counter_offer": with_amount("offer", "offer"),
    "accept_offer": about("offer", "offer"),
    "decline_offer": about("offer", "offer"),
    "withdraw_offer": about("offer", "offer"),
    "take_open_licence": about("listing", "listing"),
    "place_bid": with_amount("listing", "listing"),
    "close_bidding": about("listing", "listing"),
    "cancel_deal": about("deal", "deal"),
    "introduce": lambda requests, drawn: {
        "match": requests.one("agency_match", drawn),
        "agency": PROVIDERS[drawn.variant % 4],
        "title": "A hinge",
        "summary": "A filing is wanted",
        "contact": "Ms Li",
    },
    "confirm_licence": lambda requests, drawn: {
        "agency": PROVIDERS[drawn.variant % 4],
        "licence": "patent_agency",
        "number": "DEMO-1",
    },
    "accept_introduction": about("introduction", "introduction"),
    "decline_introduction": about("introduction", "introduction", reason="no time"),
    "withdraw_introduction": about("introduction", "introduction"),
    "close_introduction": about("introduction", "introduction"),
    "write_introduction": about("introduction", "introduction", text="please hurry"),
    "dispute_rating": lambda requests, drawn: {"entry": requests.entry(drawn), "reason": "it was not so"},
    "decide_rating": about("dispute", "rating_dispute", decision="removed", reasons="it was not so"),
    "publish_session": lambda requests, drawn: requests.session(drawn),
    "cancel_session": about("session", "training_session", reason="the teacher is ill"),
    "sign_up": about("session", "training_session"),
    "claim_seat": about("sign_up", "training_sign_up"),
    "cancel_sign_up": about("sign_up", "training_sign_up"),
    "record_attendance": lambda requests, drawn: {
        "sign_up": requests.one("training_sign_up", drawn),
        "came": ("attended", "absent")[drawn.variant % 2],
    },
    "reply_inquiry": about("inquiry", "triage_case", text="it is being looked at"),
    "send_packet": lambda requests, drawn: {
        "recipient": ("ORG-BANK", "ORG-BUYER", "ORG-NOBODY")[drawn.variant % 3],
        "numbers": tuple(right(drawn.pick % 3)["numbers"]),
        "amount": drawn.amount,
        "months": 12,
        "purpose": "a new line",
        "consent": drawn.variant % 4 != 3,
    },
    "withdraw_packet": about("packet", "finance_packet"),
    "accept_packet": about("packet", "finance_packet"),
    "decline_packet": about("packet", "finance_packet", reason="not our field"),
    "dispute_deal": about("deal", "deal", reason="the right is not there"),
    "change_role": lambda requests, drawn: {
        "member": COLLEAGUES[drawn.pick % len(COLLEAGUES)],
        "new_role": (None, "member", "investor", "admin")[drawn.variant % 4],
        "manager": (None, True, False)[drawn.pick % 3],
    },
    "deactivate_account": lambda _, drawn: {"member": COLLEAGUES[drawn.pick % len(COLLEAGUES)], "reason": "left us"},
    "reactivate_account": lambda _, drawn: {"member": COLLEAGUES[drawn.pick % len(COLLEAGUES)]},
    "open_organisation": lambda _, drawn: {
        "name_zh": f"虚构机构{drawn.pick}",
        "name_en": f"Fictional House {drawn.pick}",
        "kind": ("enterprise", "agency")[drawn.variant % 2],
    },
    "update_profile": lambda _, drawn: {
        "organisation": ("", *PROVIDERS)[drawn.variant % 5],
        "region": ("Beijing", "Tianjin")[drawn.pick % 2],
    },
    "record_licence": lambda _, drawn: {
        "organisation": PROVIDERS[drawn.variant % 4],
        "licence": ("patent_agency", "auction_house")[drawn.pick % 2],
        "number": f"FICTION-{drawn.pick}",
    },
    "give_consent": lambda _, drawn: {"purpose": ("share_contact", "external_model")[drawn.pick % 2]},
}
QUOTE = (SKU, INPUTS)
QUOTE_TO_ASK = ("APR-PLEDGE", {"assets": "a fictional portfolio", "bank": "Fictional Bank, one million"})
