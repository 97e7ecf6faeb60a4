"""A log of orders and deals for tests of ratings, written the way the rules of orders write it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.conftest import TODAY
from tools.events import Event


class Log:
    """Adds entries; `orders` counts them up."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.orders = 0

    def add(self, kind: str, record: str, name: str, organisation: str, day: date, user: str = "", was: str = "", **detail: Any) -> Event:  # fmt: skip
        when = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
        event = Event(
            id=len(self.events) + 1, kind=kind, record=record, name=name, was=was, became="", user=user or f"user of {organisation}",
            organisation=organisation, when=when, cause="test", detail=detail,
        )  # fmt: skip
        self.events.append(event)
        return event

    def order(
        self, provider: str = "AGENCY", client: str = "CLIENT", *, day: date = TODAY, late: int = 0, returned: bool = False, stars: int | None = 5,
        minor: int = 100_000, currency: str = "CNY", decided: str = "", users: tuple[str, str] = ("", ""), to_payee: int | None = None,
    ) -> str:  # fmt: skip
        """An order from its placing to its rating: delivered on `day`, `late` days after its term."""
        self.orders += 1
        record, (by_provider, by_client) = f"ORD-{self.orders}", users
        self.add("order", record, "place", client, day - timedelta(9), by_client, price_minor=minor, currency=currency)
        self.add("order", record, "assign", "PLATFORM", day - timedelta(8), provider=provider)
        due = (day - timedelta(late)).isoformat()
        self.add("order", record, "accept_assignment", provider, day - timedelta(7), by_provider, due=due)
        self.add("order", record, "deliver", provider, day, by_provider)
        if returned:
            self.add("order", record, "return", client, day, by_client)
            self.add("order", record, "deliver", provider, day, by_provider)
        if decided:
            self.add("order", record, "dispute", client, day, by_client)
            self.add("order", record, "decide", "PLATFORM", day, outcome=decided, to_payee=to_payee)
        else:
            self.add("order", record, "accept_delivery", client, day, by_client)
        if stars is not None:
            self.add("order", record, "rated", client, day, by_client, stars=stars, by=client, of=provider, comment="said")  # fmt: skip
        return record

    def broken_off(self, provider: str, client: str, *, by: str, overdue: bool = False) -> str:
        """An order that a party cancels while it is in work, before its day or after it."""
        self.orders += 1
        record = f"ORD-{self.orders}"
        due = TODAY - timedelta(1) if overdue else TODAY + timedelta(1)
        self.add("order", record, "place", client, TODAY - timedelta(9), price_minor=100_000, currency="CNY")
        self.add("order", record, "accept_assignment", provider, TODAY - timedelta(8), due=due.isoformat(), provider=provider)  # fmt: skip
        self.add("order", record, "cancel", by, TODAY, was="working")
        return record

    def orders_of(self, count: int, provider: str = "AGENCY", **more: Any) -> "Log":
        """Orders from so many different clients, three at least in turn."""
        for number in range(count):
            self.order(provider, f"CLIENT-{number % max(3, count // 2)}", **more)
        return self

    def deal(self, seller: str, buyer: str, *, day: date = TODAY, cancelled_by: str = "", disputed: str = "") -> str:
        """A deal, completed, or cancelled by a party before payment, or disputed and ended by `disputed`."""
        self.orders += 1
        record = f"DEAL-{self.orders}"
        self.add("deal", record, "agree", buyer, day, seller=seller, buyer=buyer, price=5_000_000, currency="CNY")
        if disputed:
            self.add("deal", record, "dispute", buyer, day, was="funded")
            self.add("deal", record, disputed, "PLATFORM", day, was="disputed")
        elif cancelled_by:
            self.add("deal", record, "cancel", cancelled_by, day, was="agreed")
        else:
            self.add("deal", record, "complete", "PLATFORM", day)
        return record
