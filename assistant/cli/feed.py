"""`ipos feed`: sources of news for staff, subscriptions and digests for everybody."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World

app = typer.Typer(help="The information service: sources, subscriptions by category, words, holders and classes, digests.", no_args_is_help=True)  # fmt: skip
Subscription = Annotated[
    str, typer.Argument(metavar="SUBSCRIPTION", help="A subscription's id, SUB-...; see ipos feed list.")
]


@app.command("add")
def add(
    address: Annotated[str, typer.Argument(help="An http(s) address of an RSS or Atom feed, or the absolute path of a folder.")],
    title: Annotated[str, typer.Option("--title", help="What to call it.")] = "",
    category: Annotated[str, typer.Option("--category", help="policies, technology, cases, judicial, or auto.")] = "auto",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Configure a source of news, for staff. Only hosts configured here are ever asked.

    Example: ipos feed add https://www.example.org/news.xml --category policies --as su
    """
    from tools.information.sources import add_source
    from tools.information.telling import sources_text

    world = World()
    found = add_source(world.effects, world.principal(user), address, title, category)
    _told(found.model_dump(mode="json"), sources_text([found], the_language(lang) or "zh"), json_)


@app.command("remove")
def remove(source: Annotated[str, typer.Argument(help="The source's id, SRC-...")], user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Ask a source no more, for staff; what it gave stays.

    Example: ipos feed remove SRC-0123456789AB --as su
    """
    from tools.information.sources import remove_source
    from tools.information.telling import sources_text

    world = World()
    found = remove_source(world.effects, world.principal(user), source)
    _told(found.model_dump(mode="json"), sources_text([found], the_language(lang) or "zh"), json_)


@app.command("sources")
def sources(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List the sources with their last run, for staff.

    Example: ipos feed sources --as su
    """
    from tools.information.sources import list_sources
    from tools.information.telling import sources_text

    world = World()
    who = world.principal(user)
    with world.sessions() as session:
        found = list_sources(session, who)
    _told({"sources": [each.model_dump(mode="json") for each in found]}, sources_text(found, the_language(lang) or "zh"), json_)  # fmt: skip


@app.command("run")
def run(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Ask every source once, for staff; run again it adds nothing. A source that fails stands in nobody's way.

    Example: ipos feed run --as su
    """
    from tools.information.telling import ran_text

    world = World()
    found = world.run_information(world.principal(user))
    _told({"sources": [each.model_dump(mode="json") for each in found]}, ran_text(found, the_language(lang) or "zh"), json_)  # fmt: skip


@app.command("subscribe")
def subscribe(
    words: Annotated[str, typer.Argument(help="What to be kept informed of, in plain words; or use the options.")] = "",
    category: Annotated[list[str] | None, typer.Option("--category", help="policies, technology, cases, judicial; may be repeated.")] = None,
    keyword: Annotated[list[str] | None, typer.Option("--keyword", help="A word to look for; may be repeated.")] = None,
    holder: Annotated[list[str] | None, typer.Option("--holder", help="A holder of patents; may be repeated.")] = None,
    class_: Annotated[list[str] | None, typer.Option("--class", help="An IPC class (B64C) or a Nice class (nice:9); may be repeated.")] = None,
    period: Annotated[str, typer.Option("--period", help="daily, weekly or monthly.")] = "",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Subscribe to news of your own.

    Examples: ipos feed subscribe "订阅商标方面的政策法规" --as lin · ipos feed subscribe --class B64C --period daily --lang en --as chen
    """
    from tools.information.matching import Wish
    from tools.information.subscribing import subscribe as kept
    from tools.information.telling import subscription_line
    from tools.information.wishing import wish_in

    world, language = World(), the_language(lang) or "zh"
    said, told = wish_in(words) if words else (Wish(), "weekly")
    wish = Wish(
        categories=(*said.categories, *(category or ())), keywords=(*said.keywords, *(keyword or ())), holders=(*said.holders, *(holder or ())),
        classes=(*said.classes, *(class_ or ())),
    )  # fmt: skip
    made = kept(world.effects, world.principal(user), wish, period or told, language)
    _told(made.model_dump(mode="json"), subscription_line(made, language), json_)


@app.command("unsubscribe")
def unsubscribe(subscription: Subscription, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """End a subscription of yours.

    Example: ipos feed unsubscribe SUB-0123456789AB --as lin
    """
    from tools.information.subscribing import end_subscription
    from tools.information.telling import subscription_line

    world = World()
    ended = end_subscription(world.effects, world.principal(user), subscription)
    _told(ended.model_dump(mode="json"), subscription_line(ended, the_language(lang) or "zh"), json_)


@app.command("list")
def list_(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Your subscriptions, and what is new for you that no digest has told yet, each with why.

    Example: ipos feed list --as lin --lang en
    """
    from tools.information.digest import whats_new
    from tools.information.subscribing import subscriptions_of
    from tools.information.telling import items_text, subscriptions_text

    world, language = World(), the_language(lang) or "zh"
    who = world.principal(user)
    with world.sessions() as session:
        own, found = subscriptions_of(session, who), whats_new(session, who, world.today())
    data = {"subscriptions": [each.model_dump(mode="json") for each in own], "items": [each.model_dump(mode="json") for each in found]}  # fmt: skip
    _told(data, f"{subscriptions_text(own, language)}\n\n{items_text(found, language)}", json_)


@app.command("digest")
def digest(
    subscription: Subscription,
    eml: Annotated[Path | None, typer.Option("--eml", help="Write it as an e-mail file: into a folder, or under this name.")] = None,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """The digest of a subscription for the present period: made once, the same when asked for again; each item is told once.

    Example: ipos feed digest SUB-0123456789AB --eml . --as lin
    """
    from tools.information.digest import make_digest
    from tools.information.mail import digest_mail, mail_name
    from tools.information.telling import digest_text

    world, language = World(), the_language(lang)
    who = world.principal(user)
    made = make_digest(world.effects, who, subscription)
    if eml:
        place = eml / mail_name(made) if eml.is_dir() else eml
        world.journal.enter(who, "download digest", made.id)
        place.write_bytes(digest_mail(made, who.user, language))
    _told(made.model_dump(mode="json"), digest_text(made, language or made.language), json_)


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
