"""Deals: opened by an acceptance, a bid that won or an open licence taken; cancelled before payment; disputed after it."""

from dataclasses import dataclass
from datetime import timedelta

from tools.act import Act
from tools.approvals.terms import Check, Outcome, Party, Terms
from tools.clearing.escrow import escrow_of, open_escrow, void_escrow
from tools.exchange.case import Case
from tools.exchange.checks import checks_of
from tools.exchange.dealing import DealRow
from tools.exchange.evidence import Evidence
from tools.exchange.given import given_for
from tools.exchange.held import held_deal, numbers_of
from tools.exchange.kinds import kind_of
from tools.exchange.machine import DEAL_STEPS, LISTING_STEPS
from tools.exchange.offering import close_offers
from tools.exchange.parties import country_of, party, seller_of
from tools.exchange.request import EXCLUSIVE, NOTHING_DECLARED, Declarations, Dispute, OfDeal
from tools.exchange.settling import reopen
from tools.exchange.tables import ListingRow
from tools.exchange.told import WORDS, checks_text, clause, deal_amounts, duty_provisions, kind_clauses, name_of
from tools.money import Money
from tools.refused import Refused

PAY_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Agreed:
    """What two parties agree on. `source`: the offer or bid, "" for an open licence."""

    listing: ListingRow
    buyer: str
    price: Money
    source: str = ""
    conditions: str = ""
    declares: Declarations = NOTHING_DECLARED


def deal_terms(act: Act, effect: str, agreed: Agreed, evidence: Evidence, subject: str, seen: dict[str, int]) -> Terms:
    """The terms of a deal: parties, price, fee, duty, conditions, and the checks before a contract."""
    listing, day, (zh, en) = agreed.listing, act.moment.date(), name_of(agreed.listing)
    conditions = (clause("conditions", words=agreed.conditions),) if agreed.conditions else ()
    numbers = (clause("number", number=number, country=listing.country) for number in numbers_of(act, listing.id))
    return Terms(
        effect=effect, words=WORDS, subject=subject, title_zh=zh, title_en=en, parties=_parties(act, agreed),
        amounts=deal_amounts(listing.subject, listing.deal, agreed.price),
        clauses=(
            clause(f"subject_{listing.subject}"), clause(f"deal_{listing.deal}"), *numbers, *conditions,
            clause("pay_by", day=(day + PAY_WITHIN).isoformat()), clause(f"proof_{kind_of(listing.subject, listing.deal).proof}"),
            *kind_clauses(listing.subject, listing.deal, day), *((clause("closes_offers"),) if listing.deal in EXCLUSIVE else ()),
        ),
        checks=deal_checks(act, agreed, evidence), provisions=duty_provisions(listing.subject, listing.deal), seen=seen,
    )  # fmt: skip


def deal_checks(act: Act, agreed: Agreed, evidence: Evidence) -> tuple[Check, ...]:
    """The checks before a contract, on the records of this moment and everything the seller has declared."""
    listing = agreed.listing
    keys = numbers_of(act, listing.id)
    case = Case(
        subject=listing.subject, deal=listing.deal, numbers=tuple(keys), seller=seller_of(act.session, listing.organisation),
        day=act.moment.date(), evidence=evidence, step="deal", pricing=listing.pricing,
        declares=Declarations.model_validate_json(listing.declares).with_(agreed.declares),
        buyer_country=country_of(act.session, agreed.buyer),
        given=lambda number: given_for(act.session, keys[number], listing.id),
    )  # fmt: skip
    return checks_of(case)


