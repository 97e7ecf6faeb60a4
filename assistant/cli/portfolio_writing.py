"""The commands of `ipos portfolio` that change it: import, done, profile."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from tools.portfolio.importing import Preview
from tools.refused import Refused

Numbers = Annotated[list[str] | None, typer.Option("--numbers", help="Numbers instead of a table; several in one text with ; between, or repeated.")]  # fmt: skip
_Codes = list[str] | None


def register_writing(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command("import")(import_)
    app.command("done")(done)
    app.command("profile")(profile)


def import_(
    file: Annotated[Path | None, typer.Argument(help="A table: CSV, TSV or XLSX with Chinese or English headers.")] = None,
    numbers: Numbers = None,
    right: Annotated[str, typer.Option("--right", help="The kind of right of numbers that do not tell it: mark, invention, software ...")] = "",
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", help="The jurisdiction of numbers that do not tell it (default CN).")] = "",
    preview_: Annotated[bool, typer.Option("--preview", help="Tell what would happen; write nothing.")] = False,
    skip: Annotated[bool, typer.Option("--skip-rejected", help="Take the other rows in when some are rejected.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Take rights in from a table or by their numbers. Rows that cannot be taken are told with line and reason; then nothing is written.

    Examples: ipos portfolio import rights.xlsx --preview --as lin · ipos portfolio import --numbers "ZL201710999991.4; US8697359B1" --as lin
    · ipos portfolio import --numbers 99900001 --right mark --as lin
    """
    from tools.portfolio.columns import right_of
    from tools.portfolio.importing import number_drafts, preview, table_drafts, take_in
    from tools.portfolio.numbering import split_numbers
    from tools.portfolio.places import read_places
    from tools.portfolio.telling import preview_text

    if (file is None) == (not numbers):
        raise typer.BadParameter("Give either a table or --numbers.")
    world, language = World(), the_language(lang) or "zh"
    kind = right_of(right) if right else None
    if right and kind is None:
        raise Refused(f"不认识权利类型“{right}”。/ The kind of right “{right}” is not known.", "portfolio.kind")
    place = read_places((jurisdiction,))[0] if jurisdiction else ""
    listed = [each for text in numbers or () for each in split_numbers(text)]
    drafts = table_drafts(world.portfolio, _bytes(file)) if file else number_drafts(world.portfolio, listed, kind, place)  # fmt: skip
    who = world.principal(user)
    found = preview(world.portfolio, who, drafts) if preview_ else take_in(world.portfolio, who, drafts, without_rejected=skip)  # fmt: skip
    if json_:
        print_json(_json(found))
    else:
        say(preview_text(found, language))
    if not found.written and not preview_:
        raise typer.Exit(1)


def done(
    task: Annotated[str, typer.Argument(help="The day, as `ipos portfolio calendar --json` names it (key): AST-...:rule:date.")],
    abandon: Annotated[bool, typer.Option("--abandon", help="Decide to let the right go instead of marking it as done.")] = False,
    remark: Annotated[str, typer.Option("--note", help="A remark of your own.")] = "",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Mark a day as met, or the right as given up; both are entered into the audit.

    Examples: ipos portfolio done AST-1:cn-annual-fees:2026-12-14 --as lin · ipos portfolio done AST-2:us-maintenance:2030-12-20 --abandon --as lin
    """
    from tools.portfolio.deciding import decide
    from tools.portfolio.telling import telling

    world, language = World(), the_language(lang) or "zh"
    due = decide(world.portfolio, world.principal(user), task, "abandoned" if abandon else "done", remark)
    if json_:
        print_json(due.model_dump(mode="json") | {"key": due.key})
    else:
        say(
            telling(language)(
                f"decided_{due.state}", name=due.name.of(language), number=due.number, title=due.title, day=due.day
            )
        )


def profile(
    sells: Annotated[str | None, typer.Option("--sells", help="Where you sell: codes with commas between (CN,US,DE).")] = None,
    makes: Annotated[str | None, typer.Option("--makes", help="Where you make.")] = None,
    classes: Annotated[str | None, typer.Option("--classes", help="The Nice classes you use: 7,9.")] = None,
    watch: Annotated[str | None, typer.Option("--watch", help="Holders whose filings you watch, with ; between.")] = None,
    entity: Annotated[str | None, typer.Option("--entity", help="At the USPTO: large, small or micro.")] = None,
    reduction: Annotated[str | None, typer.Option("--reduction", help="At CNIPA: none, single (85 % off) or joint (70 % off).")] = None,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Say where you sell and make, which classes you use, whom you watch and how you pay; without options, show it.

    Examples: ipos portfolio profile --sells CN,US --classes 7,9 --as lin · ipos portfolio profile --watch "Siemens AG; 示例公司" --as lin
    """
    from tools.portfolio.profile import set_profile
    from tools.portfolio.reading import show_portfolio
    from tools.portfolio.telling import profile_text, telling

    world, language = World(), the_language(lang) or "zh"
    said: dict[str, Any] = {"sells": _split(sells), "makes": _split(makes), "classes": _split(classes), "watched": _split(watch, ";；"), "entity": entity, "reduction": reduction}  # fmt: skip
    if any(value is not None for value in said.values()):
        set_profile(world.portfolio, world.principal(user), **said)
    with world.sessions() as session:
        shown = show_portfolio(world.portfolio, session, world.principal(user))
    if json_:
        print_json(shown.profile.model_dump(mode="json"))
        return
    say("\n".join([*([telling(language)("profile_saved")] if any(v is not None for v in said.values()) else []), profile_text(shown, language)]))  # fmt: skip


def _split(text: str | None, marks: str = ",，、;； ") -> list[str] | None:
    if text is None:
        return None
    for mark in marks:
        text = text.replace(mark, "\n")
    return [part.strip() for part in text.split("\n") if part.strip()]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"不能读取 {path}（{error.strerror}）。/ {path} cannot be read ({error.strerror}).") from None


def _json(found: Preview) -> dict[str, Any]:
    rows = [{"line": line, "outcome": outcome, **facts.model_dump(mode="json")} for (line, facts), outcome in zip(found.accepted, found.outcomes, strict=True)]  # fmt: skip
    return {"written": found.written, "accepted": rows, "rejected": [each.model_dump(mode="json") for each in found.rejected]}  # fmt: skip
