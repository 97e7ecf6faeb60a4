"""Listing a right: what has to fit together, the checks, and the rows."""

import json
from datetime import datetime, timedelta

from sqlalchemy import select

from tools.act import Act
from tools.approvals.terms import Amount, Check, Clause, Outcome, Terms
from tools.exchange.case import Case
from tools.exchange.checks import checks_of
from tools.exchange.evidence import Evidence, right_keys
from tools.exchange.given import given_for
from tools.exchange.kinds import kind_of
from tools.exchange.machine import LISTING_STEPS
from tools.exchange.parties import party, seller_of
from tools.exchange.request import EXCLUSIVE, ListRight, Wording
from tools.exchange.tables import ListingRow, RightRow
from tools.exchange.told import WORDS, checks_text, clause, kind_clauses, months_after, titles, words_clauses
from tools.money import MOST, Money
from tools.refused import Refused

BIDDING_LASTS = timedelta(days=90)  # at most
CLOSE_WITHIN = timedelta(days=30)  # after the end of bidding the seller may accept


def list_terms(act: Act, request: ListRight, evidence: Evidence) -> Terms:
    """The terms of a listing, with its checks. Raises Refused for what does not fit together or stands listed already."""
    _fits(act, request)
    keys = keys_of(request, evidence)
    _not_listed(act, request, keys)
    title_zh, title_en = titles(said(request))
    return Terms(
        effect="list_right", words=WORDS, title_zh=title_zh, title_en=title_en,
        parties=(party(act.session, "seller", act.who.organisation),), amounts=_amounts(request),
        clauses=(*words_clauses(said(request)), *_clauses(act, request), *kind_clauses(request.subject, request.deal, act.moment.date())),
        checks=list_checks(act, request, evidence, keys),
    )  # fmt: skip


def list_right(act: Act, request: ListRight, terms: Terms, evidence: Evidence) -> Outcome:
    """Put the listing and its rights in."""
    price, organisation = request.price, seller_of(act.session, act.who.organisation)
    row = ListingRow(
        id=act.fresh("LST"), organisation=organisation.organisation, user=act.who.user, subject=request.subject, deal=request.deal,
        pricing=request.pricing, price_minor=price.minor if price else None, currency=_currency(request), country=request.country,
        words=json.dumps({language: words.model_dump() for language, words in said(request).items()}, ensure_ascii=False, sort_keys=True),
        classes=coded(request.classes), most=request.most, granted=0, concluded=0, bids=0,
        reserve_minor=request.reserve.minor if request.reserve else None,
        increment_minor=request.increment.minor if request.increment else None, starts=request.starts, ends=request.ends,
        extension=request.extension, declares=request.declares.model_dump_json(), checks=checks_text(terms.checks),
        state="active", demo=terms.parties[0].demo, created=act.moment, expires=_until(act, request), house="",
    )  # fmt: skip
    act.session.add(row)
    act.session.flush()
    for key, shown in keys_of(request, evidence).items():
        act.session.add(RightRow(listing=row.id, right_key=key, shown=shown, exclusive=request.deal in EXCLUSIVE, live=True))  # fmt: skip
    act.note(LISTING_STEPS.kind, row.id, "list", "", "active", subject=row.subject, deal=row.deal)
    return Outcome(effect="list_right", words=WORDS, record=row.id, key="list_right", values={"listing": row.id})


def list_checks(act: Act, request: ListRight, evidence: Evidence, keys: dict[str, str]) -> tuple[Check, ...]:
    """The checks before a listing."""
    numbers = by_number(keys)
    case = Case(
        subject=request.subject, deal=request.deal, numbers=tuple(numbers), seller=seller_of(act.session, act.who.organisation),
        day=act.moment.date(), evidence=evidence, step="list", pricing=request.pricing, declares=request.declares,
        given=lambda number: given_for(act.session, numbers[number]),
    )  # fmt: skip
    return checks_of(case)


def keys_of(request: ListRight, evidence: Evidence) -> dict[str, str]:
    """The keys of the rights, each with its number as typed. Raises Refused for a number that names the same right twice."""
    found: dict[str, str] = {}
    for number in request.numbers:
        keys = right_keys(evidence, request.subject, number)
        if other := next((found[key] for key in keys if key in found), ""):
            raise Refused(f"“{number[:40]}”与“{other[:40]}”是同一件权利。/ “{number[:40]}” and “{other[:40]}” are one right.", "listing.twice")  # fmt: skip
        found |= dict.fromkeys(keys, number)
    return found


def by_number(keys: dict[str, str]) -> dict[str, list[str]]:
    """Keys with their numbers turned round: the numbers as typed, each with its keys."""
    found: dict[str, list[str]] = {}
    for key, number in keys.items():
        found.setdefault(number, []).append(key)
    return found


def said(request: ListRight) -> dict[str, Wording]:
    """The words given, by language."""
    return {language: words for language, words in (("zh", request.zh), ("en", request.en)) if words}


def coded(codes: tuple[str, ...]) -> str:
    """Codes as they are stored: with commas around them, so that one is found as ",B64C,"."""
    return f",{','.join(dict.fromkeys(code.upper().strip() for code in codes))}," if codes else ""


