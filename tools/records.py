"""The records people talk about, by the letters their ids begin with: ORD-0123456789AB is an order."""

import re
from dataclasses import dataclass

PREFIXES = {
    "QUO": "quote", "ORD": "order", "LST": "listing", "NED": "need", "OFR": "offer", "BID": "bid", "DEA": "deal", "ESC": "escrow", "PRF": "proof",
    "TRF": "transfer", "ENT": "rating_entry", "RDP": "rating_dispute", "ORG": "organisation", "APR": "approval",
    "MAT": "match", "INR": "introduction",
    "TSN": "session", "SGN": "sign_up", "CRT": "certificate", "QIZ": "quiz", "SUB": "subscription", "DIG": "digest",
    "INQ": "inquiry",
    "PKT": "packet",
}  # fmt: skip
_ID = re.compile(r"(?<![A-Za-z0-9-])([A-Za-z]{3})-([A-Za-z0-9][A-Za-z0-9-]{1,35})(?![A-Za-z0-9-])")


@dataclass(frozen=True)
class Shown:
    """A record a result shows: its kind, its id, the state it is in."""

    kind: str
    id: str
    state: str = ""


def shown(identity: str, state: str = "") -> Shown:
    """A record by its id."""
    return Shown(kind_of(identity), identity, state)


def kind_of(identity: str) -> str:
    """The kind of record an id belongs to, "" for none of ours."""
    return PREFIXES.get(identity.partition("-")[0].upper(), "")


def ids_in(text: str, kind: str = "") -> list[str]:
    """The ids a text names, in capitals, in order; `kind`: only those of one kind."""
    found = [f"{match[1]}-{match[2]}".upper() for match in _ID.finditer(text)]
    return list(dict.fromkeys(each for each in found if (kind_of(each) == kind if kind else kind_of(each))))
