"""Telling cases: what was held, by whom and when, under which number, and how many there are here in all."""

from assistant.offline.phrases import Phrases, phrases
from knowledge.cases.dockets import DocketVerdict
from knowledge.citation import Citation
from knowledge.language import Language
from tools.cases.finding import CasesFound, CaseShown, DocketShown


def cases_reply(found: CasesFound, language: Language) -> str:
    """The cases found, or an honest "none here"; always with what was looked in."""
    say = phrases(language)
    lines = [_docket(say, docket, language) for docket in found.dockets]
    if not found.dockets:
        lines += [case_line(say, case, language) for case in found.cases]
        if found.passages:
            lines.append("\n".join([say("passages_head"), *(passage_line(say, passage) for passage in found.passages)]))
        if not found.cases and not found.passages:
            lines.append(say("no_case"))
        elif found.cases and len(found.cases) < found.wanted:
            lines.append(say("fewer_cases", wanted=found.wanted, count=len(found.cases)))
    return "\n\n".join([*lines, say("case_scope", digests=found.digests, texts=found.texts)])


def case_line(say: Phrases, case: CaseShown, language: Language) -> str:
    """One case: name, court, number, date; what it was about, what was held, what follows for a firm."""
    return say(
        "case_abroad" if case.jurisdiction != "CN" else "case_here",
        name=case.name.of(language), court=case.court.of(language), docket=case.docket, decided=case.decided,
        facts=case.facts.of(language), holding=case.holding.of(language), lesson=case.lesson.of(language),
        key=f" [{case.citation.key}]",
    )  # fmt: skip


def passage_line(say: Phrases, passage: Citation) -> str:
    """One paragraph of an ingested decision, quoted."""
    return say(
        "passage_line", title=passage.title, locator=passage.locator, quote=passage.quote, key=f" [{passage.key}]"
    )


def _docket(say: Phrases, docket: DocketShown, language: Language) -> str:
    if docket.case:
        return case_line(say, docket.case, language)
    if docket.passages:
        head = say("docket_text", raw=docket.raw)
        return "\n".join([head, *(passage_line(say, passage) for passage in docket.passages)])
    return not_held(say, docket.raw, docket.verdict)


def not_held(say: Phrases, raw: str, verdict: DocketVerdict) -> str:
    """What can be said of a docket number that is not held: that it is not, or that there is no such number."""
    return say("docket_impossible" if verdict is DocketVerdict.IMPOSSIBLE else "docket_unknown", raw=raw)
