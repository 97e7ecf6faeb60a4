"""`ipos member`: organisations, accounts, invitations, sign-in of this desk, and consents."""

import sys
from typing import Annotated, Any

import typer

from assistant.cli.effects import Approve, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from knowledge.language import Language

app = typer.Typer(help="Members: organisations and their accounts, invitations, sign-in, consents.", no_args_is_help=True)  # fmt: skip
Member = Annotated[str, typer.Argument(metavar="NAME", help="The name of an account.")]
Organisation = Annotated[str, typer.Option("--organisation", metavar="ORG", help="An organisation's id (default: your own).")]  # fmt: skip


@app.command("list")
def list_(
    organisation: Organisation = "",
    organisations: Annotated[bool, typer.Option("--organisations", help="All organisations instead; for the platform's people.")] = False,
    invitations: Annotated[bool, typer.Option("--invitations", help="The invitations instead, without their codes.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """List the accounts of an organisation, its invitations, or all organisations.

    Examples: ipos member list --as lin · ipos member list --organisations --as admin --json
    """
    from tools.members import reading, telling

    world, language = World(), _language(lang)
    who = world.principal(user)
    named = organisation or who.organisation
    with world.sessions() as session:
        if organisations:
            held = reading.list_organisations(session, who)
            _told("organisations", held, telling.organisations_text(held, language), json_)
        elif invitations:
            open_ = reading.list_invitations(session, who, named, world.now())
            _told("invitations", open_, telling.invitations_text(open_, language), json_)
        else:
            found = reading.list_members(session, who, named)
            _told("members", found, telling.members_text(found, language), json_)


@app.command("show")
def show(organisation: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show your own account with organisation, role and consents, or an organisation's profile.

    Examples: ipos member show --as lin · ipos member show --organisation ORG-PLATFORM --as admin
    """
    from tools.members.reading import show_my_account, show_organisation
    from tools.members.telling import my_account_text, organisation_lines

    world, language = World(), _language(lang)
    who = world.principal(user)
    with world.sessions() as session:
        if organisation:
            shown = show_organisation(session, who, organisation)
            data, text = shown.model_dump(mode="json"), "\n".join(organisation_lines(shown, language))
        else:
            mine = show_my_account(session, who, world.receiver)
            data, text = mine.model_dump(mode="json"), my_account_text(mine, language)
    if json_:
        print_json(data)
    else:
        say(text)


@app.command("create-admin")
def create_admin(name: Member, json_: Json = False) -> None:
    """Make the first administrator of the platform; from then on this desk asks for sign-in. The password is asked for, or
    read from standard input, never given as an argument.

    Examples: ipos member create-admin su.qing · ipos member create-admin su.qing < password.txt
    """
    from tools.members.founding import create_admin as found

    world = World()
    user = found(world.sessions, world.audit, world.passwords, name, read_password(), world.now())
    _done(json_, {"user": user, "role": "admin"}, f"已建立管理员 {user}；本平台从现在起需要登录。/ Administrator {user} is made; this desk asks for sign-in from now on.")  # fmt: skip


@app.command("invite")
def invite(
    role: Annotated[str, typer.Option("--role", help="member, agency, investor; on the platform itself staff, expert, admin.")] = "member",
    manager: Annotated[bool, typer.Option("--manager", help="Who accepts manages the organisation's accounts.")] = False,
    for_: Annotated[str, typer.Option("--note", help="For whom it is, for the list.")] = "",
    revoke: Annotated[str, typer.Option("--revoke", metavar="INV-...", help="Take this invitation back instead.")] = "",
    organisation: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Invite somebody into an organisation you manage. The code is shown once and opens one account within seven days.

    Examples: ipos member invite --as lei --note "王工" · ipos member invite --organisation ORG-1 --role agency --manager --as admin
    """
    from tools.members.telling import wording
    from tools.principal import Role

    world = World()
    who = world.principal(user)
    if revoke:
        world.invitations.revoke(who, revoke)
        _done(json_, {"id": revoke, "state": "revoked"}, "已撤回。/ Taken back.")
        return
    if role not in set(Role) - {Role.VISITOR}:
        raise typer.BadParameter(f"{role!r}: member, agency, investor, staff, expert, admin.", param_hint="--role")
    row, token = world.invitations.invite(who, organisation or who.organisation, Role(role), manager, for_)
    data = {"id": row.id, "organisation": row.organisation, "role": row.role, "manager": row.manager, "expires": row.expires.isoformat(), "code": token}  # fmt: skip
    _done(json_, data, f"{wording(_language(lang))('invitation_made', id=row.id, expires=row.expires.date())}\n{token}")


@app.command("accept")
def accept(
    name: Member,
    code: Annotated[str, typer.Option("--code", help="The invitation's code (asked for when left out).")] = "",
    json_: Json = False,
) -> None:
    """Open an account with an invitation. The password is asked for, or read from standard input.

    Example: ipos member accept wang.gong --code AbC...
    """
    world = World()
    code = code or typer.prompt("邀请码 / Invitation code", err=True)
    user = world.invitations.accept(code, name, read_password())
    _done(json_, {"user": user}, f"账户 {user} 已建立，可以登录。/ Account {user} is made and can sign in.")


@app.command("role")
def role(
    member: Member,
    new: Annotated[str, typer.Argument(metavar="[ROLE]", help="The new role; left out: as it is.")] = "",
    manager: Annotated[bool | None, typer.Option("--manager/--no-manager", help="Give or take the right to manage the organisation.")] = None,
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Change an account's role, or its right to manage its organisation. It counts from the next request on.

    Examples: ipos member role wang.gong --manager --as admin · ipos member role pei agency --as admin
    """
    request = {"member": member} | ({"new_role": new} if new else {}) | ({} if manager is None else {"manager": manager})  # fmt: skip
    carry(World(), user, "change_role", request, approve=approve, lang=lang, json_=json_)


@app.command("deactivate")
def deactivate(
    member: Member,
    reason: Annotated[str, typer.Argument(help="Why.")] = "",
    again: Annotated[bool, typer.Option("--reactivate", help="Open a deactivated account again instead.")] = False,
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Deactivate an account: its sessions end at once and it may do nothing from the next request on.

    Examples: ipos member deactivate wang.gong "离职" --as lei · ipos member deactivate wang.gong --reactivate --as lei
    """
    name = "reactivate_account" if again else "deactivate_account"
    request = {"member": member} if again else {"member": member, "reason": reason}
    carry(World(), user, name, request, approve=approve, lang=lang, json_=json_)


@app.command("password")
def password(member: Member, json_: Json = False) -> None:
    """Set an account's password, as the operator of this machine; its sessions end. For who forgot it.

    Example: ipos member password wang.gong
    """
    from tools.members.tables import AccountRow
    from tools.principal import Principal
    from tools.refused import Refused, not_found

    world = World()
    with world.sessions() as session:
        row = session.get(AccountRow, member)
    if row is None:
        raise not_found(member)
    if row.demo or row.user == USER:
        raise Refused("演示账户和本机账户没有密码。/ The demo's accounts and the local one have no password.", "members.demo")  # fmt: skip
    world.gate.set_password(row.user, read_password(), Principal("operator"))
    _done(json_, {"user": row.user}, f"{row.user} 的密码已设置，其登录已结束。/ The password of {row.user} is set and its sessions are ended.")  # fmt: skip


@app.command("consent")
def consent(
    purpose: Annotated[str, typer.Argument(help="external_model or share_contact; left out: show yours.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Withdraw it, at once.")] = False,
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show what you consent to, consent to a purpose, or withdraw a consent.

    Examples: ipos member consent --as lin · ipos member consent share_contact --as lin · ipos member consent share_contact --withdraw --as lin
    """
    from tools.members.reading import consents_of
    from tools.members.telling import consent_line
    from tools.members.withdrawing import withdraw_consent

    world, language = World(), _language(lang)
    who = world.principal(user)
    if purpose and not withdraw:
        carry(world, user, "give_consent", {"purpose": purpose}, approve=approve, lang=lang, json_=json_)
        return
    if withdraw:
        withdraw_consent(world.sessions, world.audit, who, purpose, world.now)
    with world.sessions() as session:
        found = consents_of(session, who, world.receiver)
    _told("consents", list(found), "\n".join(consent_line(each, language) for each in found), json_)


def read_password() -> str:
    """A password typed twice without being shown, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("密码 / Password", hide_input=True, confirmation_prompt=True, err=True))


def _language(lang: str | None) -> Language:
    return the_language(lang) or "zh"


def _told(name: str, found: list[Any], text: str, json_: bool) -> None:
    if json_:
        print_json({name: [each.model_dump(mode="json") for each in found]})
    else:
        say(text)


def _done(json_: bool, data: dict[str, Any], text: str) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
