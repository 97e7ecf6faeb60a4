"""Proposing, approving and carrying out effects: the one way anything is changed on the exchange.

An approval is a row. It is consumed in the transaction of the effect itself, which also reads the terms again and compares
them: so a crash leaves both or neither, a second approval finds it used, and changed terms are refused.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tools.access.table import require
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.tables import ApprovalRow, RepeatRow
from tools.approvals.terms import Card, Outcome, Terms, binding, canonical
from tools.audit.chain import Audit
from tools.database import Sessions
from tools.members.tables import AccountRow
from tools.principal import Principal, Role
from tools.refused import Refused, not_found

VALID = timedelta(minutes=30)
_TRIES = 4  # of a transaction that the database broke off for another's sake
_SHORTEST = 16  # characters of a hash that name an approval


@dataclass(frozen=True)
class Effects:
    """All effects by name, with where they happen: the database, the audit, the one clock, the one source of ids."""

    sessions: Sessions
    audit: Audit
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    known: Mapping[str, Effect] = field(default_factory=dict)

    @classmethod
    def of(cls, sessions: Sessions, audit: Audit, now: Callable[[], datetime], new_id: Callable[[], str], effects: Iterable[Effect]) -> "Effects":  # fmt: skip
        """Put effects together. Raises ValueError when two have one name."""
        known: dict[str, Effect] = {}
        for effect in effects:
            if effect.name in known:
                raise ValueError(f"two effects are called {effect.name}")
            known[effect.name] = effect
        return cls(sessions, audit, now, new_id, known)

    def propose(self, who: Principal, name: str, request: Mapping[str, Any], thread: str = "") -> Card:
        """Make the terms of an effect and keep them for an approval. A card with a blocked check is shown, not kept.

        Raises Refused when the request is not understood, the record is not there for this account, or a rule says no.
        """
        effect, parsed = self._asked(name, request)
        with self.sessions() as session:  # reading alone: nobody waits for terms to be made
            who, moment = _present(session, who), self.now()
            act = Act(session, who, moment, self.new_id, holding=False)
            terms = self._terms(act, effect, parsed)
            row = self._row(act, effect, parsed, terms, thread)
        if any(check.outcome == "blocked" for check in terms.checks):
            return card_of(row).model_copy(update={"state": "blocked", "hash": ""})
        with self.sessions.begin() as session:
            session.add(row)
            session.flush()
            self.audit.append(session, moment, who, f"propose {name}", row.id, hash=row.hash)
            return card_of(row)

    def approve(self, who: Principal, approval: str, hash_: str, key: str = "") -> Outcome:
        """Carry out what was proposed: exactly once, on exactly these terms, by the user they were shown to, in time.

        `key`: an idempotency key of the caller's: repeated with it, the same answer is given again; with it and another
        approval, Refused. Without one, an approval that was used is refused. Raises Refused, with nothing done.
        """
        asked = hashlib.sha256(canonical([approval, hash_]).encode()).hexdigest()
        for attempt in range(1, _TRIES + 1):
            try:
                outcome = self._approve(who, approval, hash_, key, asked)
            except (StaleDataError, IntegrityError, OperationalError) as error:
                if not (isinstance(error, StaleDataError) or _taken(error) or _broken_off(error)):
                    raise  # a rule of the database that the rules here should have kept: a bug, not a race
                if attempt < _TRIES and (key or _broken_off(error)):
                    continue  # the same key at the same moment: the other one's answer is there now
                raise Refused("刚刚有人先办了，请重新查看后再试。/ Somebody else was faster; look again and retry.", "conflict") from error  # fmt: skip
            return self._afterwards(outcome)
        raise AssertionError("unreachable")

    def reject(self, who: Principal, approval: str) -> None:
        """Turn terms down; they cannot be approved any more. Raises Refused when there are none waiting."""
        with self.sessions.begin() as session:
            row = session.get(ApprovalRow, approval, with_for_update=True)
            if row is None or row.user != who.user:
                raise not_found(approval)
            if row.state != "pending":
                raise _already(row)
            row.state, row.decided = "rejected", self.now()
            self.audit.append(session, self.now(), who, f"reject {row.effect}", row.id)

    def waiting(self, who: Principal, thread: str = "") -> list[Card]:
        """The user's cards that wait and are still in time, the newest first; `thread`: of one conversation."""
        query = select(ApprovalRow).where(ApprovalRow.user == who.user, ApprovalRow.state == "pending", ApprovalRow.expires > self.now())  # fmt: skip
        if thread:
            query = query.where(ApprovalRow.thread == thread)
        with self.sessions() as session:
            return [card_of(row) for row in session.scalars(query.order_by(ApprovalRow.created.desc(), ApprovalRow.id))]

    def card(self, who: Principal, named: str) -> Card:
        """A card of the user's by its id, its hash or the first 16 characters of it, whatever became of it. Raises Refused."""
        with self.sessions() as session:
            row = session.get(ApprovalRow, named)
            if row is None and len(named) >= _SHORTEST and named.isalnum():
                row = session.scalar(select(ApprovalRow).where(ApprovalRow.hash.startswith(named.lower())))
            if row is None or row.user != who.user:
                raise not_found(named)
            return card_of(row)

    def same(self, card: Card, name: str, request: Mapping[str, Any]) -> bool:
        """Whether a card is of this effect and says what is given of the request, in whatever form it was typed."""
        if card.terms.effect != name:
            return False
        given = {key: value for key, value in request.items() if value not in ("", None, [], (), {})}
        asked = self._asked(name, {**card.request, **given})[1]  # what is not given again is as it was
        return asked.model_dump(mode="json") == card.request

    def _asked(self, name: str, request: Mapping[str, Any]) -> tuple[Effect, BaseModel]:
        effect = self.known.get(name)
        if any(_unkeepable(text) for text in _texts(request)):
            raise Refused("内容含有无法保存的字符，请删除后再试。/ It contains characters that cannot be kept; remove them and try again.", "request.characters")  # fmt: skip
        if effect is None:
            raise Refused(
                f"没有名为“{name[:40]}”的办理事项。/ There is nothing to be done called “{name[:40]}”.", "effect"
            )
        try:
            return effect, effect.request.model_validate(dict(request))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or name
            raise Refused(f"“{where}”填写有误，请更正。/ “{where}” is not right ({first['msg']}); correct it.", "request") from None  # fmt: skip

    def _terms(self, act: Act, effect: Effect, request: BaseModel) -> Terms:
        require(act.who, effect.name, effect.owners(act, request), effect.subject(request))
        return effect.terms(act, request)

    def _row(self, act: Act, effect: Effect, request: BaseModel, terms: Terms, thread: str) -> ApprovalRow:
        identity, expires, asked = act.fresh("APR"), act.moment + VALID, request.model_dump(mode="json")
        return ApprovalRow(
            id=identity, effect=effect.name, user=act.who.user, organisation=act.who.organisation, thread=thread,
            request=canonical(asked), terms=canonical(terms.model_dump(mode="json")), state="pending", created=act.moment,
            expires=expires, hash=binding(terms, asked, identity, act.who.user, expires), outcome="",
        )  # fmt: skip

    def _approve(self, who: Principal, approval: str, hash_: str, key: str, asked: str) -> Outcome:
        with self.sessions.begin() as session:
            held = session.get(ApprovalRow, approval, with_for_update=True)
            if key and (known := session.get(RepeatRow, (who.user, key))):
                return _repeated(
                    known, asked
                )  # the same request at the same moment: it was carried out while this one waited
            who, moment = _present(session, who), self.now()
            row = _usable(held, who, approval, hash_, moment)
            consume(session, row, moment)
            effect, request = self.known[row.effect], self.known[row.effect].request.model_validate_json(row.request)
            act = Act(session, who, moment, self.new_id, holding=True, cause=row.id)
            terms = self._terms(act, effect, request)
            if canonical(terms.model_dump(mode="json")) != row.terms:
                raise Refused("条件已经变化，什么也没有办理；请重新查看后确认。/ The terms have changed since and nothing was done; look at them again.", "approval.changed")  # fmt: skip
            outcome = effect.carry_out(act, request, terms)
            row.outcome = canonical(outcome.model_dump(mode="json"))
            if key:
                session.add(RepeatRow(user=who.user, key=key, request=asked, outcome=row.outcome, created=moment))
            session.flush()
            self.audit.append(session, moment, who, f"approve {row.effect}", row.id, hash=row.hash, record=outcome.record)  # fmt: skip
            return outcome

    def _afterwards(self, outcome: Outcome) -> Outcome:
        effect = self.known.get(outcome.effect)
        return effect.afterwards(outcome) if effect and effect.afterwards else outcome


