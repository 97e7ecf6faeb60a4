"""Signing up, confirming an offered seat, cancelling: the effects `sign_up`, `claim_seat`, `cancel_sign_up`."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field
from sqlalchemy import select

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Amount, Check, Clause, Outcome, Terms
from tools.money import Money
from tools.orders.providers import refuse_blocked
from tools.orders.request import Identity, MaybeSentence, Request, _clean
from tools.refused import Refused, not_found
from tools.training import paying
from tools.training.eligibility import eligibility, refuse_ineligible, require_open
from tools.training.machine import LIVE_STATES, SIGN_UP
from tools.training.rules import rules
from tools.training.seats import bring_up, next_place, offer_free, standing, waiting_of
from tools.training.session import price_of
from tools.training.tables import SignUpRow, TrainingSessionRow
from tools.training.telling import done, terms_of_session

Name = Annotated[str, BeforeValidator(_clean), Field(max_length=100)]


class SignUpAsked(Request):
    """Sign up for a session; `name`: as it shall stand on a certificate, "" for the account's."""

    session: Identity
    name: Name = ""


class AboutSignUp(Request):
    """A request about one sign-up."""

    sign_up: Identity


class CancelSignUp(AboutSignUp):
    """Cancel a sign-up, with a reason if one is given."""

    reason: MaybeSentence = ""


def signing_effects() -> tuple[Effect, ...]:
    """The effects of signing up."""
    return (
        Effect("sign_up", SignUpAsked, lambda act, asked: None, _sign_terms, _sign, lambda asked: asked.session),
        Effect("claim_seat", AboutSignUp, _owners, _claim_terms, _claim, lambda asked: asked.sign_up),
        Effect("cancel_sign_up", CancelSignUp, _owners, _cancel_terms, _cancel, lambda asked: asked.sign_up),
    )


def _owners(act: Act, asked: AboutSignUp) -> tuple[Owner, ...]:
    row = act.session.get(SignUpRow, asked.sign_up)
    return (Owner(row.organisation, row.user),) if row else NOBODY


def session_of(act: Act, identity: str) -> TrainingSessionRow:
    """A session by its id, locked when the act changes something. Raises Refused when there is none."""
    return act.row(TrainingSessionRow, identity)


def _both(act: Act, sign_up: str) -> tuple[TrainingSessionRow, SignUpRow]:
    """A sign-up with its session: the session's row first, always, so that two acts cannot wait for each other."""
    seen = act.session.get(SignUpRow, sign_up)
    if seen is None:
        raise not_found(sign_up)
    return session_of(act, seen.session), act.row(SignUpRow, sign_up)


def _sign_terms(act: Act, asked: SignUpAsked) -> Terms:
    row = session_of(act, asked.session)
    require_open(act, row, "sign")
    _not_twice(act, row)
    seat, price = standing(act, row).free > 0, price_of(row)
    checks, name = eligibility(act, row), asked.name or act.who.user
    clauses = [Clause(key="seat" if seat else "waits", values={"hours": rules().offer_hours}), Clause(key="named", values={"name": name})]  # fmt: skip
    return _terms(act, "sign_up", row, price, tuple(clauses), checks, paid_now=seat)


def _terms(act: Act, effect: str, row: TrainingSessionRow, price: Money | None, clauses: tuple[Clause, ...], checks: tuple[Check, ...], paid_now: bool) -> Terms:  # fmt: skip
    """Terms with the price and the rules of an order where the seat costs something."""
    if price is None:
        rest: tuple[Clause, ...] = (Clause(key="cancel_free", values={"hours": rules().close_hours}),)
        return terms_of_session(act, effect, row, clauses=(*clauses, *rest), checks=checks)
    pay = Clause(key="pay_by", values={"days": rules().pay_days}) if paid_now else Clause(key="pay_later")
    checks = (*checks, *paying.paid_checks(act, row))
    return terms_of_session(act, effect, row, clauses=(*clauses, pay, *paying.paid_clauses(row, price)), checks=checks, amounts=paying.paid_amounts(row, price))  # fmt: skip


def _not_twice(act: Act, row: TrainingSessionRow) -> None:
    query = select(SignUpRow).where(SignUpRow.session == row.id, SignUpRow.user == act.who.user, SignUpRow.state.in_(LIVE_STATES))  # fmt: skip
    if held := act.session.scalar(query):
        zh, en = SIGN_UP.states[held.state]
        raise Refused(f"您在该场次已有报名 {held.id}（{zh}）。/ You have sign-up {held.id} for this session already ({en}).", "sign_up.twice")  # fmt: skip


