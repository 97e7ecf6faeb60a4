"""Taking laws in from Markdown: what goes in, with which dates, and what a file that is no law does."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.world import World
from knowledge.citation import Kind
from knowledge.ingest import Outcome, ingest_laws, law_files
from knowledge.law.attribution import Fit
from knowledge.law.markdown import read_markdown
from knowledge.law.records import ArticleNumber, DateSource, Version
from knowledge.law.verify import Reason, Verdict
from tests.conftest import SHARED, TODAY, clock, make_world

STATUTES = SHARED / "statutes_zh"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")
LAW = """# 灯塔测试条例
2020年1月1日 测试委员会通过
## 第一章 总则
第一条 为了测试，制定本条例。
第二条 灯塔登记的有效期为三年。

有效期届满可以续展。
第三条 本条例自2020年3月1日起施行。
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (folder := tmp_path / "inbox").mkdir()
    return folder


def take_in(path: Path, home: Path) -> list[Outcome]:
    return list(ingest_laws(path, home, clock()))


def versions(home: Path, name: str) -> list[Version]:
    library = make_world(home).library
    law = library.names.resolve(name)
    return library.versions(law) if law else []


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> World:
    home = tmp_path_factory.mktemp("filled")
    take_in(STATUTES, home)
    return make_world(home)


