"""Subject search: publications on a matter by words, meaning and classes, in Chinese and English at once."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.patents.record import Patent
from tools.refused import Refused
from tools.search.coverage import Coverage, coverage
from tools.search.links import ServiceQuery, links_for
from tools.search.log import SearchLog
from tools.search.outside import ask_outside
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom
from tools.search.shown import PatentShown, show

FACETED = 200  # hits the facets are counted over
MOST = 100


class Facet(BaseModel):
    """How many of the hits counted have a value."""

    value: str
    count: int


class SubjectFound(BaseModel):
    """What a subject search found, with everything needed to judge and repeat it."""

    query: SearchQuery
    hits: list[PatentShown]
    total: int
    facets: dict[str, list[Facet]]  # country, year, class, holder, over the first hits
    faceted: int
    elsewhere: list[ServiceQuery]
    outside_failures: list[str]
    log: SearchLog
    coverage: Coverage

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        return [*(hit.citation for hit in self.hits), *self.coverage.citations]


def search_subject(room: SearchRoom, query: SearchQuery, as_of: date, limit: int = 20) -> SubjectFound:
    """The publications that fit a query, best first, at most `limit`. Raises Refused for an empty query."""
    if query.is_empty:
        raise Refused(
            "请写出要检索的技术内容、分类号、申请人或时间。/ Say what to search for: words, a class, a holder or a time."
        )
    limit = min(limit, MOST)
    recorder = room.recorder("subject")
    found = recorder.search("text", query, max(limit, FACETED))
    outside = ask_outside(room, recorder, "text", query, limit)
    shown = [show(hit.patent, hit) for hit in found.hits[:limit]]
    held = {each.number for each in shown}
    shown += [show(patent) for patent in outside.patents if str(patent.number) not in held][
        : max(0, limit - len(shown))
    ]
    counted = [hit.patent for hit in found.hits]
    return SubjectFound(
        query=query,
        hits=shown,
        total=found.total,
        facets=facets(counted),
        faceted=len(counted),
        elsewhere=links_for(query),
        outside_failures=outside.failures,
        log=recorder.log,
        coverage=coverage(
            room.library,
            room.survey(),
            as_of,
            databases=recorder.log.databases,
            countries=query.countries,
            outside=outside.asked,
        ),
    )


def facets(patents: Iterable[Patent], most: int = 10) -> dict[str, list[Facet]]:
    """Hits by country, year of publication, subclass and holder, the most frequent first."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("country", "year", "class", "holder")}
    for patent in patents:
        counts["country"][patent.number.country] += 1
        counts["year"].update([str(patent.published.year)] if patent.published else [])
        counts["class"].update({symbol.code[:4] for symbol in patent.symbols if symbol.scheme in ("IPC", "CPC")})
        counts["holder"].update({holder.name for holder in patent.holders})
    return {
        name: [Facet(value=value, count=number) for value, number in sorted(each.items(), key=lambda row: (-row[1], row[0]))[:most]]
        for name, each in counts.items()
    }  # fmt: skip
