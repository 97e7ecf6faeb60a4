"""What a page knows of its visitor: the world and its searches, who asks, the language, the day, the thread."""

from contextlib import suppress
from datetime import date

import streamlit as st

from assistant.records import Unusable
from assistant.world import World
from knowledge.language import Language
from retrievers.trademarks.search import MarkSearcher
from tools.databases.access import Databases, databases_of
from tools.members.accounts import LOCAL, demo_accounts
from tools.principal import Principal
from tools.refused import Refused
from tools.search.room import SearchRoom, room_of
from ui.cookies import SESSION

_ACCOUNT, _AS = "account", "as"  # the demo account chosen: in the session, in the address


@st.cache_resource(show_spinner=False)
def world() -> World:
    """The one world of this server."""
    return World()


def check(chat: bool) -> None:
    """Find a wrong setting before anything is asked. Raises Unusable or ValueError with what to do.

    `chat`: the assistant is needed too; the other pages do without it.
    """
    if chat:
        _ = world().assistant
    else:
        world().prepare_home()


def room() -> SearchRoom:
    """What the patent searches work with. Raises Refused when there is none."""
    return room_of(world())


def databases() -> Databases:
    """The special-topic databases. Raises Refused when there are none."""
    return databases_of(world())


def marks() -> MarkSearcher:
    """The search for trademarks."""
    return world().marks


def cookie() -> str:
    """The session that the browser showed when it opened the page, "" for none."""
    return str(st.context.cookies.get(SESSION, ""))


def local_name() -> str:
    """The account signed in here with a password, as the database has it at this moment; "" for none."""
    shown = cookie()
    return world().gate.user_of(shown) if shown else ""


def signed_in() -> bool:
    """Whether the visitor signed in, here or with st.login; then no account can be chosen."""
    return bool(local_name()) or bool(st.user.get("is_logged_in", False))


def closed() -> bool:
    """Whether this desk asks for sign-in and nobody has signed in."""
    return world().sign_in_required() and not signed_in()


def sign_out() -> None:
    """End the session; the next run finds nobody signed in."""
    world().gate.sign_out(cookie())
    st.session_state.clear()


def user() -> str:
    """The name of the account that acts: the signed-in one; without sign-in, where none is asked for, the demo account chosen
    or the local one; else nobody.

    A choice stands in the session and in the address, so that a reload keeps it; it counts only while the database calls it an
    account of the demo.
    """
    if name := local_name():
        return name
    if st.user.get("is_logged_in", False):
        return str(st.user.get("email", ""))
    if world().sign_in_required():
        return ""
    chosen = str(st.query_params.get(_AS) or st.session_state.get(_ACCOUNT, LOCAL))
    if chosen == LOCAL or chosen not in {who.user for who, _ in demo_accounts(world().sessions)}:
        return LOCAL
    if st.query_params.get(_AS) != chosen:  # a link to another page has no query
        st.query_params[_AS] = chosen
    st.session_state[_ACCOUNT] = chosen
    return chosen


def principal() -> Principal:
    """Who acts, with organisation and role as the database has them at this moment; a name nobody has is a visitor's."""
    return world().principal(user())


def act_as(name: str) -> None:
    """Act as a demo account from now on; nothing that was on show for the one before stays."""
    kept = st.session_state.get("lang")
    st.session_state.clear()
    st.session_state.update({_ACCOUNT: name} | ({"lang": kept} if kept else {}))
    for each in [each for each in st.query_params if each != "lang"]:
        st.query_params.pop(each, None)
    if name != LOCAL:
        st.query_params[_AS] = name


def language() -> Language:
    """The language of the page: chosen, else the browser's. A choice holds on the other pages too."""
    chosen = st.query_params.get("lang")
    if chosen in ("zh", "en"):
        st.session_state["lang"] = chosen
    elif st.session_state.get("lang"):
        chosen = st.query_params["lang"] = st.session_state["lang"]  # a link to another page has no query
    if chosen in ("zh", "en"):
        return "zh" if chosen == "zh" else "en"
    locale = (st.context.locale or "zh").lower()
    return "zh" if locale.startswith("zh") else "en"


def thread() -> str:
    """The conversation on show: the address names it, so that a reload keeps it; somebody else's is not opened."""
    named = st.query_params.get("c", "")
    if named and world().conversations.owns(named, principal().user):
        st.session_state["thread"] = named  # and is found again after a look at another page
        return named
    kept = str(st.session_state.setdefault("thread", world().new_id()))
    if world().conversations.owns(kept, principal().user):
        st.query_params["c"] = kept
    return kept


def open_thread(name: str | None) -> None:
    """Show a conversation; None starts a new one."""
    st.session_state.pop("thread", None)
    if name:
        st.query_params["c"] = name
    else:
        st.query_params.pop("c", None)


def begin(question: str) -> None:
    """Take a question: its conversation is in the list and in the address while the answer is still being written."""
    st.session_state["asked"] = question
    with suppress(Refused, Unusable):  # the page says it when it asks
        world().assistant.begin(thread(), principal(), question)
        st.query_params["c"] = thread()


def asked() -> str:
    """The question just taken, once; empty without one."""
    return str(st.session_state.pop("asked", ""))


def day() -> date:
    """The day searches and standings are told for."""
    return as_of() or world().today()


def as_of() -> date | None:
    """The day chosen in the sidebar, None for today."""
    chosen = st.session_state.get("as_of")
    return chosen if isinstance(chosen, date) and chosen != world().today() else None
