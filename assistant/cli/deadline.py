"""`ipos deadline`: every deadline that follows from an event, with its rule, and as a calendar file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.shared import AsOf, Json, Lang, note, print_json, say, the_day, the_language
from assistant.world import World
from knowledge.language import Language, detect
from tools.deadlines.calendar_file import calendar_file
from tools.deadlines.computing import calculate
from tools.deadlines.facts import Facts
from tools.deadlines.listing import listed
from tools.deadlines.reading import read_day, read_event, read_jurisdiction, read_manner, read_right, usual_jurisdiction
from tools.deadlines.telling import told
from tools.refused import Refused

LIST = "list"
Right = Annotated[str, typer.Option("--right", help="invention, utility-model, design, patent, mark, copyright, layout, trade-secret, any; also in Chinese.")]  # fmt: skip
Place = Annotated[str, typer.Option("--jurisdiction", help="CN, US, EP, PCT, PARIS, MADRID or all.")]
Filed = Annotated[str | None, typer.Option("--filed", metavar="YYYY-MM-DD", help="The filing date, where the event is a later one.")]  # fmt: skip
Priority = Annotated[str | None, typer.Option("--priority", metavar="YYYY-MM-DD", help="The priority date, where there is one.")]  # fmt: skip
Granted = Annotated[str | None, typer.Option("--granted", metavar="YYYY-MM-DD", help="The day of grant, where it is known.")]  # fmt: skip


def deadline(
    event: Annotated[str, typer.Argument(help="The event (see `ipos deadline list`), by id, alias or name.")],
    day: Annotated[str, typer.Argument(help="Its day; with --served the day it was sent.")] = "",
    right: Right = "",
    jurisdiction: Place = "",
    served: Annotated[str | None, typer.Option("--served", help="electronic, post, hand or announcement: DAY is then the day of sending.")] = None,
    filed: Filed = None,
    priority: Priority = None,
    granted: Granted = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="Also write the days to come as an iCalendar file.")] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Every deadline that follows from an event: the day, how it is counted, the provision in force, what if missed.

    Examples: ipos deadline publication 2026-11-20 --right mark · ipos deadline office-action 2026-11-02 --right invention --served post
    · ipos deadline grant 2026-05-08 --right invention --filed 2023-02-14 --ics fees.ics · ipos deadline final-office-action 2026-09-30 --right invention --jurisdiction us --lang en --json
    · ipos deadline list --right mark
    """
    if event == LIST:
        _list(right, jurisdiction, the_language(lang) or "zh", json_)
        return
    world = World()
    today = the_day(world, as_of)
    language: Language = the_language(lang) or detect(f"{event} {right}")
    happened, kind = read_event(event), read_right(_given_right(right))
    facts = Facts(
        event=happened, day=read_day(_given(day), today), right=kind,
        jurisdiction=read_jurisdiction(jurisdiction or usual_jurisdiction(happened, kind)), served=read_manner(served) if served is not None else None,
        filed=read_day(filed, today) if filed else None, priority=read_day(priority, today) if priority else None,
        granted=read_day(granted, today) if granted else None,
    )  # fmt: skip
    calculation = calculate(world.library, facts, today)
    if ics:
        _write(ics, calendar_file(calculation, language))
    if json_:
        print_json(calculation.model_dump(mode="json"))
    else:
        say(told(calculation, language))


def _given(day: str) -> str:
    if not day:
        raise Refused("请给出事件的日期，例如 2026-11-20。/ Give the day of the event, for example 2026-11-20.")
    return day


def _given_right(right: str) -> str:
    if not right:
        raise Refused(
            "请用 --right 说明是哪种权利，例如 --right mark。/ Say which right it is with --right, for example --right mark."
        )
    return right


def _write(path: Path, content: bytes) -> None:
    """Write the file; a problem with it is one sentence."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"不能写入 {path}（{error.strerror}）。/ {path} cannot be written ({error.strerror}).") from None
    note(f"{path}")


def _list(right: str, jurisdiction: str, language: Language, json_: bool) -> None:
    kind = read_right(right) if right else "any"
    rows = listed(read_jurisdiction(jurisdiction) if jurisdiction else "ALL", kind)
    if json_:
        print_json({"events": [row.model_dump(mode="json") for row in rows]})
        return
    for row in rows:
        served = "" if not row.served else "  [--served]"
        say(f"{row.event}  {row.name.of(language)}  ({', '.join(row.jurisdictions)}: {', '.join(row.rights)}){served}")
        for follows in row.follows:
            say(f"    {follows.of(language)}")
    sys.stdout.flush()
