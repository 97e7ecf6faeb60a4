"""How each office numbers applications: the canonical serial of a printed form, and the check digits of CN and EP.

`knowledge.patents.numbers.parse_application` uses these rules. Sources: WIPO ST.13 and its annexes on numbering, the
CNIPA numbering standard ZC 0006 (years, type digit, check digit modulo 11), EPC register numbers (check digit modulo
10), the number formats of DOCDB ("US 65784810 A": serial, then two digits of the year; "US 201113091119 A": year,
series, serial) and of EPODOC ("WO2008EP66124": PCT/EP2008/066124).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

# The first digit after the year in a Chinese application number: 8 and 9 are PCT applications in their national phase.
CN_TYPES = {"1": "A", "2": "U", "3": "S", "8": "A", "9": "U"}
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_ERAS = {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}  # fmt: skip
_ERAS |= {"明": 1867, "大": 1911, "昭": 1925, "平": 1988, "令": 2018}
_JP_RIGHTS = {"特": "A", "実": "U", "意": "S", "实": "U"}
_KR_RIGHTS = {"A": "10", "U": "20", "S": "30"}
# US series by the years they were filled, as long as DOCDB left them out of the number; a change within a year is told
# by the serial (the old series ran high).
_US_SERIES = ((1935, 2), (1948, 3), (1960, 4), (1970, 5), (1979, 6), (1987, 7), (1993, 8), (1998, 9), (2001, 10), (2004, 11), (2007, 12))  # fmt: skip
_LAST_WITHOUT_SERIES = 2010
_CLEAN_YEARS = {1935, 1948, 1960, 1970, 1979, 1987, 1993, 1998}  # a series began with the year


@dataclass(frozen=True)
class Serial:
    """The serial of an application in canonical form, and what is wrong with the printed one, if anything is."""

    text: str
    check: str = ""
    given: str = ""  # the check digit that was printed
    kind: str = ""  # A, U or S where the number itself says which right is asked for

    @property
    def wrong_check(self) -> bool:
        """Whether a check digit was printed that does not fit the digits."""
        return bool(self.given and self.check and self.given != self.check)


def cn_check(digits: str) -> str:
    """The check digit of 8 or 12 digits: weights 2 to 9, modulo 11, X for ten (ZC 0006)."""
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
    return "X" if rest == 10 else str(rest)


def ep_check(digits: str) -> str:
    """The check digit of the 8 digits of a European application: weights 1 and 2 in turn, digit sums, modulo 10."""
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits))
    return str(-total % 10)


def us_series(year: int, serial: int) -> int:
    """The series of a US application filed in a year, by the serial where two series met in it; 0 when it cannot be told.

    Not for years after 2010: DOCDB gives the series since, and late national phases make a guess wrong too often.
    """
    if year > _LAST_WITHOUT_SERIES:
        return 0
    known = [(start, series) for start, series in _US_SERIES if start <= year]
    if not known:
        return 0
    start, series = known[-1]
    return series - 1 if start == year and year not in _CLEAN_YEARS and serial > 500_000 else series


def full_year(digits: str, pivot: int = 50) -> int:
    """The year of two digits (78 is 1978, 04 is 2004) or of four."""
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= pivot else 2000)


def _cn(body: str, kind: str, filed: int) -> Serial | None:
    found = re.fullmatch(r"(?:ZL)?(\d{4}[12389]\d{7}|\d{2}[12389]\d{5})\.?([\dX])?", re.sub(r"[\s\-]", "", body))
    if not found:
        # WIPS: year, then type and serial padded to eight digits: 2001-00113592 is 01113592
        padded = re.fullmatch(r"(?:19|20)(\d\d)-00([12389]\d{5})", body)
        return _cn(padded[1] + padded[2], kind, filed) if padded else None
    digits, given = found[1], found[2] or ""
    if len(digits) == 12 and not 1985 <= int(digits[:4]) <= 2099:
        return None
    return Serial(digits, cn_check(digits), given, CN_TYPES[digits[-8]] if len(digits) == 12 else CN_TYPES[digits[2]])


def _ep(body: str, kind: str, filed: int) -> Serial | None:
    found = re.fullmatch(r"(?:(?:19|20)(?=\d{8}))?(\d\d)(\d{6})(?:\.(\d))?", re.sub(r"\s", "", body))
    if not found:
        return None
    digits = found[1] + found[2]
    return Serial(digits, ep_check(digits), found[3] or "")


def _us(body: str, kind: str, filed: int) -> Serial | None:
    packed = re.sub(r"[\s,]", "", body)
    if found := re.fullmatch(r"D/(\d{6})", packed):  # designs were printed so before they had series 29
        return Serial(f"29/{found[1]}", kind="S")
    if found := re.fullmatch(r"(\d{1,2})/(\d{5,6})", packed):
        return _us_of(int(found[1]), found[2])
    if found := re.fullmatch(r"((?:19|20)\d\d)-?(\d\d)(\d{6})", packed):
        return _us_of(int(found[2]), found[3])  # DOCDB since series 13: year, series, serial
    year, serial = _dated(packed, filed, pivot=13, last=2012)
    return _us_dated(year, serial, kind) if year else None


def _dated(packed: str, filed: int, pivot: int, last: int) -> tuple[int, int]:
    """Year and serial of "2005-356883", "2005356883" (EPODOC, WIPS) and "65784810" (DOCDB: serial, year); 0, 0 if neither.

    Eight digits may be either: the year of filing decides where it is known, else the reading that gives a real year
    (DOCDB gave the second form up after `last`).
    """
    front = re.fullmatch(r"((?:19|20)\d\d)-?(\d{4,6})", packed)
    back = re.fullmatch(r"(\d{1,6})(\d\d)", packed)
    readings = [(int(front[1]), int(front[2]))] if front else []
    if back and full_year(back[2], pivot) <= last:
        readings.insert(0, (full_year(back[2], pivot), int(back[1])))
    return min(readings, key=lambda reading: abs(reading[0] - filed) if filed else 0, default=(0, 0))


def _us_of(series: int, serial: str) -> Serial:
    return Serial(f"{series:02d}/{serial.zfill(6)}", kind="S" if series in (29, 35) else "A")


def _us_dated(year: int, serial: int, kind: str) -> Serial | None:
    """Year and serial: the series follows from the year, where it can be told; else both are kept: US2013-396697."""
    if kind in ("P", "F", "S"):  # provisionals run through 60 to 63 and designs through 29, not by year
        return Serial(
            f"{'29' if kind != 'P' else _provisional(year, serial)}/{serial:06d}", kind="S" if kind != "P" else "A"
        )
    series = us_series(year, serial)
    return _us_of(series, str(serial)) if series else Serial(f"{year}-{serial:06d}", kind="A")


def _provisional(year: int, serial: int) -> str:
    known = [(0, 60), (2008, 61), (2012, 62), (2020, 63)]
    start, series = [each for each in known if each[0] <= year][-1]
    return str(series - 1 if start == year and series > 60 and serial > 500_000 else series)


def _jp(body: str, kind: str, filed: int) -> Serial | None:
    packed = re.sub(r"[\s.第号號]", "", body)
    found = re.fullmatch(r"(?:([特実实意])(?:許|用新案|匠)?(?:出願|願))?(\D{0,2}?)(\d{1,4})[-/](\d{1,6})", packed)
    if found and (found[2] in _ERAS or (not found[2] and len(found[3]) == 4)):
        year = int(found[3]) + _ERAS.get(found[2], 0)
        return _jp_of(year, found[4], _JP_RIGHTS.get(found[1] or "", kind))
    if found := re.fullmatch(r"([MTSHR])(\d\d)(\d{6})", packed):
        return _jp_of(_ERAS[found[1]] + int(found[2]), found[3], kind)
    dated, serial = _dated(packed, filed, pivot=2, last=1999)
    return _jp_of(dated, str(serial), kind) if dated else None


def _jp_of(year: int, serial: str, kind: str) -> Serial:
    right = kind if kind in ("U", "S") else ""  # the rights are numbered side by side
    return Serial(f"{right}{year}-{serial.zfill(6)}", kind=right or "A")


def _kr(body: str, kind: str, filed: int) -> Serial | None:
    packed = re.sub(r"[\s]", "", body)
    found = re.fullmatch(r"(?:(10|20|30)-?(?=(?:19|20)\d\d))?((?:19|20)\d\d)-?(\d{1,7})", packed)
    if not found:
        old = re.fullmatch(r"([789]\d)(\d{7})", packed)  # DOCDB before 1999
        return _kr(f"19{old[1]}-{old[2]}", kind, filed) if old else None
    right = found[1] or _KR_RIGHTS.get(kind, "10")  # nobody writes the 10 of inventions out
    return Serial(f"{right}-{found[2]}-{found[3].zfill(7)}", kind={"10": "A", "20": "U", "30": "S"}[right])


def _tw(body: str, kind: str, filed: int) -> Serial | None:
    found = re.fullmatch(r"(\d{2,3})([123])(\d{5})(?:[A-Z]\d{2})?", re.sub(r"\s", "", body))
    return Serial(f"{int(found[1]):03d}{found[2]}{found[3]}", kind=CN_TYPES[found[2]]) if found else None


def _de(body: str, kind: str, filed: int) -> Serial | None:
    packed = re.sub(r"^P", "", re.sub(r"[\s]", "", body))
    found = re.fullmatch(r"([A-Z]?\d{6,12})(?:[.\-]\d)?", packed)  # the check digit is not part of the number
    if not found:
        return None
    right = {"10": "A", "20": "U", "40": "S"}.get(found[1][:2], "") if len(found[1]) == 12 else ""
    return Serial(found[1], kind=right)


def _plain(body: str, kind: str, filed: int) -> Serial | None:
    packed = re.sub(r"[\s/\-,]", "", body)
    found = re.fullmatch(r"([A-Z]{0,4}\d{2,14}|\d{4}[A-Z]{2,4}\d{1,7})(?:\.\d{1,2})?", packed)
    return Serial(found[1] + (kind if kind in ("U", "S") else "")) if found else None


OFFICES: dict[str, Callable[[str, str, int], Serial | None]] = {
    "CN": _cn, "EP": _ep, "US": _us, "JP": _jp, "KR": _kr, "TW": _tw, "DE": _de,
}  # fmt: skip


def serial_of(office: str, body: str, kind: str, filed: int) -> Serial | None:
    """The serial of an application at an office, None when the text is none of its forms; `filed`: a year, 0 unknown."""
    if re.fullmatch(r"\d{5,12}D", body.strip()):  # DOCDB's stand-in where the application number is not known
        return Serial(body.strip())
    return OFFICES.get(office, _plain)(body, kind, filed)


def pct_serial(office: str, year: str, serial: str) -> str:
    """PCT/US2013/038260: receiving office, four digits of the year, six of the serial (two and five before 2004)."""
    return f"PCT/{office}{full_year(year)}/{int(serial):06d}"
