"""Effects on accounts: another role, the right to manage, deactivation and its end."""

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Party, Terms
from tools.members.founding import last_admin
from tools.members.gate import end_sessions
from tools.members.kinds import require_manager, require_role
from tools.members.request import ChangeRole, DeactivateAccount, ReactivateAccount
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Role
from tools.refused import Refused, not_found

WORDS = "tools.members"
Asked = ChangeRole | DeactivateAccount | ReactivateAccount


def account_effects() -> tuple[Effect, ...]:
    """The effects on accounts."""
    return (
        Effect("change_role", ChangeRole, account_owners, _role_terms, _change_role, lambda asked: asked.member),
        Effect("deactivate_account", DeactivateAccount, account_owners, _closing_terms, _deactivate, lambda asked: asked.member),
        Effect("reactivate_account", ReactivateAccount, account_owners, _opening_terms, _reactivate, lambda asked: asked.member),
    )  # fmt: skip


def account_owners(act: Act, request: Asked) -> tuple[Owner, ...]:
    """An account is its user's and its organisation's."""
    row = act.find(AccountRow, request.member)
    return (Owner(row.organisation, row.user),) if row else NOBODY


def _role_terms(act: Act, request: ChangeRole) -> Terms:
    row, organisation = _managed(act, request.member)
    role, manager = request.new_role or row.role, row.manager if request.manager is None else request.manager
    if row.user == act.who.user:
        raise Refused("自己的角色和管理权由别人变更。/ Somebody else changes your own role and rights.", "members.own")
    if (role, manager) == (row.role, row.manager):
        raise Refused("角色和管理权与现在相同，没有要变更的内容。/ The role and the rights are as they are now; there is nothing to change.", "members.same")  # fmt: skip
    require_role(act.who, Role(role), organisation)
    require_role(act.who, Role(row.role), organisation)
    if role != Role.ADMIN.value:
        _keep_an_admin(act, row)
    changed = (Clause(key=f"role_was_{row.role}"), Clause(key=f"role_becomes_{role}")) if role != row.role else ()
    right = (Clause(key="manager_given" if manager else "manager_taken"),) if manager != row.manager else ()
    return _terms(act, "change_role", row, organisation, *changed, *right, Clause(key="at_once"))


def _change_role(act: Act, request: ChangeRole, _: Terms) -> Outcome:
    row = act.row(AccountRow, request.member)
    was = (row.role, row.manager)
    row.role = request.new_role or row.role
    row.manager = row.manager if request.manager is None else request.manager
    act.note("account", row.user, "role", was=was[0], became=row.role, manager_was=was[1], manager=row.manager)
    return _outcome("change_role", row)


def _closing_terms(act: Act, request: DeactivateAccount) -> Terms:
    row, organisation = _managed(act, request.member, own=True)
    require_role(act.who, Role(row.role), organisation)
    _keep_an_admin(act, row)
    if row.deactivated:
        raise Refused("该账户已停用。/ The account is deactivated already.", "members.closed")
    return _terms(act, "deactivate_account", row, organisation, Clause(key="reason", values={"reason": request.reason}), Clause(key="closed_at_once"), Clause(key="records_stay"))  # fmt: skip


def _deactivate(act: Act, request: DeactivateAccount, _: Terms) -> Outcome:
    row = act.row(AccountRow, request.member)
    row.deactivated = act.moment
    end_sessions(act.session, row.user)
    act.note("account", row.user, "deactivated", reason=request.reason)
    return _outcome("deactivate_account", row)


def _opening_terms(act: Act, request: ReactivateAccount) -> Terms:
    row, organisation = _managed(act, request.member)
    require_role(act.who, Role(row.role), organisation)
    if row.deactivated is None:
        raise Refused("该账户没有停用。/ The account is not deactivated.", "members.open")
    return _terms(act, "reactivate_account", row, organisation, Clause(key="opened_again"))


def _reactivate(act: Act, request: ReactivateAccount, _: Terms) -> Outcome:
    row = act.row(AccountRow, request.member)
    row.deactivated = None
    act.note("account", row.user, "reactivated")
    return _outcome("reactivate_account", row)


def _managed(act: Act, member: str, own: bool = False) -> tuple[AccountRow, OrganisationRow]:
    """An account and its organisation, which whoever acts manages; `own`: or it is the own account."""
    row = act.row(AccountRow, member)
    organisation = act.session.get(OrganisationRow, row.organisation)
    if organisation is None:
        raise not_found(member)
    if not (own and member == act.who.user):
        require_manager(act.who, act.session.get(AccountRow, act.who.user), organisation)
    return row, organisation


def _keep_an_admin(act: Act, row: AccountRow) -> None:
    if row.role == Role.ADMIN.value and last_admin(act.session, row.user):
        raise Refused("这是平台唯一的管理员，请先另设管理员。/ This is the platform's only administrator; make another one first.", "members.last_admin")  # fmt: skip


def _terms(act: Act, effect: str, row: AccountRow, organisation: OrganisationRow, *clauses: Clause) -> Terms:
    party = Party(capacity="own", organisation=organisation.id, name_zh=organisation.name_zh, name_en=organisation.name_en, demo=organisation.demo)  # fmt: skip
    return Terms(effect=effect, words=WORDS, subject=row.user, parties=(party,), clauses=(Clause(key="member", values={"member": row.user}), *clauses))  # fmt: skip


def _outcome(effect: str, row: AccountRow) -> Outcome:
    return Outcome(effect=effect, words=WORDS, record=row.organisation, key=effect, values={"member": row.user})
