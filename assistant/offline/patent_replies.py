"""A patent record told to a person: bibliographic data, status with its arithmetic, claims, family, events, sources."""

from collections.abc import Iterator

from knowledge.language import Language
from knowledge.patents.claims import Claim, ClaimTree
from knowledge.patents.demo import told_as_ours
from knowledge.patents.kinds import Kind
from knowledge.patents.record import Party, Patent, Symbol
from knowledge.patents.status import LegalStatus, State
from tools.search.status import StatusFound

STATES: dict[State, dict[Language, str]] = {
    State.PENDING: {"zh": "审查中", "en": "pending"}, State.IN_FORCE: {"zh": "有效", "en": "in force"}, State.LAPSED: {"zh": "提前终止", "en": "lapsed"},
    State.EXPIRED: {"zh": "期限届满", "en": "expired"}, State.WITHDRAWN: {"zh": "撤回", "en": "withdrawn"}, State.REFUSED: {"zh": "驳回", "en": "refused"},
    State.REVOKED: {"zh": "无效或撤销", "en": "revoked or declared invalid"}, State.UNKNOWN: {"zh": "凭现有记录不能确定", "en": "unknown from the record"},
}  # fmt: skip
_LABELS = {
    "application": ("申请号", "Application"), "filed": ("申请日", "Filed"), "published": ("公开（公告）日", "Published"), "granted": ("授权日", "Granted"),
    "kind": ("文献种类", "Kind"), "holders": ("申请人/权利人", "Holders"), "inventors": ("发明人", "Inventors"), "agents": ("代理", "Agents"), "classes": ("分类", "Classes"),
    "priorities": ("优先权", "Priorities"), "pct": ("国际申请", "International application"), "title": ("名称", "Title"), "abstract": ("摘要", "Abstract"),
    "status": ("法律状态", "Legal status"), "because": ("依据", "Because"), "term": ("期限", "Term"), "fees": ("费用", "Fees"), "open": ("未定", "Open"), "check": ("核对", "Check"),
    "claims": ("权利要求", "Claims"), "family": ("同族", "Family"), "events": ("事件", "Events"), "sources": ("来源", "Sources"), "publications": ("公开文献", "Publications"),
}  # fmt: skip


def label(name: str, language: Language) -> str:
    """The heading of a part."""
    return _LABELS[name][0 if language == "zh" else 1]


def told(found: StatusFound, kind: Kind | None, tree: ClaimTree, language: Language) -> Iterator[str]:
    """The lines of a record."""
    patent = found.newest
    yield f"{patent.number}  {title(patent, language)}"
    for name, value in _biblio(found, kind, language):
        if value:
            yield f"{label(name, language)}: {value}"
    if abstract := _text(patent, "abstract", language):
        yield f"{label('abstract', language)}: {abstract}"
    if remark := told_as_ours(patent, _held_in(patent, "abstract", language), language):
        yield f"  ({remark})"
    yield ""
    yield from status_lines(found.status, language)
    yield from _claims(tree, language)
    yield from _family(found, language)
    yield from _events(found, language)
    yield from _sources(patent, language)


def title(patent: Patent, language: Language) -> str:
    """The title in the language, else in another that is held."""
    return _text(patent, "title", language)


def _text(patent: Patent, field: str, language: Language) -> str:
    held = _held_in(patent, field, language)
    return str(getattr(patent.texts[held], field)) if held else ""


def _held_in(patent: Patent, field: str, language: Language) -> str:
    """The language in which a text is shown to who reads `language`: that one, else the original's, else any; empty: none."""
    order = [language, "zh-hant" if language == "zh" else "", patent.language, "en", "zh", *patent.texts]
    return next((each for each in order if each in patent.texts and getattr(patent.texts[each], field)), "")


