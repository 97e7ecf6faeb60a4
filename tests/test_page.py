"""The chat page as a visitor works it, run without a browser."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from filelock import FileLock
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from knowledge.law.library import LawLibrary
from knowledge.law.records import ArticleNumber
from tests.conftest import NEXT_YEAR, PATIENCE, TODAY, make_world
from ui.texts import openings, texts

APP = Path(__file__).parent.parent / "ui" / "app.py"
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$:&=])")
Open = Callable[..., AppTest]


def run_entry(path: str) -> None:
    """Run the entry script as a server does after its first visit: the test harness falls back to the old page mode."""
    PagesManager.uses_pages_directory = False
    exec(compile(Path(path).read_text("utf-8"), path, "exec"), sys.modules["__main__"].__dict__)


@pytest.fixture
def desk(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A writable home that shares the built index; the pages find it by the environment."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "index").symlink_to(home / "index", target_is_directory=True)
    monkeypatch.setenv("IPOS_HOME", str(folder))
    monkeypatch.delenv("IPOS_MODEL", raising=False)
    monkeypatch.chdir(tmp_path)  # no .env of the developer
    return folder


@pytest.fixture
def opened(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the page as a browser does; every call is a new visit to the same server."""
    monkeypatch.setattr(script_runner, "_mpa_v1", run_entry)
    st.cache_resource.clear()

    def visit(user: dict[str, object] | None = None, locale: str = "zh-CN", **query: str) -> AppTest:
        page = AppTest.from_file(str(APP), default_timeout=PATIENCE)
        page.context = {"locale": locale}
        page.user = user or {}
        page.query_params.update(query)
        return page.run()

    yield visit
    st.cache_resource.clear()


def ask(page: AppTest, question: str, day: date | None = None) -> str:
    """Ask on the page, as of a day when one is given; the answer as shown."""
    if day:
        page.date_input(key="as_of").set_value(day).run()
    page.chat_input(key="question").set_value(question).run()
    assert not page.exception
    return plain(page.chat_message[-1].markdown[0].value)


def plain(markdown: str) -> str:
    """Shown Markdown as a reader sees it: no escapes, no invisible joiner in addresses, no quotation marks at line starts."""
    text = ESCAPE.sub(r"\1", markdown).replace("\u2060", "")
    return "\n".join(line.removeprefix("> ").rstrip() for line in text.split("\n"))


def trademark(library: LawLibrary, number: int, day: date) -> str:
    law = next(law for law in library.laws() if law.slug == "trademark-law")
    article = library.find(law, ArticleNumber(number), day).article
    assert article is not None
    return article.text


def listed(page: AppTest) -> list[str]:
    return [plain(button.label.strip("*")) for button in page.sidebar.button if str(button.key).startswith("open-")]


def suggested(page: AppTest) -> list[str]:
    return [button.label for button in page.main.button if str(button.key).startswith("opening-")]


@pytest.mark.parametrize(("locale", "language"), [("zh-CN", "zh"), ("en-GB", "en")])
def test_the_first_view_greets_in_the_browsers_language(opened: Open, locale: str, language: str) -> None:
    page, words = opened(locale=locale), texts("zh" if language == "zh" else "en")
    assert not page.exception
    assert page.title[0].value == words["title"]
    assert words["lead"] in [element.value for element in page.markdown]
    assert tuple(suggested(page)) == openings("zh" if language == "zh" else "en")
    assert {words["notice"], words["no_history"]} <= {element.value for element in page.caption}
    assert not page.chat_message


