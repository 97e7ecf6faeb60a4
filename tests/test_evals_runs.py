"""Runs are the same twice, can be kept and compared, and are shown without giving unseen questions away."""

import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.events import Done
from assistant.settings import Settings
from assistant.world import World
from evals import judging
from evals.__main__ import main
from evals.asking import still_world
from evals.compare import compare
from evals.figures import figures
from evals.judging import Judged, judge
from evals.layers import Labels
from evals.pairs import ASKED
from evals.questions import Question
from evals.reply import FoundArticle, Reply
from evals.report import write_report
from evals.run import Row, Run, Stamp, commit, read_run
from evals.table import tables
from knowledge.law.library import LawLibrary

PATENT = "cn/patent-law@2021-06-01"
LABELS = Labels("patent", "maintenance", "plain")
MADE = Stamp("abc", "2026-11-22", "offline", ("core",), {"dev": "1", "unseen": "1"})


def row(id_: str, name: str = "dev", language: str = "zh", **grades: bool) -> Row:
    return Row(name, id_, language, LABELS, grades)


def made_run(*rows: Row, pairs: tuple[Row, ...] = ()) -> Run:
    return Run(MADE, rows, pairs, figures(rows, pairs))


def judged(name: str, language: str, text: str, answer: str) -> Judged:
    question = Question(f"{name}-{language}", language, text, ASKED, LABELS, ((PATENT, 42),))  # type: ignore[arg-type]
    done = Done(text, answer, question.language, ASKED, False, "offline", (), ())
    found = (FoundArticle(f"{PATENT}/art42", "专利法 第四十二条", "gist & gist"),)
    return Judged(question, Reply(found, done, frozenset()), row(question.id, name, language, correct=False))


