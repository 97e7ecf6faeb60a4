"""Docket numbers: finding them in text, writing them one way, and saying honestly what is known of one.

The grammar follows what is printed: PRC courts (（2019）最高法知民终1号, since 2016 with the court's code; （2011）民提字第306号
before; several numbers of one decision: 556、581、738号), guiding cases, CNIPA re-examination and invalidation (4W117458,
1F609940, 第12345号无效决定), US appeal numbers (No. 14-1469) and reporters (573 U.S. 208), the Court of Justice (C-170/13)
and the EPO's boards (G 1/21, T 641/00).
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

_START, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
_HAN = r"[\u4e00-\u9fff]"
# A court's number ends in what was heard (民 civil, 行 administrative ...) and at which stage: an announcement's does not.
_HEARD = rf"(?:{_HAN}\s?){{0,8}}(?:\d{{1,4}}\s?)?(?:{_HAN}\s?){{0,2}}[民行刑知商执赔财](?:{_HAN}\s?){{0,3}}[初终再提申监辖保他特调裁执外复抗]\s?(?:字\s?)?"
_MORE = r"(?:\s*[、,，]\s*\d+)*"
_GRAMMAR: tuple[tuple[str, str], ...] = (
    ("CN", rf"(?:[（(〔\[]\s*(?P<year>\d{{4}})\s*[）)〕\]]|(?<!\d)(?P<bare>\d{{4}})年?)\s*{_HEARD}(?:第\s*)?\d+{_MORE}\s*号(?:之[一二三四五六七八九十])?"),
    ("CN", rf"指导性?案例\s*(?:第\s*)?\d+\s*号|第?\s*\d+\s*号\s*指导性?案例|检例第\s*\d+\s*号|{_START}Guiding Case (?:No\.? ?)?\d+{_END}"),
    ("CN", rf"{_START}(?:[1-6][WF]\d{{6}}|JC\d{{4}}){_END}|第\s*\d{{4,6}}\s*号(?:专利)?(?:复审|无效宣告|无效)(?:请求)?(?:审查)?决定"),
    ("US", rf"{_START}Nos?\.\s*\d{{2,4}}-\d{{2,5}}(?:,? (?:and |& )?\d{{2,4}}-\d{{2,5}})*{_END}"),
    ("US", rf"{_START}\d{{1,3}}\s+(?:U\.\s?S\.|S\.\s?Ct\.|F\.\s?(?:2d|3d|4th)|F\.\s?Supp\.(?:\s?[23]d)?)\s+\d{{1,4}}{_END}"),
    ("EP", rf"{_START}[TGJR]\s?\d{{1,4}}/(?P<short>\d{{2}}){_END}"),
    ("EU", rf"{_START}[CT][-‑–]\d{{1,3}}/(?P<short>\d{{2}}){_END}"),
)  # fmt: skip
_PATTERNS = tuple((where, re.compile(pattern, re.IGNORECASE)) for where, pattern in _GRAMMAR)
_JOINT = re.compile(r"^(.*?)(\d+(?:[、,，&]\d+)+)(\D*)$")  # several numbers of one year and court
_JOINT_US = re.compile(r"\d{2,4}-\d{2,5}")
_BARE_US = re.compile(r"(?<![\w.-])\d{2}-\d{2,5}(?![\w-])")  # of a printed docket: in prose it may be anything
_GUIDING = re.compile(r"(?:指导性?案例|guidingcase)(?:no)?(\d+)号?|(\d+)号指导性?案例")
FIRST_YEAR = 1985  # of PRC courts' numbers for cases of this field: the Patent Law came into force


@dataclass(frozen=True)
class Docket:
    """A docket number as it stands in a text, where it belongs, and the year it carries (0: none)."""

    raw: str
    start: int
    end: int
    where: str
    year: int = 0

    @property
    def same(self) -> str:
        """The form by which two spellings of one number are compared."""
        return comparable(self.raw)

    @property
    def possible_from(self) -> int:
        """The first year such a number can carry."""
        return FIRST_YEAR if self.where == "CN" else 0


class DocketVerdict(StrEnum):
    """What can be said of a docket number here."""

    KNOWN = "known"  # a digest or a full text of it is held
    UNKNOWN = "unknown"  # well formed; nothing held: it may exist
    IMPOSSIBLE = "impossible"  # no such number can have been given: its year is still to come or too early


@dataclass(frozen=True)
class DocketCheck:
    """The verdict on one docket number; `key` cites the case where it is held."""

    docket: Docket
    verdict: DocketVerdict
    key: str = ""


def comparable(number: str) -> str:
    """A docket number without spaces, brackets and "No.", in one width; a number's year and zeros in one form."""
    narrow = unicodedata.normalize("NFKC", re.sub("[‑–]", "-", number)).lower()
    plain = re.sub(r"[\s()\[\]〔〕第字.]|(?<=^\d{4})年|\bnos?\b\.?", "", narrow)
    if found := _GUIDING.fullmatch(plain):
        return f"指导案例{found[1] or found[2]}号"
    plain = re.sub(r"^(?:19|20)(?=\d\d-\d{2,5}$)", "", plain)
    return re.sub(r"^([tgjr])0+(?=\d)", r"\1", plain)


