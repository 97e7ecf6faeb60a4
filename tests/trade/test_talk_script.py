"""`ipos chat` with a script and at the prompt: cards are shown, approved, turned down; and a language model's proposal is approved alike."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.assistant import finish
from assistant.cli import chat as chat_module
from assistant.cli.app import app
from assistant.world import World
from tests.openai_server import Call, OpenAIServer, Say
from tests.trade.talk import APPROVE, Talker, one_id, talk_world
from tools.orders.tables import OrderRow

TURNS = ("我想询价，商标检索", "青岚", "第9类和第35类", "下单，由睿蘅专利代理有限公司承做")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world every command works in; no index is built, for nothing here looks up law."""
    made = talk_world(tmp_path / "home")
    monkeypatch.setattr(chat_module, "World", lambda: made)
    monkeypatch.setattr(chat_module, "ready_index", lambda world: None)
    return made


def play(path: Path, *turns: dict[str, Any]) -> list[dict[str, Any]]:
    script = path / "turns.jsonl"
    script.write_text("\n".join(json.dumps(turn, ensure_ascii=False) for turn in turns), "utf-8")
    ran = CliRunner().invoke(app, ["chat", "--as", "lin", "--script", str(script), "--json"])
    assert ran.exit_code == 0, ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()]


def orders(world: World) -> list[str]:
    with world.sessions() as session:
        return [row.state for row in session.query(OrderRow)]


def test_a_script_orders_and_approves(world: World, tmp_path: Path) -> None:
    rows = play(tmp_path, *({"say": turn} for turn in TURNS), {"approve": True}, {"approve": True})
    card = rows[3]["approval"]
    assert card["terms"]["effect"] == "place_order"
    assert card["state"] == "pending"
    assert [row["approval"] for row in rows[:3]] == [None] * 3
    assert rows[4]["steps"] == [{"tool": "approve", "args": {"approval": card["id"]}, "ok": True}]
    assert "ORD-" in rows[4]["answer"]
    assert rows[4]["approval"] is None
    assert "Nothing is waiting" in rows[5]["answer"]
    assert orders(world) == ["assigned"]


def test_a_script_turns_down(world: World, tmp_path: Path) -> None:
    rows = play(tmp_path, *({"say": turn} for turn in TURNS), {"reject": "too dear"}, {"approve": True})
    assert rows[3]["approval"]["id"] in rows[4]["answer"]
    assert "Nothing is waiting" in rows[5]["answer"]
    assert orders(world) == []


@pytest.mark.parametrize("turn", [{"approve": True}, {"reject": "why"}, {"upload": "x.pdf"}, {"approve": False}, {}])
def test_nothing_waits_is_an_answer(world: World, tmp_path: Path, turn: dict[str, Any]) -> None:
    assert "Nothing is waiting" in play(tmp_path, turn)[0]["answer"]


@pytest.mark.parametrize(("answer", "placed"), [("y", ["assigned"]), ("n", []), ("", [])])
def test_the_prompt_asks_about_a_card(world: World, answer: str, placed: list[str]) -> None:
    ran = CliRunner().invoke(app, ["chat", "--as", "lin"], input="\n".join([*TURNS, answer, "/quit"]) + "\n")
    assert ran.exit_code == 0
    assert "确认办理" in ran.output
    assert "商标近似检索" in ran.stdout
    assert orders(world) == placed


def test_a_language_models_proposal_is_approved_alike(tmp_path: Path) -> None:
    with OpenAIServer() as server:
        world = talk_world(tmp_path, **server.settings())
        offline = Talker(talk_world(tmp_path / "other"), "lin")
        assert offline(*TURNS).approval
        lin = Talker(world, "lin")
        server.script(
            Call((("quote_service", {"service": "SRCH-TM", "details": {"mark": "青岚", "classes": "9"}}),)),
            Say("报价如上。"),
        )
        quote = one_id_told(lin, lin("我想询价，商标检索：青岚，第9类"))
        server.script(
            Call((("place_order", {"quote": quote, "provider": "睿蘅专利代理有限公司"}),)),
            Say("条件如上，请点“确认办理”。"),
        )
        done = lin("下单")
        assert done.mode == "test"
        assert done.approval
        assert done.approval.request["quote"] == quote
        result = server.requests[-1]["messages"][-1]["content"]
        assert "you cannot" in result
        assert done.approval.id in result
        assert "ORD-" in lin(APPROVE).answer
        names = {tool["function"]["name"] for tool in server.requests[-1]["tools"]}
        assert {"place_order", "search_law"} <= names
        nobody = world.assistant.ask(world.conversations.start("nobody"), world.principal("nobody"), "你好")
        server.script(Say("您好。"))
        assert finish(nobody).answer == "您好。"
        assert "place_order" not in {tool["function"]["name"] for tool in server.requests[-1]["tools"]}


def one_id_told(talker: Talker, done: Any) -> str:
    """The id of the quote in the tool's result, which this model does not repeat."""
    from dataclasses import replace

    told = " ".join(str(message.text) for message in talker.world.assistant.messages(talker.thread))
    return one_id(replace(done, answer=told), "QUO")
