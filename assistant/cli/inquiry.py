"""`ipos inquiry`: what is handed to staff, and what staff do with it."""

from typing import Annotated, Any

import typer

from assistant.cli.effects import Approve, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from tools.access.table import may_ever
from tools.triage.labels import name_of
from tools.triage.machine import CASE
from tools.triage.telling import case_text, mine_details, mine_text, queue_text, state_name, tell_of

app = typer.Typer(help="Inquiries to the staff: your own, and for staff the work on them.", no_args_is_help=True)
Inquiry = Annotated[str, typer.Argument(help="The id of the inquiry, INQ-...")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the history.")]


@app.command("add")
def add(
    text: Annotated[str, typer.Argument(help="What a person should answer, complete.")],
    contact: Annotated[str, typer.Option("--contact", help="A phone number or mail address.")] = "",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Hand an inquiry to the staff.

    Examples: ipos inquiry add "商标11月3日收到驳回通知，想复审" --as lin · ipos inquiry add "Who can renew our mark?" --contact a@example.com --json
    """
    from tools.triage.inquiries import Incoming

    world = World()
    language = the_language(lang) or "zh"
    inquiry = world.inquiries.hand_over(world.principal(user), "cli", text, contact, Incoming("cli"))
    _show_own(world, user, inquiry.id, language, json_)


@app.command("list")
def list_(
    state: Annotated[str, typer.Option("--state", help="For staff: open, taken, snoozed, answered, closed or merged.")] = "",
    desk: Annotated[str, typer.Option("--desk", help="For staff: only of this desk.")] = "",
    mine: Annotated[bool, typer.Option("--mine", help="Your own inquiries, for staff too.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Your own inquiries with their replies; for staff the queue.

    Examples: ipos inquiry list --as lin · ipos inquiry list --state taken --as su --json
    """
    from tools.triage.listing import Wanted, list_queue, queue_size
    from tools.triage.showing import list_my_inquiries

    world, language = World(), the_language(lang) or "zh"
    who, moment = world.principal(user), world.now()
    with world.sessions() as session:
        if mine or not may_ever(who, "list_queue"):
            found = list_my_inquiries(session, who)
            _told({"inquiries": [each.model_dump(mode="json") for each in found]}, mine_text(found, language), json_)
            return
        wanted = Wanted(state=state, desk=desk)
        lines, count = list_queue(session, who, moment, wanted), queue_size(session, who, moment, wanted)
    _told(
        {"count": count, "cases": [_plain(each) for each in lines]}, queue_text(lines, count, moment, language), json_
    )


@app.command("show")
def show(inquiry: Inquiry, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show one: its state and replies; for staff the whole case, why it was labelled so, and its history.

    Example: ipos inquiry show INQ-0123456789 --as su
    """
    from tools.triage.showing import show_case

    world, language = World(), the_language(lang) or "zh"
    who, identity = world.principal(user), _id(inquiry)
    if not may_ever(who, "show_case"):
        _show_own(world, user, identity, language, json_)
        return
    with world.sessions() as session:
        case = show_case(session, who, identity)
    _told(case.model_dump(mode="json"), case_text(case, language), json_)


@app.command("take")
def take(inquiry: Inquiry, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Take an inquiry to work on it, as staff.

    Example: ipos inquiry take INQ-0123456789 --as su
    """
    from tools.triage.acting import take_case

    world = World()
    _done("take", take_case(world.effects, world.principal(user), _id(inquiry)), lang, json_)


@app.command("assign")
def assign(inquiry: Inquiry, to: Annotated[str, typer.Argument(help="An account of the staff.")], user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Give an inquiry to somebody of the staff.

    Example: ipos inquiry assign INQ-0123456789 song --as su
    """
    from tools.triage.acting import assign_case

    world = World()
    _done("assign", assign_case(world.effects, world.principal(user), _id(inquiry), to), lang, json_, user=to)


@app.command("release")
def release(inquiry: Inquiry, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Give an inquiry back to the queue.

    Example: ipos inquiry release INQ-0123456789 --as su
    """
    from tools.triage.acting import release_case

    world = World()
    _done("release", release_case(world.effects, world.principal(user), _id(inquiry)), lang, json_)


@app.command("reply")
def reply(
    inquiry: Inquiry,
    text: Annotated[str, typer.Argument(help="The reply, word for word.")],
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Reply to an inquiry you have taken: the words are shown, and go out after your approval only.

    Example: ipos inquiry reply INQ-0123456789 "请告知收到驳回通知的日期。" --as su
    """
    carry(
        World(), user, "reply_inquiry", {"inquiry": _id(inquiry), "text": text}, approve=approve, lang=lang, json_=json_
    )


@app.command("close")
def close(inquiry: Inquiry, reason: Reason = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Close an inquiry; one with a legal period and no reply needs a reason.

    Example: ipos inquiry close INQ-0123456789 --reason "电话已答复" --as su
    """
    from tools.triage.acting import close_case

    world = World()
    _done("close", close_case(world.effects, world.principal(user), _id(inquiry), reason), lang, json_)


@app.command("reopen")
def reopen(inquiry: Inquiry, reason: Reason = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Open an inquiry again: staff, or whoever asked.

    Example: ipos inquiry reopen INQ-0123456789 --reason "还没解决" --as lin
    """
    from tools.triage.acting import reopen_case

    world = World()
    _done("reopen", reopen_case(world.effects, world.principal(user), _id(inquiry), reason), lang, json_)


@app.command("merge")
def merge(inquiry: Inquiry, into: Annotated[str, typer.Argument(help="The inquiry of the same sender it belongs to.")], user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Merge an inquiry into another one of the same sender.

    Example: ipos inquiry merge INQ-0123456789 INQ-ABCDEF0123 --as su
    """
    from tools.triage.acting import merge_case

    world = World()
    _done("merge", merge_case(world.effects, world.principal(user), _id(inquiry), _id(into)), lang, json_, into=_id(into))  # fmt: skip


@app.command("snooze")
def snooze(inquiry: Inquiry, days: Annotated[int, typer.Argument(help="For how many days.")], reason: Reason = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Put an inquiry off; never past a legal period in it.

    Example: ipos inquiry snooze INQ-0123456789 3 --reason "等客户来信" --as su
    """
    from tools.triage.acting import snooze_case

    world = World()
    row = snooze_case(world.effects, world.principal(user), _id(inquiry), days, reason)
    _done("snooze", row, lang, json_, day=row.snoozed_until.date() if row.snoozed_until else "")


@app.command("correct")
def correct(
    inquiry: Inquiry,
    label: Annotated[str, typer.Argument(help="sub_platform, right, jurisdiction, segment or licence.")],
    value: Annotated[str, typer.Argument(help="The right value.")],
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Set a label right; the classifier learns from it.

    Example: ipos inquiry correct INQ-0123456789 sub_platform international --as su
    """
    from tools.triage.correcting import correct_case

    world, language = World(), the_language(lang) or "zh"
    row = correct_case(world.effects, world.principal(user), _id(inquiry), label, value)
    _done("correct", row, lang, json_, label=tell_of(language)(f"label_{label}"), value=name_of(label, value, language))


def _show_own(world: World, user: str, identity: str, language: Any, json_: bool) -> None:
    from tools.triage.showing import show_inquiry

    with world.sessions() as session:
        shown = show_inquiry(session, world.principal(user), identity)
    tell = tell_of(language)
    line = tell("mine_line", id=shown.id, title=shown.title, state=state_name(shown.state, language), day=shown.received.date())  # fmt: skip
    _told(
        shown.model_dump(mode="json"),
        "\n".join([line, *(f"  {each}" for each in mine_details(shown, language))]),
        json_,
    )


def _done(what: str, row: Any, lang: str | None, json_: bool, **values: Any) -> None:
    language = the_language(lang) or "zh"
    data = {"id": row.id, "state": row.state, "assignee": row.assignee, "desk": row.desk, "can": CASE.can(row.state)}
    _told(data, tell_of(language)(f"done_{what}", id=row.id, **values), json_)


def _id(text: str) -> str:
    return text.strip().upper()


def _plain(line: Any) -> dict[str, Any]:
    return {name: getattr(line, name) for name in line.__slots__}


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
