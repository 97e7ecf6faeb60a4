"""The words of an element as one would read them: one blank between words, a line for each step, row or list item."""

import re

from lxml import etree

from knowledge.patents.importers.markup import Element

LINE = "\u2028"  # LINE SEPARATOR and PARAGRAPH SEPARATOR: white space, but not such as stands in the files
PARAGRAPH = "\u2029"
GLUE = "\u2060"  # WORD JOINER: no blank here, whatever the layout
# Where lines and paragraphs begin, in all XML generations.
_LINES = {"claim-text", "li", "row", "dd", "dt", "br", "list-item", "table"}
_PARAGRAPHS = {"p", "heading", "paragraph", "H", "PARA"}
_CELLS = {"entry"}
_RAISED = {"sup", "superscript", "SP"}
_MARKED = (*_LINES, *_PARAGRAPHS, *_CELLS, *_RAISED)
_UPPER = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_DIGITS = re.compile(r"[+\-−–]?\d{1,3}")
_string = etree.XPath("string()", smart_strings=False)


def mark(root: Element) -> None:
    """Prepare a document, once: where lines and paragraphs begin, and which digits are raised.

    Else 10<sup>5</sup> would read 105, and each paragraph would have to be asked for by itself, which takes twice as
    long as all at once.
    """
    for element in root.iter(*_MARKED):
        tag = element.tag
        if tag in _PARAGRAPHS:
            element.text = PARAGRAPH + (element.text or "")
        elif tag in _RAISED:
            _raise(element)
        elif tag in _CELLS:
            element.text = " " + (element.text or "")
        elif tag == "br":
            element.tail = LINE + (element.tail or "")
        else:
            element.text = LINE + (element.text or "")


def _raise(element: Element) -> None:
    holder = element.find("PDAT") if element.tag == "SP" else element
    if holder is not None and not len(holder) and _DIGITS.fullmatch((holder.text or "").strip()):
        holder.text = (holder.text or "").translate(_UPPER)


def words(element: Element | None) -> str:
    """The text of an element, its lines and paragraphs separated by newlines. "" for None."""
    if element is None:
        return ""
    return tidy(str(_string(element)) if len(element) else element.text or "")


def paragraphs(element: Element | None) -> tuple[str, ...]:
    """The paragraphs and headings of an element in order, empty ones left out."""
    if element is None:
        return ()
    return tuple(filter(None, map(tidy, str(_string(element)).split(PARAGRAPH))))


def tidy(text: str) -> str:
    """Runs of white space as one blank, marked beginnings as newlines."""
    text = text.strip()
    if GLUE in text:
        before, after = text.rsplit(GLUE, 1)
        text = "".join(part.rstrip() for part in before.split(GLUE)) + after
    if LINE in text or PARAGRAPH in text:
        lines = (" ".join(line.split()) for line in text.replace(PARAGRAPH, LINE).split(LINE))
        return "\n".join(line for line in lines if line)
    # looking for each kind of space is far quicker than taking every text apart
    plain = "\n" not in text and "  " not in text and "\t" not in text
    if plain and (text.isascii() or not ("\xa0" in text or "\u2002" in text or "\u2003" in text or "\u2009" in text)):
        return text
    return " ".join(text.split())


def numbered(number: str, text: str) -> str:
    """A claim with its number before it, once: "16.The method" and "16 . The method" are "16. The method".

    `number`: as digits, "" or a range ("1-16", cancelled claims) when the text is to stay as printed.
    """
    if not number.isdecimal() or not text:
        return text
    plain = str(int(number))
    if text.startswith(f"{plain}. "):
        return text
    rest = re.sub(rf"^0*{plain}(?:\s*[.):]\s*|\s+(?=[A-Z\[(]))", "", text, count=1)
    return f"{plain}. {rest}"
