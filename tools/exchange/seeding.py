"""The demo's listings, needs, offers and bids, put in through the effects themselves, so that they are as real ones are."""

from datetime import UTC, timedelta
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import func, select

from tools.approvals.effects import Effects
from tools.approvals.terms import Outcome
from tools.exchange.tables import ListingRow, NeedRow
from tools.members.accounts import principal_of
from tools.money import Money
from tools.refused import Refused

_AMOUNTS = ("price", "increment", "reserve", "budget", "amount")


def seed_listings(effects: Effects) -> int:
    """Put the demo's listings, needs, offers and bids in; the number of them, 0 when some demo record is there already.

    The demo's members have to be there (`tools.members.seeding`). Raises Refused when a rule says no.
    """
    if _seeded(effects):
        return 0
    rows, labels = demo_exchange(), dict[str, str]()
    for row in rows["listings"]:
        labels[row["label"]] = _do(effects, row["by"], "list_right", _request(effects, row["request"])).record
    for row in rows["needs"]:
        _do(effects, row["by"], "post_need", _request(effects, row["request"]))
    for kind, effect in (("offers", "make_offer"), ("bids", "place_bid")):
        for row in rows[kind]:
            asked = {key: value for key, value in row.items() if key not in ("by", "listing")}
            _do(effects, row["by"], effect, {**_request(effects, asked), "listing": labels[row["listing"]]})
    return sum(len(rows[kind]) for kind in ("listings", "needs", "offers", "bids"))


def demo_exchange() -> dict[str, Any]:
    """The demo's exchange as its file has it."""
    rows: dict[str, Any] = yaml.load(files("tools.exchange").joinpath("demo.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return rows


def _seeded(effects: Effects) -> bool:
    with effects.sessions() as session:
        counts = (session.scalar(select(func.count()).select_from(model).where(model.demo)) for model in (ListingRow, NeedRow))  # fmt: skip
        return any(counts)


def _request(effects: Effects, asked: dict[str, Any]) -> dict[str, Any]:
    """A request from a row of the file: amounts are whole yuan there, the end so many days from now."""
    found = {key: {"minor": Money.of(str(value)).minor, "currency": "CNY"} if key in _AMOUNTS else value for key, value in asked.items()}  # fmt: skip
    if "ends" in asked:
        found["ends"] = (effects.now().astimezone(UTC) + timedelta(days=asked["ends"])).replace(microsecond=0).isoformat()  # fmt: skip
    return found


def _do(effects: Effects, user: str, effect: str, request: dict[str, Any]) -> Outcome:
    who = principal_of(effects.sessions, user)
    card = effects.propose(who, effect, request)
    if card.state == "blocked":
        raise Refused(f"演示数据不能挂牌：{card.terms.title_zh}。/ A listing of the demo is blocked: {card.terms.title_en}.", "demo.blocked")  # fmt: skip
    return effects.approve(who, card.id, card.hash)
