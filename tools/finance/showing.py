"""Who sees which packets: the sender its own, the recipient those addressed to it, and nobody else."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.events import Event, events_of
from tools.exchange.evidence import Evidence
from tools.exchange.parties import seller_of
from tools.finance.machine import PACKET
from tools.finance.packet import Packet, given_in
from tools.finance.readiness import Readiness, readiness_of
from tools.finance.tables import PacketRow
from tools.members.tables import OrganisationRow
from tools.principal import Principal
from tools.refused import not_found


class PacketShown(BaseModel):
    """A packet as one of its parties reads it. `side`: the reader's; `reason`: what the recipient answered."""

    model_config = ConfigDict(frozen=True)

    id: str
    state: str
    state_zh: str
    state_en: str
    side: Literal["sender", "recipient"]
    sender_zh: str
    sender_en: str
    recipient_zh: str
    recipient_en: str
    packet: Packet
    digest: str
    reason: str
    created: datetime
    decided: datetime | None
    steps: tuple[str, ...]


def show_packet(session: Session, who: Principal, identity: str) -> PacketShown:
    """A packet, for its two parties. Raises Refused for anybody else, in the words of one that does not exist."""
    row = session.get(PacketRow, identity)
    require(who, "show_packet", _readers(row), identity)
    if row is None:
        raise not_found(identity)
    return _shown(session, who, row)


def _readers(row: PacketRow | None) -> tuple[Owner, ...]:
    """The sender, and the recipient until the packet is withdrawn."""
    if row is None:
        return NOBODY
    sender = Owner(row.organisation, row.user)
    return (sender,) if row.state == "withdrawn" else (sender, Owner(row.recipient))


def list_packets(session: Session, who: Principal) -> list[PacketShown]:
    """The packets the reader's organisation sent or received, the newest first."""
    require(who, "list_packets", None)
    addressed = and_(PacketRow.recipient == who.organisation, PacketRow.state != "withdrawn")
    mine = or_(PacketRow.organisation == who.organisation, addressed)
    query = select(PacketRow).where(mine).order_by(PacketRow.created.desc(), PacketRow.id)
    return [_shown(session, who, row) for row in session.scalars(query)] if who.organisation else []


def packet_history(session: Session, who: Principal, identity: str) -> list[Event]:
    """What happened to a packet, oldest first. Raises Refused as `show_packet`."""
    show_packet(session, who, identity)
    return events_of(session, "packet", identity)


def check_readiness(session: Session, who: Principal, numbers: list[str], stated: dict[str, bool], evidence: Evidence, moment: datetime) -> Readiness:  # fmt: skip
    """Readiness of rights for the reader's own organisation. Raises Refused for an account without one."""
    require(who, "check_pledge_readiness", None)
    given = given_in(session, evidence)
    owner = seller_of(session, who.organisation)
    return readiness_of(numbers, owner, moment.date(), evidence, stated, given)


def _shown(session: Session, who: Principal, row: PacketRow) -> PacketShown:
    zh, en = PACKET.states[row.state]
    sender, recipient = (
        session.get_one(OrganisationRow, row.organisation),
        session.get_one(OrganisationRow, row.recipient),
    )
    sent = who.organisation == row.organisation
    steps = [step for step in PACKET.can(row.state) if (step == "withdraw") is sent]
    return PacketShown(
        id=row.id, state=row.state, state_zh=zh, state_en=en, side="sender" if sent else "recipient", sender_zh=sender.name_zh,
        sender_en=sender.name_en, recipient_zh=recipient.name_zh, recipient_en=recipient.name_en, packet=Packet.model_validate_json(row.document),
        digest=row.digest, reason=row.reason, created=row.created, decided=row.decided, steps=tuple(steps),
    )  # fmt: skip
