"""Organisations by what people call them: an id, a name, or a part of one that fits only one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.members.tables import OrganisationRow
from tools.refused import not_found

_LEAST = 2  # characters of a part of a name


def names_of(session: Session, *identities: str) -> dict[str, tuple[str, str, bool]]:
    """The names (zh, en) of organisations by id, and whether each is fictional."""
    rows = session.scalars(select(OrganisationRow).where(OrganisationRow.id.in_(identities)))
    return {row.id: (row.name_zh, row.name_en, row.demo) for row in rows}


def organisation_named(session: Session, called: str) -> str:
    """The id of the organisation meant. Raises Refused when there is none of that name, or more than one."""
    wanted = " ".join(called.split()).casefold()
    rows = session.execute(select(OrganisationRow.id, OrganisationRow.name_zh, OrganisationRow.name_en)).all()
    exact = [row.id for row in rows if wanted in (row.id.casefold(), row.name_zh.casefold(), row.name_en.casefold())]
    within = [
        row.id
        for row in rows
        if len(wanted) >= _LEAST and (wanted in row.name_zh.casefold() or wanted in row.name_en.casefold())
    ]
    found = exact or within
    if len(found) != 1:
        raise not_found(called)
    return str(found[0])