def test_a_law_goes_in_with_its_days_and_articles(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.md").write_text(LAW, "utf-8")
    (outcome,) = take_in(inbox, tmp_path)
    assert (outcome.outcome, outcome.title, outcome.adopted, outcome.articles) == (
        "added",
        "灯塔测试条例",
        "2020-01-01",
        3,
    )
    (version,) = versions(tmp_path, "灯塔测试条例")
    assert (version.in_force_from, version.source, version.shelf) == (date(2020, 3, 1), DateSource.TEXT, "ingested")
    assert version.law.kind is Kind.REGULATION
    article = make_world(tmp_path).library.article(version, ArticleNumber(2))
    assert article is not None
    assert (article.heading, article.text) == ("第一章 总则", "灯塔登记的有效期为三年。\n有效期届满可以续展。")


def test_an_ingested_law_can_be_read_and_verified(inbox: Path, tmp_path: Path) -> None:
    text = "灯塔测试条例第二条规定灯塔登记的有效期为{}年。灯塔测试条例第九条。"
    assert {c.reason for c in make_world(tmp_path).verifier.verify(text, TODAY)} == {Reason.UNKNOWN_LAW}
    (inbox / "a.md").write_text(LAW, "utf-8")
    take_in(inbox, tmp_path)
    verifier = make_world(tmp_path).verifier
    assert [c.fit for c in verifier.verify(text.format("三"), TODAY)] == [Fit.FITS, Fit.NOT_STATED]
    wrong, missing = verifier.verify(text.format("五"), TODAY)
    assert (wrong.verdict, wrong.fit) == (Verdict.IN_FORCE, Fit.DIFFERS)
    assert (missing.verdict, missing.reason) == (Verdict.NEVER_EXISTED, Reason.NO_ARTICLE)


def test_the_same_text_changes_nothing_the_second_time(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.md").write_text(LAW, "utf-8")
    take_in(inbox, tmp_path)
    before = versions(tmp_path, "灯塔测试条例")
    assert [outcome.outcome for outcome in take_in(inbox, tmp_path)] == ["unchanged"]
    assert versions(tmp_path, "灯塔测试条例") == before


def test_a_corrected_text_replaces_the_one_of_that_day_and_keeps_the_raw_files(inbox: Path, tmp_path: Path) -> None:
    for text in (LAW, LAW.replace("三年", "五年")):
        (inbox / "a.md").write_text(text, "utf-8")
        outcomes = take_in(inbox, tmp_path)
    assert [outcome.outcome for outcome in outcomes] == ["replaced"]
    (version,) = versions(tmp_path, "灯塔测试条例")
    article = make_world(tmp_path).library.article(version, ArticleNumber(2))
    assert article is not None
    assert "五年" in article.text
    assert len(list((tmp_path / "law" / "raw").iterdir())) == 2


def test_a_corrected_day_of_commencement_is_taken_over(inbox: Path, tmp_path: Path) -> None:
    undated = LAW.replace("第三条 本条例自2020年3月1日起施行。\n", "")
    for text in (undated, undated.replace("## 第一章", "2020年4月1日 施行\n## 第一章")):
        (inbox / "a.md").write_text(text, "utf-8")
        take_in(inbox, tmp_path)
    assert [version.in_force_from for version in versions(tmp_path, "灯塔测试条例")] == [date(2020, 4, 1)]


def test_a_new_version_ends_the_older_one(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.md").write_text(LAW, "utf-8")
    (inbox / "b.md").write_text(LAW.replace("2020年", "2025年").replace("三年", "五年"), "utf-8")
    take_in(inbox, tmp_path)
    older, newer = versions(tmp_path, "灯塔测试条例")
    assert (newer.in_force_from, newer.in_force_to) == (date(2025, 3, 1), None)
    assert older.in_force_to == date(2025, 2, 28)


def test_a_text_that_repeals_its_own_forerunner_is_itself_in_force(inbox: Path, tmp_path: Path) -> None:
    ending = "起施行。1990年7月30日批准的《灯塔测试条例》同时废止。"
    (inbox / "a.md").write_text(LAW.replace("起施行。", ending), "utf-8")
    take_in(inbox, tmp_path)
    assert [v.in_force_to for v in versions(tmp_path, "灯塔测试条例") if v.in_force(TODAY)] == [None]


def test_a_day_nobody_stated_is_marked_as_the_day_of_adoption(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.md").write_text(LAW.replace("2020年3月1日", "2001年7月1日"), "utf-8")
    take_in(inbox, tmp_path)
    dated = [(version.in_force_from, version.source) for version in versions(tmp_path, "灯塔测试条例")]
    assert dated == [(date(2020, 1, 1), DateSource.ADOPTION)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "no heading"), ("第一条 甲。\n", "no heading"), ("# 甲条例\n\n2020年1月1日\n", "no articles"), ("# 甲条例\n\n第一条 乙。\n", "when it was adopted"),
     ("\xff\xfe", "not UTF-8"), (LAW.replace("2020年1月1日", "2020年2月31日"), ""), (LAW.replace("2020年3月1日", "2020年13月1日"), "")],
)  # fmt: skip
def test_a_broken_file_is_reported_and_the_rest_go_in(inbox: Path, tmp_path: Path, text: str, reason: str) -> None:
    (inbox / "a.md").write_text(text, "latin-1" if text == "\xff\xfe" else "utf-8")
    (inbox / "b.md").write_text(LAW.replace("灯塔", "航标"), "utf-8")
    broken, good = take_in(inbox, tmp_path)
    assert (broken.outcome, good.outcome) == ("skipped", "added")
    assert reason in broken.reason


@pytest.mark.parametrize("name", ["甲条例(2020-13-45).md", "甲条例(2020-01-01,施行2020-99-01).md"])
def test_a_file_named_after_an_impossible_day_is_reported(inbox: Path, tmp_path: Path, name: str) -> None:
    (inbox / name).write_text(LAW, "utf-8")
    assert [outcome.outcome for outcome in take_in(inbox, tmp_path)] == ["skipped"]


def test_a_folder_that_looks_like_a_law_is_passed_over(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.md").mkdir()
    (inbox / "b.md").write_text(LAW, "utf-8")
    assert [o.outcome for o in take_in(inbox, tmp_path) if o.path.name == "b.md"] == ["added"]


@pytest.mark.parametrize("text", ["\ufeff" + LAW, LAW.replace("\n", "\r\n"), LAW.replace("第二条 ", "**第二条**　")])
def test_marks_of_other_editors_do_not_matter(inbox: Path, text: str) -> None:
    (inbox / "a.md").write_bytes(text.encode())
    law = read_markdown(inbox / "a.md")
    assert (law.title, [label for label, *_ in law.articles]) == ("灯塔测试条例", ["第一条", "第二条", "第三条"])


def test_a_path_with_nothing_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        law_files(tmp_path / "nowhere")


@needs_shared
def test_the_corpus_goes_in_and_only_decisions_without_articles_stay_out(tmp_path: Path) -> None:
    outcomes = take_in(STATUTES, tmp_path)
    assert ["no articles" in outcome.reason for outcome in outcomes if outcome.outcome == "skipped"] == [True] * 3
    again = [o for o in take_in(STATUTES, tmp_path) if o.outcome not in ("unchanged", "skipped")]
    assert [f"{outcome.path.name} {outcome.outcome}" for outcome in again] == []


@needs_shared
def test_the_package_keeps_its_texts_and_older_ones_come_before_them(filled: World) -> None:
    law = filled.library.names.resolve("反不正当竞争法")
    assert law is not None
    older, newer = filled.library.versions(law)
    assert (older.adopted, older.shelf, newer.shelf) == (date(2019, 4, 23), "ingested", "package")
    assert older.in_force_to == newer.in_force_from - timedelta(days=1) == date(2025, 10, 14)


@needs_shared
@pytest.mark.parametrize(
    ("text", "reason"),
    [("专利法实施细则第七十七条", Reason.FOUND), ("专利法实施细则第一百五十条", Reason.NO_ARTICLE), ("《专利代理条例》第九条", Reason.FOUND),
     ("技术进出口管理条例第二十九条", Reason.FOUND), ("国防专利条例第三十六条", Reason.FOUND)],
)  # fmt: skip
def test_a_regulation_outside_the_package_is_checked_once_it_is_in(filled: World, text: str, reason: Reason) -> None:
    assert [checked.reason for checked in filled.verifier.verify(text, TODAY)] == [reason]


@needs_shared
def test_no_version_ends_before_it_begins(filled: World) -> None:
    every = [version for law in filled.library.laws() for version in filled.library.versions(law)]
    assert [v.key for v in every if v.in_force_to and v.in_force_to < v.in_force_from] == []
