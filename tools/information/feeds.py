"""RSS and Atom as items. What comes is somebody else's: bounded, no document types, no entities, no markup, no odd addresses."""

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import charset_normalizer
import defusedxml.ElementTree
import feedparser  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException

from tools.information.item import MOST_TITLE, News, deduplicated, hashed, in_own_language, plain, safe_link
from tools.orders.days import day_of
from tools.refused import Refused

MOST_BYTES = 5 * 2**20
MOST_ENTRIES = 500
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[<>]{0,300}>", re.IGNORECASE)
_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE|ELEMENT|ATTLIST)", re.IGNORECASE)
_EARLIEST = 1990


def read_feed(data: bytes) -> list[News]:
    """The entries of a feed, each once, newest first as the feed has them. Raises Refused for what is no feed or a trap."""
    if len(data) > MOST_BYTES:
        raise Refused(f"订阅源超过 {MOST_BYTES // 2**20} MB，未读取。/ The feed is larger than {MOST_BYTES // 2**20} MB and was not read.", "feed.too_big")  # fmt: skip
    text = _PLAIN_DOCTYPE.sub("", decoded(data))
    if _ENTITY.search(text):
        raise Refused("订阅源含有文档类型或实体定义，未读取。/ The feed defines document types or entities and was not read.", "feed.entities")  # fmt: skip
    broken = not _well_formed(text)
    parsed = feedparser.parse(_PROLOG.sub("", text).encode())
    if not parsed.get("version") or (broken and not parsed.entries):
        raise Refused("内容不是可读的 RSS 或 Atom。/ This is no readable RSS or Atom.", "feed.unreadable")
    entries = parsed.entries[:MOST_ENTRIES]
    shared = _shared_ids(entries)
    return deduplicated(news for entry in entries if (news := _news(entry, shared)))


def decoded(data: bytes) -> str:
    """Bytes as text: as declared if that works, else as they look; what cannot be read becomes a replacement character."""
    declared = _DECLARED.search(data[:300])
    names = ["utf-8-sig", *([declared[1].decode("ascii")] if declared else [])]
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        names.reverse()
    for name in names:
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    best = charset_normalizer.from_bytes(data[:200_000]).best()
    return data.decode(best.encoding if best else "utf-8", "replace")


def _well_formed(text: str) -> bool:
    try:
        defusedxml.ElementTree.fromstring(_PROLOG.sub("", text).encode(), forbid_dtd=True)
    except (defusedxml.ElementTree.ParseError, DefusedXmlException, ValueError):
        return False
    return True


def _shared_ids(entries: list[Any]) -> set[str]:
    """Ids that a careless feed gives to different entries: these are known by their links instead."""
    links: dict[str, set[str]] = {}
    for entry in entries:
        links.setdefault(str(entry.get("id", "")), set()).add(str(entry.get("link", "")))
    return {identity for identity, held in links.items() if len(held) > 1}


def _news(entry: Mapping[str, Any], shared: set[str]) -> News | None:
    title = plain(str(entry.get("title", "")), MOST_TITLE)
    content = next((str(each.get("value", "")) for each in entry.get("content", ())), "")
    text, link = plain(str(entry.get("summary", "")) or content), safe_link(str(entry.get("link", "")))
    title = title or text[:80]
    if not title:
        return None
    identity = str(entry.get("id", ""))
    known_by = identity if identity and identity not in shared else link or f"{title}|{text[:200]}"
    tags = [plain(str(tag.get("term", "")), 80) for tag in entry.get("tags", ())][:20]
    facts = {"tags": [tag for tag in tags if tag]}
    return in_own_language(News(hashed(known_by), title, title, text, text, link, _day(entry), facts=facts))


def _day(entry: Mapping[str, Any]) -> date | None:
    """The Beijing day of an entry by its own time; None where it gives none or one that cannot be."""
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        found = day_of(datetime.fromtimestamp(calendar.timegm(moment), UTC)) if moment else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return found if found and found.year >= _EARLIEST else None
