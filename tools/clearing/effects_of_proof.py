"""Effects on the proof of an escrow: submit by a party, confirm by the payer or by the platform."""

from sqlalchemy import select

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms, Value
from tools.clearing.cards import WORDS, capacity_of, escrow_owners, escrow_terms, found, paid_out, release_conditions
from tools.clearing.house import ClearingHouse
from tools.clearing.proof_kinds import proof_kind
from tools.clearing.proving import check_proof, confirm_proof, confirmable, submit_proof
from tools.clearing.requests import ConfirmRequest, ProofRequest
from tools.clearing.tables import EscrowRow, ProofRow
from tools.refused import Refused, not_found


def submit(house: ClearingHouse) -> Effect:
    """Payer or payee hands in the proof the escrow waits for."""

    def terms(act: Act, request: ProofRequest) -> Terms:
        escrow = found(house, act, request.escrow)
        kind = request.kind or escrow.proof
        check_proof(act, escrow, kind, request.number, request.dated)
        values = _told(kind, request.number, request.dated.isoformat(), request.words)
        conditions = release_conditions(escrow, act.moment.date())
        return escrow_terms(act, "submit_proof", escrow, (), (Clause(key="proof", values=values), *conditions))

    def carry_out(act: Act, request: ProofRequest, seen: Terms) -> Outcome:
        escrow = found(house, act, request.escrow)
        row = submit_proof(act, escrow, request.kind or escrow.proof, request.number, request.dated, request.words)
        return _outcome("submit_proof", escrow, row)

    return Effect("submit_proof", ProofRequest, escrow_owners, terms, carry_out, subject=lambda asked: asked.escrow)


def confirm(house: ClearingHouse) -> Effect:
    """The payer, or staff, takes the proof for good; the money is due then."""

    def terms(act: Act, request: ConfirmRequest) -> Terms:
        escrow = found(house, act, request.escrow)
        if capacity_of(act, escrow) == "payee":
            raise Refused("证明由付款方或平台确认。/ The payer or the platform confirms a proof.", "escrow.not_payer")
        proof = _proof(act, request)
        confirmable(escrow, proof)
        values = _told(proof.kind, proof.number, proof.dated.isoformat(), proof.words)
        clauses = (Clause(key="proof", values=values), Clause(key="due_then"))
        shown = escrow_terms(act, "confirm_proof", escrow, paid_out(escrow), clauses)
        return shown.model_copy(update={"seen": {**shown.seen, proof.id: proof.version}})

    def carry_out(act: Act, request: ConfirmRequest, seen: Terms) -> Outcome:
        escrow = found(house, act, request.escrow)
        proof = _proof(act, request)
        confirm_proof(act, escrow, proof)
        house.follow(act, escrow, "proved")
        return _outcome("confirm_proof", escrow, proof)

    return Effect("confirm_proof", ConfirmRequest, escrow_owners, terms, carry_out, subject=lambda asked: asked.escrow)


def _proof(act: Act, request: ConfirmRequest) -> ProofRow:
    """The proof that is meant: the one named, or the newest of the escrow. Raises Refused when there is none."""
    if request.proof:
        proof = act.row(ProofRow, request.proof)
        if proof.escrow != request.escrow:
            raise not_found(request.proof)
        return proof
    newest = select(ProofRow.id).where(ProofRow.escrow == request.escrow).order_by(ProofRow.created.desc(), ProofRow.id)
    identity = act.session.scalar(newest.limit(1))
    if identity is None:
        raise Refused("还没有提交证明。/ No proof has been submitted yet.", "proof.none")
    return act.row(ProofRow, identity)


def _told(kind: str, number: str, dated: str, words: str) -> dict[str, Value]:
    what = proof_kind(kind)
    return {
        "proof_zh": what.zh,
        "proof_en": what.en,
        "number": number.strip(),
        "dated": dated,
        "words": words.strip() or "-",
    }


def _outcome(key: str, escrow: EscrowRow, proof: ProofRow) -> Outcome:
    data = {"escrow": escrow.id, "proof": proof.id, "state": proof.state}
    return Outcome(
        effect=key, words=WORDS, record=escrow.id, key=key, values={"id": escrow.id, "proof": proof.id}, data=data
    )
