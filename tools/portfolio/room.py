"""What portfolio care works with: the members' database, the law, the records of offices held here, the clock and the ids."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent
from knowledge.patents.status import LegalStatus
from knowledge.trademarks.record import Mark
from tools.access.relation import NOBODY, Owner
from tools.audit.chain import Audit
from tools.database import Sessions
from tools.members.tables import OrganisationRow
from tools.principal import Principal


@dataclass(frozen=True)
class HeldRights:
    """The records of offices held here, by number and by holder; each function may find nothing."""

    publications: Callable[[str], list[Patent]]
    standing: Callable[[str, date], LegalStatus | None]
    mark: Callable[[str], Mark | None]  # by office and number: "CN1234567"
    of_holder: Callable[[str], list[Patent]]
    marks_since: Callable[[int], list[tuple[int, Mark]]]  # changed after a revision of the store
    marks_revision: Callable[[], int]


@dataclass(frozen=True)
class PortfolioRoom:
    """The services of portfolio care."""

    sessions: Sessions
    audit: Audit
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    library: LawLibrary
    held: HeldRights

    def today(self) -> date:
        """The day by the clock given."""
        return self.now().date()

    def entered(self, session: Session, who: Principal, action: str, organisation: str, **detail: Any) -> None:
        """Enter what was done into the audit, in the transaction that does it."""
        self.audit.append(session, self.now(), who, action, organisation, **detail)


def owners_of(session: Session, organisation: str) -> tuple[Owner, ...]:
    """Whose a portfolio is; nobody's when there is no such organisation."""
    return (Owner(organisation),) if session.get(OrganisationRow, organisation) else NOBODY


def no_records() -> HeldRights:
    """No records at all, for a desk that holds none."""
    return HeldRights(lambda _: [], lambda _, __: None, lambda _: None, lambda _: [], lambda _: [], lambda: 0)
