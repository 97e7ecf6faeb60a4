"""`ipos law`: articles, lists, comparisons and checks on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run
from knowledge.law.library import LawLibrary
from knowledge.law.records import ArticleNumber
from tests.conftest import NEXT_YEAR as LATER
from tests.conftest import TODAY as NOW

TODAY, NEXT_YEAR = NOW.isoformat(), LATER.isoformat()
PROVISION = {"law", "article", "version_date", "in_force_from", "in_force_to", "status_at_date", "text", "note"}
Ipos = Callable[..., tuple[int, str, str]]


@pytest.fixture
def law(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ipos:
    monkeypatch.setenv("IPOS_HOME", str(home))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["law", *arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


def get(law: Ipos, *arguments: str) -> dict[str, Any]:
    code, out, err = law("get", *arguments, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    assert set(found) == PROVISION
    return found


@pytest.mark.parametrize(
    ("name", "article", "day", "adopted"),
    [
        ("商标法", "50", TODAY, "2019-04-23"),
        ("商标法", "50", "2026-12-31", "2019-04-23"),
        ("商标法", "50", "2027-01-01", "2026-06-26"),
        ("Trademark Law", "80", NEXT_YEAR, "2026-06-26"),
        ("中华人民共和国专利法", "第四十二条", TODAY, "2020-10-17"),
        ("專利法", "４２", TODAY, "2020-10-17"),
        ("patent law", "42", TODAY, "2020-10-17"),
        ("反不正当竞争法", "10", TODAY, "2025-06-27"),
    ],
)
def test_an_article_is_the_one_in_force_on_the_day(
    law: Ipos, library: LawLibrary, name: str, article: str, day: str, adopted: str
) -> None:
    found = get(law, name, article, "--as-of", day)
    assert (found["version_date"], found["status_at_date"]) == (adopted, "in_force")
    assert found["in_force_from"] <= day <= (found["in_force_to"] or day)
    held = library.names.guess(found["law"])
    assert held is not None
    [version] = [v for v in library.versions(held) if v.adopted.isoformat() == adopted]
    known = library.article(version, ArticleNumber(found["article"]))
    assert known is not None
    assert found["text"] == known.text


@pytest.mark.parametrize("words", ["2027-03", "2027年3月", "明年三月", "March 2027", "next March", "2027/3/1"])
def test_the_day_can_be_said_in_words(law: Ipos, words: str) -> None:
    found = get(law, "商标法", "80", "--as-of", words)
    assert isinstance(found["article"], int)
    assert found["version_date"] >= "2026-06-26"  # words like "next March" count from the day of the run


def test_a_branch_article_is_not_the_article_it_branches_from(law: Ipos) -> None:
    branch, stem = get(law, "刑法", "219-1", "--as-of", TODAY), get(law, "刑法", "219", "--as-of", TODAY)
    assert (branch["article"], stem["article"]) == ("219-1", 219)
    assert "境外" in branch["text"]
    assert "境外" not in stem["text"]
    assert get(law, "刑法", "第二百一十九条之一", "--as-of", TODAY) == branch


@pytest.mark.parametrize(
    ("name", "article", "said"),
    [("专利法", "999", "82"), ("专利法", "0", "82"), ("专利法", "83", "82"), ("商标法", "80", "73")],
)
def test_an_article_that_does_not_exist_is_an_answer(law: Ipos, name: str, article: str, said: str) -> None:
    found = get(law, name, article, "--as-of", TODAY)
    assert (found["text"], found["status_at_date"]) == (None, "no_such_article")
    assert f"共 {said} 条" in found["note"]
    assert f"has {said} articles" in found["note"]
    assert "没有全文" not in found["note"]


def test_a_number_of_the_coming_text_is_announced(law: Ipos) -> None:
    assert "2027-01-01" in get(law, "商标法", "80", "--as-of", TODAY)["note"]


@pytest.mark.parametrize("article", ["42.5", "", "四十二点五", "42a", "Article", "١٢٣٤٥", "9" * 5000])
def test_what_is_no_article_number_is_said_to_be_none(law: Ipos, article: str) -> None:
    found = get(law, "专利法", article, "--as-of", TODAY)
    assert found["text"] is None
    assert found["note"]


def test_a_day_before_the_texts_at_hand_gets_no_text(law: Ipos) -> None:
    found = get(law, "专利法", "42", "--as-of", "1990-01-01")
    assert (found["text"], found["status_at_date"]) == (None, "text_not_held")
    assert "2021-06-01" in found["note"]


@pytest.mark.parametrize("name", ["不存在法", "", "法", "中华人民共和国", "Law", "!!!", "\u200b"])
@pytest.mark.parametrize("command", [("get", "1"), ("versions",), ("diff",)], ids=lambda c: c[0])
def test_an_unknown_law_is_a_failure_in_one_sentence(law: Ipos, name: str, command: tuple[str, ...]) -> None:
    code, out, err = law(command[0], name, *command[1:], "--json")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "Something went wrong" not in err


def test_the_text_for_people_names_version_and_start(law: Ipos) -> None:
    code, out, _ = law("get", "商标法", "50", "--as-of", NEXT_YEAR)
    assert code == 0
    assert out.startswith("中华人民共和国商标法 第五十条（2026-06-26，2027-01-01 起施行）\n")


@pytest.mark.parametrize("day", ["1900-01-01", "1900", "2027-13-01", "2027-02-29", "2101-01-01", "gestern", ""])
@pytest.mark.parametrize("command", [("get", "商标法", "50"), ("list",), ("diff", "商标法"), ("verify", "专利法第一条")], ids=lambda c: c[0])  # fmt: skip
def test_a_wrong_day_is_wrong_usage(law: Ipos, command: tuple[str, ...], day: str) -> None:
    code, out, err = law(*command, "--as-of", day)
    assert (code, out) == (2, "")
    assert "--as-of" in err


def test_versions_follow_each_other_without_gap(law: Ipos) -> None:
    code, out, _ = law("versions", "商标法", "--json")
    versions = json.loads(out)["versions"]
    assert code == 0
    assert [(v["version_date"], v["in_force_from"], v["in_force_to"]) for v in versions] == [
        ("2019-04-23", "2019-11-01", "2026-12-31"), ("2026-06-26", "2027-01-01", None),
    ]  # fmt: skip
    assert [v["articles"] for v in versions] == [73, 87]


@pytest.mark.parametrize(("day", "adopted", "pending"), [(TODAY, "2019-04-23", "2026-06-26"), (NEXT_YEAR, "2026-06-26", None)])  # fmt: skip
def test_the_list_tells_what_is_in_force_and_what_is_coming(
    law: Ipos, day: str, adopted: str, pending: str | None
) -> None:
    code, out, _ = law("list", "商标", "--as-of", day, "--json")
    listed = json.loads(out)
    [row] = [row for row in listed["laws"] if row["law"] == "中华人民共和国商标法"]
    assert (code, listed["as_of"], row["in_force"]["version_date"]) == (0, day, adopted)
    assert (row["pending"] or {}).get("version_date") == pending


def test_a_list_can_be_searched_in_english_and_widened(law: Ipos) -> None:
    core, everything = (json.loads(law("list", *more, "--json")[1])["laws"] for more in ([], ["--all"]))
    found = json.loads(law("list", "patent law", "--json")[1])["laws"]
    assert "中华人民共和国专利法" in [row["law"] for row in found]
    assert len(found) < len(core) < len(everything)


@pytest.mark.parametrize(("language", "words"), [("zh", "自2027年1月1日起"), ("en", "From 2027-01-01")])
def test_two_texts_are_compared_in_the_wanted_language(law: Ipos, language: str, words: str) -> None:
    code, out, _ = law("diff", "商标法", "--as-of", TODAY, "--lang", language)
    assert code == 0
    assert words in out
    assert "2019-04-23" in out
    assert "2026-06-26" in out


def test_one_article_is_compared_with_its_successor(law: Ipos) -> None:
    code, out, _ = law("diff", "商标法", "57", "--as-of", TODAY, "--json")
    pairs = {
        (p["older"] and p["older"]["locator"], p["newer"] and p["newer"]["locator"]) for p in json.loads(out)["pairs"]
    }
    assert code == 0
    assert ("第五十七条", "第七十二条") in pairs  # infringing acts: 2019 Article 57, 2026 Article 72


@pytest.mark.parametrize(
    "arguments", [("商标法", "999"), ("商标法", "abc"), ("商标法", "42.5"), ("专利法",)], ids=" ".join
)
def test_a_comparison_that_cannot_be_is_one_sentence(law: Ipos, arguments: tuple[str, ...]) -> None:
    code, out, err = law("diff", *arguments, "--as-of", TODAY)
    assert code in (1, 2)
    assert out == ""
    assert "Something went wrong" not in err


@pytest.mark.parametrize(
    ("text", "day", "verdict", "fit"),
    [
        ("根据专利法第四十二条，外观设计保护十五年。", TODAY, "in_force", "fits"),
        ("根据专利法第四十二条，外观设计保护十年。", TODAY, "in_force", "differs"),
        ("Under Article 42 of the Patent Law, designs last 10 years.", TODAY, "in_force", "differs"),
        ("依据专利法第九十九条。", TODAY, "never_existed", None),
        ("依据商标法第八十条申请保全证据。", TODAY, "not_in_force", None),
        ("依据商标法第八十条申请保全证据。", NEXT_YEAR, "in_force", None),
    ],
)
def test_every_citation_in_a_text_gets_a_verdict(law: Ipos, text: str, day: str, verdict: str, fit: str | None) -> None:
    code, out, _ = law("verify", text, "--as-of", day, "--json")
    report = json.loads(out)
    assert (code, report["as_of"]) == (0, day)
    assert [check["verdict"] for check in report["checks"]] == [verdict]
    assert fit in (None, report["checks"][0]["fit"])


@pytest.mark.parametrize(("text", "words"), [("", "没有找到法条引用"), ("Nothing is cited.", "no citation")])
def test_a_text_without_citations_is_said_to_have_none(law: Ipos, text: str, words: str) -> None:
    code, out, _ = law("verify", text)
    assert code == 0
    assert words in out
