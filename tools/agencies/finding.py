"""Looking for an agency, and reading the directory: what every face calls."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.agencies.directory import directory_of
from tools.agencies.matching import match
from tools.agencies.names import Names, names, party
from tools.agencies.request import Asked, MatchRequest, read_request
from tools.agencies.shown import AgencyShown, Match, agency_shown, match_shown
from tools.agencies.tables import MatchRow
from tools.agencies.weights import weights
from tools.approvals.effects import Effects
from tools.members.accounts import principal_of
from tools.members.tables import OrganisationRow
from tools.orders.days import day_of
from tools.orders.service import Line
from tools.principal import Principal
from tools.refused import Refused, not_found

_PUBLIC = "government"  # a body that may not recommend: its lists have no order of merit


def match_agencies(effects: Effects, who: Principal, request: MatchRequest | Mapping[str, object]) -> Match:
    """The agencies that fit, kept as a match of the organisation's so that a packet can follow from it; it costs nothing.

    Raises Refused for what is not understood, an account without an organisation, or too many different counterparties in a day.
    """
    who = principal_of(effects.sessions, who.user)
    require(who, "match_agencies", None)
    asked = read_request(parsed(request))
    with effects.sessions.begin() as session:
        own = member_row(session, who.organisation)
        moment, day = effects.now(), day_of(effects.now())
        _not_too_many(session, who, asked, moment)
        found = match(directory_of(session, day), asked, member_names(own), day, ranked=own.kind != _PUBLIC)
        identity = f"MAT-{effects.new_id()[:12].upper()}"
        session.add(MatchRow(id=identity, organisation=own.id, user=who.user, request=json.dumps(kept(asked), ensure_ascii=False, sort_keys=True), created=moment))  # fmt: skip
        session.flush()
        effects.audit.append(session, moment, who, "match_agencies", identity, sku=asked.work.sku, found=len(found.candidates))  # fmt: skip
        return match_shown(identity, asked, found, day)


def parsed(request: MatchRequest | Mapping[str, object]) -> MatchRequest:
    """A request from what a face was given. Raises Refused for what has no sense, naming the field."""
    if isinstance(request, MatchRequest):
        return request
    try:
        return MatchRequest.model_validate(request)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Refused(f"“{field}”这一项填写有误。/ “{field}” is not right.", "agencies.request") from None


def kept(asked: Asked) -> dict[str, object]:
    """A request in codes, as JSON."""
    money = {"minor": asked.budget.minor, "currency": asked.budget.currency} if asked.budget else None
    return {
        "task": asked.work.sku if asked.work.name == asked.work.sku else asked.work.name, "field": asked.field, "jurisdiction": asked.jurisdiction,
        "region": asked.region, "language": asked.language, "budget": money, "urgent": asked.urgent, "against": list(asked.against),
    }  # fmt: skip


def asked_in(row: MatchRow) -> Asked:
    """The request of a match that was kept."""
    return read_request(MatchRequest.model_validate(json.loads(row.request)))


def owners_of_match(row: MatchRow | None) -> tuple[Owner, ...]:
    """Whose a match is."""
    return (Owner(row.organisation, row.user),) if row else NOBODY


def member_row(session: Session, identity: str) -> OrganisationRow:
    """The organisation of an account. Raises Refused for an account without one."""
    row = session.get(OrganisationRow, identity) if identity else None
    if row is None:
        raise Refused("账户没有所属组织，不能办理引荐。/ The account belongs to no organisation and cannot be introduced.", "agencies.organisation")  # fmt: skip
    return row


def member_names(row: OrganisationRow) -> Names:
    """What the member is called."""
    return names([row.name_zh, row.name_en])


def list_agencies(effects: Effects, who: Principal, line: Line | str = "", licence: str = "") -> list[AgencyShown]:
    """The directory by English name; of a line, or with a licence of a kind in force today, where these are given."""
    require(who, "list_agencies", None)
    day = day_of(effects.now())
    with effects.sessions() as session:
        found = [agency_shown(each, day) for each in directory_of(session, day).providers]
    kept = [each for each in found if (not line or line in each.lines) and (not licence or any(held.kind == licence and held.valid for held in each.licences))]  # fmt: skip
    return sorted(kept, key=lambda each: (each.name_en.casefold(), each.organisation))


def show_agency(effects: Effects, who: Principal, identity: str) -> AgencyShown:
    """One entry. Raises Refused when there is none."""
    require(who, "show_agency", None)
    day = day_of(effects.now())
    with effects.sessions() as session:
        found = directory_of(session, day, identity).providers
    if not found:
        raise not_found(identity)
    return agency_shown(found[0], day)


def _not_too_many(session: Session, who: Principal, asked: Asked, moment: datetime) -> None:
    """Refuse to let an organisation find out, name by name, whom each agency stands for."""
    since = select(MatchRow).where(MatchRow.organisation == who.organisation, MatchRow.created > moment - timedelta(days=1))  # fmt: skip
    named = {each for row in session.scalars(since) for each in json.loads(row.request)["against"]} | set(asked.against)
    most = weights().most_counterparties_a_day
    if len({frozenset(key.bare for key in party(each).keys) for each in named}) > most:
        raise Refused(f"一日内最多核对 {most} 个不同的对方，请明日再查。/ At most {most} different counterparties are checked a day; try again tomorrow.", "agencies.too_many")  # fmt: skip
