"""Telling a trademark search: the marks found with reasons, the law of the filing date, the questions, what was not searched."""

from assistant.offline.phrases import Phrases, phrases
from knowledge.citation import Citation
from knowledge.language import Language
from tools.search.trademark import MarkReport, MarkShown
from tools.search.trademark_law import NEW, Ground, Provision

_SHOWN = 10  # marks told; the rest is counted
_CITED = (
    Ground.SIMILAR,
    Ground.FIRST,
    Ground.YEAR_BAR,
    Ground.WELL_KNOWN,
    Ground.USE_SIMILAR,
)  # those told in an answer


def trademarks_reply(report: MarkReport, language: Language) -> str:
    """The report in words, never a verdict."""
    say = phrases(language)
    lines = [_asked(say, report, language)]
    near = [hit for hit in report.hits if hit.similar]
    lines.append(_marks(say, near, language) if near else say("tm_none"))
    far = [hit for hit in report.hits if not hit.similar][:3]
    lines += ["\n".join([say("tm_far_head"), *(_mark(say, hit, language) for hit in far)])] if far else []
    if report.elsewhere:
        lines.append("\n".join([say("tm_elsewhere_head"), *(_mark(say, hit, language) for hit in report.elsewhere)]))
    lines.append(_law(say, report, language))
    if report.questions:
        asked = (
            say("tm_question", text=question.text.of(language), keys=_key(question.provision.citation))
            for question in report.questions
        )
        lines.append("\n".join([say("tm_questions_head"), *asked]))
    told = "\n".join(f"- {line.of(language)}" for line in report.coverage)
    return "\n\n".join([*lines, say("tm_no_verdict"), f"{say('tm_coverage_head')}\n{told}"])


def _asked(say: Phrases, report: MarkReport, language: Language) -> str:
    wanted = report.wanted
    comma = "、" if language == "zh" else ", "
    classes = comma.join(map(str, wanted.classes)) or say("tm_any_class")
    lines = [say("tm_asked", word=report.request.word, classes=classes, count=report.log.total)]
    if wanted.codes:
        lines.append(say("tm_groups", groups=comma.join(sorted(wanted.codes))))
    if wanted.unknown:
        lines.append(say("tm_goods_unknown", goods=comma.join(wanted.unknown)))
    return "\n".join(lines)


def _marks(say: Phrases, hits: list[MarkShown], language: Language) -> str:
    rows = [_mark(say, hit, language) for hit in hits[:_SHOWN]]
    more = [say("tm_more", count=len(hits) - _SHOWN)] if len(hits) > _SHOWN else []
    return "\n".join([say("tm_head"), *rows, *more])


def _mark(say: Phrases, hit: MarkShown, language: Language) -> str:
    comma = "、" if language == "zh" else ", "
    note = say("tm_later") if hit.later else say("tm_bar", day=hit.bar_until) if hit.bar_until else ""
    return say(
        "tm_mark", words=hit.words, office=hit.office, number=hit.number, holder=hit.holder or say("tm_unknown"),
        classes=comma.join(map(str, hit.classes)) or say("tm_unknown"), filed=hit.filed or say("tm_unknown"),
        standing=hit.standing_text.of(language), reasons=comma.join(text.of(language) for text in hit.reason_texts),
        goods=(hit.goods.note or hit.goods_text).of(language), note=note,
    )  # fmt: skip


def _law(say: Phrases, report: MarkReport, language: Language) -> str:
    law = report.governing
    dates = {"filed": law.filed, "adopted": law.adopted, "start": law.in_force_from, "new": NEW}
    head = (
        say("tm_law_new", **dates)
        if law.new
        else say("tm_law_old", **dates)
        if law.held
        else say("tm_law_not_held", **dates)
    )
    rows = [
        _provision(say, basis, language) for basis in report.provisions if basis.ground in _CITED and basis.citation
    ]
    return "\n".join([head, *rows])


def _provision(say: Phrases, basis: Provision, language: Language) -> str:
    citation = basis.citation
    if citation is None:
        return ""
    other = say("tm_other_text", locator=basis.other.place(language), key=_key(basis.other)) if basis.other else ""
    return say("tm_provision", locator=citation.place(language), quote=citation.quote, key=_key(citation), other=other)


def _key(citation: Citation | None) -> str:
    return f" [{citation.key}]" if citation else ""
