"""The words of an element as one would read them: one blank between words, a line for each step, row or list item."""

import re
from collections.abc import Iterable

from lxml import etree

from knowledge.patents.importers.markup import Element

_BREAK = "\u2028"  # LINE SEPARATOR: white space, but not one that stands in the files
_string = etree.XPath("string()", smart_strings=False)
# Elements that begin a new line, of all XML generations.
_LINES = ("claim-text", "li", "row", "dd", "dt", "br", "list-item", "CLMSTEP", "LI", "PARA", "table")
_CELLS = ("entry",)
_RAISED = ("sup", "superscript", "SP")
_UPPER = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_DIGITS = re.compile(r"[+\-−–]?\d{1,3}")


def mark(root: Element) -> None:
    """Prepare a document, once: where lines break, and which digits are raised, else 10<sup>5</sup> would read 105."""
    for element in root.iter(*_LINES):
        if element.tag == "br":
            element.tail = _BREAK + (element.tail or "")
        elif not _inside_reference(element):
            element.text = _BREAK + (element.text or "")
    for element in root.iter(*_CELLS):
        element.text = " " + (element.text or "")
    for element in root.iter(*_RAISED):
        _raise(element)


def _raise(element: Element) -> None:
    holder = element.find("PDAT") if element.tag == "SP" else element
    if holder is not None and not len(holder) and _DIGITS.fullmatch((holder.text or "").strip()):
        holder.text = (holder.text or "").translate(_UPPER)


def _inside_reference(element: Element) -> bool:
    """Applications of 2001-2004 wrap "claim 1" of a dependent claim into a claim text of its own."""
    above = element.getparent()
    return above is not None and above.tag == "dependent-claim-reference"


def words(element: Element | None) -> str:
    """The text of an element, lines separated by newlines. "" for None."""
    return "" if element is None else tidy(_string(element))


def tidy(text: str) -> str:
    """Runs of white space as one blank, marked breaks as newlines."""
    if _BREAK not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split(_BREAK))
    return "\n".join(line for line in lines if line)


def paragraphs(elements: Iterable[Element]) -> tuple[str, ...]:
    """The texts of elements, empty ones left out."""
    return tuple(text for text in map(words, elements) if text)


def numbered(number: str, text: str) -> str:
    """A claim with its number before it, once: "16.The method" and "16 . The method" are "16. The method".

    `number`: as digits, "" or a range ("1-16", cancelled claims) when the text is to stay as printed.
    """
    if not number.isdigit() or not text:
        return text
    plain = str(int(number))
    rest = re.sub(rf"^0*{plain}(?:\s*[.):]\s*|\s+(?=[A-Z\[(]))", "", text, count=1)
    return f"{plain}. {rest}"
