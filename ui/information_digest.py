"""News on the page: what is new with why, and the digest of a subscription with its e-mail file."""

import streamlit as st

from tools.information.classifying import categories
from tools.information.digest import Item, digests_of, make_digest, whats_new
from tools.information.mail import digest_mail, mail_name
from tools.information.subscribing import subscriptions_of
from tools.information.telling import subscription_line, text_of, title_of, why_told
from tools.orders.days import day_of
from tools.search.words import Words, words_of
from ui import session
from ui.export import entered
from ui.provisions_shown import draw_provisions
from ui.safe import literal
from ui.texts import texts


def telling() -> Words:
    """The words of the information service."""
    return words_of("tools.information", session.language())


def draw_news() -> None:
    """What is new for the reader and in no digest yet."""
    words = texts(session.language())
    with session.world().sessions() as reading:
        own = subscriptions_of(reading, session.principal())
        found = whats_new(reading, session.principal(), day_of(session.world().now()))
    if not own:
        st.info(words["inf_no_subscription"], icon=":material/notifications_off:")
    elif not found:
        st.info(literal(telling()("nothing_new")), icon=":material/done_all:")
    for each in found:
        draw_item(each, f"new-{each.id}")
    if cited := [each.citation for each in found if each.citation.startswith("cn/")]:
        draw_provisions(list(dict.fromkeys(cited))[:6])


def draw_item(each: Item, key: str) -> None:
    """An item with its day, source, days left and why."""
    tell, language = telling(), session.language()
    with st.container(border=True, gap="xsmall", key=key):
        st.markdown(f"**{literal(title_of(each, language))}**")
        day = each.day.isoformat() if each.dated else tell("undated", day=each.day)
        source = tell("source_knowledge") if each.source == "IPOS" else each.source
        st.caption(literal(f"{categories()[each.category].name(language)} · {day} · {source}"))
        if text := text_of(each, language):
            st.markdown(literal(text))
        if each.left is not None:
            st.markdown(f":orange-badge[:material/schedule: {literal(tell('days_left', count=each.left))}]")
        if each.link:
            st.caption(literal(each.link))
        st.caption(f":material/help: {literal(why_told(each.why, language))}")


def draw_digests() -> None:
    """Choose a subscription; its digest for the present period is made when asked for, once."""
    words, language = texts(session.language()), session.language()
    with session.world().sessions() as reading:
        own = subscriptions_of(reading, session.principal())
    if not own:
        st.info(words["inf_no_subscription"], icon=":material/notifications_off:")
        return
    chosen = st.selectbox(words["inf_which"], own, key="inf_which", format_func=lambda each: subscription_line(each, language))  # fmt: skip
    if chosen is None:
        return
    with session.world().sessions() as reading:
        made = digests_of(reading, session.principal(), chosen.id)
    if made:
        st.caption(literal(words["inf_made"].format(periods=", ".join(period for _, period in made))))
    if st.button(words["inf_make"], key="inf_make", type="primary", icon=":material/news:"):
        st.session_state["inf_shown"] = chosen.id
    if st.session_state.get("inf_shown") == chosen.id:
        draw_digest(chosen.id)


def draw_digest(subscription: str) -> None:
    """A digest in full, with its file."""
    words, tell, who = texts(session.language()), telling(), session.principal()
    digest = make_digest(session.world().effects, who, subscription)
    st.subheader(literal(tell("digest_head", period=digest.period, count=len(digest.items))))
    data = entered(mail_name(digest), lambda: digest_mail(digest, who.user, session.language()))
    st.download_button(words["inf_eml"], data, mail_name(digest), "message/rfc822", key=f"eml-{digest.id}", icon=":material/mail:", on_click="ignore")  # fmt: skip
    if not digest.items:
        st.info(literal(tell("nothing_new")), icon=":material/done_all:")
    for each in digest.items:
        draw_item(each, f"told-{each.id}")
    if digest.left:
        st.caption(literal(tell("left", count=digest.left)))
