"""`ipos database include|exclude|undecide|tag|field`: what is decided and marked by hand."""

from typing import Annotated

import typer

from assistant.cli.database_options import Named, Numbers
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from knowledge.language import detect
from tools.databases.definition import FieldType
from tools.databases.keeping import Change
from tools.principal import Principal
from tools.search.room import room_of


def register_marks(app: typer.Typer) -> None:
    """Put the commands of this file into a command tree."""
    for name, command in (("include", include), ("exclude", exclude), ("undecide", undecide), ("tag", tag), ("field", field)):  # fmt: skip
        app.command(name)(command)


def include(database: Named, numbers: Numbers, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Take publications in by hand, whatever query and filters say.

    Example: ipos database include sleepers CN202644312U
    """
    from tools.databases.choosing import include as take_in

    world = World()
    _told(take_in(world.databases, room_of(world), Principal(user), database, numbers), database, lang, json_)


def exclude(database: Named, numbers: Numbers, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Leave publications out by hand; that wins over everything. A number without a kind means all its publications.

    Example: ipos database exclude sleepers CN202644312U
    """
    from tools.databases.choosing import exclude as leave_out

    _told(leave_out(World().databases, Principal(user), database, numbers), database, lang, json_)


def undecide(database: Named, numbers: Numbers, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Take decisions by hand back: query and filters decide again.

    Example: ipos database undecide sleepers CN202644312U
    """
    from tools.databases.choosing import undecide as take_back

    _told(take_back(World().databases, Principal(user), database, numbers), database, lang, json_)


def tag(
    database: Named,
    number: Annotated[str, typer.Argument(help="A publication in the database.")],
    tags: Annotated[list[str], typer.Argument(help="Tags.")],
    remove: Annotated[bool, typer.Option("--remove", help="Take these tags away.")] = False,
    user: As = USER, json_: Json = False,
) -> None:  # fmt: skip
    """Give a publication tags, or take them away.

    Example: ipos database tag sleepers CN202644312U 核心专利 competitor
    """
    from tools.databases.choosing import tag as mark

    left = mark(World().databases, Principal(user), database, number, tags, remove)
    if json_:
        print_json({"number": number, "tags": left})
    else:
        say("; ".join(left) or "没有标签。/ No tags.")


def field(
    database: Named,
    name: Annotated[str, typer.Argument(help="The field.")],
    number: Annotated[str, typer.Argument(help="A publication to set its value for; left out: the field itself is added.")] = "",
    value: Annotated[str, typer.Argument(help="The value; left out: it is cleared.")] = "",
    kind: Annotated[FieldType, typer.Option("--type", help="Of a new field.")] = FieldType.TEXT,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the field with all its values.")] = False,
    user: As = USER, json_: Json = False,
) -> None:  # fmt: skip
    """Add a field of your own, set its value for a publication, or remove it.

    Examples: ipos database field sleepers 评分 --type number · ipos database field sleepers 评分 CN202644312U 8.5
    """
    from tools.databases.choosing import add_field, remove_field, set_value

    databases, who = World().databases, Principal(user)
    if number:
        written = set_value(databases, who, database, number, name, value)
        data, text = {"number": number, "field": name, "value": written}, f"{name} = {written or '-'}"
    else:
        meant = remove_field(databases, who, database, name) if remove else add_field(databases, who, database, name, kind)  # fmt: skip
        data, text = {"field": meant.name, "type": meant.type.value}, f"{meant.name} ({meant.type.value})"
    if json_:
        print_json(data)
    else:
        say(text)


def _told(change: Change, database: str, lang: str | None, json_: bool) -> None:
    from assistant.offline.database_replies import change_lines

    if json_:
        print_json(change.model_dump(mode="json"))
    else:
        say(change_lines(change, the_language(lang) or detect(database)))
