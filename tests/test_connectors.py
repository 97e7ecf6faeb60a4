"""Live offices, played by a server on this machine that replays their own answers; nothing leaves the machine."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.settings import Settings
from knowledge.patents.connectors.configured import connectors_of
from knowledge.patents.connectors.odp_query import by_publication, lucene_of
from knowledge.patents.connectors.ops_query import cql_of, docdb_serial
from knowledge.patents.connectors.outbound import OutboundGuard, OutboundNumber, OutboundQuery
from knowledge.patents.connectors.pace import Pace
from knowledge.patents.connectors.unavailable import Reason, Unavailable
from knowledge.patents.importers import IMPORTERS
from knowledge.patents.numbers import parse_publication
from tests.office_bench import (
    APPLICATIONS,
    EP,
    NOW,
    ODP_FILES,
    PUBLISHED,
    SEARCH,
    US,
    WORDS,
    Bench,
    file,
    offer_everything,
)
from tests.office_server import Reply, open_office


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_office() as office:
        yield Bench(office, tmp_path)


def test_a_publication_comes_with_everything_the_office_has(bench: Bench) -> None:
    offer_everything(bench.office)
    parts = bench.ops().fetch(EP)
    assert [(str(each.number), bool(each.texts), bool(each.events)) for each in parts.patents] == [
        ("EP1000000A1", True, False),
        ("EP1000000A1", True, False),
        ("EP1000000A1", True, False),
        ("EP1000000A1", False, True),
    ]
    assert parts.patents[0].texts["en"].title.startswith("Apparatus for manufacturing green bricks")
    assert len(parts.patents[1].texts["en"].claims) == 11
    assert parts.broken == ()
    for patent, received in zip(parts.patents, parts.received, strict=True):
        assert {source.raw for source in patent.sources.values()} == {received.sha256}
        assert {(source.importer, source.retrieved) for source in patent.sources.values()} == {("epo-ops", received.retrieved)}  # fmt: skip
    assert [sorted(each.sources) for each in parts.patents][1:] == [
        ["biblio", "claims"], ["biblio", "description"], ["biblio", "events", "family"]
    ]  # fmt: skip
    token, biblio, *_ = bench.office.hits
    assert token.headers["Authorization"].startswith("Basic ")
    assert (biblio.headers["Authorization"], biblio.body) == ("Bearer t0k3n", b"(EP).(1000000).(A1)")
    assert len(bench.office.hits) == 5  # one token for all


def test_full_text_that_the_office_does_not_have_is_simply_not_there(bench: Bench) -> None:
    offer_everything(bench.office)
    bench.office.on(f"{PUBLISHED}/claims", Reply(b"<fault/>", 404))
    bench.office.on(f"{PUBLISHED}/description", Reply(status=500))
    parts = bench.ops().fetch(EP)
    assert len(parts.patents) == 2
    assert [(each.place, "HTTP 500" in each.reason) for each in parts.broken] == [("description", True)]


def test_a_search_of_ops_gives_a_page_and_says_what_was_sent(bench: Bench) -> None:
    bench.office.on(SEARCH, file("published__test__expected__search_result.xml"))
    page = bench.ops().search(WORDS, first=1, size=100)
    assert (page.sent, page.total, page.first, len(page.parts.patents)) == ('ta all "green bricks"', 10000, 1, 100)
    (sent,) = (hit for hit in bench.office.hits if hit.path.startswith(SEARCH))
    assert sent.headers["X-OPS-Range"] == "1-100"
    assert sent.body == b"q=ta+all+%22green+bricks%22"


def test_nothing_found_is_an_empty_page(bench: Bench) -> None:
    assert bench.ops().search(WORDS).parts.patents == ()  # 404
    bench.office.on(f"{APPLICATIONS}/search", Reply(b'{"count": 0, "patentFileWrapperDataBag": []}'))
    page = bench.odp().search(WORDS)
    assert (page.total, page.parts.patents, page.parts.broken) == (0, (), ())


def test_the_portal_is_asked_with_the_key_and_read_by_the_importer(bench: Bench) -> None:
    bench.office.on(f"{APPLICATIONS}/search", file("application.json"))
    parts = bench.odp().fetch(US)
    (patent,) = parts.patents
    assert (str(patent.number), patent.application) == ("US20170071586A1", "US15/123456")
    assert {source.importer for source in patent.sources.values()} == {"uspto-odp"}
    (hit,) = bench.office.hits
    assert hit.headers["X-API-KEY"] == "key"
    assert "earliestPublicationNumber%3A%22US20170071586A1%22" in hit.path
    bench.office.on(f"{APPLICATIONS}/15123456", file("application.json"))
    assert bench.odp().fetch(OutboundNumber(confidential=False, number="USAN15123456")).patents[0].events
    bench.office.on(f"{APPLICATIONS}/search", file("search.json"))
    page = bench.odp().search(WORDS, first=26, size=25)
    assert (page.total, len(page.parts.patents), page.first) == (11469842, 25, 26)
    assert "offset=25&limit=25" in bench.office.hits[-1].path


def test_an_answer_is_kept_with_its_time_and_asked_for_once(bench: Bench) -> None:
    bench.office.on(f"{APPLICATIONS}/search", file("application.json"))
    first = bench.odp().fetch(US)
    again = bench.odp().fetch(US)  # another connector, the same folder
    assert len(bench.office.hits) == 1
    assert [each.from_cache for each in first.received + again.received] == [False, True]
    assert (again.patents, again.received[0].retrieved) == (first.patents, NOW)
    assert again.received[0].path.read_bytes() == (ODP_FILES / "application.json").read_bytes()
    bench.passed = timedelta(days=8)
    assert bench.odp().fetch(US).received[0].from_cache is False
    assert len(bench.office.hits) == 2


@pytest.mark.parametrize("damage", [b"", b"{"])
def test_a_damaged_answer_on_disk_is_as_if_it_were_not_there(damage: bytes, bench: Bench) -> None:
    bench.office.on(f"{APPLICATIONS}/search", file("application.json"))
    (received,) = bench.odp().fetch(US).received
    received.path.write_bytes(damage)
    assert bench.odp().fetch(US).received[0].from_cache is False
    received.path.with_name(received.path.name + ".asked.json").write_bytes(damage)
    assert bench.odp().fetch(US).patents


def test_the_colours_of_ops_set_the_pace(bench: Bench) -> None:
    connector = bench.ops()
    throttling = "busy (images=green:100, inpadoc=green:45, other=green:1000, retrieval=yellow:20, search=black:0)"
    offer_everything(bench.office)
    bench.office.on(f"{PUBLISHED}/biblio", file("published__test__expected__ep1000000_biblio_result.xml", X_Throttling_Control=throttling))  # fmt: skip
    connector.fetch(EP)
    assert [seconds for seconds in bench.slept if seconds] == [
        pytest.approx(3.0)
    ]  # claims: at once; description: 60/20
    before = len(bench.office.hits)
    with pytest.raises(Unavailable) as caught:
        connector.search(WORDS)
    assert caught.value.reason is Reason.BUSY
    assert len(bench.office.hits) == before  # black: not even asked


@pytest.mark.parametrize("header", ["", "nonsense", "idle (search=green:)", "idle (search=green:-3)", "=:" * 999])
def test_a_throttling_header_that_cannot_be_read_changes_nothing(header: str) -> None:
    pace = Pace("X", sleep=lambda seconds: pytest.fail("slept"), monotonic=lambda: 0.0)
    pace.note(header)
    pace.wait("search")
    pace.wait("search")


def test_a_key_is_in_no_sentence_and_in_no_file(bench: Bench) -> None:
    offer_everything(bench.office)
    bench.ops("k3y-of-ours").fetch(EP)
    bench.office.on(f"{APPLICATIONS}/search", file("application.json"))
    bench.odp("k3y-of-ours").fetch(US)
    kept = [path for path in bench.folder.rglob("*") if path.is_file()]
    assert len(kept) == 10
    assert not [path for path in kept if b"k3y" in path.read_bytes() or "k3y" in path.name or b"t0k3n" in path.read_bytes()]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "cql", "lucene"),
    [
        ({"words": 'heat "pump" OR x*'}, 'ta all "heat pump OR x"', 'applicationMetaData.inventionTitle:("heat" AND "pump" AND "OR" AND "x")'),
        ({"classes": ("F02C 7/055", "B28B 1/29")}, '(cl = "F02C7/055" or cl = "B28B1/29")', 'applicationMetaData.cpcClassificationBag:("F02C7/055" OR "B28B1/29")'),
        ({"holders": ("华为技术有限公司",)}, 'pa = "华为技术有限公司"', 'applicationMetaData.firstApplicantName:("华为技术有限公司")'),
        ({"published_from": date(2020, 1, 1), "published_before": date(2021, 1, 1)}, 'pd within "20200101 20201231"', "applicationMetaData.earliestPublicationDate:[2020-01-01 TO 2020-12-31]"),
        ({"words": "  ", "holders": ("", '"*"')}, "", ""),
    ],
)  # fmt: skip
def test_queries_in_the_languages_of_the_offices(query: dict[str, object], cql: str, lucene: str) -> None:
    asked = OutboundQuery(confidential=False, **query)  # type: ignore[arg-type]
    assert (cql_of(asked), lucene_of(asked)) == (cql, lucene)


@pytest.mark.parametrize(
    ("number", "serial"),
    [("US20060142694A1", "2006142694"), ("EP680812A1", "0680812"), ("WO2023205392A1", "2023205392"), ("WO1996011280A1", "9611280"), ("CN102025678A", "102025678"), ("US8697359B1", "8697359")],
)  # fmt: skip
def test_numbers_go_out_as_docdb_writes_them(number: str, serial: str) -> None:
    assert docdb_serial(parse_publication(number)) == serial
    assert ('earliestPublicationNumber:"US2' in by_publication(parse_publication(number))) is (len(serial) == 10 and number[:2] == "US")  # fmt: skip


@pytest.mark.parametrize("number", ["", "nonsense", "CNAN201010241222", "USAN1512"])
def test_what_is_no_publication_is_not_asked_for(number: str, bench: Bench) -> None:
    for connector in (bench.ops(), bench.odp()):
        with pytest.raises(Unavailable) as caught:
            connector.fetch(OutboundNumber(confidential=False, number=number))
        assert caught.value.reason is Reason.UNSUPPORTED
        with pytest.raises(Unavailable):
            connector.search(OutboundQuery(confidential=False))
    assert bench.office.connections == 0


def test_connectors_are_there_only_when_their_keys_are(tmp_path: Path) -> None:
    def names(**keys: str) -> list[str]:
        return [each.name for each in connectors_of(tmp_path, lambda: NOW, OutboundGuard(), **keys)]

    assert names() == names(epo_ops_key="only one") == names(epo_ops_secret="only one") == []
    assert names(epo_ops_key="a", epo_ops_secret="b") == ["epo-ops"]
    assert names(uspto_odp_key="c") == ["uspto-odp"]
    assert not list(tmp_path.iterdir())
    settings = Settings(_env_file=None, epo_ops_key="hidden", uspto_odp_key="hidden")  # type: ignore[call-arg,arg-type]
    assert "hidden" not in repr(settings)


def test_a_library_s_environment_variables_have_no_say(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USPTO_API_KEY", "another")
    monkeypatch.setenv("USPTO_PATENT_DATA_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("USPTO_MAX_RETRIES", "7")
    bench.office.on(f"{APPLICATIONS}/search", file("application.json"))
    assert bench.odp().fetch(US).patents
    assert bench.office.hits[0].headers["X-API-KEY"] == "key"


def test_the_files_kept_can_be_taken_in_by_the_importers(bench: Bench, tmp_path: Path) -> None:
    offer_everything(bench.office)
    bench.office.on(f"{APPLICATIONS}/15123456", file("application.json"))
    received = bench.ops().fetch(EP).received + bench.odp().fetch(OutboundNumber(confidential=False, number="USAN15123456")).received  # fmt: skip
    names = [[each.name for each in IMPORTERS if each.accepts(one.path, one.path.read_bytes()[: 1 << 16])] for one in received]  # fmt: skip
    assert names == [["epo-ops"]] * 4 + [["uspto-odp"]]
    assert received[-1].path.name.startswith("15123456-application-")
