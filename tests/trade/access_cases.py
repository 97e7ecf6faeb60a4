"""What the matrix of access tries: for each effect and each reading rule, the kind of record it is about and how it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.conftest import TODAY, clock
from tests.trade.access_room import FILE, STRANGER, AccessRoom
from tools.audit.reading import list_audit
from tools.clearing.reading import list_escrows, show_account, show_escrow
from tools.clearing.verifying import verify_ledger
from tools.exchange import finding as exchange_finding
from tools.exchange import reading as exchange
from tools.exchange.evidence import NoEvidence
from tools.finance import showing as finance
from tools.health_check import keeping as health
from tools.health_check.answers import Answer
from tools.health_check.form import form
from tools.orders import deliverables, quoting
from tools.orders import reading as orders
from tools.principal import Principal
from tools.ratings import rebuilding, showing

CNY = {"minor": 100, "currency": "CNY"}
WORDS = {"title": "一种折叠装置"}
Asked = Callable[[str], dict[str, Any]]
Read = Callable[[AccessRoom, Any, Principal, str], object]


@dataclass(frozen=True)
class Case:
    """`kind`: of the record it is about, "" for none. Either the request of an effect, or a rule that reads."""

    kind: str
    request: Asked | None = None
    read: Read | None = None


def by(name: str, **more: Any) -> Asked:
    """A request that names its record in one field."""
    return lambda identity: {name: identity, **more}


WHY = {"reason": "材料有误"}
PROOF = {"number": "2026-1", "dated": TODAY.isoformat()}
EFFECTS: dict[str, Case] = {
    # orders
    "forward_quote": Case("quote asked", by("quote", provider="ORG-THIRD")), "answer_quote": Case("quote to answer", by("quote", price=CNY)),
    "withdraw_quote": Case("quote", by("quote")), "place_order": Case("quote", by("quote")),
    "assign_provider": Case("order", by("order", provider="ORG-THIRD")), "accept_assignment": Case("order in work", by("order")),
    "decline_assignment": Case("order in work", by("order", **WHY)), "report_milestone": Case("order in work", by("order")),
    "deliver_order": Case("order in work", by("order")), "accept_delivery": Case("order", by("order")), "return_delivery": Case("order", by("order", **WHY)),
    "dispute_order": Case("order", by("order", **WHY)), "decide_dispute": Case("order", by("order", to_provider=CNY, **WHY)),
    "cancel_order": Case("order", by("order", **WHY)), "send_message": Case("order", by("order", text="您好")), "rate_order": Case("order", by("order", stars=5)),
    # exchange
    "list_right": Case("", lambda _: {"subject": "patent", "deal": "ordinary", "numbers": ["CN1000011B"], "pricing": "negotiable", "zh": WORDS}),
    "post_need": Case("", lambda _: {"zh": WORDS}),
    "withdraw_listing": Case("listing", by("listing")), "withdraw_need": Case("need", by("need")), "renew": Case("listing", by("record")),
    "ask_auction_house": Case("listing", by("listing")), "resume_listing": Case("listing", by("listing")),
    "make_offer": Case("listing", by("listing", amount=CNY)), "take_open_licence": Case("listing", by("listing")),
    "place_bid": Case("listing", by("listing", amount=CNY)), "close_bidding": Case("listing", by("listing")),
    "counter_offer": Case("offer", by("offer", amount=CNY)), "accept_offer": Case("offer", by("offer")), "decline_offer": Case("offer", by("offer")),
    "withdraw_offer": Case("offer made", by("offer")), "cancel_deal": Case("deal", by("deal")), "dispute_deal": Case("deal", by("deal", **WHY)),
    # clearing
    "deposit_money": Case("", lambda _: {"amount": CNY}), "pay_out": Case("", lambda _: {"amount": CNY}),
    "fund_escrow": Case("escrow", by("escrow")), "release_escrow": Case("escrow", by("escrow")), "refund_escrow": Case("escrow", by("escrow")),
    "split_escrow": Case("escrow", by("escrow", to_payee=CNY, reason="各半")), "submit_proof": Case("escrow", by("escrow", **PROOF)),
    "confirm_proof": Case("escrow", by("escrow")),
    # ratings
    "send_packet": Case("", lambda _: {"recipient": "ORG-NOBODY", "numbers": ("CN1000011B",), "amount": CNY, "months": 12, "purpose": "扩产", "consent": False}),
    "withdraw_packet": Case("packet", by("packet")), "accept_packet": Case("packet received", by("packet")), "decline_packet": Case("packet received", by("packet", **WHY)),
    "dispute_rating": Case("entry", by("entry", **WHY)), "decide_rating": Case("dispute", by("dispute", decision="upheld", reasons="材料齐备")),
}  # fmt: skip

READS: dict[str, Case] = {
    "quote_service": Case("", read=lambda room, _, who, __: quoting.quote_service(room.effects, who, "TRN-AWARE", {})),
    "show_quote": Case("quote", read=lambda _, session, who, named: quoting.quote_of(session, who, named, TODAY)),
    "list_quotes": Case("", read=lambda _, session, who, __: quoting.quotes_of(session, who, TODAY)),
    "show_order": Case("order", read=lambda _, session, who, named: orders.order_of(session, who, named)),
    "list_orders": Case("", read=lambda _, session, who, __: orders.orders_of(session, who)),
    "order_timeline": Case("order", read=lambda _, session, who, named: orders.timeline(session, who, named)),
    "upload_deliverable": Case("order in work", read=lambda room, _, who, named: deliverables.upload_deliverable(room.effects, room.store, who, named, "x.pdf", FILE)),
    "remove_deliverable": Case("draft", read=lambda room, _, who, named: deliverables.remove_deliverable(room.effects, who, named)),
    "download_deliverable": Case("deliverable", read=lambda room, _, who, named: deliverables.download_deliverable(room.effects, room.store, who, named)),
    "find_listings": Case("", read=lambda _, session, who, __: exchange_finding.find_listings(session, who, clock(), exchange_finding.Filters())),
    "find_needs": Case("", read=lambda _, session, who, __: exchange_finding.find_needs(session, who, clock(), exchange_finding.Filters())),
    "show_listing": Case("listing", read=lambda _, session, who, named: exchange.show_listing(session, who, named)),
    "show_need": Case("need", read=lambda _, session, who, named: exchange.show_need(session, who, named)),
    "match_need": Case("need", read=lambda _, session, who, named: exchange_finding.matches_for(session, who, clock(), named)),
    "match_listing": Case("listing", read=lambda _, session, who, named: exchange_finding.needs_for(session, who, clock(), named)),
    "listing_history": Case("listing", read=lambda _, session, who, named: exchange.history_of(session, who, named)),
    "show_offer": Case("offer", read=lambda _, session, who, named: exchange.show_offer(session, who, named)),
    "list_offers": Case("", read=lambda _, session, who, __: exchange.list_offers(session, who)),
    "show_deal": Case("deal", read=lambda _, session, who, named: exchange.show_deal(session, who, named)),
    "list_deals": Case("", read=lambda _, session, who, __: exchange.list_deals(session, who)),
    "check_right": Case("", read=lambda _, session, who, __: exchange.check_right(session, who, NoEvidence(), "patent", "ordinary", ("CN1000011B",), TODAY)),
    "show_escrow": Case("escrow", read=lambda _, session, who, named: show_escrow(session, who, named)),
    "list_escrows": Case("", read=lambda _, session, who, __: list_escrows(session, who)),
    "show_account": Case("organisation", read=lambda _, session, who, named: show_account(session, who, named)),
    "verify_ledger": Case("", read=lambda _, session, who, __: verify_ledger(session, who)),
    "show_rating": Case("", read=lambda _, session, who, __: showing.show_rating(session, who, STRANGER.organisation, TODAY)),
    "list_ratings": Case("", read=lambda _, session, who, __: showing.list_ratings(session, who)),
    "list_rating_entries": Case("organisation", read=lambda _, session, who, named: showing.list_rating_entries(session, who, named, TODAY)),
    "list_rating_disputes": Case("", read=lambda _, session, who, __: showing.list_rating_disputes(session, who)),
    "rebuild_ratings": Case("", read=lambda room, _, who, __: rebuilding.rebuild_ratings(room.sessions, room.effects.audit, who, clock())),
    "check_pledge_readiness": Case("", read=lambda _, session, who, __: finance.check_readiness(session, who, ["CN1000011B"], {}, NoEvidence(), clock())),
    "show_packet": Case("packet", read=lambda _, session, who, named: finance.show_packet(session, who, named)),
    "list_packets": Case("", read=lambda _, session, who, __: finance.list_packets(session, who)),
    "answer_health_check": Case("", read=lambda room, _, who, __: health.keep_answers(room.effects, who, form("six-lacks"), {"agenda": Answer(choice="year")})),
    "show_health_check": Case("health check", read=lambda _, session, who, named: health.show_health_check(session, who, named)),
    "list_health_checks": Case("", read=lambda _, session, who, __: health.list_health_checks(session, who)),
    "list_audit": Case("", read=lambda _, session, who, __: list_audit(session, who)),
}  # fmt: skip
CASES = {**EFFECTS, **READS}
