"""Reading the audit: for staff and administrators."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.audit.tables import AuditRow
from tools.principal import Principal

MOST = 1_000


class Entry(BaseModel):
    """A link of the chain as faces show it; `when` is ISO 8601 in UTC."""

    model_config = ConfigDict(frozen=True)

    seq: int
    when: str
    user: str
    organisation: str
    action: str
    subject: str
    detail: dict[str, Any]
    hash: str


def list_audit(session: Session, who: Principal, *, user: str = "", action: str = "", subject: str = "", limit: int = 50) -> list[Entry]:  # fmt: skip
    """The newest entries first, of one account, one action ("approve", "download database") or one record if wanted.

    Raises Refused for an account whose role may not read the audit.
    """
    require(who, "list_audit", None)
    query = select(AuditRow).order_by(AuditRow.seq.desc()).limit(max(1, min(limit, MOST)))
    for column, value in ((AuditRow.user, user), (AuditRow.subject, subject)):
        query = query.where(column == value) if value else query
    if action:
        query = query.where(AuditRow.action.startswith(action, autoescape=True))
    return [_entry(row) for row in session.scalars(query)]


def _entry(row: AuditRow) -> Entry:
    try:
        detail = json.loads(row.detail)
    except ValueError:  # it was tampered with, which is for `verify` to say
        detail = {}
    return Entry(
        seq=row.seq, when=row.when, user=row.user, organisation=row.organisation, action=row.action, subject=row.subject,
        detail=detail if isinstance(detail, dict) else {}, hash=row.hash,
    )  # fmt: skip
