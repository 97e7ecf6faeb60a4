"""Putting into words what the facts of a question add: corrections, days computed, old and new law, questions back."""

from datetime import date

from assistant.offline.phrases import Phrases, phrases
from knowledge.citation import Citation
from knowledge.language import Language
from knowledge.numerals import to_int
from tools.law.computing import Computed
from tools.law.earlier import EarlierText
from tools.law.premises import Corrected
from tools.law.tailoring import Spanning, Tailored

_EXCERPT = 220  # characters of an article quoted side by side
_RESULTS = {
    "ends": "facts_ends", "last_day": "facts_last_day", "window": "facts_window", "until": "facts_until", "from": "facts_from",
}  # fmt: skip


def told_first(found: Tailored, language: Language) -> list[str]:
    """What stands before the general answer: the correction, the contradiction, the days computed."""
    say = phrases(language)
    joiner = "、" if language == "zh" else ", "
    lines = [_corrected(say, item, language) for item in found.corrected]
    lines += [
        say("facts_contradicted", event=item.event.of(language), words=joiner.join(item.words))
        for item in found.contradicted
    ]
    counted: set[str] = set()
    for computed in found.computed:
        lines.append(_computed(say, computed, language, computed.counted.en not in counted))
        counted.add(computed.counted.en)
    return lines + ([_spanning(say, found.spanning, language)] if found.spanning else [])


def told_last(found: Tailored, language: Language) -> list[str]:
    """What stands after it: the questions back."""
    say = phrases(language)
    return [say("facts_asked", question=asked.question.of(language)) for asked in found.asked_back]


def _corrected(say: Phrases, item: Corrected, language: Language) -> str:
    joiner = "；" if language == "zh" else "; "
    rows = [
        say("facts_lawful", name=row.name.of(language), length=row.length.of(language), key=_keys(row.citation))
        for row in item.lawful
    ]
    return say("facts_corrected", words=item.words, lawful=joiner.join(rows))


def _computed(say: Phrases, computed: Computed, language: Language, counting: bool) -> str:
    citation = computed.citation
    lines = [
        say(
            "facts_computed",
            name=computed.name.of(language),
            event=computed.event.of(language),
            told=computed.told,
            length=computed.length.of(language),
            result=_result(say, computed),
            standing=_standing(say, computed),
            key=_keys(citation),
        ).strip()
    ]
    lines[0] += (
        (" " if language == "en" else "") + say("facts_renewed", count=computed.renewals) if computed.renewals else ""
    )
    lines.append(
        say(
            "facts_text", law=_law(citation, language), locator=citation.locator, article=_article(citation),
            quote=citation.quote, key=_keys(citation),
        )
    )  # fmt: skip
    if counting:
        lines.append(say("facts_counted", text=computed.counted.of(language), key=_keys(*computed.counting)))
    lines += [say("facts_unheld", text=computed.unheld.of(language))] if computed.unheld else []
    if computed.later and computed.across:
        lines.append(_across(say, computed.later, computed.across.of(language), language))
    return "\n".join(lines)


def _across(say: Phrases, later: Computed, text: str, language: Language) -> str:
    return say(
        "facts_across", day=later.citation.in_force_from, length=later.length.of(language), result=_result(say, later),
        key=_keys(later.citation), text=text,
    )  # fmt: skip


def _result(say: Phrases, computed: Computed) -> str:
    day = _day(say, computed.ends, computed.ends_latest)
    weekend = say("facts_weekend", day=computed.working_day) if computed.working_day else ""
    return say(_RESULTS[computed.result], day=day, opens=computed.opens) + weekend


def _day(say: Phrases, first: date, last: date) -> str:
    if first == last:
        return str(first)
    whole = (first.year, first.month, last.month) == (last.year, 1, 12)
    return say("facts_year", year=first.year) if whole else say("facts_between", first=first, last=last)


def _standing(say: Phrases, computed: Computed) -> str:
    today = computed.today
    if computed.days_left < 0:
        return say("facts_over", today=today)
    return say("facts_left", today=today, days=computed.days_left) if computed.exact else ""


def told_of_earlier(earlier: EarlierText | None, language: Language) -> str:
    """What stands right after the conclusion: that it rests on texts younger than a fact told. Empty without one."""
    if earlier is None:
        return ""
    say = phrases(language)
    joiner = "、" if language == "zh" else ", "
    texts = joiner.join(say("facts_young", law=text.law.of(language), day=text.held_from) for text in earlier.texts)
    return say("facts_earlier", words=earlier.words, texts=texts, key=_keys(earlier.rule))


def _spanning(say: Phrases, spanning: Spanning, language: Language) -> str:
    older, newer = spanning.older, spanning.newer
    text = say(
        "facts_spanning", day=spanning.day, law=_law(older, language), older=_place(older, language), newer=_place(newer, language),
        older_key=_keys(older), newer_key=_keys(newer), older_quote=_excerpt(older), newer_quote=_excerpt(newer),
    )  # fmt: skip
    summary = spanning.summary.of(language) if spanning.summary else ""
    return "\n".join([text, say("facts_spanning_change", summary=summary)] if summary else [text])


def _excerpt(citation: Citation) -> str:
    line = citation.quote.split("\n")[0]
    return line if len(line) <= _EXCERPT else line[:_EXCERPT] + "……"


def _keys(*citations: Citation) -> str:
    return "".join(f" [{key}]" for key in dict.fromkeys(citation.key for citation in citations))


def _law(citation: Citation, language: Language) -> str:
    return citation.title if language == "zh" else (citation.title_en or citation.title)


def _place(citation: Citation, language: Language) -> str:
    return citation.locator if language == "zh" else _article(citation)


def _article(citation: Citation) -> str:
    number = to_int(citation.locator.strip("第条"))
    return citation.key.rpartition("/art")[2] if "/art" in citation.key else str(number or citation.locator)
