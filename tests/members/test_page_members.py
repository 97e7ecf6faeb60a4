"""The page of members and access: what a manager, a member, an administrator and a visitor see and do there, in both languages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from assistant.world import World
from knowledge.language import Language
from tests.conftest import PATIENCE
from tests.members.desk import join, with_accounts
from tests.members.room import GOOD, PLACE
from tests.page_visits import furnished, said_on
from tests.test_page import APP, run_entry
from tests.trade.page_market import approve, keys_of, press
from tools.members.consents import consented
from tools.members.reading import list_members, show_organisation
from tools.principal import Role
from ui import session
from ui.texts import texts

LANGUAGES: tuple[Language, ...] = ("zh", "en")
Enter = Callable[..., AppTest]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = with_accounts(furnished(tmp_path, monkeypatch, held=False))
    join(made, "ming", "ORG-A", Role.MEMBER)
    monkeypatch.setattr(script_runner, "_mpa_v1", run_entry)
    st.cache_resource.clear()
    yield made
    st.cache_resource.clear()


@pytest.fixture
def enter(world: World, monkeypatch: pytest.MonkeyPatch) -> Enter:
    """The page as an account sees it that signed in with its password."""

    def come(user: str, lang: Language = "en") -> AppTest:
        token = world.gate.sign_in(user, GOOD, PLACE)
        monkeypatch.setattr(session, "cookie", lambda: token)
        shown = AppTest.from_file(str(APP), default_timeout=PATIENCE)
        shown.user = {}
        shown.query_params["lang"] = lang
        shown.run().switch_page("views/members.py")
        shown.query_params["lang"] = lang
        shown.run()
        assert not shown.exception, shown.exception[0].value
        return shown

    return come


def tabs_of(page: AppTest, lang: Language) -> list[str]:
    """The tabs of the page itself, without those of the sources shown in them."""
    known = {word for name, word in texts(lang).items() if name.startswith("mem_tab_")}
    return [tab.label for tab in page.tabs if tab.label in known]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_manages_sees_accounts_and_invitations_and_who_does_not_sees_names(enter: Enter, lang: Language) -> None:
    words = texts(lang)
    tabs = tabs_of(enter("lei", lang), lang)
    assert tabs == [words[f"mem_tab_{name}"] for name in ("me", "consents", "organisation", "accounts", "invitations")]
    member = enter("ming", lang)
    assert tabs_of(member, lang) == tabs[:4]
    assert not [key for key in keys_of(member) if key.startswith(("mem_change_", "mem_close_"))]
    assert "lei" in said_on(member)
    assert tabs_of(enter("su.qing", lang), lang) == [*tabs, words["mem_tab_all"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_invitation_code_is_shown_once_and_opens_an_account(world: World, enter: Enter, lang: Language) -> None:
    page = enter("lei", lang)
    page.text_input(key="mem_invite_note").set_value("王工 <b>")
    press(page, "mem_invite_run")
    code = page.code[0].value
    assert code not in said_on(page.run())
    assert not page.code
    assert world.invitations.accept(code, "wang", GOOD) == "wang"
    assert world.principal("wang").organisation == "ORG-A"


def test_a_manager_changes_a_right_after_the_card(world: World, enter: Enter) -> None:
    page = enter("lei")
    page.checkbox(key="mem_manager_ming").set_value(True)
    approve(press(page, "mem_change_ming"))
    lei = world.principal("lei")
    with world.sessions() as reading:
        assert [each.manager for each in list_members(reading, lei, "ORG-A")] == [True, True]
    page = enter("lei")
    page.text_input(key="mem_why_ming").set_value("left the company")
    approve(press(page, "mem_close_ming"))
    with world.sessions() as reading:
        assert [each.deactivated is None for each in list_members(reading, lei, "ORG-A")] == [True, False]


def test_the_profile_is_changed_after_the_card(world: World, enter: Enter) -> None:
    page = enter("lei")
    page.text_input(key="mem_region_ORG-A").set_value("Jiangsu")
    approve(press(page, "mem_profile_run"))
    lei = world.principal("lei")
    with world.sessions() as reading:
        assert show_organisation(reading, lei, "ORG-A").region == "Jiangsu"


def test_a_consent_is_read_given_and_withdrawn(world: World, enter: Enter) -> None:
    approve(press(enter("ming"), "mem_consent_share_contact"))
    with world.sessions() as reading:
        assert consented(reading, "ming", "share_contact")
    press(enter("ming"), "mem_withdraw_share_contact")
    with world.sessions() as reading:
        assert not consented(reading, "ming", "share_contact")


def test_the_password_is_changed_and_every_session_ends(world: World, enter: Enter) -> None:
    page = enter("ming")
    for key, typed in (("mem_old", GOOD), ("mem_new", "another quiet evening"), ("mem_again", "something else")):
        page.text_input(key=key).set_value(typed)
    press(page, "mem_password_run")
    assert "differ" in page.warning[0].value
    page.text_input(key="mem_again").set_value("another quiet evening")
    press(page, "mem_password_run")
    assert page.success
    assert texts("en")["member_closed"] in said_on(page.run())
    assert world.gate.sign_in("ming", "another quiet evening", PLACE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_signing_out_in_the_sidebar_ends_the_session(world: World, enter: Enter, lang: Language) -> None:
    page = enter("lei", lang)
    token = session.cookie()
    press(page, "sign_out")
    assert texts(lang)["member_closed"] in said_on(page)
    assert not page.tabs
    assert world.gate.user_of(token) == ""
