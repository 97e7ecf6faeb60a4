"""One record of the green book as a Patent. Tags: USPTO, Patent Full-Text/APS (Green Book) record layout."""

from collections import defaultdict
from collections.abc import Iterator

from knowledge.patents.importers.tagged_lines import Line
from knowledge.patents.importers.uspto_aps_characters import printed
from knowledge.patents.importers.uspto_classes import symbol
from knowledge.patents.importers.uspto_numbers import (
    application,
    cited,
    day,
    international,
    old_publication,
    priority,
    publication,
    right,
    stage,
)
from knowledge.patents.importers.uspto_parties import inverted, old_country, party
from knowledge.patents.importers.uspto_text import numbered
from knowledge.patents.numbers import NumberError
from knowledge.patents.record import Cited, Event, Party, Patent, Priority, Right, Stage, Symbol, Texts

Group = list[Line]
# Parts of the description in the order of the file.
_DESCRIPTION = ("PARN", "GOVT", "BSUM", "DRWD", "DETD")
_CLAIMS = ("CLMS", "DCLM")
_TEXT = {*_DESCRIPTION, *_CLAIMS, "ABST"}
_GROUPS = {*_TEXT, "PATN", "INVT", "ASSG", "PRIR", "REIS", "RLAP", "CLAS", "UREF", "FREF", "OREF", "LREP", "PCTA"}
_WITH_CHECK_DIGIT = 9  # letters and digits of a number, then its check digit
_AGENTS = ("FRM", "FR2", "ATT", "AGT")


def build(lines: list[Line]) -> Patent:
    """The record. Raises NumberError without a readable number, EOFError when the file stops inside it."""
    groups = _grouped(lines)
    own = _fields(groups["PATN"][0]) if groups["PATN"] else {}
    printed_number = own.get("WKU", "")
    number = old_publication(printed_number[: _WITH_CHECK_DIGIT - 1])
    claims = tuple(_claims(groups))
    count = int(own["NCL"]) if own.get("NCL", "").isdigit() else None
    _whole(groups, len(claims), count)
    # the application number carries a check digit too: "4491556" is 449,155
    canonical = application(own.get("APN", "")[:6], own.get("SRC", ""))
    kind_of_right, step, published = right(number), stage(number), day(own.get("ISD"))
    priorities = tuple(_priorities(groups))
    parents = [day(_fields(one).get("APD")) for one in groups["RLAP"]]
    treaty = _fields(groups["PCTA"][0]) if groups["PCTA"] else {}
    inventors = tuple(p for one in groups["INVT"] for p in _party(one))
    return Patent(
        number=number,
        printed=printed_number,
        right=kind_of_right,
        stage=step,
        published=published,
        application=canonical,
        application_printed=f"{own.get('SRC', '')}/{own.get('APN', '')}",
        filed=day(own.get("APD")),
        granted=published if step is Stage.GRANT else None,
        language="en",
        texts={
            "en": Texts(
                title=printed(own.get("TTL", "")),
                abstract="\n".join(_paragraphs(groups["ABST"])),
                claims=claims,
                description=tuple(text for tag in _DESCRIPTION for text in _paragraphs(groups[tag])),
            )
        },
        # without assignee the patent belongs to those who invented
        holders=tuple(p for one in groups["ASSG"] for p in _party(one)) or inventors,
        inventors=inventors,
        agents=tuple(_agents(groups["LREP"])),
        symbols=tuple(dict.fromkeys(_symbols(groups["CLAS"], kind_of_right))),
        priorities=priorities,
        earliest_priority=min((d for d in [*(p.day for p in priorities), *parents] if d), default=None),
        pct_application=international(treaty.get("PCN", "")),
        pct_filed=day(treaty.get("PD3")),
        members=tuple(dict.fromkeys(_members(groups, treaty))),
        cites=tuple(_citations(groups)),
        claims_count=count or len(claims) or None,
        events=tuple(_events(own)),
    )


def _grouped(lines: list[Line]) -> dict[str, list[Group]]:
    """The lines below each group's tag; a group may occur several times (inventors, citations)."""
    groups: dict[str, list[Group]] = defaultdict(list)
    current: Group = []
    for line in lines:
        if line.tag in _GROUPS:
            current = []
            groups[line.tag].append(current)
            if line.value:  # some files put the first words beside the tag
                current.append(Line("PAR", line.value, line.more))
        else:
            current.append(line)
    return groups