def _biblio(found: StatusFound, kind: Kind | None, language: Language) -> Iterator[tuple[str, str]]:
    patent = found.newest
    application = next((each.application for each in reversed(found.publications) if each.application), "")
    yield "kind", f"{patent.number.kind} {kind.of(language)}".strip() if kind else patent.number.kind
    yield "application", application
    yield "filed", str(patent.filed or "")
    yield "published", str(patent.published or "")
    yield "granted", str(patent.granted or "")
    yield "publications", ", ".join(f"{each.number} ({each.published or '?'})" for each in found.publications)
    yield "holders", _parties(patent.holders)
    yield "inventors", _parties(patent.inventors)
    yield "agents", _parties(patent.agents)
    yield "classes", ", ".join(_symbol(symbol) for symbol in patent.symbols)
    yield (
        "priorities",
        ", ".join(f"{each.country} {each.number} {each.day or ''}".strip() for each in patent.priorities),
    )
    yield "pct", " ".join(part for part in (patent.pct_application, str(patent.pct_filed or "")) if part)


def _parties(parties: tuple[Party, ...]) -> str:
    return "; ".join(f"{party.name} [{party.country}]" if party.country else party.name for party in parties)


def _symbol(symbol: Symbol) -> str:
    return f"{symbol.scheme} {symbol.code}"


def status_lines(status: LegalStatus, language: Language) -> Iterator[str]:
    """The status on its day: the state, why, the arithmetic, the fees, what is open and where to look."""
    yield f"{label('status', language)} ({status.as_of}): {STATES[status.state][language]}"
    for reason in status.reasons:
        source = f" [{reason.source.place.of(language)}]" if reason.source else ""
        day = f"{reason.day} " if reason.day and str(reason.day) not in reason.text.of(language) else ""
        yield f"  {label('because', language)}: {day}{reason.text.of(language)}{source}"
    if status.term:
        for step in status.term.steps:
            sum_ = f"{step.what.of(language)} {step.start} + {step.length.words(language)} = {step.result}"
            yield f"  {label('term', language)}: {sum_} [{step.source.place.of(language)}]"
        for note in status.term.notes:
            yield f"  {label('term', language)}: {note.of(language)}"
    if fee := status.next_fee:
        words = (
            f"第{fee.number}次/年度，{fee.due}前缴，可补缴到{fee.late_until}"
            if language == "zh"
            else f"no. {fee.number}, due {fee.due}, payable late until {fee.late_until}"
        )
        yield f"  {label('fees', language)}: {words} [{fee.source.place.of(language)}]"
    for question in status.open_questions:
        yield f"  {label('open', language)}: {question.of(language)}"
    yield f"  {label('check', language)}: {status.check.of(language)}"


def _claims(tree: ClaimTree, language: Language) -> Iterator[str]:
    if not tree.claims:
        return
    yield ""
    yield f"{label('claims', language)} ({len(tree.claims)}):"
    for claim in tree.claims:
        yield _claim(claim, tree)
    for problem in tree.problems:
        yield f"  ! {problem.of(language)}"


def _claim(claim: Claim, tree: ClaimTree) -> str:
    depth = min(len(tree.ancestors(claim.number)), 4)
    refers = f" <- {', '.join(map(str, claim.refers_to))}" if claim.refers_to else ""
    text = " ".join(claim.text.split())
    return f"  {'  ' * depth}{claim.number}.{refers} {text if claim.independent else text[:120]}"


def _family(found: StatusFound, language: Language) -> Iterator[str]:
    if not found.family:
        return
    yield ""
    yield f"{label('family', language)} {found.newest.family}:"
    for member in found.family:
        state = (
            STATES[member.state][language]
            if member.state
            else ("这里没有记录" if language == "zh" else "not held here")
        )
        yield f"  {member.number}: {state}"


def _events(found: StatusFound, language: Language) -> Iterator[str]:
    events = {event.model_dump_json(): event for patent in found.publications for event in patent.events}.values()
    if not events:
        return
    yield ""
    yield f"{label('events', language)}:"
    for event in sorted(events, key=lambda event: (event.day is None, event.day, event.code)):
        effect = f" [{event.effect}]" if event.effect else ""
        yield f"  {event.day or '?'} {event.code} {event.text}{effect}"


def _sources(patent: Patent, language: Language) -> Iterator[str]:
    if not patent.sources:
        return
    yield ""
    yield f"{label('sources', language)}:"
    for group, source in patent.sources.items():
        yield f"  {group}: {source.importer}, {source.place}, {source.retrieved:%Y-%m-%d %H:%M}, {source.raw[:12]}"