def _sign(act: Act, asked: SignUpAsked, terms: Terms) -> Outcome:
    row = session_of(act, asked.session)
    _refuse(terms.checks)
    bring_up(act, row)
    seat = row.taken < row.seats and not waiting_of(act, row)
    made = SignUpRow(
        id=act.fresh("SGN"), session=row.id, organisation=act.who.organisation, user=act.who.user, name=asked.name or act.who.user,
        place=next_place(act, row.id), state="signed" if seat else "waiting", order="", created=act.moment,
    )  # fmt: skip
    act.session.add(made)
    row.taken += int(seat)
    act.session.flush()
    act.note("sign_up", made.id, "sign" if seat else "wait", "", made.state, session=row.id)
    if not seat:
        return done("sign_up", made.id, "wait", {"state": made.state}, title_zh=row.title_zh, title_en=row.title_en)
    return _seated(act, "sign_up", row, made)


def _seated(act: Act, effect: str, row: TrainingSessionRow, made: SignUpRow) -> Outcome:
    """A seat is there: where it costs something, its order is opened and has to be paid in time."""
    price, titles = price_of(row), {"title_zh": row.title_zh, "title_en": row.title_en}
    if price is None:
        made.until = None
        return done(effect, made.id, "signed", {"state": made.state}, **titles)
    opened = paying.open_order(act, row, price)
    made.order, made.until = opened.order, _pay_by(act, row)
    act.session.flush()
    data: dict[str, object] = {"state": made.state, "order": opened.order, "escrow": opened.escrow}
    return done(effect, made.id, "signed_paid", data, **titles, order=opened.order, escrow=opened.escrow, price=price)


def _pay_by(act: Act, row: TrainingSessionRow) -> datetime:
    return min(act.moment + timedelta(days=rules().pay_days), row.starts)


def _claim_terms(act: Act, asked: AboutSignUp) -> Terms:
    row, held = _both(act, asked.sign_up)
    SIGN_UP.after(held.state, "claim")
    if held.until is not None and held.until <= act.moment:
        raise Refused("为您保留的席位已过期，席位已给下一位候补。/ The offer of a seat has run out; it goes to the next in line.", "sign_up.offer_over")  # fmt: skip
    if act.who.user != held.user:
        raise Refused(
            "席位由报名人本人确认。/ The account that waits has to confirm the seat itself.", "sign_up.other_user"
        )
    until = held.until.isoformat(timespec="minutes") if held.until else "-"
    clauses = (Clause(key="claim", values={"until": until}), Clause(key="named", values={"name": held.name}))
    return _terms(act, "claim_seat", row, price_of(row), clauses, eligibility(act, row), paid_now=True)


def _claim(act: Act, asked: AboutSignUp, terms: Terms) -> Outcome:
    row, held = _both(act, asked.sign_up)
    _refuse(terms.checks)
    act.step(SIGN_UP, held, "claim", session=row.id)
    act.session.flush()
    return _seated(act, "claim_seat", row, held)


def _refuse(checks: tuple[Check, ...]) -> None:
    refuse_ineligible(checks)
    refuse_blocked(tuple(each for each in checks if each.key in ("line", "licence", "conflict")))


def _cancel_terms(act: Act, asked: CancelSignUp) -> Terms:
    row, held = _both(act, asked.sign_up)
    SIGN_UP.after(held.state, "cancel")
    if held.state == "signed":
        require_open(act, row, "cancel")
    order, amounts = paying.live_order(act, held.order), tuple[Amount, ...]()
    clauses = [Clause(key=f"cancel_{held.state}")]
    if order is not None:
        kept, back = paying.back_on_cancelling(act, order, "buyer")
        amounts = (Amount(key="to_provider", money=kept), Amount(key="to_buyer", money=back))
        clauses.append(Clause(key="cancel_order", values={"order": order.id}, provision=rules().cancel_rule))
    if asked.reason:
        clauses.append(Clause(key="reason", values={"reason": asked.reason}))
    return terms_of_session(act, "cancel_sign_up", row, subject=held.id, clauses=tuple(clauses), amounts=amounts, seen={held.id: held.version})  # fmt: skip


def _cancel(act: Act, asked: CancelSignUp, terms: Terms) -> Outcome:
    row, held = _both(act, asked.sign_up)
    order = paying.live_order(act, held.order)
    seated = held.state in ("signed", "offered")
    act.step(SIGN_UP, held, "cancel", session=row.id, reason=asked.reason)
    row.taken -= int(seated)
    act.session.flush()
    if order is not None:
        paying.cancel_order(act, order, "buyer", asked.reason)
    if row.starts > act.moment:
        offer_free(act, row, waiting_of(act, row))
    return done("cancel_sign_up", held.id, "cancelled", {"state": held.state}, title_zh=row.title_zh, title_en=row.title_en)  # fmt: skip
