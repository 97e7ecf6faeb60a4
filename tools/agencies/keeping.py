"""What a provider keeps of its own: its entry, and, seen by nobody else, the parties it stands for and acts against."""

import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from knowledge.language import visible
from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.agencies.finding import member_row
from tools.agencies.names import LONGEST, party
from tools.agencies.tables import BandRow, PartyRow, ProfileRow
from tools.agencies.vocabulary import Kind, read_code
from tools.approvals.effects import Effects
from tools.members.accounts import principal_of
from tools.money import Money
from tools.orders.catalogue import catalogue
from tools.orders.request import Request
from tools.principal import Principal, Role
from tools.refused import Refused, not_found

Text = Annotated[str, BeforeValidator(lambda value: visible(value).strip() if isinstance(value, str) else value), Field(max_length=2000)]  # fmt: skip
_MOST_PARTIES = 5000
_LISTS: dict[Kind, str] = {"fields": "fields", "jurisdictions": "jurisdictions", "languages": "languages"}


class ProfileRequest(Request):
    """An entry as its provider writes it. `bands`: line -> (from, to); licences and lines are confirmed by staff, not here."""

    about_zh: Text = ""
    about_en: Text = ""
    region: Text = ""
    fields: tuple[Text, ...] = ()
    jurisdictions: tuple[Text, ...] = ("CN",)
    languages: tuple[Text, ...] = ("zh",)
    capacity: Annotated[int, Field(ge=0, le=1000, strict=True)] = 0
    accepting: bool = True
    bands: dict[str, tuple[Money, Money]] = Field(default_factory=dict)


class Kept(BaseModel):
    """A party an agency keeps."""

    model_config = ConfigDict(frozen=True)

    id: str
    side: Literal["client", "adverse"]
    names: tuple[str, ...]
    group: str


def keep_profile(effects: Effects, who: Principal, given: Mapping[str, object]) -> None:
    """Write the account's own entry, new or changed. A new one is verified when staff have confirmed a licence. Raises Refused."""
    who = _present(effects, who)
    try:
        asked = ProfileRequest.model_validate(given)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Refused(f"“{field}”这一项填写有误。/ “{field}” is not right.", "agencies.profile") from None
    with effects.sessions.begin() as session:
        row = session.get(ProfileRow, who.organisation) or ProfileRow(organisation=who.organisation)
        _write(row, asked)
        session.add(row)
        session.flush()
        write_bands(session, who.organisation, asked.bands)
        effects.audit.append(session, effects.now(), who, "keep_agency_profile", who.organisation)


def keeps_entry(effects: Effects, who: Principal) -> bool:
    """Whether the account's organisation has an entry in the directory, or is of a role that writes one."""
    with effects.sessions() as session:
        return who.role is Role.AGENCY or session.get(ProfileRow, who.organisation) is not None


def write_bands(session: Session, organisation: str, bands: Mapping[str, tuple[Money, Money]]) -> None:
    """Put price bands in place of those there were. Raises Refused for a line that is none, or a band that is upside down."""
    session.execute(delete(BandRow).where(BandRow.organisation == organisation))
    for line, (low, high) in bands.items():
        catalogue().of_line(line)
        if low.currency != high.currency or not 0 < low.minor <= high.minor:
            raise Refused("价格区间应当从低到高，币种相同。/ A price band goes from low to high in one currency.", "agencies.band")  # fmt: skip
        session.add(BandRow(organisation=organisation, line=line, low_minor=low.minor, high_minor=high.minor, currency=low.currency))  # fmt: skip
    session.flush()


def add_party(effects: Effects, who: Principal, called: str, side: str = "client") -> Kept:
    """Keep a party: "name=other name@group". The audit says that one was kept, not which. Raises Refused."""
    who = _present(effects, who)
    head, _, group = visible(called).partition("@")
    given = [" ".join(each.split())[:LONGEST] for each in head.split("=") if each.strip()]
    if side not in ("client", "adverse") or not given or not any(key.bare for key in party(called).keys):
        raise Refused("请写当事人名称，并说明是委托人（client）还是对方（adverse）。/ Give the party's name, and say whether it is a client or adverse.", "agencies.party")  # fmt: skip
    with effects.sessions.begin() as session:
        if len(list(session.scalars(select(PartyRow.id).where(PartyRow.organisation == who.organisation)))) >= _MOST_PARTIES:  # fmt: skip
            raise Refused(f"最多登记 {_MOST_PARTIES} 个当事人。/ At most {_MOST_PARTIES} parties are kept.", "agencies.party")  # fmt: skip
        row = PartyRow(
            id=f"PTY-{effects.new_id()[:12].upper()}", organisation=who.organisation, side=side, names=json.dumps(given, ensure_ascii=False),
            group=" ".join(group.split())[:LONGEST], created=effects.now(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        effects.audit.append(session, effects.now(), who, "keep_agency_party", who.organisation)
        return _kept(row)


def remove_party(effects: Effects, who: Principal, identity: str) -> None:
    """Take a party off the list. Raises Refused as for one there is not."""
    with effects.sessions.begin() as session:
        row = session.get(PartyRow, identity)
        require(who, "remove_agency_party", (Owner(row.organisation),) if row else NOBODY, identity)
        if row is None:
            raise not_found(identity)
        session.delete(row)
        session.flush()
        effects.audit.append(session, effects.now(), who, "remove_agency_party", who.organisation)


def list_parties(effects: Effects, who: Principal) -> list[Kept]:
    """The parties the account's own organisation keeps."""
    who = _present(effects, who)
    with effects.sessions() as session:
        rows = session.scalars(select(PartyRow).where(PartyRow.organisation == who.organisation).order_by(PartyRow.created, PartyRow.id))  # fmt: skip
        return [_kept(row) for row in rows]


def _present(effects: Effects, who: Principal) -> Principal:
    """The account as it is now, if it may keep an entry. Raises Refused otherwise."""
    who = principal_of(effects.sessions, who.user)
    require(who, "keep_agency_profile", None)
    with effects.sessions() as session:
        member_row(session, who.organisation)
    return who


def _write(row: ProfileRow, asked: ProfileRequest) -> None:
    row.about_zh, row.about_en, row.capacity, row.accepting, row.source = asked.about_zh, asked.about_en, asked.capacity, asked.accepting, "own"  # fmt: skip
    row.region = read_code("regions", asked.region) if asked.region else ""
    for kind, column in _LISTS.items():
        setattr(row, column, json.dumps(sorted({read_code(kind, each) for each in getattr(asked, column) if each})))
    row.code = row.code or ""


def _kept(row: PartyRow) -> Kept:
    return Kept(id=row.id, side="client" if row.side == "client" else "adverse", names=tuple(json.loads(row.names)), group=row.group)  # fmt: skip
