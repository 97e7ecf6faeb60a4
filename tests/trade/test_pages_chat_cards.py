"""The cards of a conversation: below it until they are decided, and then the conversation says what was done."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from streamlit.testing.v1 import AppTest

from assistant.world import World
from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tests.trade.page_market import keys_of, press
from tests.trade.shop import Shop, propose
from tools.principal import Principal
from tools.refused import Refused

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Talk:
    """A conversation without a graph: what the chat page needs of the assistant."""

    def __init__(self, world: World, shop: Shop) -> None:
        self.world, self.shop = world, shop
        self.said: list[BaseMessage] = [HumanMessage("buy a lamp", id="1"), AIMessage("Here are the terms.", id="2")]
        world.__dict__["assistant"] = self
        world.__dict__["index"] = SimpleNamespace(sound=lambda shelf: True)

    def messages(self, thread: str) -> list[BaseMessage]:
        return self.said

    def approve(self, thread: str, who: Principal, card: str, hash_: str, language: Language) -> SimpleNamespace:
        try:
            done = self.shop.effects.approve(who, card, hash_)
            answer, ok = f"done {done.record}", True
        except Refused as refused:
            answer, ok = str(refused), False
        self.said.append(AIMessage(answer, id=str(len(self.said) + 1)))
        return SimpleNamespace(answer=answer, steps=[SimpleNamespace(ok=ok)])

    def reject(self, thread: str, who: Principal, card: str, language: Language) -> SimpleNamespace:
        self.shop.effects.reject(who, card)
        self.said.append(AIMessage("turned down", id=str(len(self.said) + 1)))
        return SimpleNamespace(answer="turned down", steps=[SimpleNamespace(ok=True)])


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    world = furnished(tmp_path, monkeypatch, held=False)
    made = Shop(world, monkeypatch)
    made.talk = Talk(world, made)  # type: ignore[attr-defined]
    made.thread = world.conversations.start("local", "a lamp")  # type: ignore[attr-defined]
    return made


def opened(shop: Shop, visit: Visit, language: Language = "zh") -> AppTest:
    return visit("chat", language, c=shop.thread)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_of_this_conversation_stands_below_it_and_is_approved_there(shop: Shop, visit: Visit, language: Language) -> None:  # fmt: skip
    card = propose(shop, thread=shop.thread)  # type: ignore[attr-defined]
    propose(shop, thing="elsewhere")
    page = opened(shop, visit, language)
    assert {key for key in keys_of(page) if key.startswith("approve-")} == {f"approve-{card}"}
    press(page, "approve-")
    assert shop.sold == 1
    assert "done ORD-1" in said_on(page)
    assert not {key for key in keys_of(page) if key.startswith("approve-")}


def test_a_card_waits_for_another_visit_and_can_be_turned_down(shop: Shop, visit: Visit) -> None:
    propose(shop, thread=shop.thread)  # type: ignore[attr-defined]
    opened(shop, visit)
    page = press(opened(shop, visit), "reject-")
    assert "turned down" in said_on(page)
    assert shop.sold == 0
    assert not {key for key in keys_of(page) if key.startswith("approve-")}


def test_changed_terms_are_said_and_made_anew_in_the_conversation(shop: Shop, visit: Visit) -> None:
    card = propose(shop, thread=shop.thread)  # type: ignore[attr-defined]
    page = opened(shop, visit, "en")
    shop.price = 700
    press(page, "approve-")
    assert shop.sold == 0
    press(page, "again-")
    assert f"approve-{card}" not in keys_of(page)
    press(page, "approve-")
    assert shop.sold == 1
