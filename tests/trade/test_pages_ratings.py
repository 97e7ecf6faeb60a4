"""The ratings page: figures with sample and interval, "too few", disputes by the rated, decisions by experts."""

from pathlib import Path

import pytest

from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
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
from tools.ratings.showing import list_rating_disputes
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
RATED = "ORG-DUHENG"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    return market(tmp_path, monkeypatch)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_ratings_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit, language: Language) -> None:  # fmt: skip
    furnished(tmp_path, monkeypatch, held=False)
    page = visit("ratings", language)
    assert len(page.info) == 1
    assert not page.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", [OTHER, PROVIDER, STAFF, EXPERT])
def test_too_few_orders_get_no_score_and_the_components_are_shown(desk: Market, visit: Visit, language: Language, who: str) -> None:  # fmt: skip
    page = visit("ratings", language, **{"as": who})
    assert f"open-{RATED}" in keys_of(page)
    press(page, f"open-{RATED}")
    assert page.query_params["r"] == RATED
    assert any(("样本过少" if language == "zh" else "too few") in each.value for each in page.info)
    assert [len(table.value) for table in page.table] == [5, 3]
    assert texts(language)["demo"] in raw_of(page) or who == PROVIDER


def test_entries_are_for_the_rated_and_for_who_decides(desk: Market, visit: Visit) -> None:
    assert EVIL in said_on(visit("ratings", r=RATED, **{"as": PROVIDER}))
    assert EVIL in said_on(visit("ratings", r=RATED, **{"as": EXPERT}))
    assert EVIL not in said_on(visit("ratings", r=RATED, **{"as": OTHER}))
    assert "](http" not in raw_of(visit("ratings", r=RATED, **{"as": PROVIDER}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_is_disputed_by_the_rated_and_decided_by_an_expert(desk: Market, visit: Visit, language: Language) -> None:  # fmt: skip
    assert not [key for key in keys_of(visit("ratings", language, r=RATED, **{"as": BUYER})) if key.startswith("dispute_run")]  # fmt: skip
    page = visit("ratings", language, r=RATED, **{"as": PROVIDER})
    page.text_area[0].set_value("The report was delivered in time.")
    approve(press(page, "dispute_run"))
    page = visit("ratings", language, **{"as": EXPERT})
    press(page, "decide_run")
    assert len(page.warning) == 1
    page.radio[0].set_value("removed")
    page.text_area[0].set_value("The log shows a delivery before its day.")
    approve(press(page, "decide_run"))
    with desk.world.sessions() as session:
        assert [each.state for each in list_rating_disputes(session, desk.world.principal(EXPERT), "")] == ["removed"]
    assert "decide_run" not in str(keys_of(visit("ratings", language, **{"as": STAFF})))


def test_somebody_who_is_not_there_is_not_found(desk: Market, visit: Visit) -> None:
    assert "There is no" in visit("ratings", "en", r="ORG-NOBODY", **{"as": OTHER}).warning[0].value
