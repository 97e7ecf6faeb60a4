"""`ipos index`, `doctor` and `seed`: what the desk needs before it is served."""

from typing import Annotated, Any

import typer

from assistant.cli.shared import USER, Json, print_json, ready_index, say
from assistant.world import World
from retrievers.sources import SHELVES


def index(
    shelf: Annotated[
        str,
        typer.Option(
            "--shelf",
            help="core (IP law and notes), cases (digests), wide (all other law), opinions (ingested cases) or all.",
        ),
    ] = "all",
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build again even if nothing changed.")] = False,
) -> None:
    """Build the search index; an interrupted build goes on where it stopped.

    Example: ipos index --shelf core
    """
    if shelf not in (*SHELVES, "all"):
        raise typer.BadParameter(f"{shelf!r} is none of {', '.join(SHELVES)}, all.", param_hint="--shelf")
    world = World()
    wanted = SHELVES if shelf == "all" else (shelf,)
    if rebuild:
        from assistant.cli.progress import announced

        world.prepare_home()
        for name in wanted:
            with announced() as announce:
                world.index.build(name, announce, force=True)
    ready_index(world, wanted)
    for opened in world.index.shelves():
        say(
            f"{opened.manifest.shelf}: {opened.manifest.rows} entries, {opened.manifest.vectors} vectors ({opened.manifest.encoder})"
        )


def doctor(json_: Json = False) -> None:
    """Say what works, what is configured, and what is missing with how to mend it.

    Example: ipos doctor
    """
    from assistant.diagnosis import examine

    findings = examine(World())
    if json_:
        print_json([{"what": f.what, "ok": f.ok, "detail": f.detail, "mend": f.mend} for f in findings])
    else:
        for finding in findings:
            say(
                f"{'ok  ' if finding.ok else 'MEND'}  {finding.what}: {finding.detail}"
                + (f"\n      -> {finding.mend}" if finding.mend else "")
            )
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def seed(json_: Json = False) -> None:
    """Fill a home with the demo: fictional members, providers and listings, and example conversations; does nothing twice.

    Example: ipos seed
    """
    from assistant.assistant import finish

    world = World()
    members, records = world.seed_exchange()
    ready_index(world)
    made: list[dict[str, Any]] = []
    if not world.conversations.of_user(USER):
        for turns in _EXAMPLES:
            thread = world.conversations.start(USER)
            for text in turns:
                finish(world.assistant.ask(thread, world.principal(USER), text))
            made.append({"thread": thread, "turns": len(turns)})
    if json_:
        print_json({"members": members, "records": records, "conversations": made})
    else:
        say(
            f"{members} demo organisations and accounts, {records} demo listings, needs, offers and bids, {len(made)} conversations made."
        )


_EXAMPLES = (
    ("我们的外观设计专利还能保护几年？", "那发明呢？"),
    ("What can I do if an agent registered my brand in China before me?", "And how long do I have?"),
)
