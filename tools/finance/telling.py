"""Readiness, schedules, comparisons and packets in words of one language."""

from collections.abc import Sequence

from knowledge.language import Language
from tools.approvals.telling import Teller
from tools.approvals.terms import Check
from tools.finance.comparing import Comparison, OfferCost
from tools.finance.readiness import Paper, Readiness, RightReadiness
from tools.finance.schedule import Instalment, Schedule
from tools.finance.showing import PacketShown
from tools.harmless import quoted
from tools.money import Money

WORDS = "tools.finance"
_MARKS = {"pass": "✓", "declared": "✓", "unknown": "?", "blocked": "✗"}
_SHOWN = 6  # instalments told of a schedule, from its start


def teller(language: Language) -> Teller:
    """The words of this package."""
    return Teller(WORDS, language)


def readiness_text(found: Readiness, language: Language) -> str:
    """Readiness as text: the verdict, each right with its checks, steps and papers, and whose decision a loan is."""
    tell = teller(language)
    head = tell(
        "readiness_head", count=len(found.rights), day=found.as_of.isoformat(), verdict=tell(f"verdict_{found.verdict}")
    )
    keys = " ".join(f"[{key}]" for key in found.provisions)
    parts = [f"{head} {keys}", *(right_text(right, language) for right in found.rights), tell("lending")]
    return "\n\n".join(parts)


def right_text(right: RightReadiness, language: Language) -> str:
    """One right as text."""
    tell = teller(language)
    lines = [
        right_head(right, language),
        *(f"- {line}" for check in right.checks for line in check_lines(check, language)),
    ]
    if right.steps:
        lines.append(
            f"- {tell('steps_head', steps=joint(language).join(tell(f'step_{step}') for step in right.steps))}"
        )
    lines.append(f"- {tell('place_line', place=tell(f'place_{right.place}'))}")
    lines.append(
        f"- {tell('papers_head', papers=joint(language).join(paper_text(paper, language) for paper in right.papers))}"
    )
    return "\n".join([*lines, f"- {tell('papers_unread')}"])


def joint(language: Language) -> str:
    """What stands between the parts of a line."""
    return "；" if language == "zh" else "; "


def right_head(right: RightReadiness, language: Language) -> str:
    """The verdict of one right."""
    tell = teller(language)
    return tell("right_head", number=right.number, kind=tell(f"kind_{right.kind}"), stability=tell(f"stability_{right.stability}"), verdict=tell(f"verdict_{right.verdict}"))  # fmt: skip


def check_lines(check: Check, language: Language) -> list[str]:
    """A check: its name with its provisions, and what it looked at."""
    tell = teller(language)
    keys = "".join(f" [{key}]" for key in check.provisions)
    told = joint(language).join(tell.clause("evidence", each).rstrip("; ；") for each in check.evidence)
    return [f"{_MARKS[check.outcome]} {tell(f'check_{check.key}')}{'：' if language == 'zh' else ': '}{told}{keys}"]


def paper_text(paper: Paper, language: Language) -> str:
    """A paper, with its provision or a mark that none was read."""
    return f"{paper.zh if language == 'zh' else paper.en}{f' [{paper.key}]' if paper.key else ''}{'' if paper.read else '*'}"


def loan_text(schedule: Schedule, language: Language) -> str:
    """What a loan is."""
    tell, loan = teller(language), schedule.loan
    return tell(
        "loan_head", amount=loan.amount, rate=str(loan.rate), months=loan.months, kind=tell(f"kind_{loan.kind}")
    )


def schedule_text(schedule: Schedule, language: Language, every: bool = False) -> str:
    """A schedule as text: sums, the first instalments and the last, or every one."""
    tell, rows = teller(language), schedule.instalments
    shown = rows if every or len(rows) <= _SHOWN + 2 else (*rows[:_SHOWN], rows[-1])
    lines = [_row(row, language) for row in shown]
    if len(shown) < len(rows):
        lines.insert(_SHOWN, tell("loan_more", count=len(rows) - len(shown)))
    sums = tell(
        "loan_sums", first=rows[0].payment, last=rows[-1].payment, interest=schedule.interest, paid=schedule.paid
    )
    return "\n".join(
        [f"**{loan_text(schedule, language)}**", sums, *(f"- {line}" for line in lines), "", tell("loan_rule")]
    )


def _row(row: Instalment, language: Language) -> str:
    return teller(language)("loan_row", month=row.month, payment=row.payment, principal=row.principal, interest=row.interest, balance=row.balance)  # fmt: skip


def comparison_text(found: Comparison, language: Language) -> str:
    """Offers beside each other as text."""
    tell = teller(language)
    lines = [
        tell("compare_head", count=len(found.offers)),
        *(f"- {offer_text(each, language)}" for each in found.offers),
    ]
    if found.differs:
        lines += ["", tell("differs_head"), *(f"- {line}" for line in differs_lines(found, language))]
    return "\n".join([*lines, "", tell("loan_rule"), tell("lending")])


def offer_text(each: OfferCost, language: Language) -> str:
    """One offer in two sentences; its name is the user's own word."""
    tell = teller(language)
    sums: dict[str, Money] = {"interest": each.schedule.interest, "fees": each.fees, "subsidy": each.subsidy, "total": each.total, "highest": each.highest}  # fmt: skip
    return f"{tell('offer_head', name=quoted(each.offer.name), loan=loan_text(each.schedule, language))} {tell('offer_costs', effective=str(each.effective), **sums)}"


def differs_lines(found: Comparison, language: Language) -> list[str]:
    """The conditions in which offers differ, a line each."""
    tell = teller(language)
    names = [each.offer.name for each in found.offers]
    return [tell("differs_row", condition=tell(f"condition_{name}"), told=joint(language).join(f"{quoted(who)}: {quoted(said) if said else tell('silent')}" for who, said in zip(names, told, strict=True))) for name, told in found.differs.items()]  # fmt: skip


def packets_text(found: Sequence[PacketShown], language: Language) -> str:
    """Packets, a line each."""
    return "\n".join(packet_line(each, language) for each in found) or teller(language)("packets_none")


def packet_line(each: PacketShown, language: Language) -> str:
    """One packet in a line."""
    zh = language == "zh"
    return teller(language)(
        "packet_line", id=each.id, state=each.state_zh if zh else each.state_en, sender=each.sender_zh if zh else each.sender_en,
        recipient=each.recipient_zh if zh else each.recipient_en, amount=each.packet.amount, months=each.packet.months,
    )  # fmt: skip


def packet_text(each: PacketShown, language: Language) -> str:
    """A packet in full, as its recipient reads it."""
    tell, packet = teller(language), each.packet
    lines = [packet_line(each, language), tell("clause_purpose", purpose=quoted(packet.purpose))]
    lines += [tell("clause_contact", contact=quoted(packet.contact))] if packet.contact else []
    lines += [tell(f"clause_paper_{name}") for name in packet.papers]
    lines += [tell("packet_reply", reason=quoted(each.reason))] if each.reason else []
    return "\n".join([*lines, "", readiness_text(packet.readiness, language)])
