"""`ipos escrow`, `ipos account`, `ipos ledger`: the same rules on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from assistant.cli.app import run
from assistant.world import World
from tests.trade.clearing_room import EVERYBODY, LIN
from tools.act import Act
from tools.clearing.escrow import open_escrow
from tools.members.tables import AccountRow, OrganisationRow
from tools.money import Money

Ipos = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ipos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    # the escrow here is of no real deal: what a deal does when its escrow moves is tested with the exchange
    monkeypatch.setattr("tools.effects.deal_settled", lambda act, escrow, what: None)
    world = World()
    with world.sessions.begin() as session:
        for who in EVERYBODY:
            session.add(OrganisationRow(id=who.organisation, name_zh=who.user, name_en=who.user, kind="enterprise", created=world.now()))  # fmt: skip
            session.flush()
            session.add(
                AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, created=world.now())
            )

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(arguments))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


def told(ipos: Ipos, *arguments: str) -> Any:
    code, out, err = ipos(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def done(ipos: Ipos, *arguments: str) -> Any:
    """Ask for the terms, then carry them out by their code."""
    card = told(ipos, *arguments)["approval"]
    return told(ipos, *arguments, "--approve", card["hash"])


@pytest.fixture
def escrow(ipos: Ipos) -> str:
    world = World()
    with world.sessions.begin() as session:
        act = Act(session, LIN, world.now(), world.new_id)
        return open_escrow(act, purpose="deal", subject="DEAL-1", payer="ORG-A", payee="ORG-B", price=Money(10_000), proof="patent_recordal").id  # fmt: skip


def test_from_deposit_to_statement(ipos: Ipos, escrow: str) -> None:
    assert done(ipos, "account", "deposit", "150.00", "--as", "lin")["key"] == "deposit_done"
    assert done(ipos, "escrow", "fund", escrow, "--as", "lin")["data"] == {"state": "held"}
    code, _, err = ipos("escrow", "release", escrow, "--as", "lin")
    assert code == 1
    assert "needs a confirmed proof" in err
    done(ipos, "escrow", "proof", escrow, "--number", "N-1", "--date", "2026-01-02", "--as", "mei")
    done(ipos, "escrow", "confirm", escrow, "--as", "lin")
    worked = told(ipos, "escrow", "work", "--as", "sta")
    assert [each["paid"]["minor"] for each in worked["clearing"]["paid"]] == [9000]
    done(ipos, "account", "payout", "50", "--as", "mei")
    shown = told(ipos, "account", "show", "--as", "mei")
    assert shown["balances"] == [{"minor": 4000, "currency": "CNY"}]
    assert [each["state"] for each in shown["transfers"]] == ["done"]
    assert [each["name"] for each in told(ipos, "escrow", "show", escrow, "--as", "mei")["history"]][-1] == "release"
    assert told(ipos, "escrow", "list", "--state", "released", "--as", "lin")["escrows"][0]["id"] == escrow
    assert told(ipos, "account", "statement", "--as", "lin")["closing"] == {"minor": 5000, "currency": "CNY"}
    assert told(ipos, "ledger", "verify", "--as", "sta")["sound"] is True


@pytest.mark.parametrize(("lang", "words"), [("zh", ("待付款", "专利权转让登记", "没有收支", "无误")), ("en", ("not funded", "recordal", "Nothing came", "sound"))])  # fmt: skip
def test_it_is_told_in_both_languages(ipos: Ipos, escrow: str, lang: str, words: tuple[str, ...]) -> None:
    out = "".join(
        ipos(*command, "--lang", lang)[1]
        for command in (
            ("escrow", "list", "--as", "lin"),
            ("escrow", "show", escrow, "--as", "lin"),
            ("account", "statement", "--as", "lin"),
            ("account", "show", "--as", "lin"),
            ("ledger", "verify", "--as", "sta"),
            ("escrow", "work", "--as", "sta"),
        )
    )
    assert all(word in out for word in words)


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("account", "deposit", "1.005", "--as", "lin"), 1, "decimals"),
        (("account", "deposit", "-5", "--as", "lin"), 2, ""),
        (("account", "deposit", "0", "--as", "lin"), 1, "more than nothing"),
        (("account", "deposit", "five", "--as", "lin"), 1, "no amount"),
        (("account", "deposit", "5", "--currency", "XXX", "--as", "lin"), 1, "not supported"),
        (("account", "payout", "5", "--as", "lin"), 1, "deposit first"),
        (("account", "payout", "5", "--as", "nobody"), 1, "Sign in"),
        (("account", "statement", "--from", "2026-12-01", "--to", "2026-11-01", "--as", "lin"), 2, "after"),
        (("account", "statement", "--from", "someday", "--as", "lin"), 2, ""),
        (("account", "show", "--organisation", "ORG-B", "--as", "lin"), 1, "There is no"),
        (("escrow", "show", "ESC-NOWHERE", "--as", "lin"), 1, "There is no"),
        (("escrow", "list", "--state", "gone", "--as", "lin"), 2, "none of"),
        (("escrow", "fund", "ESC-NOWHERE", "--as", "lin"), 1, "There is no"),
        (("escrow", "work", "--as", "lin"), 1, "your role"),
        (("ledger", "verify", "--as", "lin"), 1, "your role"),
    ],
)
def test_bad_input_is_told_in_a_sentence(ipos: Ipos, arguments: tuple[str, ...], code: int, word: str) -> None:
    found, out, err = ipos(*arguments)
    assert (found, word in err, out) == (code, True, "")


def test_a_statement_is_written_once_and_opens_in_a_spreadsheet(ipos: Ipos, tmp_path: Path) -> None:
    assert ipos("account", "statement", "--csv", "s.csv", "--as", "lin")[0] == 0
    assert (tmp_path / "s.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert ipos("account", "statement", "--csv", "s.csv", "--as", "lin")[0] == 2
    assert ipos("account", "statement", "--csv", "no/s.csv", "--as", "lin")[0] == 2


def test_verify_fails_and_names_what_is_wrong(ipos: Ipos, escrow: str) -> None:
    with World().sessions.begin() as session:
        session.execute(text("update escrow set state = 'held'"))
    code, out, _ = ipos("ledger", "verify", "--as", "sta", "--json")
    assert (code, {each["name"] for each in json.loads(out)["findings"]}) == (1, {"escrow_held", "escrow_funding"})
    assert escrow in ipos("ledger", "verify", "--as", "sta")[1]
