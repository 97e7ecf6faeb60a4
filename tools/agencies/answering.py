"""What the two sides do with an introduction: accept, decline with a reason, withdraw, write, close."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tools.access.table import require
from tools.act import Act
from tools.agencies.finding import asked_in
from tools.agencies.introducing import WORDS, agency_checks, done, refuse_blocked
from tools.agencies.introduction import owners_of, require_step
from tools.agencies.machine import INTRODUCTION
from tools.agencies.packet import packet_clauses, read_packet
from tools.agencies.tables import IntroductionMessageRow, IntroductionRow, MatchRow
from tools.approvals.effect import Effect
from tools.approvals.effects import Effects
from tools.approvals.terms import Check, Clause, Outcome, Terms
from tools.orders.days import day_of
from tools.orders.request import Identity, Request, Sentence
from tools.orders.telling import parties
from tools.principal import Principal


class AboutIntroduction(Request):
    """A request about one introduction."""

    introduction: Identity


class DeclineIntroduction(AboutIntroduction):
    """An agency does not take the matter; the member reads why."""

    reason: Sentence


class WriteIntroduction(AboutIntroduction):
    """Words to the other side."""

    text: Sentence


def answering_effects() -> tuple[Effect, ...]:
    """The effects on an introduction that was sent."""
    return (
        _effect("accept_introduction", AboutIntroduction, _accept_terms, _accept),
        _effect("decline_introduction", DeclineIntroduction, _decline_terms, _decline),
        _effect("withdraw_introduction", AboutIntroduction, _step_terms("withdraw"), _step("withdraw")),
        _effect("close_introduction", AboutIntroduction, _step_terms("close"), _step("close")),
        _effect("write_introduction", WriteIntroduction, _write_terms, _write),
    )


def expire_introductions(effects: Effects, who: Principal) -> int:
    """Note the packets whose day is over; how many. A batch: run again it finds nothing left to do."""
    require(who, "expire_introductions", None)
    moment: datetime = effects.now()
    with effects.sessions.begin() as session:
        act = Act(session, who, moment, effects.new_id, holding=True, cause="rule:expiry")
        due = list(session.query(IntroductionRow.id).where(IntroductionRow.state == "sent", IntroductionRow.expires < day_of(moment)).order_by(IntroductionRow.id))  # fmt: skip
        for (identity,) in due:
            row = act.row(IntroductionRow, identity)
            if row.state == "sent":
                act.step(INTRODUCTION, row, "expire", member=row.member, agency=row.agency)
        if due:
            session.flush()
            effects.audit.append(session, moment, who, "expire_introductions", "introduction", count=len(due))
        return len(due)


def _effect(name: str, request: type[AboutIntroduction], terms: Callable[[Act, Any], Terms], carry_out: Callable[[Act, Any, Terms], Outcome]) -> Effect:  # fmt: skip
    return Effect(name, request, lambda act, asked: owners_of(act.find(IntroductionRow, asked.introduction)), terms, carry_out, lambda asked: asked.introduction)  # fmt: skip


def _held(act: Act, asked: AboutIntroduction, event: str) -> IntroductionRow:
    """The row, if the step is this account's to take now."""
    row = act.row(IntroductionRow, asked.introduction)
    require_step(act.who, row, event, day_of(act.moment))
    return row


def _terms(act: Act, effect: str, row: IntroductionRow, *clauses: Clause, checks: tuple[Check, ...] = ()) -> Terms:
    return Terms(
        effect=effect, words=WORDS, subject=row.id, parties=parties(act, member=row.member, agency=row.agency), clauses=clauses, checks=checks,
        seen={row.id: row.version},
    )  # fmt: skip


def _accept_terms(act: Act, asked: AboutIntroduction) -> Terms:
    """The conflict check is made again, on what the agency has taken on since."""
    row = _held(act, asked, "accept")
    request = asked_in(act.row(MatchRow, row.match))
    clauses = (*packet_clauses(request, read_packet(row.packet)), Clause(key="accept_own_check"))
    return _terms(act, "accept_introduction", row, *clauses, checks=agency_checks(act, row.agency, row.member, request))


def _accept(act: Act, asked: AboutIntroduction, terms: Terms) -> Outcome:
    refuse_blocked(terms.checks)
    row = _held(act, asked, "accept")
    row.agency_user = act.who.user
    act.step(INTRODUCTION, row, "accept", member=row.member, agency=row.agency)
    return done("accept_introduction", row.id, "accept_introduction")


def _decline_terms(act: Act, asked: DeclineIntroduction) -> Terms:
    row = _held(act, asked, "decline")
    return _terms(act, "decline_introduction", row, Clause(key="reason", values={"text": asked.reason}), Clause(key="reason_read"))  # fmt: skip


def _decline(act: Act, asked: DeclineIntroduction, terms: Terms) -> Outcome:
    row = _held(act, asked, "decline")
    row.agency_user, row.reason = act.who.user, asked.reason
    act.step(INTRODUCTION, row, "decline", member=row.member, agency=row.agency)
    return done("decline_introduction", row.id, "decline_introduction")


def _step_terms(event: str) -> Callable[[Act, AboutIntroduction], Terms]:
    def terms(act: Act, asked: AboutIntroduction) -> Terms:
        return _terms(act, f"{event}_introduction", _held(act, asked, event), Clause(key=event))

    return terms


def _step(event: str) -> Callable[[Act, AboutIntroduction, Terms], Outcome]:
    def carry_out(act: Act, asked: AboutIntroduction, terms: Terms) -> Outcome:
        row = _held(act, asked, event)
        act.step(INTRODUCTION, row, event, member=row.member, agency=row.agency)
        return done(f"{event}_introduction", row.id, f"{event}_introduction")

    return carry_out


def _write_terms(act: Act, asked: WriteIntroduction) -> Terms:
    row = _held(act, asked, "message")
    return _terms(act, "write_introduction", row, Clause(key="message", values={"text": asked.text}))


def _write(act: Act, asked: WriteIntroduction, terms: Terms) -> Outcome:
    row = _held(act, asked, "message")
    sent = IntroductionMessageRow(introduction=row.id, user=act.who.user, organisation=act.who.organisation, text=asked.text, when=act.moment)  # fmt: skip
    act.session.add(sent)
    act.session.flush()
    act.step(INTRODUCTION, row, "message", member=row.member, agency=row.agency)
    return done("write_introduction", row.id, "write_introduction")
