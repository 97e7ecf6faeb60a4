"""The profile of a portfolio: where the member sells and makes, the classes it uses, whom it watches, and how it pays."""

import json
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.portfolio.places import read_places
from tools.portfolio.room import PortfolioRoom, owners_of
from tools.portfolio.tables import ENTITIES, REDUCTIONS, PortfolioRow
from tools.principal import Principal
from tools.refused import Refused

_MOST_WATCHED, _LONGEST = 20, 120


class Profile(BaseModel):
    """What the member said of its business. `asked`: whether it was ever said; `looked`: the day of the last look for changes."""

    model_config = ConfigDict(frozen=True)

    sells: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    classes: tuple[int, ...] = ()
    watched: tuple[str, ...] = ()
    entity: str = "large"
    reduction: str = "none"
    asked: bool = False
    looked: date | None = None

    @property
    def markets(self) -> tuple[str, ...]:
        """Where protection is wanted: where it sells, then where it makes."""
        return tuple(dict.fromkeys((*self.sells, *self.makes)))


def profile_of(session: Session, organisation: str) -> Profile:
    """The profile kept, an empty one where there is none."""
    row = session.get(PortfolioRow, organisation)
    if row is None:
        return Profile()
    lists = {name: tuple(json.loads(getattr(row, name))) for name in ("sells", "makes", "classes", "watched")}
    asked = any(lists.values()) or row.entity != "large" or row.reduction != "none"
    return Profile(**lists, entity=row.entity, reduction=row.reduction, asked=asked, looked=row.looked)


def set_profile(room: PortfolioRoom, who: Principal, organisation: str = "", **said: Any) -> Profile:
    """Change what is given of `sells`, `makes`, `classes`, `watched`, `entity`, `reduction`; what is left out stays.

    Raises Refused for a jurisdiction, class, entity or reduction there is not.
    """
    identity = organisation or who.organisation
    with room.sessions.begin() as session:
        require(who, "add_to_portfolio", owners_of(session, identity), identity)
        row = row_of(session, identity)
        values = {name: _read(name, value) for name, value in said.items() if value is not None}
        for name, value in values.items():
            setattr(row, name, value if isinstance(value, str) else json.dumps(list(value), ensure_ascii=False))
        session.flush()
        room.entered(session, who, "set portfolio profile", identity, fields=sorted(values))
        return profile_of(session, identity)


def row_of(session: Session, organisation: str) -> PortfolioRow:
    """The row of a portfolio, made when there is none; locked."""
    row = session.get(PortfolioRow, organisation, with_for_update=True)
    if row is None:
        row = PortfolioRow(organisation=organisation, sells="[]", makes="[]", classes="[]", watched="[]", entity="large", reduction="none", seen="")  # fmt: skip
        session.add(row)
    return row


def _read(name: str, value: Any) -> tuple[Any, ...] | str:
    if name in ("sells", "makes"):
        return read_places(value)
    if name == "classes":
        return _classes(value)
    if name == "watched":
        return _watched(value)
    known = ENTITIES if name == "entity" else REDUCTIONS
    if value not in known:
        raise Refused(f"请从 {'、'.join(known)} 中选择。/ Choose one of {', '.join(known)}.", "portfolio.choice")
    return str(value)


def _classes(value: Any) -> tuple[int, ...]:
    try:
        classes = tuple(sorted({int(each) for each in value}))
    except ValueError:
        classes = (0,)
    if any(not 1 <= each <= 45 for each in classes):
        raise Refused("商标类别是1到45的整数。/ Nice classes are whole numbers from 1 to 45.", "portfolio.classes")
    return classes


def _watched(value: Any) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(" ".join(str(each).split()) for each in value if str(each).strip()))
    if len(names) > _MOST_WATCHED or any(len(name) > _LONGEST for name in names):
        raise Refused(f"最多关注 {_MOST_WATCHED} 个权利人，名称不超过 {_LONGEST} 字。/ At most {_MOST_WATCHED} holders are watched, with names of up to {_LONGEST} characters.", "portfolio.watched")  # fmt: skip
    return names
