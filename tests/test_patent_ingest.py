"""The ingest run: idempotent, newer before older, resumed after a kill, and everything that does not go in said."""

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from knowledge.patents.importing import Found, Outcome
from knowledge.patents.ingest import IngestError, Request
from knowledge.patents.runs import Runs
from knowledge.patents.source_register import source_states
from tests.patent_lines import House, Lines, day, figures, patent, write_lines


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def test_records_go_in_with_their_provenance_and_the_file_is_kept(house: House, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "week.jsonl", {"number": "US1A1", "title": "Engine", "published": "2020-01-02", "holder": "ACME"},
                       {"number": "CN2A", "zh": "发动机", "published": "2021-03-04"})  # fmt: skip
    run = house.take(path, request=Request(source="our-office", licence="CC0"), entity_of=str.lower)
    assert figures(run) == {"in": 2, "added": 2}
    (kept,) = house.raw.files()
    assert (kept.name, kept.source, kept.licence) == ("week.jsonl", "our-office", "CC0")
    record = house.store.get("US1A1")
    assert record
    source = record.sources["texts"]
    assert (source.raw, source.importer, source.place, source.retrieved) == (kept.sha256, "lines", "line 1", day(10))
    assert set(record.sources) == {"biblio", "texts", "parties"}
    assert record.holders[0].entity == "acme"
    (state,) = source_states(house.store)
    assert (state.source, state.publications, state.last_run) == ("our-office", 2, day(10))
    assert {holding.country: str(holding.newest) for holding in state.holdings} == {"US": "2020-01-02", "CN": "2021-03-04"}  # fmt: skip
    assert state.days_behind(day(10).date()) == 1773


def test_the_same_file_again_changes_nothing(house: House, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", *({"number": f"US{n}A1", "title": f"T{n}"} for n in range(1, 30)))
    house.take(path)
    revision, before = house.store.revision(), list(house.store.iterate())
    house.clock = day(20)
    run = house.take(path)
    assert figures(run) == {"in": 29, "unchanged": 29}
    assert (house.store.revision(), list(house.store.iterate())) == (revision, before)
    assert [file.seen for file in house.raw.files()] == [2]


def test_what_was_received_first_never_overwrites_what_came_later(house: House, tmp_path: Path) -> None:
    old = write_lines(tmp_path / "old.jsonl", {"number": "US1A1", "title": "Old"})
    new = write_lines(tmp_path / "new.jsonl", {"number": "US1A1", "title": "New"})
    house.take(old)
    house.clock = day(11)
    assert figures(house.take(new)) == {"in": 1, "replaced": 1}
    house.clock = day(12)
    assert figures(house.take(old)) == {"in": 1, "older": 1}
    assert house.title("US1A1") == "New"
    archive = write_lines(tmp_path / "archive.jsonl", {"number": "US1A1", "title": "Oldest"})
    assert figures(house.take(archive, request=Request(retrieved=day(1)))) == {"in": 1, "older": 1}


def test_what_is_broken_is_said_with_file_and_line_and_the_rest_goes_in(house: House, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"number": "US1A1"}, '{"number": ', {"number": "nonsense"},
                       '{"number": "US2A1", "title": "\\ud800"}', {"number": "US3A1"})  # fmt: skip
    run = house.take(path)
    assert figures(run) == {"in": 5, "added": 2, "rejected": 3}
    rejects = house.rejects(run)
    assert [place for place, _ in rejects] == ["line 2", "line 3", "line 4"]
    assert "no publication number" in rejects[1][1]
    assert "Unicode" in rejects[2][1]
    assert {reject.path for reject in Runs(house.store).rejects()} == {str(path)}


def test_deletions_are_counted_and_hold(house: House, tmp_path: Path) -> None:
    house.take(write_lines(tmp_path / "a.jsonl", {"number": "US1A1"}, {"number": "US2A1"}))
    house.clock = day(11)
    run = house.take(write_lines(tmp_path / "b.jsonl", {"delete": "US1A1"}, {"delete": "US404A1"}))
    assert figures(run) == {"in": 2, "deleted": 1, "unchanged": 1}
    assert list(house.store.numbers()) == ["US2A1"]
    assert figures(house.take(tmp_path / "a.jsonl")) == {"in": 2, "older": 1, "unchanged": 1}


def test_one_number_with_two_contents_is_a_conflict(house: House, tmp_path: Path) -> None:
    rows = ({"number": "CN202644313U", "title": "A", "application": "CN1"}, {"number": "CN202644313U", "title": "B", "application": "CN2", "abstract": "more"},
            {"number": "CN202644313U", "title": "C", "application": "CN3"})  # fmt: skip
    path = write_lines(tmp_path / "a.jsonl", *rows)
    run = house.take(path)
    assert figures(run) == {"in": 3, "added": 1, "replaced": 1, "unchanged": 1, "conflicts": 2}
    assert house.title("CN202644313U") == "B"
    conflicts = Runs(house.store).rejects(run.id)
    assert [(reject.place, reject.conflict) for reject in conflicts] == [("line 2", True), ("line 3", True)]
    assert "later one, which has more" in conflicts[0].reason
    assert "保留先前的一条" in conflicts[1].reason
    revision = house.store.revision()
    house.take(path)
    assert (house.title("CN202644313U"), house.store.revision()) == ("B", revision)


