"""The tables of organisations, accounts and licences."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc

_ORGANISATION = "organisation.id"


class OrganisationRow(Base):
    """An organisation. `kind`: enterprise, agency, law_firm, appraiser, auction_house, research_institution, science_park,
    government, bank, guarantor, investor, platform. `ownership` decides which rules on disposals hold: private,
    state_owned, state_university, state_institute. `country`: ISO 3166 code of the seat. `demo`: fictional.
    """

    __tablename__ = "organisation"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_zh: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(30))
    ownership: Mapped[str] = mapped_column(String(20), default="private")
    country: Mapped[str] = mapped_column(String(2), default="CN")
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created: Mapped[datetime] = mapped_column(Utc)


class AccountRow(Base):
    """A user's account: the organisation it belongs to, which never changes, and its role (`tools.principal.Role`).

    `manager`: it looks after its organisation's profile, accounts and invitations. `deactivated`: since when it may do nothing;
    accounts are never deleted and names never given away again, so that a record's user always tells its organisation.
    """

    __tablename__ = "account"

    user: Mapped[str] = mapped_column(String(200), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    role: Mapped[str] = mapped_column(String(20))
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created: Mapped[datetime] = mapped_column(Utc)
    manager: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    deactivated: Mapped[datetime | None] = mapped_column(Utc, default=None)


class LicenceRow(Base):
    """A licence an organisation holds: patent_agency, trademark_agency, law_firm, appraiser, auction_house, bank."""

    __tablename__ = "licence"

    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    number: Mapped[str] = mapped_column(String(80))
    valid_until: Mapped[date | None] = mapped_column(Date, default=None)
