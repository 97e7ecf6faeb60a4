"""Every page by every role: it opens without a failure, and shows nothing of another's; without sign-in where it is asked for, nothing."""

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from assistant.world import World
from tests.conftest import PATIENCE
from tests.members.desk import join, with_accounts
from tests.page_visits import furnished, said_on
from tests.test_page import APP, run_entry
from tests.trade.access_records import THIRD, order, quote
from tools.databases.definition import Definition
from tools.databases.tables import DatabaseRow
from tools.members.tables import OrganisationRow
from tools.principal import Principal, Role
from tools.search.query import SearchQuery
from ui import session
from ui.addresses import CHAT, PAGES, SOURCES

SECRET = "canary of another tenant"
ACTORS = {Role.MEMBER: "ming", Role.AGENCY: "an", Role.INVESTOR: "ivy", Role.STAFF: "song", Role.EXPERT: "gu", Role.ADMIN: "su.qing", Role.VISITOR: ""}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A desk with accounts of every role, and one organisation, lei's, with an order, a quote and a database."""
    with pytest.MonkeyPatch.context() as patch:
        made = with_accounts(furnished(tmp_path_factory.mktemp("desk"), patch, held=False))
        for user, organisation, role in (
            ("an", "ORG-A2", Role.AGENCY),
            ("ivy", "ORG-A3", Role.INVESTOR),
            ("ming", "ORG-A2", Role.MEMBER),
        ):
            _organisation(made, organisation, "enterprise" if role is not Role.INVESTOR else "investor")
            join(made, user, organisation, role)
        for user, role in (("song", Role.STAFF), ("gu", Role.EXPERT)):
            join(made, user, "ORG-PLATFORM", role)
        _records(made)
        patch.setattr(script_runner, "_mpa_v1", run_entry)
        st.cache_resource.clear()
        yield made
        st.cache_resource.clear()


def _organisation(world: World, identity: str, kind: str) -> None:
    with world.sessions.begin() as writing:
        if not writing.get(OrganisationRow, identity):
            writing.add(OrganisationRow(id=identity, name_zh=identity, name_en=identity, kind=kind, created=world.now()))  # fmt: skip


def _records(world: World) -> None:
    lei = Principal("lei", "ORG-A", Role.MEMBER)
    with world.sessions.begin() as writing:
        writing.add(OrganisationRow(id=THIRD.organisation, name_zh="丙公司", name_en="Third", kind="agency", created=world.now()))  # fmt: skip
        writing.flush()
        quote(writing, lei, "000000000001")
        order(writing, lei, "000000000002")
        definition = Definition(query=SearchQuery(classes=("E01B",))).model_dump_json()
        writing.add(DatabaseRow(id="d" * 32, owner="lei", name=SECRET, definition=definition, found="[]", version=1, created=world.now()))  # fmt: skip


def entered(monkeypatch: pytest.MonkeyPatch, user: str, lang: str = "en", **query: str) -> AppTest:
    """The desk as somebody who signed in comes to it, nobody for ""."""
    monkeypatch.setattr(session, "local_name", lambda: user)
    shown = AppTest.from_file(str(APP), default_timeout=PATIENCE)
    shown.user = {}
    shown.query_params.update({"lang": lang, **query})
    return shown.run()


def turned_to(shown: AppTest, page: str, **query: str) -> str:
    """Another page of the same visit; everything it says."""
    shown.switch_page(f"views/{page.replace('-', '_')}.py")
    shown.query_params.update({"lang": "en", **query})
    shown.run()
    assert not shown.exception, (page, shown.exception[0].value)
    assert not shown.error, (page, [each.value for each in shown.error])
    for name in query:
        shown.query_params.pop(name, None)
    return said_on(shown)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.VISITOR])
def test_every_page_opens_and_shows_nothing_of_another(world: World, monkeypatch: pytest.MonkeyPatch, role: Role) -> None:  # fmt: skip
    shown = entered(monkeypatch, ACTORS[role])
    for page in PAGES:
        if page != CHAT and (page != SOURCES or role is Role.ADMIN):
            assert SECRET not in turned_to(shown, page)
    if role in (Role.MEMBER, Role.AGENCY, Role.INVESTOR):
        assert SECRET not in turned_to(shown, "orders", r="ORD-000000000002")
        assert shown.warning


def test_the_owner_does_see_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above could not fail."""
    shown = entered(monkeypatch, "lei")
    assert SECRET in turned_to(shown, "orders", r="ORD-000000000002")


def test_sources_are_the_administrators_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    turned_to(entered(monkeypatch, "su.qing"), "sources")
    for user in ("song", "ming"):
        with pytest.raises(ValueError, match="sources"):
            entered(monkeypatch, user).switch_page("views/sources.py")


@pytest.mark.parametrize(("lang", "said"), [("zh", "请先登录"), ("en", "Sign in first")])
def test_without_signing_in_there_is_no_page_no_choice_and_no_account(world: World, monkeypatch: pytest.MonkeyPatch, lang: str, said: str) -> None:  # fmt: skip
    for extra in ({}, {"as": "lei"}, {"as": "local"}, {"r": "ORD-000000000002"}):
        shown = entered(monkeypatch, "", lang, **extra)
        assert said in said_on(shown)
        assert [*shown.selectbox, *shown.button, *shown.exception] == []
    assert session.user() == ""
    assert session.principal() == Principal("")


def test_a_deactivated_account_is_told_so_and_sees_no_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    join(world, "xin", "ORG-A2", Role.MEMBER)
    card = world.effects.propose(world.principal("su.qing"), "deactivate_account", {"member": "xin", "reason": "离职"})
    world.effects.approve(world.principal("su.qing"), card.id, card.hash)
    shown = entered(monkeypatch, "xin")
    assert "deactivated" in shown.error[0].value
    assert not shown.button
