"""A promise of a hand-off without the hand-off is impossible, whichever engine promises, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import finish
from assistant.promises import strike_handoffs
from tests.openai_server import Call, OpenAIServer, Say
from tests.trade.talk import talk_world

PROMISES = [
    "我已将您的问题转交给工作人员，他们会尽快联系您。",
    "稍后会有专员联系您。",
    "好的，已转人工。",
    "我们的同事将在1个工作日内致电您。",
    "I have forwarded your inquiry to our team.",
    "A colleague will contact you within two days.",
    "Your question has been passed on.",
    "I'll escalate this to a specialist right away.",
    "Our team will reach out shortly.",
]
NO_PROMISES = [
    "如果需要，我可以为您转交给工作人员。",
    "您可以说“转人工”，工作人员会看到您的问题。",
    "要不要我转交给工作人员？",
    "我没有把您的问题转交给任何人。",
    "律师会见当事人时应当出示证件。",
    "国务院专利行政部门应当通知申请人。",
    "Would you like me to hand this to the staff?",
    "I can forward this to our staff if you like.",
    "I have not forwarded anything to our team.",
    "The court will transfer the case to the competent court.",
    "The examiner will review the response.",
]


@pytest.mark.parametrize("text", PROMISES)
def test_a_promise_is_struck_out_and_said(text: str) -> None:
    language = "en" if text.isascii() else "zh"
    kept, struck = strike_handoffs(f"{text}\n\nThe rest stands. 其余照旧。", language)
    assert struck == (text,)
    assert f"~~{text}~~" in kept
    assert "The rest stands. 其余照旧。" in kept
    assert ("nothing was handed over" if language == "en" else "本轮并没有转交") in kept


@pytest.mark.parametrize("text", NO_PROMISES)
def test_an_offer_or_another_matter_stands(text: str) -> None:
    assert strike_handoffs(text, "en") == (text, ())


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.mark.parametrize(
    ("turn", "promise"), [("帮我看看商标的事", PROMISES[0]), ("Please look at my trademark", PROMISES[4])]
)
def test_a_model_that_only_promises_is_struck(server: OpenAIServer, tmp_path: Path, turn: str, promise: str) -> None:
    world = talk_world(tmp_path, **server.settings())
    server.script(Say(promise))
    done = finish(world.assistant.ask("t1", world.principal("lin"), turn))
    assert promise in done.struck
    assert f"~~{promise}~~" in done.answer
    assert world.inquiries.of_user("lin") == []


@pytest.mark.parametrize(
    ("turn", "promise"), [("转人工吧，我的商标被驳回了", PROMISES[0]), ("Hand this to your staff please", PROMISES[4])]
)
def test_a_model_that_does_it_may_say_so(server: OpenAIServer, tmp_path: Path, turn: str, promise: str) -> None:
    world = talk_world(tmp_path, **server.settings())
    server.script(Call((("hand_to_staff", {"question": "商标11月12日收到驳回通知书，要复审"}),)), Say(promise))
    done = finish(world.assistant.ask("t1", world.principal("lin"), turn))
    assert not done.struck
    assert len(world.inquiries.of_user("lin")) == 1
