"""Finding decided cases: the digests that fit, passages of ingested decisions, and what is known of a docket number.

Few and true: a digest is shown when it fits, and when fewer fit than were asked for, the answer says so.
"""

import re
from collections.abc import Collection

from pydantic import BaseModel

from knowledge.cases.calling import called_in
from knowledge.cases.digests import CaseDigest
from knowledge.cases.dockets import DocketVerdict, check_dockets
from knowledge.citation import Citation, unversioned
from knowledge.jurisdiction import jurisdictions_in
from knowledge.numerals import to_int
from knowledge.practice.notes import Both
from retrievers.cases import CaseHit, CaseSearcher

USUAL, MOST = 3, 10  # cases shown without and with a number asked for
FITS, NEAR = 0.3, 0.44  # fused score, which only ranks, and cosine of the closest question: both, or its own term named
FITS_WHEN_CLOSE, CLOSE = 0.25, 0.62  # a lower score will do for a question this close
_TERM = {"zh": 4, "en": 8}  # characters from which a term names a matter: "商标" or "design" alone does not
BEARS_ON = 0.36  # score from which a digest is told beside a provision it applies
_COUNT = re.compile(
    r"(?P<zh>\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?:个|件|起|份|则)[^，。,]{0,12}(?:案|判例)"
    r"|\b(?P<en>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twenty)\b[\w\s,-]{0,30}\b(?:cases|decisions|judg\w+|precedents|rulings)\b",
    re.IGNORECASE,
)
# Asking for cases and saying where: words of every such question, which say nothing of its matter.
_ASKING = re.compile(
    r"(?:请|能否|可以|再)?(?:给我|帮我|举|找|列|来)(?:出|一下)?(?:[\d一二两三四五六七八九十几]{0,2}(?:个|件|起|份|则))?(?:关于)?"
    r"|(?:有没有|有无|有)?(?:什么|哪些|哪个|几个|相关的?|类似的?|关于|的)*(?:指导性?)?(?:案例|判例|案子|先例)(?:有哪些|有吗|吗|呢)?"
    r"|(?:美国|欧盟|欧洲|中国|国内)(?:的|法院|有没有|有)*"
    r"|\b(?:please |can you )?(?:cite|find|show|give|list)(?: me)?(?: \w+(?= (?:\w+ )?(?:cases|decisions|precedents|rulings)))?\b|\b(?:are there |is there )?any\b"
    r"|\b(?:U\.?S\.?|EU|European|Chinese)?\s*(?:case law|cases?|decisions?|rulings?|precedents?)\b(?: (?:on|about|for) (?:that|this|it)\b| (?:on|about|for|of)\b)?"
    r"|\bin (?:the )?(?:US|EU|China|Europe)\b",
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
    """What was found: `wanted` cases were asked for (0: no number was named), `digests` and `texts` are held in all."""

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
    hits = [] if dockets else fitting(searcher, question, wanted or USUAL)
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


def called(searcher: CaseSearcher, question: str) -> list[CaseHit]:
    """The digests whose case a question calls by what people call it."""
    digests = (searcher.digests.get(f"case/{name}") for name in called_in(question))
    return [CaseHit(digest, 1.0, 1.0) for digest in digests if digest]


def fitting(searcher: CaseSearcher, question: str, most: int) -> list[CaseHit]:
    """The digests about a question: the case it calls by name, else of the jurisdictions it names, else Chinese ones, else any."""
    if meant := called(searcher, question):
        return meant[:most]
    matter = _matter(question)
    named = jurisdictions_in(question) & {"CN", "US", "EU", "EP"}
    if named & {"EU", "EP"}:
        named |= {"EU", "EP"}
    for jurisdictions in (named,) if named else (frozenset({"CN"}), frozenset[str]()):
        hits = searcher.search(matter, frozenset(jurisdictions), most)
        if fit := [hit for hit in hits if fits(hit, question)]:
            return fit
    return []


def _matter(question: str) -> str:
    """What a question for cases is about, without the words that ask for cases and how many."""
    rest = _ASKING.sub(" ", question).strip(" ,，。?？!！")
    return rest if len(rest) > 1 else question


def fits(hit: CaseHit, question: str) -> bool:
    """Whether a digest found is about the question, and not merely the nearest there is."""
    if hit.score >= FITS and (hit.closeness >= NEAR or _names_its_matter(hit.digest, question.casefold())):
        return True
    return hit.score >= FITS_WHEN_CLOSE and hit.closeness >= CLOSE


def _names_its_matter(digest: CaseDigest, question: str) -> bool:
    """Whether a question uses one of the digest's terms: a bare legal term is close to no question in full sentences."""
    terms = (("zh", digest.terms.zh), ("en", digest.terms.en))
    return any(len(term) >= _TERM[language] and term.casefold() in question for language, row in terms for term in row)


def bearing_on(searcher: CaseSearcher, question: str, provisions: Collection[str]) -> CaseShown | None:
    """The Chinese decision to tell beside an answer: close to the question, and on a provision the answer rests on.

    `provisions`: citation keys of articles ("cn/patent-law@2021-06-01/art22").
    """
    wanted = {unversioned(key) for key in provisions}
    for hit in searcher.search(question, frozenset({"CN"}), 2):
        if hit.score >= BEARS_ON and wanted & {unversioned(provision) for provision in hit.digest.provisions}:
            return CaseShown.of(hit.digest)
    return None


def _wanted(question: str) -> int:
    found = _COUNT.search(question)
    if not found:
        return 0
    word = (found["zh"] or found["en"]).lower()
    count = _WORDS.get(word) or to_int(word.replace("两", "二")) or 0
    return min(count, MOST)


def _docket(searcher: CaseSearcher, raw: str, verdict: DocketVerdict, key: str) -> DocketShown:
    digest = searcher.digests.get(key)
    passages = [] if digest or not key else [passage.cite() for passage in searcher.passages_of(key)[:USUAL]]
    return DocketShown(raw=raw, verdict=verdict, case=CaseShown.of(digest) if digest else None, passages=passages)
