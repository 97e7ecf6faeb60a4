"""Conversations about one's own portfolio, in both languages, without an index of the law."""

import pytest

from assistant.world import World
from knowledge.language import Language
from tests.trade.talk import Talker, called, talk_world
from tools.portfolio.profile import profile_of
from tools.portfolio.seeding import seed_portfolio

OWNER, STRANGER, STAFF = "lin", "chen", "song"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    found = talk_world(tmp_path_factory.mktemp("home"))
    seed_portfolio(found.portfolio)
    return found


SHOWN = [
    ("zh", "查看我的知识产权组合", "已进入宽限期"),
    ("en", "Show me my IP portfolio", "In the grace period already"),
]
DUE = [("zh", "我的组合接下来90天有哪些期限和年费？", "¥600.00"), ("en", "What deadlines are coming in my portfolio in the next 90 days?", "CNY 600.00")]  # fmt: skip
CHANGED = [("zh", "我的组合有什么变化？", "2027-01-01"), ("en", "What changed for me?", "2027-01-01")]


@pytest.mark.parametrize(("language", "turn", "expected"), SHOWN)
def test_the_portfolio_is_shown_with_what_may_lapse(world: World, language: Language, turn: str, expected: str) -> None:
    done = Talker(world, OWNER, language)(turn)
    assert called(done) == ["show_portfolio"]
    assert expected in done.answer
    assert "US98999991B2" in done.answer


@pytest.mark.parametrize(("language", "turn", "expected"), DUE)
def test_the_next_days_come_with_fee_and_provision(world: World, language: Language, turn: str, expected: str) -> None:
    done = Talker(world, OWNER, language)(turn)
    assert called(done) == ["portfolio_deadlines"]
    assert expected in done.answer
    assert "2026-12-14" in done.answer
    assert "2027-12-14" not in done.answer  # beyond the ninety days


@pytest.mark.parametrize(("language", "turn", "expected"), CHANGED)
def test_what_changed_tells_the_law_that_lies_ahead(world: World, language: Language, turn: str, expected: str) -> None:
    done = Talker(world, OWNER, language)(turn)
    assert called(done) == ["portfolio_changes"]
    assert expected in done.answer


@pytest.mark.parametrize(
    ("language", "turn", "number"),
    [
        ("zh", "把商标99900077加入我的组合", "99900077"),
        ("zh", "把 ZL201710999991.2；CN114999999B 加入我的知识产权组合", "CN114999999B"),
        ("en", "Add US11999999B2 to my portfolio", "US11999999B2"),
        ("en", "Please add trademark 99900078 to our portfolio", "99900078"),
    ],
)
def test_numbers_are_added_to_ones_own_portfolio(world: World, language: Language, turn: str, number: str) -> None:
    done = Talker(world, OWNER, language)(turn)
    assert called(done) == ["add_to_portfolio"]
    shown = world.portfolio
    from tools.portfolio.reading import show_portfolio

    with world.sessions() as session:
        held = show_portfolio(shown, session, world.principal(OWNER)).assets
        assert number in {asset.number for asset in held}
        assert not show_portfolio(shown, session, world.principal(STRANGER)).assets


@pytest.mark.parametrize(("language", "turn"), [("zh", "查看我的组合"), ("en", "show my portfolio")])
def test_a_visitor_is_told_to_sign_in(world: World, language: Language, turn: str) -> None:
    done = Talker(world, "nobody@example", language)(turn)
    assert ("登录" if language == "zh" else "sign in") in done.answer


def test_a_wrong_check_digit_is_said_and_not_taken(world: World) -> None:
    done = Talker(world, OWNER, "en")("Add ZL201710999991.4 to my portfolio")
    assert "check digit" in done.answer


@pytest.mark.parametrize(("language", "turn"), [("zh", "我的组合有什么变化？"), ("en", "What changed for me?")])
def test_asking_what_changed_writes_nothing(world: World, language: Language, turn: str) -> None:
    before = Talker(world, OWNER, language)(turn).answer
    assert Talker(world, OWNER, language)(turn).answer == before
    with world.sessions() as session:
        assert profile_of(session, "ORG-QINGLAN").looked is None
