"""Grants of 2001-2004: ST.32 with B-tags (INID codes), DTD ST32-US-Grant 2.4 and 2.5, root PATDOC.

All words stand in PDAT, and inside a paragraph nothing stands between one PDAT and the next.
"""

from collections.abc import Iterable, Iterator

from knowledge.patents.importers.markup import Element
from knowledge.patents.importers.uspto_classes import symbol
from knowledge.patents.importers.uspto_numbers import (
    application,
    cited,
    day,
    international,
    priority,
    publication,
    right,
    stage,
)
from knowledge.patents.importers.uspto_parties import party, person
from knowledge.patents.importers.uspto_text import GLUE, mark, numbered, paragraphs, words
from knowledge.patents.numbers import NumberError
from knowledge.patents.record import Cited, Event, Party, Patent, Priority, Right, Stage, Symbol, Texts

_GLUED = tuple(",.;:)]")
_STREET = ("OMC", "STR", "CITY", "STATE", "PCODE")
# Continuations, divisions, reissues: applications whose date is claimed.
_EARLIER = ("B620", "B631", "B632", "B633", "B640", "B641US")


def build(root: Element) -> Patent:
    """The record of one document. Raises NumberError when it has no publication number."""
    mark(root)
    _keep_together(root)
    number = publication(_text(root, "SDOBI/B100/B110"), _text(root, "SDOBI/B100/B130"))
    printed_application = _text(root, "SDOBI/B200/B210")
    canonical = application(printed_application, _text(root, "SDOBI/B200/B211US"))
    kind_of_right, step = right(number, canonical), stage(number)
    published = day(_text(root, "SDOBI/B100/B140"))
    priorities = tuple(_priorities(root))
    parents = [day(_text(one, "DOC/DATE")) for tag in _EARLIER for one in _below(root, f"SDOBI/B600//{tag}//PDOC")]
    claims = tuple(_claims(root))
    inventors = _parties(_below(root, "SDOBI/B700/B720/B721/PARTY-US"))
    count = _text(root, "SDOBI/B500/B570/B577")
    return Patent(
        number=number,
        printed=f"US {_text(root, 'SDOBI/B100/B110')} {_text(root, 'SDOBI/B100/B130')}",
        right=kind_of_right,
        stage=step,
        published=published,
        application=canonical,
        application_printed=printed_application,
        filed=day(_text(root, "SDOBI/B200/B220")),
        granted=published if step is Stage.GRANT else None,
        language="en",
        texts={
            "en": Texts(
                title=_text(root, "SDOBI/B500/B540"),
                abstract=words(root.find("SDOAB")),
                claims=claims,
                description=paragraphs(root.find("SDODE")),
            )
        },
        # without assignee the patent belongs to those who invented (35 U.S.C. 101, 261 as in force then)
        holders=_parties(_below(root, "SDOBI/B700/B730/B731/PARTY-US")) or inventors,
        inventors=inventors,
        agents=_parties(_below(root, "SDOBI/B700/B740/B741/PARTY-US")),
        symbols=_symbols(root, kind_of_right),
        priorities=priorities,
        earliest_priority=min((d for d in [*(p.day for p in priorities), *parents] if d), default=None),
        pct_application=international(_text(root, "SDOBI/B800/B860/B861/DOC/DNUM")),
        pct_filed=day(_text(root, "SDOBI/B800/B860/B861/DOC/DATE")),
        members=tuple(dict.fromkeys(_members(root))),
        cites=tuple(map(_cited, _below(root, "SDOBI/B500/B560/*"))),
        claims_count=int(count) if count.isdigit() else len(claims) or None,
        events=tuple(_events(root)),
    )


def _below(root: Element, path: str) -> list[Element]:
    return root.findall(path)


def _text(root: Element, path: str) -> str:
    return words(root.find(path))


def _keep_together(root: Element) -> None:
    """Some files were indented anew, which put blanks around every PDAT: none belong before punctuation and in powers."""
    if not any((one.text or "").isspace() for one in root.iter("PTEXT")):
        return
    for part in root.iter("PDAT"):
        above = part.getparent()
        if (part.text or "").startswith(_GLUED) or (above is not None and above.tag in ("SP", "SB")):
            part.text = GLUE + (part.text or "")


