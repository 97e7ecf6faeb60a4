"""A stopped turn: it ends at once, what was written is kept and checked, and the conversation goes on."""

import threading
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from assistant.assistant import finish
from assistant.events import Event, Step, Token, Waiting
from assistant.offline.phrases import phrases
from assistant.world import World
from tests.openai_server import Act, Break, OpenAIServer, Pause, Say
from tools.principal import Principal

WHO, THREAD = Principal("reader"), "thread"
MARK = f"_{phrases('en')('stopped')}_"
QUESTION = "Tell me something long, please"
Worlds = Callable[..., World]


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


def stopped_at(world: World, kind: type[Event], question: str = QUESTION) -> list[BaseMessage]:
    """Ask, leave at the last event of a kind before silence, and give what the conversation holds then."""
    turn = world.assistant.ask(THREAD, WHO, question)
    next(event for event in turn if isinstance(event, kind))
    turn.close()
    return world.assistant.messages(THREAD)


@pytest.mark.parametrize(
    ("act", "kept"),
    [
        (Break("silence", "The first half"), f"The first half\n\n{MARK}"),
        (Break("silence"), MARK),
        (Break("silence", "Half, with a key [cn/patent-law@2021"), f"Half, with a key\n\n{MARK}"),
    ],
    ids=["half an answer", "not a word yet", "a key being written"],
)
def test_a_silent_model_keeps_nobody_waiting(server: OpenAIServer, new_world: Worlds, act: Act, kept: str) -> None:
    server.script(act, Say("All is well again."))
    world = new_world(**server.settings())
    began = monotonic()
    messages = stopped_at(world, Waiting)
    assert monotonic() - began < 15  # the model would be silent for ten minutes
    assert [type(message) for message in messages] == [HumanMessage, AIMessage]
    assert [message.text for message in messages] == [QUESTION, kept]
    assert finish(world.assistant.ask(THREAD, WHO, "And now?")).answer == "All is well again."
    assert len(world.assistant.messages(THREAD)) == 4


def test_what_the_model_says_after_the_stop_is_not_heard(server: OpenAIServer, new_world: Worlds) -> None:
    gate = threading.Event()
    server.script(Pause("The first half", " and the second half.", gate), Say("Another answer."))
    world = new_world(**server.settings())
    stopped_at(world, Waiting)
    gate.set()
    finish(world.assistant.ask(THREAD, WHO, "And now?"))
    assert "second half" not in " ".join(str(message.text) for message in world.assistant.messages(THREAD))


def test_half_an_answer_is_checked_like_a_whole_one(server: OpenAIServer, new_world: Worlds) -> None:
    server.script(Break("silence", "Article 999 of the Patent Law gives you fifty years. And"))
    kept = stopped_at(new_world(**server.settings()), Waiting)[-1].text
    assert "~~Article 999 of the Patent Law~~" in kept
    assert kept.endswith(MARK)


@pytest.mark.parametrize("kind", [Step, Token])
def test_the_offline_engine_stops_too(new_world: Worlds, kind: type[Event]) -> None:
    world = new_world()
    question = "What does Article 42 of the Patent Law say?"
    messages = [m for m in stopped_at(world, kind, question) if isinstance(m, HumanMessage | AIMessage) and m.text]
    assert [type(message) for message in messages] == [HumanMessage, AIMessage]
    assert messages[-1].text.endswith(MARK)
    whole = finish(world.assistant.ask("another", WHO, question)).answer
    assert len(messages[-1].text) < len(whole)
    assert finish(world.assistant.ask(THREAD, WHO, question)).answer == whole


def test_a_stopped_conversation_is_in_the_list(server: OpenAIServer, new_world: Worlds) -> None:
    server.script(Break("silence"))
    world = new_world(**server.settings())
    stopped_at(world, Waiting)
    assert [entry.title for entry in world.conversations.of_user(WHO.user)] == [QUESTION]
