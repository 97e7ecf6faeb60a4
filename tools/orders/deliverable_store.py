"""The files of deliverables in a folder, by their SHA-256: written whole or not at all, checked when read."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.refused import Refused


@dataclass(frozen=True)
class DeliverableStore:
    """Keeps bytes under a folder of its own, which is made when first needed."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keep bytes and return their SHA-256 (hexadecimal). Raises Refused when the disk cannot hold them."""
        digest = hashlib.sha256(data).hexdigest()
        place = self._place(digest)
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not place.exists():
                _write(place, data)
        except OSError as error:
            raise Refused(f"文件无法保存（{error.strerror}），什么也没有写入；请腾出空间或检查目录权限。/ The file cannot be kept ({error.strerror}) and nothing was written; free space or check the folder's rights.", "deliverable.disk") from error  # fmt: skip
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes with a SHA-256. Raises Refused when they are gone or were changed."""
        try:
            data = self._place(digest).read_bytes()
        except OSError as error:
            raise Refused("文件已不在平台存储中，请联系平台。/ The file is no longer in the store; contact the platform.", "deliverable.gone") from error  # fmt: skip
        if hashlib.sha256(data).hexdigest() != digest:
            raise Refused("文件与登记的校验值不符，请联系平台。/ The file does not match its checksum; contact the platform.", "deliverable.changed")  # fmt: skip
        return data

    def _place(self, digest: str) -> Path:
        return self.folder.joinpath(digest[:2], digest)


def _write(place: Path, data: bytes) -> None:
    """Write beside the place and move there, so that a crash leaves no half a file under its name."""
    handle, beside = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(place)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
