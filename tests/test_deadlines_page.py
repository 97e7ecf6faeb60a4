"""The deadlines page: every day that follows from an event in both languages, and what is wrong said in a sentence."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from knowledge.language import Language
from knowledge.law.library import LawLibrary
from tests.page_visits import Visit, furnished, said_on, visits
from tests.trade.talk import Talker, called, talk_world
from tools.deadlines.hearing import RIGHTS, heard_events, only_right
from tools.deadlines.listing import listed

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(autouse=True)
def _furnished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    furnished(tmp_path, monkeypatch, held=False)


def choose(page: AppTest, place: str, right: str, event: str, day: date | None, **beside: date) -> AppTest:
    page.selectbox(key="ddl_place").set_value(place).run()
    page.selectbox(key="ddl_right").set_value(right).run()
    page.selectbox(key=f"ddl_event_{place}_{right}").set_value(event).run()
    page.date_input(key="ddl_day").set_value(day)
    for name, value in beside.items():
        page.date_input(key=f"ddl_{name}").set_value(value)
    page.run()
    assert not page.exception, page.exception[0].value
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_publication_across_the_new_year_shows_both_texts(visit: Visit, language: Language) -> None:
    page = choose(visit("deadlines", language), "CN", "mark", "publication", date(2026, 11, 13))
    told = said_on(page)
    assert "2027-02-15" in told
    assert "2027-01-13" in told  # the text that takes over while the period runs
    assert ("第三十三条" if language == "zh" else "Article 33") in told


def test_the_days_beside_the_event_are_taken(visit: Visit) -> None:
    without = choose(visit("deadlines", "en"), "CN", "invention", "grant", date(2026, 5, 8))
    assert len(without.warning) == 1  # the annual fees need the filing date
    given = choose(visit("deadlines", "en"), "CN", "invention", "grant", date(2026, 5, 8), filed=date(2023, 2, 14))
    assert not given.warning
    assert "2027-02-15" in said_on(given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_grant_before_filing_is_one_sentence(visit: Visit, language: Language) -> None:
    page = choose(visit("deadlines", language), "CN", "invention", "grant", date(2026, 5, 8), filed=date(2026, 6, 1))
    (told,) = page.warning
    assert ("早于" if language == "zh" else "is before") in told.value


def test_without_a_day_the_page_only_asks(visit: Visit) -> None:
    page = choose(visit("deadlines"), "US", "design", "final-office-action", None)
    assert not page.subheader


def test_what_a_conversation_hears_is_an_event_with_rules_for_a_right() -> None:
    known = {row.event: row.rights for row in listed()}
    assert heard_events().keys() <= known.keys()
    assert len(heard_events()) > 35
    assert only_right("publication") == "mark"
    assert only_right("grant") == ""
    assert {right for rights in known.values() for right in rights} - {"any"} <= RIGHTS.keys()


@pytest.mark.parametrize(
    ("language", "turns", "day"),
    [
        ("zh", ["帮我算一下期限：2026年11月13日商标初审公告"], "2027-02-15"),
        ("zh", ["请帮我计算驳回复审的期限", "2026年11月5日收到", "商标"], "2026-11-20"),
        ("zh", ["计算一审判决的上诉期限，2026年11月12日收到"], "2026-11-27"),
        ("en", ["Please calculate the deadlines for a US office action of 2026-09-30 on our invention"], "2026-12-30"),
        ("en", ["work out the deadline after a refusal", "16 November 2026", "a trademark"], "2026-12-01"),
    ],
)
def test_a_conversation_leads_to_the_day(tmp_path: Path, library: LawLibrary, language: Language, turns: list[str], day: str) -> None:  # fmt: skip
    world = talk_world(tmp_path)
    world.__dict__["library"] = library
    done = Talker(world, "lin", language)(*turns)
    assert "compute_deadlines" in called(done)
    assert day in done.answer


@pytest.mark.parametrize(("language", "asked"), [("zh", "2026-11-20 这样的日期"), ("en", "like 2026-11-20")])
def test_a_month_is_no_day_and_is_asked_again(tmp_path: Path, library: LawLibrary, language: Language, asked: str) -> None:  # fmt: skip
    world = talk_world(tmp_path)
    world.__dict__["library"] = library
    words = ["请帮我计算商标驳回的期限", "2026年11月"] if language == "zh" else ["calculate the deadline after a trademark refusal", "November 2026"]  # fmt: skip
    done = Talker(world, "lin", language)(*words)
    assert called(done) == []
    assert asked in done.answer
