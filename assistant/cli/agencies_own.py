"""`ipos agencies profile|parties|add-party|remove-party`: what a provider keeps of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World


def register_own(app: typer.Typer) -> None:
    """Put the commands for providers into the group."""
    commands: dict[str, Callable[..., None]] = {"profile": profile, "parties": parties, "add-party": add_party, "remove-party": remove_party}  # fmt: skip
    for name, command in commands.items():
        app.command(name)(command)


def profile(
    file: Annotated[Path, typer.Argument(help="A JSON file: about_zh, about_en, region, fields, jurisdictions, languages, capacity, accepting, bands.")],
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Write your organisation's own entry. Licences and lines are confirmed by staff.

    Example: ipos agencies profile entry.json --as qiao
    """
    from tools.agencies.finding import show_agency
    from tools.agencies.keeping import keep_profile
    from tools.agencies.telling_entries import agency_text

    try:
        given = json.loads(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read as JSON ({error}).", param_hint="FILE") from None
    if not isinstance(given, dict):
        raise typer.BadParameter(f"{file} is not a JSON object.", param_hint="FILE")
    world = World()
    who = world.principal(user)
    keep_profile(world.effects, who, given)
    found = show_agency(world.effects, who, who.organisation)
    _told(found.model_dump(mode="json"), agency_text(found, the_language(lang) or "zh").replace("**", ""), json_)


def parties(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List the parties your organisation stands for or acts against; nobody else can.

    Example: ipos agencies parties --as qiao
    """
    from tools.agencies.keeping import list_parties
    from tools.agencies.telling_entries import parties_text

    world = World()
    found = list_parties(world.effects, world.principal(user))
    _told({"parties": [each.model_dump(mode="json") for each in found]}, parties_text(found, the_language(lang) or "zh"), json_)  # fmt: skip


def add_party(
    party: Annotated[str, typer.Argument(help="Its name; other names behind '=', its group behind '@'.")],
    side: Annotated[str, typer.Option("--side", help="client, or adverse.")] = "client",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Keep a party for the conflict check.

    Example: ipos agencies add-party "示例电子有限公司=Example Electronics Co., Ltd.@示例集团" --as qiao
    """
    from tools.agencies.keeping import add_party as keep
    from tools.agencies.telling import tell_in

    world = World()
    kept = keep(world.effects, world.principal(user), party, side)
    _told(kept.model_dump(mode="json"), tell_in(the_language(lang) or "zh")("party_kept", id=kept.id), json_)


def remove_party(party: Annotated[str, typer.Argument(help="Its id, PTY-...")], user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Take a party off the list.

    Example: ipos agencies remove-party PTY-0123456789AB --as qiao
    """
    from tools.agencies.keeping import remove_party as remove
    from tools.agencies.telling import tell_in

    world = World()
    remove(world.effects, world.principal(user), party)
    _told({"id": party, "state": "removed"}, tell_in(the_language(lang) or "zh")("party_removed"), json_)


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