def open_deal(act: Act, agreed: Agreed, terms: Terms) -> DealRow:
    """Make the contract: the listing is taken, the escrow agreed on, the other offers closed where only one can have it."""
    listing, exclusive = agreed.listing, agreed.listing.deal in EXCLUSIVE
    deal = DealRow(
        id=act.fresh("DEA"), listing=listing.id, source=agreed.source, seller=listing.organisation, buyer=agreed.buyer,
        subject=listing.subject, kind=listing.deal, price_minor=agreed.price.minor, currency=agreed.price.currency,
        proof=kind_of(listing.subject, listing.deal).proof, conditions=agreed.conditions, checks=checks_text(terms.checks),
        exclusive=exclusive, live=True, state="agreed", created=act.moment, pay_by=act.moment + PAY_WITHIN,
    )  # fmt: skip
    if exclusive:
        act.step(LISTING_STEPS, listing, "contract", deal=deal.id)
    else:
        listing.granted += 1
    act.session.add(deal)
    act.session.flush()
    act.note(DEAL_STEPS.kind, deal.id, "agree", "", "agreed", listing=listing.id, source=agreed.source, seller=deal.seller, buyer=deal.buyer, price=deal.price_minor, currency=deal.currency)  # fmt: skip
    if exclusive:
        close_offers(act, listing.id, "accepted_other", agreed.source)
    open_escrow(act, purpose="deal", subject=deal.id, payer=deal.buyer, payee=deal.seller, price=agreed.price, proof=deal.proof)  # fmt: skip
    return deal


def cancel_terms(act: Act, request: OfDeal) -> Terms:
    """The terms of breaking off before payment: the buyer at any time, the seller once the time to pay has passed."""
    listing, deal = held_deal(act, request.deal)
    DEAL_STEPS.after(deal.state, "cancel")
    if deal.state != "agreed":
        raise Refused("价款已托管，不能单方取消；请提出争议。/ The price is in escrow; it cannot be cancelled by one side. Open a dispute.", "deal.funded")  # fmt: skip
    if act.who.organisation == deal.seller and act.moment < deal.pay_by:
        raise Refused(
            "付款期限未到，卖方不能取消。/ The time to pay has not passed; the seller cannot cancel yet.", "deal.pay_by"
        )
    return _deal_terms(act, "cancel_deal", listing, deal)


def cancel_deal(act: Act, request: OfDeal, terms: Terms) -> Outcome:
    """Break a deal off before payment; the listing opens again."""
    listing, deal = held_deal(act, request.deal)
    act.step(DEAL_STEPS, deal, "cancel")
    reopen(act, listing, deal)
    act.session.flush()
    if escrow := escrow_of(act, "deal", deal.id):
        void_escrow(act, escrow)
    return Outcome(effect="cancel_deal", words=WORDS, record=deal.id, key="cancel_deal", values={"deal": deal.id})


def dispute_terms(act: Act, request: Dispute) -> Terms:
    """The terms of a dispute: from now on staff or an expert decides what becomes of the price."""
    listing, deal = held_deal(act, request.deal)
    DEAL_STEPS.after(deal.state, "dispute")
    terms = _deal_terms(act, "dispute_deal", listing, deal)
    return terms.model_copy(update={"clauses": (*terms.clauses, clause("reason", words=request.reason))})


def dispute_deal(act: Act, request: Dispute, terms: Terms) -> Outcome:
    """Open a dispute about a deal."""
    _, deal = held_deal(act, request.deal)
    act.step(DEAL_STEPS, deal, "dispute", reason=request.reason)
    act.session.flush()
    return Outcome(effect="dispute_deal", words=WORDS, record=deal.id, key="dispute_deal", values={"deal": deal.id})


def _deal_terms(act: Act, effect: str, listing: ListingRow, deal: DealRow) -> Terms:
    zh, en = name_of(listing)
    return Terms(
        effect=effect, words=WORDS, subject=deal.id, title_zh=zh, title_en=en,
        parties=(party(act.session, "seller", deal.seller), party(act.session, "buyer", deal.buyer)),
        clauses=(clause(effect),), seen={deal.id: deal.version},
    )  # fmt: skip


def _parties(act: Act, agreed: Agreed) -> tuple[Party, ...]:
    return party(act.session, "seller", agreed.listing.organisation), party(act.session, "buyer", agreed.buyer)
