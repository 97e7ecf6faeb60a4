"""One's own clearing account: what it holds, money in and out, transfers on their way, statements to take away."""

from datetime import datetime, time, timedelta

import streamlit as st

from tools.access.table import may_ever
from tools.clearing.machine import TRANSFER
from tools.clearing.reading import AccountView, show_account
from tools.clearing.statements import Statement, statement, statement_csv
from tools.search.words import words_of
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.money_field import money_field, money_of
from ui.organisations import draw_no_organisation
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts
from ui.trade_telling import amount, moment, state_badge

_MONTH = timedelta(days=30)


def draw_account() -> None:
    """The account from its balance to its statement."""
    if draw_no_organisation():
        return
    who, words = session.principal(), texts(session.language())
    with session.world().sessions() as reading:
        found = show_account(reading, who)
    if not found.balances:
        st.info(words["clr_empty"], icon=":material/account_balance:")
    with st.container(horizontal=True):
        for money in found.balances:
            st.metric(words["clr_balance"].format(currency=money.currency), money.text(session.language()), border=True, width="content")  # fmt: skip
    if may_ever(who, "deposit_money"):
        draw_moves()
    draw_transfers(found)
    draw_statement(found)


def draw_moves() -> None:
    """Bring money in, take money out."""
    words = texts(session.language())
    left, right = st.columns(2)
    for place, name, effect, icon in ((left, "deposit", "deposit_money", "add"), (right, "pay_out", "pay_out", "remove")):  # fmt: skip
        with place, st.form(name):
            typed = money_field(words[f"clr_{name}"], f"{name}_amount")
            sent = st.form_submit_button(words[f"clr_{name}_run"], key=f"{name}_run", icon=f":material/{icon}:")
        if sent:
            with place, said():
                propose(effect, {"amount": money_of(typed)})


def draw_transfers(found: AccountView) -> None:
    """The latest money in and out, with how far it is."""
    words, tell = texts(session.language()), words_of("tools.clearing", session.language())
    if not found.transfers:
        return
    with st.expander(words["clr_transfers"].format(count=len(found.transfers)), icon=":material/sync_alt:"):
        bullets(
            f"{moment(each.created)} · {tell(f'transfer_{each.direction}')} {amount(each.amount)} {state_badge(TRANSFER, each.state)} {literal(each.reason)} :gray[{literal(each.id)}]"
            for each in found.transfers
        )


def draw_statement(found: AccountView) -> None:
    """What came and went in a period, one currency at a time."""
    if not found.balances:
        return
    words = texts(session.language())
    st.subheader(words["clr_statement"])
    with st.container(horizontal=True):
        currency = st.selectbox(words["currency"], [money.currency for money in found.balances], key="statement_currency", width=140)  # fmt: skip
        today = session.world().today()
        period = st.date_input(words["clr_period"], value=(today - _MONTH, today), max_value=today, key="statement_period", format="YYYY-MM-DD", width=260)  # fmt: skip
    if len(period) != 2:
        st.caption(words["clr_period_open"])
        return
    zone = session.world().now().tzinfo
    start = datetime.combine(period[0], time.min, zone)
    end = datetime.combine(period[1] + timedelta(days=1), time.min, zone)
    with session.world().sessions() as reading:
        told = statement(reading, session.principal(), found.organisation, currency, start, end)
    draw_entries(told)


def draw_entries(told: Statement) -> None:
    """A statement as a table, and as a file."""
    words, tell = texts(session.language()), words_of("tools.clearing", session.language())
    rows = [("", tell("statement_opening"), "", amount(told.opening))]
    rows += [(_narrow(moment(each.when)), f"{tell(f'posting_{each.kind}')} :gray[{literal(each.about)}]", amount(each.amount), amount(each.balance)) for each in told.entries]  # fmt: skip
    rows.append(("", tell("statement_closing"), "", amount(told.closing)))
    heads = [tell(f"column_{name}") for name in ("when", "kind", "amount", "balance")]
    st.table([dict(zip(heads, row, strict=True)) for row in rows], hide_index=True, border="horizontal", alt=words["clr_statement"])  # fmt: skip
    st.download_button(
        words["export_csv"], lambda: statement_file(told), f"{told.organisation}-{told.currency}.csv", "text/csv", key="statement_csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _narrow(when: str) -> str:
    """A moment for a narrow column: its day ends no line within itself."""
    return when.replace("-", "\u2011")


def statement_file(told: Statement) -> bytes:
    """The statement as a CSV file that spreadsheets read as UTF-8; that it was taken away is entered into the audit first."""
    session.world().journal.enter(session.principal(), "download statement", told.organisation, currency=told.currency, start=told.start.isoformat(), end=told.end.isoformat())  # fmt: skip
    return statement_csv(told, session.language()).encode("utf-8-sig")
