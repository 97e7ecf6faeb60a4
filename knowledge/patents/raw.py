"""The raw tier: every ingested file kept exactly as it was received, found by its sha-256.

A file is copied (never linked) in chunks under a temporary name, synced, renamed into place and made read-only, so
that a copy under its hash is always whole. A register beside the files says what each was called, from which source
it came, under which licence, when it was first received and how often it was seen since.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from filelock import FileLock

from knowledge.patents.files import shown

_SCHEMA = """
create table if not exists files (
    sha256 text primary key, suffix text not null, name text not null, bytes integer not null, source text not null,
    licence text not null, received text not null, seen integer not null, last_seen text not null)
"""
_COLUMNS = "sha256, suffix, name, bytes, source, licence, received, seen, last_seen"
_CHUNK = 1 << 20
_PART = ".part"


@dataclass(frozen=True)
class RawFile:
    """One file of the raw tier. `received` is the first time these bytes came in, `seen` how often they came."""

    sha256: str
    suffix: str
    name: str
    size: int
    source: str
    licence: str
    received: datetime
    seen: int
    last_seen: datetime


@dataclass(frozen=True)
class Damage:
    """A raw file that is not as it was received; `reason` says so in one sentence, in Chinese and English."""

    sha256: str
    name: str
    reason: str


class RawTier:
    """The raw files under one folder; the folder is made when the first file comes. Safe for several processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, path: Path, source: str, licence: str, now: datetime) -> RawFile:
        """Keep a file. The same bytes again only count as seen once more. Raises OSError when it cannot be read or kept."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(self.folder / "raw.lock"), closing(self._register()) as register, register:
            for left_over in self.folder.glob(f"*{_PART}"):  # of a process that was killed while it copied
                left_over.unlink()
            digest, size, suffix = self._keep(path, register)
            register.execute(
                f"insert into files ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, 1, ?) on conflict (sha256) do update set"  # noqa: S608
                " seen = seen + 1, last_seen = excluded.last_seen,"
                " source = case source when '' then excluded.source else source end,"
                " licence = case licence when '' then excluded.licence else licence end",
                (digest, suffix, shown(Path(path.name)), size, source, licence, now.isoformat(), now.isoformat()),
            )
            row = register.execute(f"select {_COLUMNS} from files where sha256 = ?", (digest,)).fetchone()  # noqa: S608
        return _raw_file(row)

    def files(self) -> Iterator[RawFile]:
        """Every file held, in the order they were received."""
        if not (self.folder / "register.db").exists():
            return
        with closing(self._register()) as register:
            rows = register.execute(f"select {_COLUMNS} from files order by received, sha256").fetchall()  # noqa: S608
        yield from map(_raw_file, rows)

    def path_of(self, file: RawFile) -> Path:
        """Where the bytes are; `verify` says whether they are there and whole."""
        return self._place(file.sha256, file.suffix)

    def verify(self) -> Iterator[Damage]:
        """Read every file again and yield those that are missing or whose hash is another one."""
        for file in self.files():
            reason = self._wrong_with(file)
            if reason:
                yield Damage(file.sha256, file.name, reason)

    def _wrong_with(self, file: RawFile) -> str:
        path = self.path_of(file)
        again = "请再次导入原文件。/"
        try:
            with path.open("rb") as stream:
                digest, size = _hash(stream)
        except FileNotFoundError:
            return f"原始文件 {file.name} 不见了（{path}），{again} The raw file {file.name} is missing ({path}); ingest the original again."
        except OSError as error:
            return f"原始文件 {file.name} 无法读取（{error.strerror}），{again} The raw file {file.name} cannot be read ({error.strerror}); ingest the original again."
        if digest == file.sha256:
            return ""
        return (
            f"原始文件 {file.name} 已损坏（收到时 {file.size} 字节，现在 {size} 字节，散列值不同），{again}"
            f" The raw file {file.name} is damaged ({file.size} bytes when received, {size} now, another hash); ingest the original again."
        )

    def _keep(self, path: Path, register: sqlite3.Connection) -> tuple[str, int, str]:
        """The hash, size and suffix of a file of which a whole copy is now here."""
        suffix = _suffix(path)
        held = register.execute("select sha256, suffix from files where bytes = ?", (path.stat().st_size,)).fetchall()
        if held:  # bytes of this length are known: perhaps nothing has to be written
            with path.open("rb") as stream:
                digest, size = _hash(stream)
            known = dict(held).get(digest)
            if known is not None and _size(self._place(digest, known)) == size:
                return digest, size, known
            suffix = known if known is not None else suffix  # lost here: copied again to where it was
        part = self.folder / f"{os.getpid()}{_PART}"
        try:
            with path.open("rb") as stream, part.open("wb") as copy:
                digest, size = _hash(stream, copy)
                copy.flush()
                os.fsync(copy.fileno())
            part.chmod(0o444)
            place = self._place(digest, suffix)
            place.parent.mkdir(exist_ok=True, mode=0o700)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        return digest, size, suffix

    def _place(self, digest: str, suffix: str) -> Path:
        return self.folder / digest[:2] / f"{digest}{suffix}"

    def _register(self) -> sqlite3.Connection:
        register = sqlite3.connect(self.folder / "register.db", timeout=30)
        register.execute(_SCHEMA)
        return register


def _suffix(path: Path) -> str:
    """The suffix of the copy, which the libraries for archives and spreadsheets look at; dropped when it is unusual."""
    suffix = path.suffix.lower()
    return suffix if len(suffix) <= 8 and suffix[1:].isascii() and suffix[1:].isalnum() else ""


def _hash(stream: IO[bytes], copy: IO[bytes] | None = None) -> tuple[str, int]:
    """The sha-256 and length of a stream, copied on the way where wanted."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if copy:
            copy.write(chunk)
    return digest.hexdigest(), size


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _raw_file(row: tuple[str, str, str, int, str, str, str, int, str]) -> RawFile:
    digest, suffix, name, size, source, licence, received, seen, last_seen = row
    first, last = datetime.fromisoformat(received), datetime.fromisoformat(last_seen)
    return RawFile(digest, suffix, name, size, source, licence, first, seen, last)
