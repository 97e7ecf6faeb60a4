"""Finding listings and needs: by words, use and product, with filters; and matching one with the other."""

from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from retrievers.glossary import Glossary
from tools.access.table import require
from tools.approvals.terms import Clause
from tools.exchange.matching import Embed, Likeness, Text, compare
from tools.exchange.reading import owner, read
from tools.exchange.shown import ListingShown, NeedShown, codes, listing_shown, need_shown
from tools.exchange.tables import ListingRow, NeedRow
from tools.exchange.told import wordings
from tools.money import Money
from tools.principal import Principal

Row = TypeVar("Row", bound=ListingRow | NeedRow)
_SHOWN = 20
_LEAST = 150  # thousandths of likeness from which something is found
_CLASS = 100  # thousandths for a class in common
DEALABLE = ("active", "under_contract", "suspended")


class Filters(BaseModel):
    """What is looked for. `text`: in the user's words; `most`: the highest price; `class_`: an IPC subclass or a Nice class."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    subject: str = ""
    deal: str = ""
    most: Money | None = None
    country: str = ""
    class_: str = ""
    mine: bool = False


class ListingFound(BaseModel):
    """A listing found, how well it fits in thousandths, and why."""

    model_config = ConfigDict(frozen=True)

    listing: ListingShown
    score: int
    reasons: tuple[Clause, ...]


class NeedFound(BaseModel):
    """A need found, how well it fits in thousandths, and why."""

    model_config = ConfigDict(frozen=True)

    need: NeedShown
    score: int
    reasons: tuple[Clause, ...]


def find_listings(session: Session, who: Principal, moment: datetime, filters: Filters, embed: Embed | None = None, glossary: Glossary | None = None, limit: int = _SHOWN) -> list[ListingFound]:  # fmt: skip
    """Listings that can be dealt with, the best first; without words the newest. `mine`: one's own, whatever became of them."""
    require(who, "find_listings", None)
    rows = [row for row in _listings(session, who, moment, filters) if _affordable(row, filters.most)]
    ranked = _ranked(Text((filters.text,)) if filters.text.strip() else None, rows, embed, glossary)
    return [ListingFound(listing=listing_shown(session, who, row), score=like.score, reasons=like.reasons) for row, like in ranked[:limit]]  # fmt: skip


def find_needs(session: Session, who: Principal, moment: datetime, filters: Filters, embed: Embed | None = None, glossary: Glossary | None = None, limit: int = _SHOWN) -> list[NeedFound]:  # fmt: skip
    """Needs that are open, the best first; without words the newest."""
    require(who, "find_needs", None)
    query = select(NeedRow).order_by(NeedRow.created.desc(), NeedRow.id)
    if filters.mine:
        query = query.where(NeedRow.organisation == who.organisation)
    else:
        query = query.where(NeedRow.state == "active", NeedRow.expires > moment)
    rows = [row for row in session.scalars(query) if _wanted(row, filters.subject, filters.deal, filters.country, (filters.class_,) if filters.class_ else ())]  # fmt: skip
    ranked = _ranked(Text((filters.text,)) if filters.text.strip() else None, rows, embed, glossary)
    return [NeedFound(need=need_shown(session, who, row), score=like.score, reasons=like.reasons) for row, like in ranked[:limit]]  # fmt: skip


def matches_for(session: Session, who: Principal, moment: datetime, need: str, embed: Embed | None = None, glossary: Glossary | None = None, limit: int = _SHOWN) -> list[ListingFound]:  # fmt: skip
    """The listings that fit a need, with the reasons. Raises Refused when there is no such need for this account."""
    row = read(session, who, "match_need", NeedRow, need, owner)
    budget = Money(row.budget_minor, row.currency) if row.budget_minor is not None else None
    rows = [each for each in _listings(session, who, moment, Filters(country=row.country)) if each.organisation != row.organisation]  # fmt: skip
    rows = [each for each in rows if _wanted(row, each.subject, each.deal, "", ()) and _affordable(each, budget)]
    found = _ranked(text_of(row), rows, embed, glossary, codes(row.classes))
    return [
        ListingFound(listing=listing_shown(session, who, each), score=like.score, reasons=(*like.reasons, *_terms_fit(each, budget)))
        for each, like in found[:limit]
    ]  # fmt: skip


