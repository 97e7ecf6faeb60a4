"""Papers of USPTO application files ("XML4IP", IFW): claims, specification, abstract as received, read from scans.

They belong to applications and carry no publication number, so their records are numbered "US" + "AP" + application
number, which no publication has: USAP13962724. The day they became public is not in them: `published` is None.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, cast

from knowledge.patents.importers.archive import Archive, ArchiveError, Member, Refused, first_names, is_zip
from knowledge.patents.importers.markup import Element, MarkupError, parse, root_of
from knowledge.patents.importers.streams import LONGEST
from knowledge.patents.importers.uspto_numbers import application, right
from knowledge.patents.importers.uspto_text import numbered, words
from knowledge.patents.importing import Broken, Found, Outcome
from knowledge.patents.numbers import PatentNumber
from knowledge.patents.record import Event, Patent, Texts

_SPACE = "{urn:us:gov:doc:uspto:patent}"
_ROOTS = ("ClaimsDocument", "SpecificationDocument")
_NAME = re.compile(r"(?:^|/)(\d{8})\.\d{4}-\d\d-\d\d\.\w+\.(?:CLM|SPEC|ABST)(?:\.xml|/)", re.IGNORECASE)
_LABEL = re.compile(r"^(?:claim\s+)?\d+\s*[.:)]?\s*", re.IGNORECASE)
_RECEIVED = {"CLM": "claims received", "SPEC": "specification received", "ABST": "abstract received"}


@dataclass(frozen=True)
class Paper:
    """One paper of an application: its kind (CLM, SPEC, ABST), the day it came in, its texts."""

    application: str
    code: str
    received: date | None
    texts: tuple[str, ...]


@dataclass
class UsptoWrapper:
    """Reads single papers, or a zip file of them; one record for each application."""

    name: str = "uspto-file-wrapper"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the root is one of these papers, or the members of the zip file are named as they are."""
        if is_zip(head):
            return names_wrapper(first_names(head))
        return root_of(head).rpartition(":")[2] in _ROOTS and _SPACE[1:-1].encode() in head

    def read(self, path: Path) -> Iterator[Outcome]:
        """One record for each application."""
        with path.open("rb") as file:
            if is_zip(file.read(4)):
                yield from _zipped(cast(BinaryIO, file), path.name)
                return
            file.seek(0)
            yield from self.outcomes(cast(BinaryIO, file))

    def outcomes(self, stream: BinaryIO, within: str = "") -> Iterator[Outcome]:
        """The record of a single paper."""
        data = stream.read(LONGEST)
        try:
            yield Found(_record([_paper(data)]), within or "line 1", len(data))
        except MarkupError as broken:
            yield Broken(within or f"line {broken.line}", str(broken), len(data))


def names_wrapper(names: list[str]) -> bool:
    """Whether an archive with these members holds papers of application files."""
    return any(_NAME.search(name) for name in names)


def _zipped(file: BinaryIO, within: str) -> Iterator[Outcome]:
    """The papers of an application stand side by side once sorted by name, so one application is in memory at a time."""
    try:
        archive = Archive(file)
    except ArchiveError as broken:
        yield Broken(within, str(broken))
        return
    members = []
    for member in archive.members():
        if isinstance(member, Refused):
            yield Broken(f"{within}!{member.name}", member.reason)
        elif _NAME.search(member.name):
            members.append(member)
    members.sort(key=lambda member: member.name)
    for _, group in groupby(members, key=lambda member: _NAME.search(member.name)[1]):  # type: ignore[index]
        yield from _application(archive, list(group), within)


def _application(archive: Archive, members: list[Member], within: str) -> Iterator[Outcome]:
    papers, offset = [], max(member.position(member.info.file_size) for member in members)
    for member in members:
        place = f"{within}!{member.name}"
        try:
            if member.bomb:
                raise ArchiveError("文件解压后过大，未读取。/ It would expand far too much; it was not read.")
            with archive.open(member) as stream:
                papers.append(_paper(stream.read()))
        except (MarkupError, ArchiveError) as broken:
            yield Broken(place, str(broken), offset)
    if papers:
        folder = members[0].name.rpartition("/")[0]
        yield Found(_record(papers), f"{within}!{folder or members[0].name}", offset)


def _paper(data: bytes) -> Paper:
    root = parse(data)
    for layout in list(root.iter(f"{_SPACE}BoundaryData")):  # page headers, line numbers of the scan
        layout.text = None
        for child in list(layout):
            layout.remove(child)
    number = application(words(root.find(f".//{_SPACE}ApplicationNumber")))
    if not number:
        raise MarkupError("没有申请号。", "It has no application number.")
    code = words(root.find(f"{_SPACE}DocumentCode"))
    if code == "CLM":
        texts = tuple(_claims(root))
    else:
        tags = (f"{_SPACE}P",) if code == "ABST" else (f"{_SPACE}Heading", f"{_SPACE}P")
        texts = tuple(filter(None, map(words, root.iter(*tags))))
    return Paper(number, code, _day(words(root.find(f"{_SPACE}MailRoomDate"))), texts)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _claims(root: Element) -> Iterator[str]:
    """Numbered claims with what their label says of them; the lead-in words have an id of their own, UNKNOWN."""
    for claim in root.iter(f"{_SPACE}Claim"):
        number = words(claim.find(f"{_SPACE}ClaimNumber"))
        if (claim.get(f"{_SPACE}id") or "").startswith("UNKNOWN") or not number:
            continue
        label = next(claim.iter(f"{_SPACE}ClaimLabelText"), None)
        said = _LABEL.sub("", words(label)).rstrip(". ")
        if label is not None:
            label.text = None
        text = "\n".join(filter(None, map(words, claim.iter(f"{_SPACE}ClaimText"))))
        state = words(claim.find(f"{_SPACE}ClaimStatusCategory"))
        yield numbered(number, " ".join(filter(None, (said, text))) or f"({state or 'no text'})")


def _record(papers: Iterable[Paper]) -> Patent:
    """The texts as first received, which are what is published; later papers are events."""
    ordered = sorted(papers, key=lambda paper: paper.received or date.max)
    number = PatentNumber(country="US", serial=f"AP{ordered[0].application.removeprefix('US')}")
    first: dict[str, Paper] = {}
    for paper in ordered:
        first.setdefault(paper.code, paper)
    texts = {code: paper.texts for code, paper in first.items()}
    claims = texts.get("CLM", ())
    return Patent(
        number=number,
        printed=ordered[0].application,
        right=right(number, ordered[0].application),
        application=ordered[0].application,
        application_printed=ordered[0].application.removeprefix("US"),
        language="en",
        texts={
            "en": Texts(
                abstract="\n".join(texts.get("ABST", ())), claims=claims, description=tuple(texts.get("SPEC", ()))
            )
        },
        claims_count=len(claims) or None,
        events=tuple(
            Event(day=paper.received, code=paper.code, text=_RECEIVED.get(paper.code, "paper received"))
            for paper in ordered
        ),
    )
