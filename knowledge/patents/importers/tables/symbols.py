"""Classification symbols in normal form: "F02C 7/055" for IPC and CPC, whatever zeros, hyphens and versions are printed.

Sources: WIPO ST.8 (IPC symbols with their padding and version), the CPC scheme.
"""

import re

_SYMBOL = re.compile(
    r"(?P<subclass>[A-HY]\d{2}[A-Z])(?:[\s\-]*0*(?P<group>\d{1,4})\s*/\s*(?P<sub>\d{2,6}))?\s*(?:\(\d{4}\.\d{2}\)\s*[A-Z]?|[A-Z]|\d{8}[A-Z]{3}\d{8}[A-Z]{4})?",
    re.IGNORECASE,
)
_US = re.compile(r"0*(?P<cls>\d+|[DP]\w*)/0*(?P<sub>\w.*)")


def ipc(printed: str) -> str:
    """The normal form of an IPC or CPC symbol: "C12Q-0001/6883", "E01B3/32(2006.01)I"; what is none stays as printed.

    A subclass alone ("B64D") stays a subclass.
    """
    found = _SYMBOL.fullmatch(printed.strip())
    if not found:
        return " ".join(printed.split())
    subclass = found["subclass"].upper()
    return f"{subclass} {found['group']}/{found['sub']}" if found["group"] else subclass


def uspc(printed: str) -> str:
    """The US class and subclass without padding zeros: "514/008.6" is "514/8.6"; what is none stays as printed."""
    found = _US.fullmatch(printed.strip())
    return f"{found['cls']}/{found['sub']}" if found else " ".join(printed.split())


NORMAL = {"IPC": ipc, "CPC": ipc, "USPC": uspc}


def normal(scheme: str, printed: str) -> str:
    """The normal form of a symbol of a scheme; Locarno and any other scheme stay as printed."""
    form = NORMAL.get(scheme)
    return form(printed) if form else " ".join(printed.split())
