"""Classification symbols in normal form: IPC and CPC "F02C 7/055", Locarno "14-03", US classes "435/6.13".

Shape only: whether a group exists in some edition is the scheme's to say. WIPO ST.8 (recording of IPC symbols), the
Guide to the IPC (section, class, subclass, main group, subgroup), the Locarno Agreement (class and subclass).
"""

import re
from dataclasses import dataclass

from knowledge.patents.record import Symbol

_IPC = re.compile(
    r"^(?P<section>[A-HY])\s*(?P<number>\d{2})\s*(?P<subclass>[A-Z])?"
    r"(?:[\s\-]*(?P<group>\d{1,4})\s*(?:/|:)?\s*(?<=[/:\s])(?P<sub>\d{1,6}))?"
    r"\s*(?:[A-Z]?$|\(?(?P<version>(?:19|20)\d{2}[.\-]?(?:0\d|1[0-2])(?:\d\d)?)\)?(?P<rest>.*))?$"
)
_SUBGROUP_LETTER = re.compile(r"^(?:\d{8})?([ACS]?)([FL]?)([IN]?)")
_GROUP_ONLY = re.compile(r"^([A-HY])\s*(\d{2})\s*([A-Z])[\s\-]+(\d{1,4})(?:/\*?)?$")
_SECTION = re.compile(r"^[A-HY]$")
_LOCARNO = re.compile(r"^(?:LOC)?\s*(?:\(\s*\d+\s*\))?\s*(?:CL\.?)?\s*(\d{1,2})\s*[-/.]?\s*(\d{2})(?:\s*[A-Z]\d*)?$")
_USPC = re.compile(r"^(D?)0*(\d{1,3}|PLT)\s*/\s*(.+)$")


class SymbolError(ValueError):
    """The text is no symbol of the scheme. The message says what was expected."""


@dataclass(frozen=True)
class Reading:
    """A symbol read from print: its normal form, the edition it was given in, and what it is for."""

    symbol: Symbol
    version: str = ""  # "2006.01"
    additional: bool = False  # indexing ("N") and not invention information ("I")


def parse_symbol(text: str, scheme: str = "IPC", first: bool = False) -> Reading:
    """The symbol a text prints, in any style: "C12Q-0001/6883", "E01B3/32(2006.01)I", "A61K  38/30", "LOC(10) Cl. 09-01".

    `scheme`: IPC, CPC, LOC or USPC. Raises SymbolError.
    """
    plain = " ".join(text.upper().replace(" ", " ").split())
    if scheme == "LOC":
        return Reading(Symbol(scheme=scheme, code=_locarno(plain, text), first=first))
    if scheme == "USPC":
        return Reading(Symbol(scheme=scheme, code=_us_class(plain, text), first=first))
    found = _IPC.match(plain)
    if not found or (found["section"] == "Y" and scheme == "IPC") or (found["group"] and not found["subclass"]):
        raise SymbolError(f"{text!r} is no {scheme} symbol (expected something like F02C 7/055).")
    code = found["section"] + found["number"] + (found["subclass"] or "")
    if found["group"]:
        code += f" {int(found['group'])}/{found['sub'].ljust(2, '0')}"  # a lone digit lost its zero in a spreadsheet
    version = re.sub(r"\D", "", found["version"] or "")[:6]
    marks = _SUBGROUP_LETTER.match((found["rest"] or "").strip())
    return Reading(
        Symbol(scheme=scheme, code=code, first=first or bool(marks and marks[2] == "F")),
        f"{version[:4]}.{version[4:]}" if version else "",
        bool(marks and marks[3] == "N"),
    )


def normal(text: str, scheme: str = "IPC") -> str:
    """The normal form of a symbol alone. Raises SymbolError."""
    return parse_symbol(text, scheme).symbol.code


def _locarno(plain: str, text: str) -> str:
    found = _LOCARNO.match(plain)
    if not found or not 1 <= int(found[1]) <= 32:
        raise SymbolError(f"{text!r} is no Locarno class (expected something like 14-03).")
    return f"{int(found[1]):02d}-{found[2]}"


def _us_class(plain: str, text: str) -> str:
    found = _USPC.match(plain)
    if not found:
        raise SymbolError(f"{text!r} is no US class (expected something like 435/6.13).")
    rest = re.sub(r"^0+(?=\d)", "", found[3].replace(" ", ""))
    return f"{found[1]}{found[2]}/{rest}"


def prefixes(code: str) -> tuple[str, ...]:
    """Everything an IPC or CPC symbol falls under, from section to itself: F, F02, F02C, F02C 7/00, F02C 7/055."""
    parts = [code[:1], code[:3], code[:4]] if len(code) >= 4 else [code[:1], code[:3]] if len(code) == 3 else [code]
    if " " in code:
        parts += [f"{code.partition('/')[0]}/00", code]
    return tuple(dict.fromkeys(parts))


def class_prefix(text: str, scheme: str = "IPC") -> str:
    """A prefix as a user types it, in normal form: "F", "F02", "f02c", "F02C 7" and "F02C7/00" (main group), "F02C 7/055".

    Raises SymbolError.
    """
    plain = " ".join(text.upper().split())
    if scheme in ("LOC", "USPC"):
        return f"{int(plain):02d}" if scheme == "LOC" and re.fullmatch(r"\d{1,2}", plain) else normal(plain, scheme)
    if _SECTION.match(plain):
        return plain
    if group := _GROUP_ONLY.match(plain) or re.match(r"^([A-HY])(\d{2})([A-Z])(\d{1,4})/?$", plain):
        return f"{group[1]}{group[2]}{group[3]} {int(group[4])}/00"
    return normal(plain, "CPC")


def falls_under(code: str, prefix: str) -> bool:
    """Whether a symbol in normal form stands under a prefix in normal form; "F02C 7/00" covers its whole main group.

    Subgroups are covered by themselves only: which subgroup stands under which is told by dots in the scheme.
    """
    return prefix in prefixes(code) or code == prefix or (code[2:3] == "-" and code[:2] == prefix)