class Seen(HTMLParser):
    """The text of a page, and what it would load from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags, self.loads = "", [], []  # type: ignore[var-annotated]
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value for name, value in attrs if name in ("src", "href")]


def test_two_runs_of_the_same_questions_are_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = judging.load_questions
    monkeypatch.setattr(judging, "load_questions", lambda name, library: read(name, library)[:6])
    runs = []
    for _ in range(2):
        with still_world(Settings(home=home, _env_file=None)) as world:  # type: ignore[call-arg]
            runs.append(judge(world, ("dev",), lambda *_: None))
    assert [one.row for one in runs[0].questions] == [one.row for one in runs[1].questions]
    assert [one.reply.done.answer for one in runs[0].questions] == [one.reply.done.answer for one in runs[1].questions]
    assert all(one.row.grades["grounded"] for one in runs[0].questions)


def test_a_run_leaves_no_conversation_behind(home: Path) -> None:
    settings = Settings(home=home, _env_file=None)  # type: ignore[call-arg]
    with still_world(settings) as world:
        thread = world.conversations.start("evals", "a question")
        assert world.settings.home != home
    assert not World(settings).conversations.owns(thread, "evals")


def test_keys_of_unseen_questions_are_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question("x", "zh", "发明专利权的期限是多久？", ASKED, LABELS, ((PATENT, 42),))
    monkeypatch.setattr(judging, "load_questions", lambda *_: [question])
    seen, unseen = (judge(world, (name,), lambda *_: None).questions[0] for name in ("dev", "unseen"))
    assert seen.row.found
    assert seen.row.cited
    assert not unseen.row.found + unseen.row.cited
    assert unseen.row.grades == seen.row.grades


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    run = made_run(row("a", correct=True), pairs=(row("p", "parity", parity=False),))
    run.write(tmp_path / "build" / "evals.json")
    assert read_run(tmp_path / "build" / "evals.json") == run


@pytest.mark.parametrize("content", ["", "[]", '{"dev": {}}'])
def test_a_file_that_holds_no_run_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "old.json").write_text(content)
    with pytest.raises(ValueError, match=r"old\.json holds no run"):
        read_run(tmp_path / "old.json")
    with pytest.raises(SystemExit, match=r"old\.json"):
        main(["--compare", str(tmp_path / "old.json"), "--out", str(tmp_path)])


def test_a_folder_outside_any_repository_has_no_commit(tmp_path: Path) -> None:
    assert commit(tmp_path / "nowhere") == ""


def test_a_comparison_says_what_got_better_and_worse_by_question() -> None:
    before = made_run(row("a", correct=True, cites=True), row("b", correct=False), row("gone", correct=True))
    after = made_run(row("a", correct=False, cites=True), row("b", correct=True), row("new", correct=False))
    found = compare(before, after)
    assert [(change.id, change.grade) for change in found.better] == [("b", "correct")]
    assert [(change.id, change.grade) for change in found.worse] == [("a", "correct")]
    assert (found.new, found.gone, found.relabelled) == (("dev/new",), ("dev/gone",), ())
    assert found.lines()[0] == "compared with the run of 2026-11-22 abc offline: 1 grades better, 1 worse"
    assert "  worse  dev/a  correct" in found.lines()


def test_sets_that_only_one_run_has_are_not_compared() -> None:
    before = made_run(row("a", correct=True), row("u", "unseen", correct=True))
    after = replace(made_run(row("a", correct=True)), stamp=replace(MADE, questions={"dev": "2"}))
    found = compare(before, after)
    assert not found.better + found.worse + found.gone
    assert found.relabelled == ("dev",)


def test_figures_are_means_by_language_and_layer() -> None:
    of_set = figures([row("a", correct=True), row("b", correct=False), row("c", language="en", correct=True)], [])[
        "dev"
    ]
    assert of_set["zh"]["grades"]["correct"] == {"share": 0.5, "of": 2}
    assert of_set["en"]["grades"]["correct"] == {"share": 1.0, "of": 1}
    assert of_set["layers"]["right"]["patent"]["grades"]["correct"] == {"share": 0.667, "of": 3}
    assert list(of_set["layers"]["right"]) == ["patent"]


def test_the_table_counts_pairs() -> None:
    pairs = (row("p1", "parity", parity=True), row("p2", "parity", parity=False))
    text = tables(made_run(row("p1.zh", "parity", correct=True), pairs=pairs).figures)
    assert "parity 1 of 2" in text
    assert "parity zh" in text


def test_the_report_shows_both_languages_and_escapes_what_is_not_ours(tmp_path: Path, library: LawLibrary) -> None:
    cards = [
        judged("dev", "zh", "专利<b>多久</b>？", "二十年</div>"),
        judged("dev", "en", "How <i>long</i>?", "<script>x</script>"),
    ]
    run = made_run(*(card.row for card in cards))
    write_report(tmp_path / "evals.html", run, cards, compare(run, run), library)
    page = (tmp_path / "evals.html").read_text("utf-8")
    seen = Seen(page)
    assert {"专利<b>多久</b>？" in seen.text, "How <i>long</i>?" in seen.text, "二十年</div>" in seen.text} == {True}
    assert "发明专利权的期限为二十年" in seen.text
    assert "gist & gist" in seen.text
    assert (seen.tags.count("article"), seen.tags.count("script"), seen.tags.count("b")) == (2, 1, page.count("<b>"))
    assert seen.loads == []
    assert "<i>long" not in page


@pytest.mark.parametrize("name", ["unseen", "parity", "time"])
def test_unseen_failures_are_listed_by_id_until_they_are_revealed(
    tmp_path: Path, library: LawLibrary, name: str
) -> None:
    card = judged(name, "zh", "没人看过的问题", "没人看过的回答")
    for reveal in (False, True):
        write_report(tmp_path / "evals.html", made_run(card.row), [card], None, library, reveal)
        page = (tmp_path / "evals.html").read_text("utf-8")
        assert f"{name}/{name}-zh" in page
        assert ("没人看过的问题" in page) is ("没人看过的回答" in page) is reveal


def test_the_command_keeps_the_run_before_and_compares_with_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = judging.load_questions
    monkeypatch.setattr(judging, "load_questions", lambda name, library: read(name, library)[:2])
    monkeypatch.setenv("IPOS_HOME", str(home))
    for _ in range(2):
        main(["--set", "dev", "--out", str(tmp_path)])
    assert "0 grades better, 0 worse" in capsys.readouterr().out
    kept = [json.loads((tmp_path / name).read_text("utf-8")) for name in ("evals.json", "evals-before.json")]
    assert kept[0]["rows"] == kept[1]["rows"]
    assert kept[0]["figures"] == kept[1]["figures"]
    assert date.fromisoformat(kept[0]["stamp"]["date"])
