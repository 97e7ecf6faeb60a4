"""Portfolio care over the stores of this installation: the patents by number and holder, the marks by number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent
from knowledge.patents.status import LegalStatus, status_on
from knowledge.trademarks.store import MarkStore
from tools.audit.chain import Audit
from tools.database import Sessions
from tools.portfolio.room import HeldRights, PortfolioRoom
from tools.refused import Refused
from tools.search.records import Records, found_records


@dataclass(frozen=True)
class _Stores:
    """The stores, each opened when it is first looked at."""

    open_patents: Callable[[], Records]
    open_marks: Callable[[], MarkStore]

    @cached_property
    def patents(self) -> Records:
        return self.open_patents()

    @cached_property
    def marks(self) -> MarkStore:
        return self.open_marks()

    def publications(self, number: str) -> list[Patent]:
        try:
            return found_records(self.patents, number)[1]
        except Refused:
            return []

    def standing(self, number: str, day: date) -> LegalStatus | None:
        held = self.publications(number)
        return status_on(held, day) if held else None


def portfolio_room(
    sessions: Sessions, audit: Audit, now: Callable[[], datetime], new_id: Callable[[], str], library: LawLibrary,
    patents: Callable[[], Records], marks: Callable[[], MarkStore],
) -> PortfolioRoom:  # fmt: skip
    """The room of portfolio care; the stores are opened when they are first asked."""
    stores = _Stores(patents, marks)
    held = HeldRights(
        stores.publications, stores.standing, lambda key: stores.marks.get(key), lambda entity: stores.patents.of_holder(entity),
        lambda since: list(stores.marks.iterate(since)), lambda: stores.marks.revision(),
    )  # fmt: skip
    return PortfolioRoom(sessions, audit, now, new_id, library, held)
