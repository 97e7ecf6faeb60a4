"""The processed tier: what upsert makes of a record, deletions, readers beside a writer, what an index asks."""

import sqlite3
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from knowledge.patents.packing import pack
from knowledge.patents.store import PatentStore
from knowledge.patents.store_schema import StoreError
from tests.conftest import PATIENCE
from tests.patent_lines import day, patent, source

ROOT = Path(__file__).parent.parent


@pytest.fixture
def store(tmp_path: Path) -> PatentStore:
    return PatentStore(tmp_path / "patents" / "patents.db")


def at(when: int, raw: str = "") -> object:
    return source(day(when), (raw or str(when)) * 64)


def test_a_record_comes_back_as_it_went_in(store: PatentStore) -> None:
    record = patent(title="Engine", zh="发动机", abstract="x" * 5000, holder="ACME", ipc="F02C 7/055",
                    cites=("US1A",), published=date(2014, 4, 15), origin=source())  # fmt: skip
    assert store.upsert(record) == "added"
    assert store.get("US8697359B1") == record
    assert store.get("US8697359") == record
    assert store.get("US8697359A1") is None
    assert store.count() == 1
    store.close()
    assert PatentStore(store.path).get("US8697359B1") == record


def test_newer_replaces_older_and_never_the_other_way(store: PatentStore) -> None:
    assert store.upsert(patent(title="Second", origin=at(2))) == "added"
    assert store.upsert(patent(title="Second", origin=at(2))) == "unchanged"
    assert store.upsert(patent(title="First", origin=at(1))) == "older"
    assert store.upsert(patent(title="Third", origin=at(3))) == "replaced"
    found = store.get("US8697359B1")
    assert found
    assert (found.texts["en"].title, found.sources["texts"].retrieved) == ("Third", day(3))


def test_confirmed_later_means_no_change_but_stands_against_what_came_between(store: PatentStore) -> None:
    store.upsert(patent(title="Right", origin=at(1)))
    revision = store.revision()
    assert store.upsert(patent(title="Right", origin=at(3))) == "unchanged"
    assert store.revision() == revision
    assert store.upsert(patent(title="Wrong", origin=at(2))) == "older"


def test_the_kinds_of_one_application(store: PatentStore) -> None:
    store.upsert(patent("US20110185700A1", title="A", application="US65784810", published=date(2011, 8, 4)))
    store.upsert(patent("US8697359B2", title="B", application="US65784810", published=date(2014, 4, 15)))
    store.upsert(patent("US8697359E", title="C", published=None))
    store.upsert(patent("US1B1", title="other"))
    numbers = [str(each.number) for each in store.publications("US65784810")]
    assert numbers == ["US20110185700A1", "US8697359B2", "US8697359E"]
    for asked in ("US20110185700A1", "US8697359"):
        assert {str(each.number) for each in store.publications(asked)} == set(numbers)
    assert [str(each.number) for each in store.publications("US1B1")] == [
        "US1B1"
    ]  # an unknown application joins nothing
    assert store.publications("US404") == []
    latest = store.get("US8697359")
    assert latest
    assert latest.number.kind == "B2"


def test_a_deletion_holds_until_a_later_record(store: PatentStore) -> None:
    store.upsert(patent(title="Engine", holder="ACME", origin=at(1)))
    before = store.revision()
    assert store.delete("US8697359B1", day(2))
    assert (store.get("US8697359B1"), store.of_holder("acme"), store.count()) == (None, [], 0)
    assert store.deleted_since(before) == [(before + 1, "US8697359B1")]
    assert store.upsert(patent(title="Engine", origin=at(1))) == "older"
    assert store.upsert(patent(title="Engine", origin=at(2))) == "older"
    assert store.upsert(patent(title="Engine", origin=at(3))) == "added"
    assert store.deleted_since(0) == []
    assert store.upsert(patent(abstract="from before", origin=at(1))) == "older"
    assert not store.delete("US8697359B1", day(2))  # the record is newer than that deletion
    assert store.count() == 1


def test_a_deletion_that_comes_first_and_one_without_a_kind(store: PatentStore) -> None:
    assert not store.delete("US1", day(5))
    assert store.upsert(patent("US1B1", title="A", origin=at(4))) == "older"
    assert store.upsert(patent("US1B1", title="A", origin=at(6))) == "added"
    store.upsert(patent("US1A1", title="A", origin=at(6)))
    assert store.delete("US1", day(7))
    assert store.count() == 0
    assert {number for _, number in store.deleted_since(0)} == {"US1A1", "US1B1"}


def test_holders_are_found_by_entity_and_by_name(store: PatentStore) -> None:
    record = patent(title="A", holder="ACME Corp.", origin=at(1))
    store.upsert(record)
    assert store.of_holder("acme corp.") == [record]
    resolved = record.holders[0].model_copy(update={"entity": "acme"})
    store.upsert(patent(title="A", origin=at(2)).model_copy(update={"holders": (resolved,), "sources": dict.fromkeys(("biblio", "texts", "parties"), at(2))}))  # fmt: skip
    assert [str(each.number) for each in store.of_holder("acme")] == ["US8697359B1"]
    assert store.of_holder("acme corp.") == []


