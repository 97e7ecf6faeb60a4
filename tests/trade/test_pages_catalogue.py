"""The catalogue page: found by words and lines in both languages, quoted, ordered."""

from pathlib import Path

import pytest

from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tests.trade.page_market import BUYER, EXPERT, Market, approve, keys_of, market, press
from tools.orders.catalogue import catalogue
from tools.orders.quoting import quotes_of
from tools.orders.reading import orders_of
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    return market(tmp_path, monkeypatch)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_services_stand_there_and_words_find_the_fitting_ones(desk: Market, visit: Visit, language: Language) -> None:  # fmt: skip
    page = visit("catalogue", language)
    assert {f"open-{sku}" for sku in catalogue().services} <= keys_of(page)
    page.text_input(key="cat_find").set_value("专利值多少钱" if language == "zh" else "what is my patent worth").run()
    found = [key for key in keys_of(page) if key.startswith("open-")]
    assert "open-APR-PAT" in found
    assert len(found) < 20
    page.text_input(key="cat_find").set_value("qqqq").run()
    assert [each.value for each in page.info] == [texts(language)["cat_none"]]


def test_a_line_shows_its_services_alone(desk: Market, visit: Visit) -> None:
    page = visit("catalogue", "en")
    page.pills(key="cat_line").set_value("training").run()
    shown = {key.removeprefix("open-") for key in keys_of(page) if key.startswith("open-")}
    assert shown == {each.sku for each in catalogue().of_line("training")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_is_quoted_and_ordered_and_nothing_is_done_before_the_approval(desk: Market, visit: Visit, language: Language) -> None:  # fmt: skip
    page = visit("catalogue", language, r="APR-PAT", **{"as": BUYER})
    assert ("《资产评估法》" if language == "zh" else "Article 2") in said_on(page)
    page.number_input(key="in_APR-PAT_patents").set_value(3)
    page.text_input(key="in_APR-PAT_numbers").set_value("CN1000001B")
    page.text_input(key="in_APR-PAT_purpose").set_value("转让")
    page.selectbox(key="provider_APR-PAT").set_value("ORG-DUHENG")
    before = count(desk)
    press(page, "quote_run")
    assert count(desk) == before
    assert "84,000.00" in str(page.table[0].value).replace("\\", "")
    approve(page)
    assert count(desk) == before + 1


def count(desk: Market) -> int:
    with desk.world.sessions() as session:
        return len(orders_of(session, desk.world.principal(BUYER)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_asked_for_in_a_sentence(desk: Market, visit: Visit, language: Language) -> None:
    page = press(visit("catalogue", language, r="APR-PAT", **{"as": BUYER}), "quote_run")
    assert len(page.warning) == 1
    assert ("评估几件专利" if language == "zh" else "How many patents") in page.warning[0].value
    assert not page.error


def test_a_service_without_a_price_waits_for_one(desk: Market, visit: Visit) -> None:
    page = visit("catalogue", "en", r="APR-PLEDGE", **{"as": BUYER})
    for asked in catalogue().service("APR-PLEDGE").inputs:
        page.text_input(key=f"in_APR-PLEDGE_{asked.name}").set_value("three patents")
    press(page, "quote_run")
    with desk.world.sessions() as session:
        held = quotes_of(session, desk.world.principal(BUYER), desk.world.today())
    assert [quote.state for quote in held if quote.sku == "APR-PLEDGE"] == ["asked"]
    assert len(page.success) == 1


def test_an_unknown_service_is_said_with_the_nearest(desk: Market, visit: Visit) -> None:
    page = visit("catalogue", "en", r="APR-PATT")
    assert "APR-PAT" in page.warning[0].value.replace("\\", "")


def test_a_visitor_may_look_and_is_told_to_sign_in_to_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:  # fmt: skip
    furnished(tmp_path, monkeypatch, held=False)
    page = visit("catalogue", "en", user={"is_logged_in": True, "email": "new@example.org"}, r="APR-PAT")
    press(page, "quote_run")
    assert "Sign in" in page.warning[0].value


def test_an_expert_may_not_order(desk: Market, visit: Visit) -> None:
    page = press(visit("catalogue", "en", r="APR-PAT", **{"as": EXPERT}), "quote_run")
    assert "role" in page.warning[0].value
