"""Digests: of one subscription and one period, once; every item is told to a subscription once, with why.

What is new for an account can be looked at any time (`whats_new`); that is no digest and counts as nothing told.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.language import Language
from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.information.matching import Reason, Wish, reasons
from tools.information.subscribing import owners, subscriptions_of, wish_of
from tools.information.tables import DigestRow, ItemRow, SourceRow, SubscriptionRow, ToldRow
from tools.members.accounts import principal_of
from tools.orders.days import day_of
from tools.principal import Principal
from tools.refused import Refused, not_found

MOST = 30  # items of one digest; what is left waits for the next


class Item(BaseModel):
    """An item as a subscriber sees it. `dated`: its source gave the day; `left`: days until the text it tells of comes into force."""

    model_config = ConfigDict(frozen=True)

    id: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    link: str
    category: str
    day: date
    dated: bool
    source: str
    citation: str
    left: int | None
    why: tuple[Reason, ...]


class Digest(BaseModel):
    """A digest. `left`: items that fit and wait for the next one."""

    model_config = ConfigDict(frozen=True)

    id: str
    subscription: str
    period: str
    language: Language
    made: datetime
    items: tuple[Item, ...]
    left: int


def period_key(period: str, day: date) -> str:
    """The period a day lies in: 2026-11-22, 2026-W47, 2026-11."""
    year, week, _ = day.isocalendar()
    return {"daily": day.isoformat(), "weekly": f"{year}-W{week:02d}", "monthly": f"{day:%Y-%m}"}[period]


def make_digest(effects: Effects, who: Principal, subscription: str) -> Digest:
    """The digest of a subscription for the period it is now: made once, and the same when asked for again. Raises Refused."""
    who, named = principal_of(effects.sessions, who.user), subscription.strip().upper()
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, holding=True, cause="make_digest")
        row = act.find(SubscriptionRow, named)
        require(who, "read_digest", owners(row), subscription)
        if row is None:
            raise not_found(subscription)
        today = day_of(act.moment)
        key = period_key(row.period, today)
        made = session.scalar(select(DigestRow).where(DigestRow.subscription == row.id, DigestRow.period == key))
        if made is None:
            if row.state != "active":
                raise Refused(f"订阅 {row.id} 已退订。/ Subscription {row.id} has ended.", "subscription.ended")
            made = _made(act, row, key)
            effects.audit.append(session, act.moment, who, "make_digest", made.id, items=_count(session, made))
        return _digest(session, row, made, today)


def digests_of(session: Session, who: Principal, subscription: str) -> list[tuple[str, str]]:
    """The digests a subscription has had, the newest first: (id, period). Raises Refused as for a subscription there is not."""
    row = session.get(SubscriptionRow, subscription.strip().upper())
    require(who, "read_digest", owners(row), subscription)
    query = select(DigestRow.id, DigestRow.period).where(DigestRow.subscription == subscription.strip().upper())
    return [(identity, period) for identity, period in session.execute(query.order_by(DigestRow.made.desc(), DigestRow.id))]  # fmt: skip


def digest_of(session: Session, who: Principal, identity: str, today: date) -> Digest:
    """A digest that was made, by its id. Raises Refused as for one there is not."""
    made = session.get(DigestRow, identity.strip().upper())
    row = session.get(SubscriptionRow, made.subscription) if made else None
    require(who, "read_digest", owners(row), identity)
    if made is None or row is None:
        raise not_found(identity)
    return _digest(session, row, made, today)


def whats_new(session: Session, who: Principal, today: date, most: int = MOST) -> list[Item]:
    """What is new for an account by all its subscriptions and in no digest yet, the newest first."""
    found: dict[str, Item] = {}
    for each in subscriptions_of(session, who):
        for row, why in _waiting(session, each.id, each.wish)[:most]:
            found.setdefault(row.id, _item(session, row, why, today))
    return sorted(found.values(), key=lambda item: (-item.day.toordinal(), item.id))[:most]


def _made(act: Act, row: SubscriptionRow, key: str) -> DigestRow:
    waiting = _waiting(act.session, row.id, wish_of(row))
    made = DigestRow(id=act.fresh("DIG"), subscription=row.id, period=key, left=max(0, len(waiting) - MOST), made=act.moment)  # fmt: skip
    act.session.add(made)
    act.session.flush()
    for place, (item, why) in enumerate(waiting[:MOST], 1):
        told = json.dumps([each.model_dump() for each in why], ensure_ascii=False)
        act.session.add(ToldRow(subscription=row.id, item=item.id, digest=made.id, place=place, why=told))
    act.session.flush()
    return made


def _waiting(session: Session, subscription: str, wish: Wish) -> list[tuple[ItemRow, list[Reason]]]:
    """The items that fit and were not told yet, the newest first."""
    told = select(ToldRow.item).where(ToldRow.subscription == subscription)
    query = (
        select(ItemRow).where(ItemRow.id.not_in(told)).order_by(ItemRow.day.desc(), ItemRow.dated.desc(), ItemRow.id)
    )
    if wish.categories:
        query = query.where(ItemRow.category.in_(wish.categories))
    return [(row, why) for row in session.scalars(query) if (why := _why(row, wish))]


def _why(row: ItemRow, wish: Wish) -> list[Reason]:
    facts = json.loads(row.facts)
    words = " ".join((row.title_zh, row.title_en, row.text_zh, row.text_en, *map(str, facts.get("names", ()))))
    return reasons(wish, row.category, words, facts)


def _digest(session: Session, row: SubscriptionRow, made: DigestRow, today: date) -> Digest:
    query = select(ToldRow, ItemRow).join(ItemRow, ItemRow.id == ToldRow.item).where(ToldRow.digest == made.id)
    items = tuple(_item(session, item, [Reason.model_validate(each) for each in json.loads(told.why)], today) for told, item in session.execute(query.order_by(ToldRow.place)))  # fmt: skip
    return Digest(id=made.id, subscription=row.id, period=made.period, language="en" if row.language == "en" else "zh", made=made.made, items=items, left=made.left)  # fmt: skip


def _item(session: Session, row: ItemRow, why: Sequence[Reason], today: date) -> Item:
    source, facts = session.get(SourceRow, row.source), json.loads(row.facts)
    start = date.fromisoformat(facts["in_force_from"]) if "in_force_from" in facts else None
    return Item(
        id=row.id, title_zh=row.title_zh, title_en=row.title_en, text_zh=row.text_zh, text_en=row.text_en, link=row.link, category=row.category,
        day=row.day, dated=row.dated, source=source.title if source else "", citation=str(facts.get("citation", "")),
        left=(start - today).days if start and start > today else None, why=tuple(why),
    )  # fmt: skip


def _count(session: Session, made: DigestRow) -> int:
    return len(session.scalars(select(ToldRow.item).where(ToldRow.digest == made.id)).all())
