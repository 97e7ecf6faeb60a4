"""`ipos exchange` on the command line: read, show terms, approve by code, refuse in one sentence."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import exchange_reading
from assistant.cli.app import COMMANDS, run
from assistant.settings import Settings
from assistant.world import World
from tools.exchange.seeding import seed_listings
from tools.members.seeding import seed_members

Ipos = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo's members and listings, made once."""
    home = tmp_path_factory.mktemp("exchange") / "home"
    world = World(Settings(home=home, demo=False, _env_file=None))  # type: ignore[call-arg]
    seed_members(world.sessions, world.now())
    seed_listings(world.effects)
    world.sessions.engine.dispose()
    return home


@pytest.fixture
def ipos(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    shutil.copytree(seeded, tmp_path / "home")
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IPOS_DEMO", "false")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(exchange_reading, "embedding", lambda world, text: None)
    monkeypatch.setitem(COMMANDS, "exchange", "exchange.app")

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["exchange", *arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


def told(ipos: Ipos, *arguments: str) -> Any:
    code, out, err = ipos(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def do(ipos: Ipos, *arguments: str) -> Any:
    """Show the terms, then approve them by their code."""
    shown = told(ipos, *arguments)["approval"]
    return told(ipos, *arguments, "--approve", shown["hash"])


def test_a_right_goes_from_the_shelf_to_a_deal_by_commands_alone(ipos: Ipos) -> None:
    lst = do(ipos, "list", "patent", "CN999000555B", "--price", "100000", "--title", "泵", "--title", "Pump", "--use", "污水", "--declare", "no_pledge", "--as", "lin")["record"]  # fmt: skip
    offer = do(ipos, "offer", lst, "90000", "--conditions", "含技术资料", "--as", "chen")["record"]
    counter = do(ipos, "counter", offer, "95,000", "--declare", "written_contract", "--as", "lin")["record"]
    deal = do(ipos, "accept", counter, "--as", "chen")["record"]
    code, out, _ = ipos("show", deal, "--history", "--as", "lin", "--lang", "en")
    assert code == 0
    assert deal in out
    assert "agree" in out
    assert [row["id"] for row in told(ipos, "deals", "--as", "chen")["deals"]] == [deal]
    assert {row["state"] for row in told(ipos, "offers", lst, "--as", "lin")["offers"]} == {"countered", "accepted"}
    code, _, err = ipos("show", deal, "--as", "zhi")
    assert (code, "There is no" in err) == (1, True)


def test_listings_needs_and_matches_are_told_with_reasons_and_checks(ipos: Ipos) -> None:
    found = told(ipos, "find", "无人机避障", "--deal", "transfer")["listings"]
    assert "避障" in found[0]["reasons"][0]["values"]["words"]
    lst = found[0]["listing"]["id"]
    code, out, _ = ipos("show", lst, "--lang", "en")
    assert code == 0
    assert "CN999000101B" in out
    assert "(demo)" in out
    assert "[cn/patent-law@2021-06-01/art10]" in out
    need = told(ipos, "needs", "--mine", "--as", "li")["needs"][0]["need"]["id"]
    assert [row["listing"]["id"] for row in told(ipos, "matches", need, "--as", "li")["matches"]] == [lst]
    code, out, _ = ipos("matches", lst, "--as", "chen")
    assert (code, need in out) == (0, True)


def test_bidding_withdrawing_and_the_house_by_command(ipos: Ipos) -> None:
    fibre = next(row["listing"]["id"] for row in told(ipos, "find", "--deal", "exclusive")["listings"])
    code, _, err = ipos("bid", fibre, "160000", "--as", "lin")
    assert (code, "at least" in err) == (1, True)
    assert do(ipos, "bid", fibre, "170000", "--as", "lin")["key"] == "place_bid"
    code, _, err = ipos("close", fibre, "--as", "zhou")
    assert (code, "not ended" in err) == (1, True)
    need = do(ipos, "need", "--title", "求购泵专利", "--budget", "5000", "--subject", "patent", "--as", "chen")[
        "record"
    ]
    assert do(ipos, "renew", need, "--months", "3", "--as", "chen")["key"] == "renew"
    assert do(ipos, "withdraw", need, "--as", "chen")["record"] == need
    package = next(row["listing"]["id"] for row in told(ipos, "find", "--subject", "package")["listings"])
    assert do(ipos, "house", package, "--as", "lin")["values"]["house_en"] == "Mingchui Auctions Co., Ltd."
    assert do(ipos, "house", package, "--back", "--as", "lin")["record"] == package


def test_checks_by_command_name_articles_and_what_is_not_known(ipos: Ipos) -> None:
    code, out, _ = ipos("checks", "CN999000777U", "--deal", "pledge", "--declare", "no_pledge", "--as", "lin", "--lang", "en")  # fmt: skip
    assert code == 0
    assert "could not be checked" in out
    assert "[cn/civil-code@2021-01-01/art440]" in out
    rows = {row["key"]: row for row in told(ipos, "checks", "7654321", "--subject", "trademark", "--as", "zhi")["checks"]}  # fmt: skip
    assert rows["similar_marks"]["outcome"] == "unknown"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("offer", "LST-000000000000", "5", "--as", "chen"), 1, "There is no"),
        (("offer", "LST-000000000000", "5.555", "--as", "chen"), 1, "too many decimals"),
        (("list", "patent", "hello", "--price", "5", "--title", "泵", "--as", "lin"), 1, "is no patent"),
        (("list", "patent", "CN999000555B", "--price", "5", "--as", "lin"), 1, "title"),
        (("list", "patent", "CN999000555B", "--bidding", "--price", "5", "--increment", "1", "--ends", "soon", "--title", "泵"), 2, "--ends"),
        (("accept", "OFR-000000000000", "--declare", "nothing"), 2, "--declare"),
        (("accept", "OFR-000000000000", "--declare", "export=perhaps"), 2, "free or licensed"),
        (("checks", "CN999000555B", "--subject", "house", "--as", "lin"), 1, "cannot be dealt with"),
        (("list", "patent", "CN999000555B", "--price", "5", "--title", "泵", "--as", "nobody"), 1, "Sign in"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(ipos: Ipos, arguments: tuple[str, ...], code: int, said: str) -> None:
    found, out, err = ipos(*arguments)
    assert (found, said in err, out) == (code, True, "")
