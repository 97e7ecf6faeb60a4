"""`ipos catalog` and `ipos order` on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run
from assistant.world import World
from tests.trade.orders_world import PDF, START
from tools.act import Act
from tools.clearing.accounts import open_account
from tools.clearing.posting import post
from tools.members.seeding import seed_members
from tools.money import Money

Ipos = Callable[..., tuple[int, str, str]]
MARK = ("TM-REG", "--input", "mark=青岚", "--input", "classes=9,35", "--input", "applicant=青岚精密")


@pytest.fixture
def ipos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告.pdf").write_bytes(PDF)
    seed_members(World().sessions, START)

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
    """Show the terms, then approve them by their code."""
    code = told(ipos, *arguments)["approval"]["hash"]
    return told(ipos, *arguments, "--approve", code)


def money_for(organisation: str, minor: int) -> None:
    world = World()
    with world.sessions.begin() as session:
        act = Act(session, world.principal("su"), world.now(), world.new_id, cause="test")
        accounts = open_account(session, "rail", "CNY"), open_account(session, "member", "CNY", organisation)
        post(act, "deposit", "test", [(accounts[0], Money(-minor)), (accounts[1], Money(minor))])


def test_an_order_from_the_catalogue_to_the_rating(ipos: Ipos) -> None:
    quote = told(ipos, "order", "quote", *MARK, "--as", "lin")
    assert quote["price"] == {"minor": 180_000, "currency": "CNY"}
    placed = done(ipos, "order", "place", quote["id"], "--provider", "ORG-ZHUYIN", "--as", "lin")
    order, escrow = placed["record"], placed["data"]["escrow"]
    money_for("ORG-QINGLAN", 180_000)
    done(ipos, "escrow", "fund", escrow, "--as", "lin")
    done(ipos, "order", "take", order, "--as", "shang")
    done(ipos, "order", "milestone", order, "--note", "已定稿", "--as", "shang")
    done(ipos, "order", "message", order, "收到", "--as", "lin")
    file = told(ipos, "order", "upload", order, "报告.pdf", "--as", "shang")["id"]
    done(ipos, "order", "deliver", order, "--as", "shang")
    assert told(ipos, "order", "download", file, "--to", "copy.pdf", "--as", "lin")["size"] == len(PDF)
    assert Path("copy.pdf").read_bytes() == PDF
    assert ipos("order", "download", file, "--to", "copy.pdf", "--as", "lin")[0] == 2  # not over a file that is there
    done(ipos, "order", "accept", order, "--as", "lin")
    done(ipos, "order", "rate", order, "5", "--comment", "准时", "--as", "lin")
    shown = told(ipos, "order", "show", order, "--as", "lin")
    assert shown["order"]["state"] == "completed"
    assert [each["name"] for each in shown["timeline"]][-2:] == ["accept_delivery", "rated"]
    for language, word in (("zh", "已完成"), ("en", "completed")):
        assert word in ipos("order", "show", order, "--as", "lin", "--lang", language)[1]
        assert word in ipos("order", "list", "--as", "shang", "--lang", language)[1]
    assert [each["id"] for each in told(ipos, "order", "quotes", "--as", "lin")["quotes"]] == [quote["id"]]


def test_quoted_work_disputed_and_decided(ipos: Ipos) -> None:
    case = ("--input", "right=CN1", "--input", "opponent=某公司", "--input", "facts=仿冒")
    quote = told(ipos, "order", "quote", "LIT-INF", *case, "--as", "lin")
    assert (quote["state"], quote["price"]) == ("asked", None)
    done(ipos, "order", "forward", quote["id"], "ORG-HENGSHI", "--as", "lin")
    done(ipos, "order", "answer", quote["id"], "50,000.00", "--days", "90", "--as", "fang")
    placed = done(ipos, "order", "place", quote["id"], "--as", "lin")
    order = placed["record"]
    done(ipos, "order", "decline", order, "--reason", "忙", "--as", "fang")
    done(ipos, "order", "assign", order, "ORG-HENGSHI", "--as", "su")
    money_for("ORG-QINGLAN", 5_000_000)
    done(ipos, "escrow", "fund", placed["data"]["escrow"], "--as", "lin")
    done(ipos, "order", "take", order, "--as", "shen")
    done(ipos, "order", "dispute", order, "--reason", "迟延", "--as", "lin")
    assert (
        done(ipos, "order", "decide", order, "20000", "--reason", "部分完成", "--as", "gu")["data"]["outcome"]
        == "split"
    )


def test_what_cannot_be_done_is_one_sentence_and_exit_code_one(ipos: Ipos) -> None:
    for arguments, word in (
        (("order", "quote", "TM-REGG", "--as", "lin"), "TM-REG"),
        (("order", "quote", "TM-REG", "--input", "mark=x", "--as", "lin"), "In which classes"),
        (("order", "quote", "TM-REG", "--input", "price=1", "--as", "lin"), "does not ask for"),
        (("order", "quote", *MARK, "--as", "nobody"), "Sign in"),
        (("order", "show", "ORD-X", "--as", "lin"), "no “ORD-X”"),
        (("order", "place", "QUO-X", "--as", "lin"), "no “QUO-X”"),
        (("order", "answer", "QUO-X", "1.005", "--as", "su"), "decimals"),
        (("order", "download", "DLV-X", "--as", "lin"), "no “DLV-X”"),
        (("catalog", "show", "XXX"), "nearest"),
        (("catalog", "list", "--line", "x"), "choose from"),
    ):
        code, out, err = ipos(*arguments)
        assert (code, out) == (1, ""), arguments
        assert word in err
        assert len(err.strip().splitlines()) == 1


def test_wrong_usage_is_exit_code_two(ipos: Ipos) -> None:
    assert ipos("order", "quote", "TM-REG", "--input", "mark")[0] == 2
    assert ipos("order", "rate", "ORD-X", "6")[0] == 2
    assert ipos("order", "upload", "ORD-X", "missing.pdf")[0] == 2
    assert ipos("order", "list", "--lang", "fr")[0] == 2


def test_terms_are_shown_and_nothing_is_done_without_an_approval(ipos: Ipos) -> None:
    quote = told(ipos, "order", "quote", *MARK, "--as", "lin")["id"]
    code, out, _ = ipos("order", "place", quote, "--as", "lin", "--lang", "en")
    assert (code, "CNY 1,800.00" in out, "--approve" in out) == (0, True, True)
    assert told(ipos, "order", "list", "--as", "lin")["orders"] == []
    assert "没有订单" in ipos("order", "list", "--as", "lin")[1]
    done(ipos, "order", "withdraw", quote, "--as", "lin")
    assert "No quotes" in ipos("order", "quotes", "--as", "chen", "--lang", "en")[1]


def test_the_catalogue_in_both_languages(ipos: Ipos) -> None:
    assert len(told(ipos, "catalog", "list")["services"]) >= 40
    assert {each["line"] for each in told(ipos, "catalog", "list", "--line", "forums")["services"]} == {"forums"}
    zh, en = (ipos("catalog", "show", "pat-inv-app", "--as", "lin", "--lang", each)[1] for each in ("zh", "en"))
    assert "专利代理机构执业许可" in zh and "ORG-CHENGMING" in zh and "官费另计" in zh  # noqa: PT018
    assert "patent agency licence" in en and "ORG-JIUTA" not in en and "official fees extra" in en  # noqa: PT018
    assert told(ipos, "catalog", "show", "TM-REG", "--as", "nobody")["providers"] == []
    assert told(ipos, "catalog", "find", "注册商标")["services"][0]["sku"] == "TM-REG"
    assert "TM-REG" in ipos("catalog", "find", "register my brand")[1].splitlines()[0]
    assert "No service fits" in ipos("catalog", "find", "weather tomorrow")[1]
