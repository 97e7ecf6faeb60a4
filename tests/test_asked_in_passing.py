"""Stories that mention a thing the desk can do, or a thing off its topic, are questions of law all the same."""

from datetime import date

import pytest
from langchain_core.messages import HumanMessage

from assistant.offline.deciding import Decider
from assistant.offline.history import History
from assistant.world import World
from knowledge.jurisdiction import jurisdictions_in
from knowledge.language import detect
from tools.law.consultation import consult
from tools.registry import TOOLS

CUES = {tool.name: (tool.extras or {}).get("cues", ()) for tool in TOOLS}
TASKS = {tool.name: tool.extras["task"] for tool in TOOLS if "task" in (tool.extras or {})}


def calls(world: World, text: str) -> list[str]:
    decision = Decider(world.finder).decide(History.of([HumanMessage(text)]), detect(text), CUES, TASKS)
    return [name for name, _ in decision.calls]


@pytest.mark.parametrize(
    "text",
    [
        "Someone buys our genuine balance bikes, prises off our badge and resells them. Have we any claim?",
        "We showed a food group our secret sauce recipe in talks and now they sell the same sauce. Any recourse?",
        "May a trademark agency build up its own portfolio of marks to resell?",
        "把法院判决书和政府文件汇编成册出版，需要谁授权吗？",
        "徒弟偷拍了我锁在柜里的菜谱本子要出书，说没公开过的不算我的",
        "官司打到一半想换律师，可以吗",
        "Could leftover transfer money fund a bonus for all staff?",
        "公司把客户名单挂在官网上，行吗",
    ],
)
def test_it_is_searched_as_law(world: World, text: str) -> None:
    assert calls(world, text) == ["search_law"]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("What is the balance of my clearing account?", "show_account"),
        ("Find cases on trade secret theft by a departing engineer", "find_cases"),
        ("有没有关于离职员工带走客户名单的案例", "find_cases"),
        ("转人工，我们的包装设计被抄了怎么办", "hand_to_staff"),
        ("Please hand this to the staff: who owns the code our contractor wrote?", "hand_to_staff"),
    ],
)
def test_the_request_itself_is_still_heard(world: World, text: str, tool: str) -> None:
    assert calls(world, text)[:1] == [tool]


@pytest.mark.parametrize(
    "text", ["讲个关于程序员的冷笑话", "帮我写个Python函数把列表去重", "Give me a recipe for carbonara"]
)
def test_what_is_off_topic_is_said_to_be(world: World, text: str) -> None:
    assert calls(world, text) == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("集成电路布图设计首次商业利用之后，最迟几年内要去登记？", "ic-layout-design-what-term-registration"),
        ("How many years is an IP recordal with China Customs valid for?", "customs-ip-recordal-and-detention"),
    ],
)
def test_a_rule_that_stands_in_a_regulation_alone_is_told_by_its_note(world: World, text: str, note: str) -> None:
    told = consult(world.searcher, world.cases, world.library, text, date(2026, 11, 22), detect(text))
    assert [topic.key for topic in told.topics] == [f"practice/{note}"]


@pytest.mark.parametrize(
    "text",
    ["在巴西外观设计最长能保护多少年", "In Brazil, how long after grant can I ask for a patent to be cancelled?"],
)
def test_the_law_of_a_country_that_is_not_here_is_not_told_as_ours(world: World, text: str) -> None:
    told = consult(world.searcher, world.cases, world.library, text, date(2026, 11, 22), detect(text))
    assert (told.answerable, told.gap) == (False, "foreign_law")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("咖啡店logo想用意大利国旗的图案，商标能批吗？", frozenset()),
        ("A mark built around the Italian flag", frozenset()),
        ("在意大利能注册商标吗", frozenset({"other"})),
    ],
)
def test_a_flag_names_no_country(text: str, named: frozenset[str]) -> None:
    assert jurisdictions_in(text) == named
