"""A calculation in words: each deadline with its day, how it was counted, its provision, and what if it is missed."""

from collections.abc import Iterator

from knowledge.calendars.calendar import weekday
from knowledge.practice.notes import Both
from knowledge.practice.telling import load_telling
from tools.deadlines.citing import place_of
from tools.deadlines.deadline import Calculation, Deadline, Restoring
from tools.deadlines.rule import Result

KINDS: dict[Result, Both] = {
    "last_day": Both(zh="最后一天", en="last day"), "window": Both(zh="办理期间的最后一天", en="last day of the window"),
    "ends": Both(zh="期满", en="ends"), "until": Both(zh="到这一天为止", en="until"), "from": Both(zh="自这一天起", en="from"),
    "office": Both(zh="官方办理的期限", en="the office's own period"),
}  # fmt: skip
_ANY = Both(zh="任何权利", en="any right")
_DISCLAIMER = Both(
    zh="这是按规则计算的日期，不是代理意见；以通知书写明的期限和官方日历为准，重要期限请由代理人复核。",
    en="These days are computed from rules and are not an agent's advice; the notice itself and the office's calendar prevail. Have an agent check what matters.",
)


def told(calculation: Calculation, language: str) -> str:
    """The whole answer as plain text in "zh" or "en"."""
    head, zh = headline(calculation, language), language == "zh"
    blocks = ["\n".join(_lines(deadline, language)) for deadline in calculation.deadlines]
    missing = [f"未算：{row.name.zh}：{row.why.zh}" if zh else f"not computed: {row.name.en}: {row.why.en}" for row in calculation.missing]  # fmt: skip
    return "\n\n".join([head, *blocks, *missing, _DISCLAIMER.of(language)])


def headline(calculation: Calculation, language: str) -> str:
    """The event, its day, the right, the place and the day of the calculation, in one line."""
    zh = language == "zh"
    facts = calculation.facts
    received = ""
    if calculation.received != facts.day:
        received = f"（推定收到 {calculation.received}）" if zh else f" (taken as received on {calculation.received})"
    name = calculation.event.of("zh" if zh else "en")
    today = f"截至 {calculation.as_of}" if zh else f"as of {calculation.as_of}"
    return f"{name} {facts.day}{received} · {right_name(facts.right).of('zh' if zh else 'en')} · {facts.jurisdiction} · {today}"


def right_name(right: str) -> Both:
    """The name of a right; "any" is any right."""
    return _ANY if right == "any" else load_telling().right(right).name


def _lines(deadline: Deadline, language: str) -> Iterator[str]:
    zh = language == "zh"
    opens = f"{deadline.opens} — " if deadline.opens else ""
    day = f"{opens}{deadline.day}（{weekday(deadline.day).zh}）" if zh else f"{opens}{deadline.day} ({weekday(deadline.day).en})"  # fmt: skip
    yield f"{day}  {deadline.name.of(language)}  [{KINDS[deadline.result].of(language)}; {_left(deadline.days_left, zh)}]"
    yield f"  {'计算' if zh else 'counted'}: " + " → ".join(step.text.of(language) for step in deadline.steps)
    digest = "（摘要）" if zh else " (digest)"
    if not deadline.citation.quote:
        digest = "（摘要，原文未收入，请核对）" if zh else " (digest; the wording is not held here, check it)"
    yield f"  {'依据' if zh else 'provision'}: {place_of(deadline.citation, language)}{digest if deadline.digest else ''}{_quoted(deadline)} [{deadline.citation.key}]"
    yield f"  {'版本' if zh else 'version'}: {deadline.decided_on}; {deadline.decided_by.of(language)}"
    if deadline.later:
        place = place_of(deadline.later.citation, language)
        yield f"  {'新文本' if zh else 'new text'}: {deadline.later.day} ({deadline.later.length.of(language)}; {place} [{deadline.later.citation.key}])"
    if deadline.safe != deadline.day:
        yield f"  {'稳妥日' if zh else 'safe day'}: {deadline.safe}"
    if deadline.restoring:
        yield f"  {'补救' if zh else 'if missed'}: {restoring_text(deadline.restoring, language)}"
    if deadline.lost:
        yield f"  {'后果' if zh else 'lost'}: {deadline.lost.of(language)}"
    yield from (f"  {'注意' if zh else 'note'}: {note.of(language)}" for note in deadline.notes)


def _quoted(deadline: Deadline) -> str:
    return f"“{deadline.citation.quote}”" if deadline.citation.quote else ""


def _left(days: int, zh: bool) -> str:
    if days < 0:
        return f"已过{-days}天" if zh else f"{-days} days ago"
    return f"还有{days}天" if zh else f"{days} days left"


def restoring_text(restoring: Restoring, language: str) -> str:
    """What can be done when the day is missed, until when, and by which provisions."""
    until = f" → {restoring.until}" if restoring.until else ""
    places = "; ".join(f"{place_of(citation, language)} [{citation.key}]" for citation in restoring.citations)
    return restoring.text.of(language) + until + (f" ({places})" if places else "")
