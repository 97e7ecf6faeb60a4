"""Comparable deals of the exchange: one's own always, others' only where enough stand together, nobody's name ever."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.world import World
from tests.conftest import TODAY
from tests.trade.talk import talk_world
from tests.valuation.asking import of, valued
from tools.exchange.tables import DealRow, ListingRow
from tools.refused import Refused
from tools.valuation.exchange_deals import DealsFound, as_comparables, comparable_deals

SOLD = datetime(2026, 3, 1, tzinfo=UTC)
SELLERS = ("ORG-YUNMENG", "ORG-ZHIWEI", "ORG-MUYANG", "ORG-HONGLING")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return talk_world(tmp_path)


def sell(
    world: World,
    seller: str,
    price: int,
    buyer: str = "ORG-RHEINTAL",
    kind: str = "transfer",
    demo: bool = False,
    state: str = "completed",
) -> None:
    with world.sessions() as session, session.begin():
        number = world.new_id()[:8]
        session.add(
            ListingRow(
                id=f"LST-{number}",
                organisation=seller,
                user="x",
                subject="patent",
                deal=kind,
                pricing="asking",
                currency="CNY",
                words="{}",
                classes=",B64C,",
                state="closed",
                demo=demo,
                created=SOLD,
                expires=SOLD,
            )
        )
        session.flush()
        session.add(DealRow(id=f"DEA-{number}", listing=f"LST-{number}", seller=seller, buyer=buyer, subject="patent", kind=kind, price_minor=price * 100, currency="CNY", exclusive=True, live=True, state=state, created=SOLD, pay_by=SOLD))  # fmt: skip


def found(world: World, user: str) -> DealsFound:
    with world.sessions() as session:
        return comparable_deals(session, world.principal(user), "invention", "CNY", TODAY)


def test_prices_of_others_are_held_back_until_three_sellers_stand_together(world: World) -> None:
    sell(world, SELLERS[0], 500_000)
    sell(world, SELLERS[0], 600_000)
    sell(world, SELLERS[0], 700_000)
    assert found(world, "lin") == DealsFound(deals=(), held_back=3)
    sell(world, SELLERS[1], 800_000)
    sell(world, SELLERS[2], 900_000)
    shown = found(world, "lin")
    assert (len(shown.deals), shown.held_back) == (5, 0)
    assert {deal.class_ for deal in shown.deals} == {"B64C"}
    assert all(seller not in shown.model_dump_json() for seller in (*SELLERS, "ORG-RHEINTAL", "DEA-", "LST-"))
    market = of(valued(inputs={}, comparables=as_comparables(shown)), "market")
    assert market.point == 70_000_000
    assert {figure.origin for figure in market.figures} == {"record"}


def test_own_deals_are_always_shown_and_fiction_licences_and_open_deals_never(world: World) -> None:
    sell(world, "ORG-QINGLAN", 450_000)
    sell(world, SELLERS[0], 1_000_000, kind="exclusive")
    sell(world, SELLERS[1], 2_000_000, demo=True)
    sell(world, SELLERS[2], 3_000_000, state="agreed")
    shown = found(world, "lin")
    assert [(deal.price.minor, deal.own) for deal in shown.deals] == [(45_000_000, True)]
    assert found(world, "chen") == DealsFound(deals=(), held_back=1)


def test_without_an_account_there_is_none(world: World) -> None:
    with pytest.raises(Refused) as refused:
        found(world, "nobody")
    assert refused.value.name == "access.visitor"
