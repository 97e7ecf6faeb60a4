"""A packet as it is shared: everything in it and nothing else, put together from the request and the records."""

import hashlib
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.act import Act
from tools.approvals.terms import canonical
from tools.exchange.case import Given
from tools.exchange.evidence import Evidence, right_keys
from tools.exchange.given import given_for
from tools.exchange.parties import seller_of
from tools.finance.readiness import Readiness, papers_for, readiness_of
from tools.finance.request import SendPacket
from tools.members.tables import OrganisationRow
from tools.money import Money
from tools.refused import Refused, not_found

RECIPIENTS = ("bank", "guarantor", "investor")


class Packet(BaseModel):
    """What the recipient sees. `papers`: names of the papers at hand (`papers.yaml`); the papers themselves are not in it."""

    model_config = ConfigDict(frozen=True)

    applicant: str
    name_zh: str
    name_en: str
    amount: Money
    months: int
    purpose: str
    contact: str
    readiness: Readiness
    papers: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What the approval of it is bound to: SHA-256, hexadecimal."""
        return hashlib.sha256(canonical(self.model_dump(mode="json")).encode()).hexdigest()


def packet_of(act: Act, request: SendPacket, evidence: Evidence) -> Packet:
    """The packet of a request as the records are now. Raises Refused for an amount, paper, number or statement that is not sound."""
    if request.amount.minor <= 0:
        raise Refused("金额必须大于零。/ The amount is more than nothing.", "packet.amount")
    owner = seller_of(act.session, act.who.organisation)
    readiness = readiness_of(
        request.numbers, owner, act.moment.date(), evidence, request.stated, given_in(act.session, evidence)
    )
    known = {
        paper.name
        for right in readiness.rights
        for paper in papers_for(right.kind, frozenset(("several", "report_advised")))
    }
    for name in request.papers:
        if name not in known:
            raise Refused(f"没有“{name[:40]}”这份材料；可选：{'、'.join(sorted(known))}。/ There is no paper “{name[:40]}”; choose from {', '.join(sorted(known))}.", "packet.paper")  # fmt: skip
    return Packet(
        applicant=owner.organisation, name_zh=owner.name_zh, name_en=owner.name_en, amount=request.amount, months=request.months, purpose=request.purpose,
        contact=request.contact, readiness=readiness, papers=tuple(dict.fromkeys(request.papers)),
    )  # fmt: skip


def given_in(session: Session, evidence: Evidence) -> Callable[[str, str], Given]:
    """What the exchange knows of a right from its own deals."""

    def given(subject: str, number: str) -> Given:
        return given_for(session, right_keys(evidence, subject, number))

    return given


def recipient_of(session: Session, identity: str, own: str) -> OrganisationRow:
    """A bank, guarantor or investor that is not the sender. Raises Refused for any other."""
    found = session.get(OrganisationRow, identity)
    if found is None:
        raise not_found(identity)
    if found.kind not in RECIPIENTS or found.id == own:
        raise Refused("材料包只能送给平台上的银行、担保机构或投资机构，且不能送给本单位。/ A packet goes to a bank, guarantor or investor of the platform, not to one's own organisation.", "packet.recipient")  # fmt: skip
    return found


def recipients(session: Session, own: str) -> list[OrganisationRow]:
    """Everybody a packet can be sent to, by name: no order of preference."""
    query = select(OrganisationRow).where(OrganisationRow.kind.in_(RECIPIENTS), OrganisationRow.id != own)
    return list(session.scalars(query.order_by(OrganisationRow.name_en, OrganisationRow.id)))
