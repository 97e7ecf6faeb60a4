"""XML read safely and in a stream: one element at a time, forgotten after use; nothing external, nothing that expands.

No DTD is loaded, no address opened, no entity replaced (WIPO ST.36 files name a DTD that nobody ships with them). A file
that declares entities of its own is refused: offices do not, entity bombs do. What stands before the place where a
file breaks off is read.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree

from knowledge.patents.importers import reasons

Element = Any  # lxml's elements; the package has no types of its own
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T|\x00<\x00!\x00E\x00N\x00T")
_HEAD, _TAIL = 1 << 16, 1 << 8
_BLOCKS = {"br", "pb", "tr", "li"}


class Unreadable(ValueError):  # noqa: N818 - what is wrong with a file
    """The file cannot be read on: `line` says where, the message in one sentence why."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def root_of(head: bytes) -> tuple[str, str]:
    """Namespace and local name of the root element, from the first bytes of a file; two empty strings when it is no XML."""
    parser = etree.XMLPullParser(events=("start",), **_SAFE)
    try:
        parser.feed(head.lstrip() if head[:1].isspace() else head)
        parser.close()
    except etree.XMLSyntaxError:
        pass  # a head breaks off; what it began with is known
    _, first = next(parser.read_events(), ("", None))
    return ("", "") if first is None else (namespace_of(first), name_of(first))


def elements(path: Path, *tags: str) -> Iterator[tuple[Element, int]]:
    """The elements of these tags ("{*}claim": of any namespace) as they end, with the bytes read so far.

    An element and everything before it is forgotten when the next one is asked for; one that stands directly in another
    of them comes with that one. Raises Unreadable where the file is empty, breaks off, is in another encoding than it
    says or declares entities.
    """
    with path.open("rb") as stream:
        _refuse_entities(stream)
        try:
            for _, element in etree.iterparse(stream, events=("end",), tag=tags, **_SAFE):
                parent = element.getparent()
                if parent is None or parent.tag not in tags:
                    yield element, stream.tell()
                    _forget(element)
        except etree.XMLSyntaxError as error:
            raise Unreadable(_reason(error, path), error.lineno or 0) from None


def _refuse_entities(stream: IO[bytes]) -> None:
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip():
        raise Unreadable(reasons.EMPTY, 1)
    if _ENTITY.search(head):
        raise Unreadable(reasons.ENTITIES, 1)


def _reason(error: etree.XMLSyntaxError, path: Path) -> str:
    text = str(error.msg or error)
    if "entit" in text.lower() and "amplification" in text.lower():
        return reasons.ENTITIES
    if _is_cut(path):
        return reasons.breaks_off(text)
    if "encod" in text.lower() or "UTF-8" in text:
        return reasons.encoding(text)
    return reasons.malformed(text)


def _is_cut(path: Path) -> bool:
    """Whether the end of the file is missing: it begins with an element and does not end with its end tag."""
    with path.open("rb") as stream:
        _, name = root_of(stream.read(_HEAD))
        stream.seek(max(0, path.stat().st_size - _TAIL))
        tail = stream.read().replace(b"\0", b"").rstrip()  # zeros are every other byte of UTF-16
    return bool(name) and not re.search(rb"</(?:[^<>:\s]+:)?" + re.escape(name.encode()) + rb"\s*>$", tail)


def _forget(element: Element) -> None:
    element.clear(keep_tail=False)
    while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
        parent.remove(before)


def name_of(element: Element) -> str:
    """The local name; empty for a comment, a processing instruction or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace_of(element: Element) -> str:
    """The namespace; empty when there is none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag[:1] == "{" else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The first element down a path of local names, or None."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def children(element: Element | None, *names: str) -> list[Element]:
    """All elements at the end of a path of local names, in order."""
    found = [] if element is None else [element]
    for name in names:
        found = [below for each in found for below in each.iterchildren(f"{{*}}{name}")]
    return found


def raw_text(element: Element | None) -> str:
    """The text below an element as it stands, line ends and all; breaks and page ends are line ends, comments nothing."""
    return "" if element is None else "".join(_parts(element))


def text_of(element: Element | None) -> str:
    """The text below an element on one line, white space made single."""
    if element is not None and not len(element):
        return " ".join((element.text or "").split())
    return " ".join(raw_text(element).split())


def _parts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        if each.tag is etree.Entity:
            yield html.unescape(each.text or "")
        elif name := name_of(each):
            yield "\n" if name in _BLOCKS else ""
            yield from _parts(each)
        yield each.tail or ""


def fields(element: Element | None) -> dict[str, str]:
    """The texts of the children by local name, of the first of each name: {"country": "EP", "doc-number": "1000000"}."""
    found: dict[str, str] = {}
    for each in () if element is None else element:
        tag = each.tag
        if isinstance(tag, str) and (name := tag.rpartition("}")[2]) not in found:
            found[name] = text_of(each) if len(each) else " ".join((each.text or "").split())
    return found


def value(element: Element | None, *names: str) -> str:
    """The text at the end of a path of local names; empty when it is not there."""
    return text_of(child(element, *names))
