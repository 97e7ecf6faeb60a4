"""`ipos database`: special-topic databases of patents: make, list, show, refresh, search, share, export, delete."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.database_marks import register_marks
from assistant.cli.database_options import Class, Country, Holder, Named, NoWords, Right_, States, Words, asked_query
from assistant.cli.shared import USER, As, AsOf, Json, Lang, print_json, say, the_day, the_language
from assistant.world import World
from knowledge.language import detect
from tools.principal import Principal
from tools.search.room import room_of

app = typer.Typer(help="Special-topic databases of patents: a saved query you can refresh, count, search, share and export.", no_args_is_help=True)  # fmt: skip
register_marks(app)
LatestOnly = Annotated[bool, typer.Option("--latest-only", help="One publication an application, the latest.")]


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(help="What it is called.")],
    text: Annotated[str, typer.Argument(help="What it is about, in Chinese or English; may be left out with options.")] = "",
    class_: Class = None, holder: Holder = None, country: Country = None, right: Right_ = None,
    since: Annotated[str | None, typer.Option("--from", help="Published on or after this day.")] = None,
    before: Annotated[str | None, typer.Option("--before", help="Published before this day.")] = None,
    with_: Words = None, without: NoWords = None, state: States = None, latest_only: LatestOnly = False,
    saved: Annotated[Path | None, typer.Option("--query", help="A query saved with `ipos search subject --save`.")] = None,
    user: As = USER, as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Save a query under a name and run it.

    Examples: ipos database create 无人机避障 "2018年以后中国的无人机避障专利" · ipos database create sleepers --class E01B --country CN --state in_force
    """
    from assistant.offline.database_replies import database_created_reply
    from tools.databases.definition import Filters
    from tools.databases.figures import show_database
    from tools.databases.keeping import create_database

    world, who = World(), Principal(user)
    day = the_day(world, as_of)
    query = asked_query(world, text, saved, class_, holder, country, right, since, before)
    filters = Filters(all_words=tuple(with_ or ()), no_words=tuple(without or ()), states=tuple(state or ()), latest_only=latest_only)  # fmt: skip
    made = create_database(world.databases, room_of(world), who, name, query, filters, as_of=day)
    found = show_database(world.databases, room_of(world), who, made.id, day)
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(database_created_reply(found, the_language(lang) or detect(f"{name} {text}")).replace("**", ""))


