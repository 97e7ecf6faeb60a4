"""Reading full texts of decisions: text, Markdown, PDF and JSON lines, into paragraphs with the section they stand in."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from knowledge.cases.dockets import find_dockets

SUFFIXES = (".txt", ".md", ".pdf", ".jsonl")
LONGEST = 1_200  # characters of a paragraph; longer ones are cut at sentence ends
_SHORTEST = 60  # shorter ones join the next: a line of an address is no passage
_FIELDS = {
    "docket": ("docket", "case_no", "appeal_number", "案号", "案件编号"),
    "court": ("court", "issuer", "法院", "审理法院"),
    "name": ("name", "case_name", "title", "案件名称", "案名", "patent_title"),
    "decided": ("decided", "date", "裁判日期", "判决日期", "judgment_date"),
    "text": ("text", "full_text", "content", "全文", "判决书"),
}
_FRONT = re.compile(r"^(?P<name>[\w\u4e00-\u9fff]{2,16})\s*[:：]\s*(?P<value>.+)$")
_HEADING = re.compile(
    r"^(?:#{1,6}\s+.+|(?:[IVX]{1,5}\.?\s+)?(?:FACTUAL |PROCEDURAL )?(?:BACKGROUND|DISCUSSION|ANALYSIS|CONCLUSION|OPINION|STANDARD OF REVIEW|FACTS|COSTS|DISSENT)\b.{0,40}|[IVX]{1,5}\.\s+[A-Z].{2,60}|(?:经(?:本院)?审理查明|本院(?:经审查)?认为|综上|裁判(?:要点|结果|理由)|基本案情|判决如下|案由|争议焦点)[^，。；！？]{0,20}[:：，]?)$"
)
_PAGE_HEAD = re.compile(
    r"Case: \d{2}-\d{3,5}\s+(?:.{0,80}?\s)?Document: \d+\s+Page: \d+(?:\s+\d+)?(?:\s+Filed: [\d/]+)?|_{6,}|-{6,}"
)
_SENTENCE_END = re.compile(r"(?<=[。！？；])|(?<=[.!?;] )(?=[A-Z\"“])")


class NotACase(ValueError):  # noqa: N818 - says what is wrong with a file
    """A file holds no decision that can be told apart: it has no docket number or no text."""


@dataclass(frozen=True)
class Paragraph:
    """A numbered passage and the heading it stands under."""

    number: int
    section: str
    text: str


@dataclass(frozen=True)
class CaseText:
    """The full text of one decision as received."""

    docket: str
    court: str
    name: str
    decided: str
    paragraphs: tuple[Paragraph, ...]


def read_cases(path: Path) -> Iterator[tuple[int, CaseText | NotACase]]:
    """The decisions in a file, each with the line it starts on (1 but for JSON lines), or what is wrong there.

    Raises OSError when the file cannot be read.
    """
    if path.suffix.lower() == ".jsonl":
        for number, line in enumerate(_decoded(path).split("\n"), 1):
            if line.strip():
                yield number, _tried(partial(_from_row, line))
    else:
        words = _pdf_text if path.suffix.lower() == ".pdf" else _decoded
        yield 1, _tried(lambda: _from_text(words(path)))


def _tried(read: Callable[[], CaseText]) -> CaseText | NotACase:
    try:
        return read()
    except NotACase as error:
        return error


def _decoded(path: Path) -> str:
    """A file's text: UTF-8, or the encoding of older Chinese systems."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def _from_row(line: str) -> CaseText:
    try:
        row = json.loads(line)
    except ValueError:
        raise NotACase("the line is not JSON") from None
    if not isinstance(row, dict):
        raise NotACase("the line is not a JSON object")
    values = {field: next((_plain(row[n]) for n in names if row.get(n)), "") for field, names in _FIELDS.items()}
    return _case(values, values.pop("text"))


def _plain(value: Any) -> str:
    """A field as text; of a list, itself perhaps written as JSON, all that is in it."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return str(value)
    if isinstance(value, list):
        items = [_plain(item) for item in value]
        return ("\n\n" if any(len(item) > _SHORTEST for item in items) else "、").join(items)
    return str(value)


def _from_text(text: str) -> CaseText:
    values, lines = _front_matter(text.splitlines())
    if "name" not in values:
        values["name"] = next((line.lstrip("# ").strip()[:120] for line in lines if line.strip()), "")
    return _case(values, "\n".join(lines))


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The fields in front of a text, and the text: all lines between two rules "---", else the lines of known fields."""
    values: dict[str, str] = {}
    fenced = bool(lines) and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:])
    for place, line in enumerate(lines[1:] if fenced else lines, int(fenced)):
        found = _FRONT.match(line.strip())
        field = next((f for f, names in _FIELDS.items() if found and found["name"].lower() in names), "text")
        if found and field != "text":
            values.setdefault(field, found["value"].strip())
        elif fenced and line.strip() == "---":
            return values, lines[place + 1 :]
        elif line.strip() and not fenced:
            return values, lines[place:]
    return values, []


def _case(values: dict[str, str], text: str) -> CaseText:
    if not text.strip():
        raise NotACase("there is no text in it")
    if "\0" in text:
        raise NotACase("it is no text but a binary file")
    docket = values.get("docket") or next((found.raw for found in find_dockets(text[:4_000])), "")
    if not docket:
        raise NotACase("no docket number was found; give it in a first line such as “案号：（2020）…号”")
    paragraphs = tuple(Paragraph(number, *piece) for number, piece in enumerate(_passages(text), 1))
    return CaseText(
        docket, values.get("court", ""), values.get("name") or docket, values.get("decided", ""), paragraphs
    )


def _passages(text: str) -> Iterator[tuple[str, str]]:
    """Each passage with its section. Headings in a row make one section; one with nothing below it is a passage itself."""
    section, waiting, empty = "", "", False
    for block in re.split(r"\n\s*\n|\n(?=[\u4e00-\u9fff#])", text):
        line = " ".join(_PAGE_HEAD.sub(" ", block).split())
        if _HEADING.match(line) and len(line) < 70:
            yield from ((section, piece) for piece in _pieces(waiting))
            heading, waiting = line.lstrip("# ").strip(), ""
            section, empty = f"{section} · {heading}" if empty else heading, True
        elif line:
            waiting, empty = f"{waiting} {line}".strip(), False
            if len(waiting) >= _SHORTEST:
                yield from ((section, piece) for piece in _pieces(waiting))
                waiting = ""
    yield from ((section, piece) for piece in _pieces(waiting or (section if empty else "")))


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for sentence in _SENTENCE_END.split(text):
        if piece and len(piece) + len(sentence) > LONGEST:
            yield piece.strip()
            piece = ""
        piece += sentence
    if piece.strip():
        yield piece.strip()


def _pdf_text(path: Path) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, by us
    with path.open("rb") as file:
        try:
            text = "\n\n".join(page.extract_text() for page in PdfReader(file).pages)
        except Exception as error:  # a broken PDF may fail in any way
            raise NotACase(f"the PDF cannot be read ({type(error).__name__})") from None
    if not text.strip():
        raise NotACase("the PDF holds pictures of pages and no text")
    return text
