"""What a recorded conveyance does to a US patent, by the text of its cover sheet (37 CFR 3.31; MPEP 302 to 314)."""

import re

_UNDONE = re.compile(r"\b(?:RELEASE|RELEASED|TERMINATION|DISCHARGE|RESCISSION|CORRECTIVE|CANCELLATION)\b")
# Conditional assignments, assignments for or of a security, mergers, changes of name, court orders: the text alone does not say whether title passed.
_EFFECTS = (
    ("assigned", re.compile(r"\s*(?:NUNC PRO TUNC )?ASSIGNMENT(?: OF ASSIGNOR'?S'? INTEREST)?\s*(?:[(.,;]|$)")),
    ("pledged", re.compile(r"\s*(?!ASSIGNMENT)(?:[\w']+ ){0,6}?(?:SECURITY (?:INTEREST|AGREEMENT)|LIEN|MORTGAGE)\b")),
    ("licensed", re.compile(r"\s*(?:EXCLUSIVE |NON-?EXCLUSIVE |PATENT )*LICEN[CS]E\b")),
)


def effect_of(conveyance: str) -> str:
    """ "assigned", "pledged" or "licensed" for a conveyance text; empty where it is undone, corrected or not clear.

    A release of a security interest names the interest, so it is looked for first.
    """
    text = conveyance.upper()
    if _UNDONE.search(text):
        return ""
    return next((effect for effect, pattern in _EFFECTS if pattern.match(text)), "")


def told(conveyance: str, assignors: list[str], assignees: list[str], reel: str, frame: str, executed: str = "") -> str:
    """The event's text: what was conveyed, from whom to whom, when signed, where it is recorded."""
    parts = [conveyance.strip().rstrip(".")]
    parts += [f"from {'; '.join(assignors)}"] if assignors else []
    parts += [f"to {'; '.join(assignees)}"] if assignees else []
    parts += [f"executed {executed}"] if executed else []
    parts += [f"reel/frame {reel.zfill(6)}/{frame.zfill(4)}"] if reel or frame else []
    return ", ".join(parts)