@pytest.mark.parametrize(
    ("question", "law", "term"),
    [
        ("商标法第五十条讲什么？", "《中华人民共和国商标法》第五十条", "大意"),
        ("What does Article 50 of the Trademark Law say?", "Trademark Law of the PRC", "Article 50"),
    ],
)
def test_a_question_is_answered_with_the_provision_word_for_word(
    opened: Open, library: LawLibrary, question: str, law: str, term: str
) -> None:
    page = opened()
    answer = ask(page, question, TODAY)
    assert law in answer
    assert term in answer
    assert trademark(library, 50, TODAY) in answer
    assert "cn/trademark-law" not in answer  # numbers stand for keys
    assert "[1]" in answer
    assert plain(page.chat_message[0].markdown[0].value) == question
    assert [message.name for message in page.chat_message] == ["user", "assistant"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_suggested_opening_can_be_answered(opened: Open, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPOS_DEMO", "true")  # one of them asks about a patent of the demo
    page = opened(lang=language)
    first, *others = suggested(page)
    page.button(key="opening-0").click().run()
    assert plain(page.chat_message[0].markdown[0].value) == first
    for opening in others:
        ask(page, opening)
    answers = [message for message in page.chat_message if message.name == "assistant"]
    assert [bool(answer.expander) for answer in answers] == [True] * (1 + len(others))  # each rests on sources


def test_the_sources_give_passage_neighbours_and_dates(opened: Open, library: LawLibrary) -> None:
    page = opened()
    ask(page, "商标法第五十条讲什么？", TODAY)
    panel, words = page.chat_message[-1].expander[0], texts("zh")
    assert panel.label == words["sources"].format(count=2)  # the provision and the one that replaces it
    assert not panel.proto.expanded
    shown = [plain(element.value) for element in panel.markdown]
    assert shown[0] == "**1. 中华人民共和国商标法 第五十条**"
    assert shown[1] == trademark(library, 50, TODAY)
    assert shown[2] == f"第四十九条　{trademark(library, 49, TODAY)}"
    assert shown[3] == f"第五十一条　{trademark(library, 51, TODAY)}"
    assert [tab.label for tab in panel.tabs[:3]] == [words["whole"], words["before"], words["after"]]
    dates = [plain(element.value) for element in panel.caption]
    assert dates[0] == "2019-11-01 至 2026-12-31 施行 · cn/trademark-law@2019-11-01/art50"
    assert dates[1].startswith("2027-01-01 起施行")


def test_a_follow_up_is_understood_from_the_turn_before(opened: Open) -> None:
    page = opened()
    assert "十五年" in ask(page, "外观设计专利能保护多少年？")
    assert "二十年" in ask(page, "那发明呢？")
    assert len(page.chat_message) == 4


def test_conversations_are_listed_and_open_again(opened: Open) -> None:
    page = opened()
    ask(page, "商标法第五十条讲什么？")
    first = page.query_params["c"]
    page.button(key="new").click().run()
    assert page.title[0].value == texts("zh")["title"]
    assert "c" not in page.query_params
    ask(page, "专利法第二十四条讲什么？")
    assert listed(page) == ["专利法第二十四条讲什么？", "商标法第五十条讲什么？"]
    page.button(key=f"open-{first}").click().run()
    assert page.query_params["c"] == first
    assert plain(page.chat_message[0].markdown[0].value) == "商标法第五十条讲什么？"
    assert page.chat_message[1].expander


def test_a_reload_keeps_the_conversation(opened: Open) -> None:
    page = opened()
    answer = ask(page, "商标法第五十条讲什么？")
    again = opened(c=page.query_params["c"])
    assert plain(again.chat_message[-1].markdown[0].value) == answer


def test_a_deleted_conversation_leaves_nothing_behind(opened: Open, desk: Path) -> None:
    page = opened()
    ask(page, "我们的代号是 Blaulicht，商标法第五十条讲什么？")
    thread = page.query_params["c"]
    page.button(key="delete").click().run()
    assert listed(page) == []
    assert "c" not in page.query_params
    assert not page.chat_message
    assert not opened(c=thread).chat_message
    assert make_world(desk).assistant.messages(thread) == []


def test_thumbs_are_kept_and_may_change(opened: Open, desk: Path) -> None:
    page = opened()
    ask(page, "商标法第五十条讲什么？")
    thread, key = page.query_params["c"], str(page.feedback[0].key)
    page.feedback[0].set_value(1).run()
    assert page.toast[0].value == texts("zh")["thumb_thanks"]
    conversations = make_world(desk).conversations
    assert conversations.thumbs(thread) == {key.removeprefix("thumb-"): 1}
    page.feedback[0].set_value(0).run()
    assert list(conversations.thumbs(thread).values()) == [0]
    assert opened(c=thread).feedback[0].value == 0


def test_the_language_switch_changes_the_page_and_the_address(opened: Open) -> None:
    page = opened()
    page.segmented_control(key="language").set_value("en").run()
    assert page.query_params["lang"] == "en"
    assert page.title[0].value == texts("en")["title"]
    assert page.button(key="new").label == "New conversation"
    page.segmented_control(key="language").set_value("zh").run()
    assert page.title[0].value == texts("zh")["title"]


def test_the_day_chosen_decides_which_law_answers(opened: Open, library: LawLibrary) -> None:
    page = opened()
    today = ask(page, "商标法第八十条讲什么？", TODAY)
    assert "共 73 条，没有第八十条" in today
    page.button(key="new").click().run()
    later = ask(page, "商标法第八十条讲什么？", NEXT_YEAR)
    assert texts("zh")["as_of_note"].format(day=NEXT_YEAR) in [element.value for element in page.caption]
    assert trademark(library, 80, NEXT_YEAR) in later
    assert "没有第八十条" not in later


def test_somebody_elses_conversation_is_not_shown_and_not_written_to(opened: Open, desk: Path) -> None:
    world = make_world(desk)
    theirs = world.conversations.start("mallory@example.org", "她的商业秘密")
    page = opened(c=theirs)
    assert not page.exception
    assert not page.chat_message
    assert "她的商业秘密" not in str([element.value for element in page.markdown]) + str(listed(page))
    ask(page, "商标法第五十条讲什么？")
    assert page.query_params["c"] != theirs
    assert world.assistant.messages(theirs) == []


def test_accounts_do_not_see_each_others_conversations(opened: Open) -> None:
    ann, bob = ({"is_logged_in": True, "email": f"{name}@example.org"} for name in ("ann", "bob"))
    page = opened(user=ann)
    ask(page, "商标法第五十条讲什么？")
    assert len(listed(page)) == 1
    assert listed(opened(user=bob)) == []
    assert not opened(user=bob, c=page.query_params["c"]).chat_message


@pytest.mark.parametrize("text", ["![x](https://evil.example/a.png)", "<b>粗</b> $x$ *y* # z", "a\n- b\n1. c"])
def test_what_a_visitor_types_is_shown_as_typed(opened: Open, text: str) -> None:
    page = opened()
    ask(page, text)
    shown = page.chat_message[0].markdown[0].value
    assert plain(shown) == text
    assert "](" not in shown
    assert "<b>" not in shown


def break_the_model(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPOS_MODEL", "nonsense")


def break_the_threads(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "threads.db").mkdir()


def break_the_home(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    occupied = desk / "a-file"
    occupied.touch()
    monkeypatch.setenv("IPOS_HOME", str(occupied))


@pytest.mark.parametrize("break_it", [break_the_threads, break_the_model, break_the_home])
def test_what_fails_is_said_in_a_sentence_and_never_as_a_traceback(
    opened: Open, desk: Path, monkeypatch: pytest.MonkeyPatch, break_it: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    break_it(desk, monkeypatch)
    page = opened()
    if page.chat_input:
        page.chat_input(key="question").set_value("商标法第五十条讲什么？").run()
    assert not page.exception
    assert "Traceback" not in page.error[0].value
    assert len(page.error) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_an_index_the_page_says_how_to_get_one_and_comes_back(
    opened: Open, desk: Path, home: Path, language: str
) -> None:
    (desk / "index").unlink()
    page, words = opened(lang=language), texts("zh" if language == "zh" else "en")
    assert [element.value for element in page.warning] == [words["no_index"]]
    assert (page.chat_input(key="question").disabled, suggested(page)) == (True, [])
    (desk / "index").mkdir()
    with FileLock(desk / "index" / "core.lock"):
        page.run()
    assert [element.value for element in page.info] == [words["building"]]
    (desk / "index" / "core").symlink_to((home / "index" / "core").resolve(), target_is_directory=True)
    page.run()
    assert (len(page.warning), len(page.info), page.chat_input(key="question").disabled) == (0, 0, False)
