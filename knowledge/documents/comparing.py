"""Two readings of a document put together: the text one sees page by page, and everything that hides."""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from knowledge.documents.characters import unseen_in, without_unseen
from knowledge.documents.limits import Limits
from knowledge.documents.record import Contents, Finding, Page, PageState

_SCAN = 0.5  # share of a page its picture covers to be a scan
_LONG = 160  # width from which words outside the pages are worth a look; a Chinese character counts two
_ODD = 12  # width of words one reader alone sees, below which it is a difference of spacing or hyphens
_ALWAYS = ("attachment", "annotation", "form_field", "code", "damaged")
# words that speak to a machine; a hint, not a defence: what stands outside the pages is never read as their text
_COMMANDS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|above|previous)\b|\bsystem prompt\b"
    r"|\byou are (?:now )?(?:an? )?(?:\w+ )?(?:assistant|model|ai|chatbot)\b|\b(?:send|forward|email|post|upload|transfer|call)\b.{0,60}\b(?:to|at|tool|function)\b"
    r"|(?:忽略|无视|忘记|不要遵守).{0,20}(?:指令|提示|规则|以上|之前)|系统提示|你(?:现在)?是.{0,12}(?:助手|模型|机器人)|(?:发送|转发|上传|发到|汇款|调用).{0,30}(?:到|给|至|工具|函数|https?)",
    re.IGNORECASE,
)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StructuredPage(_Row):
    """A page as the first reader gives it; `fields` are the form fields one sees, name and value."""

    text: str
    fields: list[tuple[str, str]]
    pictures: bool


class Structured(_Row):
    """A file as the first reader gives it (knowledge/documents/structure.py)."""

    pages: list[StructuredPage]
    elsewhere: list[tuple[str, int, str]]


class SeenPage(_Row):
    """A page as the second reader shows it (knowledge/documents/visibility.py)."""

    text: str
    every: str
    hidden: list[tuple[str, str]]
    layer: bool
    picture: float


class Seen(_Row):
    """A file as the second reader shows it."""

    pages: list[SeenPage]


def compared(structure: Structured, seen: Seen | None, limits: Limits) -> Contents:
    """The document: what can be seen as its text, what cannot as findings. Without `seen` nothing could be checked."""
    shown = seen.pages if seen and len(seen.pages) == len(structure.pages) else None
    pages, findings = [], []
    for number, first in enumerate(structure.pages, 1):
        second = shown[number - 1] if shown else None
        pages.append(_page(number, first, second))
        findings += [
            Finding(carrier=carrier, page=number, text=words) for carrier, words in _hidden(first, second, pages[-1])
        ]
    on_pages = _flat(" ".join(page.text for page in pages))
    findings += _outside(structure.elsewhere, on_pages)
    cut = [
        Finding(carrier=each.carrier, page=each.page, text=without_unseen(each.text).strip()[: limits.quoted])
        for each in dict.fromkeys(findings)
    ]
    return Contents(pages=tuple(pages), findings=tuple(cut[: limits.findings]), checked=shown is not None)


def _page(number: int, first: StructuredPage, second: SeenPage | None) -> Page:
    fields = [f"{name}: {value}" if name else value for name, value in first.fields]
    text = "\n".join([second.text if second else first.text, *fields])
    plain = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", without_unseen(text).replace("\r\n", "\n"))).strip()
    pictured = second.picture >= _SCAN if second else first.pictures
    if plain:
        state = PageState.TEXT_LAYER if second and second.layer else PageState.TEXT
    else:
        state = PageState.SCANNED if pictured else PageState.BLANK
    return Page(number=number, text=plain, state=state)


def _hidden(first: StructuredPage, second: SeenPage | None, page: Page) -> Iterator[tuple[str, str]]:
    """What hides on one page: unseen words, run together by carrier, unseen characters, words one reader alone has."""
    fields = " ".join(value for _, value in first.fields)
    every = [unseen_in(text) for text in (first.text, second.every if second else "", fields)]
    yield from dict(pair for found in every for pair in found).items()
    if second is None:
        return
    for carrier in dict.fromkeys(carrier for carrier, _ in second.hidden):
        yield carrier, " ".join(words.strip() for each, words in second.hidden if each == carrier)
    hidden = " ".join(words for _, words in second.hidden)
    for carrier, text, other in (
        ("only_pypdf", first.text, second.every + hidden),
        ("only_pdfium", second.text, first.text),
    ):
        if page.state is PageState.TEXT and (odd := _only_in(text, other)):
            yield carrier, odd


def _only_in(text: str, other: str) -> str:
    """The words a text has and another has not, if they are more than a difference of spacing."""
    rest = _flat(other, "")
    odd = [word for word in re.findall(r"[^\W_]+", without_unseen(text)) if _flat(word, "") not in rest]
    return " ".join(odd) if _width("".join(odd)) >= _ODD else ""


def _outside(elsewhere: Iterable[tuple[str, int, str]], on_pages: str) -> Iterator[Finding]:
    """The words outside the pages that are worth a look. Nothing outside is ever part of a page's text."""
    for carrier, page, words in elsewhere:
        if unseen := unseen_in(words):
            yield from (Finding(carrier=name, page=page, text=said) for name, said in unseen)
        plain = without_unseen(words).strip()
        standing = _flat(plain.partition(": ")[2] or plain) in on_pages
        long = _width(plain) >= _LONG and not standing
        if carrier in _ALWAYS or long or (_COMMANDS.search(plain) and not standing):
            yield Finding(carrier=carrier, page=page, text=plain)


def _flat(text: str, joint: str = " ") -> str:
    return joint.join(re.findall(r"[^\W_]+", without_unseen(text).casefold()))


def _width(text: str) -> int:
    return sum(2 if character >= "\u2e80" else 1 for character in text)
