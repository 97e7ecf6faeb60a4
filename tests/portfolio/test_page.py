"""The page of a portfolio: every tab in both languages, the import with its rejected rows, a day marked as met, other accounts."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.world import World
from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tools.members.seeding import seed_members
from tools.portfolio.reading import show_portfolio
from tools.portfolio.seeding import seed_portfolio
from tools.portfolio.telling import telling
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    found = furnished(tmp_path, monkeypatch, held=False)
    seed_members(found.sessions, found.now())
    seed_portfolio(found.portfolio)
    return found


def tables_of(page: AppTest) -> str:
    """Everything the tables of a page hold."""
    return "".join(str(each.value.to_dict()) for each in page.dataframe)


def keys_of(page: AppTest) -> list[str]:
    return [str(each.key) for each in page.button]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_drawn(world: World, visit: Visit, language: Language) -> None:
    page = visit("portfolio", language, **{"as": "lin"})
    told = said_on(page)
    assert texts(language)["defect"] not in told
    assert telling(language)("lapses_grace", count=4) in told
    assert len(page.tabs) == 7
    assert "US98999991B2" in tables_of(page)
    assert len(page.get("vega_lite_chart")) == 3  # the month, and the costs of two currencies


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_sees_nothing_and_staff_the_portfolio_they_name(world: World, visit: Visit, language: Language) -> None:  # fmt: skip
    page = visit("portfolio", language, **{"as": "chen"})
    assert "US98999991B2" not in tables_of(page)
    staff = visit("portfolio", language, **{"as": "song"})
    staff.text_input(key="por_of").set_value("ORG-QINGLAN").run()
    assert not staff.exception
    assert "US98999991B2" in tables_of(staff)
    assert not [key for key in keys_of(staff) if key.startswith("done-")]


def test_a_day_is_marked_as_met_and_leaves_the_alarm(world: World, visit: Visit) -> None:
    page = visit("portfolio", "en", **{"as": "lin"})
    key = next(key for key in keys_of(page) if key.startswith("done-") and "us-maintenance" in key)
    page.button(key=key).click().run()
    assert telling("en")("lapses_grace", count=3) in said_on(page)


def test_numbers_are_previewed_before_they_are_taken_in(world: World, visit: Visit) -> None:
    page = visit("portfolio", "en", **{"as": "lin"})
    page.segmented_control(key="por_way").set_value("numbers").run()
    page.text_area(key="por_numbers").set_value("US11999999B2\nZL201710999991.4").run()
    assert "check digit" in tables_of(page)
    with world.sessions() as session:
        assert len(show_portfolio(world.portfolio, session, world.principal("lin")).assets) == 9
    page.button(key="por_take").click().run()
    with world.sessions() as session:
        numbers = {each.number for each in show_portfolio(world.portfolio, session, world.principal("lin")).assets}
    assert "US11999999B2" in numbers
    assert len(numbers) == 10
