"""The log that can be run again, the survey of the store, and the statement of coverage."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent
from tests.conftest import TODAY
from tests.search_records import FakeSearcher, entity_of, inventions, later, record, records, room
from tools.search.coverage import coverage, months_after, months_before
from tools.search.log import SearchLog, rerun
from tools.search.provisions import NAMES, provision
from tools.search.query import SearchQuery
from tools.search.subject import search_subject
from tools.search.survey import Survey, survey


class FakeStore:
    """A store with revisions and tombstones."""

    def __init__(self, patents: list[Patent]) -> None:
        self.rows = list(enumerate(patents, 1))
        self.deleted: list[tuple[int, str]] = []
        self.read = 0

    def add(self, patent: Patent) -> None:
        self.rows.append((len(self.rows) + len(self.deleted) + 1, patent))

    def delete(self, number: str) -> None:
        self.deleted.append((len(self.rows) + len(self.deleted) + 1, number))
        self.rows = [row for row in self.rows if str(row[1].number) != number]

    def iterate(self, after: str = "", changed_since: int = 0) -> Iterator[tuple[int, Patent]]:
        for row in self.rows:
            if row[0] > changed_since:
                self.read += 1
                yield row

    def deleted_since(self, revision: int) -> list[tuple[int, str]]:
        return [row for row in self.deleted if row[0] > revision]

    def by_country(self) -> dict[str, int]:
        countries = [patent.number.country for _, patent in self.rows]
        return {country: countries.count(country) for country in set(countries)}


def test_a_search_run_again_gives_the_same_result(library: LawLibrary) -> None:
    held = records()
    rooms = room(held, library)
    log = search_subject(rooms, SearchQuery(words="钢筋混凝土轨枕"), TODAY).log
    assert [(entry.what, entry.databases) for entry in log.entries] == [("text", {"local": 60})]
    assert log.index == "test-1"
    saved = SearchLog.model_validate_json(log.model_dump_json())
    assert saved == log
    again = rerun(saved, rooms.searcher, entity_of, rooms.now, "test-1")
    assert again.same
    assert again.log.entries[0].numbers == log.entries[0].numbers


def test_a_search_run_again_says_what_changed(library: LawLibrary) -> None:
    held = records()
    before = room(held, library)
    log = search_subject(before, SearchQuery(words="钢筋混凝土轨枕"), TODAY).log
    gone = log.entries[0].numbers[0]
    new = record("CN1999999B", inventions()[1], "zh", date(2026, 11, 1))
    after = later(before, [patent for patent in held if str(patent.number) != gone] + [new])
    changed = rerun(log, after.searcher, entity_of, after.now, after.index())
    (change,) = changed.changes
    assert not changed.same
    assert (changed.index_before, changed.log.index) == ("test-1", "test-2")
    assert (change.gone, change.added) == ((gone,), ("CN1999999B",))
    assert changed.log.made > log.made


def test_a_database_that_grew_is_a_change_even_with_the_same_hits(library: LawLibrary) -> None:
    held = records()
    log = search_subject(room(held, library), SearchQuery(words="披萨烤盘"), TODAY).log
    more = [*held, record("US1999998B2", inventions()[10], "en", date(2026, 1, 1))]
    (change,) = rerun(log, FakeSearcher(more), entity_of, lambda: log.made, "test-1").changes
    assert (change.added, change.gone, change.reordered) == ((), (), False)
    assert (change.databases_before, change.databases_now) == ({"local": 60}, {"local": 61})


def test_a_survey_reads_only_what_changed(tmp_path: Path) -> None:
    store, kept = FakeStore(records()), tmp_path / "survey.json"
    first = survey(store, kept)
    assert (first.records, set(first.countries)) == (60, {"CN", "US"})
    assert first.countries["CN"].newest == date(2019, 3, 1)
    assert {"title:zh", "abstract:zh", "claims:zh", "description:zh"} == first.countries["CN"].fields
    assert first.countries["CN"].rights == {"invention", "utility_model"}
    store.read = 0
    assert survey(store, kept) == first
    assert store.read == 0
    store.add(record("CN1999999B", inventions()[1], "zh", date(2026, 11, 1)))
    second = survey(store, kept)
    assert store.read == 1
    assert second.countries["CN"].newest == date(2026, 11, 1)
    store.delete("CN1999999B")
    assert survey(store, kept).countries == first.countries


def test_a_spoilt_survey_is_made_anew(tmp_path: Path) -> None:
    kept = tmp_path / "survey.json"
    kept.write_bytes(b"\xff{")
    assert survey(FakeStore(records()), kept).records == 60
    assert Survey.model_validate_json(kept.read_text("utf-8")).records == 60


def test_the_coverage_says_what_was_not_searched(library: LawLibrary) -> None:
    held = survey(FakeStore(records()))
    told = coverage(library, held, TODAY, databases={"local": 60}, countries=("CN", "JP"))
    assert told.published_through == date(2025, 5, 22)
    assert [(each.country, each.records) for each in told.held] == [("CN", 30)]
    assert told.countries_missing == ["JP"]
    assert {
        "non_patent_literature",
        "unpublished_applications",
        "connectors_not_configured",
        "countries_not_held",
    } <= set(told.not_searched)
    assert told.citations[0].key == "cn/patent-law@2021-06-01/art34"
    assert "满十八个月" in told.citations[0].quote
    assert (
        "connectors_confidential" in coverage(library, held, TODAY, databases={}, outside="confidential").not_searched
    )
    assert not any(
        n.startswith("connectors") for n in coverage(library, held, TODAY, databases={}, outside="asked").not_searched
    )


def test_eighteen_months_end_with_the_month() -> None:
    assert months_before(date(2026, 8, 31), 18) == date(2025, 2, 28)
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_months_add_up(day: date, months: int) -> None:
    there = months_after(day, months)
    assert abs((there - day) - timedelta(days=months * 30.44)) < timedelta(days=4)
    assert months_before(there, months) <= day


@pytest.mark.parametrize("name", NAMES)
def test_every_provision_is_quoted_from_its_text(library: LawLibrary, name: str) -> None:
    citation = provision(library, name, TODAY)
    assert citation.quote
    assert citation.key.startswith(("cn/patent-law@2021-06-01/art", "practice/"))
    assert provision(library, "all_elements", TODAY).quote.startswith(
        "被诉侵权技术方案包含与权利要求记载的全部技术特征"
    )
    assert provision(library, "one_month", TODAY).quote.startswith("请求人可以在提出无效宣告请求之日起1个月内")
