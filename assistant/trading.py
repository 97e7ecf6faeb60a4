"""The part of the composition root that makes the exchange: accounts, the audit and everything that has an effect."""

import os
import secrets
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.membership import Membership
from assistant.records import Unusable

if TYPE_CHECKING:  # heavy parts are imported when first used
    from datetime import datetime

    from assistant.settings import Settings
    from tools.approvals.effects import Effects
    from tools.audit.chain import Audit
    from tools.audit.journal import Journal
    from tools.clearing.house import ClearingHouse
    from tools.database import Sessions
    from tools.exchange.records import HeldRecords
    from tools.orders.deliverable_store import DeliverableStore
    from tools.portfolio.room import PortfolioRoom
    from tools.principal import Principal

_KEY_BYTES = 32


class Trading(Membership):
    """Makes what concerns orders, exchange, clearing and ratings; `World` gives the database, the clock and the ids."""

    if TYPE_CHECKING:  # made by `World`
        settings: Settings
        now: Callable[[], datetime]
        new_id: Callable[[], str]

        @cached_property
        def sessions(self) -> Sessions: ...  # noqa: D102

    def principal(self, user: str) -> "Principal":
        """The principal behind an account's name, as the database has it now; a visitor for a name nobody has."""
        from tools.members.accounts import open_local_account, principal_of

        if user == "local":
            open_local_account(self.sessions, self.now)
        return principal_of(self.sessions, user)

    @cached_property
    def audit(self) -> "Audit":
        """The audit, with the key of this installation. Raises Unusable when the key cannot be kept."""
        from tools.audit.chain import Audit
        from tools.audit.witness import Witness

        self.prepare_home()
        return Audit(_kept_key(self.settings.home / "audit.key"), Witness(self.settings.home / "audit.heads"))

    @cached_property
    def journal(self) -> "Journal":
        """Enters into the audit what happens outside the members' database."""
        from tools.audit.journal import Journal

        return Journal(self.sessions, self.audit, self.now)

    @cached_property
    def effects(self) -> "Effects":
        """Everything that can be proposed, approved and carried out."""
        from tools.approvals.effects import Effects
        from tools.effects import all_effects

        every = all_effects(self.clearing, self.evidence, self.receiver)
        return Effects.of(self.sessions, self.audit, self.now, self.new_id, every)

    @cached_property
    def clearing(self) -> "ClearingHouse":
        """Clearing: the ledger's house with its payment rail, a sandbox, and what follows an escrow."""
        from tools.clearing.sandbox import SandboxRail
        from tools.effects import clearing_house

        return clearing_house(self.sessions, self.audit, self.now, self.new_id, SandboxRail(self.sessions))

    @cached_property
    def deliverables(self) -> "DeliverableStore":
        """Where the files of orders are kept."""
        from tools.orders.deliverable_store import DeliverableStore

        return DeliverableStore(self.settings.home / "deliverables")

    def seed_exchange(self) -> tuple[int, int]:
        """Put the demo's members and listings into the database, those that are not there yet; how many of each were added."""
        from tools.agencies.seeding import seed_agencies
        from tools.exchange.seeding import seed_listings
        from tools.members.seeding import seed_members
        from tools.portfolio.seeding import seed_portfolio

        members = seed_members(self.sessions, self.now()) + seed_agencies(self.sessions, self.now())
        listings = seed_listings(self.effects)
        seed_portfolio(self.portfolio)
        return members, listings

    @cached_property
    def portfolio(self) -> "PortfolioRoom":
        """Portfolio care over the records held here."""
        from knowledge.trademarks.store import MarkStore
        from tools.portfolio.furnishing import portfolio_room

        marks = self.settings.home / "trademarks" / "marks.db"
        return portfolio_room(
            self.sessions,
            self.audit,
            self.now,
            self.new_id,
            self.library,
            lambda: self.patents,
            lambda: MarkStore(marks),
        )

    @cached_property
    def evidence(self) -> "HeldRecords":
        """What the checks of the exchange look at: the patents and trademarks held here."""
        from tools.exchange.records import HeldRecords

        return HeldRecords(lambda: self.patents, lambda: self.marks)


def _kept_key(path: Path) -> bytes:
    """The secret in a file that only this user can read; made at first, by one process even when several start at once."""
    try:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise Unusable(f"{path} cannot be kept ({error.strerror}); free space or set IPOS_HOME to a folder of your own.") from error  # fmt: skip
