"""Deliverables: uploading and removing before the delivery, listing, downloading. Each download stands in the audit."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.members.accounts import principal_of
from tools.orders.deliverable_store import DeliverableStore
from tools.orders.file_kinds import clean_name, media_type
from tools.orders.machine import ORDER
from tools.orders.order import order_owners, owners_of_order, require_side, side_of
from tools.orders.tables import DeliverableRow, OrderRow
from tools.principal import Principal
from tools.refused import Refused, not_found

LARGEST = 25 * 1024 * 1024  # bytes of a file
MOST = 50  # files of an order


class Deliverable(BaseModel):
    """A file of an order. `delivered`: when it was handed over, None before."""

    model_config = ConfigDict(frozen=True)

    id: str
    order: str
    name: str
    media_type: str
    sha256: str
    size: int
    delivered: datetime | None
    created: datetime


def upload_deliverable(
    effects: Effects, store: DeliverableStore, who: Principal, order: str, name: str, data: bytes
) -> Deliverable:
    """Put a file to an order in work; the buyer sees it when it is delivered. The same bytes twice are one file.

    Raises Refused: not the provider's order, not in work, an empty or too large file, one that is not what its name says.
    """
    who, kept = principal_of(effects.sessions, who.user), clean_name(name)
    if not 0 < len(data) <= LARGEST:
        raise Refused("文件不能为空，也不能超过 25 MB。/ A file is not empty and 25 MB at most.", "deliverable.size")
    kind = media_type(kept, data)
    with effects.sessions() as session:  # before anything is written, and outside the transaction that writes
        _uploadable(Act(session, who, effects.now(), effects.new_id, holding=False), order)
    digest = store.put(data)
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, holding=True, cause="upload_deliverable")
        _uploadable(act, order)
        row = _same(session, order, digest)
        if row is None:
            row = DeliverableRow(
                id=act.fresh("DLV"), order=order, name=kept, media_type=kind, sha256=digest, size=len(data), user=who.user,
                organisation=who.organisation, created=act.moment,
            )  # fmt: skip
            session.add(row)
            session.flush()
            effects.audit.append(session, act.moment, who, "upload_deliverable", row.id, order=order, sha256=digest)
        return shown(row)


def remove_deliverable(effects: Effects, who: Principal, identity: str) -> None:
    """Take an uploaded file back before it is delivered. Raises Refused for one that was, or that is not the account's side's."""
    who = principal_of(effects.sessions, who.user)
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, holding=True, cause="remove_deliverable")
        row = session.get(DeliverableRow, identity)
        order = act.find(OrderRow, row.order) if row else None
        require(who, "remove_deliverable", owners_of_order(who, order), identity)
        if row is None or order is None or side_of(who, order) != "provider":
            raise not_found(identity)
        if row.delivered:
            raise Refused(
                "文件已经交付，不能撤回。/ The file was delivered; it cannot be taken back.", "deliverable.delivered"
            )
        session.delete(row)
        effects.audit.append(session, act.moment, who, "remove_deliverable", identity, order=row.order)


def download_deliverable(
    effects: Effects, store: DeliverableStore, who: Principal, identity: str
) -> tuple[Deliverable, bytes]:
    """A file and what is in it, for the order's sides and the platform; written to the audit. Raises Refused."""
    who = principal_of(effects.sessions, who.user)
    with effects.sessions() as session:
        row = session.get(DeliverableRow, identity)
        order = session.get(OrderRow, row.order) if row else None
        require(who, "download_deliverable", owners_of_order(who, order), identity)
        if row is None or order is None or not _visible(row, side_of(who, order)):
            raise not_found(identity)
        found = shown(row)
    data = store.get(found.sha256)
    with effects.sessions.begin() as session:
        effects.audit.append(
            session, effects.now(), who, "download_deliverable", found.id, order=found.order, sha256=found.sha256
        )
    return found, data


def deliverables_of(session: Session, order: str, side: str) -> list[Deliverable]:
    """The files of an order that a side may see, oldest first; who may look at the order is the caller's to ask."""
    query = (
        select(DeliverableRow).where(DeliverableRow.order == order).order_by(DeliverableRow.created, DeliverableRow.id)
    )
    return [shown(row) for row in session.scalars(query) if _visible(row, side)]


def shown(row: DeliverableRow) -> Deliverable:
    """A row as it is read."""
    return Deliverable(
        id=row.id, order=row.order, name=row.name, media_type=row.media_type, sha256=row.sha256, size=row.size,
        delivered=row.delivered, created=row.created,
    )  # fmt: skip


def _visible(row: DeliverableRow, side: str) -> bool:
    return row.delivered is not None or side == "provider"


def _uploadable(act: Act, identity: str) -> None:
    require(act.who, "upload_deliverable", order_owners(act, identity), identity)
    order = act.row(OrderRow, identity)
    require_side(act.who, order, "deliver")
    ORDER.after(order.state, "deliver")
    if len(deliverables_of(act.session, identity, "provider")) >= MOST:
        raise Refused(f"每个订单最多 {MOST} 个文件。/ An order holds {MOST} files at most.", "deliverable.count")


def _same(session: Session, order: str, digest: str) -> DeliverableRow | None:
    return session.scalar(
        select(DeliverableRow).where(
            DeliverableRow.order == order, DeliverableRow.sha256 == digest, DeliverableRow.delivered.is_(None)
        )
    )
