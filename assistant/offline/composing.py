"""Composing an answer from tool results: conclusion, the words relied on, conditions, what changes, the next step."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.messages import ToolMessage

from assistant.offline.case_replies import case_line, cases_reply
from assistant.offline.fact_replies import told_first, told_last, told_of_earlier
from assistant.offline.law_replies import comparison_reply, reading_reply, report_reply
from assistant.offline.phrases import Phrases, in_one_language, phrases
from assistant.offline.searched import search_replies
from knowledge.citation import Citation
from knowledge.language import Language
from knowledge.law.figures import gives, units_asked
from knowledge.law.rank import rank_of
from knowledge.numerals import to_int
from tools.cases.finding import CasesFound
from tools.law.checking import Report
from tools.law.comparing import Comparison
from tools.law.consultation import Consultation, Provision
from tools.law.explaining import Statement
from tools.law.reading import Reading

_MARKUP = re.compile(r"!?\[[^\]]*\]\([^)]*\)|(?:https?|ftp)://\S+|[<>`*_#|\[\]]")
_CLOSE = 0.42  # cosine from which a condition or exception is worth saying
_DETAILS = 4
_QUOTES = 2
_FIRST = ("rule", "consequence", "amount", "deadline", "definition")


def compose(results: Sequence[ToolMessage], language: Language, asked: int) -> str:
    """One answer from all tool results of a turn; `asked` is how many questions the turn held."""
    say = phrases(language)
    artifacts = [_artifact(result) for result in results]
    consultations = [Consultation.model_validate(a["data"]) for a in artifacts if a and a["kind"] == "consultation"]
    parts = _merged(consultations)
    blocks = []
    for number, consultation in enumerate(parts, 1):
        head = [say("part", number=number, question=plain(consultation.question))] if len(parts) > 1 else []
        blocks.append("\n\n".join([*head, consultation_reply(consultation, language)]))
    blocks += [_other(artifact, result, say, language) for artifact, result in zip(artifacts, results, strict=True)]
    if notes := _version_note(parts, say, language):
        blocks.append(notes)
    if asked > len(results) and consultations:
        blocks.append(say("more_parts", count=asked, limit=len(results)))
    return "\n\n".join(block for block in blocks if block)


def _artifact(result: ToolMessage) -> dict[str, Any] | None:
    if result.status == "error" or not result.artifact:
        return None
    found: dict[str, Any] = result.artifact if isinstance(result.artifact, dict) else json.loads(result.artifact)
    return found


def _merged(consultations: list[Consultation]) -> list[Consultation]:
    """Questions of one turn that led to the same provision are answered once."""
    kept: dict[str, Consultation] = {}
    for consultation in consultations:
        lead = consultation.provisions[0].citation.key if consultation.provisions else consultation.question
        kept.setdefault(lead, consultation)
    return list(kept.values())


def _other(artifact: dict[str, Any] | None, result: ToolMessage, say: Phrases, language: Language) -> str:
    if artifact is None:
        return say("tool_failed", message=in_one_language(str(result.text), language))
    replies: dict[str, Callable[[], str]] = {
        "reading": lambda: reading_reply(Reading.model_validate(artifact["data"]), language),
        "report": lambda: report_reply(Report.model_validate(artifact["data"]), language),
        "comparison": lambda: comparison_reply(Comparison.model_validate(artifact["data"]), language),
        "cases": lambda: cases_reply(CasesFound.model_validate(artifact["data"]), language),
        "inquiry": lambda: _handed(artifact["data"], say),
    } | search_replies(artifact, language)
    reply = replies.get(artifact["kind"])
    return reply() if reply else ""


def _handed(data: dict[str, Any], say: Phrases) -> str:
    contact = say("handed_contact", contact=data["contact"]) if data["contact"] else say("handed_no_contact")
    handed = say("handed", id=data["id"], text=plain(data["text"])[:200], contact=contact)
    return "\n\n".join(part for part in (handed, data.get("more", "")) if part)


def plain(text: str) -> str:
    """A user's words as they may be said back: one line, no link, no markup."""
    return re.sub(r"\s+", " ", _MARKUP.sub(" ", text)).strip()