def consume(session: Session, row: ApprovalRow, moment: datetime) -> None:
    """Use an approval up, if nobody has: the guard that holds where the lock does not (finding 1)."""
    used = update(ApprovalRow).where(ApprovalRow.id == row.id, ApprovalRow.state == "pending").values(state="used", decided=moment)  # fmt: skip
    if session.execute(used.execution_options(synchronize_session=False)).rowcount != 1:  # type: ignore[attr-defined]
        raise _already(row)


def card_of(row: ApprovalRow) -> Card:
    """An approval as faces show it."""
    return Card(id=row.id, hash=row.hash, terms=Terms.model_validate_json(row.terms), request=json.loads(row.request), expires=row.expires, state=row.state)  # fmt: skip


def _present(session: Session, who: Principal) -> Principal:
    """The principal as the account stands at this moment: a role or organisation taken away counts at once."""
    account = session.get(AccountRow, who.user, populate_existing=True)
    if account is None or account.deactivated is not None:
        return Principal(who.user)
    return Principal(who.user, account.organisation, Role(account.role))


def _usable(row: ApprovalRow | None, who: Principal, approval: str, hash_: str, moment: datetime) -> ApprovalRow:
    if row is None or row.user != who.user:
        raise not_found(approval)
    if row.hash != hash_ or row.hash != _bound(row):  # not what was shown, or not what is kept under it any more
        raise Refused("确认的内容与展示的不一致，什么也没有办理。/ What was approved is not what was shown; nothing was done.", "approval.hash")  # fmt: skip
    if row.state != "pending":
        raise _already(row)
    if row.expires <= moment:
        raise Refused("确认已超过有效时间，请重新发起。/ The approval has expired; ask for it again.", "approval.expired")  # fmt: skip
    return row


