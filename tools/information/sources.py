"""Where news come from: feeds and folders that staff configure, and what is held here. A host is asked because it stands here."""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.language import visible
from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.information.classifying import CATEGORIES
from tools.information.fetching import read_address
from tools.information.tables import SourceRow
from tools.principal import Principal
from tools.refused import Refused, not_found

KNOWLEDGE = "SRC-KNOWLEDGE"
AUTO = "auto"  # the category is read from the words of each item


class Source(BaseModel):
    """A source as staff see it."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    address: str
    title: str
    category: str
    ran: datetime | None
    problem: str


def add_source(effects: Effects, who: Principal, address: str, title: str = "", category: str = AUTO) -> Source:
    """Configure a feed (http or https) or a folder (an absolute path). Raises Refused for an address that may not be asked."""
    require(who, "manage_sources", None)
    if category not in (*CATEGORIES, AUTO):
        raise Refused(f"类别可选：{'、'.join((*CATEGORIES, AUTO))}。/ The category is one of {', '.join((*CATEGORIES, AUTO))}.", "source.category")  # fmt: skip
    plain = visible(address).strip()
    kind = "feed" if "://" in plain else "folder"
    if kind == "feed":
        read_address(plain)
    elif not Path(plain).is_absolute() or not Path(plain).is_dir():
        raise Refused("请给出 http(s) 网址，或本机已有文件夹的绝对路径。/ Give an http(s) address, or the absolute path of a folder on this machine.", "source.address")  # fmt: skip
    with effects.sessions.begin() as session:
        if session.scalar(select(SourceRow.id).where(SourceRow.address == plain, SourceRow.state == "active")):
            raise Refused("该来源已在列表中。/ This source is there already.", "source.twice")
        act = Act(session, who, effects.now(), effects.new_id, holding=True)
        row = SourceRow(id=act.fresh("SRC"), kind=kind, address=plain[:1000], title=visible(title).strip()[:200] or plain[:200], category=category, state="active", cursor=0, problem="", created=act.moment)  # fmt: skip
        session.add(row)
        session.flush()
        effects.audit.append(session, act.moment, who, "add_source", row.id, kind=kind)
        return source_of(row)


def remove_source(effects: Effects, who: Principal, identity: str) -> Source:
    """Ask a source no more; what it gave stays. Raises Refused for one there is not, and for the knowledge base."""
    require(who, "manage_sources", None)
    with effects.sessions.begin() as session:
        row = Act(session, who, effects.now(), effects.new_id).find(SourceRow, identity.strip().upper())
        if row is None or row.state != "active" or row.kind == "knowledge":
            raise not_found(identity)
        row.state = "removed"
        session.flush()
        effects.audit.append(session, effects.now(), who, "remove_source", row.id)
        return source_of(row)


def list_sources(session: Session, who: Principal) -> list[Source]:
    """The sources that are asked, the oldest first."""
    require(who, "manage_sources", None)
    query = select(SourceRow).where(SourceRow.state == "active").order_by(SourceRow.created, SourceRow.id)
    return [source_of(row) for row in session.scalars(query)]


def source_of(row: SourceRow) -> Source:
    """A row as it is read."""
    return Source(id=row.id, kind=row.kind, address=row.address, title=row.title, category=row.category, ran=row.ran, problem=row.problem)  # fmt: skip
