"""`ipos training` and `ipos feed`: one JSON document, exit codes, both languages, the whole way from the list to the certificate's check."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run
from assistant.settings import Settings
from assistant.world import World
from tests.conftest import clock
from tools.members.seeding import seed_members
from tools.training.seeding import seed_training


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path))
    monkeypatch.setattr("assistant.world.World.__init__.__defaults__", (None, clock, World.__init__.__defaults__[2]))  # type: ignore[index]
    world = World(Settings(home=tmp_path, _env_file=None), now=clock)  # type: ignore[call-arg]
    seed_members(world.sessions, world.now())
    seed_training(world.effects)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    """What a command prints as JSON."""
    assert run([*arguments, "--json"]) == code, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def test_from_the_list_to_the_sign_up_and_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "training", "list")["sessions"]
    assert len(found) == 12
    card = said(capsys, "training", "sign-up", "OPEN-DESK", "--as", "lin")["approval"]
    done = said(capsys, "training", "sign-up", "OPEN-DESK", "--as", "lin", "--approve", card["hash"])
    mine = said(capsys, "training", "waitlist", "--as", "lin")["sign_ups"]
    assert [each["id"] for each in mine] == [done["record"]]
    held = said(capsys, "training", "waitlist", mine[0]["session"], "--as", "su")["sign_ups"]
    assert [each["user"] for each in held] == ["lin"]
    off = said(capsys, "training", "cancel", done["record"], "--as", "lin")["approval"]
    assert off["terms"]["effect"] == "cancel_sign_up"
    assert said(capsys, "training", "run", "--as", "su") == {"changed": {}}


def test_a_quiz_is_put_and_marked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz = said(capsys, "training", "quiz", "patent")
    assert len(quiz["questions"]) == 5
    assert said(capsys, "training", "quiz", quiz["id"], "--answers", "1A 2B")["count"] == 5
    assert run(["training", "quiz", quiz["id"], "--answers", "nothing"]) == 1
    assert "1A 2B 3C" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("training", "verify", "CRT-000000000000"), ("training", "show", "TSN-NONE"), ("training", "waitlist", "TSN-NONE", "--as", "lin"), ("feed", "digest", "SUB-NONE", "--as", "lin"), ("feed", "sources", "--as", "lin"), ("feed", "add", "http://127.0.0.1/x", "--as", "su"), ("feed", "subscribe", "--as", "lin")])  # fmt: skip
def test_what_there_is_not_ends_with_one(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert run(list(arguments)) == 1
    out = capsys.readouterr()
    assert out.out + out.err
    assert "Traceback" not in out.err


def test_a_request_made_to_measure_is_a_quote(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quote = said(capsys, "training", "request", "研发部门全年专利培训", "--people", "40", "--as", "lin")
    assert (quote["sku"], quote["state"], quote["price"]) == ("TRN-CUSTOM", "asked", None)


def test_subscribing_running_and_the_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = said(capsys, "feed", "subscribe", "订阅商标法方面的政策法规", "--as", "lin")
    assert own["wish"]["categories"] == ["policies"]
    assert said(capsys, "feed", "run", "--as", "su")["sources"][0]["added"] > 100
    assert said(capsys, "feed", "run", "--as", "su")["sources"][0]["added"] == 0
    assert said(capsys, "feed", "list", "--as", "lin")["items"]
    made = said(capsys, "feed", "digest", own["id"], "--eml", str(home), "--as", "lin", "--lang", "en")
    assert made["items"]
    mail = next(home.glob("*.eml")).read_bytes()
    assert b"multipart/alternative" in mail
    assert said(capsys, "feed", "unsubscribe", own["id"], "--as", "lin")["state"] == "ended"
    assert run(["feed", "run", "--as", "lin"]) == 1