def mark(*citations: Citation) -> str:
    """Citation keys as they stand in an answer."""
    return "".join(f" [{key}]" for key in dict.fromkeys(citation.key for citation in citations))


def consultation_reply(found: Consultation, language: Language) -> str:
    """The answer to one question, or an honest "not found" that says what was looked in."""
    say = phrases(language)
    lines = [say("day_from_question", words=found.day_words, day=found.as_of)] if found.day_words else []
    lines += told_first(found, language)
    if found.repealed:
        law, citation = found.repealed, found.repealed.citation
        gone = say("repealed", name=law.name, now=law.now.of(language), law=_law_name(citation, language),
                   locator=citation.place(language), quote=citation.quote, key=mark(citation))  # fmt: skip
        return "\n\n".join([*lines, gone])
    if found.case and not found.provisions and not found.topics:
        return "\n\n".join([*lines, case_line(say, found.case, language)])
    if not found.answerable:
        alone = [] if found.computed or found.corrected else [_not_answered(found, say)]
        return "\n\n".join([*lines, *alone, *told_last(found, language)])
    if found.foreign_part:
        lines.append(say("foreign_part"))
    if found.topics:
        statements = [statement for topic in found.topics for statement in topic.statements]
        lines += [
            _conclusion(say, topic.answer.of(language), [s.citation for s in topic.statements[:3]])
            for topic in found.topics
        ]
        lines.append(told_of_earlier(found.earlier, language))
        lines.append(_basis(say, language, _quoted(statements, found.question)))
        lines.append(_details(say, language, statements))
        next_step = found.topics[0].next.of(language)
    elif (lead := found.provisions[0]).gist:
        lines.append(_conclusion(say, lead.gist.of(language), [lead.citation]))
        lines.append(told_of_earlier(found.earlier, language))
        lines.append(_basis(say, language, _quoted(lead.statements, found.question)))
        lines.append(_details(say, language, [s for s in lead.statements if s.kind in ("condition", "exception")]))
        next_step = lead.next.of(language) if lead.next else ""
    else:
        lines += [say("unexplained"), told_of_earlier(found.earlier, language), _bare(say, found.provisions)]
        next_step = ""
    lines.append(_related(say, language, found))
    lines += ["\n".join([say("cases_head"), case_line(say, found.case, language)])] if found.case else []
    lines += [_change(say, language, p) for p in found.provisions[:1] if p.change]
    lines += [say("next", text=next_step)] if next_step else []
    lines += told_last(found, language)
    return "\n\n".join(line for line in lines if line)


def _conclusion(say: Phrases, text: str, citations: list[Citation]) -> str:
    return say("conclusion", text=text, keys=mark(*citations))


def _quoted(statements: list[Statement], question: str) -> list[Statement]:
    """The statements whose words are quoted: what is said first of all, for the conclusion rests on it, then those that
    give the figure asked for and those closest to the question.
    """
    units = units_asked(question)
    first = [s for s in statements if s.main and not s.from_day]
    rest = sorted(statements, key=lambda s: (bool(units) and not gives(s.citation.quote, units), -s.closeness))
    return list({s.citation.quote: s for s in (*first, *rest) if not s.from_day}.values())[:_QUOTES]


def _basis(say: Phrases, language: Language, quoted: list[Statement]) -> str:
    lines = []
    for statement in quoted:
        citation = statement.citation
        phrase = "digest_line" if statement.digest else "basis_line"
        lines.append(
            say(
                phrase,
                law=_law_name(citation, language),
                title=_law_name(citation, language),
                locator=citation.place(language),
                article=_article_number(citation),
                rank=rank_of(citation.title).named(language),
                quote=citation.quote,
                key=mark(citation),
            )
        )
    return "\n".join([say("basis"), *lines]) if lines else ""


