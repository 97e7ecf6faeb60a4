"""Text of the USPTO's search system (CSS, "BRS"): tagged paragraphs, records after a line of boundary."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from knowledge.patents.importers.line_records import outcomes
from knowledge.patents.importers.tagged_lines import Line
from knowledge.patents.importers.uspto_aps_characters import printed
from knowledge.patents.importers.uspto_classes import ipc
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
from knowledge.patents.importers.uspto_parties import inverted, party
from knowledge.patents.importers.uspto_text import numbered
from knowledge.patents.importing import Outcome
from knowledge.patents.numbers import NumberError
from knowledge.patents.record import Cited, Party, Patent, Priority, Stage, Symbol, Texts

_BOUNDARY = "*** BRS DOCUMENT BOUNDARY ***"
_LAST = "DSRC"  # the data source closes a record; what follows is the heading of the next
_DESCRIPTION = ("CRTX", "GITX", "BSTX", "DRTX", "DETX")
_NOT_GIVEN = {"", "N/A"}
_REFERENCE = re.compile(
    r"^(?P<country>[A-Z]{2}) (?P<number>.+?)(?: (?P<kind>[A-Z]\d?))? \d{8}\b.*?(?:cited by (?P<by>.+))?$"
)
_BY = re.compile(r"\s*cited by (examiner|applicant|third party|other)\s*$")
_RELATED_DAY = re.compile(r"\b((?:19|20)\d{6})\b")
_NUMBER_OF_CLAIM = re.compile(r"^(\d+)\s*\.")


@dataclass
class UsptoBrs:
    """Reads search-system text of any size, one record in memory at a time."""

    name: str = "uspto-brs"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the line of boundary stands among the first three."""
        return any(line.strip() == _BOUNDARY.encode() for line in head[:4096].splitlines()[:3])

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records of a file, in order."""
        with path.open("rb") as stream:
            yield from self.outcomes(stream)

    def outcomes(self, stream: BinaryIO, within: str = "") -> Iterator[Outcome]:
        """The records of a stream. `within`: the place of the stream itself, for the reports."""
        return outcomes(stream, within, lambda line: line.strip() == _BOUNDARY, build)


Values = dict[str, list[str]]


def build(lines: list[Line]) -> Patent:
    """The record. Raises NumberError without a readable number, EOFError when the file stops inside it."""
    values, order = _values(lines)
    number = publication(_one(values, "WKU"), _one(values, "APT"))
    if not values[_LAST]:
        raise EOFError("its last line (DSRC) is missing.")
    applied = _one(values, "APNR")
    canonical = application(applied, _one(values, "SRC"))
    step, published = stage(number), day(_one(values, "GISD") or _one(values, "PPGD"))
    priorities = tuple(_priorities(values))
    related = [day(found) for text in values["COND"] for found in _RELATED_DAY.findall(text)]
    claims = tuple(_claims(values["CLPR"]))
    count = _one(values, "NCL")
    return Patent(
        number=number,
        printed=_one(values, "DID"),
        right=right(number, canonical),
        stage=step,
        published=published,
        application=canonical,
        application_printed=_one(values, "APP"),
        filed=day(_one(values, "AFD")),
        granted=published if step is Stage.GRANT else None,
        language="en",
        texts={
            "en": Texts(
                title=_one(values, "TTL"),
                abstract="\n".join(map(printed, values["ABPR"])),
                claims=claims,
                description=tuple(printed(text) for tag, text in order if tag in _DESCRIPTION and text),
            )
        },
        holders=tuple(_people(values, "AS")) or tuple(_people(values, "AA")),
        inventors=tuple(_people(values, "IN")),
        agents=tuple(one for tag in ("LRFM", "LRFW") for text in values[tag] for one in party(inverted(text), "", ())),
        symbols=tuple(_symbols(values)),
        priorities=priorities,
        # COND names the applications whose date is claimed, with their filing days and those of their patents: the
        # earliest of all is the earliest claimed
        earliest_priority=min((d for d in [*(p.day for p in priorities), *related] if d), default=None),
        pct_application=international(_one(values, "PCAN")),
        members=tuple(dict.fromkeys(_members(values))),
        cites=tuple(_citations(order)),
        claims_count=int(count) if count.isdigit() else len(claims) or None,
    )


def _values(lines: list[Line]) -> tuple[Values, list[tuple[str, str]]]:
    """The values by tag, and all in order, up to the end of the record."""
    values: Values = defaultdict(list)
    order = []
    for line in lines:
        values[line.tag].append(line.text)
        order.append((line.tag, line.text))
        if line.tag == _LAST:
            break
    return values, order


def _one(values: Values, tag: str) -> str:
    return values[tag][0] if values[tag] else ""


def _claims(texts: list[str]) -> Iterator[str]:
    for at, text in enumerate(texts, 1):
        own = _NUMBER_OF_CLAIM.match(text)
        yield numbered(own[1] if own else str(at), printed(text))


def _people(values: Values, prefix: str) -> Iterator[Party]:
    """People of a group: IN inventors, AA applicants, AS assignees; name, city, state, zip, country line by line."""
    columns = {part: values[prefix + part] for part in ("CI", "ST", "ZP", "CO")}
    for at, name in enumerate(values[f"{prefix}NM"]):
        got = {
            part: found[at] if at < len(found) and found[at] not in _NOT_GIVEN else ""
            for part, found in columns.items()
        }
        yield from party(inverted(name), got["CO"], (got["CI"], got["ST"], got["ZP"]))


def _symbols(values: Values) -> Iterator[Symbol]:
    """IPCG "20060101 A H05K H05K9/00 F I ..." and CPOG "H H05K H05K9/0066 20130101 F I ...": position F is first."""
    seen = set()
    for tag, scheme in (("IPCG", "IPC"), ("CPOG", "CPC")):
        for text in values[tag]:
            words = text.split()
            code = next((code for code in map(ipc, words) if code), "")
            if code and (scheme, code) not in seen:
                seen.add((scheme, code))
                yield Symbol(scheme=scheme, code=code, first="F" in words)


def _priorities(values: Values) -> Iterator[Priority]:
    """Foreign priorities (PRAN, PRAD, PRCO side by side) and provisional applications (COND)."""
    for number, filed, country in zip(values["PRAN"], values["PRAD"], values["PRCO"], strict=False):
        yield Priority(number=priority(number, country), country=country, day=day(filed))
    for text in values["COND"]:
        kind, _, rest = text.partition(" ")
        words = rest.split()
        if kind == "us-provisional-application" and len(words) >= 2:
            own = application(words[1]) or priority(words[1], "US")
            yield Priority(number=own, country="US", day=day(words[2]) if len(words) > 2 else None)


def _members(values: Values) -> Iterator[str]:
    """The earlier publication of the application."""
    for country, number, kind in zip(values["PPCC"], values["PPNR"], values["PPKC"], strict=False):
        try:
            yield str(publication(number, kind, country))
        except NumberError:
            continue


def _citations(order: list[tuple[str, str]]) -> Iterator[Cited]:
    """URGP and FRGP are documents ("US 2003/0169838 A1 20030900 Greenstreet et al. cited by examiner"), ORPL the rest."""
    for tag, text in order:
        found = _REFERENCE.match(text) if tag in ("URGP", "FRGP") else None
        if found:
            yield Cited(number=cited(found["number"], found["kind"] or "", found["country"]), by=found["by"] or "")
        elif tag in ("URGP", "FRGP", "ORPL"):
            by = _BY.search(text)
            yield Cited(text=printed(_BY.sub("", text)), by=by[1] if by else "")
