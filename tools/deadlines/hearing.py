"""Hearing the facts of a deadline in a conversation: which event, which right, which place, how it was served."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from tools.deadlines.facts import ALL
from tools.deadlines.listing import listed
from tools.slots import Slot, Task

# "专利" alone is any of the three patents; what is named more precisely stands before it in the text as well.
RIGHTS = {
    "invention": r"发明|\binvention", "utility-model": r"实用新型|\butility model", "design": r"外观(?:设计)?|\bdesign",
    "mark": r"商标|\b(?:trade ?)?marks?\b|\bbrand", "layout": r"布图|\blayout", "trade-secret": r"商业秘密|\btrade secret",
    "copyright": r"著作权|版权|软著|\bcopyright", "patent": r"专利|\bpatent",
}  # fmt: skip
PLACES = {
    "US": r"美国|\bU\.?S\.?(?:A|PTO)?\b|\bunited states|\bamerican?\b", "EP": r"欧洲|欧专局|\bEPO?\b|\beurope", "PCT": r"\bPCT\b",
    "MADRID": r"马德里|\bmadrid", "CN": r"中国|国内|\bchin(?:a|ese)\b|\bCNIPA\b",
}  # fmt: skip
MANNERS = {
    "post": r"邮寄|挂号信|\b(?:by|sent by) (?:post|mail)\b",
    "electronic": r"电子(?:送达|发文|系统)|\belectronic",
}
_ASK_EVENT = ("从哪件事起算？例如：收到审查意见、收到驳回、授权公告、商标初审公告、首次申请、收到判决。", "Which event does it run from? For example: an office action, a refusal, a grant, the publication of a mark, a first filing, a judgment.")  # fmt: skip
_ASK_DAY = ("是哪一天？请写成 2026-11-20 这样的日期；收到通知的，写收到的那天。", "On which day? Write it like 2026-11-20; for a notice, the day it was received.")  # fmt: skip
_ASK_RIGHT = ("是哪一种权利：发明、实用新型、外观设计、商标，还是别的？", "Which right is it: an invention, a utility model, a design, a trademark, or another?")  # fmt: skip


@cache
def heard_events() -> dict[str, str]:
    """The pattern of each event that a conversation can name. Raises ValueError for a name that is no event."""
    rows: dict[str, str] = yaml.load(files("tools.deadlines").joinpath("heard.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)  # fmt: skip
    if unknown := rows.keys() - {row.event for row in listed(ALL)}:
        raise ValueError(f"heard.yaml names what is no event: {', '.join(sorted(unknown))}")
    return rows


def only_right(event: str) -> str:
    """The right an event is about, "" when it may be about several."""
    rights = next((row.rights for row in listed(ALL) if row.event == event), ())
    return rights[0] if len(rights) == 1 else ""


def _right(args: Mapping[str, str]) -> tuple[Slot, ...]:
    if only_right(args.get("event", "")):
        return ()
    return (Slot("right", "choice", question=_ASK_RIGHT, choices=RIGHTS),)


def deadline_task() -> Task:
    """What a conversation needs before a deadline can be computed; the right only where the event leaves it open."""
    return Task(
        (
            Slot("event", "choice", question=_ASK_EVENT, choices=heard_events()), Slot("day", "day", question=_ASK_DAY),
            Slot("jurisdiction", "choice", choices=PLACES), Slot("served", "choice", choices=MANNERS),
        ),
        more=_right,
    )  # fmt: skip
