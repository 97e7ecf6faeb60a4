"""One XML document read safely: no DTD is fetched or believed, no entity of the document's own is expanded."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from lxml import etree

from knowledge.patents.importers.entities import decode_entities

Element = etree._Element


class MarkupError(ValueError):
    """The document cannot be read. The message says why, in Chinese and English; `line` counts from its first line."""

    def __init__(self, chinese: str, english: str, line: int = 1) -> None:
        super().__init__(f"{chinese}/ {english}")
        self.line = line


_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
# What may stand before the root. Possessive: a hostile prolog must not make the search try every way again.
_MISC = re.compile(rb"(?:\s++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_DOCTYPE = re.compile(
    rb"""<!DOCTYPE\s(?:"[^"]*+"|'[^']*+'|[^"'\[>])*+"""
    rb"""(?P<subset>\[(?:<!--.*?-->|<\?.*?\?>|"[^"]*+"|'[^']*+'|[^"'\]])*+\])?\s*+>""",
    re.DOTALL,
)
_DOCTYPE_NAME = re.compile(rb"<!DOCTYPE\s+([A-Za-z_][\w:.-]*)")
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)[\s/>]")
# Offices declare the image files of a document so; these are never read. Anything else is refused.
_IMAGE = re.compile(rb"<!ENTITY\s+[^%\s]\S*\s+(?:SYSTEM|PUBLIC)\s[^<>]*?\sNDATA\s+\w+\s*>")
_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}


@lru_cache(maxsize=1)
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse(data: bytes, repair: Callable[[bytes], bytes] | None = None) -> Element:
    """The root element of a document given as bytes with its prolog. Raises MarkupError.

    Encoding by rule: a byte order mark, else the declaration, else UTF-8; text declared UTF-8 that is not valid is read
    as windows-1252, which is what such files of the offices are. `repair` turns SGML into XML for documents that carry
    no XML declaration.
    """
    data = _as_utf8(data)
    start = _body(data)
    body = decode_entities(data[start:])
    try:
        return etree.fromstring(body, _parser())
    except etree.XMLSyntaxError as broken:
        if repair and not data.lstrip().startswith(b"<?xml"):
            return parse(b"<?xml version='1.0'?>" + repair(body))
        again = _from_windows(body)
        if again is not None:
            return parse(again)
        line = data.count(b"\n", 0, start) + (broken.lineno or 1)
        raise _explained(broken, body, line) from None


def _explained(broken: etree.XMLSyntaxError, body: bytes, line: int) -> MarkupError:
    root = root_of(body)
    if root and re.search(rb"</" + re.escape(root.encode()) + rb"\s*>\s*$", body) is None:
        return MarkupError(
            f"文件在 <{root}> 结束之前中断，请重新下载。",
            f"The document stops before <{root}> ends; fetch the file again.",
            line,
        )
    said = str(broken.msg).partition(", line")[0]
    return MarkupError(f"XML 格式有误（{said}）。", f"Not well-formed XML ({said}).", line)


def root_of(head: bytes) -> str:
    """The name of the root element a document begins with, "" when the bytes are no markup.

    When the prolog is longer than `head` the name in the document type stands in.
    """
    with suppress(MarkupError):  # an encoding nobody knows: reading the document says so, names are ASCII anyway
        head = _as_utf8(head, cut=True)
    at = _MISC.match(head).end()  # type: ignore[union-attr]  # matches the empty string too
    doctype = _DOCTYPE.match(head, at)
    if doctype:
        at = _MISC.match(head, doctype.end()).end()  # type: ignore[union-attr]
    named = _ROOT.match(head, at) or (None if doctype else _DOCTYPE_NAME.match(head, at))
    return named[1].decode() if named else ""


def _body(data: bytes) -> int:
    """Where the root begins; the document type before it is dropped. Raises MarkupError when it defines entities."""
    at = _MISC.match(data).end()  # type: ignore[union-attr]
    doctype = _DOCTYPE.match(data, at)
    if not doctype:
        if data.startswith(b"<!DOCTYPE", at):
            raise MarkupError(
                "文件类型声明不完整，请重新下载。",
                "The document type declaration is not complete; fetch the file again.",
                data.count(b"\n", 0, at) + 1,
            )
        return at
    subset = doctype["subset"] or b""
    if subset.count(b"<!ENTITY") != len(_IMAGE.findall(subset)):
        raise MarkupError(
            "文件自行定义了实体，展开后可能无限膨胀或读取其他文件，因此未读取；请使用专利局的原始文件。",
            "The document defines entities of its own, which can grow without bound or read other files, so it was "
            "not read; use the office's original file.",
            data.count(b"\n", 0, at) + 1,
        )
    return _MISC.match(data, doctype.end()).end()  # type: ignore[union-attr]


def _as_utf8(data: bytes, cut: bool = False) -> bytes:
    """The bytes in UTF-8. `cut`: they may stop inside a character."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:]
    named = _ENCODING.match(data[:256])
    name = named[1].decode() if named else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    if name.lower() in _UTF8:
        return data
    try:
        return data.decode(name, "ignore" if cut else "strict").encode()
    except (LookupError, UnicodeError):
        raise MarkupError(
            f"文件声明的编码 {name} 与内容不符，请另存为 UTF-8。",
            f"The content is not in the encoding it declares, {name}; save it as UTF-8.",
        ) from None


def _from_windows(body: bytes) -> bytes | None:
    """The text as UTF-8 when it is not, None when it is or when it is not windows-1252 either."""
    try:
        body.decode()
    except UnicodeDecodeError:
        try:
            return body.decode("windows-1252").encode()
        except UnicodeDecodeError:
            return None
    return None
