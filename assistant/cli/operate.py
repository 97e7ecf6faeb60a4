"""`ipos index`, `doctor`, `serve` and `seed`: running the desk."""

import subprocess
import sys
from typing import Annotated, Any

import typer

from assistant.cli.shared import USER, Json, note, print_json, ready_index, say
from assistant.world import Unusable, World
from retrievers.sources import FIRST_SHELVES, SHELVES


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


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port (default 8501).")] = None,
) -> None:
    """Open the web application; IP law is indexed first, the rest of the law while the page is already usable.

    Example: ipos serve --port 8600
    """
    from ui.server import run

    world = World()
    host, port = host or world.settings.host, port or world.settings.port
    ready_index(world)
    rest = _index_rest(world)
    note(f"IPOS: http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}")  # noqa: S104 - only compared
    try:
        run(host, port)
    except OSError as error:
        raise Unusable(f"port {port} cannot be used ({error.strerror}); choose another with --port.") from error
    finally:
        if rest is not None and rest.poll() is None:
            rest.terminate()


# The child ends when its server does, however that ended.
_INDEX_REST = """
import os, threading, time
parent = os.getppid()
def watch():
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
threading.Thread(target=watch, daemon=True).start()
os.nice(10)
from assistant.cli.app import run
raise SystemExit(run(['index']))
"""


def _index_rest(world: World) -> subprocess.Popen[bytes] | None:
    """Index the rest of the law in a process of its own, at low priority."""
    if set(world.index.missing()) <= set(FIRST_SHELVES):
        return None
    return subprocess.Popen([sys.executable, "-c", _INDEX_REST], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def seed(json_: Json = False) -> None:
    """Fill an empty home with example conversations, so that the page can be looked at; does nothing twice.

    Example: ipos seed
    """
    from assistant.assistant import finish
    from tools.desk import Principal

    world = World()
    ready_index(world)
    made: list[dict[str, Any]] = []
    if not world.conversations.of_user(USER):
        for turns in _EXAMPLES:
            thread = world.conversations.start(USER)
            for text in turns:
                finish(world.assistant.ask(thread, Principal(USER), text))
            made.append({"thread": thread, "turns": len(turns)})
    if json_:
        print_json({"conversations": made})
    else:
        say(f"{len(made)} conversations made." if made else "There are conversations already; nothing was changed.")


_EXAMPLES = (
    ("我们的外观设计专利还能保护几年？", "那发明呢？"),
    ("What can I do if an agent registered my brand in China before me?", "And how long do I have?"),
)
