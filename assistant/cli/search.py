"""`ipos search`: subject, patentee, patentability, freedom to operate, invalidity and status searches."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.search_trademark import search_trademark
from assistant.cli.shared import AsOf, Json, Lang, index_patents, print_json, say, the_day, the_language
from assistant.world import World
from knowledge.language import Language, detect
from knowledge.patents.numbers import NumberError, parse_publication
from knowledge.patents.record import Right
from tools.search.room import SearchRoom, Told, asked_of, room_of

app = typer.Typer(
    help="Search patents: by subject, holder or number; for novelty, freedom to operate or invalidity.",
    no_args_is_help=True,
)
TextFile = Annotated[Path | None, typer.Option("--file", help="Read the text from this UTF-8 file.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="How many documents to show.")]
Country = Annotated[list[str] | None, typer.Option("--country", help="Two-letter code of an office; may be repeated.")]
Class = Annotated[list[str] | None, typer.Option("--class", help='IPC or CPC symbol, "F02C" or "F02C 7/055"; may be repeated.')]  # fmt: skip
Public = Annotated[
    bool, typer.Option("--public", help="The text is public already: configured services of offices may be asked too.")
]
Text = Annotated[str, typer.Argument(help="The text; - reads standard input; left out with --file.")]
Number = Annotated[str, typer.Argument(help="A publication number: US8697359B1, CN102644313U.")]


def _text(text: str, file: Path | None) -> str:
    """The text of a command: its argument, standard input for -, or a file. Wrong usage when there is none."""
    try:
        found = file.read_text("utf-8-sig") if file else sys.stdin.read() if text == "-" else text
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file or 'standard input'} cannot be read as UTF-8 text ({error}).", param_hint="--file") from None  # fmt: skip
    if not found.strip():
        raise typer.BadParameter("没有文字。/ There is no text.", param_hint="TEXT")
    return found


def _number(text: str) -> str:
    try:
        return str(parse_publication(text))
    except NumberError as error:
        raise typer.BadParameter(str(error), param_hint="NUMBER") from None


def _day(world: World, text: str | None) -> date | None:
    return the_day(world, text) if text else None


def _codes(values: list[str] | None) -> tuple[str, ...]:
    return tuple(value.strip().upper() for value in values or ())


def _print(found: Any, json_: bool, reply: Any, language: Language) -> None:
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(reply(found, language).replace("**", ""))


@app.command("subject")
def subject(
    text: Text = "",
    file: TextFile = None,
    class_: Class = None,
    holder: Annotated[list[str] | None, typer.Option("--holder", help="A holder's name; may be repeated.")] = None,
    country: Country = None,
    right: Annotated[list[Right] | None, typer.Option("--right", help="Kind of right; may be repeated.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Published on or after this day.")] = None,
    before: Annotated[str | None, typer.Option("--before", help="Published before this day.")] = None,
    saved: Annotated[Path | None, typer.Option("--query", help="Run a query saved with --save.")] = None,
    save: Annotated[Path | None, typer.Option("--save", help="Save the query to this file.")] = None,
    confidential: Annotated[bool, typer.Option("--confidential", help="Ask no service outside, put no words into links.")] = False,
    as_of: AsOf = None, limit: Limit = 20, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Search a subject by words, meaning and classes, in Chinese and English at once.

    Examples: ipos search subject "2015年以后美国的喷气发动机防鸟撞专利" · ipos search subject "drone obstacle avoidance" --class G05D --json
    """
    from assistant.offline.search_replies import subject_reply
    from tools.search.parsing import language_of, parse_request
    from tools.search.query import QueryError, load_query, save_query
    from tools.search.subject import search_subject

    world = World()
    try:
        query = load_query(_text("", saved)) if saved else parse_request(_text(text, file) if text or file else "", world.today())  # fmt: skip
    except QueryError as error:
        raise typer.BadParameter(str(error), param_hint="--query") from None
    stated: dict[str, Any] = {
        "classes": _codes(class_), "holders": tuple(holder or ()), "countries": _codes(country), "rights": tuple(right or ()),
        "published_from": _day(world, since), "published_before": _day(world, before), "confidential": confidential,
    }  # fmt: skip
    query = type(query).model_validate(query.model_dump() | {name: value for name, value in stated.items() if value})
    if save:
        save.write_text(save_query(query), "utf-8")
    found = search_subject(_room(world), query, the_day(world, as_of), limit)
    _print(found, json_, subject_reply, the_language(lang) or ("zh" if language_of(query) == "zh" else "en"))


