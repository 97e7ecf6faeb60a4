"""`ipos rating`: credit ratings, their entries, disputes about them, and making them again from the log."""

from typing import Annotated, Any

import typer

from assistant.cli.effects import Approve, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from tools.ratings.engagement import day_of
from tools.ratings.showing import Order
from tools.ratings.telling import disputes_text, entries_text, rating_text, ratings_text, rebuilt_text

app = typer.Typer(help="Credit ratings: computed from the event log alone, shown with their components and bounds.", no_args_is_help=True)  # fmt: skip
Organisation = Annotated[str, typer.Argument(help="The id of an organisation; left out: your own.")]


@app.command("show")
def show(
    organisation: Organisation = "",
    entries: Annotated[bool, typer.Option("--entries", help="Show what took something away, with the ids to dispute it by.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show a rating with its components, sample and bounds.

    Examples: ipos rating show ORG-1 --as lin · ipos rating show --entries --as lin --json
    """
    from tools.ratings.showing import list_rating_entries, show_rating

    world, language = World(), the_language(lang) or "zh"
    who, day = world.principal(user), day_of(world.now())
    named = organisation or who.organisation
    with world.sessions() as session:
        if entries:
            found = list_rating_entries(session, who, named, day)
            _told(
                {"entries": [entry.model_dump(mode="json") for entry in found]},
                entries_text(found, day, language),
                json_,
            )
        else:
            shown = show_rating(session, who, named, day)
            _told(shown.model_dump(mode="json"), rating_text(shown, language), json_)


@app.command("list")
def list_(
    order: Annotated[Order, typer.Option("--by", help="By name, or by the lower bound of the score.")] = "name",
    disputes: Annotated[bool, typer.Option("--disputes", help="The disputes that wait for a decision instead; for experts and staff.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """List ratings, or the disputes that wait.

    Examples: ipos rating list --as lin · ipos rating list --disputes --as expert
    """
    from tools.ratings.showing import list_rating_disputes, list_ratings

    world, language = World(), the_language(lang) or "zh"
    who = world.principal(user)
    with world.sessions() as session:
        if disputes:
            waiting = list_rating_disputes(session, who)
            _told({"disputes": [each.model_dump(mode="json") for each in waiting]}, disputes_text(waiting, language), json_)  # fmt: skip
        else:
            found = list_ratings(session, who, order, day_of(world.now()))
            _told({"ratings": [each.model_dump(mode="json") for each in found]}, ratings_text(found, language), json_)


@app.command("dispute")
def dispute(
    entry: Annotated[str, typer.Argument(help="The id of the entry, as `ipos rating show --entries` lists it.")],
    reason: Annotated[str, typer.Argument(help="Why it is wrong.")] = "",
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Dispute an entry of your organisation's rating: once, within thirty days; an expert of neither party decides.

    Example: ipos rating dispute ENT-17 "延期是客户逾期提供材料所致" --as lin
    """
    carry(World(), user, "dispute_rating", {"entry": entry, "reason": reason}, approve=approve, lang=lang, json_=json_)


@app.command("decide")
def decide(
    dispute: Annotated[str, typer.Argument(help="The id of the dispute.")],
    decision: Annotated[str, typer.Argument(help="upheld: the entry stays; removed: it no longer counts.")],
    reasons: Annotated[str, typer.Argument(help="The reasons of the decision.")] = "",
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Decide a dispute, as an expert of neither party.

    Example: ipos rating decide RDP-0123456789AB removed "材料确系逾期提供" --as expert
    """
    carry(World(), user, "decide_rating", {"dispute": dispute, "decision": decision, "reasons": reasons}, approve=approve, lang=lang, json_=json_)  # fmt: skip


@app.command("rebuild")
def rebuild(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; end with 1 when a kept rating is not what the log gives.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Compute all ratings again from the event log, for staff and administrators; or compare those kept with it.

    Examples: ipos rating rebuild --as admin · ipos rating rebuild --check --as admin
    """
    from tools.ratings.rebuilding import check_ratings, rebuild_ratings

    world, language = World(), the_language(lang) or "zh"
    who = world.principal(user)
    if not check:
        count = rebuild_ratings(world.sessions, world.audit, who, world.now())
        _told({"rebuilt": count}, rebuilt_text(count, language), json_)
        return
    count, wrong = check_ratings(world.sessions, who)
    _told({"kept": count, "differing": wrong}, rebuilt_text(count, language, wrong), json_)
    if wrong:
        raise typer.Exit(1)


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
