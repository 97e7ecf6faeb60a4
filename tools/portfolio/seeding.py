"""The demo member's portfolio, taken in as a member's own would be."""

from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import func, select

from tools.members.accounts import principal_of
from tools.portfolio.asset import Facts
from tools.portfolio.drafting import Drafts
from tools.portfolio.importing import take_in
from tools.portfolio.numbering import read_number
from tools.portfolio.profile import set_profile
from tools.portfolio.room import PortfolioRoom
from tools.portfolio.tables import AssetRow

DEMO_USER, DEMO_ORGANISATION = "lin", "ORG-QINGLAN"


def seed_portfolio(room: PortfolioRoom) -> int:
    """Put the demo's assets in; how many there were to put, 0 when the demo's member has a portfolio or is not there."""
    who = principal_of(room.sessions, DEMO_USER)
    with room.sessions() as session:
        held = session.scalar(select(func.count()).select_from(AssetRow).where(AssetRow.organisation == DEMO_ORGANISATION))  # fmt: skip
    if held or who.organisation != DEMO_ORGANISATION:
        return 0
    rows = demo_portfolio()
    assets = tuple((line, _facts(row)) for line, row in enumerate(rows["assets"], 1))
    take_in(room, who, Drafts(accepted=assets, rejected=()))
    set_profile(room, who, **rows["profile"])
    return len(assets)


def demo_portfolio() -> dict[str, Any]:
    """The demo's portfolio as its file has it."""
    rows: dict[str, Any] = yaml.load(files("tools.portfolio").joinpath("demo.yaml").read_text("utf-8"), yaml.CSafeLoader)  # fmt: skip
    return rows


def _facts(row: dict[str, Any]) -> Facts:
    """A row of the file; its number in the one form (a Chinese one gets its check digit)."""
    facts = Facts(**row, source="demo")
    number = read_number(facts.number, facts.right, facts.jurisdiction)
    return facts.model_copy(update={"number": number.number})
