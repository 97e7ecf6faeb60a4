"""An ingest run that is interrupted, by a kill too, goes on where it was; memory does not grow with the file."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.patents.importing import Found, Outcome
from knowledge.patents.ingest_batches import batches
from knowledge.patents.runs import Run, Runs
from tests.patent_lines import House, Lines, day, figures, patent, write_lines

ROOT = Path(__file__).parent.parent


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def _everything(house: House, run: Run) -> tuple[object, ...]:
    tables = "select number, content, sources, revision, source from publications order by number"
    tombs = "select number, deleted, gone from tombstones order by number"
    rows = [house.store.database().execute(query).fetchall() for query in (tables, tombs)]
    files = [(Path(file.path).name, file.state, file.done, file.tally) for file in run.files]
    return rows, files, [(place, reason) for place, reason in house.rejects(run)]


def _inputs(folder: Path) -> Path:
    folder.mkdir()
    write_lines(folder / "a.jsonl", *({"number": f"US{n}A1", "title": f"T{n}"} for n in range(1, 40)))
    rows: list[dict[str, Any] | str] = [{"number": f"CN{n % 150 + 1}A", "title": f"T{n}", "zh": "甲" * (n % 7)} for n in range(300)]  # fmt: skip
    rows[50], rows[200], rows[210] = "{broken", {"delete": "US5A1"}, '{"number": "?"}'
    write_lines(folder / "b.jsonl", *rows)
    write_lines(folder / "c.jsonl", {"number": "EP1A1", "title": "last"})
    return folder


_CHILD = """
import sys
from pathlib import Path
from tests.patent_lines import House, Lines
House(Path(sys.argv[1])).take(Path(sys.argv[2]), importer=Lines(pause=0.002), batch=20)
"""


def test_a_killed_run_resumes_to_the_same_end(house: House, tmp_path: Path) -> None:
    folder = _inputs(tmp_path / "in")
    killed = House(tmp_path / "killed")
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(tmp_path / "killed"), str(folder)], cwd=ROOT)
    while child.poll() is None and killed.store.count() < 80:  # in the middle of the second file
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    broken_off = Runs(killed.store).latest()[0]
    assert broken_off.ended is None
    assert [file.state for file in broken_off.files] == ["done", "reading"]
    assert 0 < broken_off.files[1].done < 300
    skipped = broken_off.files[1].done
    run = killed.take(folder, batch=20)
    assert (run.id, run.ended) == (broken_off.id, day(10))
    assert killed.told[-1].records == 300 - skipped + 1  # nothing was stored twice
    assert _everything(killed, run) == _everything(house, house.take(folder, batch=20))


def test_without_resume_a_run_begins_anew(house: House, tmp_path: Path) -> None:
    folder = _inputs(tmp_path / "in")

    class Interrupted(Lines):
        def read(self, path: Path) -> Iterator[Outcome]:
            for outcome in super().read(path):
                if path.name == "b.jsonl" and outcome.place == "line 100":
                    raise KeyboardInterrupt
                yield outcome

    with pytest.raises(KeyboardInterrupt):
        house.take(folder, importer=Interrupted(), batch=20)
    assert house.store.count() > 39
    again = house.take(folder, resume=False)
    runs = Runs(house.store).latest()
    assert [(run.id, run.ended is None) for run in runs] == [(again.id, False), (again.id - 1, True)]
    assert again.tally.read == 39 + 300 + 1


def test_a_resumed_run_reads_a_changed_file_from_its_beginning(house: House, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", *({"number": f"US{n}A1"} for n in range(1, 31)))

    class Interrupted(Lines):
        def read(self, path: Path) -> Iterator[Outcome]:
            yield from list(super().read(path))[:25]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        house.take(path, importer=Interrupted(), batch=10)
    write_lines(path, {"number": "EP1A1"}, {"number": "EP2A1"})
    assert figures(house.take(path)) == {"in": 2, "added": 2}


def test_memory_stays_flat(house: House, tmp_path: Path) -> None:
    alive, most = 0, 0

    class Counting(Lines):
        def read(self, path: Path) -> Iterator[Outcome]:
            nonlocal alive, most
            for outcome in super().read(path):
                alive += 1
                most = max(most, alive)
                yield outcome

    put = house.store.put

    def counted(*given: Any) -> Any:
        nonlocal alive
        alive -= 1
        return put(*given)

    house.store.put = counted  # type: ignore[method-assign]
    path = write_lines(tmp_path / "a.jsonl", *({"number": f"US{n}A1"} for n in range(1, 1001)))
    house.take(path, importer=Counting(), batch=20)
    assert alive == 0
    assert most <= 20


def test_big_records_make_small_batches() -> None:
    outcomes = (Found(patent("US1A1"), "", (n + 1) * 1_600_000) for n in range(7))
    assert [len(chunk) for chunk in batches(outcomes, 500)] == [3, 3, 1]
