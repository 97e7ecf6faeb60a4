"""An e-mail file as text: who wrote, about what, which words; attachments are counted and named, never opened.

What comes from outside is bounded (size, parts, depth, length) and cleaned; a damaged mail is read as far as it goes, and said so.
"""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr

from charset_normalizer import from_bytes

from knowledge.language import visible
from tools.refused import Refused
from tools.triage.html_text import text_of_html

MAX_BYTES = 40 * 1024 * 1024  # an attachment of 25 MB in base64, with room
_MAX_PARTS, _MAX_TEXT, _MAX_BODY = 100, 7_500, 2 * 1024 * 1024
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}\.?[A-Za-z0-9]{1,63}")
_BODY = ("text/plain", "text/html")


@dataclass(frozen=True)
class Mail:
    """What is taken over of an e-mail. `key`: SHA-256 of the file; `attachments`: names with sizes in bytes as transported."""

    sender: str
    subject: str
    text: str
    attachments: tuple[tuple[str, int], ...]
    flags: tuple[str, ...]
    key: str


def read_mail(data: bytes) -> Mail:
    """Read an .eml file. Raises Refused for one that is empty, too large, or no mail at all."""
    if not data.strip():
        raise Refused("文件是空的。/ The file is empty.", "mail.empty")
    if len(data) > MAX_BYTES:
        raise Refused(f"邮件超过 {MAX_BYTES >> 20} MB，没有收入。/ The mail is over {MAX_BYTES >> 20} MB and was not taken in.", "mail.large")  # fmt: skip
    try:
        message = message_from_bytes(data, policy=policy.default)
        return _mail(message, hashlib.sha256(data).hexdigest())
    except RecursionError:
        raise Refused(
            "邮件嵌套过深，没有收入。/ The mail is nested too deeply and was not taken in.", "mail.nested"
        ) from None


def _mail(message: Message, key: str) -> Mail:
    bodies, attachments, flags = _parts(message)
    text = next((words for kind, words in bodies if kind == "text/plain" and words.strip()), "")
    if not text and (html := next((words for kind, words in bodies if kind == "text/html"), "")):
        text = text_of_html(html)
        flags.append("html_only")
    subject, sender = _header(message, "Subject")[:200], _sender(message)
    text = visible(text).strip()
    flags += [] if sender else ["no_sender"]
    flags += [] if text else ["empty"]
    if not text and not subject and not sender and not attachments:
        raise Refused("这不是一封电子邮件。/ This is not an e-mail.", "mail.none")
    if len(text) > _MAX_TEXT:
        text = text[:_MAX_TEXT]
        flags.append("truncated")
    if attachments:
        told = ", ".join(f"{name} ({size // 1024} KB)" for name, size in attachments[:5])
        flags.append(f"attachments:{len(attachments)} · {told}"[:300])
    return Mail(sender, subject, text, tuple(attachments), tuple(dict.fromkeys(flags)), key)


def _parts(message: Message) -> tuple[list[tuple[str, str]], list[tuple[str, int]], list[str]]:
    """The bodies, the attachments and the remarks, of the outermost mail alone: a mail within it is an attachment."""
    bodies: list[tuple[str, str]] = []
    attachments: list[tuple[str, int]] = []
    flags = ["broken"] if message.defects else []
    waiting, seen = [message], 0
    while waiting:
        part, seen = waiting.pop(0), seen + 1
        if seen > _MAX_PARTS:
            return bodies, attachments, [*flags, "too_many_parts"]
        kind = part.get_content_type()
        flags += ["broken"] if part.defects else []
        if kind.startswith("message/"):
            attachments.append((_name(part) or kind, 0))
            flags.append("nested")
        elif part.is_multipart():
            payload = part.get_payload()
            waiting = (
                [each for each in payload if isinstance(each, Message)] + waiting
                if isinstance(payload, list)
                else waiting
            )
        elif kind in _BODY and part.get_content_disposition() != "attachment" and not _name(part):
            words, guessed = _words(part)
            bodies.append((kind, words))
            flags += ["broken"] if part.defects else []  # of an encoding, seen only now
            flags += ["charset_guessed"] if guessed else []
        else:
            attachments.append((_name(part) or kind, len(str(part.get_payload() or "")) * 3 // 4))
    return bodies, attachments, flags


def _words(part: Message) -> tuple[str, bool]:
    """The text of a part, and whether its character set had to be guessed."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, MessageError):
        payload = None
    raw = (
        payload[:_MAX_BODY] if isinstance(payload, bytes) else str(part.get_payload() or "").encode("utf-8", "replace")
    )
    declared = part.get_content_charset() or "us-ascii"
    try:
        return raw.decode(declared), False
    except (LookupError, UnicodeDecodeError, ValueError):
        best = from_bytes(raw).best()
        return (str(best) if best else raw.decode("utf-8", "replace")), True


def _header(message: Message, name: str) -> str:
    """A header on one line, without what nobody sees: no line break of a sender's gets any further."""
    try:
        value = str(message.get(name, ""))
    except (ValueError, LookupError, MessageError, IndexError, AttributeError):
        return ""
    return " ".join(visible(value).split())


def _sender(message: Message) -> str:
    """The sender's address, in small letters; "" where there is none or it is none."""
    found = _ADDRESS.fullmatch(parseaddr(_header(message, "From"))[1])
    return found[0].lower() if found else ""


def _name(part: Message) -> str:
    """The file name of a part on one line, without folders."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, MessageError, AttributeError, TypeError):
        return "?"
    return " ".join(visible(str(name)).split()).replace("\\", "/").rpartition("/")[2][:120]
