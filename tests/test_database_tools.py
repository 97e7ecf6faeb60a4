"""The database tools of the assistant: what turns want them, what they give a model, how results are told."""

import re
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.offline.database_replies import change_lines, database_created_reply, databases_reply
from knowledge.law.library import LawLibrary
from tests.conftest import TODAY
from tests.search_records import records, room
from tests.trade.audits import audit
from tools.database import open_database as open_file
from tools.databases.access import Databases
from tools.databases.choosing import exclude
from tools.databases.figures import show_database
from tools.databases.keeping import create_database
from tools.databases.tools import (
    CREATE_CUES,
    LIST_CUES,
    SEARCH_CUES,
    SHOW_CUES,
    create_patent_database,
    list_lines,
    list_patent_databases,
    named_in,
    search_patent_database,
    show_patent_database,
)  # fmt: skip
from tools.principal import Principal
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom
from tools.search.words import words_of

LEI = Principal("lei")


@pytest.fixture
def databases(tmp_path: Path) -> Databases:
    ids = count(1)
    sessions = open_file(f"sqlite:///{tmp_path / 'ipos.db'}")
    return Databases(sessions, lambda: datetime(2026, 11, 22, 10, tzinfo=UTC), lambda: f"{next(ids):010x}", audit())


@pytest.fixture(scope="module")
def held(library: LawLibrary) -> SearchRoom:
    return room(records(), library)


def made(databases: Databases, held: SearchRoom) -> str:
    return create_database(databases, held, LEI, "轨枕", SearchQuery(classes=("E01B",)), as_of=TODAY).id


def test_the_assistant_makes_shows_and_searches_databases(databases: Databases, held: SearchRoom) -> None:
    steps: list[object] = []
    desk = SimpleNamespace(databases=databases, search_room=held, principal=LEI, language="zh", as_of=TODAY, now=databases.now)  # fmt: skip
    runtime = SimpleNamespace(context=desk, stream_writer=steps.append)
    content, artifact = create_patent_database.func("轨枕库", "中国的轨枕专利 E01B", runtime)  # type: ignore[attr-defined]
    assert artifact["kind"] == "database_created"
    assert "CN1000011B" in content
    found = show_database(databases, held, LEI, "轨枕库", TODAY)
    assert artifact["data"]["members"] == found.members > 0
    for language, head in (("zh", "已保存专题库"), ("en", "Saved the database")):
        reply = database_created_reply(found, language)  # type: ignore[arg-type]
        assert head in reply
        assert "[patent/CN1000011B]" in reply
    content, artifact = list_patent_databases.func(runtime)  # type: ignore[attr-defined]
    assert "轨枕库" in content
    content, artifact = show_patent_database.func("轨枕库", runtime)  # type: ignore[attr-defined]
    assert artifact["citations"][0]["key"].startswith("patent/")
    content, artifact = search_patent_database.func("轨枕库", "橡胶垫片", runtime)  # type: ignore[attr-defined]
    assert artifact["kind"] == "patents"
    assert "CN1000011B" in content
    assert len(steps) == 4


def test_lists_and_changes_are_told_in_both_languages(databases: Databases, held: SearchRoom) -> None:
    assert "还没有专题库" in databases_reply(list_lines(databases, LEI), "zh")
    identity = made(databases, held)
    assert "yours, 4 publications" in databases_reply(list_lines(databases, LEI), "en")
    change = exclude(databases, LEI, identity, ["CN1000011B"])
    assert "excluded by hand by lei: +0 -1, 3 publications" in change_lines(change, "en")
    assert "移出：CN1000011B" in change_lines(change, "zh")
    assert words_of("tools.databases", "zh").names() == words_of("tools.databases", "en").names()


@pytest.mark.parametrize(
    ("text", "cues", "name"),
    [("帮我建立一个专题库“无人机避障”，收中国专利", CREATE_CUES, "无人机避障"), ("把这次检索保存成专题数据库", CREATE_CUES, ""),
     ('create a database "drones" of Chinese patents on obstacle avoidance', CREATE_CUES, "drones"), ("set up a patent database called sleepers", CREATE_CUES, "sleepers"),
     ("我有哪些专题库？", LIST_CUES, ""), ("which databases do I have", LIST_CUES, ""),
     ("专题库“无人机避障”的统计", SHOW_CUES, "无人机避障"), ('show the database "drones"', SHOW_CUES, "drones"),
     ("在“无人机避障”专题库里检索双目摄像头", SEARCH_CUES, "无人机避障"), ('search for stereo cameras in the database "drones"', SEARCH_CUES, "drones")],
)  # fmt: skip
def test_turns_that_want_a_database_are_recognised(text: str, cues: tuple[str, str], name: str) -> None:
    assert any(re.search(cue, text, re.IGNORECASE) for cue in cues)
    assert named_in(text) == name
    others = {CREATE_CUES, LIST_CUES, SHOW_CUES, SEARCH_CUES} - {cues}
    assert not any(re.search(cue, text, re.IGNORECASE) for each in others for cue in each)


@pytest.mark.parametrize("text", ["数据库受著作权法保护吗？", "Is a database protected by copyright in China?", "专利数据库的汇编权归谁", "我们公司的数据库被人爬取了怎么办", "Can I make a living from patents?"])  # fmt: skip
def test_questions_of_law_about_databases_are_not_taken_for_commands(text: str) -> None:
    for cues in (CREATE_CUES, LIST_CUES, SHOW_CUES, SEARCH_CUES):
        assert not any(re.search(cue, text, re.IGNORECASE) for cue in cues)
