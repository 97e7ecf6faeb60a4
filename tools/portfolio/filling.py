"""Numbers typed by a member to assets: filled in from the records held here, else kept with days that are not known."""

from datetime import date

from knowledge.patents.record import Patent, Stage
from knowledge.patents.record import Right as PatentRight
from knowledge.patents.status import State as LegalState
from knowledge.practice.notes import Both
from knowledge.trademarks.record import Mark
from knowledge.trademarks.standing import Standing, stands
from tools.portfolio.asset import PATENTS, Facts, Right, State
from tools.portfolio.drafting import Drafts, Rejected
from tools.portfolio.numbering import Number, NumberRefused, read_number
from tools.portfolio.room import HeldRights

_RIGHTS: dict[PatentRight, Right] = {PatentRight.INVENTION: "invention", PatentRight.UTILITY_MODEL: "utility-model", PatentRight.DESIGN: "design"}  # fmt: skip
ENDED = (LegalState.LAPSED, LegalState.EXPIRED, LegalState.WITHDRAWN, LegalState.REFUSED, LegalState.REVOKED)


def drafts_of_numbers(
    held: HeldRights, numbers: list[str], right: Right | None, jurisdiction: str, today: date
) -> Drafts:
    """An asset for each number, in order. `right`: of numbers that do not tell it (every mark's). A row's line is its place in the list."""
    accepted: dict[tuple[str, str, str], tuple[int, Facts]] = {}
    rejected: list[Rejected] = []
    for line, typed in enumerate(numbers, 1):
        found = _one(held, typed, right, jurisdiction, today)
        if isinstance(found, Both):
            rejected.append(Rejected(line=line, number=typed[:60], why=found, name="portfolio.number"))
        else:
            accepted.setdefault(found.identity, (line, found))
    return Drafts(accepted=tuple(accepted.values()), rejected=tuple(rejected))


def _one(held: HeldRights, typed: str, right: Right | None, jurisdiction: str, today: date) -> Facts | Both:
    try:
        number = read_number(typed, right, jurisdiction)
    except NumberRefused as error:
        zh, _, en = str(error).partition("/ ")
        return Both(zh=zh.strip(), en=en.strip())
    kind = right if right and right not in PATENTS else number.right or right
    if right == "mark":
        mark = held.mark(f"{number.jurisdiction}{number.number}")
        return _of_mark(mark, today) if mark else _bare(number, "mark")
    records = held.publications(number.number) if kind is None or kind in PATENTS else []
    if records:
        return _of_patent(held, records, today)
    if kind is None:
        return Both(zh="看不出是哪一种权利，请说明类型（发明、实用新型、外观设计、商标等）", en="the kind of right cannot be told from it; name it (invention, utility model, design, trademark ...)")  # fmt: skip
    return _bare(number, kind)


def _bare(number: Number, right: Right) -> Facts:
    return Facts(right=right, jurisdiction=number.jurisdiction, number=number.number, source="number")


def _of_mark(mark: Mark, today: date) -> Facts:
    standing = stands(mark, today).standing
    live = standing in (Standing.REGISTERED, Standing.IN_GRACE)
    state: State = "live" if live else "ended" if standing in (Standing.ENDED, Standing.LAPSED) else "pending" if standing in (Standing.PENDING, Standing.PUBLISHED) else "unknown"  # fmt: skip
    return Facts(
        right="mark", jurisdiction=mark.office, number=mark.number, title=mark.words, filed=mark.filed, priority=mark.priority, granted=mark.registered,
        expiry=mark.expires, classes=tuple(str(each) for each in mark.classes), owners=(mark.holder,) if mark.holder else (), state=state, source="record",
    )  # fmt: skip


def _of_patent(held: HeldRights, records: list[Patent], today: date) -> Facts:
    newest = records[-1]
    first = next((each for each in records if each.application), newest)
    granted = next((each.granted or each.published for each in records if each.stage is Stage.GRANT or each.granted), None)  # fmt: skip
    titles = [texts.title for texts in newest.texts.values() if texts.title]
    standing = held.standing(str(newest.number), today)
    state: State = "unknown"
    if standing:
        state = "ended" if standing.state in ENDED else "live" if standing.state is LegalState.IN_FORCE else "pending" if standing.state is LegalState.PENDING else "unknown"  # fmt: skip
    return Facts(
        right=_RIGHTS.get(newest.right, "invention"), jurisdiction=newest.number.country, number=first.application or str(newest.number), title=titles[0] if titles else "",
        filed=newest.filed, priority=newest.earliest_priority if newest.earliest_priority != newest.filed else None, granted=granted,
        classes=tuple(dict.fromkeys(symbol.code for symbol in newest.symbols))[:20], owners=tuple(party.name for party in newest.holders)[:10],
        family=newest.family[:80], state=state, source="record",
    )  # fmt: skip
