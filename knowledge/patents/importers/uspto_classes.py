"""Classification symbols as the USPTO packs them into columns, in normal form: "F02C 7/055", "361/818", "14-02"."""

import re

from knowledge.patents.record import Symbol

_SLASHED = re.compile(r"^([A-H]\d\d[A-Z])\s*0*(\d+)/(\d+)$")
_PACKED = re.compile(r"^([A-H]\d\d[A-Z])(.{3})(\d{2,})$")
_SHRUNK = re.compile(r"^([A-H]\d\d[A-Z])\s+(\d+)(\d\d)$")  # columns whose blanks a program has run together
_AFTER_POINT = re.compile(r"^\.?(\d*)(\D*)$")
_LOCARNO = re.compile(r"^D?\s*0*(\d{1,2})[\s-]*(\d{2})$")


def ipc(text: str) -> str:
    """An IPC or CPC symbol: "H05K9/0066", "G06F017/60", "B60R  900" (group in three columns). "" when it is none."""
    packed = text.strip().upper()
    slashed = _SLASHED.match(packed)
    if slashed:
        return f"{slashed[1]} {slashed[2]}/{slashed[3]}"
    columns = _PACKED.match(packed)
    if not columns or not columns[2].strip().isdigit():
        columns = _SHRUNK.match(packed)
    if columns:
        return f"{columns[1]} {int(columns[2])}/{columns[3]}"
    return ""


def locarno(text: str) -> str:
    """A class of the Locarno classification: "1402" is "14-02". "" when it is none."""
    found = _LOCARNO.match(text.strip())
    return f"{int(found[1]):02d}-{found[2]}" if found else ""


def uspc(text: str) -> str:
    """A class of the US classification: " 24 305 S", "361763", "623001160", "D14480", "369 772" are columns of class
    (three), subclass (three) and what follows its point: "24/30.5S", "361/763", "623/1.16", "D14/480", "369/77.2".
    """
    text = text.rstrip()
    if len(text) < 6:  # blanks at the beginning were stripped: "4675" is class 4, subclass 675
        text = text.strip().rjust(6)
    head, sub, rest = text[:3].replace(" ", ""), text[3:6].strip(), text[6:].strip()
    if sub.startswith("DIG"):
        return f"{head.lstrip('0')}/DIG.{(sub[3:] + rest).strip('. 0')}"
    after = _AFTER_POINT.match(rest.replace(" ", ""))
    decimals, letters = (after[1], after[2]) if after else ("", rest)
    if len(decimals) == 3 and sub.isdigit():  # applications fill three digits with zeros, grants give what there is
        decimals = decimals.rstrip("0")
    return f"{head.lstrip('0')}/{sub.lstrip('0') or '0'}{'.' if decimals else ''}{decimals}{letters}"


def symbol(scheme: str, text: str, first: bool = False) -> tuple[Symbol, ...]:
    """One symbol of a scheme (IPC, CPC, USPC, LOC), none when the text cannot be read as one."""
    read = {"IPC": ipc, "CPC": ipc, "USPC": uspc, "LOC": locarno}[scheme]
    code = read(text)
    return (Symbol(scheme=scheme, code=code, first=first),) if code else ()


def in_columns(section: str, class_: str, subclass: str, group: str, subgroup: str) -> str:
    """A symbol given in its five parts: A 01 B 1 24 is "A01B 1/24"."""
    return f"{section}{class_}{subclass} {group.lstrip('0') or '0'}/{subgroup}"
