"""Escrows and clearing accounts in words."""

from knowledge.language import Language
from tools.clearing.machine import ESCROW, TRANSFER
from tools.clearing.proof_kinds import proof_kind
from tools.clearing.reading import AccountView, EscrowLine, EscrowView, TransferLine
from tools.telling.wording import quoted, state_of, wording

_MOST = 10


def escrow_told(found: EscrowView, language: Language) -> str:
    """An escrow with what its release waits for."""
    tell = wording(language)
    lines = [escrow_line(found, language), tell("escrow_parties", payer=found.payer, payee=found.payee or tell("open"))]
    lines.append(
        tell(
            "escrow_amounts",
            price=found.price.text(language),
            fee=found.fee.text(language),
            net=(found.price - found.fee).text(language),
        )
    )
    if found.proof:
        kind = proof_kind(found.proof)
        lines.append(
            tell(
                "escrow_proof",
                proof=kind.zh if language == "zh" else kind.en,
                state=tell("proved" if found.proved else "unproved"),
            )
        )
    lines += [
        tell(
            "proof_line", id=each.id, number=quoted(each.number, 80), day=each.dated, state=tell(f"proof_{each.state}")
        )
        for each in found.proofs
    ]
    return "\n".join(lines)


def escrows_told(found: list[EscrowLine], language: Language) -> str:
    """Escrows, a line each."""
    tell = wording(language)
    if not found:
        return tell("escrows_none")
    more = [tell("more", count=len(found) - _MOST)] if len(found) > _MOST else []
    return "\n".join(
        [tell("escrows_head", count=len(found)), *(escrow_line(each, language) for each in found[:_MOST]), *more]
    )


def escrow_line(each: EscrowLine, language: Language) -> str:
    """An escrow in one line."""
    return wording(language)("escrow_line", id=each.id, subject=each.subject, price=each.price.text(language), state=state_of(ESCROW, each.state, language))  # fmt: skip


def account_told(found: AccountView, language: Language) -> str:
    """What an account holds, with its latest transfers."""
    tell = wording(language)
    held = [tell("balance", amount=each.text(language)) for each in found.balances] or [tell("balance_none")]
    return "\n".join([tell("account_head", organisation=found.organisation), *held, *(_transfer(each, language) for each in found.transfers[:5])])  # fmt: skip


def _transfer(each: TransferLine, language: Language) -> str:
    tell = wording(language)
    return tell("transfer_line", id=each.id, way=tell(f"way_{each.direction}"), amount=each.amount.text(language), state=state_of(TRANSFER, each.state, language))  # fmt: skip
