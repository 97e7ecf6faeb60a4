"""Claims and descriptions of OPS full text: one claim to a string, whichever way the office cut them.

Some offices send an element for each claim, some all claims in one block of lines under a heading ("Claims"). A claim
begins where a line begins with the next number; a number that is not the next one belongs to the text.
"""

import re
from collections.abc import Iterable

from knowledge.patents.importers.safe_xml import Element, children, name_of, raw_text, text_of

_NUMBERED = re.compile(r"\s*(\d{1,4})\s*[.)．、:]\s*\S")


def claims_of(claims: Element) -> tuple[str, ...]:
    """The claims below a `claims` element, each with its number as printed."""
    texts = children(claims, "claim", "claim-text") or children(claims, "claim")
    lines = [" ".join(line.split()) for text in texts for line in raw_text(text).splitlines()]
    return split_claims(line for line in lines if line) or tuple(text_of(text) for text in texts if text_of(text))


def split_claims(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines put together to claims; what stands before the first numbered one is a heading and goes. None numbered: empty."""
    claims: list[str] = []
    for line in lines:
        found = _NUMBERED.match(line)
        if found and int(found[1]) == len(claims) + 1:
            claims.append(line)
        elif claims:
            claims[-1] += f"\n{line}"
    return tuple(claims)


def paragraphs_of(description: Element) -> tuple[str, ...]:
    """The paragraphs and headings of a description, in order, empty ones left out."""
    texts = [text_of(part) for part in description if name_of(part)] or [text_of(description)]
    return tuple(text for text in texts if text)
