"""The patent index: built from revisions, resumed, searched in two languages, within bounds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from evals.patents.memory import MemoryRecords
from knowledge.patents.record import Patent, Right
from knowledge.patents.store import PatentStore
from retrievers.embeddings import BundledEncoder, Encoder
from retrievers.glossary import load_glossary
from retrievers.patents.build import build_index, index_folder
from retrievers.patents.manifest import PatentManifest, read_manifest
from retrievers.patents.search import PatentQuery, PatentSearcher
from retrievers.vectors import VectorStore
from tests.patent_index_records import RECORDS, patent

ENCODER = Encoder("bundled-for-tests", BundledEncoder())


class Home:
    """An index folder with its store and vectors."""

    def __init__(self, folder: Path, records: Any, encoder: Encoder = ENCODER) -> None:
        self.folder, self.records, self.encoder = folder, records, encoder
        self.index = index_folder(folder, encoder.name)
        self.told: list[tuple[int, int]] = []
        self.searcher = PatentSearcher(folder, records, encoder, load_glossary())

    def build(self, stretch: int = 100_000) -> PatentManifest:
        vectors = VectorStore(self.folder, self.encoder)
        try:
            return build_index(
                self.index, self.records, vectors, self.encoder.name, lambda *at: self.told.append(at), stretch
            )
        finally:
            vectors.close()

    def numbers(self, text: str = "", k: int = 20, **bounds: object) -> list[str]:
        found = self.searcher.search(PatentQuery(text, **bounds), k)  # type: ignore[arg-type]
        return [str(hit.patent.number) for hit in found.hits]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("patents"), MemoryRecords(RECORDS))
    home.build()
    return home


@pytest.fixture
def fresh(tmp_path: Path) -> Home:
    return Home(tmp_path, MemoryRecords(RECORDS))


def test_before_a_first_build_nothing_is_found_and_nothing_is_said_to_be_searched(fresh: Home) -> None:
    found = fresh.searcher.search(PatentQuery("jet engine"))
    assert (found.hits, found.total, found.databases) == ([], 0, {})


def test_words_meaning_and_class_are_given_as_reasons_with_the_best_passage(built: Home) -> None:
    found = built.searcher.search(PatentQuery("titanium wire screen against birds"))
    hit = found.hits[0]
    assert str(hit.patent.number) == "US1000001A"
    assert hit.passage == "2. The diverter of claim 1 wherein the screen is made of titanium wire."
    assert hit.passage_place == "claim 2"
    assert hit.reasons == ("words", "meaning", "class F02C 7/055")
    assert found.databases == {"CN": 2, "KR": 1, "US": 3}
    assert [one.score for one in found.hits] == sorted((one.score for one in found.hits), reverse=True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("发动机进气口防鸟撞", {"CN1000003A", "US1000001A"}),
        ("keeping birds out of an aircraft engine inlet", {"CN1000003A", "US1000001A"}),
        ("旋转石板烤披萨", {"CN1000004U", "US1000002B2"}),
        ("發動機進氣口防鳥撞裝置", {"CN1000003A", "US1000001A"}),  # traditional characters
    ],
)
def test_a_query_in_one_language_finds_the_records_of_both(built: Home, text: str, wanted: set[str]) -> None:
    assert set(built.numbers(text)[:2]) == wanted


def test_a_record_without_a_word_of_the_query_shows_what_is_nearest_in_meaning(built: Home) -> None:
    hits = built.searcher.search(PatentQuery("旋转石板烤披萨")).hits
    english = next(hit for hit in hits if str(hit.patent.number) == "US1000002B2")
    assert english.passage_place == "abstract"
    assert english.passage.startswith("An oven bakes pizza")
    assert "words" not in english.reasons


def test_hangul_is_indexed_in_pairs(built: Home) -> None:
    assert built.searcher.search(PatentQuery("연골 치료")).hits[0].reasons[0] == "words"
    assert built.numbers("연골 치료")[0] == "KR1000006A"


@pytest.mark.parametrize(
    ("bounds", "wanted"),
    [
        ({"classes": ("F02C 7",)}, {"US1000001A", "CN1000003A"}),  # and not F02C 70
        ({"classes": ("f02c7/055",)}, {"US1000001A", "CN1000003A"}),
        ({"classes": ("A21", "B64D")}, {"US1000002B2", "CN1000004U", "CN1000003A"}),
        ({"countries": frozenset(["CN"])}, {"CN1000003A", "CN1000004U"}),
        ({"rights": frozenset([Right.UTILITY_MODEL])}, {"CN1000004U"}),
        ({"holders": ("newcomer",)}, {"US1000001A"}),
        ({"published_before": date(2015, 3, 3)}, {"US1000001A"}),
        ({"published_from": date(2019, 6, 1)}, {"CN1000004U", "US1000005A1"}),
        ({"filed_before": date(2013, 1, 2)}, {"US1000001A", "US1000002B2"}),  # unknown dates are not before
        ({"numbers": frozenset(["CN1000003", "US 1000005 A1"])}, {"CN1000003A", "US1000005A1"}),
        (
            {"exclude": frozenset(["US1000001", "US1000002B2", "KR1000006A"])},
            {"CN1000003A", "CN1000004U", "US1000005A1"},
        ),
        ({"countries": frozenset(["US"]), "classes": ("A21B",)}, {"US1000002B2"}),
    ],
)
@pytest.mark.parametrize("text", ["", "a screen, an oven or 烤箱"])
def test_bounds_hold_with_words_and_without(
    built: Home, bounds: dict[str, object], wanted: set[str], text: str
) -> None:
    assert set(built.numbers(text, **bounds)) == wanted


def test_bounds_hold_in_the_wide_way_of_asking_for_neighbours_too(built: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrievers.patents.search.EXACT", 0)
    assert set(built.numbers("an oven", countries=frozenset(["CN"]))) == {"CN1000003A", "CN1000004U"}


def test_bounds_alone_list_the_newest_first_and_count_all(built: Home) -> None:
    found = built.searcher.search(PatentQuery(countries=frozenset(["US"])), 2)
    assert [str(hit.patent.number) for hit in found.hits] == ["US1000005A1", "US1000002B2"]
    assert found.total == 3
    assert found.databases == {"US": 3}


def test_bounds_that_nothing_passes_find_nothing(built: Home) -> None:
    assert built.numbers("jet engine", countries=frozenset(["DE"])) == []
    assert built.numbers(countries=frozenset(["DE"])) == []


def test_a_publication_number_brings_its_record_first(built: Home) -> None:
    hits = built.searcher.search(PatentQuery("CN 1000003 A")).hits
    assert (str(hits[0].patent.number), hits[0].reasons[0]) == ("CN1000003A", "number")
    assert built.numbers("US1000005")[0] == "US1000005A1"


@pytest.mark.parametrize("text", ["!!!", "\x00\ud800", "(", "AND OR NOT", '"unclosed', "的", "a" * 50_000])
def test_no_text_breaks_the_search(built: Home, text: str) -> None:
    built.searcher.search(PatentQuery(text))


def test_only_changes_are_embedded_and_the_next_search_sees_them(fresh: Home) -> None:
    calls: list[int] = []

    class Counting(BundledEncoder):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            calls.append(len(texts))
            return super().embed_documents(texts)

    home = Home(fresh.folder, fresh.records, Encoder("counting", Counting()))
    home.build()
    assert sum(calls) == 11  # six titles, five of them with an abstract
    calls.clear()
    home.records.upsert(patent("US1000007B1", "Espresso machine", "A pump presses water through coffee."))
    home.records.upsert(patent("US1000002B2", "Tandoor oven", "Bread bakes at a clay wall."))
    home.records.delete("US1000005A1")
    for n in range(4):
        home.records.upsert(patent(f"US10001{n:02}A", f"Umbrella with {n} handles"))
    manifest = home.build()
    assert sum(calls) == 8
    assert (manifest.records, manifest.revision) == (10, home.records.revision())
    assert home.numbers("coffee pump")[0] == "US1000007B1"
    assert home.numbers("clay wall bread")[0] == "US1000002B2"
    assert "US1000005A1" not in home.numbers("drone landing gear folding legs")
    assert len(manifest.parts) == 1  # small parts go into the new one, what is superseded goes out
    assert manifest.vectors == 11 - 4 + 8
    calls.clear()
    assert home.build() == manifest
    assert calls == []


def test_a_record_that_comes_back_after_its_deletion_is_found(fresh: Home) -> None:
    fresh.build()
    fresh.records.delete("US1000005A1")
    fresh.build()
    assert "US1000005A1" not in fresh.numbers()
    fresh.records.upsert(RECORDS[4])
    fresh.build()
    assert fresh.numbers("drone landing gear")[0] == "US1000005A1"


def test_an_interrupted_build_leaves_the_last_commit_and_the_next_one_goes_on(fresh: Home) -> None:
    fresh.build()
    before = read_manifest(fresh.index)
    added = [patent(f"US20000{n:02}A", f"Tea kettle number {n} with a whistle") for n in range(30)]
    for one in added:
        fresh.records.upsert(one)
    whole = fresh.records.iterate
    fresh.records.iterate = lambda after="", changed_since=0: _breaks(whole(after, changed_since), 20)  # type: ignore[assignment]
    with pytest.raises(OSError, match="disk"):
        fresh.build()
    assert read_manifest(fresh.index) == before
    assert not [number for number in fresh.numbers("tea kettle", 50) if number.startswith("US20000")]
    fresh.records.iterate = whole  # type: ignore[method-assign]
    assert fresh.build().records == 36
    assert len([number for number in fresh.numbers("tea kettle", 50) if number.startswith("US20000")]) == 30
    assert sorted(path.name for path in fresh.index.glob("part-*")) == sorted(
        [*read_manifest(fresh.index).names, *read_manifest(fresh.index).retired]  # type: ignore[union-attr]
    )


def _breaks(records: Iterator[tuple[int, Patent]], after: int) -> Iterator[tuple[int, Patent]]:
    for count, pair in enumerate(records):
        if count == after:
            raise OSError("the disk went away")
        yield pair


def test_stretches_already_committed_are_not_done_again(fresh: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrievers.patents.build._CHUNK", 2)
    whole = fresh.records.iterate
    fresh.records.iterate = lambda after="", changed_since=0: _breaks(whole(after, changed_since), 5)  # type: ignore[assignment]
    with pytest.raises(OSError, match="disk"):
        fresh.build(stretch=2)
    half = read_manifest(fresh.index)
    assert half is not None
    assert (half.records, half.revision) == (4, 0)
    assert fresh.numbers("jet engine bird")[0] == "US1000001A"  # what is committed is searched
    fresh.records.iterate = whole  # type: ignore[method-assign]
    seen: list[str] = []
    from retrievers.patents import writing

    kept = writing.document
    monkeypatch.setattr(writing, "document", lambda one, revision: seen.append(str(one.number)) or kept(one, revision))
    assert fresh.build(stretch=2).records == 6
    assert sorted(seen) == ["KR1000006A", "US1000005A1"]


def test_a_search_during_a_build_sees_the_last_commit(fresh: Home) -> None:
    fresh.build()
    wanted = fresh.numbers("oven")
    fresh.records.upsert(patent("US1000002B2", "Bread knife", "A knife has teeth."))
    fresh.records.upsert(patent("US1000008A", "Oven door", "An oven has a door."))
    during: list[list[str]] = []
    whole = fresh.records.iterate

    def searched() -> Iterator[tuple[int, Patent]]:
        yield from whole("", 6)
        during.append(fresh.numbers("oven"))
        fresh.told.clear()

    fresh.records.iterate = lambda after="", changed_since=0: searched()  # type: ignore[assignment]
    fresh.build()
    assert during == [wanted]
    assert fresh.numbers("oven door")[0] == "US1000008A"


def test_two_searchers_see_what_either_process_builds(fresh: Home) -> None:
    other = PatentSearcher(fresh.folder, fresh.records, ENCODER, load_glossary())
    fresh.build()
    assert other.search(PatentQuery("jet engine")).hits
    fresh.records.upsert(patent("US1000009A", "Jet engine test bench"))
    fresh.build()
    assert str(other.search(PatentQuery("jet engine test bench")).hits[0].patent.number) == "US1000009A"


def test_another_encoder_has_an_index_of_its_own(fresh: Home) -> None:
    fresh.build()
    other = PatentSearcher(fresh.folder, fresh.records, Encoder("another", BundledEncoder()), load_glossary())
    assert other.search(PatentQuery("jet engine")).hits == []


def test_a_record_deleted_since_the_build_is_not_shown(fresh: Home) -> None:
    fresh.build()
    fresh.records.delete("US1000001A")
    assert "US1000001A" not in fresh.numbers("jet engine bird")


def test_the_store_of_the_product_is_indexed_as_it_changes(tmp_path: Path) -> None:
    store = PatentStore(tmp_path / "patents.db")
    for one in RECORDS:
        store.upsert(one)
    home = Home(tmp_path, store)
    assert home.build().records == len(RECORDS)
    assert home.numbers("rotating pizza stone")[0] == "US1000002B2"
    store.delete("US1000002B2", datetime(2026, 11, 22, tzinfo=UTC))
    store.upsert(patent("US1000010A", "Coffee grinder"))
    assert home.build().revision == store.revision()
    assert "US1000002B2" not in home.numbers("rotating pizza stone")
    assert home.numbers("coffee grinder")[0] == "US1000010A"


def test_progress_is_told(fresh: Home) -> None:
    fresh.build()
    assert fresh.told[-1] == (6, 6)
