"""`ipos agencies introduce|introductions|introduction|accept|decline|withdraw|reply|close|expire`."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.effects import Approve, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World

Named = Annotated[str, typer.Argument(metavar="INTRODUCTION", help="Its id, INR-...")]


def register_introductions(app: typer.Typer) -> None:
    """Put the commands of introductions into the group."""
    commands: dict[str, Callable[..., None]] = {
        "introduce": introduce, "introductions": introductions, "introduction": introduction, "accept": accept, "decline": decline,
        "withdraw": withdraw, "reply": reply, "close": close, "expire": expire,
    }  # fmt: skip
    for name, command in commands.items():
        app.command(name)(command)


def introduce(
    match: Annotated[str, typer.Argument(help="The match, MAT-..., as `ipos agencies match` shows it.")],
    agency: Annotated[str, typer.Argument(help="The agency, ORG-...")],
    title: Annotated[str, typer.Option("--title", help="What the matter is called; the agency reads it.")],
    summary: Annotated[str, typer.Option("--summary", help="What you need; the agency reads it. No technical solution of an unfiled invention.")],
    contact: Annotated[str, typer.Option("--contact", help="Shown to the agency exactly as you write it.")],
    unfiled: Annotated[bool, typer.Option("--unfiled", help="It is about an invention that has not been filed.")] = False,
    technical: Annotated[Path | None, typer.Option("--technical", help="A text file with technical content to send; giving it is your consent to send it.")] = None,
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Send a packet to one agency; the terms list exactly what it holds, and you approve them.

    Example: ipos agencies introduce MAT-0123456789AB ORG-RUIHENG --title 终端专利 --summary 需要撰写一件申请 --contact "李工 010-1" --as lin
    """
    request = {"match": match, "agency": agency, "title": title, "summary": summary, "contact": contact, "unfiled": unfiled}  # fmt: skip
    if technical:
        request |= {"technical": _text_of(technical), "share_technical": True}
    carry(World(), user, "introduce", request, approve=approve, lang=lang, json_=json_)


def introductions(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List the introductions your organisation sent and received.

    Example: ipos agencies introductions --as qiao
    """
    from tools.agencies.introduction import list_introductions
    from tools.agencies.telling_entries import introductions_text
    from tools.members.naming import names_of
    from tools.orders.days import day_of

    world = World()
    with world.sessions() as session:
        found = list_introductions(session, world.principal(user), day_of(world.now()))
        named = names_of(session, *{side for each in found for side in (each.member, each.agency)})
    _told({"introductions": [each.model_dump(mode="json") for each in found]}, introductions_text(found, named, the_language(lang) or "zh"), json_)  # fmt: skip


def introduction(named: Named, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show one introduction with its packet and its thread.

    Example: ipos agencies introduction INR-0123456789AB --as qiao
    """
    from tools.agencies.introduction import show_introduction
    from tools.agencies.telling_entries import introduction_text
    from tools.members.naming import names_of
    from tools.orders.days import day_of

    world = World()
    with world.sessions() as session:
        found = show_introduction(session, world.principal(user), named.strip().upper(), day_of(world.now()))
        sides = names_of(session, found.member, found.agency)
    _told(found.model_dump(mode="json"), introduction_text(found, sides, the_language(lang) or "zh").replace("**", ""), json_)  # fmt: skip


def accept(named: Named, approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Accept an introduction, as the agency; the conflict check is made again.

    Example: ipos agencies accept INR-0123456789AB --as qiao
    """
    _carry("accept_introduction", named, approve, user, lang, json_)


def decline(named: Named, reason: Annotated[str, typer.Option("--reason", help="Why; the member reads it.")], approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Decline an introduction, as the agency, with a reason.

    Example: ipos agencies decline INR-0123456789AB --reason "本月已满" --as qiao
    """
    _carry("decline_introduction", named, approve, user, lang, json_, reason=reason)


def withdraw(named: Named, approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Withdraw a packet that waits for an answer.

    Example: ipos agencies withdraw INR-0123456789AB --as lin
    """
    _carry("withdraw_introduction", named, approve, user, lang, json_)


def reply(named: Named, text: Annotated[str, typer.Argument(help="What you write to the other side.")], approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Write in an introduction that was accepted.

    Example: ipos agencies reply INR-0123456789AB "请先签保密协议" --as qiao
    """
    _carry("write_introduction", named, approve, user, lang, json_, text=text)


def close(named: Named, approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Close an introduction that was accepted.

    Example: ipos agencies close INR-0123456789AB --as lin
    """
    _carry("close_introduction", named, approve, user, lang, json_)


def expire(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Note the packets whose day is over, as staff; a batch.

    Example: ipos agencies expire --as song
    """
    from tools.agencies.answering import expire_introductions
    from tools.agencies.telling import tell_in

    world = World()
    count = expire_introductions(world.effects, world.principal(user))
    _told({"expired": count}, tell_in(the_language(lang) or "zh")("expired", count=count), json_)


def _carry(name: str, named: str, approve: str | None, user: str, lang: str | None, json_: bool, **more: str) -> None:
    carry(World(), user, name, {"introduction": named.strip().upper(), **more}, approve=approve, lang=lang, json_=json_)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{path} cannot be read as UTF-8 text ({error}).", param_hint="--technical") from None


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