def needs_for(session: Session, who: Principal, moment: datetime, listing: str, embed: Embed | None = None, glossary: Glossary | None = None, limit: int = _SHOWN) -> list[NeedFound]:  # fmt: skip
    """The needs a listing fits, for its seller. Raises Refused when there is no such listing for this account."""
    row = read(session, who, "match_listing", ListingRow, listing, owner)
    query = select(NeedRow).where(NeedRow.state == "active", NeedRow.expires > moment, NeedRow.organisation != row.organisation)  # fmt: skip
    rows = [each for each in session.scalars(query.order_by(NeedRow.id)) if _wanted(each, row.subject, row.deal, row.country, ())]  # fmt: skip
    found = _ranked(text_of(row), rows, embed, glossary, codes(row.classes))
    return [NeedFound(need=need_shown(session, who, each), score=like.score, reasons=like.reasons) for each, like in found[:limit]]  # fmt: skip


def text_of(row: ListingRow | NeedRow) -> Text:
    """What a listing or need says, in every language it was given in: title, use and product first."""
    return Text(tuple(words.text for words in wordings(row).values()))


def _listings(session: Session, who: Principal, moment: datetime, filters: Filters) -> list[ListingRow]:
    query = select(ListingRow).order_by(ListingRow.created.desc(), ListingRow.id)
    if filters.mine:
        query = query.where(ListingRow.organisation == who.organisation)
    else:
        query = query.where(ListingRow.state.in_(DEALABLE), or_(ListingRow.expires > moment, ListingRow.state != "active"))  # fmt: skip
    for column, value in ((ListingRow.subject, filters.subject), (ListingRow.deal, filters.deal), (ListingRow.country, filters.country)):  # fmt: skip
        query = query.where(column == value) if value else query
    return [row for row in session.scalars(query) if not filters.class_ or _of_class(codes(row.classes), (filters.class_,))]  # fmt: skip


def _of_class(held: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """A class, or one that it begins with: B64C holds B64C 39/02."""
    return any(one.startswith(other.upper().strip()) for one in held for other in wanted)


def _affordable(row: ListingRow, most: Money | None) -> bool:
    """A price in another currency, or none, is not compared."""
    return most is None or row.price_minor is None or row.currency != most.currency or row.price_minor <= most.minor


def _wanted(need: NeedRow, subject: str, deal: str, country: str, classes: tuple[str, ...]) -> bool:
    """Whether a need leaves room for what is asked; what it does not say it leaves open."""
    asked = ((need.subjects, subject), (need.deals, deal), (need.country and f",{need.country},", country))
    return all(not held or not value or f",{value}," in held for held, value in asked) and (not classes or _of_class(codes(need.classes), classes))  # fmt: skip


def _terms_fit(row: ListingRow, budget: Money | None) -> tuple[Clause, ...]:
    """Reasons other than words: the price is within the budget."""
    if budget is None or row.price_minor is None or row.currency != budget.currency:
        return ()
    return (Clause(key="budget", values={"price": Money(row.price_minor, row.currency), "budget": budget}),)


def _ranked(wanted: Text | None, rows: list[Row], embed: Embed | None, glossary: Glossary | None, classes: tuple[str, ...] = ()) -> list[tuple[Row, Likeness]]:  # fmt: skip
    """Rows by likeness, classes in common added, what is too far away left out; in their order where nothing is wanted."""
    if wanted is None:
        return [(row, Likeness(0)) for row in rows]
    found: list[tuple[Row, Likeness]] = []
    alike = compare(wanted, [text_of(row) for row in rows], embed, glossary)
    for place, row in enumerate(rows):
        like = alike[place]
        shared = sorted({one for one in codes(row.classes) if _of_class((one,), classes)}) if classes else []
        reasons = (*like.reasons, Clause(key="classes", values={"classes": "、".join(shared)})) if shared else like.reasons  # fmt: skip
        score = like.score + _CLASS * bool(shared)
        if score >= _LEAST and reasons:
            found.append((row, Likeness(score, reasons)))
    return sorted(found, key=lambda each: (-each[1].score, each[0].id))
