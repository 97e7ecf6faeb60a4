"""Putting the other law tools' results into words: an article read, citations checked, two texts compared."""

from assistant.offline.phrases import Phrases, phrases
from knowledge.citation import Citation
from knowledge.language import Language
from knowledge.law.attribution import Fit
from knowledge.law.library import Standing
from knowledge.law.verify import Reason, Verdict
from tools.law.checking import Check, Report
from tools.law.comparing import Comparison, Pair
from tools.law.reading import Reading

_MOST_LINES = 14
_EXCERPT = 900


def _key(citation: Citation | None) -> str:
    return f" [{citation.key}]" if citation else ""


def _number(citation: Citation) -> str:
    return citation.key.rpartition("/art")[2]


def _quote(say: Phrases, citation: Citation) -> str:
    return "\n".join(say("quote", text=line) for line in citation.quote[:_EXCERPT].split("\n"))


def reading_reply(reading: Reading, language: Language) -> str:
    """One article word for word, with its dates, or why there is none; always with what is coming."""
    say = phrases(language)
    values = {
        "law": reading.law.of(language), "locator": reading.locator, "article": reading.article, "day": reading.as_of,
        "adopted": reading.version_adopted, "from": reading.in_force_from, "count": reading.articles_in_law,
        "until": say("version_until", to=reading.in_force_to) if reading.in_force_to else "",
        "key": _key(reading.citation),
    }  # fmt: skip
    lines = [say(_reading_phrase(reading), **values)]
    if reading.citation:
        lines.append(_quote(say, reading.citation))
    if reading.gist:
        lines.append(say("reading_gist", text=reading.gist.of(language)))
    lines += _coming(reading, say, language)
    if reading.next and reading.standing is Standing.IN_FORCE:
        lines.append(say("next", text=reading.next.of(language)))
    return "\n\n".join(lines)


def _reading_phrase(reading: Reading) -> str:
    if reading.standing is Standing.NO_SUCH_ARTICLE:
        return "reading_none" if reading.pending else "reading_never"
    return {
        Standing.IN_FORCE: "reading_in_force",
        Standing.NOT_YET: "reading_not_yet",
        Standing.NO_LONGER: "reading_no_longer",
        Standing.TEXT_NOT_HELD: "reading_not_held",
    }[reading.standing]


def _coming(reading: Reading, say: Phrases, language: Language) -> list[str]:
    """The text that comes: what takes the article's place, or, where none stands now, what its number will say."""
    if reading.change and reading.citation:
        citation, where = reading.change.citation, ""
        if citation:
            where = say(
                "change_where",
                law=reading.law.of(language),
                locator=citation.locator,
                article=_number(citation),
                key=_key(citation),
            )
        summary = reading.change.summary.of(language) if reading.change.summary else ""
        return [say("reading_change", day=reading.change.day, where=where, summary=summary).strip()]
    if reading.pending:
        pending = reading.pending
        lines = [
            say("reading_pending", locator=pending.locator, article=_number(pending), key=_key(pending), **{"from": pending.in_force_from}),
            _quote(say, pending),
        ]  # fmt: skip
        return [*lines, say("reading_gist", text=reading.pending_gist.of(language))] if reading.pending_gist else lines
    return []


def report_reply(report: Report, language: Language) -> str:
    """The verdicts on a text, one line a citation."""
    say = phrases(language)
    if not report.checks:
        return say("no_citation")
    head = "report_head_one" if len(report.checks) == 1 else "report_head"
    lines = [say(head, day=report.as_of, count=len(report.checks))]
    return "\n\n".join(
        [*lines, "\n".join(_check_line(say, n, check, language) for n, check in enumerate(report.checks, 1))]
    )


