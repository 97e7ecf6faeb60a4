"""A folder of files the operator configured: Markdown, text, PDF (read in the sandbox) and feeds that were fetched already."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from knowledge.documents.problems import Unreadable
from knowledge.documents.sandbox import read_document
from tools.information.feeds import MOST_BYTES, decoded, read_feed
from tools.information.item import MOST_TITLE, News, hashed, in_own_language, plain
from tools.orders.days import day_of
from tools.refused import Refused

MOST_FILES = 500
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DATE = re.compile(r"^(?:date|日期)\s*[:：]\s*[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE)
_TITLE = re.compile(r"^(?:title|标题)\s*[:：]\s*(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,3}\s+(.+)$", re.MULTILINE)
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|[*_`#>|]+")


def read_folder(folder: Path) -> tuple[list[News], list[str]]:
    """The items of a folder's files, and a sentence for each file that could not be read. Raises Refused for no folder."""
    if not folder.is_absolute() or not folder.is_dir():
        raise Refused(f"没有文件夹“{folder.name[:60]}”，请给出本机的绝对路径。/ There is no folder “{folder.name[:60]}”; give an absolute path on this machine.", "folder")  # fmt: skip
    items, problems = list[News](), list[str]()
    for path in _files(folder):
        try:
            items += _read(path)
        except (Refused, Unreadable, OSError) as error:
            problems.append(f"{path.name[:80]}: {str(error).splitlines()[0][:200]}")
    return items, problems


def _files(folder: Path) -> Iterator[Path]:
    """The files of the folder itself, by name; a link that leads out of it is left alone."""
    home, count = folder.resolve(), 0
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _READERS and path.is_file() and path.resolve().parent == home and count < MOST_FILES:
            count += 1
            yield path


def _read(path: Path) -> list[News]:
    if path.suffix.lower() != ".pdf" and path.stat().st_size > MOST_BYTES:
        raise Refused(f"文件超过 {MOST_BYTES // 2**20} MB。/ The file is larger than {MOST_BYTES // 2**20} MB.", "folder.too_big")  # fmt: skip
    return _READERS[path.suffix.lower()](path)


def _markdown(path: Path) -> list[News]:
    text = decoded(path.read_bytes()).replace("\r\n", "\n")
    front = found[1] if (found := _FRONT.search(text)) else ""
    body = _FRONT.sub("", text)
    named = _TITLE.search(front) or _HEADING.search(body)
    title = plain(named[1] if named else path.stem, MOST_TITLE)
    words = _MARKS.sub(lambda match: match[1] or " ", body.replace(named[0], "", 1) if named else body)
    dated = _DATE.search(front)
    return [_item(path, title, plain(words), _as_day(dated[1]) if dated else _written(path))]


def _pdf(path: Path) -> list[News]:
    contents = read_document(path.read_bytes())
    text = plain(" ".join(page.text for page in contents.pages[:5]))
    return [_item(path, plain(path.stem, MOST_TITLE), text, _written(path))]


def _item(path: Path, title: str, text: str, day: date | None) -> News:
    return in_own_language(News(hashed(f"{path.name}|{title}"), title, title, text, text, day=day))


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _written(path: Path) -> date:
    """The day a file was last written: what there is where it does not say its own."""
    return day_of(datetime.fromtimestamp(path.stat().st_mtime, UTC))


_READERS: dict[str, Callable[[Path], list[News]]] = {
    ".md": _markdown, ".markdown": _markdown, ".txt": _markdown, ".pdf": _pdf,
    ".xml": lambda path: read_feed(path.read_bytes()), ".rss": lambda path: read_feed(path.read_bytes()), ".atom": lambda path: read_feed(path.read_bytes()),
}  # fmt: skip
