"""The legal-status search: one patent or application on a day, its provisions as citations, its family beside it."""

from dataclasses import dataclass
from datetime import date

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent
from knowledge.patents.status import LegalStatus, State, status_on
from knowledge.patents.terms import Provision
from tools.law.sources import cite_words
from tools.search.records import Asked, Records, found_records


@dataclass(frozen=True)
class Member:
    """A member of the family: its status where its record is held, None where only its number is known."""

    number: str
    state: State | None


@dataclass(frozen=True)
class StatusFound:
    """What the search found. `citations` are the statutes held here; other provisions stand in the reasons."""

    asked: Asked
    publications: tuple[Patent, ...]
    status: LegalStatus
    family: tuple[Member, ...]
    citations: tuple[Citation, ...]

    @property
    def newest(self) -> Patent:
        """The publication that speaks for the application."""
        return self.publications[-1]


def status_of(
    store: Records, number: str, as_of: date, library: LawLibrary | None = None, adjustment: int | None = None
) -> StatusFound:
    """The status of a typed number on a day. `library`: cites the Chinese articles relied on. Raises Refused when not held.

    `adjustment`: the days of term adjustment or compensation, where the user knows them from the register.
    """
    asked, publications = found_records(store, number)
    status = status_on(publications, as_of, adjustment)
    family = tuple(_member(store, member, as_of) for member in _members(publications))
    return StatusFound(asked, tuple(publications), status, family, _citations(status, library) if library else ())


def _members(publications: list[Patent]) -> list[str]:
    own = {str(patent.number) for patent in publications} | {patent.number.without_kind for patent in publications}
    return sorted({member for patent in publications for member in patent.members if member not in own})


def _member(store: Records, number: str, as_of: date) -> Member:
    held = store.publications(number)
    return Member(number, status_on(held, as_of).state if held else None)


def _citations(status: LegalStatus, library: LawLibrary) -> tuple[Citation, ...]:
    """The articles of statutes a status rests on, each once."""
    relied: list[Provision] = [reason.source for reason in status.reasons if reason.source]
    relied += [step.source for step in status.term.steps] if status.term else []
    found = {(each.law, each.quote): each for each in relied if each.law}
    return tuple(cite_words(library, each.law, each.quote) for each in found.values())