def _claims(root: Element) -> Iterator[str]:
    """Each claim with its steps on lines of their own; the number is the one of its id when none is printed."""
    for claim in _below(root, "SDOCL//CLM"):
        parts = [words(part) for part in claim]
        text = "\n".join(filter(None, parts))
        if text:
            yield numbered((claim.get("ID") or "").removeprefix("CLM-"), text)


def _parties(found: Iterable[Element]) -> tuple[Party, ...]:
    return tuple(one for element in found for one in _party(element))


def _party(element: Element) -> tuple[Party, ...]:
    organisation = _text(element, "NAM/ONM")
    name = organisation or person(_text(element, "NAM/FNM"), _text(element, "NAM/SNM"), _text(element, "NAM/SFX"))
    country = _text(element, "ADR/CTRY") or ("US" if _text(element, "ADR/STATE") else "")
    return party(name, country, (_text(element, f"ADR/{part}") for part in _STREET))


def _symbols(root: Element, kind_of_right: Right) -> tuple[Symbol, ...]:
    """B511, B512: IPC, or Locarno for designs. B521, B522: US classes."""
    scheme = "LOC" if kind_of_right is Right.DESIGN else "IPC"
    found: list[Symbol] = []
    for tag, of in (("B511", scheme), ("B512", scheme), ("B521", "USPC"), ("B522", "USPC"), ("B522US", "USPC")):
        for part in root.findall(f"SDOBI/B500//{tag}/PDAT"):
            # columns matter: the text is taken as it stands
            found += symbol(of, part.text or "", first=tag[3] == "1")
    return tuple(dict.fromkeys(found))


def _priorities(root: Element) -> Iterator[Priority]:
    """Foreign priorities (B300) and provisional applications (B680US)."""
    for one in _below(root, "SDOBI/B300"):
        country, number = _text(one, "B330"), _text(one, "B310")
        yield Priority(number=priority(number, country), country=country, day=day(_text(one, "B320")))
    for one in _below(root, "SDOBI/B600/B680US/DOC"):
        printed = _text(one, "DNUM")
        number = application(printed) or priority(printed, "US")
        yield Priority(number=number, country="US", day=day(_text(one, "DATE")))


def _members(root: Element) -> Iterator[str]:
    """The earlier publication of the application, the patents on its parents, the international publication."""
    for path in ("SDOBI/B600/B690US/DOC", "SDOBI/B600//PPUB/DOC", "SDOBI/B800/B870/B871/DOC"):
        for one in _below(root, path):
            country, kind = _text(one, "CTRY") or "US", _text(one, "KIND")
            try:
                yield str(publication(_text(one, "DNUM"), kind if kind != "00" else "", country))
            except NumberError:
                continue


def _cited(element: Element) -> Cited:
    by = "examiner" if element.find("CITED-BY-EXAMINER") is not None else ""
    by = by or ("other" if element.find("CITED-BY-OTHER") is not None else "")
    if element.tag == "B562":
        return Cited(text=_text(element, "NCIT"), by=by)
    fields = {str(part.tag): words(part) for part in element.iterfind("PCIT/DOC/*")}
    number = cited(fields.get("DNUM", ""), fields.get("KIND", ""), fields.get("CTRY") or "US")
    return Cited(number=number, by=by)


def _events(root: Element) -> Iterator[Event]:
    """Years of a design (B474), extension (B474US), terminal disclaimer (B473, B473US)."""
    published = day(_text(root, "SDOBI/B100/B140"))
    term = "SDOBI/B400/B472"
    years, days = _text(root, f"{term}/B474"), _text(root, f"{term}/B474US")
    if years:
        yield Event(day=published, code="length-of-grant", text=f"{years} years" if years.isdigit() else years)
    if days:
        yield Event(day=published, code="us-term-extension", text=f"{days} days" if days.isdigit() else days)
    disclaimed = day(_text(root, f"{term}/B473"))
    if disclaimed or root.find(f"{term}/B473US") is not None:
        text = f"term after {disclaimed} disclaimed" if disclaimed else "subject to a terminal disclaimer"
        yield Event(day=published, code="disclaimer", text=text)
