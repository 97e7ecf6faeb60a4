"""Small values that several office formats share: days, publication numbers that may be broken, class symbols, languages."""

import re
from datetime import date
from functools import lru_cache

from knowledge.patents.classification import SymbolError, parse_symbol
from knowledge.patents.importers.reasons import NO_NUMBER, Rejected
from knowledge.patents.numbers import NumberError, PatentNumber, parse_application, parse_publication
from knowledge.patents.record import Symbol

# The symbol without the edition, level and value that WIPO ST.8 puts in columns after it.
_SYMBOL = re.compile(r"[A-HY]\d{2}[A-Z]?(?:\s*\d{1,4}\s*/\s*\d{1,6})?")


def day_of(text: str) -> date | None:
    """The day of "20030212", "2003-02-12" or "2003-02-12T04:00:00Z"; None for none, for zeros and for the year 1."""
    digits = re.sub(r"\D", "", text)[:8]
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if day.year > 1 else None


@lru_cache(maxsize=1 << 16)
def symbol_of(scheme: str, text: str) -> Symbol | None:
    """A symbol in normal form, "B28B   1/    29            A I" is B28B 1/29; None when it is none of the scheme."""
    found = _SYMBOL.match(text.strip().upper()) if scheme in ("IPC", "CPC") else None
    try:
        return parse_symbol(found[0] if found else text, scheme).symbol
    except SymbolError:
        return None


def unique(symbols: list[Symbol | None]) -> tuple[Symbol, ...]:
    """Symbols without repetition, the first of each scheme marked as first."""
    kept: dict[tuple[str, str], Symbol] = {}
    schemes: set[str] = set()
    for symbol in symbols:
        if symbol and (symbol.scheme, symbol.code) not in kept:
            first = symbol.scheme not in schemes
            schemes.add(symbol.scheme)
            kept[symbol.scheme, symbol.code] = symbol.model_copy(update={"first": True}) if first else symbol
    return tuple(kept.values())


def cited_number(country: str, serial: str, kind: str) -> str:
    """A number of another document: canonical where it can be read, else as printed, separators removed."""
    printed = f"{country}{serial}{kind}".replace(" ", "")
    try:
        return str(parse_publication(printed))
    except NumberError:
        return printed


def application_number(printed: str, country: str, kind: str = "", filed: date | None = None) -> str:
    """The canonical application number, or the printed one under its country where no rule reads it; empty for none."""
    if not printed.strip():
        return ""
    try:
        return parse_application(printed, country, kind, filed.year if filed else 0).canonical
    except NumberError:
        packed = re.sub(r"\s", "", printed)
        return packed if packed.startswith(country) else country + packed


def language_of(code: str) -> str:
    """An ISO 639-1 code in small letters; "und" where the source gives none."""
    return code.strip().lower()[:2] or "und"


def publication(country: str, serial: str, kind: str) -> PatentNumber:
    """The publication of an office's three fields. Raises Rejected when it is not given, NumberError when it is none."""
    if not (country.strip() and serial.strip()):
        raise Rejected(NO_NUMBER)
    return parse_publication(f"{country}{serial}{kind}")
