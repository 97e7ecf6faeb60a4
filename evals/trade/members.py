"""The members every run starts with: fictional organisations, their users and licences."""

from datetime import UTC, date, datetime

from tools.database import open_database
from tools.members.accounts import PLATFORM
from tools.members.tables import AccountRow, LicenceRow, OrganisationRow
from tools.orders.tables import OfferingRow

START = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # a Sunday morning in Beijing
ORGANISATIONS = {  # id -> kind, ownership, country
    PLATFORM: ("platform", "private", "CN"),
    "ORG-BUYER": ("enterprise", "private", "CN"),
    "ORG-RIVAL": ("enterprise", "private", "CN"),
    "ORG-SELLER": ("enterprise", "private", "CN"),
    "ORG-AGENCY": ("agency", "private", "CN"),
    "ORG-SECOND": ("agency", "private", "CN"),
    "ORG-BANK": ("bank", "private", "CN"),
    "ORG-UNIVERSITY": ("research_institution", "state_university", "CN"),
}
ACCOUNTS = {  # user -> organisation, role
    "bao": ("ORG-BUYER", "member"),
    "bing": ("ORG-BUYER", "member"),
    "rui": ("ORG-RIVAL", "member"),
    "sun": ("ORG-SELLER", "member"),
    "an": ("ORG-AGENCY", "agency"),
    "ou": ("ORG-SECOND", "agency"),
    "wen": ("ORG-UNIVERSITY", "member"),
    "ban": ("ORG-BANK", "member"),
    "ivy": ("ORG-RIVAL", "investor"),
    "staff": (PLATFORM, "staff"),
    "expert": (PLATFORM, "expert"),
    "admin": (PLATFORM, "admin"),
}
LICENCES = ("patent_agency", "trademark_agency", "law_firm", "appraiser", "auction_house")
LINES = ("legal", "search", "international", "consultation", "appraisal", "training")


def prepare(url: str) -> None:
    """Make the schema and the members in a database that is empty."""
    sessions = open_database(url)
    with sessions.begin() as session:
        for identity, (kind, ownership, country) in ORGANISATIONS.items():
            name = identity.removeprefix("ORG-").title()
            made = OrganisationRow(id=identity, name_zh=f"虚构{name}", name_en=f"Fictional {name}", kind=kind, ownership=ownership, country=country, demo=True, created=START)  # fmt: skip
            session.add(made)
        session.flush()
        for user, (organisation, role) in ACCOUNTS.items():
            session.add(AccountRow(user=user, organisation=organisation, role=role, demo=True, created=START))
        for organisation in ("ORG-AGENCY", "ORG-SECOND"):
            for kind in LICENCES:
                licence = LicenceRow(organisation=organisation, kind=kind, number=f"FICTION-{organisation}-{kind}", valid_until=date(2028, 12, 31))  # fmt: skip
                session.add(licence)
            for line in LINES:
                session.add(OfferingRow(organisation=organisation, line=line))
    sessions.engine.dispose()
