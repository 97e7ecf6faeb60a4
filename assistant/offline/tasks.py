"""Tasks: what a turn wants done becomes a tool call, or the one question for what is missing.

The engine knows no task by itself: tools declare cues and slots (`tools.slots`). A task that is not complete is kept in the
message that asks (its `response_metadata`), so that the reply stays a function of the messages and survives a checkpoint.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from assistant.offline.decision import Decision
from assistant.offline.history import History
from assistant.offline.phrases import phrases
from assistant.offline.readers import Heard, last_shown, read
from assistant.offline.task_cues import AGREES, ASKS, CANCELS, CORRECTS, DISAGREES, ONLY_COUNT
from knowledge.language import Language
from tools.records import ids_in
from tools.registry import TOOLS
from tools.slots import Slot, Task

Cues = Mapping[str, Sequence[str]]
Tasks = Mapping[str, Task]
_MOST_TRIES = 2  # answers that say nothing of what was asked, before the task is left
_SHORT = 40  # characters of a turn that only names a record


@dataclass(frozen=True)
class Pending:
    """A task that is not complete: the tool, what is known, the argument asked for, how often; `looking`: what may be meant is being listed."""

    tool: str
    args: dict[str, str]
    asked: str
    tries: int = 0
    looking: bool = False


def task_decision(history: History, text: str, cues: Cues, tasks: Tasks, language: Language) -> Decision | None:
    """What to do about a turn that starts, goes on with, corrects or drops a task; None for any other turn."""
    pending, named = pending_of(history), _named(text, {name: cues.get(name, ()) for name in tasks})
    if pending and pending.tool in tasks and named in ("", pending.tool):
        return _go_on(pending, history, text, cues, tasks, language)
    card = _card_shown(history)
    if card and (AGREES.match(text) or DISAGREES.match(text)):
        return Decision(say=phrases(language)("approve_how" if AGREES.match(text) else "reject_how", id=card))
    if named:
        return _begin(named, history, text, cues, tasks, language)
    if corrected := _corrected(history, text, tasks):
        return corrected
    return _closed(history, text, cues, language)


def pending_of(history: History) -> Pending | None:
    """The task that the assistant's last words asked something for."""
    kept = history.last_kept().get("task")
    return Pending(**kept) if kept and not kept["looking"] else None


def looked_up(history: History, tasks: Tasks, language: Language) -> Decision | None:
    """What follows when the records a task may mean have been listed; None when that was not the last thing done.

    One that fits is taken, and said; several, or none, leave the choice to the user: the words are to stand below the list.
    """
    call = history.last_call()
    kept = call.response_metadata.get("task") if call else None
    if not kept or not kept["looking"] or kept["tool"] not in tasks:
        return None
    task = Pending(**kept)
    slot = next(each for each in tasks[task.tool].all(task.args) if each.argument == task.asked)
    listed = [each for records in history.shown_now() for each in records if each["kind"] == slot.kind]
    fitting = [each["id"] for each in listed if not slot.fits or each.get("state") in slot.fits]
    before = [each["id"] for each in last_shown(history.shown(), slot.kind)]
    if len(before) == 1 and before[0] in fitting:
        fitting = before  # of several, the one the conversation was about
    if len(fitting) == 1:
        known = task.args | {slot.argument: fitting[0]}
        following = _next(task.tool, known, history, {}, tasks, language)
        return replace(following, kept=following.kept | {"taken": fitting[0]})
    if not fitting:
        return Decision(say=phrases(language)("task_none_fits"))
    return Decision(say=_question(slot, language), kept={"task": asdict(replace(task, looking=False))})


def _begin(tool: str, history: History, text: str, cues: Cues, tasks: Tasks, language: Language) -> Decision:
    task, heard = tasks[tool], _heard(history, text)
    if task.instead in tasks and _elsewhere(task.slots[0], tasks[task.instead].slots[0], heard):
        return _begin(task.instead, history, text, cues, tasks, language)
    args = _all_read(task, {}, heard)
    return _next(tool, args, history, cues, tasks, language)


def _elsewhere(slot: Slot, other: Slot, heard: Heard) -> bool:
    """Whether a turn names something for the other tool that goes with no record shown, so that none of them is meant."""
    if ids_in(heard.text, slot.kind):
        return False
    named = read(other, replace(heard, shown=()))
    latest = next((records for records in heard.shown if any(each["kind"] == slot.kind for each in records)), [])
    return bool(named) and not any(each["id"] == named for each in latest)


def _all_read(task: Task, known: dict[str, str], heard: Heard) -> dict[str, str]:
    """What a turn says for the slots that are not known; a service that was just named brings its own."""
    args = dict(known)
    for _ in range(2):
        unknown = [slot for slot in task.all(args) if slot.argument not in args]
        args |= {slot.argument: value for slot in unknown if (value := read(slot, heard))}
    return args


def _go_on(task: Pending, history: History, text: str, cues: Cues, tasks: Tasks, language: Language) -> Decision | None:
    if CANCELS.match(text):
        return Decision(say=phrases(language)("task_cancelled"))
    slots = tasks[task.tool].all(task.args)
    asked = next((slot for slot in slots if slot.argument == task.asked), None)
    if asked and asked.reader in ("text", "request") and ASKS.search(text):
        return None  # a question of the user's own, not the words that were asked for
    args = _answered(task, slots, _heard(history, text), bool(CORRECTS.search(text)))
    if args == task.args:
        return _again(task, text, language, asked)
    return _next(task.tool, args, history, cues, tasks, language)


