"""Tasks: what a turn wants done becomes a tool call, or the one question for what is missing.

The engine knows no task by itself: tools declare cues and slots (`tools.slots`). A task that is not complete is kept in the
message that asks (its `response_metadata`), so that the reply stays a function of the messages and survives a checkpoint.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from assistant.offline.decision import Decision
from assistant.offline.history import History
from assistant.offline.phrases import phrases
from assistant.offline.readers import Heard, read
from knowledge.language import Language
from tools.records import ids_in
from tools.registry import TOOLS
from tools.slots import Slot

Cues = Mapping[str, Sequence[str]]
Slots = Mapping[str, Sequence[Slot]]
_CANCELS = re.compile(
    r"^(?:那)?(?:还是)?(?:先)?(?:算了|不(?:用|办|做|买|要|下单|弄)了|取消吧?|不必了|放弃|以后再说|never ?mind|forget (?:it|that)|cancel(?: that| it)?|stop|drop it|leave it|not now|no,? thanks?(?: you)?)[\s,，。.!！吧了谢]*$",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"改[成为到]|换[成为]|^不对|^不是|^错了|应该是|应为|更正|^no\b|\bnot that\b|\bmake (?:it|that)\b|\bchange (?:it|that|the)\b|\binstead\b|\bi mean[t]?\b|\brather\b|\bcorrection\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"^(?:好的?[,，]?|嗯[,，]?|我)?(?:确认|同意|批准|可以|没问题|办吧?|办理|好的?|是的?|行|下单吧?|接受|付款?吧?|approve[d]?|confirm(?:ed)?|agree[d]?|yes|yep|ok(?:ay)?|sure|go ahead|proceed|do it|accept(?:ed)?)[\s,，。.!！吧了办理下单付款it please]*$",
    re.IGNORECASE,
)
_DISAGREES = re.compile(
    r"^(?:不同意|不确认|不批准|拒绝|取消|算了|不要了?|不办了?|reject(?:ed)?|decline[d]?|don'?t|cancel|no)[\s,，。.!！了it]*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？]\s*$|[吗呢]\W*$|什么是|怎么|如何|为什么|第.{1,9}条|^(?:what|how|why|who|when|which|is|are|can|could|does|do)\b",
    re.IGNORECASE,
)
_MOST_TRIES = 2


@dataclass(frozen=True)
class Pending:
    """A task that is not complete: the tool, what is known, the argument asked for, how often; `looking`: its records are being listed."""

    tool: str
    args: dict[str, str]
    asked: str
    tries: int = 0
    looking: bool = False


def task_decision(history: History, text: str, cues: Cues, tasks: Slots, language: Language) -> Decision | None:
    """What to do about a turn that starts, goes on with, corrects or drops a task; None for any other turn."""
    pending, named = pending_of(history), _named(text, {name: cues.get(name, ()) for name in tasks})
    if pending and pending.tool in tasks and named in ("", pending.tool):
        return _go_on(pending, history, text, cues, tasks, language)
    if named:
        return _begin(named, history, text, cues, tasks, language)
    if corrected := _corrected(history, text, tasks):
        return corrected
    card = _card_shown(history)
    if card and (_AGREES.match(text) or _DISAGREES.match(text)):
        return Decision(say=phrases(language)("approve_how" if _AGREES.match(text) else "reject_how", id=card))
    return _closed(history, text, cues, language)


def pending_of(history: History) -> Pending | None:
    """The task that the assistant's last words asked something for."""
    kept = history.last_kept().get("task")
    return Pending(**kept) if kept and not kept["looking"] else None


def looked_up(history: History, tasks: Slots, language: Language) -> Decision | None:
    """What follows when the records a task may mean have been listed; None when that was not the last thing done.

    One that fits is taken, and said; several, or none, leave the choice to the user: the words are to stand below the list.
    """
    call = history.last_call()
    kept = call.response_metadata.get("task") if call else None
    if not kept or not kept["looking"] or kept["tool"] not in tasks:
        return None
    task = Pending(**kept)
    slot = next(each for each in tasks[task.tool] if each.argument == task.asked)
    listed = [each for records in history.shown_now() for each in records if each["kind"] == slot.kind]
    fitting = [each["id"] for each in listed if not slot.fits or each.get("state") in slot.fits]
    say = phrases(language)
    if len(fitting) != 1:
        again = replace(task, looking=False)
        return (
            Decision(say=say(slot.ask), kept={"task": asdict(again)})
            if fitting
            else Decision(say=say("task_none_fits"))
        )
    known = task.args | {slot.argument: fitting[0]}
    following = _next(task.tool, known, {}, tasks, language)
    return replace(following, say=following.say, kept=following.kept | {"taken": fitting[0]})


