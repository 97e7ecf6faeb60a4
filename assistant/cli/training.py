"""`ipos training`: sessions, sign-ups, the waiting list, attendance, certificates, quizzes, programmes made to measure."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.effects import Approve, Key, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.cli.training_quiz import register_quiz
from assistant.world import World

app = typer.Typer(help="Training and forums: what is on, signing up, attendance, certificates, quizzes on the law in force.", no_args_is_help=True)  # fmt: skip
register_quiz(app)
Session = Annotated[
    str, typer.Argument(metavar="SESSION", help="A session: its id TSN-..., its course code, or words that fit one.")
]
SignUp = Annotated[str, typer.Argument(metavar="SIGN-UP", help="A sign-up's id, SGN-...; see ipos training waitlist.")]
Why = Annotated[str, typer.Option("--reason", help="Why.")]


@app.command("list")
def list_(
    request: Annotated[str, typer.Argument(help="Words to look for; left out: all.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="course, intensive, seminar, salon or forum.")] = "",
    own: Annotated[bool, typer.Option("--own", help="The sessions your organisation holds, whatever their state.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """List the sessions open for sign-up, the nearest first.

    Examples: ipos training list · ipos training list "new trademark law" --lang en · ipos training list --own --as tao
    """
    from tools.training.reading import list_sessions, provided
    from tools.training.telling import sessions_text

    world, language = World(), the_language(lang) or "zh"
    who = world.principal(user)
    with world.sessions() as session:
        found = provided(session, who) if own else list_sessions(session, who, world.now(), request, kind)
    _told({"sessions": [each.model_dump(mode="json") for each in found]}, sessions_text(found, language), json_)


@app.command("show")
def show(session: Session, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show a session: when, where, for whom, price, seats.

    Example: ipos training show PAT-RND --as lin
    """
    from tools.training.reading import session_named, show_session
    from tools.training.telling import session_text

    world = World()
    who = world.principal(user)
    with world.sessions() as reading:
        found = show_session(reading, who, world.now(), session_named(reading, who, world.now(), session))
    _told(found.model_dump(mode="json"), session_text(found, the_language(lang) or "zh"), json_)


