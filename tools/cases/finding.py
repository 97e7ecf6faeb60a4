"""Finding decided cases: the digests that fit, passages of ingested decisions, and what is known of a docket number.

Few and true: a digest is shown when it fits, and when fewer fit than were asked for, the answer says so.
"""

import re
from collections.abc import Collection

from pydantic import BaseModel

from knowledge.cases.digests import CaseDigest
from knowledge.cases.dockets import DocketVerdict, check_dockets
from knowledge.citation import Citation
from knowledge.jurisdiction import jurisdictions_in
from knowledge.numerals import to_int
from knowledge.practice.notes import Both
from retrievers.cases import CaseHit, CaseSearcher

USUAL, MOST = 3, 10  # cases shown without and with a number asked for
FITS, FITS_WHEN_CLOSE, CLOSE = 0.3, 0.25, 0.62  # fused scores, the lower one for a question this close (cosine)
BEARS_ON = 0.36  # score from which a digest is told beside a provision it applies
_COUNT = re.compile(
    r"(?P<zh>\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?:个|件|起|份|则)[^，。,]{0,12}(?:案|判例)"
    r"|\b(?P<en>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twenty)\b[\w\s,-]{0,30}\b(?:cases|decisions|judg\w+|precedents|rulings)\b",
    re.IGNORECASE,
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"twenty": 20}


class CaseShown(BaseModel):
    """One decided case as an answer may tell it."""

    name: Both
    court: Both
    docket: str
    decided: str
    jurisdiction: str
    facts: Both
    issue: Both
    holding: Both
    lesson: Both
    citation: Citation

    @classmethod
    def of(cls, digest: CaseDigest) -> "CaseShown":
        """What is shown of a digest."""
        shown = {name: getattr(digest, name) for name in cls.model_fields if name != "citation"}
        return cls(**shown, citation=digest.cite())


class DocketShown(BaseModel):
    """A docket number in the question and what can be said of it here."""

    raw: str
    verdict: DocketVerdict
    case: CaseShown | None = None
    passages: list[Citation] = []


class CasesFound(BaseModel):
    """What was found: `wanted` cases were asked for, `digests` and `texts` are held in all."""

    question: str
    wanted: int
    cases: list[CaseShown]
    passages: list[Citation]
    dockets: list[DocketShown]
    digests: int
    texts: int

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        named = [d.case.citation for d in self.dockets if d.case] + [p for d in self.dockets for p in d.passages]
        return [*named, *(case.citation for case in self.cases), *self.passages]


def find_cases(searcher: CaseSearcher, question: str, year: int) -> CasesFound:
    """The cases that fit a question in either language. A docket number in it is checked and told; `year` is the present one."""
    dockets = [
        _docket(searcher, check.docket.raw, check.verdict, check.key)
        for check in check_dockets(question, searcher.held(), year)
    ]
    wanted = _wanted(question)
    hits = [] if dockets else fitting(searcher, question, wanted)
    passages = [] if dockets else [hit.passage.cite() for hit in searcher.passages(question, USUAL)]
    return CasesFound(
        question=question,
        wanted=wanted,
        cases=[CaseShown.of(hit.digest) for hit in hits],
        passages=passages,
        dockets=dockets,
        digests=len(searcher.digests),
        texts=searcher.texts_held(),
    )


def fitting(searcher: CaseSearcher, question: str, most: int) -> list[CaseHit]:
    """The digests about a question: of the jurisdictions it names, else Chinese ones, else any."""
    named = jurisdictions_in(question) & {"CN", "US", "EU", "EP"}
    if named & {"EU", "EP"}:
        named |= {"EU", "EP"}
    for jurisdictions in (named,) if named else (frozenset({"CN"}), frozenset[str]()):
        hits = searcher.search(question, frozenset(jurisdictions), most)
        if fit := [hit for hit in hits if fits(hit)]:
            return fit
    return []


def fits(hit: CaseHit) -> bool:
    """Whether a digest found is about the question, and not merely the nearest there is."""
    return hit.score >= FITS or (hit.score >= FITS_WHEN_CLOSE and hit.closeness >= CLOSE)


def bearing_on(searcher: CaseSearcher, question: str, provisions: Collection[str]) -> CaseShown | None:
    """The Chinese decision to tell beside an answer: close to the question, and on a provision the answer rests on.

    `provisions`: citation keys of articles ("cn/patent-law@2021-06-01/art22").
    """
    wanted = {_unversioned(key) for key in provisions}
    for hit in searcher.search(question, frozenset({"CN"}), 2):
        if hit.score >= BEARS_ON and wanted & {_unversioned(provision) for provision in hit.digest.provisions}:
            return CaseShown.of(hit.digest)
    return None


def _unversioned(key: str) -> str:
    """A provision without the version: cn/patent-law/art22."""
    return re.sub(r"(?:@[\d-]+|-20\d\d)(?=/art)", "", key)


def _wanted(question: str) -> int:
    found = _COUNT.search(question)
    if not found:
        return USUAL
    word = (found["zh"] or found["en"]).lower()
    count = _WORDS.get(word) or to_int(word.replace("两", "二")) or USUAL
    return max(1, min(count, MOST))


def _docket(searcher: CaseSearcher, raw: str, verdict: DocketVerdict, key: str) -> DocketShown:
    digest = searcher.digests.get(key)
    passages = [] if digest or not key else [passage.cite() for passage in searcher.passages_of(key)[:USUAL]]
    return DocketShown(raw=raw, verdict=verdict, case=CaseShown.of(digest) if digest else None, passages=passages)
