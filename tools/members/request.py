"""What is asked of members' accounts and organisations. Who asks is never part of it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from knowledge.language import visible
from tools.members.kinds import GivenRole, Kind, Ownership
from tools.members.names import written


def _clean(value: object) -> object:
    return " ".join(visible(value).split()) if isinstance(value, str) else value


def _name(value: object) -> object:
    return written(value) if isinstance(value, str) else value


Member = Annotated[str, BeforeValidator(_name), Field(min_length=1, max_length=200)]
Named = Annotated[str, BeforeValidator(_clean), Field(max_length=40)]
Country = Annotated[str, BeforeValidator(lambda value: value.strip().upper() if isinstance(value, str) else value), Field(pattern="^[A-Z]{2}$")]  # fmt: skip

Line80 = Annotated[str, BeforeValidator(_clean), Field(max_length=80)]
Line300 = Annotated[str, BeforeValidator(_clean), Field(max_length=300)]
Line400 = Annotated[str, BeforeValidator(_clean), Field(max_length=400)]
Words = Annotated[str, BeforeValidator(_clean), Field(min_length=2, max_length=500)]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChangeRole(_Closed):
    """Give an account another role, or give it or take from it the right to manage its organisation; None: as it is."""

    member: Member
    new_role: GivenRole | None = None
    manager: bool | None = None


class DeactivateAccount(_Closed):
    """Close an account: it may do nothing from the next request on; what it made stays its organisation's."""

    member: Member
    reason: Words


class ReactivateAccount(_Closed):
    """Open a closed account again."""

    member: Member


class UpdateProfile(_Closed):
    """Change what an organisation says of itself; None: as it is. Names, kind, ownership and country are an administrator's to change.

    `organisation`: "" for the own. `fields`: technical fields, words or IPC symbols separated by commas.
    """

    organisation: Named = ""
    region: Line80 | None = None
    industry: Line80 | None = None
    fields: Line400 | None = None
    contact: Line300 | None = None
    name_zh: Annotated[str, Field(max_length=200)] | None = None
    name_en: Annotated[str, Field(max_length=200)] | None = None
    kind: Kind | None = None
    ownership: Ownership | None = None
    country: Country | None = None


class OpenOrganisation(_Closed):
    """Take an organisation in. `country`: ISO 3166 code of its seat."""

    name_zh: Annotated[str, Field(max_length=200)]
    name_en: Annotated[str, Field(max_length=200)]
    kind: Kind
    ownership: Ownership = "private"
    country: Country = "CN"


class RecordLicence(_Closed):
    """Enter a licence an organisation has shown, or change its number and its last day."""

    organisation: Named
    licence: Literal["patent_agency", "trademark_agency", "law_firm", "appraiser", "auction_house", "bank"]
    number: Annotated[str, BeforeValidator(_clean), Field(min_length=3, max_length=80)]
    until: date | None = None


class GiveConsent(_Closed):
    """Consent to a purpose, for oneself."""

    purpose: Literal["external_model", "share_contact"]
