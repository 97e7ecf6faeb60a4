"""`ipos ingest patents` and `ipos sources` on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run
from knowledge.patents.raw import RawTier
from tests.patent_lines import Lines, write_lines

Ipos = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ipos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("knowledge.patents.importers.importers_of", lambda mapping: (Lines(),))

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(arguments))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


def told(ipos: Ipos, *arguments: str) -> Any:
    code, out, _ = ipos(*arguments, "--json")
    assert code == 0
    return json.loads(out)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "week.jsonl", {"number": "US1A1", "title": "Engine", "published": "2026-01-02"},
                       "{broken", {"number": "CN2A", "zh": "发动机", "published": "2025-12-31"})  # fmt: skip


def test_a_file_goes_in_and_the_register_says_so(ipos: Ipos, week: Path) -> None:
    taken = told(ipos, "ingest", "patents", str(week), "--source", "office", "--licence", "CC0")
    assert (taken["state"], taken["source"], taken["licence"]) == ("ended", "office", "CC0")
    assert {name: count for name, count in taken["counts"].items() if count} == {"in": 3, "added": 2, "rejected": 1}
    assert [(file["importer"], file["state"]) for file in taken["files"]] == [("lines", "done")]
    assert [(reject["kind"], reject["place"]) for reject in taken["rejects"]] == [("record", "line 2")]
    listed = told(ipos, "sources")
    assert listed["publications"] == 2
    assert listed["raw"] == {"files": 1, "bytes": week.stat().st_size}
    (source,) = listed["sources"]
    assert (source["source"], source["publications"], source["newest"]) == ("office", 2, "2026-01-02")
    assert isinstance(source["days_behind"], int)
    assert [(each["country"], each["newest"]) for each in source["holdings"]] == [("CN", "2025-12-31"), ("US", "2026-01-02")]  # fmt: skip
    assert [(each["run"], each["files"], each["refused"]) for each in listed["runs"]] == [(taken["run"], 1, 0)]
    again = told(ipos, "ingest", "patents", str(week))
    assert again["counts"]["unchanged"] == 2
    assert told(ipos, "sources", "--runs", "1")["runs"][0]["run"] == again["run"]


def test_people_are_told_in_both_languages(ipos: Ipos, week: Path, tmp_path: Path) -> None:
    (tmp_path / "zero.xml").touch()
    code, out, err = ipos("ingest", "patents", str(week), "zero.xml")
    assert code == 0
    for words in ("读入/in 3", "新增/added 2", "拒收/rejected 1", "是空文件", "is empty (0 bytes)", "ipos sources rejects --run 1"):  # fmt: skip
        assert words in out
    assert "Indexing patents" in err
    code, out, _ = ipos("sources")
    assert code == 0
    for words in ("lines: 2 件/publications", "US 1 (2026-01-02)", "1 个来源，2 件公开文献", "1 sources, 2 publications"):  # fmt: skip
        assert words in out
    code, out, _ = ipos("sources", "rejects", "--run", "1")
    assert code == 0
    assert "week.jsonl line 2" in out
    assert "zero.xml" in out


def test_a_fresh_home_without_the_demo_has_no_sources(ipos: Ipos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPOS_DEMO", "false")
    assert told(ipos, "sources") == {"publications": 0, "sources": [], "runs": [], "raw": {"files": 0, "bytes": 0}}
    assert told(ipos, "sources", "rejects") == {"run": None, "rejects": []}
    assert told(ipos, "sources", "verify") == {"files": 0, "damaged": []}


def test_nothing_that_could_be_read_is_a_failure(ipos: Ipos, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"\x00\x01")
    code, out, _ = ipos("ingest", "patents", "film.mp4", "nowhere", "--json")
    assert code == 1
    assert {reject["kind"] for reject in json.loads(out)["rejects"]} == {"file"}
    code, _, err = ipos("ingest", "patents", "film.mp4", "--kind", "mp4")
    assert code == 1
    assert "there are: lines" in err


@pytest.mark.parametrize("wrong", [("ingest", "patents"), ("ingest", "patents", "x", "--retrieved", "someday"),
                                   ("sources", "rejects", "--run", "7"), ("sources", "--runs", "-1")])  # fmt: skip
def test_wrong_usage_is_said(ipos: Ipos, wrong: tuple[str, ...]) -> None:
    code, out, err = ipos(*wrong)
    assert (code, out) == (2, "")
    assert err


def test_data_of_an_earlier_day_does_not_overwrite(ipos: Ipos, week: Path, tmp_path: Path) -> None:
    told(ipos, "ingest", "patents", str(week))
    old = write_lines(tmp_path / "old.jsonl", {"number": "US1A1", "title": "Enginge", "published": "2026-01-01"})
    assert told(ipos, "ingest", "patents", str(old), "--retrieved", "2026-01-03")["counts"]["older"] == 1


def test_damaged_raw_files_are_found(ipos: Ipos, week: Path, tmp_path: Path) -> None:
    told(ipos, "ingest", "patents", str(week))
    assert told(ipos, "sources", "verify") == {"files": 1, "damaged": []}
    tier = RawTier(tmp_path / "home" / "patents" / "raw")
    tier.path_of(next(tier.files())).unlink()
    code, out, _ = ipos("sources", "verify")
    assert code == 1
    assert "不见了" in out
    assert "1 raw files, 1 not as received" in out


def test_a_store_that_cannot_be_opened_is_one_sentence(ipos: Ipos, tmp_path: Path) -> None:
    (tmp_path / "home" / "patents").mkdir(parents=True)
    (tmp_path / "home" / "patents" / "patents.db").write_bytes(b"no database at all" * 100)
    code, out, err = ipos("sources")
    assert (code, out) == (1, "")
    assert "cannot be opened" in err
