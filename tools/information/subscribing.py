"""Subscriptions: what one account wants to hear of. They are its own notes, written at once with an entry in the audit."""

import json
import re
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.language import HAN, Language, normalise, visible
from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.information.classifying import CATEGORIES
from tools.information.matching import Wish
from tools.information.tables import SubscriptionRow
from tools.members.accounts import principal_of
from tools.principal import Principal
from tools.refused import Refused, not_found

PERIODS = ("daily", "weekly", "monthly")
MOST, MOST_WORDS, LONGEST = 20, 20, 80
_CLASS = re.compile(r"(?:[A-HY]\d{2}[A-Z]?(?:\d{1,4}(?:/\d{1,6})?)?|NICE:(?:[1-9]|[1-3]\d|4[0-5]))", re.IGNORECASE)


class Subscription(BaseModel):
    """A subscription as its owner sees it."""

    model_config = ConfigDict(frozen=True)

    id: str
    wish: Wish
    period: str
    language: Language
    state: str
    created: datetime


def subscribe(
    effects: Effects, who: Principal, wish: Wish, period: str = "weekly", language: Language = "zh"
) -> Subscription:
    """Keep a subscription. Raises Refused for one that asks for nothing, for words that cannot be, and for too many."""
    who = principal_of(effects.sessions, who.user)
    require(who, "subscribe_information", None)
    if not who.organisation:
        raise Refused("账户没有所属组织，不能订阅。/ The account belongs to no organisation and cannot subscribe.", "subscription.organisation")  # fmt: skip
    checked = checked_wish(wish)
    if period not in PERIODS:
        raise Refused(
            f"周期可选：{'、'.join(PERIODS)}。/ The period is one of {', '.join(PERIODS)}.", "subscription.period"
        )
    with effects.sessions.begin() as session:
        count = select(func.count()).select_from(SubscriptionRow).where(SubscriptionRow.user == who.user, SubscriptionRow.state == "active")  # fmt: skip
        if (session.scalar(count) or 0) >= MOST:
            raise Refused(f"订阅最多 {MOST} 份，请先退订不需要的。/ There can be {MOST} subscriptions; end one first.", "subscription.most")  # fmt: skip
        act = Act(session, who, effects.now(), effects.new_id, holding=True, cause="subscribe_information")
        lists = {name: json.dumps(list(values), ensure_ascii=False) for name, values in checked.model_dump().items()}
        row = SubscriptionRow(id=act.fresh("SUB"), organisation=who.organisation, user=who.user, period=period, language=language, state="active", created=act.moment, **lists)  # fmt: skip
        session.add(row)
        session.flush()
        effects.audit.append(session, act.moment, who, "subscribe_information", row.id, period=period)
        return subscription_of(row)


def end_subscription(effects: Effects, who: Principal, identity: str) -> Subscription:
    """End a subscription of the account's own; what it was told stays. Raises Refused as for one there is not."""
    who, named = principal_of(effects.sessions, who.user), identity.strip().upper()
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, holding=True)
        row = act.find(SubscriptionRow, named)
        require(who, "end_subscription", owners(row), identity)
        if row is None:
            raise not_found(identity)
        if row.state == "ended":
            raise Refused(f"订阅 {row.id} 已退订。/ Subscription {row.id} has ended already.", "subscription.ended")
        row.state = "ended"
        session.flush()
        effects.audit.append(session, act.moment, who, "end_subscription", row.id)
        return subscription_of(row)


def subscriptions_of(session: Session, who: Principal) -> list[Subscription]:
    """The account's own subscriptions that run, the oldest first."""
    require(who, "my_information", None)
    query = select(SubscriptionRow).where(SubscriptionRow.user == who.user, SubscriptionRow.state == "active")
    return [
        subscription_of(row) for row in session.scalars(query.order_by(SubscriptionRow.created, SubscriptionRow.id))
    ]


def owners(row: SubscriptionRow | None) -> tuple[Owner, ...]:
    """Whose a subscription is: one account's, and nobody's when there is none."""
    return (Owner(row.organisation, row.user),) if row else NOBODY


def subscription_of(row: SubscriptionRow) -> Subscription:
    """A row as it is read."""
    return Subscription(id=row.id, wish=wish_of(row), period=row.period, language="en" if row.language == "en" else "zh", state=row.state, created=row.created)  # fmt: skip


def wish_of(row: SubscriptionRow) -> Wish:
    """What a row asks for."""
    return Wish(categories=json.loads(row.categories), keywords=json.loads(row.keywords), holders=json.loads(row.holders), classes=json.loads(row.classes))  # fmt: skip


def checked_wish(wish: Wish) -> Wish:
    """A wish with clean words, each once. Raises Refused for unknown categories, classes that are none, too much, or nothing."""
    if unknown := [each for each in wish.categories if each not in CATEGORIES]:
        raise Refused(f"没有“{unknown[0][:40]}”这一类；可选：{'、'.join(CATEGORIES)}。/ There is no category “{unknown[0][:40]}”; choose from {', '.join(CATEGORIES)}.", "subscription.category")  # fmt: skip
    classes = tuple(_class(each) for each in wish.classes)
    lists = {name: _clean(getattr(wish, name)) for name in ("keywords", "holders")}
    found = Wish(categories=tuple(dict.fromkeys(wish.categories)), classes=tuple(dict.fromkeys(classes)), **lists)
    if not found.categories and not found.personal:
        raise Refused("请至少给出一个类别、关键词、权利人或分类号。/ Give at least one category, keyword, holder or class.", "subscription.empty")  # fmt: skip
    if max(map(len, (found.keywords, found.holders, found.classes))) > MOST_WORDS:
        raise Refused(f"每项最多 {MOST_WORDS} 个。/ There can be {MOST_WORDS} of each.", "subscription.words")
    return found


def _clean(words: tuple[str, ...]) -> tuple[str, ...]:
    plain = [" ".join(normalise(visible(each)).split()) for each in words]
    for each in filter(None, plain):
        least = 1 if re.search(f"[{HAN}]", each) else 2
        if not least <= len(each) <= LONGEST or not re.search(r"\w", each):
            raise Refused(f"“{each[:40]}”过短或过长，请换一个词。/ “{each[:40]}” is too short or too long; use another word.", "subscription.word")  # fmt: skip
    return tuple(dict.fromkeys(filter(None, plain)))


def _class(text: str) -> str:
    code = text.replace(" ", "").upper()
    if not _CLASS.fullmatch(code):
        raise Refused(f"“{text[:40]}”不是 IPC 分类号（如 B64C）或尼斯类别（如 nice:9）。/ “{text[:40]}” is no IPC class (like B64C) and no Nice class (like nice:9).", "subscription.class")  # fmt: skip
    return code
