"""Sessions come and go by their provider or staff: the effects `publish_session`, `cancel_session`."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field
from sqlalchemy import select

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Amount, Clause, Outcome, Terms
from tools.members.accounts import PLATFORM
from tools.members.tables import OrganisationRow
from tools.money import MOST, Money
from tools.orders.catalogue import catalogue
from tools.orders.request import Identity, Request, Sentence, _clean
from tools.orders.tables import OfferingRow
from tools.refused import Refused
from tools.training import paying
from tools.training.machine import SESSION, SIGN_UP
from tools.training.signing import session_of
from tools.training.tables import SignUpRow, TrainingSessionRow
from tools.training.telling import done, terms_of_session

Line = Annotated[str, BeforeValidator(_clean), Field(max_length=200)]
Title = Annotated[str, BeforeValidator(_clean), Field(min_length=2, max_length=200)]
Text = Annotated[str, BeforeValidator(_clean), Field(max_length=2000)]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{1,28}$")]
KINDS = ("enterprise", "agency", "law_firm", "appraiser", "auction_house", "research_institution", "science_park", "government", "bank", "guarantor", "investor", "platform")  # fmt: skip
SEGMENTS = (
    "unaware",
    "startup",
    "strong",
    "abroad",
    "trade",
)  # the five kinds of customer the platform makes packages for
LINES = ("training", "forums")


class PublishSession(Request):
    """A session to publish. Times carry a zone; `price`: of a seat, none for a free one; `sku`: the product a paid seat is ordered as."""

    code: Code
    kind: Literal["course", "intensive", "seminar", "salon", "forum"]
    title_zh: Title
    title_en: Title
    about_zh: Text = ""
    about_en: Text = ""
    starts: AwareDatetime
    ends: AwareDatetime
    place_zh: Line = ""
    place_en: Line = ""
    language: Literal["zh", "en", "both"] = "zh"
    seats: int = Field(ge=1, le=5000)
    hours: int = Field(ge=1, le=400)
    sku: Line = ""
    price: Money | None = None
    kinds: tuple[Literal[KINDS], ...] = ()  # type: ignore[valid-type]
    roles: tuple[Literal["member", "agency", "investor"], ...] = ()
    segments: tuple[Literal[SEGMENTS], ...] = ()  # type: ignore[valid-type]
    prerequisites: tuple[Code, ...] = ()
    certificate: bool = False


class CancelSession(Request):
    """Call a session off, and why."""

    session: Identity
    reason: Sentence


def publishing_effects() -> tuple[Effect, ...]:
    """The effects of publishing."""
    return (
        Effect("publish_session", PublishSession, lambda act, asked: None, _publish_terms, _publish),
        Effect("cancel_session", CancelSession, _owners, _cancel_terms, _cancel, lambda asked: asked.session),
    )


def _owners(act: Act, asked: CancelSession) -> tuple[Owner, ...]:
    row = act.session.get(TrainingSessionRow, asked.session)
    return (Owner(row.provider),) if row else NOBODY


def _row(act: Act, asked: PublishSession) -> TrainingSessionRow:
    """The session a request describes. Raises Refused for what cannot be."""
    _require_times(act, asked.starts, asked.ends, asked.hours)
    if bool(asked.place_zh) != bool(asked.place_en):
        raise Refused("地点请写中英文两种，线上则都留空。/ Give the place in both languages, or neither for online.", "session.place")  # fmt: skip
    price = _price(act, asked)
    organisation = act.session.get(OrganisationRow, act.who.organisation)
    return TrainingSessionRow(
        id=act.fresh("TSN"), code=asked.code, kind=asked.kind, title_zh=asked.title_zh, title_en=asked.title_en, about_zh=asked.about_zh,
        about_en=asked.about_en, provider=act.who.organisation, starts=asked.starts, ends=asked.ends, place_zh=asked.place_zh,
        place_en=asked.place_en, language=asked.language, seats=asked.seats, taken=0, sku=asked.sku.upper() if price else "",
        price_minor=price.minor if price else 0, currency=price.currency if price else "CNY", kinds=",".join(asked.kinds),
        roles=",".join(asked.roles), segments=",".join(asked.segments), prerequisites=",".join(asked.prerequisites),
        certificate=asked.certificate, hours=asked.hours, state="open", demo=bool(organisation and organisation.demo), created=act.moment,
    )  # fmt: skip


def _require_times(act: Act, starts: datetime, ends: datetime, hours: int) -> None:
    if starts <= act.moment or ends <= starts or hours * 3600 > (ends - starts).total_seconds():
        raise Refused("请核对时间：开始须在将来，结束在开始之后，课时不超过起止时间。/ Check the times: it starts in the future, ends after that, and has no more hours than lie between.", "session.time")  # fmt: skip


def _price(act: Act, asked: PublishSession) -> Money | None:
    """The price of a seat with its product. Raises Refused for an amount that is none, another line, or a platform that charges."""
    if asked.price is None or asked.price.minor == 0:
        _require_line(act, LINES)
        return None
    if not 0 < asked.price.minor <= MOST:
        raise Refused("席位价格须大于零且不超过上限。/ The price of a seat is more than nothing and within the limit.", "session.price")  # fmt: skip
    service = catalogue().service(asked.sku)
    if service.line not in LINES:
        raise Refused("收费场次须归入培训或论坛类产品。/ A paid session is ordered as a product of training or forums.", "session.sku")  # fmt: skip
    _require_line(act, (service.line,))
    return asked.price


def _require_line(act: Act, lines: tuple[str, ...]) -> None:
    """The platform may hold free events; every other provider needs the line it offers on file."""
    if act.who.organisation == PLATFORM and lines == LINES:
        return
    if not any(act.session.get(OfferingRow, (act.who.organisation, line)) for line in lines):
        raise Refused("贵组织未登记提供培训或论坛服务，请先登记。/ Your organisation is not on file as offering training or forums; register first.", "session.line")  # fmt: skip


def _publish_terms(act: Act, asked: PublishSession) -> Terms:
    row = _row(act, asked)
    price = asked.price if row.price_minor and asked.price else None
    amounts = (Amount(key="price", money=price),) if price else ()
    clauses = [Clause(key="publishes", values={"seats": row.seats, "code": row.code})]
    if row.prerequisites:
        clauses.append(Clause(key="needs_courses", values={"courses": row.prerequisites}))
    if row.certificate:
        clauses.append(Clause(key="certificate"))
    return terms_of_session(act, "publish_session", row, subject=row.code, clauses=tuple(clauses), amounts=amounts)


def _publish(act: Act, asked: PublishSession, terms: Terms) -> Outcome:
    row = _row(act, asked)
    act.session.add(row)
    act.session.flush()
    act.note("session", row.id, "publish", "", "open", code=row.code, seats=row.seats)
    return done("publish_session", row.id, "published", {"state": row.state}, title_zh=row.title_zh, title_en=row.title_en)  # fmt: skip


def _signed(act: Act, row: TrainingSessionRow) -> list[SignUpRow]:
    query = select(SignUpRow.id).where(
        SignUpRow.session == row.id, SignUpRow.state.in_(("waiting", "offered", "signed"))
    )
    return [act.row(SignUpRow, each) for each in act.session.scalars(query.order_by(SignUpRow.place)).all()]


def _cancel_terms(act: Act, asked: CancelSession) -> Terms:
    row = session_of(act, asked.session)
    SESSION.after(row.state, "cancel")
    if row.starts <= act.moment:
        raise Refused("场次已开始，不能取消。/ The session has begun and cannot be called off.", "session.begun")
    count = Clause(key="calls_off", values={"count": len(_signed(act, row)), "reason": asked.reason})
    return terms_of_session(act, "cancel_session", row, clauses=(count, Clause(key="all_back")), seen={row.id: row.version})  # fmt: skip


def _cancel(act: Act, asked: CancelSession, terms: Terms) -> Outcome:
    row = session_of(act, asked.session)
    signed = _signed(act, row)
    for each in signed:
        order = paying.live_order(act, each.order)
        act.step(SIGN_UP, each, "cancel", session=row.id, reason=asked.reason)
        act.session.flush()
        if order is not None:
            paying.cancel_order(act, order, "provider", asked.reason)
    row.taken = 0
    act.step(SESSION, row, "cancel", reason=asked.reason)
    return done("cancel_session", row.id, "called_off", {"count": len(signed)}, count=len(signed), title_zh=row.title_zh, title_en=row.title_en)  # fmt: skip
