"""`ipos agencies`: the directory, matching, and introductions from both sides."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.agencies_introductions import register_introductions
from assistant.cli.agencies_own import register_own
from assistant.cli.effects import Approve, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World

app = typer.Typer(help="Agencies: who may do a piece of work, who fits, who is in conflict; introductions to them.", no_args_is_help=True)  # fmt: skip
register_introductions(app)
register_own(app)


@app.command("match")
def match(
    task: Annotated[str, typer.Option("--task", help="What is to be done: a SKU (ipos catalog), or words such as 专利申请, litigation.")],
    field: Annotated[str, typer.Option("--field", help="Technical field: an IPC section, class or subclass (H04L), or a word.")] = "",
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", help="Where it is done: CN (default), US, EP, JP, IL, SG ...")] = "",
    region: Annotated[str, typer.Option("--region", help="A province you would like the agency in.")] = "",
    language: Annotated[str, typer.Option("--language", help="The language to work in: zh, en, ja ...")] = "",
    budget: Annotated[str, typer.Option("--budget", help="The most you would pay: 30000, USD 5000.")] = "",
    urgent: Annotated[int | None, typer.Option("--urgent", help="The work has to begin within so many days.", min=0)] = None,
    against: Annotated[str, typer.Option("--against", help="The counterparties, separated by ';': name, or name=other name@group. Checked, never sent.")] = "",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Match agencies: licence gate, conflict check on both sides, then points with their reasons. It costs nothing.

    Example: ipos agencies match --task INT-NAT --field H04 --jurisdiction US --language en --budget 30000 --urgent 10 --against "鼎星示例电子有限公司" --as lin
    """
    from tools.agencies.finding import match_agencies
    from tools.agencies.telling import match_text
    from tools.money_said import read_amount

    world = World()
    request = {
        "task": task, "field": field, "jurisdiction": jurisdiction, "region": region, "language": language,
        "budget": read_amount(budget) if budget else None, "urgent": urgent, "against": [each for each in against.split(";") if each.strip()],
    }  # fmt: skip
    found = match_agencies(world.effects, world.principal(user), request)
    tell(found.model_dump(mode="json"), match_text(found, the_language(lang) or "zh").replace("**", ""), json_)


@app.command("list")
def list_(
    line: Annotated[str, typer.Option("--line", help="Only those that offer a line of the catalogue.")] = "",
    licence: Annotated[str, typer.Option("--licence", help="Only those with a licence of this kind in force today.")] = "",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """List the directory by name.

    Example: ipos agencies list --licence law_firm --as lin
    """
    from tools.agencies.finding import list_agencies
    from tools.agencies.telling_entries import directory_text

    world = World()
    found = list_agencies(world.effects, world.principal(user), line, licence)
    tell({"agencies": [each.model_dump(mode="json") for each in found]}, directory_text(found, the_language(lang) or "zh"), json_)  # fmt: skip


@app.command("show")
def show(agency: Annotated[str, typer.Argument(help="The agency's id, ORG-...")], user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Show one entry: licences, fields, jurisdictions, prices, load, rating. Never whom it stands for.

    Example: ipos agencies show ORG-RUIHENG --as lin
    """
    from tools.agencies.finding import show_agency
    from tools.agencies.telling_entries import agency_text

    world = World()
    found = show_agency(world.effects, world.principal(user), agency)
    tell(found.model_dump(mode="json"), agency_text(found, the_language(lang) or "zh").replace("**", ""), json_)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV with the columns agency_name and agency_code; ipc_subclasses and client_regions are read too.")],
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Import a directory, as staff. Entries come in unverified and match nothing before a licence is confirmed.

    Example: ipos agencies import agencies.csv --as song
    """
    from tools.agencies.importing import import_directory
    from tools.agencies.telling_entries import imported_text

    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read as UTF-8 text ({error}).", param_hint="FILE") from None
    world = World()
    done = import_directory(world.effects, world.principal(user), text, file.name)
    rows = [{"row": row, "zh": zh, "en": en} for row, zh, en in done.refused]
    tell({"added": done.added, "known": done.known, "refused": rows}, imported_text(done, the_language(lang) or "zh"), json_)  # fmt: skip


@app.command("confirm-licence")
def confirm_licence(
    agency: Annotated[str, typer.Argument(help="The agency's id, ORG-...")],
    licence: Annotated[str, typer.Argument(help="Its kind: patent_agency, trademark_agency, law_firm, appraiser, auction_house, bank, foreign_law_practice, foreign_patent_practice.")],
    number: Annotated[str, typer.Argument(help="Its number in the register.")],
    until: Annotated[str, typer.Option("--until", metavar="YYYY-MM-DD", help="Its last day; left out for an open end.")] = "",
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Confirm, as staff, a licence you have looked up in its register.

    Example: ipos agencies confirm-licence ORG-A42104 patent_agency 42104 --until 2030-12-31 --as song
    """
    request = {"agency": agency, "licence": licence, "number": number} | ({"until": until} if until else {})
    carry(World(), user, "confirm_licence", request, approve=approve, lang=lang, json_=json_)


def tell(data: dict[str, Any], text: str, json_: bool) -> None:
    """One JSON document, or text for a person."""
    if json_:
        print_json(data)
    else:
        say(text)
