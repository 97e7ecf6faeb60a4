"""Telling what was found about a portfolio: lapses, conflicts with records, gaps, and what changed."""

from typing import Any

from knowledge.language import Language
from tools.deadlines.citing import place_of
from tools.portfolio.asset import NAMES
from tools.portfolio.gaps import Gap, Gaps
from tools.portfolio.lapses import Conflict, Lapses
from tools.portfolio.looking import Change, Changes
from tools.portfolio.places import places
from tools.portfolio.telling import MOST, due_line, telling


def lapses_text(found: Lapses, language: Language) -> str:
    """Fees in grace first, then those due soon, then conflicts."""
    say = telling(language)
    lines = []
    for name, dues in (("lapses_grace", found.grace), ("lapses_soon", found.soon)):
        if dues:
            lines += [say(name, count=len(dues)), *(f"- {due_line(due, language)}" for due in dues[:MOST])]
    if found.conflicts:
        lines += [say("lapses_conflict", count=len(found.conflicts)), *(f"- {conflict_line(each, language)}" for each in found.conflicts[:MOST])]  # fmt: skip
    return "\n".join(lines)


def conflict_line(found: Conflict, language: Language) -> str:
    """The list and the record side by side."""
    say = telling(language)
    day = f" {found.recorded_on}" if found.recorded_on else ""
    return say("conflict_line", number=found.number, title=found.title, listed=say(f"state_{found.listed}"), listed_source=found.listed_source.of(language), recorded=found.recorded, day=day, recorded_source=found.recorded_source.of(language))  # fmt: skip


def gaps_text(found: Gaps, language: Language) -> str:
    """Every gap with why and the ways, open ones with their last day."""
    say = telling(language)
    if not found.profile.markets:
        return say("gaps_not_asked")
    if not found.gaps:
        return f"{say('gaps_none')}\n{say('gaps_note')}"
    lines = [say("gaps_head", day=found.as_of, count=len(found.gaps))]
    for gap in found.gaps[:MOST]:
        lines += [f"- {gap_line(gap, language)}", *way_lines(gap, language)]
    more = [say("more", count=len(found.gaps) - MOST)] if len(found.gaps) > MOST else []
    return "\n".join([*lines, *more, say("gaps_note")])


def gap_line(gap: Gap, language: Language) -> str:
    """One gap: where, what, why."""
    values = {"place": places()[gap.market].of(language), "why": gap.why.of(language)}
    return telling(language)(f"gap_{gap.kind}", number=gap.number, title=gap.title, **values)


def way_lines(gap: Gap, language: Language) -> list[str]:
    """The ways of a gap, each with its last day and provision."""
    say = telling(language)
    return [say("way_open" if way.open else "way_closed", name=way.name.of(language), last=way.last, where=place_of(way.citation, language)) for way in gap.ways]  # fmt: skip


def changes_text(found: Changes, language: Language) -> str:
    """All changes noted, the newest first; that it was the first look, or that nothing changed."""
    say = telling(language)
    new = sum(change.new for change in found.changes)
    lines = [say("changes_first")] if found.first else []
    if not found.changes:
        return "\n".join(lines or [say("changes_none", since=found.since or say("unknown"))])
    if not found.first and not new:
        lines.append(say("changes_none", since=found.since))
    lines.append(say("changes_head", day=found.as_of, count=len(found.changes), new=new))
    return "\n".join([*lines, *(f"- {change_line(each, language)}" for each in found.changes[:MOST])])


def change_line(change: Change, language: Language) -> str:
    """One change in one line."""
    return (telling(language)("new_mark") if change.new else "") + _told(change.kind, change.detail, language)


def _told(kind: str, detail: dict[str, Any], language: Language) -> str:
    say = telling(language)
    if kind == "law":
        rights = say("list_mark").join(NAMES[right].of(language) for right in detail["rights"])
        title = (
            f"《{detail['title'].removeprefix('中华人民共和国')}》"
            if language == "zh"
            else detail["english"] or detail["title"]
        )
        return say(
            f"change_law_{detail['what']}",
            title=title,
            adopted=detail["adopted"],
            from_=detail["in_force_from"],
            rights=rights,
        )
    if kind == "record":
        names = say("list_mark").join(" ".join(part for part in event if part) for event in detail["events"][:5])
        return say("change_record", events=say("change_events", events=names) if names else "", **{name: detail[name] for name in ("number", "title", "record", "before", "now")})  # fmt: skip
    return say("change_filing", **{name: detail[name] for name in ("holder", "number", "title", "published")}, classes=say("list_mark").join(detail["classes"]))  # fmt: skip
