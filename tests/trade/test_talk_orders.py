"""An order in the conversation, from the quote to the stars, in both languages and from both sides."""

from pathlib import Path

import pytest

from assistant.world import World
from tests.trade.talk import APPROVE, REJECT, Talker, called, one_id, talk_world
from tools.clearing.verifying import findings
from tools.orders.deliverable_store import DeliverableStore
from tools.orders.deliverables import upload_deliverable
from tools.orders.tables import OrderRow

BUYER = {
    "zh": ("我想询价，商标检索", "青岚", "第9类和第35类", "下单，由睿蘅专利代理有限公司承做"),
    "en": ("I'd like a quote for a trademark search", "Lanqing", "classes 9 and 35", "Place the order with Ruiheng Patent Attorneys Co., Ltd."),
}  # fmt: skip
PAY = {"zh": ("充值 5000 元", "付款"), "en": ("Top up CNY 5,000", "pay now")}
TAKE = {"zh": "接单", "en": "accept the assignment"}
END = {"zh": ("验收通过", "给服务方打五星，做得很细"), "en": ("I accept the delivery", "5 stars for the provider")}
KEPT = {"zh": "¥1,520.00", "en": "CNY 1,520.00"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return talk_world(tmp_path)


def state(world: World, order: str) -> str:
    with world.sessions() as session:
        return session.get_one(OrderRow, order).state


def deliver(world: World, order: str, folder: Path) -> None:
    """The provider's file and delivery, which a conversation cannot upload."""
    who = world.principal("qiao")
    upload_deliverable(
        world.effects, DeliverableStore(folder / "files"), who, order, "report.pdf", b"%PDF-1.7\n%%EOF\n"
    )
    card = world.effects.propose(who, "deliver_order", {"order": order})
    world.effects.approve(who, card.id, card.hash)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_quote_to_the_stars(world: World, tmp_path: Path, language: str) -> None:
    lin, qiao = Talker(world, "lin"), Talker(world, "qiao")
    card = lin(*BUYER[language])
    assert card.language == language
    assert card.approval
    assert card.approval.terms.effect == "place_order"
    assert not card.struck
    assert card.approval.id in card.answer
    assert {citation.key for citation in card.citations} >= {"cn/e-commerce-law@2019-01-01/art49"}
    order = one_id(lin(APPROVE), "ORD")
    assert state(world, order) == "assigned"
    for turn in PAY[language]:
        assert lin(turn).approval
        assert lin(APPROVE).steps[0].ok
    assert called(qiao(TAKE[language])) == ["list_orders", "accept_assignment"]
    qiao(APPROVE)
    assert state(world, order) == "working"
    deliver(world, order, tmp_path)
    accept, rate = END[language]
    assert lin(accept).approval
    lin(APPROVE)
    assert state(world, order) == "completed"
    rated = lin(rate)
    assert rated.approval
    assert rated.approval.request["stars"] == 5
    assert rated.approval.request["order"] == order
    assert lin(APPROVE).steps[0].ok
    assert KEPT[language] in qiao("账户余额" if language == "zh" else "show my account balance").answer
    with world.sessions() as session:
        assert findings(session) == []
        assert world.audit.verify(session).sound


def test_questions_come_one_by_one_and_only_for_what_is_missing(world: World) -> None:
    lin = Talker(world, "lin")
    assert lin("我想询价，商标检索").answer == "检索什么商标？"
    assert lin("青岚").answer == "检索哪些类别？"
    done = lin("9、35")
    assert done.steps[0].args == {"service": "SRCH-TM", "details": {"mark": "青岚", "classes": "9,35"}}
    assert "¥1,600.00" in done.answer


def test_what_is_said_at_once_is_not_asked_for_again(world: World) -> None:
    assert Talker(world, "lin")("我想询价，商标检索，第9类和第35类", "青岚").steps[0].args["details"] == {
        "mark": "青岚",
        "classes": "9,35",
    }


@pytest.mark.parametrize(("turn", "classes"), [("改成第9、35、42类", "9,35,42"), ("make it class 9", "9")])
def test_a_correction_changes_the_slot_and_not_the_task(world: World, turn: str, classes: str) -> None:
    lin = Talker(world, "lin")
    lin("我想询价，商标检索", "青岚", "第9类和第35类")
    done = lin(turn)
    assert done.steps[0].tool == "quote_service"
    assert done.steps[0].args["details"] == {"mark": "青岚", "classes": classes}


@pytest.mark.parametrize("words", ["算了", "never mind", "不用了", "cancel"])
def test_a_task_that_is_dropped_does_nothing(world: World, words: str) -> None:
    lin = Talker(world, "lin")
    lin("我想询价，商标检索")
    assert lin(words).steps == ()
    assert "search_law" in called(lin("青岚怎么样，能注册吗？"))


def test_a_question_of_law_leaves_the_task(world: World) -> None:
    lin = Talker(world, "lin")
    lin("我想询价，商标检索")
    assert called(lin("商标的有效期是几年？")) == ["search_law"]


@pytest.mark.parametrize("words", ["同意", "确认", "好的，下单", "yes", "approve", "I agree"])
def test_a_typed_yes_approves_nothing_and_says_where_to(world: World, words: str) -> None:
    lin = Talker(world, "lin")
    card = lin(*BUYER["zh"]).approval
    done = lin(words)
    assert card
    assert card.id in done.answer
    assert f"ipos approve {card.id}" in done.answer
    assert done.steps == ()
    assert [each.id for each in lin.waiting()] == [card.id]


def test_a_card_turned_down_cannot_be_approved_any_more(world: World) -> None:
    lin = Talker(world, "lin")
    card = lin(*BUYER["zh"]).approval
    assert card
    assert card.id in lin(REJECT).answer
    assert not lin.waiting()
    late = world.assistant.approve(lin.thread, world.principal("lin"), card.id, card.hash)
    assert late.answer == "此事项已被您取消。"
    assert not late.steps[0].ok
    assert Talker(world, "lin")("列出我的订单").answer == "您名下还没有订单。"


def test_a_card_is_used_once_whoever_presses_twice(world: World) -> None:
    lin = Talker(world, "lin")
    card = lin(*BUYER["zh"]).approval
    assert card
    order = one_id(lin(APPROVE), "ORD")
    again = world.assistant.approve(lin.thread, world.principal("lin"), card.id, card.hash)
    assert order in again.answer
    assert not again.steps[0].ok


@pytest.mark.parametrize("turn", ["取消订单 {id}，原因是不需要了", "cancel order {id} because it is too slow"])
def test_another_tenants_order_and_one_there_is_not_get_the_same_answer(world: World, turn: str) -> None:
    lin, chen = Talker(world, "lin"), Talker(world, "chen")
    lin(*BUYER["zh"])
    order = one_id(lin(APPROVE), "ORD")
    other, missing = (chen(turn.format(id=each)) for each in (order, "ORD-FFFFFFFFFFFF"))
    assert other.answer.replace(order, "X") == missing.answer.replace("ORD-FFFFFFFFFFFF", "X")
    assert not other.steps[0].ok
    assert not other.approval


def test_no_id_is_ever_made_up(world: World) -> None:
    chen = Talker(world, "chen")
    done = chen("取消订单，原因是不需要了")
    assert called(done) == ["list_orders"]
    assert "没有可以这样办理的记录" in done.answer
    assert chen("下单").answer.startswith("您名下还没有报价")


def test_of_several_the_user_chooses_by_place_or_id(world: World) -> None:
    lin = Talker(world, "lin")
    for _ in range(2):
        lin(*BUYER["zh"], APPROVE)
    fresh = Talker(world, "lin")
    assert "是哪一笔订单" in fresh("取消订单，原因是不需要了").answer
    card = fresh("第二个").approval
    with world.sessions() as session:
        oldest = session.query(OrderRow).order_by(OrderRow.created).first()
    assert card
    assert oldest
    assert card.request == {"order": oldest.id, "reason": "不需要了"}


def test_the_card_may_not_be_approved_from_another_conversation_of_somebody_else(world: World) -> None:
    lin, chen = Talker(world, "lin"), Talker(world, "chen")
    card = lin(*BUYER["zh"]).approval
    assert card
    from tools.refused import Refused

    with pytest.raises(Refused, match="no such conversation"):
        world.assistant.approve(lin.thread, world.principal("chen"), card.id, card.hash)
    chen("你好")
    tried = world.assistant.approve(chen.thread, world.principal("chen"), card.id, card.hash)
    assert card.id in tried.answer
    assert not tried.steps[0].ok
    assert lin.waiting()


@pytest.mark.parametrize(("turn", "words"), [("我要下单", "请先登录"), ("place the order", "sign in")])
def test_who_is_not_signed_in_is_told_so(world: World, turn: str, words: str) -> None:
    assert words in Talker(world, "nobody")(turn).answer


def test_an_amount_nobody_said_is_no_amount(world: World) -> None:
    done = Talker(world, "lin")("我要入金")
    assert done.steps == ()
    assert "入金多少" in done.answer
