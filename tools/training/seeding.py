"""The demo's sessions, published through the effect itself, so that they are as real ones are."""

from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import func, select

from tools.approvals.effects import Effects
from tools.members.accounts import principal_of
from tools.money import Money
from tools.orders.days import BEIJING, day_of
from tools.training.tables import TrainingSessionRow


def seed_training(effects: Effects) -> int:
    """Publish the demo's sessions; how many, 0 when there is a session already. The demo's members have to be there."""
    with effects.sessions() as session:
        if session.scalar(select(func.count()).select_from(TrainingSessionRow)):
            return 0
    rows = demo_sessions()
    for row in rows:
        who = principal_of(effects.sessions, row["by"])
        card = effects.propose(who, "publish_session", request_of(row, effects.now()))
        effects.approve(who, card.id, card.hash)
    return len(rows)


def demo_sessions() -> list[dict[str, Any]]:
    """The demo's sessions as their file has them."""
    source = files("tools.training").joinpath("demo.yaml").read_text("utf-8")
    rows: list[dict[str, Any]] = yaml.load(source, yaml.CSafeLoader)
    return rows


def request_of(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    """A request from a row of the file: its day counted from now, its price in whole yuan."""
    hour, minute = map(int, row["at"].split(":"))
    first = day_of(now) + timedelta(days=row["in"])
    last = first + timedelta(days=row.get("days", 1) - 1)
    starts = datetime.combine(first, time(hour, minute), BEIJING)
    ends = starts + timedelta(hours=row["hours"]) if first == last else datetime.combine(last, time(17), BEIJING)
    if ends - starts < timedelta(hours=row["hours"]):
        ends = starts + timedelta(hours=row["hours"])
    kept = ("code", "kind", "hours", "seats", "language", "certificate", "segments", "kinds", "prerequisites")
    found = {key: row[key] for key in kept if key in row}
    for name in ("title", "about", "place"):
        found |= {f"{name}_{language}": words for language, words in row.get(name, {}).items()}
    price = {"sku": row["sku"], "price": Money.of(str(row["price"]))} if "price" in row else {}
    return {**found, "starts": starts.isoformat(), "ends": ends.isoformat(), **price}
