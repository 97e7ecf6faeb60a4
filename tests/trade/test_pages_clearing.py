"""The clearing page: money in and out, statements, escrows, and the books for staff."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.language import Language
from tests.page_visits import Visit, said_on, visits
from tests.trade.page_market import (  # fmt: skip
    BUYER,
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
from tools.clearing.reading import show_account
from tools.clearing.statements import statement
from tools.money import Money
from ui import clearing_account, session
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    return market(tmp_path, monkeypatch)


def balance(desk: Market, user: str) -> tuple[Money, ...]:
    with desk.world.sessions() as reading:
        return show_account(reading, desk.world.principal(user)).balances


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_comes_in_after_its_card_and_never_for_a_wrong_amount(desk: Market, visit: Visit, language: Language) -> None:  # fmt: skip
    page = visit("clearing", language, **{"as": OTHER})
    assert texts(language)["clr_empty"] in [each.value for each in page.info]
    page.text_input(key="deposit_amount").set_value("1.234")
    assert len(press(page, "deposit_run").warning) == 1
    page.text_input(key="deposit_amount").set_value("1,234.50")
    press(page, "deposit_run")
    assert balance(desk, OTHER) == ()
    approve(page)
    assert balance(desk, OTHER) == (Money(123450),)
    assert "1,234.50" in visit("clearing", language, **{"as": OTHER}).metric[0].value


def test_more_than_there_is_cannot_be_paid_out(desk: Market, visit: Visit) -> None:
    page = visit("clearing", "en", **{"as": OTHER})
    page.text_input(key="pay_out_amount").set_value("5")
    page = press(page, "pay_out_run")
    assert "holds" in page.warning[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_is_shown_and_taken_away_and_audited(desk: Market, visit: Visit, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    page = visit("clearing", language, **{"as": BUYER})
    assert "900,000.00" in str(page.table[0].value).replace("\\", "").replace("\u00a0", " ")
    now, who = desk.world.now(), desk.world.principal(BUYER)
    with desk.world.sessions() as reading:
        told = statement(reading, who, who.organisation, "CNY", now.replace(year=2025), now.replace(year=2027))
    monkeypatch.setattr(session, "principal", lambda: who)
    monkeypatch.setattr(session, "language", lambda: language)
    rows = list(csv.reader(io.StringIO(clearing_account.statement_file(told).decode("utf-8-sig"))))
    assert len(rows) == len(told.entries) + 3
    with desk.world.sessions() as reading:
        assert "download statement" in [row.action for row in reading.scalars(select(AuditRow))]


def test_an_escrow_shows_both_sides_what_each_can_do(desk: Market, visit: Visit) -> None:
    agreed, held = desk.escrow(desk.orders["assigned"]), desk.escrow(desk.orders["working"])
    offered = {}
    for who, escrow in ((BUYER, agreed), (BUYER, held), (PROVIDER, held), (STAFF, held), (EXPERT, held)):
        page = visit("clearing", "en", r=escrow, **{"as": who})
        assert not page.warning, page.warning[0].value
        offered[who, escrow == held] = {key for key in keys_of(page) if key.startswith(("do_", "split_run"))}
    assert offered[BUYER, False] == {"do_fund"}
    assert offered[BUYER, True] == {"do_release"}
    assert "do_refund" in offered[PROVIDER, True]
    assert "split_run" in offered[STAFF, True] & offered[EXPERT, True]
    assert "There is no" in visit("clearing", "en", r=held, **{"as": OTHER}).warning[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_escrow_is_funded_from_the_page(desk: Market, visit: Visit, language: Language) -> None:
    before = balance(desk, BUYER)[0]
    page = visit("clearing", language, r=desk.escrow(desk.orders["assigned"]), **{"as": BUYER})
    approve(press(page, "do_fund"))
    assert balance(desk, BUYER)[0] == before - Money(5_600_000)


def test_staff_and_experts_see_all_escrows_and_members_their_own(desk: Market, visit: Visit) -> None:
    count = {who: len([key for key in keys_of(visit("clearing", **{"as": who})) if key.startswith("open-ESC")]) for who in (STAFF, EXPERT, BUYER, OTHER)}  # fmt: skip
    assert count[STAFF] == count[EXPERT] == count[BUYER] == len(desk.orders)
    assert count[OTHER] == 0
    assert texts("zh")["clr_no_escrows"] in said_on(visit("clearing", **{"as": OTHER}))


def test_staff_have_no_account_of_their_own_to_bring_money_into(desk: Market, visit: Visit) -> None:
    words = texts("en")
    for user, shown in ((STAFF, False), (EXPERT, False), (BUYER, True)):
        labels = [tab.label for tab in visit("clearing", "en", **{"as": user}).tabs]
        assert words["clr_tab_escrows"] in labels
        assert (words["clr_tab_account"] in labels) is shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_verify_the_books(desk: Market, visit: Visit, language: Language) -> None:
    page = press(visit("clearing", language, **{"as": STAFF}), "verify")
    assert [each.value for each in page.success] == [texts(language)["clr_sound"]]
    assert "verify" not in keys_of(visit("clearing", language, **{"as": BUYER}))


def test_a_visitor_is_told_to_sign_in(desk: Market, visit: Visit) -> None:
    page = visit("clearing", "en", user={"is_logged_in": True, "email": "new@example.org"})
    assert [each.value for each in page.info] == [texts("en")["sign_in_first"]]
    assert not raw_of(page).count("CNY")
