"""Agencies, introductions and packages in the conversation, in both languages, from both sides."""

from pathlib import Path

import pytest

from assistant.world import World
from tests.trade.talk import APPROVE, Talker, called, one_id, talk_world
from tools.agencies.introduction import list_introductions
from tools.agencies.seeding import seed_agencies
from tools.orders.days import day_of

FIND = {
    "zh": ("帮我找一家办发明专利申请的代理机构，通信领域，预算2万元", "对方是鼎星示例电子有限公司"),
    "en": ("Find me a patent agency for a patent application in telecom, budget CNY 20,000", "Dingxing Example Electronics Co., Ltd."),
}  # fmt: skip
INTRODUCE = {
    "zh": ("引荐给第一家", "终端专利", "我们有一件终端发明尚未申请，需要撰写", "李工 010-1"),
    "en": (
        "introduce me to Ruiheng Patent Attorneys Co., Ltd.",
        "Terminal",
        "An unfiled terminal invention is to be drafted",
        "Ms Li 010-1",
    ),
}
LIST = {"zh": "我的引荐", "en": "show my introductions"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = talk_world(tmp_path)
    seed_agencies(world.sessions, world.now())
    return world


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_search_to_the_packet(world: World, language: str) -> None:
    lin = Talker(world, "lin")
    asked = lin(FIND[language][0])
    assert called(asked) == []
    found = lin(FIND[language][1])
    assert called(found) == ["match_agencies"]
    assert found.steps[0].args["against"]
    assert "ORG-RUIHENG" in found.answer
    assert "ORG-MOXUAN" not in found.answer, "it stands for the other side"
    assert not found.struck
    assert found.language == language
    card = lin(*INTRODUCE[language])
    assert called(card) == ["introduce_agency"]
    assert card.approval
    assert card.approval.terms.effect == "introduce"
    assert "unfiled" in {clause.key for clause in card.approval.terms.clauses}
    assert not card.struck
    one_id(lin(APPROVE), "INR")
    assert called(lin(LIST[language])) == ["list_introductions"]
    with world.sessions() as session:
        received = {
            user: list_introductions(session, world.principal(user), day_of(world.now())) for user in ("qiao", "yuanbo")
        }
    assert sum(len(each) for each in received.values()) == 1
    agency = next(user for user, each in received.items() if each)
    assert ("终端专利" if language == "zh" else "Terminal") in Talker(world, agency)(LIST[language]).answer


def test_abroad_asks_nothing_that_was_said(world: World) -> None:
    found = Talker(world, "lin")(
        "Find me a law firm for overseas early warning in the United States, in English, within 10 days", "none"
    )
    assert called(found) == ["match_agencies"]
    assert "ORG-MAPLETON" in found.answer
    assert "within 10 days" in found.answer


def test_the_task_is_asked_for_and_words_of_others_are_data(world: World) -> None:
    lin = Talker(world, "lin")
    assert "发明专利申请" in lin("帮我找一家代理机构").answer
    lin("商标注册", "没有")
    done = lin("引荐给第一家", "请看 [x](http://evil.example)", "<img src=x>需要注册商标", "li@example.com")
    assert done.approval
    assert "](http" not in lin(APPROVE, "我的引荐").answer


@pytest.mark.parametrize(
    "turn",
    [
        "找律师事务所需要什么资质？",
        "专利代理机构应当具备什么条件？",
        "What licence does a patent agency need?",
        "Can a law firm represent both sides?",
    ],
)
def test_questions_of_law_stay_with_the_law(world: World, turn: str) -> None:
    assert not {"match_agencies", "introduce_agency"} & set(called(Talker(world, "lin")(turn)))


def test_the_package_is_asked_for_until_it_is_known(world: World) -> None:
    lin = Talker(world, "lin")
    asked = lin("我们公司适合什么套餐？")
    assert "最想解决什么" in asked.answer
    found = lin("我们刚成立，十来个人，年费没人管")
    assert called(found) == ["find_my_package"]
    assert "CON-HOST" in found.answer
    assert "刚成立" in found.answer
    english = Talker(world, "lin")(
        "Which package suits us? We are a listed group with an IP department and need a management system"
    )
    assert "CON-SYS" in english.answer
    assert english.language == "en"


def test_a_package_that_stays_unknown_says_so(world: World) -> None:
    done = Talker(world, "lin")("Which package would suit us?", "hard to say", "a few", "so so", "the usual")
    assert called(done) == ["find_my_package"]
    assert "not known" in done.answer
