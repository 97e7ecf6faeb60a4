"""The pages of finance and of the health check: asked, shown, sent on approval, read by the bank alone."""

from pathlib import Path

import pytest

from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tests.trade.page_market import BUYER, EVIL, Market, approve, keys_of, market, press
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FACTS = ("fees_paid", "authorised", "co_owners_consent", "no_pledge", "no_licence", "no_dispute")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    return market(tmp_path, monkeypatch)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_health_check_is_answered_kept_and_shown(desk: Market, visit: Visit, language: Language) -> None:
    page = visit("health_check", language, **{"as": BUYER})
    pills = [each for each in page.button_group if str(each.key).startswith("hck_six-lacks")]
    assert len(pills) == 26
    assert all(not each.value for each in pills)
    page.button_group(key="hck_six-lacks_goal").set_value("no").run()
    press(page, "hck_run")
    assert "HCK-" in str(page.query_params["r"])
    assert page.metric[0].value == "0–96"
    assert texts(language)["hck_plan"] in said_on(page)


def test_an_empty_check_is_refused(desk: Market, visit: Visit) -> None:
    page = press(visit("health_check", "en", **{"as": BUYER}), "hck_run")
    assert len(page.warning) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_offers_are_compared(desk: Market, visit: Visit, language: Language) -> None:
    page = visit("finance", language, **{"as": BUYER})
    for place, rate in ((1, "4.35"), (2, "6")):
        for name, value in (("amount", "3000000"), ("rate", rate), ("months", "36")):
            page.text_input(key=f"fin_{name}_{place}").set_value(value)
    page = press(page, "fin_compare")
    assert [each.value for each in page.metric] == ["4.44%", "6.17%"]
    page.text_input(key="fin_rate_1").set_value("400")
    assert len(press(page, "fin_compare").warning) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_readiness_and_a_packet_that_the_bank_alone_reads(desk: Market, visit: Visit, language: Language) -> None:
    page = visit("finance", language, **{"as": BUYER})
    page.text_area(key="fin_r_numbers").set_value("2023SR0123456")
    page = press(page, "fin_check")
    assert "2023SR0123456" in said_on(page)
    page.text_area(key="fin_p_numbers").set_value("2023SR0123456")
    for name in FACTS:
        page.button_group(key=f"fin_p_fact_{name}").set_value("yes")
    page.selectbox(key="fin_recipient").set_value("ORG-JIANGAN")
    page.text_input(key="fin_wish").set_value("500000")
    page.text_input(key="fin_wish_purpose").set_value(EVIL)
    assert len(press(page, "fin_send").warning) == 1  # without consent
    page.checkbox(key="fin_consent").set_value(True)
    approve(press(page, "fin_send"))
    sent = [key for key in keys_of(visit("finance", language, **{"as": "jiang"})) if key.startswith("open-PKT")]
    assert len(sent) == 1
    assert not [key for key in keys_of(visit("finance", language, **{"as": "mo"})) if key.startswith("open-PKT")]
    page = visit("finance", language, r=sent[0].removeprefix("open-"), **{"as": "jiang"})
    assert "](http" not in "".join(str(each.value) for each in page.markdown)
    approve(press(page, "fin_accept"))
    page = visit("finance", "en", r=sent[0].removeprefix("open-"), **{"as": "mo"})
    assert "There is no" in page.warning[0].value


@pytest.mark.parametrize("name", ["finance", "health_check"])
def test_who_has_no_account_is_asked_to_sign_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit, name: str
) -> None:
    furnished(tmp_path, monkeypatch, held=False)
    page = visit(name, "en", user={"is_logged_in": True, "email": "nobody@example.org"})
    assert not page.error
