"""Claims and paragraphs of the Chinese office's XML, in both of its schemas, with the white space repaired."""

import html
import re
from collections.abc import Iterator

from knowledge.patents.importers.chinese_text import joined
from knowledge.patents.importers.safe_xml import Element, children, name_of, raw_text

_FORMULA, _TAG = re.compile(r"\s*<math\b.*?</math>\s*", re.DOTALL), re.compile(r"<[^<>]*>")
_PRINTED = re.compile(r"\s*\d+\s*[、.．,，]")
_PARAGRAPHS = frozenset({"p", "heading", "Paragraphs"})
_TITLES = frozenset({"invention-title", "InventionTitle"})


def joined_text(element: Element | None) -> str:
    """The text of one paragraph, lines joined; formulas, kept as quoted MathML, by their symbols alone."""
    return joined(_FORMULA.sub(lambda formula: html.unescape(_TAG.sub("", formula[0])), raw_text(element)))


def claims_of(claims: list[Element]) -> tuple[str, ...]:
    """The claims with their numbers: as printed where the text has one, else from the attribute; a line for each part."""
    return tuple(text for text in map(_claim, claims) if text)


def _claim(claim: Element) -> str:
    parts = children(claim, "claim-text") or children(claim, "ClaimText")
    text = "\n".join(filter(None, map(joined_text, parts)))
    number = claim.get("num", "").lstrip("0")
    return text if not text or not number or _PRINTED.match(text) else f"{number}. {text}"


def paragraphs_of(description: Element | None) -> tuple[str, ...]:
    """The paragraphs and headings of a description in order, at whatever depth; the title is not one of them."""
    return () if description is None else tuple(filter(None, _paragraphs(description)))


def _paragraphs(element: Element) -> Iterator[str]:
    for part in element:
        name = name_of(part)
        if name in _PARAGRAPHS:
            yield joined_text(part)
        elif name and name not in _TITLES:
            yield from _paragraphs(part)