def _fields(group: Group) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in group:
        fields.setdefault(line.tag, line.text)
    return fields


def _whole(groups: dict[str, list[Group]], claims: int, announced: int | None) -> None:
    """Refuse a record that stops before its claims do."""
    if not any(groups[tag] for tag in (*_CLAIMS, "ABST", "DETD", "BSUM")):
        raise EOFError("no text follows the bibliographic part.")
    if announced and claims < announced:
        raise EOFError(f"{announced} claims are announced, {claims} are there.")


def _paragraphs(groups: list[Group]) -> Iterator[str]:
    """Paragraphs (PAR, PA1, ...), headings (PAC) and tables (TBL, in rows)."""
    for group in groups:
        for line in group:
            text = printed(line.rows if line.tag in ("TBL", "EQU") else line.text)
            if text:
                yield text


def _claims(groups: dict[str, list[Group]]) -> Iterator[str]:
    """Claims: NUM begins one, its paragraphs follow; a design has one without NUM. STM is the words before them."""
    number, parts = "", list[str]()
    for group in [one for tag in _CLAIMS for one in groups[tag]]:
        for line in group:
            if line.tag == "NUM":
                if parts:
                    yield numbered(number or "1", "\n".join(parts))
                number, parts = line.text.strip(" ."), []
            elif line.tag != "STM" and line.text:
                parts.append(printed(line.text))
    if parts:
        yield numbered(number or "1", "\n".join(parts))


def _party(group: Group) -> Iterator[Party]:
    fields = _fields(group)
    address = (fields.get(tag, "") for tag in ("STR", "CTY", "STA", "ZIP"))
    yield from party(inverted(fields.get("NAM", "")), old_country(fields.get("CNT", "")), address)


def _agents(groups: list[Group]) -> Iterator[Party]:
    for line in (line for group in groups for line in group if line.tag in _AGENTS):
        yield from party(inverted(line.text), "", ())


def _symbols(groups: list[Group], kind_of_right: Right) -> Iterator[Symbol]:
    """OCL, XCL: original and cross-reference US classes. ICL: international classes, the first is the main one."""
    first = True
    for line in (line for group in groups for line in group):
        if line.tag in ("OCL", "XCL"):
            yield from symbol("USPC", line.value, first=line.tag == "OCL")
        elif line.tag == "ICL":
            yield from symbol("LOC" if kind_of_right is Right.DESIGN else "IPC", line.value, first)
            first = False


def _priorities(groups: dict[str, list[Group]]) -> Iterator[Priority]:
    for fields in map(_fields, groups["PRIR"]):
        country = old_country(fields.get("CNT", ""))
        yield Priority(number=priority(fields.get("APN", ""), country), country=country, day=day(fields.get("APD")))


def _members(groups: dict[str, list[Group]], treaty: dict[str, str]) -> Iterator[str]:
    """Patents on the earlier applications, the patent reissued, the international publication."""
    found = [(fields.get("PNO", ""), "US") for tag in ("RLAP", "REIS") for fields in map(_fields, groups[tag])]
    for text, country in [*found, (treaty.get("PCP", ""), "WO")]:
        try:
            yield str(publication(text, "", country))
        except NumberError:
            continue


def _citations(groups: dict[str, list[Group]]) -> Iterator[Cited]:
    """The order of the file: US documents, foreign ones, other literature. Who cited them was not recorded then."""
    for fields in map(_fields, groups["UREF"]):
        yield Cited(number=cited(fields.get("PNO", ""), "", "US"))
    for fields in map(_fields, groups["FREF"]):
        yield Cited(number=cited(fields.get("PNO", ""), "", old_country(fields.get("CNT", ""))))
    for line in (line for group in groups["OREF"] for line in group):
        yield Cited(text=printed(line.text))


def _events(own: dict[str, str]) -> Iterator[Event]:
    """Years of a design (TRM), terminal disclaimer (DCD: the term after that day is given up)."""
    if own.get("TRM"):
        yield Event(day=day(own.get("ISD")), code="length-of-grant", text=f"{own['TRM']} years")
    disclaimed = day(own.get("DCD"))
    if disclaimed:
        yield Event(day=day(own.get("ISD")), code="disclaimer", text=f"term after {disclaimed} disclaimed")
