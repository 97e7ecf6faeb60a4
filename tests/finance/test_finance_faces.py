"""IP finance in the conversation and on the command line, in both languages, with every input in --json."""

import json
from pathlib import Path

import pytest

from assistant.cli.app import run
from assistant.world import World
from knowledge.language import Language
from tests.trade.talk import Talker, called, talk_world
from tools.finance.tools import read_months
from tools.refused import Refused

LANGUAGES: tuple[Language, ...] = ("zh", "en")
LOAN = {
    "zh": "贷款300万元，年利率4.35%，36个月，等额本息，给我还款计划",
    "en": "Loan schedule for 3 million yuan at 4.35% over 36 months, level payment",
}
PART = {
    "zh": ("等额本息还款计划怎么算，帮我算一下", "300万元", "4.35%", "36个月"),
    "en": ("Loan schedule please, level payment, 4.35%", "3 million yuan", "36 months"),
}
READY = {"zh": "核查 CN202644312U 的质押条件", "en": "Is CN202644312U ready to be pledged"}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path))
    return talk_world(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_schedule_is_told_and_no_amount_is_made(world: World, language: Language) -> None:
    done = Talker(world, "lin")(LOAN[language])
    assert called(done) == ["loan_schedule"]
    assert "89,039.80" in done.answer
    assert "89,039.89" in done.answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_asked_for(world: World, language: Language) -> None:
    done = Talker(world, "lin")(*PART[language])
    assert "89,039.80" in done.answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_readiness_is_told_with_its_provisions(world: World, language: Language) -> None:
    done = Talker(world, "lin")(READY[language])
    assert called(done) == ["check_pledge_readiness"]
    assert "CN202644312U" in done.answer
    assert ("银行决定" if language == "zh" else "bank's decision") in done.answer
    assert "cn/civil-code@2021-01-01/art444" in {each.key for each in done.citations}


def test_terms_are_read_in_months_and_years() -> None:
    assert [read_months(text) for text in ("36", "36 个月", "3 years", "三年", "12期")] == [36, 36, 36, 36, 12]
    with pytest.raises(Refused):
        read_months("soon")


def out(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert run(list(arguments)) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_every_figure_comes_with_its_inputs(world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = out(
        capsys,
        "finance",
        "schedule",
        "--amount",
        "3000000",
        "--rate",
        "4.35%",
        "--months",
        "36",
        "--kind",
        "level-payment",
        "--json",
    )
    assert found["loan"] == {
        "amount": {"minor": 300_000_000, "currency": "CNY"},
        "rate": "4.35",
        "months": 36,
        "kind": "level-payment",
    }
    assert len(found["instalments"]) == 36  # type: ignore[arg-type]
    file = tmp_path / "offers.yaml"
    file.write_text(
        "[{name: a, amount: 100000, rate: 6, months: 12, kind: bullet, fees: [{kind: guarantee, percent: 1}]}]", "utf-8"
    )
    compared = out(capsys, "finance", "compare", str(file), "--json")["offers"][0]  # type: ignore[index]
    assert compared["offer"]["costs"][0]["percent"] == "1"
    assert len(compared["flows"]) == 13
    ready = out(capsys, "finance", "readiness", "CN202644312U", "--fact", "no_pledge=yes", "--as", "lin", "--json")
    assert (ready["stated"], ready["organisation"]) == ({"no_pledge": True}, "ORG-QINGLAN")
    assert out(capsys, "finance", "vest", "100000", "--json")["months"] == 48
    assert out(capsys, "finance", "invest", "--holder", "a=800", "--pre-money", "800", "--investment", "200", "--json")[
        "price"
    ] == [100, 1]


@pytest.mark.parametrize(
    "wrong",
    [("schedule", "--amount", "-1", "--rate", "4", "--months", "12"), ("schedule", "--amount", "1", "--rate", "101", "--months", "12"), ("schedule", "--amount", "1", "--rate", "4", "--months", "10000"),
     ("schedule", "--amount", "1", "--rate", "4", "--months", "12", "--kind", "whenever"), ("readiness", "hello"), ("readiness", "CN202644312U", "--fact", "rich=yes"), ("compare", "/nowhere.yaml"),
     ("guide", "lottery"), ("invest", "--holder", "a", "--pre-money", "1", "--investment", "1"), ("packet", "show", "PKT-1"), ("vest", "0")],
)  # fmt: skip
def test_what_is_wrong_ends_with_one_sentence_and_code_1(
    world: World, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    assert run(["finance", *wrong]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Something went wrong" not in said.err


def test_a_packet_goes_from_the_command_line_to_the_bank(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert "ORG-JIANGAN" in json.dumps(out(capsys, "finance", "packet", "recipients", "--as", "lin", "--json"))
    stated = [
        part
        for name in ("fees_paid", "authorised", "co_owners_consent", "no_pledge", "no_licence", "no_dispute")
        for part in ("--fact", f"{name}=yes")
    ]
    card = out(
        capsys,
        "finance",
        "packet",
        "send",
        "ORG-JIANGAN",
        "2023SR0123456",
        "--amount",
        "500000",
        "--months",
        "24",
        "--purpose",
        "研发",
        "--consent",
        *stated,
        "--as",
        "lin",
        "--json",
    )["approval"]
    assert out(capsys, "finance", "packet", "list", "--as", "jiang", "--json") == {"packets": []}
    sent = out(capsys, "approve", card["hash"], "--as", "lin", "--json")  # type: ignore[index]
    packets = out(capsys, "finance", "packet", "list", "--as", "jiang", "--json")["packets"]
    assert [each["id"] for each in packets] == [sent["record"]]  # type: ignore[attr-defined]
    assert out(capsys, "finance", "packet", "list", "--as", "mo", "--json") == {"packets": []}
    assert run(["finance", "packet", "show", str(sent["record"]), "--as", "mo"]) == 1
