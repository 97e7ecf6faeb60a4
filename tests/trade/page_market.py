"""A small market for the pages: the demo's members and listings, one order in each state, made once in a run and copied."""

import shutil
from collections.abc import Callable, KeysView
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.settings import Settings
from assistant.world import World
from tests.conftest import clock
from tests.page_visits import furnished
from tools.approvals.terms import Outcome
from tools.clearing.reading import list_escrows
from tools.exchange.seeding import seed_listings
from tools.members.seeding import seed_members
from tools.orders.deliverable_store import DeliverableStore
from tools.orders.deliverables import upload_deliverable
from tools.orders.quoting import quote_service
from tools.ratings.engagement import day_of
from tools.ratings.figures import rebuild

Texts = Callable[[str], Any]
EVIL = "<img src=x onerror=alert(1)> [here](http://evil.example) **bold** $x$"
BUYER, PROVIDER, STAFF, EXPERT, OTHER = "lin", "heng", "song", "gong", "chen"
_KEPT = ("ipos.db", "audit.key", "audit.heads", "deliverables", "orders.txt")


class Market:
    """The world of a test, and the orders in it by the name of their state."""

    def __init__(self, world: World) -> None:
        self.world = world
        lines = (world.settings.home / "orders.txt").read_text("utf-8").split("\n")
        self.orders = dict(line.split("=") for line in lines if line)

    def do(self, user: str, name: str, **request: Any) -> Outcome:
        return do(self.world, user, name, **request)

    def escrow(self, subject: str) -> str:
        return escrow_of(self.world, subject)


def market(home: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    """A world with the market in it, for one test alone."""
    world = furnished(home, monkeypatch, held=False)
    for name in _KEPT:
        kept = _made(home.parent / "page-market") / name
        shutil.copytree(kept, home / name) if kept.is_dir() else shutil.copy(kept, home / name)
    return Market(world)


def do(world: World, user: str, name: str, **request: Any) -> Outcome:
    """Propose and approve, as a user."""
    card = world.effects.propose(world.principal(user), name, request)
    return world.effects.approve(world.principal(user), card.id, card.hash)


def yuan(amount: int) -> dict[str, object]:
    return {"minor": amount * 100, "currency": "CNY"}


def escrow_of(world: World, subject: str) -> str:
    with world.sessions() as session:
        return next(each.id for each in list_escrows(session, world.principal(STAFF)) if each.subject == subject)


@cache
def _made(home: Path) -> Path:
    world = World(Settings(home=home, demo=False, _env_file=None), now=clock)  # type: ignore[call-arg]
    world.principal("local")
    seed_members(world.sessions, world.now())
    seed_listings(world.effects)
    do(world, BUYER, "deposit_money", amount=yuan(900_000))
    orders = {state: _order(world) for state in ("working", "delivered", "completed", "disputed")}
    orders["assigned"] = _placed(world)
    _deliver(world, orders["delivered"])
    _deliver(world, orders["completed"])
    do(world, BUYER, "accept_delivery", order=orders["completed"])
    do(world, BUYER, "rate_order", order=orders["completed"], stars=2, comment=EVIL)
    do(world, BUYER, "dispute_order", order=orders["disputed"], reason="没有按约定的评估基准日出具")
    do(world, PROVIDER, "send_message", order=orders["working"], text=EVIL)
    with world.sessions.begin() as session:
        rebuild(session, day_of(world.now()), world.now())
    (home / "orders.txt").write_text("\n".join(f"{name}={order}" for name, order in orders.items()), "utf-8")
    world.sessions.engine.dispose()
    return home


def _placed(world: World) -> str:
    given = {"patents": 2, "numbers": "CN1000001B", "purpose": "转让定价"}
    quote = quote_service(world.effects, world.principal(BUYER), "APR-PAT", given)
    return do(world, BUYER, "place_order", quote=quote.id, provider="ORG-DUHENG").record


def _order(world: World) -> str:
    order = _placed(world)
    do(world, BUYER, "fund_escrow", escrow=escrow_of(world, order))
    do(world, PROVIDER, "accept_assignment", order=order)
    return order


def _deliver(world: World, order: str) -> None:
    store = DeliverableStore(world.settings.home / "deliverables")
    upload_deliverable(world.effects, store, world.principal(PROVIDER), order, "报告 & x.txt", b"report")
    do(world, PROVIDER, "deliver_order", order=order)


def press(page: AppTest, name: str) -> AppTest:
    """Click the first button whose key begins so."""
    next(button for button in page.button if str(button.key).startswith(name)).click().run()
    assert not page.exception, page.exception[0].value
    return page


def keys_of(page: AppTest) -> KeysView[str]:
    """The keys of all buttons, as a set that keeps the order of the page."""
    return {str(button.key): None for button in page.button}.keys()


def raw_of(page: AppTest) -> str:
    """The Markdown of the page as it goes to the browser."""
    return "\n".join(str(each.value) for kind in ("markdown", "caption", "header") for each in page.get(kind))


def approve(page: AppTest) -> AppTest:
    """Approve the card on show; the page then says what was done."""
    press(page, "approve-")
    assert len(page.success) == 1, [each.value for each in (*page.warning, *page.error)]
    return page
