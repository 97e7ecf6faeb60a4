"""Taking a portfolio away: the docket as an iCalendar file, assets and docket as CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from knowledge.language import Language
from tools.databases.cells import Cell, safe_cell
from tools.deadlines.citing import place_of
from tools.portfolio.asset import NAMES, Asset
from tools.portfolio.deciding import STAGES
from tools.portfolio.reading import Docket
from tools.portfolio.schedule import Due

_PRODUCT = "-//IPOS Assistant//portfolio//EN"
_ASSETS = (
    "类型 | Right", "国家 | Jurisdiction", "号码 | Number", "名称 | Title", "申请日 | Filed", "优先权日 | Priority", "授权/注册日 | Granted", "届满日 | Expiry",
    "类别 | Classes", "权利人 | Owners", "同族 | Family", "状态 | Status", "备注 | Note", "来源 | Source", "编号 | Id",
)  # fmt: skip
_DUES = (
    "最后一天 | Last day", "稳妥日 | Safe day", "事项 | Matter", "类型 | Right", "国家 | Jurisdiction", "号码 | Number", "名称 | Title", "官费 | Fee", "币种 | Currency",
    "全额 | Full fee", "减缴% | Reduced by %", "已核对 | Checked", "宽限期至 | Grace until", "最高补缴合计 | With the highest surcharge", "逾期后果 | Lost", "依据 | Provision", "状态 | State",
    "编号 | Id",
)  # fmt: skip


def assets_csv(assets: Sequence[Asset]) -> bytes:
    """The assets, one a row, in a form that can be imported again."""
    return _csv(_ASSETS, ([
        NAMES[each.right].zh, each.jurisdiction, each.number, each.title, each.filed, each.priority, each.granted, each.expiry, ";".join(each.classes),
        ";".join(each.owners), each.family, each.state, each.note, each.source, each.id,
    ] for each in assets))  # fmt: skip


def docket_csv(docket: Docket, language: Language) -> bytes:
    """The rows of a docket with their fees."""
    return _csv(_DUES, (_row(due, language) for due in docket.dues))


def _row(due: Due, language: Language) -> list[Cell]:
    fee = due.fee
    last = fee.surcharges[-1].total if fee and fee.surcharges else None
    return [
        due.day, due.safe, due.name.of(language), NAMES[due.right].of(language), due.jurisdiction, due.number, due.title, str(fee.amount.amount) if fee else "",
        fee.amount.currency if fee else "", str(fee.full.amount) if fee else "", fee.percent_off if fee else "", ("yes" if fee.checked else "no") if fee else "",
        due.grace_end, str(last.amount) if last else "", due.lost.of(language) if due.lost else "", place_of(due.citation, language), due.state, due.key,
    ]  # fmt: skip


def _csv(heads: Sequence[str], rows: Iterable[list[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([[safe_cell(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def docket_calendar(docket: Docket, language: Language) -> bytes:
    """The rows still to be met as all-day events (RFC 5545) on their safe day, with alarms at the stages of reminding.

    The same docket gives the same bytes; an event keeps its UID, so that a later file takes the place of an earlier one.
    """
    calendar = Calendar()
    for name, value in (("prodid", _PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        calendar.add(name, value)
    for due in docket.dues:
        if due.state in ("open", "grace") and due.result != "office":
            calendar.add_component(_event(docket, due, language))
    return bytes(calendar.to_ical())


def _event(docket: Docket, due: Due, language: Language) -> Event:
    event = Event()
    day = due.grace_end if due.state == "grace" and due.grace_end else due.safe if due.safe >= docket.as_of else due.day
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'ipos-portfolio/{due.key}')}@ipos-assistant")
    event.add("dtstamp", datetime.combine(docket.as_of, time(), UTC))
    event.add("summary", f"{due.name.of(language)} · {due.number} {due.title}"[:200])
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("description", _description(due, language))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [due.jurisdiction, due.right])
    for days in STAGES:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", due.name.of(language))
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _description(due: Due, language: Language) -> str:
    fee = [f"{due.fee.amount.text(language)} ({due.fee.source.of(language)})"] if due.fee else []
    lost = [due.lost.of(language)] if due.lost else []
    grace = [f"→ {due.grace_end}"] if due.grace_end else []
    return "\n".join([*(step.of(language) for step in due.steps), *fee, *grace, *lost, f"{place_of(due.citation, language)} [{due.citation.key}]"])  # fmt: skip
