"""Making text safe to show: no remote image, no link out, no formula, no markup from a user."""

import re

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(\s*(?:[a-z][a-z0-9+.-]*:|//)[^)]*\)", re.IGNORECASE)
_AUTOLINK = re.compile(r"<(?:https?|ftp|mailto):[^>\s]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"(?m)^\s*\[[^\]]+\]:\s*\S+.*$")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:])")


def answer_markdown(text: str) -> str:
    """An answer's own Markdown with everything taken out that could load or lead to another place."""
    text = _IMAGE.sub(lambda found: found[1], text)
    text = _LINK.sub(lambda found: found[1], text)
    text = _REFERENCE.sub("", _AUTOLINK.sub("", text))
    return text.replace("$", r"\$").replace("<", "&lt;")


def literal(text: str) -> str:
    """A user's words exactly as typed, as Markdown that shows them unchanged."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "  \n")
