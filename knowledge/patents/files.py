"""The files an ingest run is asked to read: found under paths, in a stable order, with what is wrong said at once."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HEAD = 1 << 16  # what an importer sees of a file before it says whether it is its own


@dataclass(frozen=True)
class InputFile:
    """One path of the run: a readable file with its length and first 64 KiB, or the reason why it is none."""

    path: Path
    size: int = 0
    head: bytes = b""
    reason: str = ""


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Every path to look at: files as given, of folders all that is in them by name, hidden entries left out.

    An empty folder and a path where nothing is are yielded themselves: `look_at` says what is wrong with them. Links
    to folders inside a folder are not followed. A file named twice comes once.
    """
    seen: set[str] = set()
    for path in paths:
        found = list(_walk(path)) if os.path.isdir(path) else [path]
        for each in found or [path]:
            if (key := os.path.realpath(each)) not in seen:
                seen.add(key)
                yield each


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))
    yield from (Path(error.filename) for error in closed)


def look_at(path: Path) -> InputFile:
    """A path with its first bytes, or with one sentence on why it cannot be read."""
    name = shown(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            os.scandir(path).close()
            return InputFile(path, reason=f"文件夹 {name} 里没有文件。/ The folder {name} holds no files.")
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device would never end
            return InputFile(path, reason=f"{name} 不是普通文件。/ {name} is not a regular file.")
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except FileNotFoundError:
        return InputFile(path, reason=f"{name} 不存在。/ {name} does not exist.")
    except OSError as error:
        return InputFile(path, reason=unreadable(path, error))
    if not head:
        return InputFile(
            path, reason=f"{name} 是空文件（0 字节），请重新获取。/ {name} is empty (0 bytes); fetch it again."
        )
    return InputFile(path, found.st_size, head)


def unreadable(path: Path, error: OSError) -> str:
    """One sentence on a file the system does not let us read."""
    why = error.strerror or type(error).__name__
    return f"{shown(path)} 无法读取（{why}），请检查权限。/ {shown(path)} cannot be read ({why}); check its rights."


def shown(path: Path) -> str:
    """A path as it can be stored and shown: undecodable bytes and control characters are written as escapes."""
    return plain(os.fsencode(path).decode("utf-8", "backslashreplace"))


def plain(text: str, longest: int = 1000) -> str:
    """Text from a file made fit for a terminal: what is not printable becomes an escape, what is long is cut."""
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut)
