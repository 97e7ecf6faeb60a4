"""Docket numbers: finding them in text, writing them one way, and saying honestly what is known of one.

The grammar follows what is printed: PRC courts (（2019）最高法知民终1号, since 2016 with the court's code; （2011）民提字第306号
before), guiding cases, CNIPA re-examination and invalidation (4W117458, 1F609940), US appeal numbers (No. 14-1469)
and reporters (573 U.S. 208), the Court of Justice (C-170/13) and the EPO's boards (G 1/21, T 641/00).
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

_START, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
_GRAMMAR: tuple[tuple[str, str], ...] = (
    ("CN", r"[（(]\s*(?P<year>\d{4})\s*[）)]\s*[\u4e00-\u9fff]{1,8}\d{0,4}[\u4e00-\u9fff]{1,5}(?:第\s*)?\d+\s*号(?:之[一二三四五六七八九十])?"),
    ("CN", r"指导(?:性)?案例\s*\d+\s*号"),
    ("CN", rf"{_START}(?:[1-6][WF]\d{{6}}|JC\d{{4}}){_END}"),
    ("US", rf"{_START}No\.\s*\d{{2,4}}-\d{{2,5}}{_END}"),
    ("US", rf"{_START}\d{{1,3}}\s+(?:U\.\s?S\.|S\.\s?Ct\.|F\.\s?(?:2d|3d|4th)|F\.\s?Supp\.(?:\s?[23]d)?)\s+\d{{1,4}}{_END}"),
    ("EP", rf"{_START}[TGJ]\s?\d{{1,4}}/\d{{2}}{_END}"),
    ("EU", rf"{_START}[CT][-‑]\d{{1,3}}/\d{{2}}{_END}"),
)  # fmt: skip
_PATTERNS = tuple((where, re.compile(pattern, re.IGNORECASE)) for where, pattern in _GRAMMAR)
FIRST_YEAR = 1985  # of the courts' numbers for cases of this field: the Patent Law came into force


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
    """A docket number without spaces, brackets and "No.", in one width."""
    narrow = number.replace("（", "(").replace("）", ")").replace("‑", "-")
    return re.sub(r"[\s()第.]|No\b\.?", "", narrow).lower()


def find_dockets(text: str) -> list[Docket]:
    """Every docket number in a text, in order, none inside another."""
    found: dict[int, Docket] = {}
    for where, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            year = int(match.groupdict().get("year") or 0)
            if not any(other.start <= match.start() < other.end for other in found.values()):
                found[match.start()] = Docket(match[0], match.start(), match.end(), where, year)
    return [found[start] for start in sorted(found)]


def sub_dockets(replace: Callable[[re.Match[str]], str], text: str) -> str:
    """The text with every docket number replaced by what `replace` makes of its match."""
    for _, pattern in _PATTERNS:
        text = pattern.sub(replace, text)
    return text


def check_dockets(text: str, held: dict[str, str], year: int) -> Iterator[DocketCheck]:
    """A verdict for each docket number of a text. `held`: citation keys by `comparable` number; `year`: the present one."""
    for docket in find_dockets(text):
        if docket.same in held:
            yield DocketCheck(docket, DocketVerdict.KNOWN, held[docket.same])
        elif docket.year and not FIRST_YEAR <= docket.year <= year:
            yield DocketCheck(docket, DocketVerdict.IMPOSSIBLE)
        else:
            yield DocketCheck(docket, DocketVerdict.UNKNOWN)


def numbers_in(printed: str) -> Collection[str]:
    """The comparable forms under which one printed docket may be asked for ("136 S. Ct. 1923 (No. 14-1513)" has two)."""
    return {comparable(printed), *(docket.same for docket in find_dockets(printed))}
