"""The kind code of a US patent that is printed without one, by the rules of the USPTO."""

import re
from datetime import date

from knowledge.patents.numbers import PatentNumber, parse_publication

_FIRST_KINDS = date(2001, 1, 2)  # kind codes of WIPO ST.16 on patents since this issue
_BY_SERIES = {"D": ("S", "S1"), "RE": ("E", "E1"), "H": ("H", "H1"), "PP": ("P", "")}


def grant_number(printed: str, granted: date | None, laid_open: bool) -> PatentNumber:
    """The number of a patent with its kind: B1, or B2 when the application had been published before; A before 2001.

    `granted`: without the day the kind is left open. Raises NumberError.
    """
    bare = parse_publication(re.sub(r"^(D|RE|PP|H)0+", r"\1", printed.strip().upper()), "US")
    series = re.match(r"[A-Z]*", bare.serial)
    if granted is None or bare.kind:
        return bare
    old, new = _BY_SERIES.get(series[0] if series else "", ("A", "B2" if laid_open else "B1"))
    if series and series[0] == "PP":
        new = "P3" if laid_open else "P2"
    return bare.model_copy(update={"kind": new if granted >= _FIRST_KINDS else old})
