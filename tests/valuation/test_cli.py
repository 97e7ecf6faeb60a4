"""`ipos appraise value | trademark | copyright`: figures by option and by file, the same bytes twice, one sentence for what is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli.app import run
from tools.valuation.request import Request
from tools.valuation.valuing import document, value

Ipos = Callable[..., tuple[int, str, str]]
QUICK = ("value", "--revenue", "1000000", "--growth", "5%", "--royalty", "3%:5%:8%", "--discount", "12%:15%:18%", "--life", "8", "--tax", "25%", "--seed", "1")  # fmt: skip
AS_OF = ("--as-of", "2026-11-22")


@pytest.fixture
def ipos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["appraise", *arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


def test_a_quick_value_in_both_languages(ipos: Ipos) -> None:
    code, zh, _ = ipos(*QUICK, *AS_OF)
    assert code == 0
    assert "¥193,881.45" in zh
    assert "不是《资产评估法》意义上的评估报告" in zh
    code, en, _ = ipos(*QUICK, *AS_OF, "--lang", "en")
    assert code == 0
    assert "CNY 193,881.45" in en


def test_json_is_the_same_twice_and_computes_again(ipos: Ipos) -> None:
    code, out, err = ipos(*QUICK, "--comparable", "20万", "--comparable", "150000", "--json", *AS_OF)
    assert (code, err) == (0, "")
    assert ipos(*QUICK, "--comparable", "20万", "--comparable", "150000", "--json", *AS_OF)[1] == out
    found = json.loads(out)
    again = value(Request.model_validate(found["request"]))
    assert json.loads(document(again)) == found
    assert {each["method"] for each in found["methods"]} == {"royalty", "market"}


def test_a_file_with_origins_and_options_over_it(ipos: Ipos, tmp_path: Path) -> None:
    (tmp_path / "figures.yaml").write_text(
        "kind: software\nsubject: 折叠臂控制软件\ninputs:\n  overhead: 20%\n  profit: 15%\n  functional: {low: 0.1, high: 0.3, origin: market, note: 同类软件}\n"
        "  economic: 0%\ncosts:\n  - {name: 设计, amount: 70万}\n  - {name: 测试, amount: 500000}\n",
        "utf-8",
    )
    code, out, _ = ipos("value", "figures.yaml", "--set", "economic=10%", *AS_OF)
    assert code == 0
    assert "折叠臂控制软件" in out
    assert "市场数据" in out
    assert "¥1,192,320.00" in out  # 1.2 million x 1.2 x 1.15 x 0.8 x 0.9


def test_a_mark_and_a_program(ipos: Ipos) -> None:
    mark = (
        "--revenue",
        "20000000",
        "--growth",
        "3%",
        "--royalty",
        "1%:4%",
        "--discount",
        "14%",
        "--life",
        "indefinite",
        "--horizon",
        "10",
        "--tax",
        "25%",
    )
    code, out, _ = ipos("trademark", *mark, "--score", "awareness=70", "--terminal-growth", "2%", "--json", *AS_OF)
    assert code == 0
    found = json.loads(out)
    assert found["request"]["indefinite"] is True
    assert "brand_awareness" in {each["name"] for each in found["methods"][0]["figures"]}
    code, out, _ = ipos(
        "copyright",
        "--effort",
        "600",
        "--rate",
        "2000",
        "--overhead",
        "20%",
        "--profit",
        "15%",
        "--functional",
        "20%",
        "--economic",
        "0%",
        *AS_OF,
    )
    assert code == 0
    assert "¥1,324,800.00" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("value", "--royalty", "-3%"), "cannot be negative"), (("value", "--filed", "2030-01-01"), "after the day of the value"),
        (("value", "absent.yaml"), "cannot be read"), (("value", "broken.yaml"), "no readable YAML"), (("value", "list.yaml"), "names and values"),
        (("value", "deep.yaml"), "no readable YAML"), (("value", "--kind", "plant"), "has to be one of"), (("value", "--comparable", "昨天"), "not understood"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(ipos: Ipos, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "broken.yaml").write_text("kind: [", "utf-8")
    (tmp_path / "list.yaml").write_text("- 1", "utf-8")
    (tmp_path / "deep.yaml").write_text("[" * 1500, "utf-8")
    code, out, err = ipos(*arguments, *AS_OF)
    assert (code, out) == (1, "")
    assert words in err


def test_wrong_usage_is_two(ipos: Ipos) -> None:
    assert ipos("value", "--set", "decay")[0] == 2
    assert ipos("value", "--weight", "royalty=much")[0] == 2
    assert ipos("trademark", "--lang", "fr", "--seed", "1")[0] == 2