def _details(say: Phrases, language: Language, statements: list[Statement]) -> str:
    """What else bears on the question, in the order it was written: what is said first of all, then the closest."""
    near = [s for s in statements if s.main or s.closeness >= _CLOSE or not s.closeness]
    best = sorted(near, key=lambda s: (not s.main, -s.closeness))[:_DETAILS]
    chosen = [s for s in statements if s in best]
    lines = []
    for statement in chosen:
        phrase = "detail_later" if statement.from_day else "detail_line"
        lines.append(
            say(phrase, text=statement.text.of(language), key=mark(statement.citation), day=statement.from_day)
        )
    return "\n".join([say("details"), *lines]) if lines else ""


def _related(say: Phrases, language: Language, found: Consultation) -> str:
    provisions = found.provisions if found.topics else found.provisions[1:]
    said = {statement.citation.key for topic in found.topics for statement in topic.statements}
    lines = [
        say(
            "related_line",
            law=_law_name(p.citation, language),
            locator=p.citation.locator,
            article=p.article,
            text=p.gist.of(language),
            key=mark(p.citation),
        )
        for p in provisions
        if p.gist and p.citation.key not in said
    ]
    return "\n".join([say("related"), *lines]) if lines else ""


def _bare(say: Phrases, provisions: list[Provision]) -> str:
    lines = [
        say("basis_line", law=p.citation.title, locator=p.citation.locator, article=p.article, quote=p.citation.quote, key=mark(p.citation))
        for p in provisions
        if not p.gist
    ]  # fmt: skip
    return "\n".join([say("basis"), *lines])


def _change(say: Phrases, language: Language, provision: Provision) -> str:
    change = provision.change
    if change is None:
        return ""
    where = ""
    if change.citation:
        citation = change.citation
        where = say(
            "change_where", law=_law_name(citation, language), locator=citation.locator,
            article=_article_number(citation), key=mark(citation),
        )  # fmt: skip
    return say(
        "change", day=change.day, where=where, summary=change.summary.of(language) if change.summary else ""
    ).strip()


def _not_answered(found: Consultation, say: Phrases) -> str:
    articles = sum(found.looked_in.values())
    if not articles and found.gap in ("", "nothing_found"):
        return say("no_index")
    gap = "no_records_of" if found.gap == "no_records" and found.named else found.gap or "nothing_found"
    text = say(gap, articles=articles, day=found.as_of, name=found.named or found.question)
    tail = say("nothing_found_next") if found.gap in ("", "nothing_found") else ""
    return "\n\n".join(part for part in (text, tail) if part)


def _version_note(parts: list[Consultation], say: Phrases, language: Language) -> str:
    """The texts an answer rests on and their dates, and that it is information."""
    shown: dict[str, str] = {}
    for consultation in parts:
        if consultation.answerable:
            topical = [statement for topic in consultation.topics for statement in topic.statements]
            citations = [*(p.citation for p in consultation.provisions), *(s.citation for s in topical)]
            citations += [computed.citation for computed in consultation.computed]
            for citation in citations:
                if citation.in_force_from and citation.in_force_from <= consultation.as_of:
                    shown.setdefault(citation.key.rpartition("/")[0], _version_item(citation, say, language))
    if not shown:
        return ""
    joiner = "；" if language == "zh" else "; "
    return "_" + say("version_note", day=parts[0].as_of, versions=joiner.join(shown.values())) + "_"


def _version_item(citation: Citation, say: Phrases, language: Language) -> str:
    until = say("version_until", to=citation.in_force_to) if citation.in_force_to else ""
    adopted = citation.source.rpartition("（")[2].rstrip("）")
    return say(
        "version_item",
        law=_law_name(citation, language),
        adopted=adopted,
        until=until,
        **{"from": citation.in_force_from},
    )


def _law_name(citation: Citation, language: Language) -> str:
    """The law's name in the language of the answer."""
    return citation.title if language == "zh" else (citation.title_en or citation.title)


def _article_number(citation: Citation) -> str:
    if "/art" in citation.key:
        return citation.key.rpartition("/art")[2]
    number = to_int(citation.locator.strip("第条"))
    return str(number) if number is not None else citation.locator
