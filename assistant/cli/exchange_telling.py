"""Listings, needs, offers and deals as lines of the terminal."""

from collections.abc import Sequence
from datetime import datetime

from knowledge.language import Language
from tools.approvals.telling import Teller
from tools.approvals.terms import Check, Clause
from tools.exchange.finding import ListingFound, NeedFound
from tools.exchange.shown import Bidding, DealShown, ListingShown, Member, NeedShown, OfferShown
from tools.money import Money

_WORDS = "tools.exchange"


def listing_text(row: ListingShown, language: Language) -> str:
    """A listing in full, with the checks made when it was listed."""
    tell = Teller(_WORDS, language)
    lines = [listing_line(row, language), tell(f"clause_subject_{row.subject}"), tell(f"clause_deal_{row.deal}")]
    lines += [tell("clause_number", number=number, country=row.country) for number in row.numbers]
    lines += [words.text for words in row.words.values()]
    lines += _bidding_lines(row.bidding, language) if row.bidding else []
    if row.most is not None:
        lines.append(f"{tell('clause_most', most=row.most)} ({row.left})")
    return "\n".join([*lines, tell("clause_listed_until", day=row.expires.date().isoformat()), checks_text(row.checks, language)])  # fmt: skip


def listing_line(row: ListingShown, language: Language) -> str:
    """A listing in one line."""
    price = row.price.text(language) if row.price else "面议" if language == "zh" else "to be negotiated"
    state = row.state_zh if language == "zh" else row.state_en
    return f"{row.id}  {_title(row, language)}  {price}  {_name(row.seller, language)}  [{state}]"


def need_line(row: NeedShown, language: Language) -> str:
    """A need in one line."""
    budget = f"  ≤ {row.budget.text(language)}" if row.budget else ""
    state = row.state_zh if language == "zh" else row.state_en
    return f"{row.id}  {_title(row, language)}{budget}  {_name(row.buyer, language)}  [{state}]"


def found_lines(rows: Sequence[ListingFound] | Sequence[NeedFound], language: Language) -> str:
    """Listings or needs found, each with the reasons."""
    lines: list[str] = []
    for row in rows:
        lines.append(listing_line(row.listing, language) if isinstance(row, ListingFound) else need_line(row.need, language))  # fmt: skip
        lines += [f"    {reason_text(reason, language)}" for reason in row.reasons]
    return "\n".join(lines) or ("没有找到。" if language == "zh" else "Nothing was found.")


def offer_line(row: OfferShown, language: Language) -> str:
    """An offer in one line."""
    state = row.state_zh if language == "zh" else row.state_en
    side = {("buyer", "zh"): "买方", ("seller", "zh"): "卖方"}.get((row.by, language), row.by)
    return f"{row.id}  {row.listing}  {side} {row.amount.text(language)}  {_name(row.buyer, language)}  [{state}]  {_when(row.expires)}"  # fmt: skip


def deal_line(row: DealShown, language: Language) -> str:
    """A deal in one line."""
    state = row.state_zh if language == "zh" else row.state_en
    return f"{row.id}  {row.listing}  {_name(row.seller, language)} → {_name(row.buyer, language)}  {row.price.text(language)}  [{state}]"  # fmt: skip


def checks_text(checks: Sequence[Check], language: Language) -> str:
    """Checks with what they looked at and their articles."""
    tell = Teller(_WORDS, language)
    lines: list[str] = []
    for check in checks:
        keys = "".join(f" [{key}]" for key in check.provisions)
        lines.append(f"- {tell(f'check_{check.key}')}: {tell(f'outcome_{check.outcome}')}{keys}")
        lines += [f"    {tell.clause('evidence', clause)}" for clause in check.evidence]
    return "\n".join(lines)


def reason_text(reason: Clause, language: Language) -> str:
    """Why a match was found."""
    return Teller(_WORDS, language).clause("reason", reason)


def _bidding_lines(row: Bidding, language: Language) -> list[str]:
    tell = Teller(_WORDS, language)
    lines = [tell("clause_bidding_ends", end=_when(row.ends), minutes=row.extension)]
    named = (("amount_increment", row.increment), ("amount_reserve", row.reserve))
    lines += [f"{tell(name)}: {amount.text(language)}" for name, amount in named if isinstance(amount, Money)]
    top = row.top.text(language) if row.top else "-"
    return [*lines, f"{'最高出价' if language == 'zh' else 'Highest bid'}: {top} ({row.bids})"]


def _title(row: ListingShown | NeedShown, language: Language) -> str:
    words = row.words.get(language) or next(iter(row.words.values()))
    demo = ("（演示）" if language == "zh" else " (demo)") if row.demo else ""
    return f"{words.title}{demo}"


def _name(row: Member, language: Language) -> str:
    return row.zh if language == "zh" else row.en


def _when(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
