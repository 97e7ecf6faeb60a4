"""`ipos triage`: e-mail files taken in as cases, the queue with its figures, drafts, escalation, seats."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.inquiry import _plain, _told
from assistant.cli.shared import USER, As, Json, Lang, the_language
from assistant.world import World
from knowledge.language import Language
from tools.triage.labels import name_of
from tools.triage.taking_in import TakenIn
from tools.triage.telling import case_text, queue_text, tell_of

app = typer.Typer(help="Triage of inquiries, for staff.", no_args_is_help=True)


@app.command("run")
def run(
    paths: Annotated[list[Path], typer.Argument(help="E-mail files (.eml), or folders of them.", metavar="FILE|FOLDER...")],
    draft: Annotated[bool, typer.Option("--draft", help="Also draft a reply to each, for a person to edit.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Take e-mail files in: each becomes a labelled case, once. What is late is escalated on the way.

    Examples: ipos triage run mail/ --as su · ipos triage run a.eml b.eml --draft --as su --json
    """
    from tools.triage.acting import escalate_cases
    from tools.triage.drafting import draft_reply
    from tools.triage.taking_in import take_in_mail

    world, language = World(), the_language(lang) or "zh"
    who = world.principal(user)
    taken = list(take_in_mail(world.inquiries, who, paths))
    for each in taken:
        if draft and each.case and not each.known:
            draft_reply(world.effects, who, each.case.id, world.answer_law)
    late = escalate_cases(world.effects, who)
    data = {"files": [_file(each) for each in taken], "escalated": late}
    lines = [taken_line(each, language) for each in taken]
    _told(data, "\n".join([*lines, *([tell_of(language)("escalated", count=len(late))] if late else [])]), json_)
    if any(each.why for each in taken):
        raise typer.Exit(1)


@app.command("queue")
def queue(
    desk: Annotated[str, typer.Option("--desk", help="Only of this desk.")] = "",
    urgency: Annotated[str, typer.Option("--urgency", help="urgent, unknown, dated or none.")] = "",
    mine: Annotated[bool, typer.Option("--mine", help="Only what you hold.")] = False,
    person: Annotated[bool, typer.Option("--person", help="Only those a person has to decide.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="How many at most.")] = 50,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show the queue, the most urgent first: legal periods before anything else.

    Examples: ipos triage queue --as su · ipos triage queue --urgency unknown --desk marks --as su --json
    """
    from tools.triage.listing import Wanted, list_queue, queue_size

    world, language = World(), the_language(lang) or "zh"
    who, moment, wanted = (
        world.principal(user),
        world.now(),
        Wanted(desk=desk, urgency=urgency, mine=mine, person=person),
    )
    with world.sessions() as session:
        lines = list_queue(session, who, moment, wanted, limit)
        count = queue_size(session, who, moment, wanted)
    _told(
        {"count": count, "cases": [_plain(each) for each in lines]}, queue_text(lines, count, moment, language), json_
    )


@app.command("stats")
def stats(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Figures of the queue: by state, desk and urgency, what is late, what people set right, who holds how many.

    Example: ipos triage stats --as su
    """
    from tools.triage.listing import stats as figures_of
    from tools.triage.seats import seats_of

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        data = figures_of(session, world.principal(user), world.now()) | {"seats": seats_of(session)}
    _told(data, stats_text(data, language), json_)


@app.command("draft")
def draft(inquiry: Annotated[str, typer.Argument(help="The id of the inquiry.")], user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Draft a reply with its sources, for a person to edit; nothing is sent.

    Example: ipos triage draft INQ-0123456789 --as su
    """
    from tools.triage.drafting import draft_reply
    from tools.triage.showing import show_case

    world, language = World(), the_language(lang) or "zh"
    who, identity = world.principal(user), inquiry.strip().upper()
    draft_reply(world.effects, who, identity, world.answer_law)
    with world.sessions() as session:
        case = show_case(session, who, identity)
    _told({"id": case.id, "draft": case.draft, "sources": case.draft_sources}, case_text(case, language), json_)


@app.command("escalate")
def escalate(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Put in front what waits past its time, and bring back what was put off.

    Example: ipos triage escalate --as su
    """
    from tools.triage.acting import escalate_cases

    world = World()
    ids = escalate_cases(world.effects, world.principal(user))
    _told({"escalated": ids}, tell_of(the_language(lang) or "zh")("escalated", count=len(ids)), json_)


@app.command("seat")
def seat(
    account: Annotated[str, typer.Argument(help="An account of the staff.")],
    desk: Annotated[str, typer.Argument(help="front, patents, marks, copyright, disputes, international, valuation, search, advice or learning.")],
    capacity: Annotated[int, typer.Option("--capacity", help="Cases held at once; 0 takes the seat away.")] = 25,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Give somebody of the staff a seat at a desk, as an administrator.

    Example: ipos triage seat su marks --capacity 30 --as admin
    """
    from tools.triage.seats import seat_staff

    world, language = World(), the_language(lang) or "zh"
    seat_staff(world.effects, world.principal(user), account, desk, capacity)
    told = tell_of(language)("done_seat", user=account, desk=name_of("desk", desk, language), capacity=capacity)
    _told({"user": account, "desk": desk, "capacity": capacity}, told, json_)


def taken_line(each: TakenIn, language: Language) -> str:
    """What became of a file, in a line."""
    tell = tell_of(language)
    if each.case is None:
        zh, _, en = each.why.partition("/ ")
        return tell("not_taken_in", name=each.name, why=zh.strip() if language == "zh" else en)
    case = each.case
    if each.known:
        return tell("taken_in_before", name=each.name, id=case.id)
    return tell(
        "taken_in", name=each.name, id=case.id, title=case.title, urgency=name_of("urgency", case.urgency, language),
        deadline=tell("queue_deadline", day=case.deadline) if case.deadline else "", desk=name_of("desk", case.desk, language),
        marks=tell("mark_person") if case.needs_person else "",
    )  # fmt: skip


def stats_text(data: dict[str, Any], language: Language) -> str:
    """The figures in words."""
    tell = tell_of(language)
    lines = [tell("stats_line", name=tell(f"stats_{part}"), figures=_counted(data[part])) for part in ("states", "desks", "urgency", "corrections")]  # fmt: skip
    lines += [tell("stats_line", name=tell("stats_late"), figures=data["late"]), tell("stats_line", name=tell("stats_person"), figures=data["needs_person"])]  # fmt: skip
    return "\n".join(lines + [f"{row['desk']}: {row['user']} {row['held']}/{row['capacity']}" for row in data["seats"]])


def _counted(rows: dict[str, int]) -> str:
    return ", ".join(f"{key} {value}" for key, value in rows.items()) or "0"


def _file(each: TakenIn) -> dict[str, Any]:
    case = each.case
    return {
        "file": each.name, "id": case.id if case else None, "known": each.known, "refused": each.why or None, "urgency": case.urgency if case else None,
        "deadline": case.deadline if case else None, "desk": case.desk if case else None, "needs_person": case.needs_person if case else None,
    }  # fmt: skip
