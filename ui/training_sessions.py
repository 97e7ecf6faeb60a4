"""The sessions on the page: as a list, as a month, and one in full with the way to sign up."""

import calendar
from collections.abc import Sequence
from datetime import date

import streamlit as st

from tools.access.table import may_ever
from tools.orders.days import BEIJING, day_of
from tools.search.words import Words, words_of
from tools.training.reading import list_sessions, show_session
from tools.training.session import Session
from tools.training.telling import seats_told, sign_up_line
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.record_links import open_record
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import amount, both, draw_demo

KINDS = ("course", "intensive", "seminar", "salon", "forum")


def telling() -> Words:
    """The words training is told in."""
    return words_of("tools.training", session.language())


def draw_sessions() -> None:
    """Filters, and the sessions as a list or as months."""
    words, tell = texts(session.language()), telling()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        request = st.text_input(words["trn_words"], key="trn_words", max_chars=200, placeholder=words["trn_words_hint"])
        kind = st.selectbox(words["trn_kind"], ["", *KINDS], key="trn_kind", format_func=lambda name: tell(f"kind_{name}") if name else words["trn_all"])  # fmt: skip
    shape = st.segmented_control(words["trn_shape"], ["list", "month"], default="list", required=True, key="trn_shape", format_func=lambda name: words[f"trn_{name}"])  # fmt: skip
    with session.world().sessions() as reading:
        found = list_sessions(reading, session.principal(), session.world().now(), request, kind or "")
    if not found:
        st.info(literal(tell("sessions_none")), icon=":material/event_busy:")
    elif shape == "month":
        draw_months(found)
    else:
        for each in found:
            draw_line(each)


def draw_line(each: Session) -> None:
    """A session in the list."""
    tell = telling()
    with st.container(border=True, gap="xsmall", key=f"session-{each.id}"):
        st.button(f"**{literal(both(each.title_zh, each.title_en))}**", key=f"open-{each.id}", type="tertiary", wrap=True, on_click=open_record, args=(each.id,))  # fmt: skip
        place = literal(both(each.place_zh, each.place_en)) if not each.online else tell("online")
        st.markdown(f":blue-badge[{tell(f'kind_{each.kind}')}] **{when(each)}** · {place}")
        price = amount(each.price) if each.price else literal(tell("free"))
        st.caption(
            f"{price} · {literal(seats_told(each, session.language()))} · {literal(tell(f'language_{each.language}'))}"
        )
        if each.mine:
            st.markdown(f":green-badge[{literal(both(each.mine.state_zh, each.mine.state_en))}]")
        if each.demo:
            draw_demo()


def when(each: Session) -> str:
    """The time of a session in Beijing time."""
    starts, ends = each.starts.astimezone(BEIJING), each.ends.astimezone(BEIJING)
    end = f"{ends:%H:%M}" if starts.date() == ends.date() else f"{ends:%Y-%m-%d %H:%M}"
    return literal(f"{starts:%Y-%m-%d %H:%M}–{end}")


def draw_months(found: Sequence[Session]) -> None:
    """A calendar, a table a month: each day with what begins on it, by course code."""
    words = texts(session.language())
    days: dict[date, list[Session]] = {}
    for each in found:
        days.setdefault(day_of(each.starts), []).append(each)
    heads = words["trn_weekdays"].split()
    for year, month in sorted({(day.year, day.month) for day in days}):
        st.markdown(f"**{year}-{month:02d}**")
        weeks = calendar.Calendar().monthdatescalendar(year, month)
        rows = [{head: _cell(day, month, days.get(day, [])) for head, day in zip(heads, week, strict=True)} for week in weeks]  # fmt: skip
        st.table(
            rows, hide_index=True, border="horizontal", alt=words["trn_month_alt"].format(month=f"{year}-{month:02d}")
        )
        for day in sorted(each for each in days if (each.year, each.month) == (year, month)):
            for each in days[day]:
                st.button(f"{day:%m-%d} {literal(both(each.title_zh, each.title_en))}", key=f"day-{each.id}", type="tertiary", wrap=True, on_click=open_record, args=(each.id,))  # fmt: skip


def _cell(day: date, month: int, held: Sequence[Session]) -> str:
    if day.month != month:
        return ""
    return f"**{day.day}** ●" if len(held) == 1 else f"**{day.day}** ●{len(held)}" if held else str(day.day)


def draw_session(identity: str) -> None:
    """One session in full, and the form to sign up."""
    words, tell, language = texts(session.language()), telling(), session.language()
    with session.world().sessions() as reading:
        each = show_session(reading, session.principal(), session.world().now(), identity)
    st.header(literal(both(each.title_zh, each.title_en)))
    if each.demo:
        draw_demo()
    st.caption(f"{literal(each.id)} · {literal(each.code)}")
    place = literal(both(each.place_zh, each.place_en)) if not each.online else tell("online")
    lines = [f"**{when(each)}** ({words['trn_zone']})", place, literal(tell("held_by", provider=both(each.provider_zh, each.provider_en), hours=each.hours, language=tell(f"language_{each.language}")))]  # fmt: skip
    lines.append(
        f"**{amount(each.price) if each.price else literal(tell('free'))}** · {literal(seats_told(each, language))}"
    )
    st.markdown("  \n".join(lines))
    st.markdown(literal(both(each.about_zh, each.about_en)))
    for name in ("kinds", "roles", "segments"):
        if held := getattr(each, name):
            st.markdown(literal(tell(f"for_{name}", names=tell("comma").join(tell(f"word_{word}") for word in held))))
    if each.prerequisites:
        st.markdown(literal(tell("for_prerequisites", names=", ".join(each.prerequisites))))
    if each.certificate:
        st.markdown(f":material/workspace_premium: {literal(tell('gives_certificate'))}")
    draw_sign_up(each)


def draw_sign_up(each: Session) -> None:
    """What the reader can do about a session: sign up, or see its own sign-up."""
    words, who = texts(session.language()), session.principal()
    if each.mine:
        st.info(literal(sign_up_line(each.mine, session.language())), icon=":material/how_to_reg:")
        return
    if each.state != "open":
        st.info(literal(both(each.state_zh, each.state_en)), icon=":material/event_busy:")
    elif not may_ever(who, "sign_up"):
        st.info(
            words["sign_in_first"] if who.role.value == "visitor" else words["trn_not_yours"], icon=":material/login:"
        )
    else:
        with st.form(f"sign-{each.id}"):
            name = st.text_input(words["trn_name"], key="trn_name", max_chars=100, help=words["trn_name_help"])
            sent = st.form_submit_button(words["trn_sign" if each.free else "trn_wait"], key="trn_sign", type="primary", icon=":material/event_available:")  # fmt: skip
        if sent:
            with said():
                propose("sign_up", {"session": each.id, "name": name})
