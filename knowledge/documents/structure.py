"""What a PDF file is made of beside its drawn pages: text as pypdf reads it, form fields, annotations, attachments, metadata.

Runs in the child process only.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from knowledge.documents.limits import Limits
from knowledge.documents.problems import Problem, Unreadable

_HIDDEN = 1 | 2 | 32  # annotation flags: invisible, hidden, no view
_CODE = ("/JavaScript", "/JS", "/OpenAction", "/AA")
_TAGS = re.compile(rb"<[^>]*>")
_XMP_BYTES, _DEEPEST = 1_000_000, 50
Found = tuple[str, int, str]  # carrier, page (0: the file), words


class Structure:
    """One PDF, opened. Raises Unreadable when it asks for a password, or has no pages or too many."""

    def __init__(self, path: str, limits: Limits) -> None:
        self._limits = limits
        self._reader = PdfReader(path)
        try:
            if self._reader.is_encrypted and not self._reader.decrypt(""):
                raise Unreadable(Problem.ENCRYPTED)
            count = len(self._reader.pages)
        except (DependencyError, FileNotDecryptedError, WrongPasswordError, NotImplementedError):
            # the last: a cipher pypdf does not know; to the user the file is locked all the same
            raise Unreadable(Problem.ENCRYPTED) from None
        if not count:
            raise Unreadable(Problem.NO_PAGES)
        if count > limits.pages:
            raise Unreadable(Problem.TOO_MANY_PAGES)

    def pages(self) -> list[dict[str, Any]]:
        """Each page: its text, hidden or not, the form fields one sees on it, and whether it has pictures."""
        found, characters = [], 0
        for page in self._reader.pages:
            text = page.extract_text()
            shown = [[name, value] for name, value, seen in _fields(page) if seen]
            characters += len(text) + sum(len(value) for _, value in shown)
            if characters > self._limits.characters:
                raise Unreadable(Problem.TOO_MUCH_TEXT)
            found.append({"text": text, "fields": shown, "pictures": _has_pictures(page)})
        return found

    def elsewhere(self) -> list[Found]:
        """Words that stand in the file but not on its pages."""
        finders = (self._metadata, self._xmp, self._outline, self._attachments, self._code, self._on_pages)
        found: list[Found] = []
        for finder in finders:
            try:
                found += finder()
            except (MemoryError, RecursionError):
                raise
            except Exception:  # a damaged part of an otherwise readable file: said, not hidden
                found.append(("damaged", 0, finder.__name__.strip("_")))
        return found

    def _metadata(self) -> Iterator[Found]:
        for name, value in (self._reader.metadata or {}).items():
            if isinstance(value, str) and value.strip():
                yield "metadata", 0, f"{name.lstrip('/')}: {value}"

    def _xmp(self) -> Iterator[Found]:
        holder = self._root().get("/Metadata")
        stream = holder.get_object() if holder is not None else None
        if isinstance(stream, StreamObject):
            plain = _TAGS.sub(b"\n", bytes(stream.get_data())[:_XMP_BYTES]).decode("utf-8", "replace")
            yield from (("xmp", 0, line.strip()) for line in plain.splitlines() if line.strip())

    def _outline(self) -> Iterator[Found]:
        yield from (("outline", 0, str(title)) for title in _titles(self._reader.outline) if title)

    def _attachments(self) -> Iterator[Found]:
        for attached in self._reader.attachment_list:
            yield "attachment", 0, str(attached.name)

    def _code(self) -> Iterator[Found]:
        root = self._root()
        names = root.get("/Names", DictionaryObject()).get_object()
        action = root.get("/OpenAction")
        opened = action.get_object() if action is not None else None
        runs = isinstance(opened, DictionaryObject) and opened.get("/S") in ("/JavaScript", "/Launch", "/URI", "/SubmitForm")  # fmt: skip
        if runs or "/AA" in root or "/JavaScript" in names:
            yield "code", 0, str(opened.get("/JS", opened.get("/S"))) if runs and opened else "JavaScript"

    def _on_pages(self) -> Iterator[Found]:
        for number, page in enumerate(self._reader.pages, 1):
            yield from (("form_field", number, f"{name}: {value}") for name, value, seen in _fields(page) if not seen)
            for note in _annotations(page):
                kind, words = note.get("/Subtype"), note.get("/Contents")
                if kind == "/FileAttachment":
                    yield "attachment", number, str(words or "")
                elif isinstance(words, str) and words.strip() and kind not in ("/Widget", "/Link"):
                    yield "annotation", number, words

    def _root(self) -> DictionaryObject:
        return self._reader.root_object


def _titles(outline: Iterable[Any], depth: int = 0) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            if depth < _DEEPEST:
                yield from _titles(entry, depth + 1)
        else:
            yield str(entry.title or "")


def _annotations(page: DictionaryObject) -> Iterator[DictionaryObject]:
    held = page.get("/Annots")
    notes = held.get_object() if held is not None else None
    for note in notes if isinstance(notes, ArrayObject) else ():
        if isinstance(each := note.get_object(), DictionaryObject):
            yield each


def _fields(page: DictionaryObject) -> Iterator[tuple[str, str, bool]]:
    """Name and value of each text field on a page, and whether one sees it there."""
    for note in _annotations(page):
        if note.get("/Subtype") != "/Widget":
            continue
        value = _inherited(note, "/V")
        if isinstance(value, str) and value.strip() and not value.startswith("/"):
            name = _inherited(note, "/T")
            yield str(name or ""), value, _is_shown(page, note)


def _inherited(note: DictionaryObject, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in note:
            return note[key]
        parent = note.get("/Parent")
        if parent is None:
            return None
        note = parent.get_object()
    return None


def _is_shown(page: Any, note: DictionaryObject) -> bool:
    try:
        left, bottom, right, top = (float(side) for side in note["/Rect"])  # type: ignore[attr-defined]
    except (KeyError, TypeError, ValueError):
        return False
    box = page.cropbox
    inside = right > box.left and left < box.right and top > box.bottom and bottom < box.top
    return inside and abs(right - left) >= 2 and abs(top - bottom) >= 2 and not int(note.get("/F", 0)) & _HIDDEN


def _has_pictures(page: DictionaryObject) -> bool:
    resources = page.get("/Resources")
    held = resources.get_object().get("/XObject") if resources is not None else None
    named = held.get_object() if held is not None else {}
    return any(each.get_object().get("/Subtype") == "/Image" for each in named.values())
