"""The same cases from the conversation, the command line and the page, in both languages."""

import json
from pathlib import Path

import pytest

from assistant.cli.app import run
from tests.page_visits import Visit, furnished, said_on, visits
from tests.trade.talk import Talker, called, talk_world
from tools.members.seeding import seed_members

visit = pytest.fixture(visits)
ASKED = {"zh": "转人工，我们的商标11月12日收到驳回通知书，想复审", "en": "Hand this to your staff: our Chinese trademark was refused, notice received on November 12"}  # fmt: skip
MINE = {"zh": "我的咨询有答复吗", "en": "What is the status of my inquiries?"}
QUEUE = {"zh": "看一下咨询队列", "en": "Show the triage queue"}
TAKE = {"zh": "受理 {id}", "en": "Take {id}"}
DAY = "2026-11-27"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_conversation_hands_over_staff_take_it_and_the_member_reads_the_reply(tmp_path: Path, language: str) -> None:
    world = talk_world(tmp_path)
    lin, su, chen = (Talker(world, user) for user in ("lin", "su", "chen"))
    handed = lin(ASKED[language])
    assert called(handed) == ["hand_to_staff"]
    assert DAY in handed.answer
    [inquiry] = world.inquiries.of_user("lin")
    assert inquiry.id in su(QUEUE[language]).answer
    taken = su(TAKE[language].format(id=inquiry.id))
    assert called(taken) == ["take_case"]
    who = world.principal("su")
    card = world.effects.propose(
        who, "reply_inquiry", {"inquiry": inquiry.id, "text": "Please send the notice. 请发通知书。"}
    )
    world.effects.approve(who, card.id, card.hash)
    told = lin(MINE[language])
    assert called(told) == ["list_my_inquiries"]
    assert "Please send the notice. 请发通知书。" in told.answer
    assert inquiry.id not in chen(MINE[language]).answer


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_line_takes_mail_in_and_shows_the_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str) -> None:  # fmt: skip
    world = talk_world(tmp_path)
    monkeypatch.setenv("IPOS_HOME", str(tmp_path))
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "a.eml").write_bytes("From: a@example.com\r\nSubject: Refusal\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n商标局来信，驳回通知书，哪天到的不清楚".encode())  # fmt: skip
    (folder / "b.eml").write_bytes(b"")
    (folder / "c.txt").write_bytes(b"no mail")
    assert run(["triage", "run", str(folder), "--as", "su", "--json"]) == 1  # one of the files is empty, and said
    files = json.loads(capsys.readouterr().out)["files"]
    assert [(each["file"], each["urgency"]) for each in files] == [("a.eml", "unknown"), ("b.eml", None)]
    assert run(["triage", "queue", "--as", "su", "--lang", language]) == 0
    assert files[0]["id"] in capsys.readouterr().out
    assert run(["inquiry", "take", files[0]["id"], "--as", "su", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "taken"
    assert run(["inquiry", "show", files[0]["id"], "--as", "lin"]) == 1
    assert run(["triage", "queue", "--as", "lin"]) == 1
    assert run(["triage", "run", str(tmp_path / "nowhere.eml"), "--as", "su"]) == 1
    assert run(["inquiry", "correct", files[0]["id"], "right", "banana", "--as", "su"]) == 1
    assert world.principal("su").role == "staff"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_staff_the_case_and_members_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit, language: str) -> None:  # fmt: skip
    world = furnished(tmp_path, monkeypatch, held=False)
    seed_members(world.sessions, world.now())
    evil = "商标11月12日收到驳回通知书 <img src=x onerror=alert(1)> [here](http://evil.example)"
    case = world.inquiries.hand_over(world.principal("lin"), "t", evil)
    page = visit("triage", language, **{"as": "su"})
    assert [each.key for each in page.button if each.key == f"open-{case.id}"]
    page = visit("triage", language, r=case.id, **{"as": "su"})
    page.button(key="tri_take").click().run()
    assert not page.exception
    assert DAY in said_on(page)
    assert "](http" not in "".join(str(each.value) for each in page.markdown)
    own = visit("triage", language, **{"as": "lin"})
    assert case.id in said_on(own)
    other = visit("triage", language, r=case.id, **{"as": "chen"})
    assert len(other.warning) == 1
    assert DAY not in said_on(other)
