"""Kind codes: which right a publication is about and at which stage it stands, office by office and by date.

The table `kinds.toml` is data; WIPO ST.16 gives its groups, the offices their own meaning and its changes.
"""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from knowledge.language import Language
from knowledge.patents.record import Right, Stage

_BASE = {"A": Right.INVENTION, "B": Right.INVENTION, "C": Right.INVENTION, "U": Right.UTILITY_MODEL, "Y": Right.UTILITY_MODEL, "S": Right.DESIGN, "P": Right.PLANT}  # fmt: skip


class Kind(BaseModel):
    """What a kind code means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    right: Right
    stage: Stage
    zh: str
    en: str
    known: bool = True  # False: the office's own meaning is not in the table, ST.16's group was taken

    def of(self, language: Language) -> str:
        """The meaning in words."""
        return self.zh if language == "zh" else self.en


class KindRow(BaseModel):
    """A row of the table: kinds of one office, published in a span of time or with a serial below a bound."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[str, ...]
    since: date = date.min
    until: date | None = None
    below: int = 0
    right: Right | None = None  # None: the letter's
    stage: Stage
    zh: str
    en: str

    def fits(self, kind: str, published: date | None, serial: str) -> bool:
        """Whether the row speaks of this publication; an open date is decided by the serial where one is given."""
        if kind not in self.kinds:
            return False
        if published is not None and self.until is not None:
            return self.since <= published <= self.until
        number = int("".join(filter(str.isdigit, serial)) or 0)
        if self.below:
            return 0 < number < self.below
        return self.until is None and self.since <= (published or date.max)


@cache
def kind_table() -> dict[str, tuple[KindRow, ...]]:
    """The rows by office. Raises pydantic.ValidationError on a malformed one."""
    rows = tomllib.loads(files("knowledge.patents").joinpath("kinds.toml").read_text("utf-8"))
    return {office: tuple(KindRow.model_validate(row) for row in each) for office, each in rows.items()}


def kind_of(office: str, kind: str, published: date | None = None, serial: str = "") -> Kind | None:
    """The meaning of a kind code, None when nothing is known of it, or there is no code.

    `published` and `serial` (without country) tell meanings apart that changed: a Chinese B of 1992 is an examined
    application, one of 2010 a patent; without either the present meaning counts.
    """
    code = kind.strip().upper()
    if not code:
        return None
    for row in kind_table().get(office, ()):
        if row.fits(code, published, serial):
            return _kind(row, code, True)
    for row in kind_table()["*"]:
        if row.fits(code, published, serial) or row.fits(code[:1], published, serial):
            return _kind(row, code, False)
    return None


def _kind(row: KindRow, code: str, known: bool) -> Kind:
    right = row.right or _BASE.get(code[:1], Right.OTHER)
    return Kind(right=right, stage=row.stage, zh=row.zh, en=row.en, known=known)
