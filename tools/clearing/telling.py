"""Findings, escrows, accounts and statements in words."""

from knowledge.language import Language
from tools.clearing.machine import ESCROW, TRANSFER
from tools.clearing.proof_kinds import proof_kind
from tools.clearing.reading import AccountView, EscrowLine, EscrowView
from tools.clearing.statements import Statement
from tools.clearing.verifying import Finding
from tools.machine import Machine
from tools.search.words import words_of

_WORDS = "tools.clearing"


def finding_text(finding: Finding, language: Language) -> str:
    """What is wrong, in a sentence."""
    return words_of(_WORDS, language)(f"finding_{finding.name}", subject=finding.subject, **finding.values)


def state_text(machine: Machine, state: str, language: Language) -> str:
    """A state for people."""
    return machine.states[state][0 if language == "zh" else 1]


def escrow_line(escrow: EscrowLine, language: Language) -> str:
    """An escrow on one line."""
    state = state_text(ESCROW, escrow.state, language)
    say = words_of(_WORDS, language)
    return say("escrow_line", id=escrow.id, subject=escrow.subject, amount=escrow.price.text(language), state=state)


def escrow_text(escrow: EscrowView, language: Language) -> str:
    """An escrow with its parties, proofs and history."""
    say = words_of(_WORDS, language)
    payee = escrow.payee or say("escrow_payee_open")
    lines = [
        escrow_line(escrow, language),
        say("escrow_parties", payer=escrow.payer, payee=payee, fee=escrow.fee.text(language)),
    ]
    if escrow.proof:
        kind, proved = proof_kind(escrow.proof), say("proved_yes" if escrow.proved else "proved_no")
        lines.append(say("escrow_needs", proof=kind.zh if language == "zh" else kind.en, proved=proved))
    for proof in escrow.proofs:
        state = say(f"proof_{proof.state}")
        lines.append(
            "  " + say("proof_line", id=proof.id, number=proof.number, dated=proof.dated.isoformat(), state=state)
        )
    for event in escrow.history:
        when, name = event.when.strftime("%Y-%m-%d %H:%M"), say(f"event_{event.name}")
        lines.append("  " + say("history_line", when=when, event=name, user=event.user))
    return "\n".join(lines)


def account_text(account: AccountView, language: Language) -> str:
    """An organisation's balances and its latest transfers."""
    say = words_of(_WORDS, language)
    lines = [say("account_title", organisation=account.organisation)]
    lines += [say("account_balance", amount=each.text(language)) for each in account.balances] or [say("account_empty")]
    for each in account.transfers:
        state, way = state_text(TRANSFER, each.state, language), say(f"transfer_{each.direction}")
        lines.append("  " + say("transfer_line", id=each.id, way=way, amount=each.amount.text(language), state=state))
    return "\n".join(lines)


def statement_text(found: Statement, language: Language) -> str:
    """A statement, an entry a line."""
    say = words_of(_WORDS, language)
    start, end = found.start.date().isoformat(), found.end.date().isoformat()
    lines = [say("statement_title", organisation=found.organisation, currency=found.currency, start=start, end=end)]
    lines.append(f"{say('statement_opening')} {found.opening.text(language)}")
    for each in found.entries:
        what, when = say(f"posting_{each.kind}"), each.when.strftime("%Y-%m-%d %H:%M")
        lines.append(f"{when}  {what}  {each.about}  {each.amount.text(language)}  {each.balance.text(language)}")
    if not found.entries:
        lines.append(say("statement_empty"))
    return "\n".join([*lines, f"{say('statement_closing')} {found.closing.text(language)}"])
