"""What the matrix of access tries: for each effect and each reading rule, the kind of record it is about and how it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.conftest import TODAY, clock
from tests.trade.access_records import AGENCY, FILE, STRANGER
from tests.trade.access_room import AccessRoom
from tools.agencies import answering, finding, importing, introduction, keeping
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
from tools.information.digest import digests_of
from tools.information.matching import Wish
from tools.information.sources import list_sources
from tools.information.subscribing import end_subscription, subscribe, subscriptions_of
from tools.members import reading as members
from tools.members.withdrawing import withdraw_consent
from tools.orders import deliverables, quoting
from tools.orders import reading as orders
from tools.portfolio import reading as portfolio
from tools.portfolio.profile import set_profile
from tools.principal import Principal, Role
from tools.ratings import rebuilding, showing
from tools.segments.package import find_my_package
from tools.training import reading as training
from tools.training.certificates import certificate_of, verify_certificate
from tools.training.running import run_training
from tools.triage import showing as triage
from tools.triage.listing import list_queue
from tools.valuation.exchange_deals import comparable_deals

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
    # agencies
    "introduce": Case("match", by("match", agency=AGENCY, title="一件申请", summary="需要撰写一件申请", contact="李工")), "confirm_licence": Case("profile", by("agency", licence="patent_agency", number="DEMO-1")),
    "accept_introduction": Case("introduction received", by("introduction")), "decline_introduction": Case("introduction received", by("introduction", **WHY)),
    "withdraw_introduction": Case("introduction", by("introduction")), "close_introduction": Case("introduction", by("introduction")),
    "write_introduction": Case("introduction", by("introduction", text="您好")),
    # training
    "sign_up": Case("", lambda _: {"session": "TSN-PUBLIC"}), "claim_seat": Case("sign-up", by("sign_up")), "cancel_sign_up": Case("sign-up", by("sign_up")),
    "publish_session": Case("", lambda _: {"code": "A-1", "kind": "salon", "title_zh": "沙龙", "title_en": "Salon", "starts": "2030-01-01T10:00:00Z", "ends": "2030-01-01T12:00:00Z", "seats": 2, "hours": 1}),
    "cancel_session": Case("session", by("session", **WHY)), "record_attendance": Case("sign-up at", by("sign_up")),
    # ratings
    "reply_inquiry": Case("inquiry", by("inquiry", text="已收到，正在处理。")),
    "send_packet": Case("", lambda _: {"recipient": "ORG-NOBODY", "numbers": ("CN1000011B",), "amount": CNY, "months": 12, "purpose": "扩产", "consent": False}),
    "withdraw_packet": Case("packet", by("packet")), "accept_packet": Case("packet received", by("packet")), "decline_packet": Case("packet received", by("packet", **WHY)),
    "dispute_rating": Case("entry", by("entry", **WHY)), "decide_rating": Case("dispute", by("dispute", decision="upheld", reasons="材料齐备")),
    # members
    "change_role": Case("account", by("member", new_role="agency")), "deactivate_account": Case("account", by("member", **WHY)),
    "reactivate_account": Case("account", by("member")), "update_profile": Case("organisation", by("organisation", region="江苏")),
    "open_organisation": Case("", lambda _: {"name_zh": "丁公司", "name_en": "Ding Co.", "kind": "enterprise"}),
    "record_licence": Case("organisation", by("organisation", licence="patent_agency", number="11000")),
    "give_consent": Case("", lambda _: {"purpose": "share_contact"}),
}  # fmt: skip

READS: dict[str, Case] = {
    "comparable_deals": Case("", read=lambda _, session, who, __: comparable_deals(session, who, "invention", "CNY", TODAY)),
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
    "show_portfolio": Case("organisation", read=lambda room, session, who, named: portfolio.show_portfolio(room.portfolio, session, who, named)),
    "add_to_portfolio": Case("organisation", read=lambda room, _, who, named: set_profile(room.portfolio, who, named, entity="small")),
    "withdraw_consent": Case("", read=lambda room, _, who, __: withdraw_consent(room.sessions, room.effects.audit, who, "share_contact", clock)),
    "invite_member": Case("organisation", read=lambda room, _, who, named: room.invitations.invite(who, named, Role.MEMBER)),
    "revoke_invitation": Case("invitation", read=lambda room, _, who, named: room.invitations.revoke(who, named)),
    "list_invitations": Case("organisation", read=lambda _, session, who, named: members.list_invitations(session, who, named, clock())),
    "list_members": Case("organisation", read=lambda _, session, who, named: members.list_members(session, who, named)),
    "show_organisation": Case("organisation", read=lambda _, session, who, named: members.show_organisation(session, who, named)),
    "list_organisations": Case("", read=lambda _, session, who, __: members.list_organisations(session, who)),
    "show_my_account": Case("", read=lambda _, session, who, __: members.show_my_account(session, who)),
    "match_agencies": Case("", read=lambda room, _, who, __: finding.match_agencies(room.effects, who, {"task": "SRCH-NOV"})),
    "list_agencies": Case("", read=lambda room, _, who, __: finding.list_agencies(room.effects, who)),
    "show_agency": Case("", read=lambda room, _, who, __: finding.show_agency(room.effects, who, AGENCY)),
    "keep_agency_profile": Case("", read=lambda room, _, who, __: keeping.list_parties(room.effects, who)),
    "remove_agency_party": Case("party", read=lambda room, _, who, named: keeping.remove_party(room.effects, who, named)),
    "import_agencies": Case("", read=lambda room, _, who, __: importing.import_directory(room.effects, who, "agency_name,agency_code\n", "test")),
    "list_introductions": Case("", read=lambda _, session, who, __: introduction.list_introductions(session, who, TODAY)),
    "show_introduction": Case("introduction", read=lambda _, session, who, named: introduction.show_introduction(session, who, named, TODAY)),
    "expire_introductions": Case("", read=lambda room, _, who, __: answering.expire_introductions(room.effects, who)),
    "find_my_package": Case("", read=lambda _, __, who, ___: find_my_package(who, ["我们刚成立"])),
    "find_training": Case("", read=lambda _, session, who, __: training.list_sessions(session, who, clock())),
    "my_training": Case("", read=lambda _, session, who, __: training.my_sign_ups(session, who, clock())),
    "list_own_sessions": Case("", read=lambda _, session, who, __: training.provided(session, who)),
    "list_participants": Case("session", read=lambda _, session, who, named: training.participants(session, who, named)),
    "show_certificate": Case("certificate", read=lambda _, session, who, named: certificate_of(session, who, named)),
    "verify_certificate": Case("", read=lambda _, session, who, __: verify_certificate(session, who, "CRT-1")),
    "run_training": Case("", read=lambda room, _, who, __: run_training(room.effects, who)),
    "subscribe_information": Case("", read=lambda room, _, who, __: subscribe(room.effects, who, Wish(categories=("cases",)))),
    "my_information": Case("", read=lambda _, session, who, __: subscriptions_of(session, who)),
    "read_digest": Case("subscription", read=lambda _, session, who, named: digests_of(session, who, named)),
    "end_subscription": Case("subscription to end", read=lambda room, _, who, named: end_subscription(room.effects, who, named)),
    "manage_sources": Case("", read=lambda _, session, who, __: list_sources(session, who)),
    "list_my_inquiries": Case("", read=lambda _, session, who, __: triage.list_my_inquiries(session, who)),
    "show_inquiry": Case("inquiry", read=lambda _, session, who, named: triage.show_inquiry(session, who, named)),
    "show_case": Case("inquiry", read=lambda _, session, who, named: triage.show_case(session, who, named)),
    "list_queue": Case("", read=lambda _, session, who, __: list_queue(session, who, clock())),
    "check_pledge_readiness": Case("", read=lambda _, session, who, __: finance.check_readiness(session, who, ["CN1000011B"], {}, NoEvidence(), clock())),
    "show_packet": Case("packet", read=lambda _, session, who, named: finance.show_packet(session, who, named)),
    "list_packets": Case("", read=lambda _, session, who, __: finance.list_packets(session, who)),
    "answer_health_check": Case("", read=lambda room, _, who, __: health.keep_answers(room.effects, who, form("six-lacks"), {"agenda": Answer(choice="year")})),
    "show_health_check": Case("health check", read=lambda _, session, who, named: health.show_health_check(session, who, named)),
    "list_health_checks": Case("", read=lambda _, session, who, __: health.list_health_checks(session, who)),
    "list_audit": Case("", read=lambda _, session, who, __: list_audit(session, who)),
}  # fmt: skip
CASES = {**EFFECTS, **READS}
