"""Needs, and the end and renewal of listings and needs."""

import json

from tools.act import Act
from tools.approvals.terms import Amount, Outcome, Terms
from tools.exchange.held import release_rights
from tools.exchange.listing import coded
from tools.exchange.machine import LISTING_STEPS, NEED_STEPS
from tools.exchange.offering import close_offers
from tools.exchange.parties import party
from tools.exchange.request import OfListing, OfNeed, PostNeed, Renew, Wording
from tools.exchange.tables import ListingRow, NeedRow
from tools.exchange.told import WORDS, clause, months_after, name_of, titles, words_clauses
from tools.money import MOST
from tools.refused import Refused


def need_terms(act: Act, request: PostNeed) -> Terms:
    """The terms of a need. Raises Refused without words or for a budget of nothing."""
    found = _said(request)
    if not found:
        raise Refused("请至少用一种语言写明要找什么。/ Say in one language at least what you look for.", "need.words")
    if request.budget and not 0 < request.budget.minor <= MOST:
        raise Refused("预算须大于零且不超过上限。/ A budget is more than nothing and within the limit.", "need.budget")
    zh, en = titles(found)
    until = months_after(act.moment, request.months).date().isoformat()
    return Terms(
        effect="post_need", words=WORDS, title_zh=zh, title_en=en, parties=(party(act.session, "buyer", act.who.organisation),),
        amounts=(Amount(key="budget", money=request.budget),) if request.budget else (),
        clauses=(
            *words_clauses(found), *(clause(f"subject_{each}") for each in request.subjects),
            *(clause(f"deal_{each}") for each in request.deals), clause("listed_until", day=until), clause("need_public"),
        ),
    )  # fmt: skip


def post_need(act: Act, request: PostNeed, terms: Terms) -> Outcome:
    """Put the need in."""
    words = {language: each.model_dump() for language, each in _said(request).items()}
    row = NeedRow(
        id=act.fresh("NED"), organisation=act.who.organisation, user=act.who.user,
        words=json.dumps(words, ensure_ascii=False, sort_keys=True), subjects=_listed(request.subjects), deals=_listed(request.deals),
        classes=coded(request.classes), country=request.country, budget_minor=request.budget.minor if request.budget else None,
        currency=request.budget.currency if request.budget else "CNY", state="active", demo=terms.parties[0].demo,
        created=act.moment, expires=months_after(act.moment, request.months),
    )  # fmt: skip
    act.session.add(row)
    act.note(NEED_STEPS.kind, row.id, "post", "", "active")
    act.session.flush()
    return Outcome(effect="post_need", words=WORDS, record=row.id, key="post_need", values={"need": row.id})


def withdraw_terms(act: Act, request: OfListing | OfNeed) -> Terms:
    """The terms of a withdrawal."""
    row, effect = _row(act, request), "withdraw_listing" if isinstance(request, OfListing) else "withdraw_need"
    (LISTING_STEPS if isinstance(row, ListingRow) else NEED_STEPS).after(row.state, "withdraw")
    if isinstance(row, ListingRow) and row.bids and row.ends and act.moment < row.ends:
        raise Refused("已有人出价，竞价结束前不能撤回挂牌。/ There are bids; the listing cannot be withdrawn before bidding ends.", "listing.has_bids")  # fmt: skip
    zh, en = name_of(row)
    return Terms(effect=effect, words=WORDS, subject=row.id, title_zh=zh, title_en=en, clauses=(clause(effect),), seen={row.id: row.version})  # fmt: skip


def withdraw(act: Act, request: OfListing | OfNeed, terms: Terms) -> Outcome:
    """Take a listing or a need back; a listing's live offers are closed, its rights may be listed again."""
    row = _row(act, request)
    if isinstance(row, ListingRow):
        act.step(LISTING_STEPS, row, "withdraw")
        release_rights(act, row.id)
        close_offers(act, row.id, "withdrawn")
    else:
        act.step(NEED_STEPS, row, "withdraw")
    act.session.flush()
    return Outcome(effect=terms.effect, words=WORDS, record=row.id, key=terms.effect, values={"record": row.id})


def renew_terms(act: Act, request: Renew) -> Terms:
    """The terms of a renewal."""
    row = _renewed(act, request.record)
    (LISTING_STEPS if isinstance(row, ListingRow) else NEED_STEPS).after(row.state, "renew")
    if isinstance(row, ListingRow) and row.pricing == "bidding":
        raise Refused(
            "竞价意向不能续期，请重新挂牌。/ Bidding is not renewed; list the right again.", "listing.bidding_renewed"
        )
    zh, en = name_of(row)
    until = months_after(act.moment, request.months).date().isoformat()
    return Terms(effect="renew", words=WORDS, subject=row.id, title_zh=zh, title_en=en, clauses=(clause("listed_until", day=until),), seen={row.id: row.version})  # fmt: skip


def renew(act: Act, request: Renew, terms: Terms) -> Outcome:
    """Let a listing or a need run on."""
    row = _renewed(act, request.record)
    row.expires = months_after(act.moment, request.months)
    act.step(LISTING_STEPS if isinstance(row, ListingRow) else NEED_STEPS, row, "renew", until=row.expires.isoformat())
    act.session.flush()
    return Outcome(effect="renew", words=WORDS, record=row.id, key="renew", values={"record": row.id, "day": row.expires.date().isoformat()})  # fmt: skip


def _row(act: Act, request: OfListing | OfNeed) -> ListingRow | NeedRow:
    return act.row(ListingRow, request.listing) if isinstance(request, OfListing) else act.row(NeedRow, request.need)


def _renewed(act: Act, record: str) -> ListingRow | NeedRow:
    return act.row(NeedRow, record) if record.startswith("NED-") else act.row(ListingRow, record)


def _said(request: PostNeed) -> dict[str, Wording]:
    return {language: words for language, words in (("zh", request.zh), ("en", request.en)) if words}


def _listed(names: tuple[str, ...]) -> str:
    return f",{','.join(dict.fromkeys(names))}," if names else ""
