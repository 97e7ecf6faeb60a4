"""Matches in words: one telling for the conversation, the command line and the pages."""

from knowledge.language import Language
from tools.agencies.gate import HOME
from tools.agencies.shown import CandidateShown, Match, Part
from tools.agencies.vocabulary import name_of
from tools.agencies.weights import weights
from tools.harmless import quoted
from tools.search.words import Words, words_of

PACKAGE = "tools.agencies"


def tell_in(language: Language) -> Words:
    """The words of agencies."""
    return words_of(PACKAGE, language)


def match_text(found: Match, language: Language) -> str:
    """A match: who fits and why, who was left out and why, what to relax, and what the order is not."""
    tell = tell_in(language)
    lines = [_head(found, language), *_asked(found, language), _gate(found, tell, language), ""]
    for place, each in enumerate(found.candidates, 1):
        lines += candidate_lines(each, place, found, language)
    if found.more:
        lines.append(tell("more", count=found.more))
    return "\n".join([*lines, "", *notes(found, language)])


def notes(found: Match, language: Language) -> list[str]:
    """What stands below a match: the left out, what to relax, how the order came about, the provisions."""
    tell = tell_in(language)
    return [
        *left_out_text(found, language), *relax_text(found, language), tell("ranked" if found.ranked else "unranked"),
        *([] if found.against else [tell("no_counterparty")]), *_conflict_rules(found, tell), *_unchecked(found, tell, language),
        tell("law", keys=" ".join(f"[{key}]" for key in found.provisions)),
    ]  # fmt: skip


def left_out_text(found: Match, language: Language) -> list[str]:
    """How many were left out, by reason."""
    tell = tell_in(language)
    parts = [tell("left", count=count, reason=tell(f"reason_{reason}")) for reason, count in found.left_out.items()]
    return [tell("left_head") + ("；" if language == "zh" else "; ").join(parts)] if parts and language == "zh" else [f"{tell('left_head')} {'; '.join(parts)}"] if parts else []  # fmt: skip


def relax_text(found: Match, language: Language) -> list[str]:
    """What giving up one wish would add, where few fit."""
    tell = tell_in(language)
    if len(found.candidates) + found.more >= weights().few:
        return []
    parts = [tell("relax", wish=tell(f"wish_{wish}"), count=count) for wish, count in found.relax.items()]
    joint = "；" if language == "zh" else "; "
    return [f"{tell('relax_head')} {joint.join(parts)}" if parts else tell("relax_nothing")]


def candidate_lines(each: CandidateShown, place: int, found: Match, language: Language) -> list[str]:
    """An agency of a match with its facts, and its points criterion by criterion."""
    tell = tell_in(language)
    points = tell("points", points=each.points) if each.points is not None else ""
    head = tell("candidate", place=place, name=agency_name(each, language), organisation=each.agency.organisation, points=points)  # fmt: skip
    lines = [head, f"   - {'; '.join(facts_of(each, found, language))}"]
    if each.parts:
        lines.append(f"   - {'; '.join(part_text(part, language) for part in each.parts)}")
    return lines


def agency_name(each: CandidateShown, language: Language) -> str:
    """The name of an agency in one language, marked where it is fictional."""
    name = quoted(each.agency.name_zh if language == "zh" else each.agency.name_en)
    return tell_in(language)("demo_name", name=name) if each.agency.demo else name


def facts_of(each: CandidateShown, found: Match, language: Language) -> list[str]:
    """Licence, who acts, price, start."""
    tell = tell_in(language)
    facts = []
    if held := each.licence:
        facts.append(tell("line_licence", name=held.zh if language == "zh" else held.en, number=quoted(held.number), until=held.until or tell("line_open")))  # fmt: skip
    if found.jurisdiction != HOME:
        facts.append(tell("line_itself" if each.itself else "line_colleague"))
    if each.band:
        facts.append(tell("line_band", low=each.band.low.text(language), high=each.band.high.text(language)))
    if each.starts_in is not None:
        facts.append(tell("line_start_in", days=each.starts_in) if each.starts_in else tell("line_start"))
    return facts


def part_text(part: Part, language: Language) -> str:
    """One criterion: what was found, its points, its weight."""
    tell, values = tell_in(language), dict(part.values)
    if "language" in values:
        values["language"] = name_of("languages", str(values["language"]), language)
    return tell("part", told=tell(f"part_{part.why}", **values), points=part.points, percent=part.percent)


def _head(found: Match, language: Language) -> str:
    task = found.task_zh if language == "zh" else found.task_en
    count = len(found.candidates) + found.more
    return tell_in(language)("match_head" if count else "match_none", task=task, jurisdiction=name_of("jurisdictions", found.jurisdiction, language), count=count, id=found.id)  # fmt: skip


def _asked(found: Match, language: Language) -> list[str]:
    tell = tell_in(language)
    wishes = [
        *([tell("asked_field", name=name_of("fields", found.field, language))] if found.field else []),
        *([tell("asked_region", name=name_of("regions", found.region, language))] if found.region else []),
        *([tell("asked_language", name=name_of("languages", found.language, language))] if found.language else []),
        *([tell("asked_budget", amount=found.budget.text(language))] if found.budget else []),
        *([tell("asked_urgent", days=found.urgent)] if found.urgent is not None else []),
        *([tell("asked_against", count=len(found.against))] if found.against else []),
    ]
    return [tell("match_asked", wishes=("；" if language == "zh" else "; ").join(wishes))] if wishes else []


def _gate(found: Match, tell: Words, language: Language) -> str:
    if found.licence == "none":
        return tell("gate_none")
    name = "gate_licence" if found.jurisdiction == HOME else "gate_abroad"
    return tell(name, licence=found.licence_zh if language == "zh" else found.licence_en)


def _conflict_rules(found: Match, tell: Words) -> list[str]:
    """Rules on conflicts that have no key here: a regulation in sum, and an article that is not in force yet."""
    if found.licence == "patent_agency":
        return [tell("conflict_patent_agency")]
    coming = [each for each in weights().conflicts.get(found.licence, ()) if each.first > found.day]
    return [tell("conflict_coming", day=each.first) for each in coming]


def _unchecked(found: Match, tell: Words, language: Language) -> list[str]:
    """Licences whose rule was not read in the text: said, not passed over."""
    kinds = {found.licence, *(each.licence.kind for each in found.candidates if each.licence)}
    unread = [rule for kind in sorted(kinds) if (rule := weights().licences.get(kind)) and not rule.read]
    return [tell("unchecked", licence=rule.zh if language == "zh" else rule.en) for rule in unread]
