"""SGML of the grants of 2001 (DTD 2.4, no XML declaration) as XML: empty elements closed, left-out end tags added."""

import re

_TAG = re.compile(
    rb"<(/?)([A-Za-z][\w.-]*+)((?:\s++[\w.:-]++(?:\s*+=\s*+(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]++))?+)*+)\s*+(/?)>"
)
_ATTRIBUTE = re.compile(rb"([\w.:-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
_LOOSE_AMPERSAND = re.compile(rb"&(?!#?\w+;)")
# What a start tag ends when its own end tag was left out: the elements that cannot hold the new one.
_PARAGRAPH = {b"PTEXT", b"PARA"}
_ENDS = {
    b"PTEXT": {b"PTEXT"},
    b"PARA": _PARAGRAPH,
    b"H": {*_PARAGRAPH, b"H", b"STEXT"},
    b"CLMSTEP": {*_PARAGRAPH, b"CLMSTEP"},
    b"CLM": {*_PARAGRAPH, b"CLMSTEP", b"CLM"},
    **{tag: {tag} for tag in (b"B561", b"B562", b"B721", b"B731", b"B741", b"STEXT")},
}


def to_xml(body: bytes) -> bytes:
    """The same document well-formed.

    What no end tag of its own closes is closed by its parent's; an element that never has an end tag is empty. Without
    the root's end tag the document stays broken, so that a truncated one is reported and not completed.
    """
    ended = {name.upper() for end, name, _, _ in _TAG.findall(body) if end}
    out, at = bytearray(), 0
    open_: list[bytes] = []
    for tag in _TAG.finditer(body):
        out += _LOOSE_AMPERSAND.sub(b"&amp;", body[at : tag.start()])
        at = tag.end()
        name = tag[2].upper() if tag[2].upper() in _ENDS else tag[2]  # names of elements ignore case in SGML
        if tag[1]:
            out += _close(name, open_)
            continue
        while open_ and open_[-1] in _ENDS.get(name, ()):
            out += b"</" + open_.pop() + b">"
        empty = bool(tag[4]) or name.upper() not in ended
        out += b"<" + name + _attributes(tag[3]) + (b"/>" if empty else b">")
        if not empty:
            open_.append(name)
    return bytes(out + body[at:])


def _close(name: bytes, open_: list[bytes]) -> bytes:
    """End tags for an end tag: those left out inside the element first; none when it was never opened."""
    if name not in open_:
        return b""
    out = b""
    while (last := open_.pop()) != name:
        out += b"</" + last + b">"
    return out + b"</" + name + b">"


def _attributes(text: bytes) -> bytes:
    """Attributes with their values in quotes; one without value gets its own name, as SGML means it."""
    out = b""
    for name, value in _ATTRIBUTE.findall(text):
        quoted = value if value[:1] in (b'"', b"'") else b'"' + (value or name) + b'"'
        out += b" " + name + b"=" + quoted
    return out
