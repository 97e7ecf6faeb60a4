"""Proofs: submitted by a party, confirmed by the payer or by staff; only then may the money go where it needs one."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.act import Act
from tools.clearing.proof_kinds import KINDS, proof_kind
from tools.clearing.tables import EscrowRow, ProofRow
from tools.refused import Refused


def require_proof(act: Act, escrow: EscrowRow) -> None:
    """Raises Refused when the escrow needs a proof that nobody has confirmed."""
    if escrow.proof and not is_proved(act.session, escrow):
        kind = proof_kind(escrow.proof)
        raise Refused(
            f"放款需要经确认的证明（{kind.zh}）；请先提交并由付款方确认。"
            f"/ Releasing needs a confirmed proof ({kind.en}); submit it and let the payer confirm it.",
            "escrow.unproved",
        )


def is_proved(session: Session, escrow: EscrowRow) -> bool:
    """Whether the proof the escrow needs has been confirmed; True where it needs none."""
    asked = select(ProofRow.id).where(ProofRow.escrow == escrow.id, ProofRow.kind == escrow.proof, ProofRow.state == "confirmed")  # fmt: skip
    return not escrow.proof or session.scalar(asked.limit(1)) is not None


def check_proof(act: Act, escrow: EscrowRow, kind: str, number: str, dated: date) -> None:
    """Raises Refused for a proof the escrow does not wait for, without a number, or of a day to come."""
    if escrow.state != "held":
        raise Refused("只有已托管、未结清的款项可以提交证明。/ A proof can be submitted only while the money is held.", f"escrow.prove_from_{escrow.state}")  # fmt: skip
    if kind not in KINDS or not kind or kind != escrow.proof:
        needed = proof_kind(escrow.proof)
        raise Refused(
            f"这笔托管需要的证明是：{needed.zh}。/ The proof this escrow waits for is: {needed.en}.", "proof.kind"
        )
    if not number.strip():
        raise Refused("请填写通知书或单据的编号。/ Give the number of the notice or document.", "proof.number")
    if dated > act.moment.date():
        raise Refused("证明的日期不能晚于今天。/ The day of the proof cannot be later than today.", "proof.dated")


def submit_proof(act: Act, escrow: EscrowRow, kind: str, number: str, dated: date, words: str = "") -> ProofRow:
    """Hand a proof in. Raises Refused as `check_proof`."""
    check_proof(act, escrow, kind, number, dated)
    row = ProofRow(
        id=act.fresh("PRF"), escrow=escrow.id, kind=kind, number=number.strip(), dated=dated, words=words.strip(),
        organisation=act.who.organisation, state="submitted", created=act.moment,
    )  # fmt: skip
    act.session.add(row)
    act.note("escrow", escrow.id, "submit_proof", escrow.state, proof=row.id, what=kind)
    act.session.flush()
    return row


def confirmable(escrow: EscrowRow, proof: ProofRow) -> None:
    """Raises Refused when the money is not held or the proof was confirmed before."""
    if escrow.state != "held":
        raise Refused("款项已结清，证明不再需要确认。/ The money is settled; the proof needs no confirmation any more.", f"escrow.prove_from_{escrow.state}")  # fmt: skip
    if proof.state != "submitted":
        raise Refused("这份证明已经确认过。/ This proof was confirmed already.", "proof.confirmed")


def confirm_proof(act: Act, escrow: EscrowRow, proof: ProofRow) -> None:
    """Take a proof for good; the escrow is due from now on. Raises Refused as `confirmable`."""
    confirmable(escrow, proof)
    if is_proved(act.session, escrow):
        raise Refused("这笔托管已有经确认的证明。/ The escrow has a confirmed proof already.", "escrow.proved")
    proof.state = "confirmed"
    act.note("escrow", escrow.id, "confirm_proof", escrow.state, proof=proof.id)
    act.session.flush()


def prove(act: Act, escrow: EscrowRow, number: str, words: str = "") -> None:
    """Submit and confirm in one: for a rule that has seen it happen itself, as the acceptance of a delivery."""
    confirm_proof(act, escrow, submit_proof(act, escrow, escrow.proof, number, act.moment.date(), words))
