"""The entry script of the web application: page settings, navigation, sidebar."""

import streamlit as st

from assistant.records import Unusable
from assistant.staff import is_staff
from ui import session
from ui.addresses import CHAT, DATABASES, SEARCH, SOURCES
from ui.sidebar import draw_sidebar
from ui.texts import texts

words = texts(session.language())
# before the navigation: it would take a page's icon for the browser's tab from another server
st.set_page_config(page_title=words["title"], page_icon="⚖️", initial_sidebar_state="auto")
pages = [
    st.Page("views/chat.py", title=words["page_chat"], icon=":material/chat:", default=True),
    st.Page("views/search.py", title=words["page_search"], icon=":material/search:", url_path=SEARCH),
    st.Page("views/databases.py", title=words["page_databases"], icon=":material/database:", url_path=DATABASES),
]
try:
    if is_staff(session.world().settings, session.principal()):
        title = words["page_sources"]
        pages.append(st.Page("views/sources.py", title=title, icon=":material/inventory_2:", url_path=SOURCES))
except ValueError as error:  # a setting that cannot be read
    st.error(words["failed"].format(reason=str(error)))
    st.stop()
page = st.navigation(pages, position="top")
chat = page.url_path == CHAT
st.set_page_config(
    page_title=words["title"] if chat else f"{page.title} · {words['title']}", page_icon="⚖️",
    layout="centered" if chat else "wide", initial_sidebar_state="auto",
)  # fmt: skip
try:
    session.check(chat)
    draw_sidebar(chat)
except (Unusable, ValueError) as error:
    st.error(words["failed"].format(reason=str(error)))
    st.stop()
page.run()
