"""Telling what a patent search covered, where the same query can be carried on, and the small change of such replies."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.citation import Citation
from knowledge.language import Language
from tools.search.coverage import Coverage
from tools.search.links import ServiceQuery
from tools.search.log import SearchLog
from tools.search.words import Words, words

COUNTRIES = 8
# Retrieved text is data: in an answer it is one plain line, without links, markup, or brackets that look like citations.
_MARKUP = re.compile(r"!?\[[^\]]*\]\([^)]*\)|(?:https?|ftp)://\S+|[<>`*_#|\[\]]")
_PLACE = re.compile(r"(claim|description)?\s*¶?\s*(\d+)$")


def coverage_lines(tell: Words, covered: Coverage, log: SearchLog, failures: Sequence[str]) -> list[str]:
    """Databases, countries, the lag of publication, what was not searched, and the log in one line."""
    largest = sorted(covered.databases.items(), key=lambda row: (-row[1], row[0]))
    databases = [tell("coverage_database", name=name, count=count) for name, count in largest[:COUNTRIES]]
    databases += ["…"] if len(largest) > COUNTRIES else []
    rows = [tell("coverage_head", day=covered.as_of)]
    rows += [tell("coverage_databases", databases=_list(tell, databases))] if databases else []
    for held in covered.held[:COUNTRIES]:
        fields = dict.fromkeys(tell(f"field_{field.partition(':')[0]}") for field in held.fields)
        rows.append("- " + tell("coverage_held", country=held.country, records=held.records, newest=day(tell, held.newest), fields=_list(tell, fields)))  # fmt: skip
    rows += (
        [tell("coverage_missing", countries=_list(tell, covered.countries_missing))]
        if covered.countries_missing
        else []
    )
    rows.append(tell("coverage_lag", day=covered.published_through, keys=keys(covered.citations)))
    rows.append(tell("coverage_not", items=_list(tell, [tell(f"not_{item}") for item in covered.not_searched])))
    rows += [tell("outside_failed", services=_list(tell, [safe(failure) for failure in failures]))] if failures else []
    rows.append(tell("log_line", count=len(log.entries), index=log.index, when=log.made.strftime("%Y-%m-%d %H:%M")))
    return ["\n".join(rows)]


def elsewhere_lines(tell: Words, services: Sequence[ServiceQuery], language: Language) -> str:
    """The query for other services: links, and text to paste where a service takes none."""
    asked = [each for each in services if each.text]
    if not asked:
        return ""
    rows = [tell("elsewhere_head")]
    for each in asked:
        name = each.name.of(language)
        line = tell("link_line", name=name, link=each.link) if each.link else tell("paste_line", name=name, home=each.home, text=each.text.replace("\n", "; "))  # fmt: skip
        parts = [tell(f"part_{part}") for part in each.by_hand]
        line += tell("by_hand", parts=_list(tell, parts)) if parts else ""
        line += tell("own_office") if not each.covers_other_offices and not each.out_of_reach else ""
        line += tell("out_of_reach") if each.out_of_reach else ""
        line += tell("other_language") if each.other_language else ""
        rows.append(line)
    rows += [tell("words_withheld")] if any(each.words_withheld for each in asked) else []
    return "\n".join(rows)


def safe(text: str) -> str:
    """Words of a document or of the user as an answer may quote them."""
    return re.sub(r"\s+", " ", _MARKUP.sub(" ", text)).strip()


def keys(citations: Iterable[Citation]) -> str:
    """Citation keys as they stand in an answer."""
    return "".join(f" [{key}]" for key in dict.fromkeys(citation.key for citation in citations))


def day(tell: Words, value: date | None) -> str:
    """A day, or that it is not known."""
    return value.isoformat() if value else tell("unknown")


def place(tell: Words, where: str) -> str:
    """A place in a document in words of the language: claim 3 is 权利要求3."""
    found = _PLACE.match(where)
    if found:
        return tell(f"place_{found[1] or 'text'}", number=found[2])
    if where == "description":
        return tell("place_body")
    return tell(f"place_{where}") if f"place_{where}" in tell.names() else safe(where)


def _list(tell: Words, items: Iterable[str]) -> str:
    return ("、" if tell is words("zh") else ", ").join(items)
