"""Who is asking."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is at the platform. The table of access says what each may do."""

    VISITOR = "visitor"  # nobody the platform knows
    MEMBER = "member"
    AGENCY = "agency"
    STAFF = "staff"
    INVESTOR = "investor"
    EXPERT = "expert"
    ADMIN = "admin"


@dataclass(frozen=True)
class Principal:
    """The name of an account, its organisation and role. It comes from the signed-in session, never from a model."""

    user: str
    organisation: str = ""
    role: Role = Role.VISITOR
