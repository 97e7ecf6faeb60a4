"""Reading full texts of decisions: text, Markdown, PDF and JSON lines, into paragraphs with the section they stand in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    r"^(?:#{1,6}\s+.+|(?:[IVX]{1,5}\.?\s+)?(?:FACTUAL |PROCEDURAL )?(?:BACKGROUND|DISCUSSION|ANALYSIS|CONCLUSION|OPINION|STANDARD OF REVIEW|FACTS|COSTS|DISSENT)\b.{0,40}|[IVX]{1,5}\.\s+[A-Z].{2,60}|(?:经(?:本院)?审理查明|本院(?:经审查)?认为|综上|裁判(?:要点|结果|理由)|基本案情|判决如下|案由|争议焦点).{0,20}[:：，]?)$"
)
_PAGE_HEAD = re.compile(
    r"Case: \d{2}-\d{3,5}\s+(?:.{0,80}?\s)?Document: \d+\s+Page: \d+(?:\s+\d+)?(?:\s+Filed: [\d/]+)?|_{6,}|-{6,}"
)
_SENTENCE_END = re.compile(r"(?<=[。！？；])|(?<=[.!?;])\s+(?=[A-Z\"“])")


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
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if line.strip():
                yield number, _tried(_from_row, line)
    else:
        text = _pdf_text(path) if path.suffix.lower() == ".pdf" else path.read_text("utf-8", errors="replace")
        yield 1, text if isinstance(text, NotACase) else _tried(_from_text, text)


def _tried(read: Any, source: str) -> CaseText | NotACase:
    try:
        case: CaseText = read(source)
    except NotACase as error:
        return error
    return case


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
    """A field as text; a list of numbers, itself perhaps written as JSON, gives its first."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return str(value)
    return _plain(value[0]) if isinstance(value, list) and value else str(value)


def _from_text(text: str) -> CaseText:
    values: dict[str, str] = {}
    lines = text.lstrip("\ufeff").splitlines()
    while lines and (not lines[0].strip() or lines[0].strip() == "---" or _FRONT.match(lines[0].strip())):
        found = _FRONT.match(lines.pop(0).strip())
        field = next((f for f, names in _FIELDS.items() if found and found["name"].lower() in names), "")
        if found and field:
            values[field] = found["value"].strip()
    if lines and "name" not in values:
        values["name"] = lines[0].lstrip("# ").strip()[:120]
    return _case(values, "\n".join(lines))


def _case(values: dict[str, str], text: str) -> CaseText:
    if not text.strip():
        raise NotACase("there is no text in it")
    docket = values.get("docket") or next((found.raw for found in find_dockets(text[:4_000])), "")
    if not docket:
        raise NotACase("no docket number was found; give it in a first line such as “案号：（2020）…号”")
    paragraphs = tuple(_paragraphs(text))
    return CaseText(
        docket, values.get("court", ""), values.get("name") or docket, values.get("decided", ""), paragraphs
    )


def _paragraphs(text: str) -> Iterator[Paragraph]:
    section, number, waiting = "", 0, ""
    for block in re.split(r"\n\s*\n|\n(?=[\u4e00-\u9fff#])", text):
        line = " ".join(_PAGE_HEAD.sub(" ", block).split())
        if not line:
            continue
        if _HEADING.match(line) and len(line) < 70:
            section = line.lstrip("# ").strip()
            continue
        waiting = f"{waiting} {line}".strip()
        if len(waiting) >= _SHORTEST:
            for piece in _pieces(waiting):
                number += 1
                yield Paragraph(number, section, piece)
            waiting = ""
    if waiting:
        yield Paragraph(number + 1, section, waiting)


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for sentence in _SENTENCE_END.split(text):
        if piece and len(piece) + len(sentence) > LONGEST:
            yield piece.strip()
            piece = ""
        piece += f"{sentence} " if sentence.isascii() else sentence
    if piece.strip():
        yield piece.strip()


def _pdf_text(path: Path) -> str | NotACase:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return "\n\n".join(page.extract_text() for page in PdfReader(path).pages)
    except (PyPdfError, ValueError, KeyError, TypeError) as error:
        return NotACase(f"the PDF cannot be read ({type(error).__name__})")
