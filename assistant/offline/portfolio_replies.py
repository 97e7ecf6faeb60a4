"""Telling the status of one patent and the portfolio of one holder, with what the records cannot tell."""

from typing import Any

from pydantic import TypeAdapter

from assistant.offline.coverage_replies import keys, safe
from assistant.offline.patent_replies import STATES, status_lines, title
from assistant.offline.phrases import phrases
from knowledge.language import Language
from tools.search.patentee import Holding, Portfolio
from tools.search.shown import cite
from tools.search.status import StatusFound

_LISTED = 10  # applications told in an answer
_STATUS, _PORTFOLIO = TypeAdapter(StatusFound), TypeAdapter(Portfolio)


def status_reply(data: dict[str, Any], language: Language) -> str:
    """The state on the day first, then why, the arithmetic, the fees, what is open and where to look."""
    return status_text(_STATUS.validate_python(data), language)


def status_text(found: StatusFound, language: Language) -> str:
    """The same of a result at hand."""
    patent = found.newest
    head = f"**{patent.number}**　{safe(title(patent, language))}{keys([cite(patent)])}"
    first, *rest = status_lines(found.status, language)
    provisions = [citation for citation in found.citations if not citation.key.startswith("patent/")]
    lines = [head, f"**{first}**{keys(provisions)}", "\n".join(f"- {line.strip()}" for line in rest)]
    return "\n\n".join(lines)


def portfolio_reply(data: dict[str, Any], language: Language) -> str:
    """How many applications by state, year, class and country; the newest; like names that were not counted."""
    return portfolio_text(_PORTFOLIO.validate_python(data), language)


def portfolio_text(found: Portfolio, language: Language) -> str:
    """The same of a result at hand."""
    say = phrases(language)
    total = sum(found.by_state.values())
    if not total:
        lines = [say("portfolio_none", name=safe(found.asked), records=sum(found.held.values()))]
    else:
        names = say("list_mark").join(f"{safe(name)} ({count})" for name, count in list(found.names.items())[:5])
        lines = [
            say("portfolio_head", name=safe(found.asked), total=total, families=found.families, day=found.as_of, names=names),
            say("portfolio_states", values=_counts({STATES[state][language]: n for state, n in found.by_state.items()})),
            say("portfolio_years", values=_counts(dict(sorted(found.by_year.items())))),
            say("portfolio_classes", values=_counts(dict(list(found.by_class.items())[:8]))),
            say("portfolio_countries", values=_counts(found.by_country)),
            "\n".join([say("portfolio_newest"), *(_holding(each, language) for each in found.holdings[:_LISTED])]),
        ]  # fmt: skip
    if found.variants:
        near = say("list_mark").join(f"{safe(each.name)} ({each.publications})" for each in found.variants[:5])
        lines.append(say("portfolio_variants", names=near))
    lines.append(say("portfolio_scope", records=sum(found.held.values()), newest=found.newest or "-"))
    return "\n\n".join(lines)


def _holding(holding: Holding, language: Language) -> str:
    patent = holding.patent
    state = STATES[holding.status.state][language]
    return f"- {patent.number}　{safe(title(patent, language))} ({patent.filed or '-'}, {state}){keys([cite(patent)])}"


def _counts(values: dict[Any, int]) -> str:
    return ", ".join(f"{safe(str(name))} {count}" for name, count in values.items())
