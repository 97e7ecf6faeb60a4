"""Who acts at the desk: demo accounts may be chosen, nobody else's; who signed in stays who he is."""

from pathlib import Path

import pytest

from assistant.world import World
from knowledge.language import Language
from tests.page_visits import Visit, furnished, visits
from tests.trade.shop import Shop, people, propose
from tools.members.tables import AccountRow
from ui import session
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return furnished(tmp_path, monkeypatch, held=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_demo_accounts_are_offered_with_organisation_role_and_mark(world: World, visit: Visit, language: Language) -> None:  # fmt: skip
    people(world)
    options = visit("orders", language).selectbox(key="act_as").options
    assert len(options) == 5
    assert options[0] == texts(language)["account_local"]
    wang = next(option for option in options if option.startswith("wang"))
    assert wang.split(" · ")[1:] == ["甲ORG-B" if language == "zh" else "Co ORG-B", texts(language)["role_agency"], texts(language)["demo"]]  # fmt: skip
    assert not [option for option in options if option.startswith("real")]


def test_without_a_demo_there_is_nothing_to_choose(world: World, visit: Visit) -> None:
    assert not visit("orders").selectbox


def test_acting_as_another_account_shows_its_cards_and_nobody_elses(world: World, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    shop = Shop(world, monkeypatch)
    mine, hers = propose(shop), propose(shop, "lin")
    page = visit("orders", "en", a=mine)
    page.selectbox(key="act_as").set_value("lin").run()
    assert "a" not in page.query_params
    assert page.query_params["lang"] == "en"
    assert [button.key for button in page.button if str(button.key).startswith("card-")] == [f"card-{hers}"]
    page.selectbox(key="act_as").set_value("local").run()
    assert [button.key for button in page.button if str(button.key).startswith("card-")] == [f"card-{mine}"]


@pytest.mark.parametrize("name", ["real", "nobody", "ORG-A", ""])
def test_no_other_account_can_be_chosen_whatever_the_session_holds(world: World, visit: Visit, name: str) -> None:
    people(world)
    page = visit("orders")
    page.session_state["account"] = name
    page.run()
    assert page.selectbox(key="act_as").value == "local"
    assert not page.exception


def test_an_account_the_demo_loses_is_lost_at_the_next_click(world: World, visit: Visit) -> None:
    people(world)
    page = visit("orders")
    page.selectbox(key="act_as").set_value("lin").run()
    assert page.selectbox(key="act_as").value == "lin"
    with world.sessions.begin() as writing:
        account = writing.get(AccountRow, "lin")
        assert account is not None
        account.demo = False
    page.run()
    assert page.selectbox(key="act_as").value == "local"


def test_who_signed_in_cannot_act_as_another(world: World, visit: Visit) -> None:
    people(world)
    page = visit("orders", user={"is_logged_in": True, "email": "ann@example.org"})
    assert not page.selectbox
    assert any("ann@example" in caption.value.replace("\\", "") for caption in page.sidebar.caption)
    page.session_state[session._ACCOUNT] = "lin"
    page.run()
    assert any("ann@example" in caption.value.replace("\\", "") for caption in page.sidebar.caption)