def _fits(act: Act, request: ListRight) -> None:
    kind_of(request.subject, request.deal)
    if not said(request):
        raise Refused("请至少用一种语言写明标题。/ Give a title in one language at least.", "listing.words")
    if request.subject == "package" and len(request.numbers) < 2:
        raise Refused("专利包至少要有两件专利。/ A package holds two patents or more.", "listing.package")
    if request.subject != "package" and request.subject != "trademark" and len(request.numbers) > 1:
        raise Refused(
            "一次只能挂一件；多件专利请选专利包。/ One right a listing; several patents go as a package.",
            "listing.numbers",
        )
    if not request.numbers and request.subject != "know_how":
        raise Refused("请写明专利号、注册号或登记号。/ Give the number of the right.", "listing.number")
    if request.most is not None and request.deal != "ordinary":
        raise Refused("只有普通许可可以限定份数。/ Only ordinary licences are counted.", "listing.most")
    _priced(request)
    if request.pricing == "bidding":
        _bidding_fits(act, request)
    elif request.starts or request.ends or request.reserve or request.increment:
        raise Refused("起止时间、保留价和加价幅度只用于竞价意向。/ Start, end, reserve and increment belong to bidding.", "listing.bidding")  # fmt: skip


def _priced(request: ListRight) -> None:
    amounts = [amount for amount in (request.price, request.reserve, request.increment) if amount]
    if any(not 0 < amount.minor <= MOST for amount in amounts):
        raise Refused(
            "金额须大于零且不超过上限。/ Amounts are more than nothing and within the limit.", "listing.amount"
        )
    if len({amount.currency for amount in amounts}) > 1:
        raise Refused(
            "同一挂牌的金额须用同一种货币。/ The amounts of one listing are in one currency.", "listing.currency"
        )
    if request.price is None and request.pricing != "negotiable":
        raise Refused("请写明价格（竞价时为起始价）。/ Give the price (in bidding, where it starts).", "listing.price")


def _bidding_fits(act: Act, request: ListRight) -> None:
    if request.deal not in EXCLUSIVE:
        raise Refused("竞价意向只适用于转让、独占或排他许可。/ Bidding is for transfers and exclusive or sole licences.", "listing.bidding")  # fmt: skip
    if request.increment is None or request.ends is None:
        raise Refused("竞价意向要写明加价幅度和截止时间。/ Bidding needs an increment and an end.", "listing.bidding")
    start = request.starts or act.moment
    if not max(start, act.moment) < request.ends <= start + BIDDING_LASTS:
        raise Refused(
            "竞价须在开始之后、90 天之内截止。/ Bidding ends after it starts and within 90 days.", "listing.bidding"
        )
    if request.reserve and request.price and request.reserve < request.price:
        raise Refused("保留价不能低于起始价。/ The reserve is not below the starting price.", "listing.reserve")


def _not_listed(act: Act, request: ListRight, keys: dict[str, str]) -> None:
    """The first line of defence: the partial unique index is the second."""
    if request.deal not in EXCLUSIVE:
        return
    query = select(RightRow.listing, RightRow.right_key).where(RightRow.right_key.in_(list(keys)), RightRow.live, RightRow.exclusive)  # fmt: skip
    if found := act.session.execute(query.order_by(RightRow.listing)).first():
        shown = keys[found.right_key][:40]
        raise Refused(f"“{shown}”已有一个有效的转让或独占、排他许可挂牌，不能重复挂牌。/ “{shown}” stands in a live listing for a transfer or an exclusive or sole licence; it cannot be listed twice.", "listing.listed")  # fmt: skip


def _until(act: Act, request: ListRight) -> datetime:
    """Until when it is published: so many months; with bidding, until the seller's time to accept is over."""
    return request.ends + CLOSE_WITHIN if request.ends else months_after(act.moment, request.months)


def _currency(request: ListRight) -> str:
    amount = request.price or request.increment or request.reserve
    return amount.currency if amount else "CNY"


def _amounts(request: ListRight) -> tuple[Amount, ...]:
    named = (("starting_price" if request.pricing == "bidding" else "asking_price", request.price), ("reserve", request.reserve), ("increment", request.increment))  # fmt: skip
    return tuple(Amount(key=key, money=money) for key, money in named if isinstance(money, Money))


def _clauses(act: Act, request: ListRight) -> tuple[Clause, ...]:
    day = act.moment.date()
    rows = [clause(f"subject_{request.subject}"), clause(f"deal_{request.deal}"), clause(f"pricing_{request.pricing}")]
    rows += [clause("number", number=number, country=request.country) for number in request.numbers]
    rows.append(clause("listed_until", day=_until(act, request).date().isoformat()))
    if request.most is not None:
        rows.append(clause("most", most=request.most))
    if request.pricing == "bidding" and request.ends:
        start = request.starts.isoformat(timespec="minutes") if request.starts else ""
        rows.append(clause("bidding_starts", start=start) if start else clause("bidding_starts_now"))
        rows.append(clause("bidding_ends", end=request.ends.isoformat(timespec="minutes"), minutes=request.extension))
        rows.append(clause("no_auction", day, "auction"))
    return tuple(rows)
