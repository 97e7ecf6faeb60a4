"""`ipos member` and `ipos organisation`: passwords never as arguments, codes once, one JSON document, stable exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import effects, member, organisation
from assistant.cli.app import app
from assistant.world import World
from tests.members.desk import member_world
from tests.members.room import GOOD, PLACE


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return in_use(member_world(tmp_path), monkeypatch)


def in_use(made: World, monkeypatch: pytest.MonkeyPatch) -> World:
    for module in (member, organisation, effects):
        monkeypatch.setattr(module, "World", lambda: made)
    return made


def ran(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=typed)


def told(*arguments: str, typed: str = "") -> dict[str, Any]:
    result = ran(*arguments, "--json", typed=typed)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def approved(*arguments: str) -> dict[str, Any]:
    card = told(*arguments)["approval"]
    return told(*arguments, "--approve", card["hash"])


def test_from_the_first_administrator_to_a_member_who_signs_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    world = in_use(member_world(tmp_path, accounts=False), monkeypatch)
    assert told("member", "create-admin", "su.qing", typed=f"{GOOD}\n") == {"user": "su.qing", "role": "admin"}
    made = approved("organisation", "add", "--zh", "丁机械有限公司", "--en", "Ding Machinery", "--as", "su.qing")[
        "record"
    ]
    code = told("member", "invite", "--organisation", made, "--manager", "--note", "王工", "--as", "su.qing")["code"]
    assert told("member", "accept", "wang", "--code", code, typed=f"{GOOD}\n") == {"user": "wang"}
    assert world.gate.user_of(world.gate.sign_in("wang", GOOD, PLACE)) == "wang"
    approved("organisation", "profile", "--region", "江苏", "--as", "wang")
    approved("organisation", "licence", made, "patent_agency", "11000", "--until", "2031-12-31", "--as", "su.qing")
    shown = told("member", "show", "--as", "wang")
    assert (shown["role"], shown["manager"], shown["organisation"]["region"]) == ("member", True, "江苏")
    assert shown["organisation"]["licences"][0]["number"] == "11000"
    listed = told("member", "list", "--invitations", "--as", "wang")["invitations"]
    assert [(each["state"], each["used_by"]) for each in listed] == [("used", "wang")]
    assert code not in json.dumps(listed)
    assert len(told("member", "list", "--organisations", "--as", "su.qing")["organisations"]) == 2


def test_rights_are_changed_after_the_terms_were_shown(world: World) -> None:
    code = told("member", "invite", "--as", "lei")["code"]
    told("member", "accept", "xin", "--code", code, typed=f"{GOOD}\n")
    approved("member", "role", "xin", "agency", "--manager", "--as", "lei")
    assert world.principal("xin").role == "agency"
    approved("member", "deactivate", "xin", "离职", "--as", "lei")
    refused = ran("member", "show", "--as", "xin")
    assert (refused.exit_code, "deactivated" in str(refused.exception)) == (1, True)
    approved("member", "deactivate", "xin", "--reactivate", "--as", "lei")
    assert told("member", "password", "xin", typed="another quiet evening\n") == {"user": "xin"}
    assert world.gate.sign_in("xin", "another quiet evening", PLACE)


def test_consents_are_given_shown_and_withdrawn(world: World) -> None:
    assert "同意" in ran("member", "consent", "share_contact", "--as", "lei").stdout
    approved("member", "consent", "share_contact", "--as", "lei")
    assert {each["purpose"]: each["valid"] for each in told("member", "consent", "--as", "lei")["consents"]} == {"external_model": False, "share_contact": True}  # fmt: skip
    assert not any(each["valid"] for each in told("member", "consent", "share_contact", "--withdraw", "--as", "lei")["consents"])  # fmt: skip


@pytest.mark.parametrize(("lang", "said"), [("zh", "您的账户：lei"), ("en", "Your account: lei")])
def test_texts_are_in_both_languages(world: World, lang: str, said: str) -> None:
    assert said in ran("member", "show", "--as", "lei", "--lang", lang).stdout
    assert "lei" in ran("member", "list", "--as", "lei", "--lang", lang).stdout


@pytest.mark.parametrize(
    ("arguments", "typed", "code"),
    [
        (("member", "create-admin", "xin"), f"{GOOD}\n", 1), (("member", "create-admin", "xin", "given"), "", 2), (("member", "invite", "--role", "king", "--as", "lei"), "", 2),
        (("member", "invite", "--organisation", "ORG-PLATFORM", "--as", "lei"), "", 1), (("member", "accept", "xin", "--code", "wrong"), f"{GOOD}\n", 1),
        (("member", "password", "nobody"), f"{GOOD}\n", 1), (("member", "password", "local"), f"{GOOD}\n", 1), (("member", "list", "--organisations", "--as", "lei"), "", 1),
        (("member", "role", "su.qing", "member", "--as", "lei"), "", 1), (("member", "consent", "sell", "--as", "lei"), "", 1), (("member", "show", "--lang", "fr"), "", 2),
        (("organisation", "add", "--zh", "丁", "--en", "Ding", "--as", "lei"), "", 1),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_exit_code(world: World, arguments: tuple[str, ...], typed: str, code: int) -> None:  # fmt: skip
    result = ran(*arguments, typed=typed)
    assert result.exit_code == code, result.output
    assert GOOD not in result.output