def singles(number: str) -> list[str]:
    """The comparable forms of each number that one docket joins: 556、581、738号 are three; most are one."""
    several = _JOINT_US.findall(number) if re.match(r"\s*Nos?\.", number, re.IGNORECASE) else []
    if several:
        return [comparable(each) for each in several]
    plain = comparable(number)
    if found := _JOINT.match(plain):
        return [f"{found[1]}{each}{found[3]}" for each in re.split(r"[、,，]", found[2])]
    return [plain]


def find_dockets(text: str) -> list[Docket]:
    """Every docket number in a text, in order, none inside another."""
    found: dict[int, Docket] = {}
    for where, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(other.start <= match.start() < other.end for other in found.values()):
                found[match.start()] = Docket(match[0], match.start(), match.end(), where, _year(match.groupdict()))
    return [found[start] for start in sorted(found)]


def _year(groups: dict[str, str | None]) -> int:
    if short := groups.get("short"):  # European courts and boards began in the 1950s and 1970s
        return int(short) + (1900 if int(short) >= 50 else 2000)
    return int(groups.get("year") or groups.get("bare") or 0)


def sub_dockets(replace: Callable[[re.Match[str]], str], text: str) -> str:
    """The text with every docket number replaced by what `replace` makes of its match."""
    for _, pattern in _PATTERNS:
        text = pattern.sub(replace, text)
    return text


def check_dockets(text: str, held: dict[str, str], year: int) -> Iterator[DocketCheck]:
    """A verdict for each docket number of a text. `held`: citation keys by `comparable` number; `year`: the present one."""
    for docket in find_dockets(text):
        key = next((held[form] for form in (docket.same, *singles(docket.raw)) if form in held), "")
        if key:
            yield DocketCheck(docket, DocketVerdict.KNOWN, key)
        elif docket.year and not docket.possible_from <= docket.year <= year:
            yield DocketCheck(docket, DocketVerdict.IMPOSSIBLE)
        else:
            yield DocketCheck(docket, DocketVerdict.UNKNOWN)


def numbers_in(printed: str) -> Collection[str]:
    """The comparable forms under which one printed docket may be asked for ("136 S. Ct. 1923 (No. 14-1513)" has two)."""
    return {comparable(printed), *singles(printed), *numbers_within(printed)}


def numbers_within(source: str) -> set[str]:
    """The comparable forms of every docket number in the words of a source, bare US appeal numbers among them.

    A ruling within a case (732号之一) is also meant by the number of the case.
    """
    forms = {form for docket in find_dockets(source) for form in singles(docket.raw)} | set(_BARE_US.findall(source))
    return forms | {re.sub("之.$", "", form) for form in forms}
