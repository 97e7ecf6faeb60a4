"""What the knowledge base learns: laws by their dates, cases, patents of watched holders and classes."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from knowledge.cases.digests import load_digests
from knowledge.law.library import LawLibrary
from knowledge.patents.connectors.outbound import OutboundGuard
from knowledge.patents.holders import entity_of
from knowledge.patents.numbers import parse_publication
from knowledge.patents.record import Event, Party, Patent, Source, Symbol, Texts
from knowledge.patents.store import PatentStore
from tests.conftest import TODAY
from tests.training.room import Room
from tools.information.digest import make_digest
from tools.information.fetching import Fetcher
from tools.information.item import deduplicated
from tools.information.learned import case_news, law_news, patent_news
from tools.information.matching import Wish, reasons
from tools.information.running import Held, run_feeds
from tools.information.subscribing import subscribe

HOLDER = "Rheintal Sensorik GmbH"


def patent(number: str = "CN112345678B", days: int = 30) -> Patent:
    return Patent(
        number=parse_publication(number), printed=number, published=TODAY - timedelta(days=days),
        texts={"zh": Texts(title="一种折叠无人机"), "en": Texts(title="A folding drone")}, holders=(Party(name=HOLDER, entity=entity_of(HOLDER)),),
        symbols=(Symbol(scheme="IPC", code="B64C 39/02"),), events=(Event(day=TODAY - timedelta(days=3), code="P", effect="pledged"), Event(day=None, effect="lapsed")),
    )  # fmt: skip


def test_a_coming_law_is_news_and_so_is_one_that_came_into_force(library: LawLibrary) -> None:
    found = {each.title_en: each for each in law_news(library, TODAY)}
    soon = found["The Trademark Law of the PRC is about to come into force"]
    assert soon.facts["in_force_from"] == "2027-01-01"
    assert "New text of the Trademark Law of the PRC" in found
    later = {each.title_en for each in law_news(library, date(2027, 1, 2))}
    assert "The Trademark Law of the PRC is in force" in later
    assert "The Trademark Law of the PRC is about to come into force" not in later
    assert all(each.day and each.day <= TODAY for each in found.values())
    assert all(library.by_key(str(each.facts["citation"])) for each in found.values())


def test_every_digest_is_news_once_and_guiding_cases_are_hot() -> None:
    found = list(case_news(load_digests()))
    assert len(deduplicated(found)) == len(found) > 50
    assert {each.category for each in found} == {"cases", "judicial"}
    assert all(each.title_zh and each.title_en and each.text_zh and each.text_en for each in found)


def test_publications_and_changes_of_watched_holders_and_classes_alone() -> None:
    for holders, classes in (({entity_of(HOLDER)}, ()), ((), ("B64C",)), ((), ("B64C39/02",))):
        found = list(patent_news([patent()], holders, classes, TODAY))
        assert [each.title_en.split(":")[0] for each in found] == ["New publication", "Legal status"]
        assert "pledged" in found[1].title_en
    assert list(patent_news([patent()], {entity_of("Somebody Else Inc")}, ("A01B",), TODAY)) == []
    assert [each.title_en.split(":")[0] for each in patent_news([patent(days=5000)], (), ("B64C",), TODAY)] == [
        "Legal status"
    ]


def test_why_is_the_holder_or_the_class_that_was_asked_for() -> None:
    news = next(iter(patent_news([patent()], {entity_of(HOLDER)}, ("B64C",), TODAY)))
    wish = Wish(holders=(HOLDER,), classes=("B64C", "A01B"), keywords=("drones",))
    assert {(each.kind, each.value) for each in reasons(wish, "technology", news.title_en, news.facts)} == {
        ("holder", HOLDER),
        ("class", "B64C"),
    }
    assert {
        each.value
        for each in reasons(Wish(keywords=("drone", "rone", "folding drone")), "technology", news.title_en, {})
    } == {"drone", "folding drone"}


def test_the_store_is_read_on_from_where_it_was(tmp_path: Path) -> None:
    room, store = Room(), PatentStore(tmp_path / "patents.db")
    source = {
        "biblio": Source(raw="0" * 64, importer="test", place="row 1", retrieved=datetime(2026, 11, 1, tzinfo=UTC))
    }
    own = subscribe(room.effects, room.who("lin"), Wish(holders=(HOLDER,))).id
    with store.batch():
        store.upsert(patent().model_copy(update={"sources": source}), "made up")
    empty = LawLibrary.__new__(LawLibrary)
    empty._laws = {}
    held, su = Held(empty, store), room.who("su")

    def run() -> int:
        room.later(minutes=1)
        return run_feeds(room.effects, su, Fetcher(OutboundGuard()), held)[0].added

    cases = len(list(case_news(load_digests())))
    assert run() == cases + 2
    assert run() == 0
    with store.batch():
        store.upsert(patent("CN112345679B").model_copy(update={"sources": source}), "made up")
    assert run() == 2
    assert len(make_digest(room.effects, room.who("lin"), own).items) == 4
