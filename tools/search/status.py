"""The legal-status search: one patent or application on a day, its provisions as citations, its family beside it."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.citation import Citation, Kind
from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent
from knowledge.patents.status import LegalStatus, State, status_on
from knowledge.patents.terms import Provision
from tools.law.sources import cite_words
from tools.search.records import Asked, Records, found_records
from tools.search.shown import cite


@dataclass(frozen=True)
class Member:
    """A member of the family: its status where its record is held, None where only its number is known."""

    number: str
    state: State | None


@dataclass(frozen=True)
class StatusFound:
    """What the search found. `citations`: the publication, the articles and the digests of provisions relied on."""

    asked: Asked
    publications: tuple[Patent, ...]
    status: LegalStatus
    family: tuple[Member, ...]
    citations: tuple[Citation, ...]

    @property
    def newest(self) -> Patent:
        """The publication that speaks for the application."""
        return self.publications[-1]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of the newest publication that has any, in its own language where held."""
        for patent in reversed(self.publications):
            for language in (patent.language, "zh", "en", *patent.texts):
                if language in patent.texts and patent.texts[language].claims:
                    return patent.texts[language].claims
        return ()


def status_of(
    store: Records, number: str, as_of: date, library: LawLibrary | None = None, adjustment: int | None = None
) -> StatusFound:
    """The status of a typed number on a day. `library`: cites the Chinese articles relied on. Raises Refused when not held.

    `adjustment`: the days of term adjustment or compensation, where the user knows them from the register.
    """
    asked, publications = found_records(store, number)
    status = status_on(publications, as_of, adjustment)
    family = tuple(_member(store, member, as_of) for member in _members(publications))
    citations = (cite(publications[-1]), *_citations(status, library)) if library else ()
    return StatusFound(asked, tuple(publications), status, family, citations)


def _members(publications: list[Patent]) -> list[str]:
    own = {str(patent.number) for patent in publications} | {patent.number.without_kind for patent in publications}
    return sorted({member for patent in publications for member in patent.members if member not in own})


def _member(store: Records, number: str, as_of: date) -> Member:
    held = store.publications(number)
    return Member(number, status_on(held, as_of).state if held else None)


def _citations(status: LegalStatus, library: LawLibrary) -> tuple[Citation, ...]:
    """The provisions a status rests on, each once: of a statute held here its words, of another instrument our digest."""
    relied: list[Provision] = [reason.source for reason in status.reasons if reason.source]
    relied += [step.source for step in status.term.steps] if status.term else []
    relied += [status.next_fee.source] if status.next_fee else []
    found = {(each.place.en, each.quote): each for each in relied}
    return tuple(cite_words(library, each.law, each.quote) if each.law else _digest(each) for each in found.values())


def _digest(provision: Provision) -> Citation:
    return Citation(
        key=f"practice/patent-terms/{re.sub('[^a-z0-9]+', '-', provision.place.en.lower()).strip('-')}",
        kind=Kind.PRACTICE,
        title=provision.place.zh,
        title_en=provision.place.en,
        locator="",
        quote=provision.quote,
        source=provision.digest.title if provision.digest else "",
    )
