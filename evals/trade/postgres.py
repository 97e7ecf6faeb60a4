"""A PostgreSQL server of one's own, for one run: made in a temporary folder, killed and started again at will.

It listens on a Unix socket in its own folder alone, which only its user may enter, so no port is taken and nobody else comes
in. It is a direct child: after a SIGKILL the parent reaps it, else its stale process id would block the next start.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep

import psycopg
from psycopg import sql

_WAIT = 30  # seconds a start may take
_SETTINGS = {
    "listen_addresses": "", "max_connections": "140", "shared_buffers": "64MB", "autovacuum": "off",
    "log_min_messages": "fatal",
}  # fmt: skip


class PostgresMissing(RuntimeError):  # noqa: N818 - named for what is the matter
    """There is no PostgreSQL server on this machine."""


def binaries() -> Path:
    """The folder of the newest server programs. Raises PostgresMissing."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    found = [*([Path(on_path)] if on_path else []), *debian]
    if not found:
        raise PostgresMissing("There is no PostgreSQL server here: install Debian's `postgresql`, or set IPOS_TEST_NO_POSTGRES=1 to go without.")  # fmt: skip
    return found[-1].parent


class Server:
    """A server in a folder of its own. `settings` are added to those of the command line."""

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        self._bin = binaries()
        self._user = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="ipos-pg-"))
        if self._user:
            os.chown(self.folder, *self._user)
        self._settings = _SETTINGS | dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None
        made = [self._bin / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]  # fmt: skip
        subprocess.run(self._as_user(made), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own arguments
        self.start()

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database of this server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def start(self) -> float:
        """Start and wait until it answers; seconds it took. A start right after a kill is tried again until the memory is free."""
        began = monotonic()
        while monotonic() - began < _WAIT:
            self._process = self._spawn()
            while self._process.poll() is None and monotonic() - began < _WAIT:
                if self._answers():
                    return monotonic() - began
                sleep(0.05)
            sleep(0.1)
        raise RuntimeError((self.folder / "log").read_text("utf-8", "replace")[-2000:])

    def kill(self) -> None:
        """SIGKILL the server, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._end(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def create(self, database: str, template: str = "template0") -> str:
        """Make a database, a copy of another where one is named; its URL. Nobody may be connected to the template."""
        named = (sql.Identifier(database), sql.Identifier(template))
        self._administer(sql.SQL("create database {} template {}").format(*named))
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected."""
        self._administer(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))

    def program(self, name: str) -> str:
        """The path of a program of the same version: pg_dump, psql."""
        return str(self._bin / name)

    def _administer(self, statement: sql.Composed) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def _answers(self) -> bool:
        try:
            psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _spawn(self) -> subprocess.Popen[bytes]:
        command: list[object] = [self._bin / "postgres", "-D", self.folder / "data", "-k", self.folder]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(self._as_user(command), stdout=log, stderr=log)  # noqa: S603 - our own arguments

    def _as_user(self, command: Sequence[object]) -> list[str]:
        """PostgreSQL refuses to run as root; and it ends with this process, however that ends."""
        words = [str(word) for word in command]
        if not self._user:
            return words
        user, group = self._user
        return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--pdeathsig=QUIT", *words]

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(_WAIT)


def _unprivileged() -> tuple[int, int] | None:
    """Whom to run as when this process is root, None when it is not."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return entry.pw_uid, entry.pw_gid
