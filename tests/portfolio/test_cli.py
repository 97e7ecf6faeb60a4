"""`ipos portfolio` on the command line: what is told, what is JSON, and the exit codes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from assistant.cli.app import run
from assistant.world import World
from tests.conftest import clock
from tools.members.seeding import seed_members
from tools.portfolio.seeding import seed_portfolio

Ipos = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ipos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(World.__init__, "__defaults__", (None, clock, World.__init__.__defaults__[2]))  # type: ignore[index]
    world = World()
    seed_members(world.sessions, world.now())
    assert seed_portfolio(world.portfolio) == 9
    assert seed_portfolio(world.portfolio) == 0  # nothing twice

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(arguments))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


def told(ipos: Ipos, *arguments: str) -> Any:
    code, out, err = ipos("portfolio", *arguments, "--as", "lin", "--json")
    assert code == 0, err
    return json.loads(out)


def test_every_figure_of_the_fees_can_be_reckoned_again(ipos: Ipos) -> None:
    found = told(ipos, "fees", "--days", "60")
    for due in found["dues"]:
        fee = due["fee"]
        assert fee["amount"]["minor"] * 100 == fee["full"]["minor"] * (100 - fee["percent_off"])
        assert fee["source"]["en"]
        assert due["steps"]
        assert next(right for right in found["rights"] if right["id"] == due["asset"])["number"] == due["number"]
    assert {each["total"]["currency"] for each in found["costs"]} == {"CNY", "USD"}


def test_a_day_is_marked_by_its_key_and_a_key_that_is_none_fails(ipos: Ipos) -> None:
    key = told(ipos, "reminders")["reminders"][0]["key"]
    assert told(ipos, "done", key)["state"] == "done"
    assert key not in [each["key"] for each in told(ipos, "reminders")["reminders"]]
    assert ipos("portfolio", "done", "AST-1:x:2026-01-01", "--as", "lin")[0] == 1


@pytest.mark.parametrize(("lang", "words"), [("zh", "已进入宽限期"), ("en", "In the grace period already")])
def test_the_portfolio_is_told_in_both_languages(ipos: Ipos, lang: str, words: str) -> None:
    code, out, _ = ipos("portfolio", "show", "--as", "lin", "--lang", lang)
    assert code == 0
    assert words in out


def test_a_table_with_a_bad_row_fails_and_without_it_is_taken_in(ipos: Ipos, tmp_path: Path) -> None:
    table = tmp_path / "rights.csv"
    table.write_text(
        "类型,申请号,申请日\n发明,ZL202610999997.9,2026-03-01\n发明,ZL202610999997.1,2026-03-01\n", "utf-8"
    )
    code, out, _ = ipos("portfolio", "import", str(table), "--as", "lin")
    assert code == 1
    assert "第 3 行" in out
    assert ipos("portfolio", "import", str(table), "--skip-rejected", "--as", "lin")[0] == 0
    assert any(each["number"].startswith("CN202610999997") for each in told(ipos, "show")["assets"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("import",), 2), (("calendar", "--right", "plant"), 2), (("export", "x.csv", "--what", "all"), 2), (("import", "/nonexistent.csv"), 1),
        (("profile", "--sells", "Narnia"), 1), (("show", "--of", "ORG-NOWHERE"), 1), (("export", "/nonexistent/x.csv"), 1),
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_what_cannot_be_with_1(ipos: Ipos, arguments: tuple[str, ...], code: int) -> None:
    ended, out, err = ipos("portfolio", *arguments, "--as", "lin")
    assert (ended, out) == (code, "")
    assert err


def test_files_are_written_and_entered_into_the_audit(ipos: Ipos, tmp_path: Path) -> None:
    diary = tmp_path / "due.ics"
    assert ipos("portfolio", "export", str(diary), "--as", "lin")[0] == 0
    assert Calendar.from_ical(diary.read_bytes()).walk("VEVENT")
    assert "download portfolio" in ipos("audit", "list", "--as", "admin", "--json")[1]


def test_changes_gaps_and_profile_answer(ipos: Ipos) -> None:
    assert told(ipos, "profile", "--sells", "CN,US", "--watch", "Rival GmbH；示例公司")["watched"] == ["Rival GmbH", "示例公司"]  # fmt: skip
    assert {each["market"] for each in told(ipos, "gaps")["gaps"]} <= {"CN", "US", "VN"}
    first, second = told(ipos, "changes"), told(ipos, "changes")
    assert first["first"]
    assert not second["first"]
    assert [each["key"] for each in first["changes"]] == [each["key"] for each in second["changes"]]