def _check_line(say: Phrases, number: int, check: Check, language: Language) -> str:
    meant = check.meant
    detail = say(
        f"reason_{check.reason.value}", since=check.since, until=check.until, count=check.articles_in_law,
        meant=meant.locator if meant else "", meant_article=_number(meant) if meant else "", meant_key=_key(meant),
        meant_law=(meant.title if language == "zh" else meant.title_en) if meant else "",
    )  # fmt: skip
    raw = (
        check.raw
        if str(check.locator) in check.raw
        else f"{check.raw} ({check.locator})"
        if language == "zh"
        else check.raw
    )
    return say(
        "report_line", number=number, raw=raw, verdict=say(f"verdict_{check.verdict.value}"),
        detail=detail, fit=_fit(say, check), key=_key(check.citation),
    )  # fmt: skip


def _fit(say: Phrases, check: Check) -> str:
    if check.fit is Fit.NOT_STATED or check.verdict in (Verdict.CANNOT_CHECK, Verdict.OTHER_LAW_MEANT):
        return ""
    quote = check.citation.quote[:120] if check.citation else ""
    text = say(f"fit_{check.fit.value}", quote=quote)
    if check.meant and check.reason is not Reason.CONTENT_ELSEWHERE:
        text += say(
            "fit_meant", meant=check.meant.locator, meant_article=_number(check.meant), meant_key=_key(check.meant)
        )
    return text


def comparison_reply(comparison: Comparison, language: Language) -> str:
    """What a new text changes: one article side by side, or the changes of substance in a list."""
    say = phrases(language)
    head = say(
        "comparison_head", law=comparison.law.of(language), older_adopted=comparison.older_adopted,
        newer_adopted=comparison.newer_adopted, older_from=comparison.older_from, newer_from=comparison.newer_from,
        older_count=comparison.older_count, newer_count=comparison.newer_count,
    )  # fmt: skip
    if len(comparison.pairs) <= 3:
        return "\n\n".join([head, *(_pair(say, pair, language) for pair in comparison.pairs)])
    groups = _grouped(comparison)
    lines = [_group_line(say, group, language) for group in groups[:_MOST_LINES]]
    told = {id(pair) for group in groups[:_MOST_LINES] for pair in group}
    rest = sum(pair.changed and id(pair) not in told for pair in comparison.pairs)
    tail = [say("comparison_more", count=rest)] if rest > 0 else []
    return "\n\n".join([head, "\n".join(lines), *tail])


def _pair(say: Phrases, pair: Pair, language: Language) -> str:
    lines = []
    for name, citation in (("older", pair.older), ("newer", pair.newer)):
        if citation:
            text = citation.quote[:_EXCERPT].replace("\n", "\n> ")
            lines.append(
                say(
                    f"comparison_one_{name}",
                    locator=citation.locator,
                    article=_number(citation),
                    key=_key(citation),
                    text=text,
                )
            )
    lines.append(say("comparison_summary", summary=_summary(say, pair, language)))
    return "\n\n".join(lines)


def _grouped(comparison: Comparison) -> list[list[Pair]]:
    """Changes of substance: an old article with all that took it over, then what is new."""
    groups: dict[str, list[Pair]] = {}
    for pair in comparison.pairs:
        if pair.older is None or pair.summary:
            groups.setdefault(
                pair.older.key if pair.older else f"new {pair.newer.key if pair.newer else None}", []
            ).append(pair)
    return list(groups.values())


def _group_line(say: Phrases, group: list[Pair], language: Language) -> str:
    newer = ", ".join(_place(say, pair.newer) for pair in group)
    return say(
        "comparison_line", older=_place(say, group[0].older), newer=newer, summary=_summary(say, group[0], language)
    )


def _place(say: Phrases, citation: Citation | None) -> str:
    if citation is None:
        return "–"
    return say("comparison_place", locator=citation.locator, article=_number(citation), key=_key(citation))


def _summary(say: Phrases, pair: Pair, language: Language) -> str:
    if pair.summary:
        return pair.summary.of(language)
    if pair.older is None:
        return say("comparison_new")
    return say("comparison_gone") if pair.newer is None else say("comparison_moved")
