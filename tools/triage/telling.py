"""Inquiries, queue and case in words: one telling for the chat, the command line and the pages."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from knowledge.language import Language
from tools.harmless import harmless, quoted
from tools.search.words import Words, words_of
from tools.triage.labels import name_of
from tools.triage.listing import QueueLine
from tools.triage.machine import CASE
from tools.triage.showing import CaseShown, InquiryShown

_TITLE = 80


def tell_of(language: Language) -> Words:
    """The words of triage."""
    return words_of("tools.triage", language)


def state_name(state: str, language: Language) -> str:
    """A state of a case for people."""
    zh, en = CASE.states[state]
    return zh if language == "zh" else en


def mine_text(found: Sequence[InquiryShown], language: Language) -> str:
    """One's own inquiries with what is due, what is asked for, and the replies."""
    tell = tell_of(language)
    if not found:
        return tell("mine_none")
    lines = [tell("mine_head", count=len(found))]
    for each in found:
        lines.append(f"- {tell('mine_line', id=each.id, title=quoted(each.title, _TITLE), state=state_name(each.state, language), day=each.received.date())}")  # fmt: skip
        lines += [f"    - {line}" for line in mine_details(each, language)]
    return "\n".join(lines)


def mine_details(each: InquiryShown, language: Language) -> list[str]:
    """What stands below an inquiry of one's own."""
    tell = tell_of(language)
    waits = each.state in ("open", "taken", "snoozed")
    lines = [tell("mine_asks_day")] if each.asks_day else []
    lines += [tell("mine_deadline", day=each.deadline)] if each.deadline and waits else []
    lines += [tell("mine_due", day=each.due.date())] if waits else []
    lines += [tell("mine_merged", id=each.merged_into)] if each.merged_into else []
    return lines + [
        tell("mine_reply", day=reply.approved.date(), text=harmless(" ".join(reply.text.split())))
        for reply in each.replies
    ]


def queue_text(found: Sequence[QueueLine], count: int, moment: datetime, language: Language) -> str:
    """The queue, a line each."""
    tell = tell_of(language)
    if not found:
        return tell("queue_none")
    return "\n".join([tell("queue_head", count=count), *(queue_line(each, place, moment, language) for place, each in enumerate(found, 1))])  # fmt: skip


def queue_line(each: QueueLine, place: int, moment: datetime, language: Language) -> str:
    """A case in one line."""
    tell = tell_of(language)
    return tell(
        "queue_line", place=place, id=each.id, title=quoted(each.title, _TITLE), urgency=name_of("urgency", each.urgency, language),
        deadline=_day(tell, each.deadline), desk=name_of("desk", each.desk, language), state=state_name(each.state, language),
        holder=tell("queue_holder", user=each.assignee) if each.assignee else "", marks=marks_of(each, moment, language),
    )  # fmt: skip


def marks_of(each: QueueLine, moment: datetime, language: Language) -> str:
    """What is to be minded about a case: late, escalated, for a person, a duplicate."""
    tell = tell_of(language)
    late = each.due < moment and each.state in ("open", "taken")
    return "".join(
        [
            tell("mark_late") if late else "", tell("mark_escalated") if each.escalated else "", tell("mark_person") if each.needs_person else "",
            tell("mark_duplicate", id=each.duplicate_of) if each.duplicate_of else "",
        ]
    )  # fmt: skip


def case_text(shown: CaseShown, language: Language) -> str:
    """The whole case, for staff."""
    tell = tell_of(language)
    lines = [
        tell("case_head", id=shown.id, title=quoted(shown.title, _TITLE), state=state_name(shown.state, language)),
        tell("case_labels", confidence=shown.confidence, **{label: name_of(label, value, language) for label, value in shown.labels.items()}),
        tell("case_urgency", urgency=name_of("urgency", shown.labels["urgency"], language), day=_day(tell, shown.deadline)),
        tell("case_due", day=shown.due.date()), *_remarks(shown, tell), *summary_lines(shown, language), "", harmless(shown.text), "",
        *why_lines(shown, language),
    ]  # fmt: skip
    if shown.draft:
        lines += ["", tell("case_draft"), shown.draft]
    if shown.replies:
        lines += [
            "",
            tell("case_replies"),
            *(f"- {reply.approved.date()} {harmless(reply.text)}" for reply in shown.replies),
        ]
    return "\n".join([*lines, "", tell("case_history"), *history_lines(shown, language)])


def _remarks(shown: CaseShown, tell: Words) -> list[str]:
    lines = (
        [tell("case_flags", text=_joined([flag_name(flag, tell) for flag in shown.flags], tell))] if shown.flags else []
    )
    lines += [tell("case_duplicate", id=shown.duplicate_of)] if shown.duplicate_of else []
    lines += [tell("case_same_number", ids=", ".join(shown.same_number))] if shown.same_number else []
    return lines + ([tell("case_suggested", user=shown.suggested)] if shown.suggested and not shown.assignee else [])


def flag_name(flag: str, tell: Words) -> str:
    """A remark about the text; an attachment is named."""
    name, _, value = flag.partition(":")
    return tell(f"flag_{name}") + (f"：{quoted(value, 120)}" if value and tell("label_right") == "权利" else f": {quoted(value, 120)}" if value else "")  # fmt: skip


def summary_lines(shown: CaseShown, language: Language) -> list[str]:
    """Problem, done, open, next."""
    tell = tell_of(language)
    told = [tell(f"case_{part}", text=quoted(" ".join(shown.summary[part]), 480)) for part in ("problem", "done", "open") if shown.summary.get(part)]  # fmt: skip
    steps = [step_name(step, language) for step in shown.summary.get("next", [])]
    return told + ([tell("case_next", text=_joined(steps, tell))] if steps else [])


def step_name(step: str, language: Language) -> str:
    """A next step in words."""
    tell = tell_of(language)
    name, _, value = step.partition(":")
    told = (
        tell(f"flag_{value}") if name == "danger" else name_of("licence", value, language) if name == "route" else value
    )
    return tell(f"step_{name}", value=told)


def why_lines(shown: CaseShown, language: Language) -> list[str]:
    """Why it was labelled so: each label with its words."""
    tell, lines = tell_of(language), []
    for each in shown.why:
        label, value = tell(f"label_{each.label}"), name_of(each.label, each.value, language)
        if each.by:
            lines.append(tell("case_why_by", label=label, value=value, user=each.by))
        else:
            words = " / ".join(quoted(word, 40) for word in each.words) or tell("case_no_words")
            lines.append(tell("case_why", label=label, value=value, percent=each.percent, words=words))
    return lines


def history_lines(shown: CaseShown, language: Language) -> list[str]:
    """What happened, oldest first."""
    tell = tell_of(language)
    return [
        f"- {tell('case_event', when=each.when.strftime('%Y-%m-%d %H:%M'), name=tell(f'event_{each.name}'), user=each.user)}{_detail(each.detail)}"
        for each in shown.history
    ]


def _detail(detail: dict[str, Any]) -> str:
    told = [
        f"{key}={quoted(str(value), 60)}"
        for key, value in detail.items()
        if value not in ("", None) and key not in ("desk", "urgency")
    ]
    return f" ({', '.join(told)})" if told else ""


def _day(tell: Words, day: date | None) -> str:
    return tell("queue_deadline", day=day) if day else ""


def _joined(texts: Sequence[str], tell: Words) -> str:
    return "；".join(texts) if tell("label_right") == "权利" else "; ".join(texts)
