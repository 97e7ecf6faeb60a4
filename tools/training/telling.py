"""The parts that the terms and outcomes of training have in common, and sessions told in words."""

from collections.abc import Sequence
from typing import Any

from knowledge.language import Language
from tools.act import Act
from tools.approvals.terms import Clause, Outcome, Party, Terms, Value
from tools.harmless import quoted
from tools.members.tables import OrganisationRow
from tools.orders.days import BEIJING
from tools.search.words import Words, words_of
from tools.training.session import Session, SignUp
from tools.training.tables import TrainingSessionRow

WORDS = "tools.training"
MOST = 12  # sessions told of a list


def wording(language: Language) -> Words:
    """The words training is told in."""
    return words_of(WORDS, language)


def terms_of_session(act: Act, effect: str, row: TrainingSessionRow, subject: str = "", clauses: tuple[Clause, ...] = (), **parts: Any) -> Terms:  # fmt: skip
    """Terms about a session: its provider, when and where it is, and what the effect adds."""
    provider = act.session.get_one(OrganisationRow, row.provider)
    party = Party(capacity="provider", organisation=provider.id, name_zh=provider.name_zh, name_en=provider.name_en, demo=provider.demo)  # fmt: skip
    return Terms(
        effect=effect, words=WORDS, subject=subject or row.id, title_zh=row.title_zh, title_en=row.title_en, parties=(party,),
        clauses=(_when(row), _where(row), *clauses), **parts,
    )  # fmt: skip


def _when(row: TrainingSessionRow) -> Clause:
    starts, ends = (moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") for moment in (row.starts, row.ends))
    return Clause(key="when", values={"starts": starts, "ends": ends, "hours": row.hours})


def _where(row: TrainingSessionRow) -> Clause:
    language = Clause(key=f"online_{row.language}")
    return Clause(key=f"place_{row.language}", values={"place_zh": row.place_zh, "place_en": row.place_en}) if row.place_zh else language  # fmt: skip


def done(effect: str, record: str, key: str, data: dict[str, object] | None = None, **values: Value) -> Outcome:
    """An outcome told in the words of this package."""
    return Outcome(effect=effect, words=WORDS, record=record, key=key, values={"record": record, **values}, data=data or {})  # fmt: skip


def session_line(each: Session, language: Language) -> str:
    """A session in one line: when, what, where, price, seats."""
    say = wording(language)
    title, place = (each.title_zh, each.place_zh) if language == "zh" else (each.title_en, each.place_en)
    return say(
        "session_line", id=each.id, title=quoted(title), kind=say(f"kind_{each.kind}"), when=each.starts.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        place=quoted(place) if place else say("online"), price=each.price.text(language) if each.price else say("free"),
        seats=seats_told(each, language), demo=say("demo_mark") if each.demo else "",
    )  # fmt: skip


def seats_told(each: Session, language: Language) -> str:
    """How many seats are free, or that there is a waiting list."""
    say = wording(language)
    if each.state != "open":
        return each.state_zh if language == "zh" else each.state_en
    return say("seats_free", free=each.free, seats=each.seats) if each.free else say("seats_none", waiting=each.waiting)


def sessions_text(found: Sequence[Session], language: Language) -> str:
    """A list of sessions; the longest lists are cut, and it is said."""
    say = wording(language)
    if not found:
        return say("sessions_none")
    more = [say("more", count=len(found) - MOST)] if len(found) > MOST else []
    return "\n".join([say("sessions_head", count=len(found)), *(f"- {session_line(each, language)}" for each in found[:MOST]), *more])  # fmt: skip


def session_text(each: Session, language: Language) -> str:
    """A session in full."""
    say, own = wording(language), each.model_dump()
    lines = [session_line(each, language), quoted(str(own[f"about_{language}"]), 600)]
    lines.append(say("held_by", provider=quoted(str(own[f"provider_{language}"])), hours=each.hours, language=say(f"language_{each.language}")))  # fmt: skip
    for name in ("kinds", "roles", "segments"):
        if held := getattr(each, name):
            lines.append(say(f"for_{name}", names=say("comma").join(say(f"word_{word}") for word in held)))
    if each.prerequisites:
        lines.append(say("for_prerequisites", names=", ".join(each.prerequisites)))
    if each.certificate:
        lines.append(say("gives_certificate"))
    if each.mine:
        lines.append(sign_up_line(each.mine, language))
    return "\n".join(lines)


def sign_up_line(each: SignUp, language: Language) -> str:
    """A sign-up in one line: which session, in which state, what to do."""
    say, zh = wording(language), language == "zh"
    told = say("sign_up_line", id=each.id, title=quoted(each.title_zh if zh else each.title_en), when=each.starts.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"), state=each.state_zh if zh else each.state_en)  # fmt: skip
    if each.state == "waiting":
        told += say("sign_up_ahead", ahead=each.ahead)
    if each.until and each.state in ("offered", "signed") and not each.paid:
        name = "sign_up_claim_by" if each.state == "offered" else "sign_up_pay_by"
        told += say(name, until=each.until.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"), order=each.order)
    return told + (say("sign_up_certificate", number=each.certificate) if each.certificate else "")


def sign_ups_text(found: Sequence[SignUp], language: Language) -> str:
    """A list of sign-ups."""
    say = wording(language)
    if not found:
        return say("sign_ups_none")
    return "\n".join([say("sign_ups_head", count=len(found)), *(f"- {sign_up_line(each, language)}" for each in found)])
