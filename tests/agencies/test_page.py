"""The agencies page: match, compare, packet, both sides of an introduction, the package; in both languages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tests.trade.page_market import approve, keys_of, press, raw_of
from tools.agencies.introduction import list_introductions
from tools.agencies.seeding import seed_agencies
from tools.members.seeding import seed_members
from tools.orders.days import day_of
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_match_to_the_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit, language: Language) -> None:  # fmt: skip
    world = furnished(tmp_path, monkeypatch, held=False)
    seed_members(world.sessions, world.now())
    seed_agencies(world.sessions, world.now())
    words = texts(language)
    page = visit("agencies", language, **{"as": "lin"})
    page.text_input(key="agm_field").set_value("H04")
    page.text_area(key="agm_against").set_value("鼎星示例电子有限公司")
    press(page, "agm_run")
    assert not page.warning
    said = said_on(page)
    assert "DEMO-PA-0002" in said
    assert "DEMO-PA-0011" not in said, "its client is the other side"
    assert len(page.table) == 1
    page.selectbox(key="agm_agency").set_value("ORG-RUIHENG")
    page.text_input(key="agm_title").set_value("Terminal [x](http://evil.example)")
    page.text_area(key="agm_summary").set_value("A filing is wanted")
    page.text_input(key="agm_contact").set_value("Ms Li")
    approve(press(page, "agm_introduce_run"))
    with world.sessions() as session:
        (made,) = list_introductions(session, world.principal("qiao"), day_of(world.now()))
    agency = visit("agencies", language, r=made.id, **{"as": "qiao"})
    assert "](http" not in raw_of(agency)
    assert "鼎星" not in said_on(agency)
    approve(press(agency, "step-accept"))
    agency = visit("agencies", language, r=made.id, **{"as": "qiao"})
    agency.text_area(key="agm_message").set_value("Please sign the NDA")
    approve(press(agency, "agm_message_run"))
    assert "Please sign the NDA" in said_on(visit("agencies", language, r=made.id, **{"as": "lin"}))
    stranger = visit("agencies", language, r=made.id, **{"as": "yuanbo"})
    assert len(stranger.warning) == 1
    assert "Terminal" not in said_on(stranger)
    assert words["page_agencies"] in [each.value for each in page.title] or page.success


def test_what_cannot_be_is_said_and_own_parties_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:  # fmt: skip
    world = furnished(tmp_path, monkeypatch, held=False)
    seed_members(world.sessions, world.now())
    seed_agencies(world.sessions, world.now())
    page = part(visit("agencies", "en", **{"as": "moxuan"}), "own")
    assert "Dingxing" in raw_of(page)
    page.text_input(key="agm_party").set_value("岱岳电子有限公司")
    assert "岱岳" in raw_of(press(page, "agm_party_add"))
    page = visit("agencies", "en", **{"as": "lin"})
    assert not [button for button in keys_of(part(page, "directory")) if button.startswith("pty")]
    assert "Dingxing" not in raw_of(page)
    part(page, "match")
    page.text_input(key="agm_urgent").set_value("x")
    assert "whole number" in press(page, "agm_run").warning[0].value
    part(page, "package")
    page.text_area(key="agm_situation").set_value("We are a start-up of eight people")
    press(page, "agm_package_run")
    assert "CON" in raw_of(page)
    next(field for field in page.text_input if str(field.key).startswith("agm_in_CON-HOST")).set_value("3")
    assert "QUO" in press(page, "agm_draft_run").success[0].value


def part(page: AppTest, name: str) -> AppTest:
    """Another part of the page."""
    page.segmented_control(key="agm_part").set_value(name).run()
    assert not page.exception, page.exception[0].value
    return page
