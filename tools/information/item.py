"""One piece of news before it is kept: what a feed, a folder or the knowledge base gives, in one form."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from typing import Any

import lxml.etree
import lxml.html

from knowledge.language import detect, visible

MOST_TITLE, MOST_TEXT, MOST_LINK = 300, 2000, 900
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True)
class News:
    """`key`: what its source calls it; `day`: None where its source gives none. `facts`: what can be matched besides words:
    holders (keys), classes (codes), names, and "citation", the key of a provision.
    """

    key: str
    title_zh: str
    title_en: str
    text_zh: str = ""
    text_en: str = ""
    link: str = ""
    day: date | None = None
    category: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> str:
        """A hash of its words, by which the same news from two sources is known."""
        return hashed(" ".join((self.title_zh, self.title_en, self.text_zh, self.text_en, self.link)).casefold())


def hashed(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def plain(markup: str, most: int = MOST_TEXT) -> str:
    """Words without markup, scripts, styles and hidden characters, on one line, at most so many characters."""
    text = markup[: most * 20]
    if "<" in text or "&" in text:
        text = _without_tags(text)
    text = " ".join(visible(unescape(text)).split())
    text = text.replace("<", "‹").replace(">", "›")
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _without_tags(text: str) -> str:
    try:
        tree = lxml.html.fragment_fromstring(text, create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return _TAGS.sub(" ", text)
    for each in list(tree.iter()):
        if not isinstance(each.tag, str) or each.tag in ("script", "style", "iframe", "object", "template", "noscript"):
            each.drop_tree()
    return " ".join(str(part) for part in tree.itertext())


def safe_link(address: str) -> str:
    """An address people may follow, "" for any other: http and https alone, no user names, nothing hidden."""
    link = visible(address).strip()
    if len(link) > MOST_LINK or not _LINK.fullmatch(link) or "@" in link.partition("//")[2].partition("/")[0]:
        return ""
    return link


def in_own_language(news: News) -> News:
    """An item whose words are in one language, known by them, with the other left empty."""
    if detect(f"{news.title_zh} {news.text_zh[:200]}") == "zh":
        return replace(news, title_en="", text_en="")
    return replace(news, title_zh="", text_zh="")


def deduplicated(found: Iterable[News]) -> list[News]:
    """Items without those that repeat another's key or words; of two with one key the first stays."""
    kept: dict[str, News] = {}
    words: set[str] = set()
    for each in found:
        if each.key not in kept and each.content not in words:
            kept[each.key] = each
            words.add(each.content)
    return list(kept.values())
