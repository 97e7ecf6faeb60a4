"""Names and addresses of the people and firms of a US publication."""

from collections.abc import Iterable, Mapping

from knowledge.patents.record import Party

_SUFFIXES = ("Jr.", "Sr.", "II", "III", "IV")
# Country codes of the fixed-tag files that are not those of ST.3, their final letter taken off.
_OLD_COUNTRIES = {"EN": "GB", "GB": "GB", "UK": "GB", "DT": "DE", "WG": "DE"}


def person(given: str, family: str, suffix: str = "", middle: str = "") -> str:
    """A natural name in the order it is spoken: given, middle, family, suffix after a comma."""
    name = " ".join(part for part in (given.strip(), middle.strip(), family.strip()) if part)
    return f"{name}, {suffix.strip()}" if suffix.strip() else name


def inverted(text: str) -> str:
    """A name printed family first: "Hall, Jr.; George H." is "George H. Hall, Jr."; firms have no semicolon."""
    family, semicolon, given = (part.strip() for part in text.partition(";"))
    if not semicolon:
        return " ".join(text.split())
    base, _, suffix = family.rpartition(", ")
    return person(given, base, suffix) if base and suffix in _SUFFIXES else person(given, family)


def old_country(code: str) -> str:
    """A country of the fixed-tag files in ST.3: "JPX" is "JP", "GB2" and "ENX" are "GB"; none means the United States."""
    head = code.strip()[:2].upper()
    return _OLD_COUNTRIES.get(head, head) if head else "US"


def party(name: str, country: str, address: Iterable[str]) -> tuple[Party, ...]:
    """One party, none without a name. Countries "unknown" and "omitted" are not given."""
    name = " ".join(name.split())
    if not name:
        return ()
    code = country.strip()
    lines = (" ".join(part.split()) for part in address)
    return (Party(name=name, country=code if len(code) == 2 else "", address=", ".join(x for x in lines if x)),)


def named(fields: Mapping[str, str], address: Iterable[str], country: str) -> tuple[Party, ...]:
    """A party of an address book: `orgname` or `name`, else `first-name`, `middle-name`, `last-name`, `suffix`."""
    name = fields.get("orgname") or fields.get("name") or ""
    if not name:
        name = person(
            fields.get("first-name", ""),
            fields.get("last-name", ""),
            fields.get("suffix", ""),
            fields.get("middle-name", ""),
        )
    return party(name, country, address)
