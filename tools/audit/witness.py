"""A witness of the chain outside the database: a file that learns each head after its commit.

The chain alone cannot show that its end was cut off together with an older head put back, both of which were once right. The
witness can: it never forgets a head it saw. It is written after the commit, so it may be one entry behind after a crash, never ahead.
"""

import os
from dataclasses import dataclass
from pathlib import Path

_LINE = 20 + 1 + 64 + 1  # number, space, hash, end of line


@dataclass(frozen=True)
class Head:
    """The end of the chain at some moment."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Witness:
    """Keeps heads in a file; processes append to it side by side, a line each, of one length so that none is torn."""

    path: Path

    def saw(self, head: Head) -> None:
        """Remember a head. An installation whose file cannot be written goes on: the entry itself is committed."""
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError:
            return
        try:
            os.write(handle, f"{head.seq:020d} {head.hash}\n".encode())
        except OSError:
            pass
        finally:
            os.close(handle)

    def newest(self) -> Head | None:
        """The furthest head seen, None when none was. A line that is none is passed over."""
        try:
            lines = self.path.read_text("ascii", errors="replace").splitlines()
        except OSError:
            return None
        heads = [Head(int(line[:20]), line[21:]) for line in lines if len(line) == _LINE - 1 and line[:20].isdigit()]
        return max(heads, key=lambda head: head.seq, default=None)

    def forget_all_but(self, head: Head) -> None:
        """Keep one head only, so that the file stays small; after a check found the chain sound."""
        beside = self.path.with_suffix(".new")
        beside.write_text(f"{head.seq:020d} {head.hash}\n", "ascii")
        os.replace(beside, self.path)
