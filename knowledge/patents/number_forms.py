"""Forms of publication numbers that offices and databases print beside the usual one, brought to the form of DOCDB.

`knowledge.patents.numbers.parse_publication` calls `usual_form` first. Each rule stands for a form seen in real
exports: Lens, PATENTSCOPE, Derwent, WIPS. Sources: the number formats of DOCDB, WIPO ST.6, WIPO ST.10/C.
"""

import re

# Lens adds the date where one kind was issued twice: "EP 0259054 B9 20031217".
_DATED = re.compile(r"(\s[A-Z]\d)\s+(?:19|20)\d{6}$")
_BRACKETED = re.compile(r"\s*\(([A-Z]\d?)\)")  # Espacenet: "WO2015026896 (A1)"
# Two letters of the branch where it was filed stand inside Indian and Italian numbers.
_BRANCHED = re.compile(r"^(?:IN\d{1,5}[A-Z]{2,3}\d{4}|IT[A-Z]{2}\d{8})(?:[A-Z]\d?)?$")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^MXPAA(?:19|20)(\d\d)(\d{6})"), r"MXPA\1\2"),  # PA/a/2005/008192
    (re.compile(r"^MX(?:MX)?A((?:19|20)\d{2})(\d{6})"), r"MX\1\2"),  # MX/a/2008/013315
    (re.compile(r"^IT((?:19|20)\d{2})([A-Z]{2})(\d{4})"), r"IT\2\1\3"),  # Derwent: IT2010RM0160A1
    (re.compile(r"^KR10((?:19|20)\d{2})(\d{7})"), r"KR\1\2"),  # 10-2001-0067590: nobody writes the 10 of inventions
    (re.compile(r"^KR20((?:19|20)\d{2})(\d{7})$"), r"KR\1\2U"),  # 20-2001-0067590: utility models as laid open
)
_KR_RIGHTS = {"B": "10", "Y": "20"}  # inventions and utility models are registered side by side
_LAST_OLD_SHOWA = 46  # examined before laying open: the Japanese laid-open documents begin in 1971, Showa 46


def usual_form(text: str) -> str:
    """The text with the parts that are no part of the number taken out or put in their usual order."""
    return _DATED.sub(r"\1", _BRACKETED.sub(r" \1", text.strip()))


def rewritten(packed: str) -> str:
    """The packed number (upper case, no separators) in the form of DOCDB, when it is one of the other forms."""
    for form, usual in _RULES:
        packed = form.sub(usual, packed)
    return packed


def branched(packed: str) -> tuple[str, str, str] | None:
    """Country, serial and kind of a number with letters inside ("IN1442CH2015A"), None for all others."""
    if not _BRANCHED.match(packed):
        return None
    found = re.match(r"^(..)(.*\d)([A-Z]\d?)$", packed) if packed[-2:].strip("0123456789") else None
    return (found[1], found[2], found[3]) if found else (packed[:2], packed[2:], "")


def office_serial(office: str, serial: str, kind: str) -> str | None:
    """The serial where an office's zeros or prefixes mean something; None where the general rules do.

    JP: an era, two digits of its year, the serial without zeros (H01142348 is of 1989, H1142348 of 1999). KR: registered
    rights have seven digits behind 10 or 20. GB: applications not yet laid open (D0) keep the two digits of the year.
    """
    if office == "JP":
        return _japanese(serial, kind)
    if office == "KR" and kind[:1] in _KR_RIGHTS and len(serial.lstrip("0")) <= 7:
        return _KR_RIGHTS[kind[0]] + serial.lstrip("0").zfill(7)
    if office == "GB" and kind == "D0":
        return serial
    if office in ("BR", "MX", "IT") and serial[:1].isalpha():
        return serial  # PI0620970: two letters, two digits of the year
    return None


def _japanese(serial: str, kind: str) -> str | None:
    era = re.fullmatch(r"([MTSHR])(\d\d)(\d{1,6})", serial)
    # Derwent and PATENTSCOPE leave the era out: 11243846 is H11-243846. Eight digits of a granted patent begin with 0.
    bare = re.fullmatch(r"(\d\d)(\d{6})", serial) if kind in ("", "A") else None
    if bare and (1 <= int(bare[1]) <= 12 or int(bare[1]) >= _LAST_OLD_SHOWA) and not (kind == "" and serial[0] == "0"):
        letter = "S" if int(bare[1]) >= _LAST_OLD_SHOWA else "H"
        return f"{letter}{bare[1]}{int(bare[2])}"
    return f"{era[1]}{era[2]}{int(era[3])}" if era else None
