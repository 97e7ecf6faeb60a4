"""Effects on organisations: taking one in, its profile, its licences."""

from sqlalchemy import select

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Party, Terms
from tools.members.kinds import require_manager
from tools.members.member_tables import ProfileRow
from tools.members.names import checked_title, written
from tools.members.request import OpenOrganisation, RecordLicence, UpdateProfile
from tools.members.tables import AccountRow, LicenceRow, OrganisationRow
from tools.principal import Role
from tools.refused import Refused, not_found

WORDS = "tools.members"
PROFILE = ("region", "industry", "fields", "contact")  # what a manager may change; the rest an administrator
REGISTERED = ("name_zh", "name_en", "kind", "ownership", "country")


def organisation_effects() -> tuple[Effect, ...]:
    """The effects on organisations."""
    return (
        Effect("open_organisation", OpenOrganisation, lambda *_: None, _open_terms, _open),
        Effect("update_profile", UpdateProfile, _owners, _profile_terms, _update, lambda asked: asked.organisation),
        Effect("record_licence", RecordLicence, _owners, _licence_terms, _record, lambda asked: asked.organisation),
    )  # fmt: skip


def _meant(act: Act, request: UpdateProfile | RecordLicence) -> str:
    return request.organisation or act.who.organisation


def _owners(act: Act, request: UpdateProfile | RecordLicence) -> tuple[Owner, ...]:
    row = act.find(OrganisationRow, _meant(act, request))
    return (Owner(row.id),) if row else NOBODY


def _open_terms(act: Act, request: OpenOrganisation) -> Terms:
    names = _names(request.name_zh, request.name_en)
    _refuse_namesake(act, "", *names)
    values = {"name_zh": names[0], "name_en": names[1], "country": request.country}
    return Terms(
        effect="open_organisation", words=WORDS, title_zh=names[0], title_en=names[1],
        clauses=(
            Clause(key="organisation_names", values={"zh": names[0], "en": names[1]}), Clause(key=f"kind_{request.kind}"),
            Clause(key=f"ownership_{request.ownership}"), Clause(key="country", values={"country": values["country"]}),
        ),
    )  # fmt: skip


def _open(act: Act, request: OpenOrganisation, terms: Terms) -> Outcome:
    identity = act.fresh("ORG")
    act.session.add(
        OrganisationRow(
            id=identity, name_zh=terms.title_zh, name_en=terms.title_en, kind=request.kind, ownership=request.ownership,
            country=request.country, created=act.moment,
        )
    )  # fmt: skip
    act.note("organisation", identity, "opened", of=request.kind)
    return Outcome(effect="open_organisation", words=WORDS, record=identity, key="open_organisation", values={"id": identity})  # fmt: skip


def _profile_terms(act: Act, request: UpdateProfile) -> Terms:
    row, held = _organisation(act, request), act.find(ProfileRow, _meant(act, request))
    require_manager(act.who, act.session.get(AccountRow, act.who.user), row)
    if act.who.role is not Role.ADMIN and any(getattr(request, each) is not None for each in REGISTERED):
        raise Refused("机构的名称、类别、性质和所在国由平台管理员核对后更改。/ Name, kind, ownership and country of an organisation are changed by an administrator of the platform.", "members.registered")  # fmt: skip
    if request.name_zh is not None or request.name_en is not None:
        _refuse_namesake(act, row.id, *_names(request.name_zh or row.name_zh, request.name_en or row.name_en))
    changes = [
        (each, str(getattr(held if each in PROFILE else row, each, "") or ""), new) for each, new in _given(request)
    ]
    clauses = tuple(Clause(key=f"change_{each}", values={"was": was or "–", "becomes": new or "–"}) for each, was, new in changes if was != new)  # fmt: skip
    if not clauses:
        raise Refused("填写的内容与现在相同，没有要更改的。/ What was given is as it is now; there is nothing to change.", "members.same")  # fmt: skip
    return Terms(effect="update_profile", words=WORDS, subject=row.id, parties=_party(row), clauses=clauses, seen={row.id: held.version if held else 0})  # fmt: skip


def _update(act: Act, request: UpdateProfile, _: Terms) -> Outcome:
    row, held = _organisation(act, request), act.find(ProfileRow, _meant(act, request))
    if held is None:
        held = ProfileRow(organisation=row.id, version=0)
        act.session.add(held)
    for each, new in _given(request):
        setattr(held if each in PROFILE else row, each, new)
    held.version += 1
    act.note("organisation", row.id, "profile", **dict(_given(request)))
    return Outcome(effect="update_profile", words=WORDS, record=row.id, key="update_profile", values={"id": row.id})


def _licence_terms(act: Act, request: RecordLicence) -> Terms:
    row, held = _organisation(act, request), act.find(LicenceRow, (_meant(act, request), request.licence))  # type: ignore[arg-type]
    was = (Clause(key="licence_was", values={"number": held.number, "until": str(held.valid_until or "–")}),) if held else ()  # fmt: skip
    becomes = Clause(key="licence_becomes", values={"number": request.number, "until": str(request.until or "–")})
    return Terms(effect="record_licence", words=WORDS, subject=row.id, parties=_party(row), clauses=(Clause(key=f"licence_{request.licence}"), *was, becomes, Clause(key="licence_seen")))  # fmt: skip


def _record(act: Act, request: RecordLicence, _: Terms) -> Outcome:
    row = _organisation(act, request)
    act.session.merge(LicenceRow(organisation=row.id, kind=request.licence, number=request.number, valid_until=request.until))  # fmt: skip
    act.note("organisation", row.id, "licence", licence=request.licence, number=request.number, until=str(request.until or ""))  # fmt: skip
    return Outcome(effect="record_licence", words=WORDS, record=row.id, key="record_licence", values={"id": row.id})


def _organisation(act: Act, request: UpdateProfile | RecordLicence) -> OrganisationRow:
    row = act.find(OrganisationRow, _meant(act, request))
    if row is None:
        raise not_found(_meant(act, request))
    return row


def _given(request: UpdateProfile) -> list[tuple[str, str]]:
    """What is given, names in the way they are kept."""
    found = [(each, getattr(request, each)) for each in (*PROFILE, *REGISTERED)]
    return [(each, checked_title(value) if each.startswith("name_") else value) for each, value in found if value is not None]  # fmt: skip


def _names(zh: str, en: str) -> tuple[str, str]:
    return checked_title(zh), checked_title(en)


def _refuse_namesake(act: Act, identity: str, *names: str) -> None:
    wanted = {written(each) for each in names}
    for row in act.session.execute(select(OrganisationRow.id, OrganisationRow.name_zh, OrganisationRow.name_en)):
        if row.id != identity and wanted & {written(row.name_zh), written(row.name_en)}:
            raise Refused(
                "已有同名机构，请核对。/ There is an organisation of this name; check it.", "members.namesake"
            )


def _party(row: OrganisationRow) -> tuple[Party, ...]:
    return (Party(capacity="own", organisation=row.id, name_zh=row.name_zh, name_en=row.name_en, demo=row.demo),)
