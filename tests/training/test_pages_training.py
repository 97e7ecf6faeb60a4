"""The pages of training and information: what is on, signing up by the card, a quiz, subscriptions, a digest with its file."""

from pathlib import Path

import pytest

from assistant.world import World
from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tests.trade.page_market import keys_of, press
from tools.information.matching import Wish
from tools.information.subscribing import subscribe
from tools.members.seeding import seed_members
from tools.training.seeding import seed_training
from tools.training.tables import SignUpRow, TrainingSessionRow
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    made = furnished(tmp_path, monkeypatch, held=False)
    seed_members(made.sessions, made.now())
    seed_training(made.effects)
    return made


def held(world: World, code: str) -> str:
    """The demo's session of a course."""
    with world.sessions() as session:
        return session.query(TrainingSessionRow).filter_by(code=code).one().id


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_list_to_the_card(world: World, visit: Visit, language: Language) -> None:
    page = visit("training", language, **{"as": "lin"})
    assert len([key for key in keys_of(page) if key.startswith("open-TSN-")]) == 12
    press(page, f"open-{held(world, 'START-IP')}")
    assert page.query_params["r"].startswith("TSN-")
    assert texts(language)["trn_zone"] in said_on(page)
    press(page, "trn_sign")
    assert not page.error
    press(page, "approve-")
    with world.sessions() as session:
        assert session.query(SignUpRow).one().state == "signed"
    mine = visit("training", language, **{"as": "lin"})
    assert any(key.startswith("cancel-SGN-") for key in keys_of(mine))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["PAT-DRAFT", "US-FTO"], ids=["for agencies only", "after another course"])
def test_who_may_not_sit_there_sees_why_and_cannot_confirm(world: World, visit: Visit, language: Language, code: str) -> None:  # fmt: skip
    page = visit("training", language, **{"as": "lin"})
    press(page, f"open-{held(world, code)}")
    press(page, "trn_sign")
    assert texts(language)["card_blocked"] in said_on(page)
    assert not [key for key in keys_of(page) if key.startswith("approve-")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiz_is_marked_with_the_provisions(world: World, visit: Visit, language: Language) -> None:
    page = visit("training", language, **{"as": "lin"})
    press(page, "trn_start")
    assert len([each for each in page.radio if each.key and each.key.startswith("QIZ-")]) == 5
    for each in page.radio:
        if each.key and each.key.startswith("QIZ-"):
            each.set_value("A")
    press(page, "trn_mark")
    assert not page.error
    assert ("题" if language == "zh" else " of 5 right") in "".join(each.value for each in page.subheader)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ["nobody", "tao", "su"])
def test_each_role_sees_its_page(world: World, visit: Visit, language: Language, who: str) -> None:
    page = visit("training", language, **{"as": who})
    assert not page.error
    page = visit("information", language, **{"as": who})
    assert not page.error
    assert ("inf_run" in keys_of(page)) == (who == "su")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_subscription_and_its_digest(world: World, visit: Visit, language: Language) -> None:
    who = world.principal("lin")
    world.run_information(world.principal("su"))
    own = subscribe(world.effects, who, Wish(categories=("judicial",)), "weekly", language)
    page = visit("information", language, **{"as": "lin"})
    assert texts(language)["inf_tab_digests"] in [each.label for each in page.tabs]
    assert own.id in said_on(page)
    press(page, "inf_make")
    assert not page.error
    assert ("为什么收到" if language == "zh" else "Why you get this") in said_on(page)
    assert "](http" not in said_on(page)


def test_the_calendar_shows_the_months(world: World, visit: Visit) -> None:
    page = visit("training", "en", **{"as": "lin"})
    page.segmented_control(key="trn_shape").set_value("month").run()
    assert not page.error
    assert len(page.table) >= 2
