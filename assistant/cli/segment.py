"""`ipos segment`: which package of the platform's fits, and a draft of quotes for it."""

from typing import Annotated, Any

import typer

from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World

app = typer.Typer(help="Which of the platform's packages fits you; a draft is quotes, never an order.", no_args_is_help=True)  # fmt: skip


@app.command("ask")
def ask(
    said: Annotated[list[str], typer.Argument(help="What you say of the company, a sentence or an answer each.")],
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Find the segment and its package, with the words it was decided on; or the questions that would decide it.

    Example: ipos segment ask "我们刚成立，十来个人" "年费没人管" --as lin
    """
    from knowledge.language import detect
    from tools.segments.package import find_my_package
    from tools.segments.telling import finding_text, package_text

    world, language = World(), the_language(lang) or detect(" ".join(said))
    found, package = find_my_package(world.principal(user), said)
    because = [{"segment": each.segment, "words": each.words, "zh": each.zh, "en": each.en, "weight": each.weight} for each in found.because]  # fmt: skip
    data = {"segment": found.segment, "points": found.points, "because": because, "asks": [each.id for each in found.asks], "package": package.model_dump(mode="json") if package else None}  # fmt: skip
    text = "\n\n".join([finding_text(found, language), *([package_text(package, language)] if package else [])])
    _told(data, text.replace("**", ""), json_)


@app.command("package")
def package(segment: Annotated[str, typer.Argument(help="unaware, startup, system, abroad or trade.")], lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Show the package of a segment.

    Example: ipos segment package abroad --lang en
    """
    from tools.segments.package import package_of
    from tools.segments.telling import package_text

    found = package_of(segment)
    _told(found.model_dump(mode="json"), package_text(found, the_language(lang) or "zh").replace("**", ""), json_)


@app.command("draft")
def draft(
    segment: Annotated[str, typer.Argument(help="unaware, startup, system, abroad or trade.")],
    given: Annotated[list[str] | None, typer.Option("--input", metavar="SKU.NAME=VALUE", help="What a step needs; may be repeated.")] = None,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Ask for quotes for all steps of a package for which everything was said. Nothing is ordered.

    Example: ipos segment draft startup --input CON-HOST.rights=3 --as lin
    """
    from tools.segments.package import draft_package
    from tools.segments.telling import draft_text

    world = World()
    found = draft_package(world.effects, world.principal(user), segment, _inputs(given or []))
    _told(found.model_dump(mode="json"), draft_text(found, the_language(lang) or "zh"), json_)


def _inputs(given: list[str]) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for each in given:
        place, equals, value = each.partition("=")
        sku, dot, name = place.partition(".")
        if not (equals and dot and name):
            raise typer.BadParameter(f"{each!r} is not SKU.NAME=VALUE.", param_hint="--input")
        found.setdefault(sku.strip().upper(), {})[name.strip()] = value
    return found


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