@app.command("list")
def list_(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List the databases you have and those shared with you.

    Example: ipos database list --as lei
    """
    from assistant.offline.database_replies import databases_reply
    from tools.databases.tools import list_lines

    found = list_lines(World().databases, Principal(user))
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(databases_reply(found, the_language(lang) or "zh").replace("**", ""))


@app.command("show")
def show(
    database: Named,
    history: Annotated[bool, typer.Option("--history", help="Show what came and went instead.")] = False,
    user: As = USER, as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show a database in figures (year, country, class, holder, status, tag), or its history.

    Examples: ipos database show 无人机避障 · ipos database show sleepers --history --json
    """
    from assistant.offline.database_replies import change_lines, database_reply
    from tools.databases.figures import show_database
    from tools.databases.keeping import history_of

    world, who = World(), Principal(user)
    language = the_language(lang) or detect(database)
    if history:
        changes = history_of(world.databases, who, database, logs=json_)
        if json_:
            print_json({"changes": [each.model_dump(mode="json") for each in changes]})
        else:
            say("\n".join(change_lines(each, language) for each in changes))
        return
    found = show_database(world.databases, room_of(world), who, database, the_day(world, as_of))
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(database_reply(found, language).replace("**", ""))


@app.command("refresh")
def refresh(database: Named, user: As = USER, as_of: AsOf = None, lang: Lang = None, json_: Json = False) -> None:
    """Run the query again and say what came and went.

    Example: ipos database refresh 无人机避障
    """
    from assistant.offline.database_replies import change_lines
    from tools.databases.keeping import refresh_database

    world = World()
    change = refresh_database(world.databases, room_of(world), Principal(user), database, as_of=the_day(world, as_of))
    _told(change.model_dump(mode="json"), change_lines(change, the_language(lang) or detect(database)), json_)


@app.command("redefine")
def redefine(
    database: Named,
    text: Annotated[str, typer.Argument(help="What it is about from now on.")] = "",
    class_: Class = None, holder: Holder = None, country: Country = None, right: Right_ = None,
    since: Annotated[str | None, typer.Option("--from", help="Published on or after this day.")] = None,
    before: Annotated[str | None, typer.Option("--before", help="Published before this day.")] = None,
    saved: Annotated[Path | None, typer.Option("--query", help="A query saved with `ipos search subject --save`.")] = None,
    user: As = USER, as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Give a database another query; filters, decisions by hand, tags and fields stay.

    Example: ipos database redefine 无人机避障 "无人机 避障 激光雷达" --country CN
    """
    from assistant.offline.database_replies import change_lines
    from tools.databases.keeping import redefine_database

    world = World()
    query = asked_query(world, text, saved, class_, holder, country, right, since, before)
    change = redefine_database(world.databases, room_of(world), Principal(user), database, query, as_of=the_day(world, as_of))  # fmt: skip
    _told(change.model_dump(mode="json"), change_lines(change, the_language(lang) or detect(database)), json_)


@app.command("search")
def search(
    database: Named,
    text: Annotated[str, typer.Argument(help="What to look for within it; - reads standard input.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="How many documents to show.")] = 20,
    user: As = USER, as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Search within a database and nowhere else.

    Example: ipos database search 无人机避障 "双目摄像头识别电线"
    """
    from assistant.offline.search_replies import subject_reply
    from tools.databases.scope import search_within
    from tools.search.parsing import parse_request

    world = World()
    asked = sys.stdin.read() if text == "-" else text
    query = parse_request(asked, world.today())
    found = search_within(world.databases, room_of(world), Principal(user), database, query, the_day(world, as_of), limit)  # fmt: skip
    _told(found.model_dump(mode="json"), subject_reply(found, the_language(lang) or detect(asked)), json_)


@app.command("share")
def share(
    database: Named,
    account: Annotated[str, typer.Argument(help="The account to share with; left out: who may what.")] = "",
    editor: Annotated[bool, typer.Option("--editor", help="It may change what is in the database, not only read it.")] = False,
    stop: Annotated[bool, typer.Option("--stop", help="Share with this account no longer.")] = False,
    user: As = USER, json_: Json = False,
) -> None:  # fmt: skip
    """Let another account read a database, or edit it.

    Examples: ipos database share sleepers mei · ipos database share sleepers mei --editor · ipos database share sleepers mei --stop
    """
    from tools.databases.access import Level
    from tools.databases.sharing import share as share_with
    from tools.databases.sharing import shares_of

    world, who = World(), Principal(user)
    level = None if stop else Level.EDITOR if editor else Level.READER
    shares = share_with(world.databases, who, database, account, level) if account else shares_of(world.databases, who, database)  # fmt: skip
    rows = "\n".join(f"{name}: {word}" for name, word in shares.items())
    _told({"shares": shares}, rows or "没有共享给任何账户。/ Shared with nobody.", json_)


@app.command("export")
def export(
    database: Named,
    file: Annotated[Path, typer.Argument(help="Where to: a name that ends in .xlsx or .csv.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    user: As = USER, as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Write a database to a table with tags, own fields and where each record came from.

    Example: ipos database export 无人机避障 drones.xlsx
    """
    from tools.databases.exporting import export_database

    form = file.suffix.lower().lstrip(".")
    if form not in ("xlsx", "csv"):
        raise typer.BadParameter("文件名要以 .xlsx 或 .csv 结尾。/ The name has to end in .xlsx or .csv.", param_hint="FILE")  # fmt: skip
    if file.exists() and not force:
        raise typer.BadParameter(f"{file} 已存在，加 --force 覆盖。/ {file} exists; --force replaces it.", param_hint="FILE")  # fmt: skip
    world = World()
    data = export_database(
        world.databases, room_of(world), Principal(user), database, "xlsx" if form == "xlsx" else "csv",
        the_language(lang) or detect(database), the_day(world, as_of),
    )  # fmt: skip
    file.write_bytes(data)
    _told({"file": str(file), "bytes": len(data)}, f"已写入 / written: {file} ({len(data)} bytes)", json_)


@app.command("delete")
def delete(database: Named, user: As = USER, json_: Json = False) -> None:
    """Delete a database with its tags, fields, shares and history. The patents in it stay where they are.

    Example: ipos database delete sleepers
    """
    from tools.databases.keeping import delete_database

    gone = delete_database(World().databases, Principal(user), database)
    _told({"deleted": gone.id, "name": gone.name}, f"已删除专题库 / deleted the database: {gone.name}", json_)


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text.replace("**", ""))
