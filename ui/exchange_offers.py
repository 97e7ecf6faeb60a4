"""Offers and deals of one's organisation: who made them, what they say, and the answers open to one's side."""

from collections.abc import Sequence

import streamlit as st

from tools.access.table import may_ever
from tools.exchange.machine import DEAL_STEPS, OFFER_STEPS
from tools.exchange.reading import history_of, show_deal, show_offer
from tools.exchange.shown import DealShown, OfferShown
from ui import session
from ui.approving import propose
from ui.escrow_link import draw_escrow_of
from ui.exchange_fields import declaration_fields, label_of
from ui.exchange_telling import draw_own_checks, member_name
from ui.failing import said
from ui.money_field import money_field, money_of
from ui.record_links import draw_way_to, open_record
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts
from ui.trade_telling import amount, both, event_of, facts, moment, state_badge


def draw_offers(offers: Sequence[OfferShown]) -> None:
    """Offers as cards."""
    for each in offers:
        with st.container(border=True, gap="xsmall", key=f"offer-{each.id}"):
            st.button(f"**{amount(each.amount)}** · {literal(each.id)}", key=f"open-{each.id}", type="tertiary", on_click=open_record, args=(each.id,))  # fmt: skip
            draw_offer_line(each)


def draw_offer_line(each: OfferShown) -> None:
    """Whose it is, until when it stands, its conditions."""
    words = texts(session.language())
    whose = words["exc_by_us" if each.yours else "exc_by_them"]
    st.markdown(f"{state_badge(OFFER_STEPS, each.state)} {whose} · {words['exc_buyer']} {member_name(each.buyer)}")
    if each.conditions:
        st.markdown(f"> {literal(' '.join(each.conditions.split()))}")
    st.caption(f"{literal(each.listing)} · {words['exc_until'].format(when=moment(each.expires))}")


def draw_offer(identity: str) -> None:
    """One offer with the answers open to one's side."""
    words, who = texts(session.language()), session.principal()
    with session.world().sessions() as reading:
        offer = show_offer(reading, who, identity)
    st.header(f"{words['exc_offer_head']} {amount(offer.amount)}")
    st.caption(literal(offer.id) + (f" · {words['exc_answers'].format(offer=literal(offer.previous))}" if offer.previous else ""))  # fmt: skip
    draw_offer_line(offer)
    draw_way_to(offer.listing)
    if offer.state != "open":
        return
    if offer.yours:
        if st.button(words["exc_withdraw"], key="withdraw_offer"):
            with said():
                propose("withdraw_offer", {"offer": offer.id})
        return
    draw_answers(offer)


def draw_answers(offer: OfferShown) -> None:
    """Accept, counter or decline; the seller says what it declares for the deal."""
    words, seller = texts(session.language()), offer.by == "buyer"
    with st.form("answer"):
        typed = money_field(words["exc_counter_amount"], "counter_amount", offer.amount.currency)
        conditions = st.text_area(words["exc_conditions"], key="counter_conditions", max_chars=2000, height=80)
        declares = {"declares": declaration_fields("answer")} if seller else {}
        with st.container(horizontal=True, gap="small"):
            accept = st.form_submit_button(words["exc_accept"].format(amount=amount(offer.amount)), key="accept_run", type="primary")  # fmt: skip
            counter = st.form_submit_button(words["exc_counter"], key="counter_run")
            decline = st.form_submit_button(words["exc_decline"], key="decline_run")
    with said():
        if accept:
            propose("accept_offer", {"offer": offer.id, **declares})
        if counter:
            propose("counter_offer", {"offer": offer.id, "amount": money_of(typed), "conditions": conditions, **declares})  # fmt: skip
        if decline:
            propose("decline_offer", {"offer": offer.id})


def draw_deals(deals: Sequence[DealShown]) -> None:
    """Deals as cards."""
    for each in deals:
        with st.container(border=True, gap="xsmall", key=f"deal-{each.id}"):
            st.button(f"**{literal(each.id)}** · {amount(each.price)}", key=f"open-{each.id}", type="tertiary", on_click=open_record, args=(each.id,))  # fmt: skip
            st.markdown(f"{state_badge(DEAL_STEPS, each.state)} {member_name(each.seller)} → {member_name(each.buyer)}")
            st.caption(f"{label_of('subject', each.subject)} · {label_of('deal', each.kind)} · {moment(each.created)}")


def draw_deal(identity: str) -> None:
    """One deal: parties, price, escrow, checks, history, and what can be done."""
    words, who = texts(session.language()), session.principal()
    with session.world().sessions() as reading:
        deal = show_deal(reading, who, identity)
        history = history_of(reading, who, identity)
    st.header(f"{words['exc_deal_head']} {literal(deal.id)}")
    st.markdown(state_badge(DEAL_STEPS, deal.state))
    facts({
        words["exc_seller"]: member_name(deal.seller), words["exc_buyer"]: member_name(deal.buyer), words["exc_price"]: amount(deal.price),
        words["exc_subject"]: label_of("subject", deal.subject), words["exc_deal"]: label_of("deal", deal.kind),
        words["exc_conditions"]: literal(" ".join(deal.conditions.split())),
        words["exc_pay_by"]: moment(deal.pay_by) if deal.state == "agreed" else "",
    })  # fmt: skip
    draw_way_to(deal.listing)
    draw_escrow_of("deal", deal.id)
    draw_deal_steps(deal)
    draw_own_checks(deal.checks, words["exc_checks"])
    st.subheader(words["history_of"])
    bullets(f"{moment(each.when)} · {literal(event_of(DEAL_STEPS, each.name) if each.name in DEAL_STEPS.events else both(*DEAL_STEPS.states.get(each.became, (each.name, each.name))))} · {literal(each.user)}" for each in history)  # fmt: skip


def draw_deal_steps(deal: DealShown) -> None:
    """Cancel or dispute, where the state leaves it."""
    words, who, can = texts(session.language()), session.principal(), DEAL_STEPS.can(deal.state)
    if deal.side == "other":
        return
    if deal.state == "agreed" and may_ever(who, "cancel_deal") and st.button(words["exc_cancel_deal"], key="cancel_deal"):  # fmt: skip
        with said():
            propose("cancel_deal", {"deal": deal.id})
    if "dispute" in can and may_ever(who, "dispute_deal"):
        with st.popover(words["exc_dispute"], icon=":material/gavel:"), st.form("dispute", border=False):
            reason = st.text_area(words["ord_reason"], key="dispute_reason", max_chars=2000)
            sent = st.form_submit_button(words["see_terms"], key="dispute_run")
        if sent:
            with said():
                propose("dispute_deal", {"deal": deal.id, "reason": reason})
