"""How the exchange's records are told on the page: titles, kinds, prices, parties, reasons, checks."""

from collections.abc import Sequence

import streamlit as st

from tools.approvals.telling import CheckTold, Teller
from tools.approvals.terms import Check, Clause
from tools.exchange.request import Wording
from tools.exchange.shown import ListingShown, Member
from ui import session
from ui.approval_card import draw_checks
from ui.provisions_shown import draw_provisions, readable
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import amount, both

WORDS = "tools.exchange"


def teller() -> Teller:
    """The exchange's own words, in the language of the page."""
    return Teller(WORDS, session.language())


def wording(words: dict[str, Wording]) -> Wording:
    """A right or need in the language of the page, else in the one it was given in."""
    return words.get(session.language()) or next(iter(words.values()), Wording(title="–––"))


def member_name(member: Member) -> str:
    """An organisation as Markdown, the demo's marked as such."""
    demo = f" :gray-badge[{texts(session.language())['demo']}]" if member.demo else ""
    return f"{literal(both(member.zh, member.en))}{demo}"


def price_told(listing: ListingShown) -> str:
    """What a listing costs, as Markdown: where bidding stands, the price asked, or that it is to be negotiated."""
    words = texts(session.language())
    if listing.bidding:
        top = listing.bidding.top
        return words["exc_top"].format(amount=amount(top)) if top else words["exc_starting"].format(amount=amount(listing.price))  # fmt: skip
    return amount(listing.price) if listing.price else words["exc_negotiable"]


def draw_wording(words: dict[str, Wording]) -> None:
    """What a right is and what it is for; in the words of who offers it, shown as typed."""
    told, labels = wording(words), texts(session.language())
    for name in ("use", "product", "description"):
        if text := getattr(told, name):
            st.markdown(f"**{labels[f'exc_{name}']}**{labels['colon']}{literal(text)}")


def reason_told(reason: Clause) -> str:
    """Why something was found, as Markdown."""
    return readable(teller().clause("reason", reason), ())


def draw_own_checks(checks: Sequence[Check], label: str) -> None:
    """The checks made, with what was looked at and their provisions."""
    if not checks:
        return
    keys = list(dict.fromkeys(key for check in checks for key in (*check.provisions, *(each.provision for each in check.evidence)) if key))  # fmt: skip
    with st.expander(label, icon=":material/fact_check:"):
        draw_checks([_told(check) for check in checks], keys)
    draw_provisions(keys)


def _told(check: Check) -> CheckTold:
    tell = teller()
    keys = "".join(f" [{key}]" for key in check.provisions)
    evidence = tuple(tell.clause("evidence", each) for each in check.evidence)
    return CheckTold(tell(f"check_{check.key}") + keys, check.outcome, tell(f"outcome_{check.outcome}"), evidence)
