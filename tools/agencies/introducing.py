"""The effect `introduce`: a packet goes to one agency, on terms that list everything it holds and everything it does not."""

import json
from datetime import timedelta

from sqlalchemy import func, select

from tools.act import Act
from tools.agencies.conflicts import in_conflict
from tools.agencies.directory import Provider, directory_of
from tools.agencies.finding import asked_in, member_names, member_row, owners_of_match
from tools.agencies.gate import licence_for, needs_licence
from tools.agencies.packet import Introduce, Packet, packet_clauses, packet_of, warnings
from tools.agencies.request import Asked
from tools.agencies.tables import IntroductionRow, MatchRow, ProfileRow
from tools.agencies.weights import licence_name, weights
from tools.approvals.effect import Effect
from tools.approvals.terms import Check, Clause, Outcome, Terms, Value
from tools.orders.days import day_of
from tools.orders.rules import licences
from tools.orders.telling import parties
from tools.refused import Refused, not_found

WORDS = "tools.agencies"
MOST_WAITING = (
    5  # packets of one matter that wait at once: nobody spoils the agencies for the other side by writing to all
)


def introduce_effect() -> Effect:
    """The effect `introduce`."""
    return Effect("introduce", Introduce, lambda act, asked: owners_of_match(act.find(MatchRow, asked.match)), _terms, _introduce, lambda asked: asked.match)  # fmt: skip


def agency_checks(act: Act, agency: str, member: str, asked: Asked) -> tuple[Check, ...]:
    """What stands between a member and an agency now: the licence, and a conflict of interest on either side.

    The agency's profile is locked first, so that of two packets that exclude each other one sees the other. A conflict is refused
    in the words of an agency that takes nothing on: a check that names it would tell whose client the other is. Raises Refused.
    """
    if act.find(ProfileRow, agency) is None:
        raise not_found(agency)
    day = day_of(act.moment)
    directory = directory_of(act.session, day, agency)
    provider, own = directory.providers[0], member_row(act.session, member)
    if in_conflict(provider, directory, member_names(own), asked.against):
        raise _unavailable()
    return (_offered(provider, asked), _licence(provider, asked, act), _conflict(asked, act))


def _terms(act: Act, request: Introduce) -> Terms:
    row = act.row(MatchRow, request.match)
    asked = asked_in(row)
    checks = agency_checks(act, request.agency, row.organisation, asked)
    _room(act, row.id, request.agency)
    packet, day = packet_of(asked, request), day_of(act.moment)
    return Terms(
        effect="introduce", words=WORDS, subject=row.id, title_zh=asked.work.zh, title_en=asked.work.en,
        parties=parties(act, member=row.organisation, agency=request.agency), clauses=_clauses(act, asked, packet, request.agency), checks=checks,
        provisions=(*weights().conflict_provisions(asked.work.licence, day), weights().provisions["neutral"]),
    )  # fmt: skip


def _clauses(act: Act, asked: Asked, packet: Packet, agency: str) -> tuple[Clause, ...]:
    party = parties(act, agency=agency)[0]
    until = (day_of(act.moment) + timedelta(days=weights().answer_days)).isoformat()
    return (
        Clause(key="shared_with", values={"name_zh": party.name_zh, "name_en": party.name_en}),
        *packet_clauses(asked, packet),
        Clause(key="not_shared"), *warnings(asked, packet),
        Clause(key="answer_by", values={"day": until}), Clause(key="no_mandate"),
    )  # fmt: skip


def _introduce(act: Act, request: Introduce, terms: Terms) -> Outcome:
    refuse_blocked(terms.checks)
    row = act.row(MatchRow, request.match)
    asked = asked_in(row)
    made = IntroductionRow(
        id=act.fresh("INR"), match=row.id, member=row.organisation, member_user=act.who.user, agency=request.agency,
        packet=packet_of(asked, request).model_dump_json(), against=json.dumps(list(asked.against), ensure_ascii=False), state="sent",
        expires=day_of(act.moment) + timedelta(days=weights().answer_days), created=act.moment,
    )  # fmt: skip
    act.session.add(made)
    act.session.flush()
    act.note("introduction", made.id, "send", "", "sent", member=made.member, agency=made.agency, sku=asked.work.sku)
    return done("introduce", made.id, "introduce", day=made.expires.isoformat())


def done(effect: str, record: str, key: str, **values: Value) -> Outcome:
    """An outcome told in the words of this package."""
    return Outcome(effect=effect, words=WORDS, record=record, key=key, values={"record": record, **values})


def refuse_blocked(checks: tuple[Check, ...]) -> None:
    """Raise Refused when a check stands in the way."""
    if any(check.outcome == "blocked" for check in checks):
        raise _unavailable()


def _unavailable() -> Refused:
    return Refused("该机构现在不能接受这一事项，请另选。/ This agency cannot take the matter now; choose another.", "agencies.blocked")  # fmt: skip


def _room(act: Act, match: str, agency: str) -> None:
    waiting = [each.agency for each in act.session.scalars(select(IntroductionRow).where(IntroductionRow.match == match, IntroductionRow.state == "sent", IntroductionRow.expires >= day_of(act.moment)))]  # fmt: skip
    if agency in waiting:
        raise Refused("这家机构已收到这一事项，正在等它答复。/ This agency has the matter already; its answer is awaited.", "agencies.twice")  # fmt: skip
    if len(waiting) >= MOST_WAITING:
        raise Refused(f"同一事项最多同时等 {MOST_WAITING} 家机构答复；请先撤回一份。/ At most {MOST_WAITING} agencies are asked about one matter at a time; withdraw a packet first.", "agencies.many")  # fmt: skip
    known = act.session.scalar(select(func.count()).select_from(ProfileRow).where(ProfileRow.organisation == agency, ProfileRow.accepting, ProfileRow.verified))  # fmt: skip
    if not known:
        raise _unavailable()


def _offered(provider: Provider, asked: Asked) -> Check:
    offers = asked.work.line in provider.lines and asked.jurisdiction in provider.jurisdictions
    return Check(key="offered", outcome="pass" if offers else "blocked", evidence=(Clause(key="offered" if offers else "not_offered"),))  # fmt: skip


def _licence(provider: Provider, asked: Asked, act: Act) -> Check:
    work, day = asked.work, day_of(act.moment)
    if not needs_licence(work):
        return Check(key="licence", outcome="pass", evidence=(Clause(key="licence_none"),))
    zh, en = licence_name(work.licence)
    rule = licences().get(work.licence)
    provisions = rule.provisions_on(day) if rule else ()
    held = licence_for(provider, work, asked.jurisdiction, day)
    if held is None:
        return Check(key="licence", outcome="blocked", evidence=(Clause(key="licence_missing", values={"name_zh": zh, "name_en": en}),), provisions=provisions)  # fmt: skip
    held_zh, held_en = licence_name(held.kind)
    evidence = Clause(key="licence_held", values={"name_zh": held_zh, "name_en": held_en, "number": held.number, "until": held.until.isoformat() if held.until else "-"})  # fmt: skip
    return Check(key="licence", outcome="pass", evidence=(evidence,), provisions=provisions)


def _conflict(asked: Asked, act: Act) -> Check:
    """None was found; with no counterparty named only the member's own side could be looked at."""
    key = "conflict_none" if asked.against else "conflict_unnamed"
    return Check(key="conflict", outcome="pass" if asked.against else "declared", evidence=(Clause(key=key, values={"count": len(asked.against)}),), provisions=weights().conflict_provisions(asked.work.licence, day_of(act.moment)))  # fmt: skip
