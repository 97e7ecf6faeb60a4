"""A zip archive from outside, read without trust: no name leaves the folder, nothing expands without bound.

Members are only ever read as streams, never written under their own names.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO

EXPANSION = 100  # text packs about 1:10; beyond 1:100 a member is made to fill memory or disk
SMALL = 1 << 16  # what expands to less than this harms nobody, whatever its ratio
HEAD = 1 << 16
_SIGNATURE = b"PK\x03\x04"
_DRIVE = re.compile(r"^[A-Za-z]:")


class ArchiveError(ValueError):
    """The archive or a member cannot be read. The message says why, in Chinese and English."""


@dataclass(frozen=True)
class Member:
    """A member that may be read: its name, how many bytes it packs, fills and stands behind in the archive."""

    info: zipfile.ZipInfo

    @property
    def name(self) -> str:
        """The path inside the archive."""
        return self.info.filename

    @property
    def bomb(self) -> bool:
        """Whether it expands more than text does."""
        return self.info.file_size > max(SMALL, EXPANSION * self.info.compress_size)

    def position(self, done: int) -> int:
        """The position in the archive when `done` bytes of the member have been read."""
        share = done / self.info.file_size if self.info.file_size else 1.0
        return self.info.header_offset + int(self.info.compress_size * min(1.0, share))


@dataclass(frozen=True)
class Refused:
    """A member that is not read, and why."""

    name: str
    reason: str


class Archive:
    """An open zip file. Raises ArchiveError when the file is none, or its members claim more bytes than it has."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError) as broken:
            raise ArchiveError(
                f"压缩包已损坏或不完整（{broken}），请重新下载。/ The archive is damaged or cut off ({broken}); fetch it again."
            ) from None
        file.seek(0, 2)
        if sum(info.compress_size for info in self._zip.infolist()) > file.tell():
            # members that share their bytes: each looks harmless, together they expand a thousandfold
            raise ArchiveError(
                "压缩包的各文件互相重叠，可能是压缩炸弹，未读取。/ The members of the archive overlap, as in a zip bomb; it was not read."
            )

    def members(self) -> Iterator[Member | Refused]:
        """The members that are files, in the order of the archive's directory."""
        for info in self._zip.infolist():
            if info.is_dir():
                continue
            reason = _unsafe(info)
            yield Refused(info.filename, reason) if reason else Member(info)

    def open(self, member: Member) -> "Unpacked":
        """The content of a member as a stream; what is wrong with it is raised as ArchiveError while reading."""
        try:
            return Unpacked(self._zip.open(member.info))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as broken:
            # zipfile's words for a compression it does not know, and for a member under a password
            raise _damaged(broken) from None

    def head(self, member: Member) -> bytes:
        """The first 64 KiB of a member, however large it says to be. Raises ArchiveError."""
        with self.open(member) as stream:
            return stream.read(HEAD)


class Unpacked:
    """A stream whose errors are sentences: damaged data, a checksum (CRC) that does not fit."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes. Raises ArchiveError."""
        try:
            return self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as broken:
            raise _damaged(broken) from None

    def readline(self, size: int = -1) -> bytes:
        """One line, up to `size` bytes of it. Raises ArchiveError."""
        try:
            return self._stream.readline(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as broken:
            raise _damaged(broken) from None

    def close(self) -> None:
        """Close the member."""
        self._stream.close()

    def __enter__(self) -> "Unpacked":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a zip archive with a member."""
    return head.startswith(_SIGNATURE)


def first_names(head: bytes) -> list[str]:
    """The names of the members that begin within the first bytes of an archive."""
    names, at = [], head.find(_SIGNATURE)
    while at >= 0:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        names.append(head[at + 30 : at + 30 + length].decode("utf-8", "replace"))
        at = head.find(_SIGNATURE, at + 4)
    return names


def _unsafe(info: zipfile.ZipInfo) -> str:
    """Why a member is not read, "" when it may be."""
    name = info.orig_filename.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/") or "\0" in name:
        return "文件名指向压缩包之外，未读取。/ Its name points outside the archive; it was not read."
    if info.flag_bits & 0x1:
        return "文件已加密，请先解密。/ It is encrypted; decrypt it first."
    return ""


def _damaged(broken: Exception) -> ArchiveError:
    return ArchiveError(
        f"压缩数据已损坏（{broken}），请重新下载。/ The packed data are damaged ({broken}); fetch the archive again."
    )