@app.command("sign-up")
def sign_up(
    session: Session,
    name: Annotated[str, typer.Option("--name", help="Your name as it shall stand on a certificate.")] = "",
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Sign up for a session: the terms show price, seat or waiting list, and the rule of cancellation.

    Example: ipos training sign-up TM-2027 --name 林工 --as lin
    """
    from tools.training.reading import session_named

    world = World()
    who = world.principal(user)
    with world.sessions() as reading:
        named = session_named(reading, who, world.now(), session)
    carry(world, user, "sign_up", {"session": named, "name": name}, approve=approve, lang=lang, json_=json_, key=key)


@app.command("confirm")
def confirm(sign_up: SignUp, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Confirm the seat that is kept for you from the waiting list.

    Example: ipos training confirm SGN-0123456789AB --as lin
    """
    carry(World(), user, "claim_seat", {"sign_up": sign_up}, approve=approve, lang=lang, json_=json_, key=key)


@app.command("cancel")
def cancel(sign_up: SignUp, reason: Why = "", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Cancel a sign-up or leave a waiting list; or, with TSN-..., call a session of yours off.

    Examples: ipos training cancel SGN-0123456789AB --as lin · ipos training cancel TSN-0123456789AB --reason 讲师生病 --as tao
    """
    if sign_up.upper().startswith("TSN-"):
        request, effect = {"session": sign_up.upper(), "reason": reason}, "cancel_session"
    else:
        request, effect = {"sign_up": sign_up, "reason": reason}, "cancel_sign_up"
    carry(World(), user, effect, request, approve=approve, lang=lang, json_=json_, key=key)


@app.command("waitlist")
def waitlist(
    session: Annotated[str, typer.Argument(help="A session of yours, TSN-...: who signed up for it; left out: your own sign-ups.")] = "",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Your own sign-ups and places on waiting lists; or, for who holds a session, its participants in order.

    Examples: ipos training waitlist --as lin · ipos training waitlist TSN-0123456789AB --as tao
    """
    from tools.training.reading import my_sign_ups, participants
    from tools.training.telling import sign_ups_text

    world = World()
    who = world.principal(user)
    with world.sessions() as reading:
        found = participants(reading, who, session) if session else my_sign_ups(reading, who, world.now())
    _told({"sign_ups": [each.model_dump(mode="json") for each in found]}, sign_ups_text(found, the_language(lang) or "zh"), json_)  # fmt: skip


@app.command("attend")
def attend(
    sign_up: SignUp,
    absent: Annotated[bool, typer.Option("--absent", help="Did not come.")] = False,
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Record who came, as the provider or staff, from the start of the session on; issues the certificate.

    Example: ipos training attend SGN-0123456789AB --as tao
    """
    came = "absent" if absent else "attended"
    carry(World(), user, "record_attendance", {"sign_up": sign_up, "came": came}, approve=approve, lang=lang, json_=json_, key=key)  # fmt: skip


@app.command("publish")
def publish(
    file: Annotated[Path, typer.Argument(help="A JSON file with the session: code, kind, title_zh, title_en, starts, ends, seats, hours, price ...")],
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Publish a session of your organisation.

    Example: ipos training publish session.json --as tao
    """
    import json

    try:
        request = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"{file} cannot be read as JSON ({error}).", param_hint="FILE") from None
    if not isinstance(request, dict):
        raise typer.BadParameter(f"{file} holds no JSON object.", param_hint="FILE")
    carry(World(), user, "publish_session", request, approve=approve, lang=lang, json_=json_, key=key)


@app.command("certificate")
def certificate(
    number: Annotated[str, typer.Argument(help="The certificate's number, CRT-...")],
    to: Annotated[Path | None, typer.Option("--to", help="Write it as an HTML page to print.")] = None,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show a certificate of yours, or write it as a page.

    Example: ipos training certificate CRT-0123456789AB --to certificate.html --as lin
    """
    from tools.training.certificates import certificate_html, certificate_lines, certificate_of

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        found = certificate_of(session, world.principal(user), number.strip().upper())
    if to:
        world.journal.enter(world.principal(user), "download certificate", found.number)
        to.write_text(certificate_html(found, language), "utf-8")
    _told({"number": found.number, "sha256": found.sha256, **found.content}, "\n".join(certificate_lines(found, language)), json_)  # fmt: skip


@app.command("verify")
def verify(number: Annotated[str, typer.Argument(help="The number on a certificate, CRT-...")], user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Say whether a certificate is true and unchanged; anybody may ask. Ends with 1 when it is not.

    Example: ipos training verify CRT-0123456789AB
    """
    from tools.training.certificates import verified_text, verify_certificate

    world = World()
    who = world.principal(user)
    with world.sessions() as session:
        found = verify_certificate(session, who, number)
    _told(found.model_dump(mode="json"), verified_text(found, the_language(lang) or "zh"), json_)
    if not found.valid:
        raise typer.Exit(1)


@app.command("request")
def request(
    need: Annotated[str, typer.Argument(help="What the training shall achieve.")],
    people: Annotated[int, typer.Option("--people", min=1, help="How many people.")],
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Ask for a programme made to measure: it becomes a request for a quote, and an order by the rules of all orders.

    Example: ipos training request "研发部门全年专利培训" --people 40 --as lin
    """
    from assistant.cli.order_lines import quote_line
    from tools.orders.quoting import quote_service

    world = World()
    found = quote_service(world.effects, world.principal(user), "TRN-CUSTOM", {"need": need, "people": people})
    _told(found.model_dump(mode="json"), quote_line(found, the_language(lang) or "zh"), json_)


@app.command("run")
def run(user: As = USER, json_: Json = False) -> None:
    """Do what the clock brought, for staff: offers that ran out, unpaid seats, the next on the waiting lists. Safe to repeat.

    Example: ipos training run --as su
    """
    from tools.training.running import run_training

    world = World()
    changed = run_training(world.effects, world.principal(user))
    _told({"changed": changed}, f"{sum(changed.values())} changed in {len(changed)} sessions", json_)


def _told(data: dict[str, Any], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)