def _begin(tool: str, history: History, text: str, cues: Cues, tasks: Slots, language: Language) -> Decision:
    heard = _heard(history, text)
    args = {slot.argument: value for slot in tasks[tool] if (value := read(slot, heard))}
    return _next(tool, args, cues, tasks, language)


def _go_on(task: Pending, history: History, text: str, cues: Cues, tasks: Slots, language: Language) -> Decision | None:
    if _CANCELS.match(text):
        return Decision(say=phrases(language)("task_cancelled"))
    heard, args = _heard(history, text), dict(task.args)
    asked = next((slot for slot in tasks[task.tool] if slot.argument == task.asked), None)
    free = asked is not None and asked.reader in ("text", "request")
    if free and _ASKS.search(text):
        return None
    corrects = bool(_CORRECTS.search(text))
    for slot in tasks[task.tool]:
        own = slot.argument == task.asked
        if own or corrects or (slot.argument not in args and slot.reader != "request"):
            value = read(slot, replace(heard, asked=own))
            args |= {slot.argument: value} if value else {}
    if args == task.args:
        return _again(task, text, language, asked)
    return _next(task.tool, args, cues, tasks, language)


def _again(task: Pending, text: str, language: Language, asked: Slot | None) -> Decision | None:
    """Ask once more; a question of the user's own, or a second answer that says nothing, ends the task."""
    if _ASKS.search(text) or task.tries + 1 >= _MOST_TRIES or asked is None:
        return None
    say = phrases(language)
    return Decision(
        say=f"{say('task_unread')}\n\n{say(asked.ask)}", kept={"task": asdict(replace(task, tries=task.tries + 1))}
    )


def _next(tool: str, args: dict[str, str], cues: Cues, tasks: Slots, language: Language) -> Decision:
    """The call when all is known, else the list of what may be meant, else the question."""
    missing = next((slot for slot in tasks[tool] if slot.ask and not args.get(slot.argument)), None)
    if missing is None:
        return Decision([(tool, args)])
    task = Pending(tool, args, missing.argument)
    if missing.lookup and missing.lookup in cues:
        return Decision([(missing.lookup, {})], kept={"task": asdict(replace(task, looking=True))})
    return Decision(say=phrases(language)(missing.ask), kept={"task": asdict(task)})


def _corrected(history: History, text: str, tasks: Slots) -> Decision | None:
    """The call of the turn before with what this turn says differently: "改成三件", "no, order ORD-1B2C"."""
    made = history.call_before()
    if not made or made["name"] not in tasks or not (_CORRECTS.search(text) or (ids_in(text) and len(text) <= 40)):
        return None
    heard, args = _heard(history, text), dict(made["args"])
    for slot in tasks[made["name"]]:
        named = slot.reader != "record" or ids_in(text, slot.kind)
        value = read(slot, replace(heard, shown=())) if named and slot.reader != "request" else ""
        args |= {slot.argument: value} if value else {}
    return Decision([(made["name"], args)]) if args != made["args"] else None


def _card_shown(history: History) -> str:
    """The id of the card the turn before ended with, "" for none."""
    waiting = [
        each
        for each in history.artifacts_before()
        if each.get("kind") == "approval" and each["data"]["state"] == "pending"
    ]
    return str(waiting[-1]["data"]["id"]) if waiting else ""


def _closed(history: History, text: str, cues: Cues, language: Language) -> Decision | None:
    """A task the user's role is not shown: said, instead of answered with something else."""
    if not history.role:
        return None
    hidden = {
        tool.name: (tool.extras or {}).get("cues", ())
        for tool in TOOLS
        if tool.name not in cues and "slots" in (tool.extras or {})
    }
    if not _named(text, hidden):
        return None
    return Decision(say=phrases(language)("sign_in" if history.role == "visitor" else "role_closed"))


def _named(text: str, cues: Cues) -> str:
    return next(
        (name for name, patterns in cues.items() if any(re.search(cue, text, re.IGNORECASE) for cue in patterns)), ""
    )


def _heard(history: History, text: str) -> Heard:
    return Heard(text, history.text, history.today, history.shown())
