"""Making text safe to show: no image, no link, no formula, no markup from anybody else.

An answer's Markdown keeps its emphasis, lists and quotations; whatever could load or lead to another place is escaped
rather than recognised: brackets that are not citation keys, entities, and the colon of an address.
"""

import re

from assistant.guard import KEY

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&=])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|file|data|javascript)(\s*:)|\b(www)(\.)")
_LINKED = re.compile(r"(?i)(https?:)(//)|(www)(\.)")  # what the renderer takes for an address even when it is escaped
_JOINER = "\u2060"  # invisible; a renderer no longer takes what it stands in for an address


def _defuse(text: str) -> str:
    return _ADDRESS.sub(lambda found: f"{found[1] or found[3]}{_JOINER}{found[2] or found[4]}", text)


def answer_markdown(text: str) -> str:
    """An answer's own Markdown with everything taken out that could load or lead to another place."""
    out, place = [], 0
    for key in KEY.finditer(text):
        out += [_escaped(text[place : key.start()]), key[0]]
        place = key.end()
    return "".join([*out, _escaped(text[place:])])


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\\", "\\\\")
    return _defuse(re.sub(r"([\[\]$])", r"\\\1", text))


def literal(text: str) -> str:
    """A user's words exactly as typed, as Markdown that shows them unchanged; an address in them leads nowhere."""
    text = _LINKED.sub(lambda found: f"{found[1] or found[3]}{_JOINER}{found[2] or found[4]}", text)
    escaped = _SPECIAL.sub(r"\\\1", text).replace("\\&", "&amp;")
    return escaped.replace("\n", "  \n")