def test_an_index_learns_what_changed(store: PatentStore) -> None:
    for number in range(1200):
        store.upsert(patent(f"CN{number + 1}A", zh=f"第{number}号"))
    everything = list(store.iterate())
    numbers = [str(record.number) for _, record in everything]
    assert numbers == sorted(numbers) == list(store.numbers())
    assert len(set(numbers)) == 1200
    known = store.revision()
    assert max(revision for revision, _ in everything) == known
    store.upsert(patent("CN7A", zh="新的"))
    assert [str(record.number) for _, record in store.iterate(changed_since=known)] == ["CN7A"]
    assert next(iter(store.iterate(after=numbers[500])))[1].number == everything[501][1].number


def test_the_figures(store: PatentStore) -> None:
    assert (store.count(), store.by_country(), store.newest_published()) == (0, {}, None)
    for number, published in (("CN1A", date(2020, 1, 2)), ("CN2A", None), ("US1A", date(2019, 1, 1))):
        store.upsert(patent(number, title="A", published=published))
    assert (store.count(), store.by_country()) == (3, {"CN": 2, "US": 1})
    assert store.newest_published() == date(2020, 1, 2)


def test_a_batch_goes_in_whole_or_not_at_all(store: PatentStore) -> None:
    store.upsert(patent("US1A", title="A"))

    def interrupted() -> None:
        with store.batch():
            store.upsert(patent("US2A", title="B"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert (store.count(), store.revision()) == (1, 1)
    assert store.upsert(patent("US2A", title="B")) == "added"
    assert [revision for revision, _ in store.iterate()] == [1, 2]


def test_text_that_is_no_unicode_is_refused(store: PatentStore) -> None:
    with pytest.raises(ValueError, match="surrogate"):
        store.upsert(patent(title="\ud800"))
    assert store.upsert(patent(title="fine")) == "added"


def test_readers_see_whole_batches_while_threads_write(store: PatentStore) -> None:
    seen, errors = set[int](), list[BaseException]()

    def write(country: str) -> None:
        try:
            for start in range(0, 60, 10):
                with store.batch():
                    for number in range(start, start + 10):
                        store.upsert(patent(f"{country}{number + 1}A", title="A"))
        except BaseException as error:
            errors.append(error)

    writers = [threading.Thread(target=write, args=(country,)) for country in ("US", "CN", "EP")]
    for thread in writers:
        thread.start()
    while any(thread.is_alive() for thread in writers):
        seen.add(store.count())
    for thread in writers:
        thread.join()
    assert errors == []
    assert all(count % 10 == 0 for count in seen)
    assert (store.count(), store.revision()) == (180, 180)
    assert len({revision for revision, _ in store.iterate()}) == 180


def test_processes_that_open_and_write_a_new_store_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from knowledge.patents.store import PatentStore;"
        "from tests.patent_lines import patent\n"
        "store = PatentStore(Path(sys.argv[1]))\n"
        "for n in range(40): store.upsert(patent(f'{sys.argv[2]}{n + 1}A', title='A'))"
    )
    path = str(tmp_path / "new" / "patents.db")
    children = [subprocess.Popen([sys.executable, "-c", program, path, country], cwd=ROOT) for country in ("US", "CN")]
    assert [child.wait(PATIENCE) for child in children] == [0, 0]
    store = PatentStore(Path(path))
    assert (store.count(), store.revision()) == (80, 80)


def test_a_file_that_is_no_store_is_said_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "patents.db"
    path.write_bytes(b"this is no database, but long enough to be looked at" * 40)
    with pytest.raises(StoreError, match=r"无法打开.*cannot be opened"):
        PatentStore(path)


def test_a_store_of_a_newer_version_is_left_alone(store: PatentStore) -> None:
    store.database().execute("pragma user_version = 99")
    store.close()
    with pytest.raises(StoreError, match=r"升级.*newer version"):
        PatentStore(store.path)


def test_a_damaged_record_names_itself(store: PatentStore) -> None:
    store.upsert(patent(title="Engine"))
    store.database().execute("update publications set record = ?", (b"rubbish",))
    with pytest.raises(StoreError, match="US8697359B1"):
        store.get("US8697359B1")


def test_what_is_known_by_its_hash_is_not_read_again(store: PatentStore) -> None:
    record = patent(title="Engine", abstract="x" * 1000, origin=source())
    store.upsert(record)
    store.database().execute("update publications set record = ?", (b"rubbish",))  # reading it would raise
    assert store.upsert(record) == "unchanged"
    assert store.upsert(patent(title="Engine", abstract="x" * 1000, origin=at(9))) == "unchanged"
    assert len(pack(record).content) == 16


def test_records_are_kept_compressed(store: PatentStore) -> None:
    store.upsert(patent(title="Engine", abstract="the same words again and again " * 300))
    with sqlite3.connect(store.path) as database:
        assert database.execute("select length(record) from publications").fetchone()[0] < 1000
