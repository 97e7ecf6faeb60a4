"""`ipos search trademark` and `ipos ingest trademarks`, as functions of a command tree of their own."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from assistant.cli.ingest_trademarks import ingest_trademarks
from assistant.cli.search_trademark import search_trademark
from assistant.world import World
from knowledge.law.library import LawLibrary
from retrievers import embeddings
from retrievers.embeddings import Encoder
from tools.refused import Refused

TABLE = "注册号,商标名称,类别,类似群,申请日期,注册日期\n90000001,青岚,30,3002,2019-12-02,2020-09-14\n90000002,清岚,30,3001,2020-01-02,2020-10-14\n坏,x,30,,,\n"
app = typer.Typer()
app.command("search")(search_trademark)
app.command("ingest")(ingest_trademarks)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return embeddings.make_encoder("bundled")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: LawLibrary, encoder: Encoder) -> Path:
    # what is read-only and slow to load is loaded once
    monkeypatch.setattr(World, "library", library)
    monkeypatch.setattr(embeddings, "make_encoder", lambda *settings: encoder)
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "marks.csv").write_text(TABLE, "utf-8")
    return tmp_path


def ran(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def told(*arguments: str) -> Any:
    return json.loads(ran(*arguments, "--json"))


def test_marks_go_in_and_are_found(folder: Path) -> None:
    taken = told("ingest", "marks.csv")
    assert (taken["counts"]["added"], taken["counts"]["rejected"], taken["held"]) == (2, 1, 2)
    assert taken["rejected"][0]["place"] == "row 4"
    assert told("ingest", "marks.csv")["counts"]["unchanged"] == 2
    report = told("search", "青岚", "--class", "30", "--goods", "茶", "--filed", "2027-01-05", "--as-of", "2026-11-22")
    assert [hit["words"] for hit in report["hits"]] == ["青岚", "清岚"]
    assert report["hits"][0]["goods"]["relation"] == "same_group"
    assert report["governing"]["in_force_from"] == "2027-01-01"
    assert report["log"]["request"]["filed"] == "2027-01-05"


def test_the_answer_is_told_in_the_language_asked_for(folder: Path) -> None:
    ran("ingest", "marks.csv")
    chinese, english = ran("search", "青岚", "--class", "30"), ran("search", "青岚", "--class", "30", "--lang", "en")
    assert "相近的商标" in chinese
    assert "Marks that are near" in english
    assert "**" not in chinese + english


def test_an_empty_home_says_that_nothing_was_searched(folder: Path) -> None:
    assert "没有收录任何商标记录" in ran("search", "青岚")


@pytest.mark.parametrize(
    "arguments",
    [("search", "。"), ("search", "青岚", "--class", "99"), ("search", "青岚", "--filed", "never"), ("ingest", "absent.csv"), ("ingest", "marks.csv", "--mapping", "absent.yaml")],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_in_one_sentence(folder: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_an_office_has_two_letters(folder: Path) -> None:
    assert CliRunner().invoke(app, ["ingest", "marks.csv", "--office", "China"]).exit_code == 2
