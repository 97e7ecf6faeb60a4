"""What a reader has to know beside a computed day: what was taken for granted, which text is held, what may change."""

from collections.abc import Iterator
from datetime import date

from knowledge.practice.notes import Both
from tools.deadlines.counting import Count
from tools.deadlines.deadline import Alternative
from tools.deadlines.facts import Facts
from tools.deadlines.rule import Rule, Text
from tools.deadlines.rules_file import countings


def started_also(rule: Rule, facts: Facts) -> bool:
    """Whether the event starts this rule only where nothing came before it: a filing without priority may be the first."""
    return facts.event in rule.also and facts.priority is None


def taken_for_granted(rule: Rule, facts: Facts) -> Iterator[Both]:
    """What an answer takes for granted where no priority date is given."""
    if started_also(rule, facts):
        yield Both(zh="只有这一申请是该主题的首次申请时才有", en="only where this filing is the first for its subject")
    if rule.start == "priority" and facts.priority is None and facts.event == "filing":
        yield Both(zh="没有给优先权日，按申请日起算；有优先权的从优先权日起算（--priority）", en="no priority date is given, so counted from filing; with priority it runs from the priority date (--priority)")  # fmt: skip


def remarks(
    rule: Rule, text: Text, count: Count, decided: date, since: date | None, later: Alternative | None
) -> Iterator[Both]:
    """What a reader has to know beside the day."""
    yield from (note for note in (rule.note, text.unheld) if note)
    first = max(text.since or date.min, since or date.min)
    if decided < first:
        yield Both(zh=f"{decided}时施行的文本未收入，这里按{first}起的文本计算，请核对当时的规定", en=f"the text in force on {decided} is not held; this is counted by the text in force from {first}: check the rule of that time")  # fmt: skip
    if later:
        same = later.day == count.day
        yield rule.across or Both(
            zh="期限跨到新文本施行之后，两个文本算出的是同一天" if same else "期限跨到新文本施行之后，两个文本各算一次，按较早的一天办理最稳妥",
            en="the period runs into the time of the new text; both give the same day" if same else "the period runs into the time of the new text; both are worked out, and acting by the earlier day is safe",
        )  # fmt: skip
    for caveat in countings()[rule.counting].caveats:
        if caveat.since and count.day >= caveat.since:
            yield Both(zh=caveat.zh, en=caveat.en)
    yield from count.notes
