"""A session and a sign-up as rules and faces read them."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from tools.money import Money
from tools.training.machine import SESSION, SIGN_UP
from tools.training.tables import SignUpRow, TrainingSessionRow


class Session(BaseModel):
    """A session. `free`: seats not taken; `waiting`: how many wait; `mine`: the reader's own sign-up there, None for none."""

    model_config = ConfigDict(frozen=True)

    id: str
    code: str
    kind: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    provider: str
    provider_zh: str
    provider_en: str
    starts: datetime
    ends: datetime
    place_zh: str
    place_en: str
    online: bool
    language: str
    seats: int
    free: int
    waiting: int
    price: Money | None
    sku: str
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    segments: tuple[str, ...]
    prerequisites: tuple[str, ...]
    certificate: bool
    hours: int
    state: str
    state_zh: str
    state_en: str
    demo: bool
    mine: "SignUp | None" = None


class SignUp(BaseModel):
    """A sign-up as its owner sees it. `ahead`: how many wait before it; `certificate`: its number, "" for none."""

    model_config = ConfigDict(frozen=True)

    id: str
    session: str
    title_zh: str
    title_en: str
    starts: datetime
    user: str
    organisation: str
    name: str
    state: str
    state_zh: str
    state_en: str
    until: datetime | None
    ahead: int
    order: str
    paid: bool
    certificate: str
    can: tuple[str, ...]


def words_in(text: str) -> tuple[str, ...]:
    """The words of a column that keeps several."""
    return tuple(part for part in text.split(",") if part)


def price_of(row: TrainingSessionRow) -> Money | None:
    """A seat's price, None for a free session."""
    return Money(row.price_minor, row.currency) if row.price_minor else None


def session_shown(row: TrainingSessionRow, names: tuple[str, str], waiting: int, free: int, mine: SignUp | None = None) -> Session:  # fmt: skip
    """A row as it is read; `names`: the provider's in both languages; `free`: seats somebody could take now."""
    state_zh, state_en = SESSION.states[row.state]
    return Session(
        id=row.id, code=row.code, kind=row.kind, title_zh=row.title_zh, title_en=row.title_en, about_zh=row.about_zh, about_en=row.about_en,
        provider=row.provider, provider_zh=names[0], provider_en=names[1], starts=row.starts, ends=row.ends, place_zh=row.place_zh,
        place_en=row.place_en, online=not row.place_zh, language=row.language, seats=row.seats, free=free, waiting=waiting,
        price=price_of(row), sku=row.sku, kinds=words_in(row.kinds), roles=words_in(row.roles), segments=words_in(row.segments),
        prerequisites=words_in(row.prerequisites), certificate=row.certificate, hours=row.hours, state=row.state,
        state_zh=state_zh, state_en=state_en, demo=row.demo, mine=mine,
    )  # fmt: skip


def sign_up_shown(row: SignUpRow, at: TrainingSessionRow, ahead: int, paid: bool, certificate: str) -> SignUp:
    """A row as it is read, with what its owner can do now."""
    state_zh, state_en = SIGN_UP.states[row.state]
    can = tuple(event for event in SIGN_UP.can(row.state) if event in ("claim", "cancel")) if at.state == "open" else ()
    return SignUp(
        id=row.id, session=row.session, title_zh=at.title_zh, title_en=at.title_en, starts=at.starts, user=row.user,
        organisation=row.organisation, name=row.name, state=row.state, state_zh=state_zh, state_en=state_en, until=row.until,
        ahead=ahead, order=row.order, paid=paid, certificate=certificate, can=can,
    )  # fmt: skip
