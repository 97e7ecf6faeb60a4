"""The commands of `ipos exchange` that read: find, show, needs, matches, offers, deals, checks; and the clock."""

from typing import Annotated, Any

import typer

from assistant.cli.exchange_asking import Currency, Declare, declarations, embedding
from assistant.cli.shared import USER, As, AsOf, Json, Lang, print_json, say, the_day, the_language
from assistant.world import World
from knowledge.language import Language, detect

Text = Annotated[str, typer.Argument(help="What it is about, in Chinese or English; left out: the newest.")]
Subject = Annotated[str, typer.Option("--subject", help="patent, application, package, trademark, software, know_how.")]
DealOption = Annotated[str, typer.Option("--deal", help="transfer, exclusive, sole, ordinary, open.")]
Country = Annotated[str, typer.Option("--country", help="Where the right holds.")]
Class = Annotated[str, typer.Option("--class", help="An IPC subclass or a Nice class.")]
Mine = Annotated[bool, typer.Option("--mine", help="Your organisation's own, whatever became of them.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="How many at most.")]


def register_reading(app: typer.Typer) -> None:
    """Add the commands to `ipos exchange`."""
    for name, command in (("find", find), ("needs", needs), ("matches", matches), ("show", show), ("offers", offers), ("deals", deals), ("checks", checks), ("expire", expire)):  # fmt: skip
        app.command(name)(command)


def find(
    text: Text = "", subject: Subject = "", deal: DealOption = "", country: Country = "", class_: Class = "",
    most: Annotated[str | None, typer.Option("--most", help="The highest price.")] = None, currency: Currency = "CNY",
    mine: Mine = False, limit: Limit = 20, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Find listings by use and product, with filters.

    Examples: ipos exchange find "电力巡检的无人机避障" --deal transfer --most 200000 · ipos exchange find --mine --as lin
    """
    from assistant.cli.exchange_telling import found_lines
    from tools.exchange.finding import Filters, find_listings
    from tools.money import Money

    world = World()
    who = world.principal(user)
    filters = Filters(text=text, subject=subject, deal=deal, country=country.upper(), class_=class_, mine=mine, most=Money.of(most, currency.upper()) if most else None)  # fmt: skip
    with world.sessions() as session:
        found = find_listings(session, who, world.now(), filters, embedding(world, text), world.glossary, limit)  # fmt: skip
    _told({"listings": [row.model_dump(mode="json") for row in found]}, found_lines(found, _language(lang, text)), json_)  # fmt: skip


def needs(text: Text = "", subject: Subject = "", deal: DealOption = "", class_: Class = "", mine: Mine = False, limit: Limit = 20, user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Find what buyers look for.

    Example: ipos exchange needs 无人机
    """
    from assistant.cli.exchange_telling import found_lines
    from tools.exchange.finding import Filters, find_needs

    world, filters = World(), Filters(text=text, subject=subject, deal=deal, class_=class_, mine=mine)
    who = world.principal(user)
    with world.sessions() as session:
        found = find_needs(session, who, world.now(), filters, embedding(world, text), world.glossary, limit)  # fmt: skip
    _told({"needs": [row.model_dump(mode="json") for row in found]}, found_lines(found, _language(lang, text)), json_)


def matches(record: Annotated[str, typer.Argument(help="A need (NED-...) or a listing (LST-...) of yours.")], limit: Limit = 20, user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """The listings that fit a need of yours, or the needs a listing of yours fits, with the reasons.

    Example: ipos exchange matches NED-0123456789AB --as chen
    """
    from assistant.cli.exchange_telling import found_lines
    from tools.exchange.finding import matches_for, needs_for

    world = World()
    who = world.principal(user)
    search: Any = needs_for if record.startswith("LST-") else matches_for
    with world.sessions() as session:
        found = search(session, who, world.now(), record, embedding(world, record), world.glossary, limit)  # fmt: skip
    _told({"matches": [row.model_dump(mode="json") for row in found]}, found_lines(found, _language(lang, "")), json_)


def show(record: Annotated[str, typer.Argument(help="A listing, need, offer or deal.")], history: Annotated[bool, typer.Option("--history", help="What happened to it.")] = False, user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Show a listing with its checks, a need, an offer or a deal of yours.

    Examples: ipos exchange show LST-0123456789AB · ipos exchange show DEA-0123456789AB --history --as lin
    """
    from assistant.cli.exchange_telling import deal_line, listing_text, need_line, offer_line
    from tools.exchange.reading import history_of, show_deal, show_listing, show_need, show_offer

    world, language = World(), _language(lang, "")
    who = world.principal(user)
    kinds: dict[str, tuple[Any, Any]] = {"NED-": (show_need, need_line), "OFR-": (show_offer, offer_line), "DEA-": (show_deal, deal_line)}  # fmt: skip
    read, tell = kinds.get(record[:4], (show_listing, listing_text))
    with world.sessions() as session:
        found = read(session, who, record)
        events = history_of(session, who, record) if history else []
    data = found.model_dump(mode="json") | ({"history": [event.model_dump(mode="json") for event in events]} if history else {})  # fmt: skip
    lines = [f"  {event.when.isoformat(timespec='minutes')}  {event.name}  {event.was} → {event.became}" for event in events]  # fmt: skip
    _told(data, "\n".join([tell(found, language), *lines]), json_)


def offers(listing: Annotated[str, typer.Argument(help="Those on one listing; left out: all of yours.")] = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """The offers your organisation made and received.

    Example: ipos exchange offers --as lin
    """
    from assistant.cli.exchange_telling import offer_line
    from tools.exchange.reading import list_offers

    world, language = World(), _language(lang, "")
    who = world.principal(user)
    with world.sessions() as session:
        found = list_offers(session, who, listing)
    _told({"offers": [row.model_dump(mode="json") for row in found]}, "\n".join(offer_line(row, language) for row in found), json_)  # fmt: skip


def deals(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """The deals of your organisation.

    Example: ipos exchange deals --as chen --json
    """
    from assistant.cli.exchange_telling import deal_line
    from tools.exchange.reading import list_deals

    world, language = World(), _language(lang, "")
    who = world.principal(user)
    with world.sessions() as session:
        found = list_deals(session, who)
    _told({"deals": [row.model_dump(mode="json") for row in found]}, "\n".join(deal_line(row, language) for row in found), json_)  # fmt: skip


def checks(
    numbers: Annotated[list[str], typer.Argument(help="The numbers of the rights.")],
    subject: Subject = "patent",
    deal: Annotated[str, typer.Option("--deal", help="transfer, exclusive, sole, ordinary, open or pledge.")] = "transfer",
    declare: Declare = None, as_of: AsOf = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """What stands in the way of listing, licensing, transferring or pledging rights, with articles and evidence.

    Examples: ipos exchange checks CN108556365A --deal exclusive --as lin · ipos exchange checks 1234567 --subject trademark --deal pledge
    """
    from assistant.cli.exchange_telling import checks_text
    from tools.exchange.reading import check_right
    from tools.exchange.request import Declarations

    world = World()
    who = world.principal(user)
    with world.sessions() as session:
        found = check_right(session, who, world.evidence, subject, deal, tuple(numbers), the_day(world, as_of), Declarations(**declarations(declare)))  # fmt: skip
    _told({"checks": [row.model_dump(mode="json") for row in found]}, checks_text(found, _language(lang, "")), json_)


def expire(user: As = "su", json_: Json = False) -> None:
    """Let offers, listings and needs run out whose time has come; for the platform's staff, run it every few minutes.

    Example: ipos exchange expire --as su
    """
    from tools.exchange.expiring import run_expiry

    world = World()
    found = run_expiry(world.sessions, world.audit, world.now, world.new_id, world.principal(user))
    _told({"expired": found}, " · ".join(f"{kind}: {number}" for kind, number in found.items()), json_)


def _language(lang: str | None, text: str) -> Language:
    return the_language(lang) or (detect(text) if text.strip() else "zh")


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