def test_files_that_cannot_be_read_are_said_to_be_so(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "empty").mkdir(parents=True)
    (folder / ".hidden").write_text("not looked at")
    (folder / "zero.xml").touch()
    (folder / "film.mp4").write_bytes(b"\x00\x00\x00 ftypisom")
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to(folder)
    write_lines(folder / "z.jsonl", {"number": "US1A1"})
    run = house.take(folder, folder / "empty", tmp_path / "nowhere")
    assert figures(run) == {"in": 1, "added": 1}
    reasons = {Path(file.path).name: file.reason for file in run.refused}
    assert reasons.keys() == {"zero.xml", "film.mp4", "pipe", "empty", "nowhere"}
    assert "0 bytes" in reasons["zero.xml"]
    assert "read are: lines" in reasons["film.mp4"]
    assert "regular file" in reasons["pipe"]
    assert "holds no files" in reasons["empty"]
    assert "does not exist" in reasons["nowhere"]
    assert len(house.rejects(run)) == len(reasons)
    assert [file.name for file in house.raw.files()] == ["z.jsonl"]


def test_a_file_without_rights_is_said_to_be_so(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = (write_lines(tmp_path / f"{name}.jsonl", {"number": "US1A1"}) for name in "ab")
    opened = Path.open

    def guarded(self: Path, *given: Any, **named: Any) -> Any:  # root, who may run the tests, may read everything
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return opened(self, *given, **named)

    monkeypatch.setattr(Path, "open", guarded)
    run = house.take(path, other)
    assert figures(run) == {"in": 1, "added": 1}
    assert "cannot be read (Permission denied)" in run.refused[0].reason


def test_a_full_disk_stops_the_run_which_can_go_on(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"number": "US1A1"})

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(house.raw, "add", full)
        with pytest.raises(OSError, match="No space left"):
            house.take(path)
    run = house.take(path)
    assert (run.id, figures(run)) == (1, {"in": 1, "added": 1})


def test_a_kind_forces_an_importer(house: House, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "odd", "# not what accepts() looks for", {"number": "US1A1"})
    assert house.take(path).refused
    assert figures(house.take(path, request=Request(kind="lines"))) == {"in": 2, "added": 1, "rejected": 1}
    with pytest.raises(IngestError, match=r"可用：lines.*there are: lines"):
        house.take(path, request=Request(kind="mp4"))


class Failing(Lines):
    """An importer with a bug."""

    def read(self, path: Path) -> Iterator[Outcome]:
        yield Found(patent("US1A1"), "line 1", 10)
        raise KeyError("publication-reference")


def test_an_importer_that_fails_costs_one_file(house: House, tmp_path: Path) -> None:
    first, second = (write_lines(tmp_path / f"{name}.jsonl", {"number": "US1A1"}) for name in "ab")
    run = house.take(first, importer=Failing())
    assert figures(run) == {"in": 2, "added": 1, "rejected": 1}
    assert "KeyError: 'publication-reference'" in house.rejects(run)[0][1]
    assert figures(house.take(second)) == {"in": 1, "unchanged": 1}


class Rewriting(Lines):
    """An importer beside which somebody writes to the file."""

    def read(self, path: Path) -> Iterator[Outcome]:
        yield from super().read(path)
        with path.open("a") as stream:
            stream.write("more")


def test_a_file_that_changes_under_the_reader_is_said_to(house: House, tmp_path: Path) -> None:
    run = house.take(write_lines(tmp_path / "a.jsonl", {"number": "US1A1"}), importer=Rewriting())
    assert [file.state for file in run.files] == ["refused"]
    assert "was changed while it was read" in run.files[0].reason


def test_the_rate_and_the_time_that_remains(house: House, tmp_path: Path) -> None:
    rows = [{"number": f"US{n}A1", "title": "x" * 50} for n in range(1, 101)]
    first, second = write_lines(tmp_path / "a.jsonl", *rows), write_lines(tmp_path / "b.jsonl", *rows)

    class Slow(Lines):
        def read(self, path: Path) -> Iterator[Outcome]:
            for outcome in super().read(path):
                house.clock += timedelta(seconds=1)
                yield outcome

    house.take(first, second, importer=Slow(), batch=10)
    total = first.stat().st_size + second.stat().st_size
    done = [told.bytes_done for told in house.told]
    assert done == sorted(done)
    assert done[-1] == total == house.told[-1].bytes_total
    last = house.told[-1]
    assert (last.records, last.files_done, last.seconds, last.remaining_seconds) == (200, 2, 200.0, 0)
    assert last.records_per_second == 1
    assert last.megabytes_per_second == pytest.approx(total / 1e6 / 200)
    assert len(house.told) == 22
    assert replace(last, seconds=0).remaining_seconds is None


def test_two_ingests_at_once_are_one_too_many(house: House, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"number": "US1A1"})
    with FileLock(house.store.path.with_name("ingest.lock")), pytest.raises(IngestError, match="Another ingest"):
        house.take(path)


def test_more_rejects_than_one_wants_are_counted_only(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.patents.ingest_batches.REJECTS_KEPT", 5)
    run = house.take(write_lines(tmp_path / "a.jsonl", '{"number": "US1A1"}', *["{" for _ in range(20)]))
    assert (run.tally.rejected, len(house.rejects(run))) == (20, 5)


def test_naive_clocks_do_no_harm(house: House, tmp_path: Path) -> None:
    house.clock = datetime(2026, 1, 1)
    house.take(write_lines(tmp_path / "a.jsonl", {"number": "US1A1", "title": "A"}))
    house.clock = day(10)
    assert figures(house.take(write_lines(tmp_path / "b.jsonl", {"number": "US1A1", "title": "B"}))) == {"in": 1, "replaced": 1}  # fmt: skip
