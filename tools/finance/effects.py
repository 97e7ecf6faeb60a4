"""What can be done with packets: send one, withdraw it before it is answered, take it up or decline it."""

from functools import partial

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Amount, Check, Clause, Outcome, Terms
from tools.exchange.evidence import Evidence
from tools.exchange.parties import party
from tools.finance.checks import law
from tools.finance.machine import PACKET
from tools.finance.packet import Packet, packet_of, recipient_of
from tools.finance.request import AcceptPacket, DeclinePacket, OfPacket, SendPacket
from tools.finance.stated import facts
from tools.finance.tables import PacketRow
from tools.money import Money
from tools.refused import Refused

WORDS = "tools.finance"


def finance_effects(evidence: Evidence) -> tuple[Effect, ...]:
    """The effects on packets. `evidence`: what readiness looks at."""
    return (
        Effect("send_packet", SendPacket, lambda act, asked: None, partial(_send_terms, evidence=evidence), partial(_send, evidence=evidence)),
        Effect("withdraw_packet", OfPacket, _sender, partial(_step_terms, event="withdraw"), partial(_step, event="withdraw"), _named),
        Effect("accept_packet", AcceptPacket, _recipient, partial(_step_terms, event="accept"), partial(_step, event="accept"), _named),
        Effect("decline_packet", DeclinePacket, _recipient, partial(_step_terms, event="decline"), partial(_step, event="decline"), _named),
    )  # fmt: skip


def _named(asked: OfPacket | AcceptPacket | DeclinePacket) -> str:
    return asked.packet


def _sender(act: Act, asked: OfPacket) -> tuple[Owner, ...]:
    row = act.find(PacketRow, asked.packet)
    return (Owner(row.organisation, row.user),) if row else NOBODY


def _recipient(act: Act, asked: AcceptPacket | DeclinePacket) -> tuple[Owner, ...]:
    row = act.find(PacketRow, asked.packet)
    return (Owner(row.recipient),) if row else NOBODY


def _send_terms(act: Act, asked: SendPacket, evidence: Evidence) -> Terms:
    if not asked.consent:
        raise Refused("请先同意把所列内容提供给该接收方。/ Agree first that what is listed is shared with this recipient.", "packet.consent")  # fmt: skip
    recipient = recipient_of(act.session, asked.recipient, act.who.organisation)
    packet = packet_of(act, asked, evidence)
    return Terms(
        effect="send_packet", words=WORDS, title_zh=f"送交 {recipient.name_zh}", title_en=f"To {recipient.name_en}",
        parties=(party(act.session, "applicant", act.who.organisation), party(act.session, "recipient", recipient.id)),
        amounts=(Amount(key="wish", money=asked.amount, estimate=True),), clauses=_shared(packet), checks=_checks(packet), provisions=law("pledgeable", "registered"),
    )  # fmt: skip


def _shared(packet: Packet) -> tuple[Clause, ...]:
    """Exactly what is shared, and what is not."""
    rows = [
        Clause(key="months", values={"months": packet.months}),
        Clause(key="purpose", values={"purpose": packet.purpose}),
    ]
    rows += [Clause(key=f"right_{right.verdict}", values={"number": right.number}) for right in packet.readiness.rights]
    for name, said in packet.readiness.stated.items():
        rows.append(
            Clause(
                key=f"stated_{'yes' if said else 'no'}",
                values={"fact_zh": facts()[name].zh, "fact_en": facts()[name].en},
            )
        )
    rows += [Clause(key=f"paper_{name}") for name in packet.papers]
    if packet.contact:
        rows.append(Clause(key="contact", values={"contact": packet.contact}))
    rows += [Clause(key=key) for key in ("nothing_else", "consent", "withdrawable", "lender_decides")]
    return (*rows, Clause(key="digest", values={"digest": packet.digest}))


def _checks(packet: Packet) -> tuple[Check, ...]:
    """The checks of all rights; what leaves nothing to pledge blocks the card, and so does a burden that was not cleared."""
    return tuple(check for right in packet.readiness.rights for check in right.checks)


def _send(act: Act, asked: SendPacket, terms: Terms, evidence: Evidence) -> Outcome:
    packet = packet_of(act, asked, evidence)
    row = PacketRow(
        id=act.fresh("PKT"), organisation=act.who.organisation, user=act.who.user, recipient=asked.recipient, document=packet.model_dump_json(),
        digest=packet.digest, amount_minor=asked.amount.minor, currency=asked.amount.currency, state="sent", created=act.moment,
    )  # fmt: skip
    act.session.add(row)
    act.session.flush()
    act.note("packet", row.id, "send", "", "sent", recipient=row.recipient, digest=row.digest)
    return Outcome(effect="send_packet", words=WORDS, record=row.id, key="send_packet", values={"id": row.id})


def _step_terms(act: Act, asked: OfPacket | AcceptPacket | DeclinePacket, event: str) -> Terms:
    row = act.row(PacketRow, asked.packet)
    PACKET.after(row.state, event)
    said = _said(asked)
    return Terms(
        effect=f"{event}_packet", words=WORDS, subject=row.id,
        parties=(party(act.session, "applicant", row.organisation), party(act.session, "recipient", row.recipient)),
        amounts=(Amount(key="wish", money=Money(row.amount_minor, row.currency), estimate=True),),
        clauses=(*((Clause(key="said", values={"said": said}),) if said else ()), Clause(key=f"means_{event}")), seen={row.id: row.version},
    )  # fmt: skip


def _step(act: Act, asked: OfPacket | AcceptPacket | DeclinePacket, terms: Terms, event: str) -> Outcome:
    row = act.row(PacketRow, asked.packet)
    act.step(PACKET, row, event, recipient=row.recipient)
    row.reason, row.decided_by, row.decided = _said(asked), act.who.user, act.moment
    act.session.flush()
    return Outcome(effect=f"{event}_packet", words=WORDS, record=row.id, key=f"{event}_packet", values={"id": row.id})


def _said(asked: OfPacket | AcceptPacket | DeclinePacket) -> str:
    return asked.reason if isinstance(asked, DeclinePacket) else asked.reply if isinstance(asked, AcceptPacket) else ""
