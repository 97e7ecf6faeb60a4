"""The approval card on a page: read, approved once, turned down, too late, changed, somebody else's, blocked."""

from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.world import World
from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tests.test_page import plain
from tests.trade.shop import Shop, propose
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    world: World = furnished(tmp_path, monkeypatch, held=False)
    return Shop(world, monkeypatch)


def press(page: AppTest, name: str) -> AppTest:
    next(button for button in page.button if str(button.key).startswith(name)).click().run()
    assert not page.exception, page.exception[0].value
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_says_all_it_binds_and_shows_foreign_words_as_typed(shop: Shop, visit: Visit, language: Language) -> None:  # fmt: skip
    page = visit("orders", language, a=propose(shop, thing="<b>灯</b> ![x](http://evil.example/x.png)"))
    told, raw = said_on(page), "\n".join(str(each.value) for each in page.markdown)
    assert "<b>灯</b> ![x](http" in told.replace("\u2060", "")
    assert "](http" not in raw
    assert "<script>" not in raw
    assert texts(language)["demo"] in raw
    named = "《民法典》第五百八十五条" if language == "zh" else "Civil Code, Article 585"
    assert raw.count("gray[") >= 7  # a clause, three checks and their evidence name their provision
    assert named in told
    assert f"{named}0" not in told  # a key that a party typed is no provision
    signs = [sign for sign in "✓?✎" if sign in raw]
    assert len(signs) == 3
    assert [len(table.value) for table in page.table] == [2]
    assert ("¥5.00" if language == "zh" else "CNY 5.00") in plain(str(page.table[0].value))


@pytest.mark.parametrize("language", LANGUAGES)
def test_approving_does_it_once_however_often_it_is_clicked(shop: Shop, visit: Visit, language: Language) -> None:
    named = propose(shop)
    page = visit("orders", language, a=named)
    again = visit("orders", language, a=named)  # another window, still with the button
    press(page, "approve-")
    assert shop.sold == 1
    assert "灯" in page.success[0].value
    press(again, "approve-")
    assert shop.sold == 1
    assert again.success[0].value == page.success[0].value
    assert not [button for button in again.button if str(button.key).startswith("approve-")]
    assert texts(language)["card_used"] in said_on(visit("orders", language, a=named))


def test_a_card_waits_in_the_list_until_it_is_decided(shop: Shop, visit: Visit) -> None:
    named = propose(shop)
    page = press(visit("orders"), f"card-{named}")
    assert page.query_params["a"] == named
    press(page, "reject-")
    assert texts("zh")["card_rejected"] in said_on(page)
    press(page, "card_back")
    assert not [button for button in page.button if str(button.key).startswith("card-")]
    assert shop.sold == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_that_is_too_late_is_made_anew(shop: Shop, visit: Visit, language: Language) -> None:
    named = propose(shop)
    shop.later = timedelta(hours=1)
    page = visit("orders", language, a=named)
    assert texts(language)["card_expired"] in said_on(page)
    press(page, "again-")
    assert page.query_params["a"] != named
    press(page, "approve-")
    assert shop.sold == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_that_changed_are_shown_anew_before_they_hold(shop: Shop, visit: Visit, language: Language) -> None:
    page = visit("orders", language, a=propose(shop))
    shop.price = 700
    press(page, "approve-")
    assert shop.sold == 0
    assert ("条件已经变化" if language == "zh" else "terms have changed") in page.warning[0].value
    press(page, "again-")
    assert "7.00" in plain(str(page.table[0].value))
    press(page, "approve-")
    assert shop.sold == 1


def test_a_card_of_somebody_else_is_not_there(shop: Shop, visit: Visit) -> None:
    page = visit("orders", "en", a=propose(shop, "lin", "secret"))
    assert "There is no" in page.warning[0].value
    assert "secret" not in said_on(page)
    assert not [button for button in page.button if str(button.key).startswith("approve-")]


def test_a_card_in_whose_way_something_stands_has_no_button_to_approve(shop: Shop, visit: Visit) -> None:
    named = propose(shop)
    shop.blocked, shop.price = True, 600
    page = press(press(visit("orders", "en", a=named), "approve-"), "again-")
    assert page.query_params["a"] == "blocked"
    assert texts("en")["card_blocked"] in said_on(page)
    assert "✕" in "\n".join(str(each.value) for each in page.markdown)
    assert not [button for button in page.button if str(button.key).startswith("approve-")]
    shop.blocked = False
    press(press(page, "again-"), "approve-")
    assert shop.sold == 1
