"""A language model behind OpenAI's interface: it is used when it works, and nobody is stranded when it does not."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langgraph.checkpoint.memory import InMemorySaver

from assistant.assistant import finish
from assistant.events import Done, Event, Reset, Step, Token
from assistant.graph import MODEL_CALLS, POLICY, build_graph
from assistant.models import make_model
from assistant.world import World
from tests.conftest import PATIENCE, TODAY
from tests.openai_server import Act, Break, Call, Fail, OpenAIServer, Pause, Say
from tools.principal import Principal

WHO = Principal("reader")
QUESTIONS = {"zh": "专利法第四十二条是什么规定？", "en": "What does Article 42 of the Patent Law say?"}
QUESTION = QUESTIONS["zh"]
KEY = "cn/patent-law@2021-06-01/art42"
READ = Call((("read_article", {"law": "专利法", "article": "42"}),))
ANSWER = Say(f"发明专利权的期限为二十年[{KEY}]。")
HALF = "这是没有说完的半句话"
FAILURES: dict[str, Act] = {
    "silence": Break("silence"), "silence after half a sentence": Break("silence", HALF), "too many requests": Fail(429), "server error": Fail(500),
    "no such key": Fail(401), "cut": Break("cut", HALF), "no finish reason": Break("unfinished", HALF), "malformed": Break("garbled", HALF),
}  # fmt: skip
SILENT = [act for act in FAILURES.values() if isinstance(act, Break) and act.how == "silence"]
Worlds = Callable[..., World]


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


def ask(world: World, question: str = QUESTION) -> list[Event]:
    return list(world.assistant.ask("thread", WHO, question))


def done_of(events: list[Event]) -> Done:
    assert isinstance(events[-1], Done)
    return events[-1]


def resets(events: list[Event]) -> list[Reset]:
    return [event for event in events if isinstance(event, Reset)]


def shown(events: list[Event]) -> str:
    """What a reader who obeys every reset has before the turn is done."""
    after = max((place for place, event in enumerate(events) if isinstance(event, Reset)), default=-1)
    return "".join(event.text for event in events[after + 1 :] if isinstance(event, Token))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tool_calls_run_and_the_answer_cites_what_they_read(
    server: OpenAIServer, new_world: Worlds, language: str
) -> None:
    server.script(READ, ANSWER)
    events = ask(new_world(**server.settings()), QUESTIONS[language])
    done = done_of(events)
    assert (done.mode, done.language, done.answer) == ("test", language, ANSWER.text)
    assert [(step.tool, step.args, step.ok) for step in done.steps] == [
        ("read_article", {"law": "专利法", "article": "42"}, True)
    ]
    assert [citation.key for citation in done.citations] == [KEY]
    assert not resets(events)
    result = server.requests[1]["messages"][-1]
    assert result["role"] == "tool"
    assert f"[{KEY}]" in result["content"]
    assert f"Answer in: {language}" in server.requests[0]["messages"][0]["content"]


def test_text_is_shown_while_the_model_is_still_writing(server: OpenAIServer, new_world: Worlds) -> None:
    gate = threading.Event()
    server.script(Pause("先说一句，", "再说一句。", gate))
    turn = new_world(**server.settings()).assistant.ask("thread", WHO, QUESTION)
    first = next(event for event in turn if isinstance(event, Token))
    gate.set()  # the model goes on only after its first words were shown
    rest = list(turn)
    assert first.text + shown(rest) == done_of(rest).answer == "先说一句，再说一句。"
    assert not resets(rest)


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("before", [(READ,), ()], ids=["after a tool ran", "at once"])
def test_the_offline_engine_takes_over_after_one_reset(
    server: OpenAIServer, new_world: Worlds, before: tuple[Act, ...], failure: Act
) -> None:
    expected = finish(new_world().assistant.ask("thread", WHO, QUESTION)).answer
    server.script(*before, failure)
    patience = {"read_timeout": 8.0} if failure in SILENT else {}  # only silence is told by a time that has passed
    events = ask(new_world(**server.settings(**patience)))
    done = done_of(events)
    assert done.mode == "offline"
    assert shown(events) == done.answer == expected
    assert [citation.key for citation in done.citations] == [KEY]
    assert len(resets(events)) == 1
    assert len(server.requests) == len(before) + 1  # a model that failed is not asked again in this turn


@pytest.mark.parametrize(("language", "words"), [("zh", "改由离线引擎回答"), ("en", "the offline engine answers")])
def test_the_reset_says_why_in_the_language_of_the_turn(
    server: OpenAIServer, new_world: Worlds, language: str, words: str
) -> None:
    server.script(READ, Fail(429))
    (reset,) = resets(ask(new_world(**server.settings()), QUESTIONS[language]))
    assert words in reset.reason
    assert ("繁忙" if language == "zh" else "busy") in reset.reason


@pytest.mark.parametrize(
    "reply",
    [Say(HALF, finish="length"), Say(HALF, finish="content_filter"), Say("")],
    ids=["length", "filter", "empty"],
)
def test_a_reply_that_stopped_early_is_not_passed_off_as_an_answer(
    server: OpenAIServer, new_world: Worlds, reply: Say
) -> None:
    server.script(READ, reply)
    events = ask(new_world(**server.settings()))
    assert len(resets(events)) == 1
    assert done_of(events).mode == "offline"
    assert [citation.key for citation in done_of(events).citations] == [KEY]


def test_the_turn_is_called_offline_only_when_the_offline_engine_wrote_the_answer(
    server: OpenAIServer, new_world: Worlds
) -> None:
    server.script(Fail(500), Say("模型写的话。"), Say("模型写的话。"))
    done = done_of(ask(new_world(**server.settings())))
    assert (done.mode == "offline") == (done.answer != "模型写的话。")


@pytest.mark.parametrize("call", [("read_article", '{"law": '), ("drop_table", {})], ids=["malformed", "unknown tool"])
def test_an_error_meant_for_the_model_is_not_read_out_to_the_user(
    server: OpenAIServer, new_world: Worlds, call: tuple[str, dict[str, object] | str]
) -> None:
    server.script(Call((call,)), Fail(500))
    answer = done_of(ask(new_world(**server.settings()))).answer
    assert "Error" not in answer
    assert "第四十二条" in answer


def test_too_many_requests_is_tried_again_after_the_time_the_server_named(
    server: OpenAIServer, new_world: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("openai._base_client.time.sleep", waits.append)
    server.script(Fail(429, retry_after="7"), READ, ANSWER)
    events = ask(new_world(**server.settings(model_retries=1)))
    assert waits == [7.0]
    assert (done_of(events).mode, done_of(events).answer) == ("test", ANSWER.text)
    assert not resets(events)


def test_tokens_used_are_counted_and_charged_to_the_user(server: OpenAIServer, new_world: Worlds) -> None:
    world = new_world(**server.settings())
    server.script(Call(READ.calls, usage=(300, 20)), Say("好。", usage=(500, 4)), Say("好。", usage=(1, 1)))
    done = done_of(ask(world))
    assert (done.prompt_tokens, done.completion_tokens) == (800, 24)
    assert world.conversations.spent_today(WHO.user) == 824
    ask(world, "谢谢")
    assert world.conversations.spent_today(WHO.user) == 826
    assert world.conversations.spent_today("somebody else") == 0


@pytest.mark.parametrize(("language", "words"), [("zh", "额度已用完"), ("en", "budget")])
def test_the_offline_engine_answers_when_the_budget_of_the_day_is_used_up(
    server: OpenAIServer, new_world: Worlds, language: str, words: str
) -> None:
    world = new_world(**server.settings(day_tokens=1000))
    server.script(Say("好。", usage=(900, 100)), ANSWER)
    ask(world, QUESTIONS[language])
    events = ask(world, QUESTIONS[language])
    assert len(server.requests) == 1
    assert done_of(events).mode == "offline"
    assert words in next(event.text for event in events if isinstance(event, Step))
    server.requests.clear()
    assert finish(world.assistant.ask("other", Principal("somebody else"), QUESTION)).mode == "test"


@pytest.mark.parametrize("over", ["the question", "the instructions"])
def test_a_prompt_over_the_budget_of_a_turn_is_not_sent(server: OpenAIServer, new_world: Worlds, over: str) -> None:
    limit = 5 if over == "the question" else new_world().tokens.count(POLICY)
    events = ask(new_world(**server.settings(turn_tokens=limit)))
    assert server.requests == []
    assert done_of(events).mode == "offline"
    assert done_of(events).citations


def test_a_turn_that_has_used_its_budget_sends_nothing_more(server: OpenAIServer, new_world: Worlds) -> None:
    server.script(Call(READ.calls, usage=(50_000, 20_000)), ANSWER)
    assert done_of(ask(new_world(**server.settings(turn_tokens=60_000)))).mode == "offline"
    assert len(server.requests) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_model_that_never_stops_calling_tools_is_stopped_with_a_plain_sentence(
    server: OpenAIServer, new_world: Worlds, language: str
) -> None:
    server.script(*[READ] * 20)
    world = new_world(**server.settings())
    done = done_of(ask(world, QUESTIONS[language]))
    assert len(server.requests) == MODEL_CALLS
    assert done.answer.endswith(("。", "."))
    assert "limit" not in done.answer
    assert world.assistant.messages("thread")[-1].text == done.answer


def test_parallel_tool_calls_are_all_answered(server: OpenAIServer, new_world: Worlds) -> None:
    server.script(Call(READ.calls * 12), ANSWER)
    done = done_of(ask(new_world(**server.settings())))
    assert [step.ok for step in done.steps] == [True] * 12
    assert done.answer == ANSWER.text


def test_tools_running_side_by_side_open_the_index_once(new_world: Worlds) -> None:
    index, together = new_world().index, threading.Barrier(8)

    def opened(_: int) -> object:
        together.wait(PATIENCE)
        return index.shelves()[0]

    with ThreadPoolExecutor(8) as threads:
        assert len({id(shelf) for shelf in threads.map(opened, range(8))}) == 1


def test_a_call_that_a_stop_left_unanswered_is_answered_before_it_is_sent(
    server: OpenAIServer, new_world: Worlds
) -> None:
    world = new_world(**server.settings())
    model = make_model(world.settings, world.offline)
    graph = build_graph(model, world.offline, InMemorySaver(), world.tokens, 24_000, 60_000)
    config = {"configurable": {"thread_id": "thread"}}
    open_call = {"name": "read_article", "args": {"law": "专利法", "article": "42"}, "id": "open", "type": "tool_call"}
    graph.update_state(config, {"messages": [HumanMessage(QUESTION), AIMessage("", tool_calls=[open_call])]})
    server.script(ANSWER)
    desk = world.desk(WHO, "thread", TODAY, "zh")
    graph.invoke({"messages": [HumanMessage("继续")]}, config, context=desk)
    sent = server.requests[0]["messages"]
    assert [message["role"] for message in sent] == ["system", "user", "assistant", "tool", "user"]
    assert sent[3]["tool_call_id"] == sent[2]["tool_calls"][0]["id"] == "open"
