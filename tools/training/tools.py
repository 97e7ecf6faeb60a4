"""The training tools of the assistant: thin wrappers over the rules. What has an effect only proposes it."""

from langchain.tools import ToolRuntime, tool

from tools.access.table import require
from tools.desk import Desk
from tools.harmless import harmless
from tools.proposing import Result, artifact, cited, propose, step
from tools.records import Shown, shown
from tools.refused import Refused
from tools.slots import Task
from tools.training import cues
from tools.training import reading as sessions
from tools.training.questions import TOPICS, questions_of
from tools.training.quiz import make_quiz, mark_quiz, read_answers, topic_in
from tools.training.quiz_telling import quiz_text, result_text
from tools.training.telling import MOST, session_text, sessions_text, sign_ups_text


@tool(response_format="content_and_artifact", extras={"cues": cues.FIND_CUES, "task": cues.FIND})
def find_training(request: str, runtime: ToolRuntime[Desk]) -> Result:
    """Courses, intensive programmes, seminars, salons and forums open for sign-up, with day, price and free seats. `request`: in
    the user's words, or the id of one session (TSN-...)."""
    desk = step(runtime, "查找培训与活动", "Looking up training and events")
    with desk.effects.sessions() as session:
        now = desk.now()
        if request.strip().upper().startswith("TSN-"):
            found = [sessions.show_session(session, desk.principal, now, request)]
        else:
            found = sessions.list_sessions(session, desk.principal, now, request)
    text = session_text(found[0], desk.language) if len(found) == 1 else sessions_text(found, desk.language)
    data = {"sessions": [each.model_dump(mode="json") for each in found]}
    records = [shown(each.id, each.state) for each in found[:MOST]]
    return harmless(text), artifact("training", data, harmless(text), records=records)


@tool(response_format="content_and_artifact", extras={"action": "sign_up", "cues": cues.SIGN_CUES, "task": cues.SIGN})
def sign_up_training(session: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to sign up for a session, or to confirm the seat that is kept for the user there; the terms show price, seat or
    waiting list, and the rule of cancellation. `session`: its id, TSN-..., as find_training shows it."""
    desk = runtime.context
    with desk.effects.sessions() as reading:
        named = sessions.session_named(reading, desk.principal, desk.now(), session)
        mine = sessions.show_session(reading, desk.principal, desk.now(), named).mine
    if mine and mine.state == "offered":
        return propose(runtime, "claim_seat", {"sign_up": mine.id}, "准备确认席位", "Preparing to confirm the seat")
    return propose(runtime, "sign_up", {"session": named}, "准备报名", "Preparing the sign-up")


@tool(response_format="content_and_artifact", extras={"action": "cancel_sign_up", "cues": cues.CANCEL_CUES, "task": cues.CANCEL})  # fmt: skip
def cancel_training(sign_up: str, runtime: ToolRuntime[Desk], reason: str = "") -> Result:
    """Propose to cancel a sign-up or leave a waiting list; the terms say what is paid back. `sign_up`: its id, SGN-..., as
    my_training shows it."""
    return propose(runtime, "cancel_sign_up", {"sign_up": sign_up.strip().upper(), "reason": reason}, "准备取消报名", "Preparing the cancellation")  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": cues.MINE_CUES, "task": Task()})
def my_training(runtime: ToolRuntime[Desk]) -> Result:
    """The user's own sign-ups: seats, waiting lists, payments due, certificates."""
    desk = step(runtime, "查询我的报名", "Reading your sign-ups")
    with desk.effects.sessions() as session:
        found = sessions.my_sign_ups(session, desk.principal, desk.now())
    text = harmless(sign_ups_text(found, desk.language))
    data = {"sign_ups": [each.model_dump(mode="json") for each in found]}
    return text, artifact("my_training", data, text, records=[shown(each.id, each.state) for each in found])


@tool(response_format="content_and_artifact", extras={"cues": cues.QUIZ_CUES, "task": cues.QUIZ})
def take_quiz(topic: str, runtime: ToolRuntime[Desk], quiz: str = "", answers: str = "") -> Result:
    """A short quiz on the law in force: without answers the questions of a topic, with them the marks and why. `topic`: in the user's
    words. `quiz`: the number of the quiz shown before, QIZ-..., and `answers` to it as the user wrote them, like "1A 2C"."""
    desk = step(runtime, "准备测验", "Preparing the quiz")
    require(desk.principal, "take_quiz", None)
    held = questions_of(desk.library)
    if read_answers(answers):
        if not quiz:
            raise Refused("还没有出题，请先说“考考我”。/ There is no quiz yet; say “quiz me” first.", "quiz.none")
        result = mark_quiz(held, quiz, answers, desk.as_of)
        keys = [each.key for each in result.answers if not each.withdrawn]
        text = harmless(result_text(result, desk.language), keys)
        return text, artifact("quiz_result", result, text, cited(desk, keys), [Shown("quiz", result.id)])
    made = make_quiz(held, topic_in(topic), desk.as_of, number=_next(quiz))
    keys = [each.key for each in made.questions]
    text = harmless(quiz_text(made, desk.language, [each for each in TOPICS if held.on(desk.as_of, each)]), keys)
    return text, artifact("quiz", made, text, cited(desk, keys), [Shown("quiz", made.id)])


def _next(quiz: str) -> int:
    """The number of a new quiz after one that was shown: other questions."""
    last = quiz.rpartition("-")[2]
    return int(last) + 1 if last.isdigit() and len(last) < 4 else 1


TRAINING_TOOLS = (cancel_training, sign_up_training, my_training, take_quiz, find_training)
