"""Answers kept: for one's own organisation alone, with an entry in the audit, and two checks compared."""

import json
from pathlib import Path

import pytest

from assistant.cli.app import run
from assistant.world import World
from tests.trade.talk import Talker, called, talk_world
from tools.audit.tables import AuditRow
from tools.health_check.answers import read_answers
from tools.health_check.form import form
from tools.health_check.keeping import Check, compared, keep_answers, list_health_checks, show_health_check
from tools.principal import Principal
from tools.refused import Refused

SIX = form("six-lacks")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return talk_world(tmp_path)


def kept(world: World, user: str, **answers: str) -> Check:
    return keep_answers(world.effects, world.principal(user), SIX, read_answers(SIX, answers))


def test_a_check_is_the_organisation_s_own(world: World) -> None:
    found = kept(world, "lin", goal="no")
    with world.sessions() as session:
        for who in ("lin", "li"):
            assert show_health_check(session, world.principal(who), found.id).score == found.score
        for who in ("chen", "jiang", "mo"):
            assert list_health_checks(session, world.principal(who)) == []
            with pytest.raises(Refused) as refused:
                show_health_check(session, world.principal(who), found.id)
            assert refused.value.name == "not_found"
        entries = [row for row in session.query(AuditRow) if row.action == "answer health check"]
    assert [entry.subject for entry in entries] == [found.id]


def test_two_checks_are_compared(world: World) -> None:
    older, newer = kept(world, "lin", goal="no", agenda="never"), kept(world, "li", goal="yes", agenda="never")
    changes = {each.area: (each.low, each.high) for each in compared(newer, older)}
    assert changes["ideas"] == (18, 18)
    assert changes["tools"] == (0, 0)
    with world.sessions() as session:
        assert [each.id for each in list_health_checks(session, world.principal("lin"))] == [newer.id, older.id]
    audit = form("self-audit")
    other = keep_answers(world.effects, world.principal("lin"), audit, read_answers(audit, {"scope": "none"}))
    with pytest.raises(Refused):
        compared(newer, other)


def test_no_answer_and_no_account_keep_nothing(world: World) -> None:
    with pytest.raises(Refused, match="/ "):
        kept(world, "lin")
    with pytest.raises(Refused):
        keep_answers(world.effects, Principal("nobody"), SIX, read_answers(SIX, {"goal": "no"}))


def test_the_commands(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("IPOS_HOME", str(world.settings.home))
    file = world.settings.home / "answers.yaml"
    file.write_text("goal: no\nagenda: {choice: year, evidence: minutes}\n", "utf-8")
    assert run(["health-check", "answer", "--answers", str(file), "--as", "lin", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["answers"] == {
        "agenda": {"choice": "year", "evidence": "minutes"},
        "goal": {"choice": "no", "evidence": ""},
    }
    assert run(["health-check", "show", found["id"], "--against", found["id"], "--as", "lin", "--json"]) == 0
    assert {each["low"] for each in json.loads(capsys.readouterr().out)["changes"]} == {0}
    assert run(["health-check", "show", found["id"], "--as", "chen"]) == 1
    assert run(["self-audit", "start", "--lang", "en"]) == 0
    assert "our own reading" in capsys.readouterr().out
    file.write_text("goal: maybe\n", "utf-8")
    assert run(["health-check", "answer", "--answers", str(file), "--as", "lin"]) == 1
    assert run(["health-check", "answer"]) == 1


SAID = {
    "zh": ("做一次知识产权体检", "体检答案：agenda=never，goal=yes", "管理体系自查"),
    "en": ("start the IP health check", "health check answers: agenda=never, goal=yes", "show me the IP self-audit"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_in_the_conversation(world: World, language: str) -> None:
    shown, scored, audit = SAID[language]
    talk = Talker(world, "lin")
    done = talk(shown)
    assert called(done) == ["start_health_check"]
    assert SIX.question("goal").of(language) in done.answer  # type: ignore[arg-type]
    done = Talker(world, "lin")(scored)
    assert called(done) == ["start_health_check"]
    assert "18" in done.answer
    assert "2/26" in done.answer or "2 of 26" in done.answer
    assert form("self-audit").question("scope").of(language) in Talker(world, "lin")(audit).answer  # type: ignore[arg-type]
