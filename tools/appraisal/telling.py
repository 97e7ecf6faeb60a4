"""An appraisal told to a person: what comes first, the range, the dimensions, the evidence, what is not known, what it is not."""

from collections.abc import Iterator, Sequence

from knowledge.language import Language
from knowledge.patents.status import State
from knowledge.practice.notes import Both
from tools.appraisal.appraisal import Appraisal, Part
from tools.appraisal.scoring import Scored
from tools.harmless import quoted
from tools.search.words import Words, words_of

MOST_UNKNOWN = 8  # unknown indicators told with their question
STATES: dict[State, Both] = {
    State.PENDING: Both(zh="审查中", en="pending"), State.IN_FORCE: Both(zh="有效", en="in force"), State.LAPSED: Both(zh="提前终止", en="lapsed"),
    State.EXPIRED: Both(zh="期限届满", en="expired"), State.WITHDRAWN: Both(zh="撤回", en="withdrawn"), State.REFUSED: Both(zh="驳回", en="refused"),
    State.REVOKED: Both(zh="无效或撤销", en="revoked or declared invalid"), State.UNKNOWN: Both(zh="凭现有记录不能确定", en="unknown from the record"),
}  # fmt: skip


def telling(language: Language) -> Words:
    """The words appraisals are told in."""
    return words_of("tools.appraisal", language)


def told(found: Appraisal, language: Language) -> str:
    """The whole appraisal, a line each; a line that begins a part ends with a colon or stands alone."""
    return "\n".join(_lines(found, language))


def _lines(found: Appraisal, language: Language) -> Iterator[str]:
    tell = telling(language)
    yield tell("title_of", number=found.number, title=quoted(found.title)) + f" [patent/{found.number}]"
    yield tell("day_line", day=found.as_of, scenario=found.scenario_name.of(language), state=STATES[found.state].of(language))  # fmt: skip
    yield from vetoes_told(found, language)
    yield total_told(found, language)
    yield f"{tell('dimensions_head')}:"
    yield from (f"- {part_told(part, language)}" for part in found.dimensions)
    yield f"{tell('indicators_head')}:"
    yield from (f"- {indicator_told(each, language)}" for each in found.indicators if each.score is not None)
    yield from _unknown(found, tell, language)
    yield f"{tell('ours_head')}:"
    yield from (f"- {remark.of(language)}" for remark in found.remarks)
    yield found.label.of(language)


def vetoes_told(found: Appraisal, language: Language) -> Iterator[str]:
    """What has to be settled first, a line each below a head."""
    tell = telling(language)
    yield f"{tell('vetoes_head')}:"
    for veto in found.vetoes:
        yield f"- {veto.text.of(language)}" + "".join(f" [{key}]" for key in veto.provisions)
    if not found.vetoes:
        yield f"- {tell('veto_none')}"


def total_told(found: Appraisal, language: Language) -> str:
    """The range of the total, or why there is none."""
    tell, total = telling(language), found.total
    if found.stopped:
        return tell("total_stopped", why=found.stopped[0].text.of(language))
    if total is None:
        return tell("total_unknown")
    return tell("total_range", low=f"{total.low:g}", high=f"{total.high:g}", known=f"{total.known:g}", mean=f"{total.mean or 0:g}")  # fmt: skip


def part_told(part: Part, language: Language) -> str:
    """A dimension or group with its range."""
    bounds = part.range
    return telling(language)("dimension", name=part.name.of(language), low=f"{bounds.low:g}", high=f"{bounds.high:g}", known=f"{bounds.known:g}")  # fmt: skip


def indicator_told(each: Scored, language: Language) -> str:
    """An indicator that is known, with its evidence."""
    tell = telling(language)
    return tell("indicator", name=each.name.of(language), score=each.score, confidence=tell(f"confidence_{each.confidence}"), weight=each.weight, evidence=evidence_told(each, language))  # fmt: skip


def evidence_told(each: Scored, language: Language) -> str:
    """The evidence of an indicator on one line; words of a record are defused."""
    stop, joint = ("。", "；") if language == "zh" else (".", "; ")
    return quoted(joint.join(line.of(language).rstrip("。.") for line in each.evidence) + stop, 400)


def _unknown(found: Appraisal, tell: Words, language: Language) -> Iterator[str]:
    unknown = found.unknown
    if not unknown:
        return
    yield f"{tell('unknown_head')}:"
    for each in unknown[:MOST_UNKNOWN]:
        ask = each.ask.of(language) if each.ask else evidence_told(each, language)
        yield f"- {tell('unknown', name=each.name.of(language), weight=each.weight, ask=ask)}"
    if len(unknown) > MOST_UNKNOWN:
        yield f"- {tell('unknown_more', count=len(unknown) - MOST_UNKNOWN)}"


def compared(found: Sequence[Appraisal], language: Language) -> list[dict[str, str]]:
    """A row an indicator, a column a patent, for a table: heads are the keys; what is not known is a dash."""
    tell = telling(language)
    head = tell("column_indicator")
    rows = [{head: tell("row_state")} | {each.number: STATES[each.state].of(language) for each in found}]
    rows.append({head: tell("row_total")} | {each.number: _total(each, tell) for each in found})
    for place, part in enumerate(found[0].dimensions):
        rows.append({head: part.name.of(language)} | {each.number: _bounds(each.dimensions[place]) for each in found})
    for place, indicator in enumerate(found[0].indicators):
        rows.append({head: indicator.name.of(language)} | {each.number: _score(each.indicators[place]) for each in found})  # fmt: skip
    return rows


def _total(found: Appraisal, tell: Words) -> str:
    if found.total is None:
        return tell("no_total")
    return f"{found.total.low:g}–{found.total.high:g}"


def _bounds(part: Part) -> str:
    return f"{part.range.low:g}–{part.range.high:g}"


def _score(each: Scored) -> str:
    return "–" if each.score is None else str(each.score)
