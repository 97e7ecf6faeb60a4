"""The entry script of the web application: page settings, navigation, sidebar, the page or the card to decide on."""

import streamlit as st

from assistant.records import Unusable
from assistant.staff import is_staff
from tools.database import DatabaseFailure
from tools.principal import Role
from tools.refused import Refused
from ui import session
from ui.account import draw_closed
from ui.addresses import CHAT, ICONS, SECTIONS, SOURCES
from ui.approving import draw_shown
from ui.failing import sentence
from ui.sidebar import draw_sidebar
from ui.texts import texts

language = session.language()
words = texts(language)
# before the navigation: it would take a page's icon for the browser's tab from another server
st.set_page_config(page_title=words["title"], page_icon="⚖️", initial_sidebar_state="auto")
try:
    if session.closed():
        draw_closed()
        st.stop()
    who = session.principal()
    staff = is_staff(session.world().settings, who) or (bool(session.local_name()) and who.role is Role.ADMIN)
except (
    Unusable,
    DatabaseFailure,
    Refused,
    ValueError,
) as error:  # a setting that cannot be read, a database that cannot be opened
    st.error(words["failed"].format(reason=sentence(str(error), language)))
    st.stop()
sections = {
    words[f"section_{section}"] if section else "": [
        st.Page(
            f"views/{(name or 'chat').replace('-', '_')}.py", title=words[f"page_{(name or 'chat').replace('-', '_')}"], icon=f":material/{ICONS[name]}:",
            default=name == CHAT, url_path=name or None,
        )
        for name in names if name != SOURCES or staff
    ]
    for section, names in SECTIONS.items()
}  # fmt: skip
page = st.navigation(sections, position="top")
chat = page.url_path == CHAT
st.set_page_config(
    page_title=words["title"] if chat else f"{page.title} · {words['title']}", page_icon="⚖️",
    layout="centered" if chat else "wide", initial_sidebar_state="auto",
)  # fmt: skip
try:
    session.check(chat)
    draw_sidebar(chat)
except (Unusable, DatabaseFailure, Refused, ValueError) as error:
    st.error(words["failed"].format(reason=sentence(str(error), language)))
    st.stop()
if chat or not draw_shown():
    page.run()
