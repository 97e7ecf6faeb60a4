"""Reading a portfolio: its assets, one of them, and the docket of everything that is due, with costs a year in each currency."""

from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.practice.notes import Both
from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.money import Money
from tools.portfolio.asset import Asset, asset_of
from tools.portfolio.profile import Profile, profile_of
from tools.portfolio.room import PortfolioRoom, owners_of
from tools.portfolio.schedule import RENEWALS, AssetDues, Due, dues_of
from tools.portfolio.tables import AssetRow, AssetTaskRow
from tools.principal import Principal


class Filter(BaseModel):
    """What of a docket is wanted: the next so many days (overdue days in grace are always among them), kinds, jurisdictions, fees only."""

    model_config = ConfigDict(frozen=True)

    days: int | None = None
    rights: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    fees: bool = False

    def takes(self, due: Due) -> bool:
        """Whether a row is wanted."""
        within = self.days is None or due.days_left <= self.days
        kind = not self.rights or due.right in self.rights
        return within and kind and (not self.places or due.jurisdiction in self.places) and (due.fee_due or not self.fees)  # fmt: skip


class YearCost(BaseModel):
    """What is to be paid in a year in one currency, and how many fees of that year have no amount held."""

    model_config = ConfigDict(frozen=True)

    year: int
    total: Money
    fees: int


class Unknown(BaseModel):
    """What of an asset could not be scheduled."""

    model_config = ConfigDict(frozen=True)

    asset: str
    number: str
    title: str
    why: Both


class Docket(BaseModel):
    """Everything due for a portfolio on a day, the earliest first. `unpriced`: fees with no amount held, by year."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    as_of: date
    filter: Filter
    profile: Profile
    assets: int
    dues: tuple[Due, ...]
    costs: tuple[YearCost, ...]
    unpriced: dict[int, int]
    missing: tuple[Unknown, ...]


class PortfolioShown(BaseModel):
    """A portfolio: its profile and its assets."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    as_of: date
    profile: Profile
    assets: tuple[Asset, ...]


def show_portfolio(room: PortfolioRoom, session: Session, who: Principal, organisation: str = "") -> PortfolioShown:
    """The portfolio of an organisation, one's own by default. Raises Refused for another's as for one there is not."""
    identity = organisation or who.organisation
    require(who, "show_portfolio", owners_of(session, identity), identity)
    return PortfolioShown(organisation=identity, as_of=room.today(), profile=profile_of(session, identity), assets=assets_of(session, identity))  # fmt: skip


def assets_of(session: Session, organisation: str) -> tuple[Asset, ...]:
    """The assets, by kind, jurisdiction and number; the caller has asked for leave."""
    query = select(AssetRow).where(AssetRow.organisation == organisation).order_by(AssetRow.right, AssetRow.jurisdiction, AssetRow.number)  # fmt: skip
    return tuple(asset_of(row) for row in session.scalars(query))


def asset_owners(session: Session, asset: str) -> tuple[Owner, ...]:
    """Whose an asset is, nobody's when there is none."""
    row = session.get(AssetRow, asset)
    return (Owner(row.organisation),) if row else NOBODY


def docket_of(
    room: PortfolioRoom, session: Session, who: Principal, organisation: str = "", wanted: Filter | None = None
) -> Docket:
    """The docket, for who may see the portfolio."""
    shown, wanted = show_portfolio(room, session, who, organisation), wanted or Filter()
    every = [dues_of(room.library, asset, shown.profile, shown.as_of) for asset in shown.assets]
    rows = [due for due in decided(session, shown.organisation, every) if wanted.takes(due)]
    rows.sort(key=lambda due: (due.day, due.right, due.number, due.rule))
    owed = [due for due in rows if due.fee_due and due.state in ("open", "grace")]
    return Docket(
        organisation=shown.organisation, as_of=shown.as_of, filter=wanted, profile=shown.profile, assets=len(shown.assets), dues=tuple(rows),
        costs=costs_of(owed), unpriced=_unpriced(owed), missing=(*_missing(every), *_renewed(rows)),
    )  # fmt: skip


def decided(session: Session, organisation: str, every: Sequence[AssetDues]) -> list[Due]:
    """The rows with what was decided about them; what follows a fee that is not to be paid is left out."""
    query = select(AssetTaskRow).join(AssetRow, AssetRow.id == AssetTaskRow.asset).where(AssetRow.organisation == organisation)  # fmt: skip
    decisions = {(row.asset, row.rule, row.day): row.decision for row in session.scalars(query)}
    given_up = {asset: day for (asset, _, day), decision in sorted(decisions.items()) if decision == "abandoned"}
    rows = [due.model_copy(update={"state": decisions.get((due.asset, due.rule, due.unmoved), due.state)}) for each in every for due in each.dues]  # fmt: skip
    return [due for due in rows if due.asset not in given_up or due.unmoved <= given_up[due.asset]]


def costs_of(dues: Iterable[Due]) -> tuple[YearCost, ...]:
    """The sums by year of the last day and by currency; currencies are never added."""
    sums: dict[tuple[int, str], tuple[Money, int]] = {}
    for due in dues:
        if due.fee:
            key = (due.day.year, due.fee.amount.currency)
            total, count = sums.get(key, (Money(0, key[1]), 0))
            sums[key] = (total + due.fee.amount, count + 1)
    return tuple(YearCost(year=year, total=total, fees=count) for (year, _), (total, count) in sorted(sums.items()))


def _unpriced(dues: Iterable[Due]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for due in dues:
        if due.fee is None:
            counts[due.day.year] = counts.get(due.day.year, 0) + 1
    return counts


def _renewed(rows: Iterable[Due]) -> Iterable[Unknown]:
    """Marks whose renewal is marked as done: their next day is known once the new expiry is entered."""
    for due in rows:
        if due.state == "done" and due.rule in RENEWALS:
            yield Unknown(asset=due.asset, number=due.number, title=due.title, why=Both(zh="已续展：核准后请填入新的届满日，才能排下一次续展", en="renewed: enter the new expiry date once it is approved, so that the next renewal can be scheduled"))  # fmt: skip


def _missing(every: Iterable[AssetDues]) -> Iterable[Unknown]:
    for each in every:
        for why in each.missing:
            yield Unknown(asset=each.asset.id, number=each.asset.number, title=each.asset.title, why=why)
