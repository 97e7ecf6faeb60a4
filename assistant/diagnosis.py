"""The desk's own examination: what works, what is configured, what is missing and how to mend it."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from assistant.records import Unusable
from assistant.world import World

_ENOUGH_DISK = 1_000_000_000
_TOP_LEVEL = ("assistant", "knowledge", "retrievers", "tools", "ui", "evals")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `mend` is what to do when it is not well."""

    what: str
    ok: bool
    detail: str
    mend: str = ""


def examine(world: World) -> list[Finding]:
    """Look at everything; a part that fails to be looked at is a finding too."""
    return [_guarded(name, look, world) for name, look in _LOOKS]


def unready(world: World) -> list[str]:
    """What keeps the desk from answering now, nothing when it is ready: cheap enough to be asked every second."""
    return [name for name, look in _NEEDED if not _guarded(name, look, world).ok]


def _guarded(name: str, look: Callable[[World], Finding], world: World) -> Finding:
    try:
        return look(world)
    except Unusable as error:
        return Finding(name, False, str(error), "set IPOS_HOME to a folder you may write")
    except Exception as error:
        return Finding(name, False, f"{type(error).__name__}: {error}", "reinstall with `make clean` and `make run`")


def _python(_: World) -> Finding:
    return Finding("python", True, f"{platform.python_version()} on {platform.machine()}")


def _packages(_: World) -> Finding:
    names = ("langchain", "langgraph", "chromadb", "openai", "streamlit", "bm25s")
    try:
        return Finding("packages", True, ", ".join(f"{name} {version(name)}" for name in names))
    except PackageNotFoundError as error:
        return Finding("packages", False, f"{error.name} is missing", "run `make run`, or install the project again")


def _ours(_: World) -> Finding:
    strangers = list(foreign_packages())
    detail = "every top-level package is ours" if not strangers else f"not ours: {', '.join(strangers)}"
    return Finding(
        "package names", not strangers, detail, "" if not strangers else "install into an environment of its own"
    )


def foreign_packages() -> Iterator[str]:
    """Top-level packages of ours that another distribution shadows: their names are common."""
    from importlib.util import find_spec
    from pathlib import Path

    root = Path(__file__).parent.parent
    for name in _TOP_LEVEL:
        spec = find_spec(name)
        places = list(spec.submodule_search_locations or []) if spec else []
        if not any(Path(place).parent == root for place in places):
            yield name


def _law(world: World) -> Finding:
    laws = world.library.laws()
    held = sum(world.library.count(version) for law in laws for version in world.library.versions(law))
    coming = [v for law in laws if law.core and (v := world.library.pending(law, world.today()))]
    waits = "; ".join(f"{version.law.title} {version.in_force_from}" for version in coming)
    return Finding(
        "law", True, f"{len(laws)} laws, {held} articles" + (f"; adopted, not yet in force: {waits}" if waits else "")
    )


def _home(world: World) -> Finding:
    world.prepare_home()
    free = shutil.disk_usage(world.settings.home).free
    enough = free > _ENOUGH_DISK
    return Finding(
        "home", enough, f"{world.settings.home}, {free / 1e9:.1f} GB free", "" if enough else "free disk space"
    )


def _index(world: World) -> Finding:
    missing = world.index.missing()
    there = ", ".join(f"{shelf.manifest.shelf} {shelf.manifest.rows}" for shelf in world.index.shelves())
    if "core" in missing:
        return Finding("index", False, f"to be built: {', '.join(missing)}", "run `ipos index`")
    return Finding("index", True, there + (" (wide not built: run `ipos index`)" if missing else ""))


def _searchable(world: World) -> Finding:
    return Finding("index", world.index.sound("core"), "IP law can be searched")


def _database(world: World) -> Finding:
    world.conversations.of_user("doctor", 1)
    return Finding("database", True, world.settings.database.split("@")[-1])


def _model(world: World) -> Finding:
    settings = world.settings
    if settings.model == "offline":
        return Finding("model", True, "offline engine (set IPOS_MODEL=openai:<name> for a language model)")
    from assistant.models import make_model

    make_model(settings, world.offline)
    known = bool(settings.openai_api_key or settings.openai_base_url)
    where = settings.openai_base_url or "the default server"
    return Finding(
        "model", known, f"{settings.model} at {where}", "" if known else "set OPENAI_API_KEY or OPENAI_BASE_URL"
    )


def _tokens(world: World) -> Finding:
    return Finding(
        "token counting", True, "exact (tiktoken)" if world.tokens.exact else "estimated (no vocabulary at hand)"
    )


_LOOKS: tuple[tuple[str, Callable[[World], Finding]], ...] = (
    ("python", _python), ("packages", _packages), ("package names", _ours), ("law", _law), ("home", _home),
    ("index", _index), ("database", _database), ("model", _model), ("token counting", _tokens),
)  # fmt: skip
_NEEDED = (("law", _law), ("home", _home), ("index", _searchable), ("database", _database))
