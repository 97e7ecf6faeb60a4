"""`ipos serve`: the web application, and the indexing of other law beside it; both end together."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from os import getpid
from typing import Annotated

import typer

from assistant.cli.shared import note, ready_index
from assistant.records import Unusable
from assistant.world import World
from retrievers.sources import FIRST_SHELVES

_GRACE = 5.0  # seconds the indexing of other law has to end

# A server that was killed can end nobody: the child sees for itself that it is gone.
_INDEX_REST = """
import os, sys, threading, time
def watch():
    while os.getppid() == int(sys.argv[1]):
        time.sleep(1)
    os._exit(0)
threading.Thread(target=watch, daemon=True).start()
os.nice(10)
from assistant.cli.app import run
raise SystemExit(run(['index']))
"""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port (default 8501).")] = None,
) -> None:
    """Open the web application; IP law is indexed first, the rest of the law while the page is already usable.

    Example: ipos serve --port 8600
    """
    from ui.server import run

    signal.signal(signal.SIGTERM, _end)
    world = World()
    host, port = host or world.settings.host, port or world.settings.port
    world.refuse_open_demo(host)
    ready_index(world)
    if world.settings.demo and not world.sign_in_required():  # members of a real platform meet no invented ones
        world.seed_exchange()  # what is there stays as it is
    with _indexing_the_rest(world):
        note(f"IPOS: http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}")  # noqa: S104 - only compared
        try:
            run(host, port, world.settings.max_upload_mb)
        except OSError as error:
            raise Unusable(f"port {port} cannot be used ({error.strerror}); choose another with --port.") from error


def _end(*_: object) -> None:
    """Unwind when told to end: dying of the signal itself would leave the indexing of other law behind."""
    raise SystemExit(0)


@contextmanager
def _indexing_the_rest(world: World) -> Iterator[None]:
    """Index the rest of the law meanwhile, in a process of its own at low priority."""
    if set(world.index.missing()) <= set(FIRST_SHELVES):
        yield
        return
    command = [sys.executable, "-c", _INDEX_REST, str(getpid())]
    rest = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        yield
    finally:
        rest.terminate()
        try:
            rest.wait(_GRACE)
        except subprocess.TimeoutExpired:
            rest.kill()
            rest.wait()
