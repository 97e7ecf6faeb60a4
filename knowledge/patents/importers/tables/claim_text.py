"""One cell with all claims, taken apart into claims, each with its number as printed."""

import re

# A number that may open a claim: at the start, behind the end of a sentence or on a new line; "1-20. (canceled)" is one.
_NUMBER = re.compile(
    r"(?:(?<=[。；;.)）])|(?<=\n)|(?<=\s)|^)\s*(?P<from>\d{1,4})(?:\s*[-–~～]\s*(?P<to>\d{1,4}))?\s*[.．、](?!\d)"
)


def split_claims(whole: str) -> tuple[str, ...]:
    """The claims of a text, in order. Numbers count only in sequence from 1; a text without them is one claim.

    What stands before claim 1 ("What is claimed is:") is left out only when claim 1 was found within the first line.
    """
    starts: list[int] = []
    awaited = 1
    for found in _NUMBER.finditer(whole):
        if int(found["from"]) != awaited:
            continue
        starts.append(found.start("from"))
        awaited = int(found["to"] or found["from"]) + 1
    if not starts or starts[0] > 200:
        return (whole.strip(),) if whole.strip() else ()
    ends = [*starts[1:], len(whole)]
    return tuple(whole[start:end].strip() for start, end in zip(starts, ends, strict=True))
