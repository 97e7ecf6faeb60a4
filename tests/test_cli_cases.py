"""`ipos cases` and `ipos ingest cases` on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run

KNOWN, UNKNOWN, IMPOSSIBLE = "（2019）最高法知民终147号", "（2019）最高法知民终99147号", "（2999）最高法知民终1号"
JUDGMENT = "案号：（2020）京73民初12号\n法院：北京知识产权法院\n\n本院认为，被告在养蜂场招牌上使用了与原告注册商标近似的标志，构成商标侵权。\n"
ROW = {"key", "docket", "name", "court", "jurisdiction", "decided", "level", "right", "provisions", "foreign"}
Ipos = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ipos(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    (own := tmp_path / "home").mkdir()  # what is ingested stays in a home of its own
    (own / "index").mkdir()
    for entry in (home / "index").iterdir():
        if entry.name != "opinions":
            (own / "index" / entry.name).symlink_to(entry)
    monkeypatch.setenv("IPOS_HOME", str(own))
    monkeypatch.chdir(tmp_path)

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


def test_a_list_can_be_filtered(ipos: Ipos) -> None:
    everything = told(ipos, "cases", "list")
    assert len(everything["digests"]) >= 60
    assert all(set(row) == ROW for row in everything["digests"])
    some = told(ipos, "cases", "list", "--jurisdiction", "us", "--right", "patent")["digests"]
    assert {(row["jurisdiction"], row["right"]) for row in some} == {("US", "patent")}
    code, out, _ = ipos("cases", "list", "--right", "variety")
    assert code == 0
    assert "digests, 0 full texts" in out


@pytest.mark.parametrize("option", [("--jurisdiction", "XX"), ("--right", "nothing")])
def test_an_unknown_filter_is_wrong_usage(ipos: Ipos, option: tuple[str, str]) -> None:
    code, out, err = ipos("cases", "list", *option)
    assert (code, out) == (2, "")
    assert option[1] in err


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (KNOWN, "case/cn-spc-2019-zhiminzhong-147"), ("(2019)最高法知民终147号", "case/cn-spc-2019-zhiminzhong-147"),
        ("14-1469", "case/us-cafc-14-1469"), ("No. 14-1469", "case/us-cafc-14-1469"), ("c-170/13", "case/eu-cjeu-c-170-13"),
        ("case/eu-cjeu-c-170-13", "case/eu-cjeu-c-170-13"), ("eu-cjeu-c-170-13", "case/eu-cjeu-c-170-13"),
    ],
)  # fmt: skip
def test_a_case_is_got_by_any_of_its_names(ipos: Ipos, name: str, key: str) -> None:
    found = told(ipos, "cases", "get", name)
    assert (found["verdict"], found["digest"]["key"], found["texts"]) == ("known", key, [])
    assert found["digest"]["support"]
    assert found["digest"]["abroad"] is not key.startswith("case/cn-")


@pytest.mark.parametrize(("language", "words"), [("zh", "外国裁判，对中国法院没有约束力"), ("en", "does not bind Chinese courts")])  # fmt: skip
def test_a_foreign_case_is_told_as_one_in_either_language(ipos: Ipos, language: str, words: str) -> None:
    code, out, _ = ipos("cases", "get", "C-170/13", "--lang", language)
    assert code == 0
    assert words in out


@pytest.mark.parametrize(
    ("name", "verdict", "words"),
    [(UNKNOWN, "unknown", "无法确认它存在"), (IMPOSSIBLE, "impossible", "那一年还没有到"), ("hello", None, "is no docket number")],
)  # fmt: skip
def test_what_is_not_held_is_an_answer(ipos: Ipos, name: str, verdict: str | None, words: str) -> None:
    assert told(ipos, "cases", "get", name) == {"asked": name, "verdict": verdict, "digest": None, "texts": []}
    code, out, _ = ipos("cases", "get", name)
    assert code == 0
    assert words in out


@pytest.mark.parametrize(
    ("text", "scope"), [(f"参见{KNOWN}和{UNKNOWN}，以及{IMPOSSIBLE}。", "案例范围"), (f"Compare {KNOWN}, {UNKNOWN} and {IMPOSSIBLE}.", "Scope: ")]
)  # fmt: skip
def test_every_docket_number_of_a_text_gets_a_verdict_and_the_scope_is_said(ipos: Ipos, text: str, scope: str) -> None:
    found = told(ipos, "cases", "check", text)
    assert [row["verdict"] for row in found["dockets"]] == ["known", "unknown", "impossible"]
    assert found["dockets"][0]["key"] == "case/cn-spc-2019-zhiminzhong-147"
    assert found["scope"].keys() == {"zh", "en"}
    code, out, _ = ipos("cases", "check", text)
    assert code == 0
    assert scope in out
    assert "No docket number" in ipos("cases", "check", "nothing here")[1]


@pytest.mark.parametrize(
    ("words", "key"),
    [("把发明交给代工厂做样品，算不算已经在售？", "case/us-cafc-14-1469"), ("standard-essential patent injunction FRAND Huawei ZTE", "case/eu-cjeu-c-170-13")],
)  # fmt: skip
def test_words_find_a_case_in_either_language(ipos: Ipos, words: str, key: str) -> None:
    found = told(ipos, "cases", "search", words, "--limit", "3")
    assert key in [row["key"] for row in found["digests"]]
    assert len(found["digests"]) <= 3
    chinese = told(ipos, "cases", "search", words, "--jurisdiction", "CN")
    assert {row["jurisdiction"] for row in chinese["digests"]} <= {"CN"}
    assert ipos("cases", "search", words)[1].count("\n") >= 4


def test_texts_are_taken_in_listed_read_and_found(ipos: Ipos, tmp_path: Path) -> None:
    (folder := tmp_path / "inbox").mkdir()
    (folder / "a.txt").write_text(JUDGMENT, "utf-8")
    (folder / "b.jsonl").write_text('{"docket": "（2021）沪73民终5号", "text": "驳回上诉。"}\nbroken\n', "utf-8")
    first = told(ipos, "ingest", "cases", str(folder))
    assert first["counts"] == {"added": 2, "replaced": 0, "unchanged": 0, "skipped": 1}
    code, out, err = ipos("ingest", "cases", str(folder))
    assert (code, err) == (0, "")
    assert "unchanged a.txt:1: （2020）京73民初12号" in out
    assert "skipped   b.jsonl:2: the line is not JSON" in out
    assert "added 0, replaced 0, unchanged 2, skipped 1" in out
    assert [row["docket"] for row in told(ipos, "cases", "list")["texts"]] == [
        "（2020）京73民初12号",
        "（2021）沪73民终5号",
    ]
    got = told(ipos, "cases", "get", "(2020)京73民初12号")
    assert got["texts"][0]["passages"][0]["key"] == "case/2020京73民初12号/p1"
    assert told(ipos, "cases", "check", "（2020）京73民初12号")["dockets"][0]["verdict"] == "known"
    found = told(ipos, "cases", "search", "养蜂场招牌")
    assert found["passages"][0]["docket"] == "（2020）京73民初12号"


@pytest.mark.parametrize(("name", "said"), [("missing", "does not exist"), ("empty", "holds no file that can be read")])
def test_nothing_to_take_in_is_a_failure_in_one_sentence(ipos: Ipos, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = ipos("ingest", "cases", str(tmp_path / name))
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert said in err


def test_long_work_shows_how_far_it_is_on_standard_error(ipos: Ipos, tmp_path: Path) -> None:
    rows = [{"docket": f"（2021）沪73民终{number}号", "text": "驳回上诉。"} for number in range(40)]
    (path := tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    code, out, err = ipos("ingest", "cases", str(path), "--json")
    assert (code, json.loads(out)["counts"]["added"]) == (0, 40)
    assert "Taking in decisions: 40/40" in err


@pytest.mark.parametrize("command", [("cases", "list"), ("cases", "get"), ("cases", "search"), ("cases", "check"), ("ingest", "cases")], ids=" ".join)  # fmt: skip
def test_the_help_has_examples(ipos: Ipos, command: tuple[str, ...]) -> None:
    code, out, _ = ipos(*command, "--help")
    assert code == 0
    assert f"ipos {' '.join(command)}" in " ".join(out.split())
