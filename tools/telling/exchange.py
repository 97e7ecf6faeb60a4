"""Listings, offers and deals in words. What sellers and buyers wrote stands between quotation marks, as data."""

from knowledge.language import Language
from tools.approvals.telling import Teller
from tools.approvals.terms import Check
from tools.exchange.finding import ListingFound
from tools.exchange.request import Wording
from tools.exchange.shown import DealShown, ListingShown, Member, OfferShown
from tools.harmless import quoted
from tools.telling.wording import listed, money, named, wording

_WORDS = "tools.exchange"
_TITLE = 80


def found_told(found: list[ListingFound], language: Language) -> str:
    """Listings found, the best first, each with why."""
    tell = wording(language)
    lines = [_found(each, place, language) for place, each in enumerate(found, 1)]
    return listed(tell("listings_head", count=len(found)), lines, tell("listings_none"), language)


def listings_told(found: list[ListingShown], language: Language) -> str:
    """Listings of one's own, a line each."""
    tell = wording(language)
    lines = [
        tell("own_listing_line", place=place, line=_listing(each, language), state=_state(each, language))
        for place, each in enumerate(found, 1)
    ]
    return listed(tell("own_listings_head", count=len(found)), lines, tell("own_listings_none"), language)


def listing_told(listing: ListingShown, language: Language) -> str:
    """A listing with its words, numbers, price and checks."""
    tell, words = wording(language), wording_of(listing.words, language)
    lines = [
        tell("listing_head", id=listing.id, title=quoted(words.title, _TITLE), state=_state(listing, language)),
        tell("listing_seller", seller=_member(listing.seller, language)),
        tell(
            "listing_deal",
            subject=_clause(f"subject_{listing.subject}", language),
            deal=_clause(f"deal_{listing.deal}", language),
        ),
        tell("listing_price", price=money(listing.price, language)),
    ]
    if listing.numbers:
        lines.append(tell("listing_numbers", numbers=tell("comma").join(quoted(each, 80) for each in listing.numbers)))
    lines += [
        tell("listing_words", words=quoted(each)) for each in (words.use, words.product, words.description) if each
    ]
    if listing.bidding:
        lines.append(tell("listing_bidding", ends=listing.bidding.ends.strftime("%Y-%m-%d %H:%M %Z"), top=money(listing.bidding.top, language), step=listing.bidding.increment.text(language)))  # fmt: skip
    lines.append(tell("checks_head"))
    return "\n".join([*lines, *(_check(each, language) for each in listing.checks)])


def offers_told(offers: list[OfferShown], language: Language) -> str:
    """Offers made and received, a line each."""
    tell = wording(language)
    lines = [
        tell(
            "offer_line", place=place, id=each.id, listing=each.listing, amount=each.amount.text(language), way=tell("offer_yours" if each.yours else "offer_theirs"),
            state=each.state_zh if language == "zh" else each.state_en, conditions=tell("offer_conditions", words=quoted(each.conditions)) if each.conditions else "",
        )
        for place, each in enumerate(offers, 1)
    ]  # fmt: skip
    return listed(tell("offers_head", count=len(offers)), lines, tell("offers_none"), language)


def deals_told(deals: list[DealShown], escrows: dict[str, str], language: Language) -> str:
    """Deals, a line each. `escrows`: the escrow of each deal."""
    tell = wording(language)
    lines = [
        tell(
            "deal_line", place=place, id=each.id, listing=each.listing, price=each.price.text(language), side=tell(f"side_{each.side}"),
            state=each.state_zh if language == "zh" else each.state_en, escrow=escrows.get(each.id, "-"), day=each.pay_by.date(),
        )
        for place, each in enumerate(deals, 1)
    ]  # fmt: skip
    return listed(tell("deals_head", count=len(deals)), lines, tell("deals_none"), language)


def wording_of(words: dict[str, Wording], language: Language) -> Wording:
    """The words of a listing in a language, else in the other one."""
    return words.get(language) or next(iter(words.values()))


def _found(each: ListingFound, place: int, language: Language) -> str:
    tell, teller = wording(language), Teller(_WORDS, language)
    why = tell("semicolon").join(quoted(teller.clause("reason", reason)) for reason in each.reasons)
    return tell(
        "listing_line", place=place, line=_listing(each.listing, language), why=tell("because", why=why) if why else ""
    )


def _listing(listing: ListingShown, language: Language) -> str:
    title = quoted(wording_of(listing.words, language).title, _TITLE)
    return wording(language)("listing_short", id=listing.id, title=title, deal=_clause(f"deal_{listing.deal}", language), price=money(listing.price, language), seller=_member(listing.seller, language))  # fmt: skip


def _clause(name: str, language: Language) -> str:
    """The words of a clause, without their heading ("交易方式：转让" -> "转让")."""
    told = Teller(_WORDS, language)(f"clause_{name}")
    return told.partition("：" if language == "zh" else ": ")[2].strip() or told


def _check(check: Check, language: Language) -> str:
    tell = Teller(_WORDS, language)
    keys = "".join(f" [{key}]" for key in check.provisions)
    evidence = wording(language)("semicolon").join(tell.clause("evidence", each) for each in check.evidence)
    return wording(language)(
        "check_line",
        name=tell(f"check_{check.key}"),
        outcome=tell(f"outcome_{check.outcome}"),
        evidence=evidence,
        keys=keys,
    )


def _member(member: Member, language: Language) -> str:
    return named(member.zh, member.en, member.demo, language)


def _state(listing: ListingShown, language: Language) -> str:
    return listing.state_zh if language == "zh" else listing.state_en
