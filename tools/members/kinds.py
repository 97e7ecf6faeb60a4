"""Kinds of organisations and the roles their people may have, and who may give which."""

from typing import Literal

from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal, Role
from tools.refused import Refused

Kind = Literal[
    "enterprise", "agency", "law_firm", "appraiser", "auction_house", "research_institution", "science_park", "government",
    "bank", "guarantor", "investor",
]  # fmt: skip
Ownership = Literal["private", "state_owned", "state_university", "state_institute"]
GivenRole = Literal["member", "agency", "staff", "investor", "expert", "admin"]
_SERVES = frozenset({Role.MEMBER, Role.AGENCY})
_FUNDS = frozenset({Role.MEMBER, Role.INVESTOR})
ROLES = {
    "enterprise": _SERVES, "agency": frozenset({Role.AGENCY}), "law_firm": frozenset({Role.AGENCY}), "appraiser": frozenset({Role.AGENCY}),
    "auction_house": frozenset({Role.AGENCY}), "research_institution": _SERVES, "science_park": _SERVES, "government": frozenset({Role.MEMBER}),
    "bank": _FUNDS, "guarantor": _FUNDS, "investor": _FUNDS, "platform": frozenset({Role.STAFF, Role.EXPERT, Role.ADMIN}),
}  # fmt: skip


def roles_given(by: Principal, kind: str) -> frozenset[Role]:
    """The roles somebody may give in an organisation of a kind, who may give any there: an administrator those of the kind,
    everybody else of them no more than there are in the own organisation, and never an administrator's.
    """
    found = ROLES.get(kind, frozenset())
    return found if by.role is Role.ADMIN else found - {Role.ADMIN}


def offered(by: Principal, kind: str) -> list[Role]:
    """The roles somebody may give in an organisation of a kind, the least first, for a form."""
    found = roles_given(by, kind)
    return [role for role in (Role.MEMBER, Role.AGENCY, Role.INVESTOR, Role.EXPERT, Role.STAFF, Role.ADMIN) if role in found]  # fmt: skip


def require_manager(by: Principal, account: AccountRow | None, organisation: OrganisationRow) -> None:
    """Let an administrator of the platform pass, and who manages this organisation. Raises Refused."""
    if by.role is Role.ADMIN:
        return
    if account is None or account.deactivated or not account.manager or account.organisation != organisation.id:
        raise Refused("只有本机构的管理人或平台管理员可以办理。/ Only who manages this organisation's accounts, or an administrator of the platform, can do this.", "members.manager")  # fmt: skip


def require_role(by: Principal, role: Role, organisation: OrganisationRow) -> None:
    """Let a role pass that this person may give in this organisation. Raises Refused."""
    if role not in roles_given(by, organisation.kind):
        raise Refused("您不能在该类机构中授予这个角色。/ You cannot give this role in an organisation of this kind.", "members.role")  # fmt: skip
