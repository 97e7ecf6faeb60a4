"""What a deliverable is: told from its bytes, held against its name; neither the name nor a stated type is trusted alone."""

import io
import unicodedata
import zipfile
from pathlib import PurePosixPath

from knowledge.language import visible
from tools.refused import Refused

LONGEST_NAME = 240  # bytes in UTF-8: file systems take 255
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_MOST_ENTRIES = 20_000  # of an archive; nothing is unpacked
MEDIA = {
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "zip": "application/zip", "txt": "text/plain", "md": "text/markdown",
    "csv": "text/csv", "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip
_TEXTS = ("txt", "md", "csv", "json")
_SAME = {"jpeg": "jpg"}
_NOT_IN_NAMES = set('<>:"|?*')


def clean_name(name: str) -> str:
    """A file name without path, hidden characters or what file systems refuse. Raises Refused when nothing is left."""
    last = PurePosixPath(unicodedata.normalize("NFC", visible(name)).replace("\\", "/")).name
    kept = " ".join("".join(letter for letter in last if letter not in _NOT_IN_NAMES).split()).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if not dot or not stem:
        raise Refused(
            "文件名需要有名称和扩展名，如 报告.pdf。/ A file needs a name and an ending, like report.pdf.",
            "deliverable.name",
        )
    room = LONGEST_NAME - len(f".{ending}".encode())
    return f"{stem.encode()[: max(room, 0)].decode(errors='ignore').rstrip('. ')}.{ending}"


def media_type(name: str, data: bytes) -> str:
    """The media type of a file whose bytes are what its name says. Raises Refused for any other and for kinds not taken."""
    ending = name.rpartition(".")[2].lower()
    ending = _SAME.get(ending, ending)
    if ending not in MEDIA:
        raise Refused(f"不接受 .{ending[:10]} 文件，可用：{'、'.join(MEDIA)}。/ Files of kind .{ending[:10]} are not taken; use {', '.join(MEDIA)}.", "deliverable.kind")  # fmt: skip
    if ending not in _kinds(data):
        raise Refused("文件内容与扩展名不符，请检查后重新上传。/ The file's content is not what its ending says; check it and upload again.", "deliverable.content")  # fmt: skip
    return MEDIA[ending]


def _kinds(data: bytes) -> tuple[str, ...]:
    """The endings that fit the bytes."""
    if data.startswith(b"%PDF-"):
        return ("pdf",)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ("png",)
    if data.startswith(b"\xff\xd8\xff"):
        return ("jpg",)
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    return _TEXTS if _is_text(data) else ()


def _archive(data: bytes) -> tuple[str, ...]:
    """An office document without macros, or a plain archive; nothing for a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return ()
    if len(names) > _MOST_ENTRIES or any(name.endswith("vbaProject.bin") for name in names):
        return ()
    return tuple(kind for part, kind in _OFFICE.items() if part in names) or ("zip",)


def _is_text(data: bytes) -> bool:
    try:
        return "\x00" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
