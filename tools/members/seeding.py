"""The demo's members: invented organisations with accounts of every role, licences and the lines they offer."""

from datetime import datetime
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy.orm import Session

from tools.database import Sessions
from tools.members.accounts import PLATFORM
from tools.members.tables import AccountRow, LicenceRow, OrganisationRow
from tools.orders.tables import OfferingRow
from tools.principal import Role


def seed_members(sessions: Sessions, now: datetime) -> int:
    """Put the demo's organisations, accounts, licences and offers into the database, those that are not there yet.

    Returns how many organisations and accounts were added; 0 when all were there. What is there is left as it is.
    """
    with sessions.begin() as session:
        return sum(_organisation(session, row, now) for row in demo_members())


def demo_members() -> list[dict[str, Any]]:
    """The demo's organisations as their file has them."""
    rows: list[dict[str, Any]] = yaml.load(
        files("tools.members").joinpath("demo.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return rows


def _organisation(session: Session, row: dict[str, Any], now: datetime) -> int:
    added = 0
    if not session.get(OrganisationRow, row["id"]):
        session.add(
            OrganisationRow(
                id=row["id"], name_zh=row["zh"], name_en=row["en"], kind=row["kind"], ownership=row.get("ownership", "private"),
                country=row.get("country", "CN"), demo=row["id"] != PLATFORM, created=now,
            )
        )  # fmt: skip
        session.flush()
        added = 1
    for place, (user, role) in enumerate(row["users"].items()):  # the first of each manages the organisation
        if not session.get(AccountRow, user):
            manager = place == 0 or role == Role.ADMIN.value
            session.add(AccountRow(user=user, organisation=row["id"], role=role, manager=manager, demo=True, created=now))  # fmt: skip
            added += 1
    _trade(session, row)
    session.flush()
    return added


def _trade(session: Session, row: dict[str, Any]) -> None:
    """Licences and offered lines."""
    for kind, held in row.get("licences", {}).items():
        if not session.get(LicenceRow, (row["id"], kind)):
            session.add(
                LicenceRow(organisation=row["id"], kind=kind, number=held["number"], valid_until=held.get("until"))
            )
    for line in row.get("lines", ()):
        if not session.get(OfferingRow, (row["id"], line)):
            session.add(OfferingRow(organisation=row["id"], line=line))
