"""`ipos rating` and `ipos audit` on the command line."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from assistant.cli.app import run
from assistant.world import World
from tests.conftest import clock
from tests.trade.rating_room import RatingRoom

Ipos = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ipos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(World.__init__, "__defaults__", (None, clock, World.__init__.__defaults__[2]))  # type: ignore[index]

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(arguments))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


@pytest.fixture
def room(ipos: Ipos) -> RatingRoom:
    world = World()
    return RatingRoom(world.sessions, world.audit)


def told(ipos: Ipos, *arguments: str) -> Any:
    code, out, err = ipos(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_rating_from_showing_to_a_decided_dispute(ipos: Ipos, room: RatingRoom) -> None:
    shown = told(ipos, "rating", "show", "AGENCY", "--as", "stranger")
    figure = shown["rating"]["figures"][0]
    assert (figure["capacity"], figure["orders"], figure["parts"][0]["points"]) == ("provider", 9, 89)
    entries = told(ipos, "rating", "show", "--entries", "--as", "agent")["entries"]
    assert {each["id"] for each in entries} == {room.late, room.returned, room.starred}
    card = told(ipos, "rating", "dispute", room.late, "客户逾期提供材料", "--as", "agent")["approval"]
    opened = told(ipos, "rating", "dispute", room.late, "--as", "agent", "--approve", card["hash"])
    assert [each["id"] for each in told(ipos, "rating", "list", "--disputes", "--as", "judge")["disputes"]] == [opened["record"]]  # fmt: skip
    card = told(ipos, "rating", "decide", opened["record"], "removed", "材料确系逾期", "--as", "judge")["approval"]
    assert "removed" in told(ipos, "rating", "decide", opened["record"], "removed", "--as", "judge", "--approve", card["hash"])["key"]  # fmt: skip
    assert told(ipos, "rating", "show", "AGENCY", "--as", "stranger")["rating"]["figures"][0]["parts"][0]["points"] == 100  # fmt: skip
    assert told(ipos, "rating", "rebuild", "--check", "--as", "clerk")["differing"] == []
    assert told(ipos, "rating", "rebuild", "--as", "clerk") == {"rebuilt": 4}
    assert told(ipos, "rating", "list", "--as", "agent")["ratings"][0]["organisation"] == "AGENCY"
    actions = [each["action"] for each in told(ipos, "audit", "list", "--as", "chief")["entries"]]
    assert actions[:3] == ["rebuild ratings", "approve decide_rating", "propose decide_rating"]
    assert told(ipos, "audit", "verify")["sound"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_is_told_in_words(ipos: Ipos, room: RatingRoom, lang: str) -> None:
    for arguments in (
        ("rating", "show", "AGENCY", "--as", "agent"), ("rating", "show", "--entries", "--as", "agent"), ("rating", "list", "--as", "agent"),
        ("rating", "list", "--disputes", "--as", "judge"), ("rating", "rebuild", "--as", "chief"), ("rating", "rebuild", "--check", "--as", "chief"),
        ("rating", "list", "--by", "score", "--as", "agent"), ("rating", "dispute", room.starred, "评价失实", "--as", "agent"),
        ("audit", "verify"), ("audit", "list", "--as", "chief", "--action", "propose"),
    ):  # fmt: skip
        code, out, err = ipos(*arguments, "--lang", lang)
        assert (code, err) == (0, "")
        assert out.strip()


def test_what_goes_wrong_is_one_sentence(ipos: Ipos, room: RatingRoom) -> None:
    for arguments, code, said in (
        (("rating", "show", "ORG-NONE", "--as", "agent"), 1, "no “ORG-NONE”"), (("rating", "show", "AGENCY", "--as", "nobody"), 1, "Sign in"),
        (("rating", "show", "CLIENT-0", "--entries", "--as", "agent"), 1, "no “CLIENT-0”"), (("rating", "dispute", "ENT-1", "无理由的记录", "--as", "agent"), 1, "no “ENT-1”"),
        (("rating", "dispute", "ENT-1", "--as", "agent"), 1, "reason"), (("rating", "decide", "RDP-1", "perhaps", "理由如下", "--as", "judge"), 1, "decision"),
        (("rating", "rebuild", "--as", "agent"), 1, "role"), (("rating", "list", "--disputes", "--as", "agent"), 1, "role"),
        (("audit", "list", "--as", "agent"), 1, "role"), (("rating", "list", "--by", "money", "--as", "agent"), 2, "money"),
    ):  # fmt: skip
        got, out, err = ipos(*arguments)
        assert (got, out) == (code, "")
        assert said in err


def test_a_tampered_audit_ends_with_one_and_names_the_entry(ipos: Ipos, room: RatingRoom) -> None:
    for _ in range(3):
        told(ipos, "rating", "rebuild", "--as", "clerk")
    with room.sessions.begin() as session:
        session.execute(text("drop trigger audit_no_update"))
        session.execute(text("update audit set user = 'somebody' where seq = 2"))
    code, out, _ = ipos("audit", "verify", "--json")
    assert code == 1
    assert (json.loads(out)["broken"], json.loads(out)["entries"]) == (2, 1)
    code, out, _ = ipos("audit", "verify", "--lang", "en")
    assert code == 1
    assert "breaks at entry 2" in out


def test_a_database_put_back_from_an_older_copy_is_noticed(ipos: Ipos, room: RatingRoom, tmp_path: Path) -> None:
    told(ipos, "rating", "rebuild", "--as", "clerk")
    with room.sessions() as session:
        older = session.execute(text("select seq, hash, signature from audit_head")).one()
    room.moment += timedelta(1)
    told(ipos, "rating", "rebuild", "--as", "clerk")
    assert told(ipos, "audit", "verify")["entries"] == older.seq + 1
    with room.sessions.begin() as session:
        session.execute(text("drop trigger audit_no_delete"))
        session.execute(text("delete from audit where seq > :seq"), {"seq": older.seq})
        session.execute(text("update audit_head set seq = :seq, hash = :hash, signature = :signature"), older._asdict())
    code, out, _ = ipos("audit", "verify", "--json")
    assert (code, json.loads(out)["why"]) == (1, "rolled_back")