def _answered(task: Pending, slots: Sequence[Slot], heard: Heard, corrects: bool) -> dict[str, str]:
    """What is known with an answer: the slot asked for, what it says besides, and what it corrects."""
    args, counted = dict(task.args), _only_counted(task, slots, heard)
    if counted:
        return args | counted
    for slot in slots:
        own = slot.argument == task.asked
        free = slot.reader in ("text", "request")
        if own or (not free and (corrects or slot.reader == "declares" or slot.argument not in args)):
            args |= _told(slot, replace(heard, asked=own), args)
    return args


def _only_counted(task: Pending, slots: Sequence[Slot], heard: Heard) -> dict[str, str]:
    """ "3个国家", said where words were asked for: how many of the other slot, not the words."""
    asked = next((slot for slot in slots if slot.argument == task.asked), None)
    if asked is None or asked.reader != "text" or not ONLY_COUNT.match(heard.text):
        return {}
    counts = [slot for slot in slots if slot.reader == "count"]
    return {slot.argument: read(slot, replace(heard, asked=True)) for slot in counts[:1]}


def _told(slot: Slot, heard: Heard, args: Mapping[str, str]) -> dict[str, str]:
    """What a turn says for a slot, as an argument; declarations add up."""
    value = read(slot, heard)
    if value and slot.reader == "declares":
        value = ",".join(dict.fromkeys([*filter(None, args.get(slot.argument, "").split(",")), *value.split(",")]))
    return {slot.argument: value} if value else {}


def _again(task: Pending, text: str, language: Language, asked: Slot | None) -> Decision | None:
    """Ask once more; a question of the user's own, or a second answer that says nothing, ends the task."""
    if ASKS.search(text) or task.tries + 1 >= _MOST_TRIES or asked is None:
        return None
    said = f"{phrases(language)('task_unread')}\n\n{_question(asked, language)}"
    return Decision(say=said, kept={"task": asdict(replace(task, tries=task.tries + 1))})


def _next(tool: str, args: dict[str, str], history: History, cues: Cues, tasks: Tasks, language: Language) -> Decision:
    """The call when all is known, else the list of what may be meant, else the question."""
    missing = next((slot for slot in tasks[tool].all(args) if slot.needed and not args.get(slot.argument)), None)
    if missing is None:
        return Decision([(tool, _folded(args))])
    task = Pending(tool, args, missing.argument)
    if missing.lookup and missing.lookup in cues:
        words = {missing.passes: history.text} if missing.passes else {}
        return Decision([(missing.lookup, words)], kept={"task": asdict(replace(task, looking=True))})
    return Decision(say=_question(missing, language), kept={"task": asdict(task)})


def _corrected(history: History, text: str, tasks: Tasks) -> Decision | None:
    """The call of the turn before with what this turn says differently: "改成三件", "no, order ORD-1B2C"."""
    made = history.call_before()
    if not made or made["name"] not in tasks:
        return None
    before, heard = _flat(made["args"]), replace(_heard(history, text), shown=())
    slots = tasks[made["name"]].all(before)
    names_one = bool(ids_in(text)) and len(text) <= _SHORT
    if not CORRECTS.search(text) and not names_one:
        # declarations add up, and a figure is named with its number; the rest has to be corrected in so many words
        named = ("declares",) if ASKS.search(text) else ("declares", "figure")
        slots = tuple(slot for slot in slots if slot.reader in named)
    args = dict(before)
    for slot in slots:
        if slot.reader != "request" and (slot.reader not in ("record", "service") or ids_in(text, slot.kind)):
            args |= _told(slot, heard, args)
    return Decision([(made["name"], _folded(args))]) if args != before else None


def _card_shown(history: History) -> str:
    """The id of the card the turn before ended with and nobody decided about since, "" for none."""
    if history.last_kept().get("decided"):
        return ""
    cards = [each["data"] for each in history.artifacts_before() if each.get("kind") == "approval"]
    return str(cards[-1]["id"]) if cards and cards[-1]["state"] == "pending" else ""


def _closed(history: History, text: str, cues: Cues, language: Language) -> Decision | None:
    """A task the user's role is not shown: said, instead of answered with something else."""
    if not history.role:
        return None
    closed = [tool.extras or {} for tool in TOOLS if tool.name not in cues]
    if not _named(text, {str(place): extras["cues"] for place, extras in enumerate(closed) if "task" in extras}):
        return None
    return Decision(say=phrases(language)("sign_in" if history.role == "visitor" else "role_closed"))


def _named(text: str, cues: Cues) -> str:
    return next(
        (name for name, patterns in cues.items() if any(re.search(cue, text, re.IGNORECASE) for cue in patterns)), ""
    )


def _question(slot: Slot, language: Language) -> str:
    return phrases(language)(slot.ask) if slot.ask else slot.question[0 if language == "zh" else 1]


def _heard(history: History, text: str) -> Heard:
    return Heard(text, history.text, history.today, history.shown())


def _folded(args: Mapping[str, str]) -> dict[str, Any]:
    """Arguments as a tool takes them: "details.subject" goes into "details"."""
    folded: dict[str, Any] = {}
    for name, value in args.items():
        group, dot, entry = name.partition(".")
        if dot:
            folded.setdefault(group, {})[entry] = value
        else:
            folded[name] = value
    return folded


def _flat(args: Mapping[str, Any]) -> dict[str, str]:
    """The other way round."""
    flat: dict[str, str] = {}
    for name, value in args.items():
        flat |= (
            {f"{name}.{entry}": str(each) for entry, each in value.items()}
            if isinstance(value, dict)
            else {name: str(value)}
        )
    return flat
