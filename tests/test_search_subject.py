"""Subject search: both languages across each other, facets, services of offices, and confidentiality."""

from datetime import date

import pytest

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent, Right
from tests.conftest import TODAY
from tests.search_records import FakeSearcher, inventions, record, records, room
from tools.refused import Refused
from tools.search.query import SearchQuery
from tools.search.subject import search_subject


class Office:
    """A service of an office that remembers what it was asked."""

    name = "Office"

    def __init__(self, found: list[Patent] | None = None, fails: bool = False) -> None:
        self.found, self.fails, self.asked = found or [], fails, list[SearchQuery]()

    def search(self, query: SearchQuery, k: int) -> list[Patent]:
        self.asked.append(query)
        if self.fails:
            raise TimeoutError("too slow")
        return self.found[:k]


@pytest.mark.parametrize("words", ["无人机避障 神经网络 电线", "drone neural network identifies power lines"])
def test_either_language_finds_both(library: LawLibrary, words: str) -> None:
    found = search_subject(room(records(), library), SearchQuery(words=words), TODAY, 4)
    assert {hit.number[:2] for hit in found.hits[:3]} == {"CN", "US"}
    assert all("G05D 1/10" in hit.classes for hit in found.hits[:3])
    best = found.hits[0]
    assert best.citation.key == f"patent/{best.number}"
    assert best.citation.quote in best.passage
    assert best.place
    assert "words" in best.reasons


def test_every_condition_narrows(library: LawLibrary) -> None:
    query = SearchQuery(
        classes=("E01B",), countries=("CN",), rights=(Right.UTILITY_MODEL,), published_from=date(2004, 1, 1), published_before=date(2010, 1, 1)
    )  # fmt: skip
    found = search_subject(room(records(), library), query, TODAY)
    assert [hit.number for hit in found.hits] == ["CN1000013U"]
    assert found.coverage.countries_asked == ["CN"]


def test_a_holder_is_found_by_any_of_its_names(library: LawLibrary) -> None:
    rooms = room(records(), library)
    chinese = search_subject(rooms, SearchQuery(holders=("北辰大学",)), TODAY, 50)
    english = search_subject(rooms, SearchQuery(holders=("North Star University",)), TODAY, 50)
    assert {hit.number for hit in chinese.hits} == {hit.number for hit in english.hits} != set()


def test_facets_count_the_hits(library: LawLibrary) -> None:
    found = search_subject(room(records(), library), SearchQuery(countries=("CN", "US")), TODAY, 5)
    assert (found.total, found.faceted, len(found.hits)) == (60, 60, 5)
    assert {facet.value: facet.count for facet in found.facets["country"]} == {"CN": 30, "US": 30}
    assert sum(facet.count for facet in found.facets["class"]) <= 60
    assert found.facets["year"][0].count >= found.facets["year"][-1].count


def test_an_empty_search_is_refused(library: LawLibrary) -> None:
    with pytest.raises(Refused, match="/ Say what"):
        search_subject(room(records(), library), SearchQuery(confidential=True), TODAY)


def test_an_office_is_asked_with_public_words_and_its_documents_join(library: LawLibrary) -> None:
    new = record("EP9999999A1", inventions()[3], "en", date(2020, 1, 1))
    office = Office([new])
    found = search_subject(room(records(), library, (office,)), SearchQuery(words="drone power lines"), TODAY, 50)
    assert office.asked[0].words == "drone power lines"
    assert "EP9999999A1" in {hit.number for hit in found.hits}
    assert [(entry.what, entry.outside) for entry in found.log.entries] == [("text", False), ("text @ Office", True)]
    assert not any(name.startswith("connectors") for name in found.coverage.not_searched)


def test_an_office_hears_nothing_of_confidential_words(library: LawLibrary) -> None:
    office = Office()
    query = SearchQuery(words="graphene drone", confidential=True)
    found = search_subject(room(records(), library, (office,)), query, TODAY)
    assert office.asked == []
    assert "connectors_confidential" in found.coverage.not_searched
    assert not any("graphene" in each.link + each.text for each in found.elsewhere)


def test_an_office_that_fails_ends_no_search(library: LawLibrary) -> None:
    found = search_subject(room(records(), library, (Office(fails=True),)), SearchQuery(words="drone"), TODAY)
    assert found.hits
    assert found.outside_failures == ["Office: too slow"]
    assert "connectors_failed" in found.coverage.not_searched


def test_the_result_is_json_and_back(library: LawLibrary) -> None:
    found = search_subject(room(records(), library), SearchQuery(words="披萨"), TODAY)
    assert type(found).model_validate_json(found.model_dump_json()) == found
    assert len(FakeSearcher(records()).held) == 60