@app.command("patentability")
def patentability(
    text: Text = "",
    file: TextFile = None,
    filed: Annotated[str | None, typer.Option("--filed", help="Filing or priority date; today without.")] = None,
    disclosed: Annotated[list[str] | None, typer.Option("--disclosed", help="A day you showed it to others; may be repeated.")] = None,
    not_disclosed: Annotated[bool, typer.Option("--not-disclosed", help="You have shown it to nobody.")] = False,
    class_: Class = None, country: Country = None, public: Public = False,
    as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Hold an invention against earlier documents, feature by feature. The text stays on this machine unless --public.

    Examples: ipos search patentability --file disclosure.txt · ipos search patentability "一种……" --filed 2024-05-06 --json
    """
    from assistant.offline.search_replies import patentability_reply
    from tools.search.patentability import InventionText, check_patentability

    world, words = World(), _text(text, file)
    days = tuple(the_day(world, day) for day in disclosed or ())
    request = InventionText(
        text=words, filed=_day(world, filed), classes=_codes(class_), countries=_codes(country),
        own_disclosures=days if days or not_disclosed else None, confidential=not public,
    )  # fmt: skip
    found = check_patentability(_room(world), request, the_day(world, as_of))
    _print(found, json_, patentability_reply, the_language(lang) or detect(words))


@app.command("fto")
def fto(
    text: Text = "",
    file: TextFile = None,
    country: Country = None, class_: Class = None, public: Public = False,
    as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Hold a product against claims in force, element by element (CN without --country). It gives no verdict.

    Examples: ipos search fto --file product.txt --country CN --country US · ipos search fto "A pump with ..." --json
    """
    from assistant.offline.search_replies import freedom_reply
    from tools.search.infringement import ProductText, check_freedom

    world, words = World(), _text(text, file)
    request = ProductText(
        text=words, countries=_codes(country) or ("CN",), classes=_codes(class_), confidential=not public
    )
    found = check_freedom(_room(world), request, the_day(world, as_of))
    _print(found, json_, freedom_reply, the_language(lang) or detect(words))


@app.command("invalidity")
def invalidity(
    number: Number,
    claim: Annotated[list[int] | None, typer.Option("--claim", help="A claim to chart; may be repeated.")] = None,
    country: Country = None, class_: Class = None,
    as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Find earlier documents against a patent's claims, with the grounds and their articles.

    Examples: ipos search invalidity CN102644313U · ipos search invalidity US8697359B1 --claim 1 --claim 3 --json
    """
    from assistant.offline.search_replies import invalidity_reply
    from tools.search.invalidation import InvalidityRequest, find_invalidity_art

    world = World()
    request = InvalidityRequest(
        number=_number(number), claims=tuple(claim or ()), countries=_codes(country), classes=_codes(class_)
    )
    found = find_invalidity_art(_room(world), request, the_day(world, as_of))
    _print(found, json_, invalidity_reply, the_language(lang) or "zh")


@app.command("status")
def status(number: Annotated[str, typer.Argument(help="A publication or application number.")], as_of: AsOf = None, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Print the legal status of a patent on a day, with its reasons and arithmetic.

    Examples: ipos search status CN102644313U · ipos search status US8697359B1 --as-of 2020-01-01 --json
    """
    from assistant.offline.portfolio_replies import status_reply

    world = World()
    _tell(asked_of(_room(world).status, number, the_day(world, as_of)), json_, status_reply, the_language(lang) or "zh")


@app.command("patentee")
def patentee(name: Annotated[str, typer.Argument(help="The holder's name.")], as_of: AsOf = None, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Print what a holder has, by year, class and status.

    Examples: ipos search patentee 浙江大学 · ipos search patentee "Silicon Genesis" --json
    """
    from assistant.offline.portfolio_replies import portfolio_reply

    world = World()
    found = asked_of(_room(world).portfolio, name, the_day(world, as_of))
    _tell(found, json_, portfolio_reply, the_language(lang) or detect(name))


@app.command("rerun")
def rerun_log(file: Annotated[Path, typer.Argument(help="The --json output of a search, or its log.")], json_: Json = False) -> None:  # fmt: skip
    """Run the queries of a saved search again and say what changed.

    Examples: ipos search subject "..." --json > found.json && ipos search rerun found.json
    """
    import json

    from pydantic import ValidationError

    from tools.search.log import SearchLog, rerun

    try:
        saved = json.loads(_text("", file))
        log = SearchLog.model_validate(saved.get("log", saved) if isinstance(saved, dict) else saved)
    except (json.JSONDecodeError, ValidationError):
        raise typer.BadParameter(f"{file} holds no search log.", param_hint="FILE") from None
    room = _room(World())
    found = rerun(log, room.searcher, room.entity_of, room.now, room.index())
    if json_:
        print_json(found.model_dump(mode="json") | {"same": found.same})
    elif found.same:
        say(f"结果相同（{len(log.entries)} 条检索式）。/ The same result ({len(log.entries)} queries).")
    for change in [] if json_ else found.changes:
        say(
            f"{change.what}: {change.total_before} -> {change.total_now}; + {', '.join(change.added) or '-'}; - {', '.join(change.gone) or '-'}"
        )


def _tell(found: Told, json_: bool, reply: Any, language: Language) -> None:
    """A status or a portfolio: as JSON, or in words."""
    if json_:
        print_json(found.data | {"citations": [citation.model_dump(mode="json") for citation in found.citations]})
    else:
        say(reply(found.data, language).replace("**", ""))


def _room(world: World) -> SearchRoom:
    """The search room over an index that holds what the store holds."""
    index_patents(world)
    return room_of(world)


app.command("trademark")(search_trademark)
