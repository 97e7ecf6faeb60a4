"""Members in words: one telling for the conversation and the command line."""

from knowledge.language import Language
from tools.harmless import quoted
from tools.members.reading import AccountShown, ConsentShown, InvitationShown, MyAccount, OrganisationShown
from tools.search.words import Words, words_of


def wording(language: Language) -> Words:
    """The words members are told in."""
    return words_of("tools.members", language)


def my_account_text(found: MyAccount, language: Language) -> str:
    """One's own account, a line each."""
    say = wording(language)
    if found.organisation is None:
        return say("account_visitor")
    lines = [say("account_head", user=quoted(found.user)), say("account_role", role=say(f"role_{found.role}"))]
    lines += [say("account_manager")] if found.manager else []
    lines += organisation_lines(found.organisation, language)
    lines += [say("account_consents"), *(consent_line(each, language) for each in found.consents), say("account_where")]
    return "\n".join(lines)


def organisation_lines(shown: OrganisationShown, language: Language) -> list[str]:
    """An organisation with profile and licences, a line each."""
    say = wording(language)
    lines = [say("account_organisation", name=name_of(shown, language), id=shown.id, kind=say(f"kind_{shown.kind}"), country=shown.country)]  # fmt: skip
    lines += [say("account_demo")] if shown.demo else []
    told = {"region": shown.region, "industry": shown.industry, "fields": shown.fields}
    lines += [say(f"account_{key}", **{key: quoted(value)}) for key, value in told.items() if value]
    return lines + [
        say("account_licence", licence=say(f"licence_{each.kind}"), number=quoted(each.number), until=each.until or "–")
        for each in shown.licences
    ]


def name_of(shown: OrganisationShown, language: Language) -> str:
    """Its name in the language."""
    return quoted(shown.name_zh if language == "zh" else shown.name_en)


def consent_line(each: ConsentShown, language: Language) -> str:
    """A purpose, and whether one consents to it."""
    say = wording(language)
    values = {"purpose": say(f"purpose_{each.purpose}"), "version": each.version, "day": each.given.date() if each.given else ""}  # fmt: skip
    state = "outdated" if each.outdated else "given" if each.valid else "open" if each.possible else "needless"
    return say(f"consent_{state}", **values)


def organisations_text(found: list[OrganisationShown], language: Language) -> str:
    """Organisations, a line each."""
    say = wording(language)
    rows = [say("organisation_line", id=each.id, name=name_of(each, language), kind=say(f"kind_{each.kind}"), accounts=each.accounts) for each in found]  # fmt: skip
    return "\n".join(rows) or say("none")


def members_text(found: list[AccountShown], language: Language) -> str:
    """Accounts, a line each."""
    say = wording(language)
    return "\n".join(say("member_line", user=each.user, role=say(f"role_{each.role}"), marks=_marks(each, say)) for each in found) or say("none")  # fmt: skip


def _marks(each: AccountShown, say: Words) -> str:
    marks = [name for name, there in (("manager", each.manager), ("demo", each.demo), ("deactivated", each.deactivated), ("no_password", not each.signs_in and not each.demo)) if there]  # fmt: skip
    return "".join(f" · {say(f'mark_{name}')}" for name in marks)


def invitations_text(found: list[InvitationShown], language: Language) -> str:
    """Invitations, a line each, never with a token."""
    say = wording(language)
    return "\n".join(_invitation(each, say) for each in found) or say("none")


def _invitation(each: InvitationShown, say: Words) -> str:
    marks = f" · {say('mark_manager')}" if each.manager else ""
    state = say(f"invitation_{each.state}", used_by=each.used_by)
    return say("invitation_line", id=each.id, role=say(f"role_{each.role}"), marks=marks, note=quoted(each.note), expires=each.expires.date(), state=state)  # fmt: skip
