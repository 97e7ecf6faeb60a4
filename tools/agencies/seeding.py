"""The demo's directory: invented providers of every kind of licence and of the international desks, with whom they stand for."""

import json
from datetime import datetime
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy.orm import Session

from tools.agencies.keeping import write_bands
from tools.agencies.tables import PartyRow, ProfileRow
from tools.database import Sessions
from tools.members.tables import AccountRow, LicenceRow, OrganisationRow
from tools.money import Money
from tools.orders.tables import OfferingRow


def seed_agencies(sessions: Sessions, now: datetime) -> int:
    """Put the demo's providers in, and give those that are members already their entries; how many entries were added.

    What is there is left as it is. The demo's members have to be there (`tools.members.seeding`) for their entries to be made.
    """
    with sessions.begin() as session:
        return sum(_provider(session, row, now) for row in demo_agencies())


def demo_agencies() -> list[dict[str, Any]]:
    """The demo's providers as their file has them."""
    rows: list[dict[str, Any]] = yaml.load(
        files("tools.agencies").joinpath("demo.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return rows


def _provider(session: Session, row: dict[str, Any], now: datetime) -> int:
    if "zh" in row and not session.get(OrganisationRow, row["id"]):
        _organisation(session, row, now)
    if session.get(ProfileRow, row["id"]) or not session.get(OrganisationRow, row["id"]):
        return 0
    about = row.get("about", ("", ""))
    session.add(
        ProfileRow(
            organisation=row["id"], about_zh=about[0], about_en=about[1], region=row.get("region", ""), fields=json.dumps(row.get("fields", [])),
            jurisdictions=json.dumps(row["jurisdictions"]), languages=json.dumps(row["languages"]), capacity=row["capacity"],
            accepting=row.get("accepting", True), verified=row.get("verified", True), source="demo",
        )
    )  # fmt: skip
    session.flush()
    write_bands(session, row["id"], {line: _band(*band) for line, band in row.get("bands", {}).items()})
    for number, called in enumerate(row.get("clients", ())):
        session.add(PartyRow(id=f"PTY-{row['id'][4:]}-{number}", organisation=row["id"], side="client", names=json.dumps(called, ensure_ascii=False), created=now))  # fmt: skip
    session.flush()
    return 1


def _organisation(session: Session, row: dict[str, Any], now: datetime) -> None:
    session.add(OrganisationRow(id=row["id"], name_zh=row["zh"], name_en=row["en"], kind=row["kind"], country=row.get("country", "CN"), demo=True, created=now))  # fmt: skip
    session.flush()
    if not session.get(AccountRow, row["user"]):
        session.add(AccountRow(user=row["user"], organisation=row["id"], role=row.get("role", "agency"), demo=True, created=now))  # fmt: skip
    for kind, (number, until) in row.get("licences", {}).items():
        session.add(LicenceRow(organisation=row["id"], kind=kind, number=number, valid_until=until))
    for line in row["lines"]:
        session.add(OfferingRow(organisation=row["id"], line=line))
    session.flush()


def _band(low: int, high: int, currency: str = "CNY") -> tuple[Money, Money]:
    """A band of the file, in whole major units."""
    return Money.of(str(low), currency), Money.of(str(high), currency)
