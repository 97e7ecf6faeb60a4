"""`ipos ask`, `retrieve`, `chat`, `index`, `seed` and `doctor`, as scripts and people meet them."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from assistant.cli.app import app, run

TODAY, NEXT_YEAR = "2026-11-22", "2027-03-01"
ANSWER = {
    "question", "language", "as_of", "answer", "abstained", "mode", "citations", "steps", "approval", "usage", "ms",
}  # fmt: skip
CITATION = {"key", "kind", "title", "locator", "quote", "in_force_from", "in_force_to", "source"}
HIT = {"rank", "key", "kind", "title", "locator", "score", "text", "law", "article", "version_date"}


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Ipos = Callable[..., Ran]


@pytest.fixture
def ipos(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(home))
    monkeypatch.setenv("IPOS_MODEL", "offline")
    monkeypatch.chdir(tmp_path)  # no .env of the developer

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(list(arguments))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Ran(code, shown.out, shown.err)

    return command


def rows_file(folder: Path, *rows: object, encoding: str = "utf-8") -> str:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding)
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "language", "key"),
    [
        (("外观设计专利的保护期是多少年？",), "zh", "cn/patent-law@2021-06-01/art42"),
        (("商标法第八十条规定了什么？", "--as-of", NEXT_YEAR), "zh", "cn/trademark-law@2027-01-01/art80"),
        (("What does Article 50 of the Trademark Law say?",), "en", "cn/trademark-law@2019-11-01/art50"),
        (("商标法第五十条", "--lang", "en"), "en", "cn/trademark-law@2019-11-01/art50"),
    ],
)
def test_ask_prints_the_object_of_the_contract(ipos: Ipos, arguments: tuple[str, ...], language: str, key: str) -> None:
    day = [] if "--as-of" in arguments else ["--as-of", TODAY]
    ran = ipos("ask", *arguments, *day, "--json")
    [answer] = ran.rows
    assert ran.code == 0
    assert set(answer) - {"struck"} == ANSWER
    assert (answer["question"], answer["language"], answer["mode"]) == (arguments[0], language, "offline")
    assert answer["as_of"] == (NEXT_YEAR if "--as-of" in arguments else TODAY)
    assert answer["abstained"] is False
    assert answer["approval"] is None
    assert answer["usage"] == {"prompt_tokens": 0, "completion_tokens": 0}
    assert set(answer["ms"]) == {"total", "retrieval"}
    assert answer["ms"]["total"] > 0
    assert all(set(step) == {"tool", "args", "ok"} and step["ok"] for step in answer["steps"])
    keys = [citation["key"] for citation in answer["citations"]]
    assert key in keys
    assert all(f"[{cited}]" in answer["answer"] for cited in keys)
    assert all(set(citation) >= CITATION and citation["quote"] for citation in answer["citations"])


def test_an_honest_not_found_is_an_answer(ipos: Ipos) -> None:
    ran = ipos("ask", "火星上的采矿权归谁？", "--json")
    [answer] = ran.rows
    assert (ran.code, answer["abstained"], answer["citations"]) == (0, True, [])


def test_text_for_people_numbers_its_sources(ipos: Ipos) -> None:
    ran = ipos("ask", "专利法第四十二条", "--as-of", TODAY)
    assert ran.code == 0
    assert "二十年" in ran.out
    assert "[1]" in ran.out
    assert "出处" in ran.out
    assert "[cn/" not in ran.out
    assert "**" not in ran.out


def test_a_question_can_come_from_standard_input(ipos: Ipos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("专利法第四十二条".encode())))
    [answer] = ipos("ask", "-", "--json").rows
    assert answer["question"] == "专利法第四十二条"
    assert [citation["locator"] for citation in answer["citations"]] == ["第四十二条"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_of_questions_gives_one_object_a_line(ipos: Ipos, tmp_path: Path, encoding: str) -> None:
    file = rows_file(
        tmp_path,
        {"id": "a", "query": "商标法第八十条", "as_of": NEXT_YEAR},
        {"id": 2, "query": "商标法第八十条", "lang": "en"},
        encoding=encoding,
    )
    ran = ipos("ask", "--file", file, "--as-of", TODAY, "--json")
    assert ran.code == 0, ran.err
    assert [(row["id"], row["as_of"], row["language"]) for row in ran.rows] == [
        ("a", NEXT_YEAR, "zh"),
        (2, TODAY, "en"),
    ]
    assert "73" in ran.rows[1]["answer"]


def test_a_line_separator_inside_a_query_does_not_end_the_row(ipos: Ipos, tmp_path: Path) -> None:
    ran = ipos("retrieve", "--file", rows_file(tmp_path, {"id": 1, "query": "外观设计\u2028保护期"}), "--json")
    assert ran.code == 0, ran.err
    assert [row["id"] for row in ran.rows] == [1]


@pytest.mark.parametrize(("day", "adopted"), [(TODAY, "2019-04-23"), (NEXT_YEAR, "2026-06-26")])
def test_retrieve_gives_law_article_and_version_of_the_day(ipos: Ipos, day: str, adopted: str) -> None:
    ran = ipos("retrieve", "注册商标连续三年不使用", "-k", "5", "--as-of", day, "--json")
    [found] = ran.rows
    assert (ran.code, found["query"], found["as_of"], len(found["hits"])) == (0, "注册商标连续三年不使用", day, 5)
    assert all(set(hit) >= HIT and isinstance(hit["article"], int) for hit in found["hits"])
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3, 4, 5]
    assert sorted((hit["score"] for hit in found["hits"]), reverse=True) == [hit["score"] for hit in found["hits"]]
    marks = [hit for hit in found["hits"] if hit["law"] == "中华人民共和国商标法"]
    assert {hit["version_date"] for hit in marks} == {adopted}


def test_retrieve_reads_a_file_and_keeps_its_ids(ipos: Ipos, tmp_path: Path) -> None:
    file = rows_file(tmp_path, {"id": "x", "query": "design term"}, {"id": "y", "query": "续展", "as_of": "2027年3月"})
    rows = ipos("retrieve", "--file", file, "-k", "3", "--as-of", TODAY, "--json").rows
    assert [(row["id"], row["as_of"], len(row["hits"])) for row in rows] == [("x", TODAY, 3), ("y", NEXT_YEAR, 3)]


def test_a_script_is_played_in_one_thread(ipos: Ipos, tmp_path: Path) -> None:
    file = rows_file(tmp_path, {"say": "专利法第四十二条"}, {"say": "第四十三条呢？"}, {"say": "谢谢"})
    ran = ipos("chat", "--script", file, "--as-of", TODAY, "--json")
    assert ran.code == 0
    assert [set(row) - {"struck"} for row in ran.rows] == [ANSWER] * 3
    assert [[c["locator"] for c in row["citations"]] for row in ran.rows] == [["第四十二条"], ["第四十三条"], []]


def test_a_conversation_is_held_on_standard_input(ipos: Ipos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("专利法第四十二条\n/quit\n不该问到\n"))
    ran = ipos("chat", "--as-of", TODAY)
    assert ran.code == 0
    assert "二十年" in ran.out
    assert "不该问到" not in ran.out


def test_somebody_elses_thread_is_refused_in_one_sentence(ipos: Ipos, tmp_path: Path) -> None:
    file = rows_file(tmp_path, {"say": "你好"})
    assert ipos("chat", "--thread", "cli-of-anna", "--as", "anna", "--script", file).code == 0
    ran = ipos("chat", "--thread", "cli-of-anna", "--as", "ben", "--script", file, "--json")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)


WRONG = [
    ("nonsense",), ("ask",), ("ask", "a", "--file", "b"), ("ask", "--nonsense"), ("ask", "专利", "--lang", "fr"),
    ("ask", "专利", "--as-of", "1900-01-01"), ("ask", "专利", "--as-of", "1900"),
    ("ask", "专利", "--as-of", "2027-13-01"), ("ask", "专利", "--as-of", "2026-02-30"),
    ("ask", "专利", "--as-of", "soon"), ("ask", "专利", "--as-of", ""), ("ask", "--file", "absent.jsonl"),
    ("retrieve",), ("retrieve", "商标", "-k", "0"), ("retrieve", "商标", "-k", "many"),
    ("chat", "--script", "absent.jsonl"), ("chat", "--lang", "de"), ("index", "--shelf", "tall"),
    ("serve", "--port", "0"), ("law", "get", "专利法"), ("law", "nonsense"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(ipos: Ipos, arguments: tuple[str, ...]) -> None:
    ran = ipos(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()
    assert "Something went wrong" not in ran.err


@pytest.mark.parametrize("line", ["no json", "[1]", '{"query": "a", "as_of": "1900"}', '{"query": "a", "as_of": 2027}', '{"query": "a", "lang": "fr"}', '{"id": 1}'])  # fmt: skip
def test_a_bad_row_is_wrong_usage_before_anything_is_answered(ipos: Ipos, tmp_path: Path, line: str) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": 0, "query": "专利法第四十二条"}\n' + line + "\n", "utf-8")
    ran = ipos("ask", "--file", str(tmp_path / "bad.jsonl"), "--json")
    assert (ran.code, ran.out) == (2, "")


def test_the_doctor_finds_a_built_home_well(ipos: Ipos) -> None:
    ran = ipos("doctor", "--json")
    [findings] = ran.rows
    assert ran.code == 0, findings
    assert all(set(finding) == {"what", "ok", "detail", "mend"} and finding["ok"] for finding in findings)
    assert {"law", "home", "index", "database", "model"} <= {finding["what"] for finding in findings}


def test_the_doctor_says_how_to_mend_a_home_that_cannot_be(
    ipos: Ipos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "file" / "home"))
    ran = ipos("doctor")
    assert ran.code == 1
    assert "IPOS_HOME" in ran.out
    assert "ok    law" in ran.out


def test_seeding_twice_changes_nothing(ipos: Ipos, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeded").mkdir()
    (tmp_path / "seeded" / "index").symlink_to(home / "index", target_is_directory=True)
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "seeded"))
    first, second = (ipos("seed", "--json").rows[0]["conversations"] for _ in range(2))
    assert first
    assert second == []


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    inner = getattr(command, "commands", {})
    if not inner:
        yield path
    for name, child in inner.items():
        yield from _commands(child, (*path, name))


@pytest.mark.parametrize("path", list(_commands(get_command(app))), ids=" ".join)
def test_the_help_of_every_command_has_an_example(ipos: Ipos, path: tuple[str, ...]) -> None:
    ran = ipos(*path, "--help")
    assert ran.code == 0
    assert f"ipos {' '.join(path)}" in " ".join(ran.out.partition("Example")[2].split())


def test_without_arguments_the_help_is_shown(ipos: Ipos) -> None:
    ran = ipos()
    assert ran.code in (0, 2)
    assert "retrieve" in ran.out + ran.err
    assert "Something went wrong" not in ran.err
