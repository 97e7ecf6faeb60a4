"""`ipos organisation`: taking organisations in, their profiles and licences."""

from typing import Annotated

import typer

from assistant.cli.effects import Approve, carry
from assistant.cli.shared import USER, As, Json, Lang
from assistant.world import World

app = typer.Typer(help="Organisations: take one in, change its profile, enter its licences.", no_args_is_help=True)
Zh = Annotated[str, typer.Option("--zh", help="Chinese name.")]
En = Annotated[str, typer.Option("--en", help="English name.")]
Kind = Annotated[str, typer.Option("--kind", help="enterprise, agency, law_firm, appraiser, auction_house, research_institution, science_park, government, bank, guarantor, investor.")]  # fmt: skip
Ownership = Annotated[str, typer.Option("--ownership", help="private, state_owned, state_university, state_institute.")]
Country = Annotated[str, typer.Option("--country", help="ISO 3166 code of the seat.")]


@app.command("add")
def add(
    zh: Zh, en: En, kind: Kind = "enterprise", ownership: Ownership = "private", country: Country = "CN",
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Take an organisation in, as an administrator; then invite its first manager.

    Example: ipos organisation add --zh 甲机械有限公司 --en "Jia Machinery Co., Ltd." --kind enterprise --as su.qing
    """
    request = {"name_zh": zh, "name_en": en, "kind": kind, "ownership": ownership, "country": country}
    carry(World(), user, "open_organisation", request, approve=approve, lang=lang, json_=json_)


@app.command("profile")
def profile(
    organisation: Annotated[str, typer.Argument(metavar="[ORG]", help="Left out: your own.")] = "",
    region: Annotated[str | None, typer.Option("--region")] = None,
    industry: Annotated[str | None, typer.Option("--industry")] = None,
    fields: Annotated[str | None, typer.Option("--fields", help="Technical fields, words or IPC symbols, separated by commas.")] = None,
    contact: Annotated[str | None, typer.Option("--contact")] = None,
    zh: Zh = "", en: En = "", kind: Kind = "", ownership: Ownership = "", country: Country = "",
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Change an organisation's profile; names, kind, ownership and country are for administrators.

    Example: ipos organisation profile --region 江苏 --fields "F16H, 减速器" --as lin
    """
    given = {"region": region, "industry": industry, "fields": fields, "contact": contact}
    registered = {"name_zh": zh, "name_en": en, "kind": kind, "ownership": ownership, "country": country}
    request = {"organisation": organisation, **{key: value for key, value in given.items() if value is not None}, **{key: value for key, value in registered.items() if value}}  # fmt: skip
    carry(World(), user, "update_profile", request, approve=approve, lang=lang, json_=json_)


@app.command("licence")
def licence(
    organisation: Annotated[str, typer.Argument(metavar="ORG")],
    kind: Annotated[str, typer.Argument(help="patent_agency, trademark_agency, law_firm, appraiser, auction_house, bank.")],
    number: Annotated[str, typer.Argument(help="Its number.")],
    until: Annotated[str, typer.Option("--until", metavar="YYYY-MM-DD", help="Its last day.")] = "",
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Enter a licence an organisation has shown, as an administrator.

    Example: ipos organisation licence ORG-1 patent_agency 11000 --until 2031-12-31 --as su.qing
    """
    request = {"organisation": organisation, "licence": kind, "number": number} | ({"until": until} if until else {})
    carry(World(), user, "record_licence", request, approve=approve, lang=lang, json_=json_)