def _bound(row: ApprovalRow) -> str:
    """The hash of what a row holds now: whoever edits terms, request, user or expiry in the database is found out."""
    return binding(Terms.model_validate_json(row.terms), json.loads(row.request), row.id, row.user, row.expires)


def _already(row: ApprovalRow) -> Refused:
    if row.state == "rejected":
        return Refused("此事项已被您取消。/ You have turned this down.", "approval.rejected")
    done = Outcome.model_validate_json(row.outcome).record if row.outcome else row.id
    return Refused(f"此确认已经用过，对应 {done}；没有重复办理。/ This approval was used already, for {done}; nothing was done again.", "approval.used")  # fmt: skip


def _repeated(known: RepeatRow, asked: str) -> Outcome:
    if known.request != asked:
        raise Refused("同一个请求号用于了不同的内容。/ The same request key was used for something else.", "repeat.mismatch")  # fmt: skip
    return Outcome.model_validate_json(known.outcome)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a request, names included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from (*_texts(key), *_texts(each))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _unkeepable(text: str) -> bool:
    """Whether a database cannot store a text: half characters, and the one that ends texts."""
    return "\0" in text or any("\ud800" <= char <= "\udfff" for char in text)


def _taken(error: Exception) -> bool:
    """Whether a unique index said that the row is there already."""
    original = getattr(error, "orig", None)
    return getattr(original, "sqlstate", "") == "23505" or "UNIQUE constraint failed" in str(original)


def _broken_off(error: Exception) -> bool:
    """Whether PostgreSQL ended the transaction for another's sake: deadlock or serialization failure; it is tried again."""
    return getattr(getattr(error, "orig", None), "sqlstate", "") in ("40001", "40P01")
