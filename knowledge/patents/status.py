"""The legal status of one application or patent on a day, with every reason, the arithmetic, and what stays open.

Worked out from its publications, the events its office published and the arithmetic of the term. Nothing is assumed:
a granted patent whose fees the record does not show is "unknown", not "in force"; what to check and where stands beside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.lengths import Length
from knowledge.patents.history import History, facts_of, history_of
from knowledge.patents.record import Event, Patent, Right
from knowledge.patents.term import Facts, FeeDue, Term, could_last_until, fees_of, longest_possible, term_of
from knowledge.patents.terms import Provision, provision, where_to_check
from knowledge.practice.notes import Both


class State(StrEnum):
    """Where an application or a patent stands."""

    PENDING = "pending"
    IN_FORCE = "in_force"
    LAPSED = "lapsed"  # ended early: fees unpaid, given up
    EXPIRED = "expired"  # the term has run out
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


# What an event's effect makes of an application or a patent; other effects (assigned, licensed ...) change nothing.
_ENDS = {"lapsed": State.LAPSED, "ceased": State.LAPSED, "expired": State.EXPIRED, "withdrawn": State.WITHDRAWN, "refused": State.REFUSED, "revoked": State.REVOKED}  # fmt: skip
_FEES = re.compile(r"费|\bfees?\b|annuit|non-?payment|renewal", re.IGNORECASE)
_DRUGS = ("A61K", "A61P", "C07D", "C07K", "C12N", "C07H")


@dataclass(frozen=True)
class Reason:
    """Something the status rests on: what it is, when it was, and the provision it follows from, if one."""

    text: Both
    day: date | None = None
    source: Provision | None = None


@dataclass(frozen=True)
class LegalStatus:
    """A status as of a day. `open_questions` is what may change it; `check` where to look."""

    number: str
    as_of: date
    state: State
    reasons: tuple[Reason, ...]
    open_questions: tuple[Both, ...]
    check: Both
    term: Term | None = None
    fees: tuple[FeeDue, ...] = ()
    next_fee: FeeDue | None = None
    known_through: date | None = None  # the last day the record's events speak of


@dataclass
class _Case:
    """What a judgment is made on, and the reasons it collects."""

    history: History
    facts: Facts
    term: Term | None
    fees: tuple[FeeDue, ...] | None
    as_of: date
    reasons: list[Reason] = field(default_factory=list)
    questions: list[Both] = field(default_factory=list)

    def because(self, zh: str, en: str, day: date | None = None, source: str = "") -> None:
        """Add a reason; `source` is the name of a provision."""
        self.reasons.append(Reason(Both(zh=zh, en=en), day, provision(source) if source else None))

    def ask(self, zh: str, en: str) -> None:
        """Add an open question."""
        self.questions.append(Both(zh=zh, en=en))


def status_on(publications: Sequence[Patent], as_of: date, adjustment: int | None = None) -> LegalStatus:
    """The status on a day of the application these publications are of; `adjustment`: days of PTA or compensation, if known.

    Raises ValueError when there is no publication.
    """
    history = history_of(publications)
    facts = facts_of(history, adjustment)
    term = term_of(facts)
    case = _Case(history, facts, term, fees_of(facts, term), as_of)
    state = _state(case)
    coming = next((fee for fee in case.fees or () if fee.late_until >= as_of), None)
    return LegalStatus(
        str(history.newest.number), as_of, state, tuple(case.reasons), tuple(case.questions), where_to_check(history.office),
        term, case.fees or (), coming if state in (State.IN_FORCE, State.UNKNOWN) else None, history.known_through,
    )  # fmt: skip


def _state(case: _Case) -> State:
    history = case.history
    if history.filed and case.as_of < history.filed:
        case.because(f"到{case.as_of}还没有申请", f"not filed yet on {case.as_of}", history.filed)
        return State.UNKNOWN
    if history.right is Right.OTHER:
        case.because("这种文献不产生专利权", "a document of this kind gives no patent right")
        return State.UNKNOWN
    if history.office == "WO":
        return _international(case)
    if history.granted_on and history.granted_on <= case.as_of:
        return _granted(case)
    return _applied(case)


def _ended(case: _Case) -> tuple[State, Event] | None:
    """The event that ended the application or the patent by the day, unless it was restored since."""
    ended: tuple[State, Event] | None = None
    granted = case.history.granted_on is not None and case.history.granted_on <= case.as_of
    for event in case.history.events:
        day = _effective(case, event)
        if day is None or day > case.as_of:
            continue
        if case.history.office == "EP" and granted and event.effect != "revoked":
            continue  # lapses after the grant are of one state each
        if event.effect == "restored":
            ended = None
        elif event.effect in _ENDS and not (ended and ended[0] is State.REVOKED):
            ended = (_ENDS[event.effect], event)
    return ended


def _effective(case: _Case, event: Event) -> date | None:
    """The day an event takes effect. A Chinese patent lost for unpaid fees ends on the day the fee was due (Implementing
    Regulations, Article 115), which the gazette announces when the six months of grace are over."""
    if event.day and case.history.office == "CN" and event.effect in ("lapsed", "ceased") and _FEES.search(event.text):
        missed = [fee.lapses for fee in case.fees or () if fee.late_until <= event.day]
        return missed[-1] if missed else event.day
    return event.day


def _told(event: Event) -> tuple[str, str]:
    name = " ".join(part for part in (event.code, event.text) if part) or event.effect
    return f"登记的法律事件：{name}", f"legal event on record: {name}"


def _granted(case: _Case) -> State:
    history, term = case.history, case.term
    case.because("授权公告", "granted", history.granted_on, "cn-39" if history.office == "CN" else "")
    for event in history.events:
        if event.effect == "revoked" and event.day and event.day > case.as_of:
            case.ask(f"{event.day}被宣告无效或撤销，可能视为自始即不存在", f"revoked or declared invalid on {event.day}: it may be deemed never to have existed")  # fmt: skip
    if ended := _ended(case):
        source = {State.REVOKED: "cn-47", State.LAPSED: "cn-44"}.get(ended[0], "") if history.office == "CN" else ""
        case.because(*_told(ended[1]), ended[1].day, source)
        effective = _effective(case, ended[1])
        if effective != ended[1].day:
            case.because(f"因欠费而终止的，自应当缴费之日{effective}起终止", f"ended for unpaid fees: from the day the fee was due, {effective}", effective, "cn-115-grace")  # fmt: skip
        return ended[0]
    if term is None:
        return _without_term(case)
    last = term.steps[-1]
    case.because(
        f"{last.what.zh}{last.start}起{last.length.words('zh')}：保护到{term.through}，届满日{term.expires}",
        f"{last.length.words('en')} from the {last.what.en}, {last.start}: protected through {term.through}, term ends on {term.expires}",
        term.expires,
    )
    case.reasons[-1] = Reason(case.reasons[-1].text, term.expires, last.source)
    latest = could_last_until(case.facts, term)
    if case.as_of > latest:
        if any(symbol.code[:4] in _DRUGS for patent in history.publications for symbol in patent.symbols):
            case.questions += [
                extension for extension in term.may_change if case.as_of < Length(years=5).after(term.expires)
            ]
        return State.EXPIRED
    case.questions += term.may_change
    if case.as_of > term.through:
        case.because(f"期限已满，除非有期限调整或补偿（最晚不超过{latest}）", f"the term has run out unless it was adjusted or compensated (until {latest} at the latest)", latest)  # fmt: skip
        return State.UNKNOWN
    return _kept(case)


def _without_term(case: _Case) -> State:
    filed = case.history.filed
    if filed and case.as_of > longest_possible(case.history.office, filed):
        case.because(f"{filed}申请，任何文本给的期限都已经过去", f"filed {filed}: the longest term any text gives has run out", filed)  # fmt: skip
        return State.EXPIRED
    case.because("缺少算期限的日期，或手边没有该局的期限规定", "a day the term needs is missing, or no text at hand gives the term of this office")  # fmt: skip
    return State.UNKNOWN


def _kept(case: _Case) -> State:
    """Within the term: in force where no fee can have been missed, or the events show none was."""
    history = case.history
    if history.office == "EP":
        case.because("欧洲专利授权后在各生效国各自存续、各自缴费", "after grant a European patent lives on in each state where it took effect, with fees of its own", None, "ep-64")  # fmt: skip
        return State.UNKNOWN
    known = history.known_through
    if case.fees is not None:
        missable = [fee for fee in case.fees if fee.late_until < case.as_of]
        grace = next((fee for fee in case.fees if fee.due < case.as_of <= fee.late_until), None)
        if grace:
            case.ask(
                f"{grace.due}到期的费用若没交，可以补缴到{grace.late_until}；仍不交，权利自{grace.lapses}起终止",
                f"the fee due on {grace.due}, if unpaid, can be paid late until {grace.late_until}; else the right ends from {grace.lapses}",
            )
        if not missable:
            because = ("法律不收维持费", "the law sets no maintenance fee") if not case.fees else ("还没有会因欠费而终止的缴费期限过去", "no fee that could end it has fallen due beyond its grace period yet")  # fmt: skip
            case.because(*because)
            return State.IN_FORCE
        if known and not any(fee.late_until >= known for fee in missable):
            case.because(f"截至{known}的法律事件里没有终止，此后还没有缴费期限过去", f"no lapse among the events up to {known}, and no fee has been missable since", known)  # fmt: skip
            return State.IN_FORCE
        last = missable[-1]
        source = last.source
        case.reasons.append(Reason(Both(zh=f"记录看不出{last.due}到期的费用交没交", en=f"the record does not show whether the fee due on {last.due} was paid"), last.due, source))  # fmt: skip
        return State.UNKNOWN
    if known and known >= case.as_of:
        case.because(f"截至{known}的法律事件里没有终止", f"no lapse among the events up to {known}", known)
        return State.IN_FORCE
    case.because(
        "记录里没有缴费情况，手边也没有该局的年费规定",
        "the record shows no fees, and no text at hand gives this office's",
    )
    return State.UNKNOWN


def _applied(case: _Case) -> State:
    history = case.history
    if ended := _ended(case):
        case.because(*_told(ended[1]), ended[1].day)
        return ended[0]
    if history.granted_on:
        case.because(f"后来于{history.granted_on}授权，此时仍在审查", f"granted later, on {history.granted_on}: still pending then", history.granted_on)  # fmt: skip
        return State.PENDING
    if history.still_applied and case.as_of <= history.still_applied:
        case.because(
            "此时还没有公布，或正在公布", "before or on the day its application was published", history.still_applied
        )
        return State.PENDING
    if history.filed and case.as_of > longest_possible(history.office, history.filed):
        case.because(f"{history.filed}申请，不论是否授权，最长的期限也已经过去", f"filed {history.filed}: whether or not it was granted, the longest term has run out", history.filed)  # fmt: skip
        return State.EXPIRED
    if history.known_through and history.known_through >= case.as_of:
        case.because(f"截至{history.known_through}的法律事件里没有授权，也没有驳回或撤回", f"neither a grant nor a refusal or withdrawal among the events up to {history.known_through}", history.known_through)  # fmt: skip
        return State.PENDING
    case.because("只有申请的公布；此后是否授权、驳回或撤回，记录里没有", "only the application was published; whether it was granted, refused or withdrawn since is not on record", history.still_applied)  # fmt: skip
    if history.office == "CN" and history.right is Right.INVENTION and history.filed:
        last = Length(years=3).after(history.filed)
        if case.as_of > last:
            case.because(f"申请满三年（{last}）还没有请求实质审查的，视为撤回", f"deemed withdrawn unless examination was requested within three years, by {last}", last, "cn-35")  # fmt: skip
    return State.UNKNOWN


def _international(case: _Case) -> State:
    """An international application gives no right; what became of it stands in the national phases."""
    first = case.history.newest.earliest_priority or case.history.filed
    case.because("国际申请本身不产生专利权，要看它进入了哪些国家", "an international application gives no right by itself; see the states it entered")  # fmt: skip
    if ended := _ended(case):
        case.because(*_told(ended[1]), ended[1].day)
        return ended[0]
    if first is None:
        return State.UNKNOWN
    entry = Length(months=30).after(first)
    case.because(f"进入国家阶段的期限一般到{entry}（各国可以更晚）", f"national phases open until {entry} as a rule (states may allow more)", entry, "pct-22")  # fmt: skip
    return State.PENDING if case.as_of <= entry else State.UNKNOWN
