"""A witness of the chain outside the database: a file that learns each head after its commit.

The chain alone cannot show that its end was cut off together with an older head put back, both of which were once right. The
witness can: it never forgets a head it saw. It is written after the commit, so it may be one entry behind after a crash, never ahead.
"""

import os
from dataclasses import dataclass
from pathlib import Path

_DIGITS = 20
_LENGTH = _DIGITS + 1 + 64  # number, space, hash


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
            os.write(handle, _line(head).encode())
        except OSError:
            pass
        finally:
            os.close(handle)

    def newest(self) -> Head | None:
        """The furthest head seen, None when none was. A line that is none is passed over."""
        return max(self._heads(), key=lambda head: head.seq, default=None)

    def keep_from(self, seq: int) -> None:
        """Forget heads before `seq`, so that the file stays small; after a check found the chain sound so far."""
        heads = self._heads()
        newest = max((head.seq for head in heads), default=0)  # it may be behind: then that one is kept
        kept = [head for head in heads if head.seq >= min(seq, newest)]
        beside = self.path.with_suffix(".new")
        beside.write_text("".join(map(_line, kept)), "ascii")
        os.replace(beside, self.path)

    def _heads(self) -> list[Head]:
        try:
            lines = self.path.read_text("ascii", errors="replace").splitlines()
        except OSError:
            return []
        return [Head(int(line[:_DIGITS]), line[_DIGITS + 1 :]) for line in lines if len(line) == _LENGTH and line[:_DIGITS].isdigit()]  # fmt: skip


def _line(head: Head) -> str:
    return f"{head.seq:0{_DIGITS}d} {head.hash}\n"
