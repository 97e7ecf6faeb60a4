"""My orders: as buyer, provider, staff and expert; steps, messages, files; other people's orders are not there."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.language import Language
from tests.page_visits import Visit, said_on, visits
from tests.trade.page_market import (  # fmt: skip
    BUYER,
    EVIL,
    EXPERT,
    OTHER,
    PROVIDER,
    STAFF,
    Market,
    approve,
    keys_of,
    market,
    press,
    raw_of,
)
from tools.audit.tables import AuditRow
from tools.orders.catalogue import catalogue
from tools.orders.quoting import quote_service, quotes_of
from tools.orders.reading import order_of
from ui import session
from ui.order_files import _bytes
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    return market(tmp_path, monkeypatch)


def state_of(desk: Market, name: str) -> str:
    with desk.world.sessions() as reading:
        return order_of(reading, desk.world.principal(BUYER), desk.orders[name]).state


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_where_to_begin(desk: Market, visit: Visit, language: Language) -> None:
    page = visit("orders", language)
    assert [each.value for each in page.info] == [texts(language)["ord_none"], texts(language)["quo_none"]]


@pytest.mark.parametrize("who", [BUYER, PROVIDER, STAFF])
def test_orders_that_go_on_are_listed_for_both_sides_and_staff(desk: Market, visit: Visit, who: str) -> None:
    page = visit("orders", "en", **{"as": who})
    shown = {key.removeprefix("open-") for key in keys_of(page) if key.startswith("open-ORD")}
    assert shown == {desk.orders[name] for name in ("working", "delivered", "assigned", "disputed")}
    page.segmented_control(key="ord_which").set_value("ended").run()
    assert f"open-{desk.orders['completed']}" in keys_of(page)
    assert texts("en")["demo"] in raw_of(page)


def test_an_expert_sees_disputes_alone_and_other_members_nothing(desk: Market, visit: Visit) -> None:
    shown = {key for key in keys_of(visit("orders", **{"as": EXPERT})) if key.startswith("open-ORD")}
    assert shown == {f"open-{desk.orders['disputed']}"}
    page = visit("orders", "en", r=desk.orders["working"], **{"as": OTHER})
    assert "There is no" in page.warning[0].value
    assert "CN1000001B" not in said_on(page)


@pytest.mark.parametrize(
    ("who", "name", "steps"),
    [
        (BUYER, "working", {"dispute", "cancel"}), (PROVIDER, "working", {"report_milestone", "deliver", "dispute", "cancel"}),
        (BUYER, "delivered", {"accept_delivery", "return", "dispute"}), (PROVIDER, "assigned", {"accept_assignment", "decline", "cancel"}),
        (BUYER, "completed", {"rate"}), (EXPERT, "disputed", {"decide"}), (STAFF, "disputed", {"decide"}), (BUYER, "disputed", set()),
    ],
)  # fmt: skip
def test_only_the_steps_of_ones_side_are_offered(desk: Market, visit: Visit, who: str, name: str, steps: set[str]) -> None:  # fmt: skip
    page = visit("orders", "en", r=desk.orders[name], **{"as": who})
    assert not page.warning, page.warning[0].value
    assert {key.removeprefix("step_") for key in keys_of(page) if key.startswith("step_")} == steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_delivery_is_accepted_through_its_card(desk: Market, visit: Visit, language: Language) -> None:
    page = visit("orders", language, r=desk.orders["delivered"], **{"as": BUYER})
    press(page, "step_accept_delivery")
    assert state_of(desk, "delivered") == "delivered"
    approve(page)
    assert state_of(desk, "delivered") == "completed"
    press(page, "card_back")
    assert page.query_params["r"] == desk.orders["delivered"]


def test_a_step_with_words_asks_for_them(desk: Market, visit: Visit) -> None:
    page = visit("orders", "en", r=desk.orders["delivered"], **{"as": BUYER})
    press(page, "step_return")
    assert len(page.warning) == 1
    page.text_area(key="text_return").set_value("Chapter two is missing")
    approve(press(page, "step_return"))
    assert state_of(desk, "delivered") == "working"


def test_an_expert_decides_a_dispute(desk: Market, visit: Visit) -> None:
    page = visit("orders", "en", r=desk.orders["disputed"], **{"as": EXPERT})
    page.text_input(key="step_part").set_value("10,000")
    page.text_area(key="text_decide").set_value("Half of the work was done.")
    approve(press(page, "step_decide"))
    assert state_of(desk, "disputed") == "settled"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_others_wrote_is_shown_as_typed(desk: Market, visit: Visit, language: Language) -> None:
    page = visit("orders", language, r=desk.orders["working"], **{"as": BUYER})
    assert said_on(page).count(EVIL) == 2  # in the time line and among the messages
    raw = raw_of(page)
    assert "](http" not in raw
    assert not re.search(r"(?<!\\)<img", raw)
    assert "http://" not in raw


def test_a_message_is_sent_after_its_card(desk: Market, visit: Visit) -> None:
    page = visit("orders", r=desk.orders["working"], **{"as": BUYER})
    page.text_area(key="message_text").set_value("请补充附件 *重要*")
    press(page, "message_run")
    assert "请补充附件" in said_on(page)
    approve(page)
    assert "请补充附件 *重要*" in said_on(visit("orders", r=desk.orders["working"], **{"as": PROVIDER}))


def test_files_are_handed_over_and_each_download_is_audited(
    desk: Market, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit("orders", "en", r=desk.orders["delivered"], **{"as": BUYER})
    assert "报告 &amp; x.txt" in said_on(page)
    file = next(str(button.key) for button in page.get("download_button") if str(button.key).startswith("get-"))
    monkeypatch.setattr(session, "principal", lambda: desk.world.principal(BUYER))
    assert _bytes(file.removeprefix("get-")) == b"report"
    with desk.world.sessions() as reading:
        assert "download_deliverable" in [row.action for row in reading.scalars(select(AuditRow))]


def test_a_quote_is_answered_by_staff_and_ordered_by_the_buyer(desk: Market, visit: Visit) -> None:
    asked = {each.name: "three patents" for each in catalogue().service("APR-PLEDGE").inputs}
    quote = quote_service(desk.world.effects, desk.world.principal(BUYER), "APR-PLEDGE", asked)
    page = visit("orders", "en", r=quote.id, **{"as": STAFF})
    page.text_input(key="answer_price").set_value("20,000")
    approve(press(page, "answer_run"))
    page = visit("orders", "en", r=quote.id, **{"as": BUYER})
    approve(press(page, "place_run"))
    with desk.world.sessions() as reading:
        found = quotes_of(reading, desk.world.principal(BUYER), desk.world.today())
    assert next(each.state for each in found if each.id == quote.id) == "used"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_is_told_to_sign_in(desk: Market, visit: Visit, language: Language) -> None:
    page = visit("orders", language, user={"is_logged_in": True, "email": "new@example.org"})
    assert [each.value for each in page.info] == [texts(language)["sign_in_first"]]
