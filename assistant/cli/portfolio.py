"""`ipos portfolio`: the rights an organisation holds: import, docket, fees, gaps, what changed, reminders, export."""

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel

from assistant.cli.portfolio_writing import register_writing
from assistant.cli.shared import USER, As, Json, Lang, note, print_json, say, the_language
from assistant.world import World
from tools.portfolio.reading import Filter
from tools.portfolio.tables import RIGHTS
from tools.refused import Refused

app = typer.Typer(help="Portfolio care: the rights you hold, what is due and what it costs, what is missing, what changed.", no_args_is_help=True)  # fmt: skip
register_writing(app)
Organisation = Annotated[str, typer.Option("--of", metavar="ORG", help="The organisation; left out: your own.")]
Days = Annotated[int | None, typer.Option("--days", min=0, help="Only what is due within so many days (and what is overdue in grace).")]  # fmt: skip
Kinds = Annotated[list[str] | None, typer.Option("--right", help=f"Only these kinds: {', '.join(RIGHTS)}. May be repeated.")]  # fmt: skip
Places = Annotated[list[str] | None, typer.Option("--jurisdiction", help="Only these jurisdictions: CN, US ... May be repeated.")]  # fmt: skip


@app.command("show")
def show(of: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show a portfolio, fees due soon or in the grace period, and records that disagree with the list.

    Examples: ipos portfolio show --as lin · ipos portfolio show --of ORG-QINGLAN --as song --json
    """
    from tools.portfolio.lapses import lapses_of
    from tools.portfolio.reading import show_portfolio
    from tools.portfolio.telling import portfolio_text
    from tools.portfolio.telling_findings import lapses_text

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        shown = show_portfolio(world.portfolio, session, world.principal(user), of)
        lapses = lapses_of(world.portfolio, session, world.principal(user), of)
    if json_:
        print_json(shown.model_dump(mode="json") | {"lapses": lapses.model_dump(mode="json")})
    else:
        say("\n".join(part for part in (portfolio_text(shown, language), lapses_text(lapses, language)) if part))


@app.command("calendar")
def calendar(
    days: Days = None, right: Kinds = None, jurisdiction: Places = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="Also write the days to come as an iCalendar file.")] = None,
    of: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Every day still to be met, with provision, fee, grace and what is lost; costs by year and currency.

    Examples: ipos portfolio calendar --days 90 --as lin · ipos portfolio calendar --right mark --ics marks.ics --as lin
    """
    _docket(Filter(days=days, rights=_kinds(right), places=_places(jurisdiction)), ics, of, user, lang, json_)


@app.command("fees")
def fees(
    days: Days = None, right: Kinds = None, jurisdiction: Places = None,
    of: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Official fees only: amount, reduction, surcharge in the grace period, and sums by year in each currency.

    Examples: ipos portfolio fees --as lin · ipos portfolio fees --days 365 --jurisdiction CN --as lin --json
    """
    wanted = Filter(days=days, rights=_kinds(right), places=_places(jurisdiction), fees=True)
    _docket(wanted, None, of, user, lang, json_)


@app.command("gaps")
def gaps(of: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Markets without protection, the ways still open with their last day, and Nice classes used but not covered.

    Example: ipos portfolio gaps --as lin
    """
    from tools.portfolio.gaps import gaps_of
    from tools.portfolio.telling_findings import gaps_text

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        found = gaps_of(world.portfolio, session, world.principal(user), of)
    _told(found, gaps_text(found, language), json_)


@app.command("changes")
def changes(
    look_: Annotated[bool, typer.Option("--look/--no-look", help="Compare with the last look first; without, tell what looks have found.")] = True,
    of: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """What changed for you since the last look: law, records of your rights, filings of the holders you watch.

    Examples: ipos portfolio changes --as lin · ipos portfolio changes --no-look --as song --of ORG-QINGLAN
    """
    from tools.portfolio.looking import changes_of, look
    from tools.portfolio.telling_findings import changes_text

    world, language = World(), the_language(lang) or "zh"
    if look_:
        found = look(world.portfolio, world.principal(user), of)
    else:
        with world.sessions() as session:
            found = changes_of(world.portfolio, session, world.principal(user), of)
    _told(found, changes_text(found, language), json_)


@app.command("reminders")
def reminders(of: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """What is due within 90, 30, 7 or 1 days or in the grace period, and not decided yet.

    Example: ipos portfolio reminders --as lin
    """
    from tools.portfolio.deciding import reminders_of
    from tools.portfolio.telling import reminders_text

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        found = reminders_of(world.portfolio, session, world.principal(user), of)
    if json_:
        print_json({"reminders": [each.model_dump(mode="json") | {"key": each.due.key} for each in found]})
    else:
        say(reminders_text(found, language))


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The file to write: .csv or .ics.")],
    what: Annotated[str, typer.Option("--what", help="assets or docket (for .csv).")] = "docket",
    of: Organisation = "", user: As = USER, lang: Lang = None,
) -> None:  # fmt: skip
    """Write the docket or the assets as CSV that no spreadsheet takes for formulas, or the docket as an iCalendar file.

    Examples: ipos portfolio export docket.csv --as lin · ipos portfolio export mine.csv --what assets --as lin · ipos portfolio export due.ics --as lin
    """
    from tools.portfolio.exporting import assets_csv, docket_calendar, docket_csv
    from tools.portfolio.reading import docket_of, show_portfolio

    if what not in ("assets", "docket"):
        raise typer.BadParameter(f"{what!r} is neither assets nor docket.", param_hint="--what")
    world, language = World(), the_language(lang) or "zh"
    who = world.principal(user)
    with world.sessions() as session:
        docket = docket_of(world.portfolio, session, who, of)
        assets = show_portfolio(world.portfolio, session, who, of).assets
    data = docket_calendar(docket, language) if file.suffix.lower() == ".ics" else assets_csv(assets) if what == "assets" else docket_csv(docket, language)  # fmt: skip
    world.journal.enter(who, "download portfolio", docket.organisation, what=what, bytes=len(data))
    write(file, data)


def write(path: Path, content: bytes) -> None:
    """Write a file; a problem with it is one sentence."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"不能写入 {path}（{error.strerror}）。/ {path} cannot be written ({error.strerror}).") from None
    note(f"{path}")


def _docket(wanted: Filter, ics: Path | None, of: str, user: str, lang: str | None, json_: bool) -> None:
    from tools.portfolio.exporting import docket_calendar
    from tools.portfolio.reading import docket_of, show_portfolio
    from tools.portfolio.telling import docket_text

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        docket = docket_of(world.portfolio, session, world.principal(user), of, wanted)
        rights = show_portfolio(world.portfolio, session, world.principal(user), of).assets
    if ics:
        world.journal.enter(world.principal(user), "download portfolio", docket.organisation, what="calendar")
        write(ics, docket_calendar(docket, language))
    if json_:
        data: dict[str, Any] = docket.model_dump(mode="json")
        data["dues"] = [row | {"key": due.key} for row, due in zip(data["dues"], docket.dues, strict=True)]
        print_json(
            data | {"rights": [asset.model_dump(mode="json") for asset in rights]}
        )  # what each day is counted from
    else:
        say(docket_text(docket, language, most=200))


def _kinds(named: list[str] | None) -> tuple[str, ...]:
    for each in named or ():
        if each not in RIGHTS:
            raise typer.BadParameter(f"{each!r} is none of {', '.join(RIGHTS)}.", param_hint="--right")
    return tuple(named or ())


def _places(named: list[str] | None) -> tuple[str, ...]:
    from tools.portfolio.places import read_places

    return read_places(named or ())


def _told(found: BaseModel, text: str, json_: bool) -> None:
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(text)
