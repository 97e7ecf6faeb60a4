"""`ipos deadline` on the command line: days, files, lists, and one sentence for what cannot be."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli.app import run

Ipos = Callable[..., tuple[int, str, str]]
AS_OF = ("--as-of", "2026-11-22")


@pytest.fixture
def ipos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["deadline", *arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


def test_a_deadline_with_its_rule_in_both_languages(ipos: Ipos) -> None:
    code, zh, _ = ipos("publication", "2026-11-13", "--right", "商标", *AS_OF)
    assert code == 0
    assert "2027-02-15（星期一）  商标异议期" in zh
    assert "第三十三条" in zh
    assert "第三十六条" in zh
    code, en, _ = ipos("publication", "2026-11-13", "--right", "mark", "--lang", "en", *AS_OF)
    assert code == 0
    assert "2027-02-15 (Monday)" in en
    assert "Article 33" in en


def test_json_has_everything_and_nothing_else(ipos: Ipos) -> None:
    code, out, err = ipos("office-action", "2026-06-10", "--right", "invention", "--served", "post", "--json", *AS_OF)
    found = json.loads(out)
    assert (code, err, found["received"]) == (0, "", "2026-06-25")
    (row,) = found["deadlines"]
    assert (row["day"], row["rule"]) == ("2026-10-26", "cn-office-action-4")
    assert row["steps"]
    assert row["restoring"]
    assert row["lost"]
    assert row["citation"]["key"]


def test_a_calendar_file_is_written(ipos: Ipos, tmp_path: Path) -> None:
    code, _, err = ipos(
        "grant", "2026-05-08", "--right", "invention", "--filed", "2023-02-14", "--ics", "fees.ics", *AS_OF
    )
    assert code == 0
    assert "fees.ics" in err
    assert (tmp_path / "fees.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_file_that_cannot_be_written_is_one_sentence(ipos: Ipos) -> None:
    code, _, err = ipos("publication", "2026-11-13", "--right", "mark", "--ics", "no/such/folder.ics", *AS_OF)
    assert code == 1
    assert "cannot be written" in err


def test_the_list_of_events(ipos: Ipos) -> None:
    code, out, _ = ipos("list", "--right", "mark", "--jurisdiction", "cn", "--lang", "en")
    assert code == 0
    assert "publication" in out
    assert "the period for opposing a trademark" in out
    assert "Madrid" not in out
    code, out, _ = ipos("list", "--json")
    assert {"office-action", "grant", "publication"} <= {row["event"] for row in json.loads(out)["events"]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("filing", "2026-02-30", "--right", "invention"), "没有30日"),
        (("filing", "2027-03-01", "--right", "invention"), "还没有发生"),
        (("grant", "2026-05-08", "--right", "invention", "--filed", "2026-06-01"), "早于申请"),
        (("oposition", "2026-05-08", "--right", "mark"), "没有“oposition”这种事件"),
        (("publication", "2026-05-08"), "--right"),
        (("publication", "--right", "mark"), "请给出事件的日期"),
        (("publication", "2026-05-08", "--right", "boat"), "看不出"),
        (("publication", "2026-05-08", "--right", "mark", "--jurisdiction", "mars"), "没有“mars”的期限规则"),
        (("office-action", "2026-05-08", "--right", "invention", "--served", "pigeon"), "送达方式"),
    ],
)
def test_bad_input_is_one_sentence_in_both_languages(ipos: Ipos, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = ipos(*arguments, *AS_OF)
    assert (code, out) == (1, "")
    assert said in err
    assert "。/ " in err
    assert err.count("\n") == 1
