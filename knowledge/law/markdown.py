"""Reading a law kept as Markdown: title, dates of its texts, kind, chapters and articles."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.law.calendar import commencement
from knowledge.numerals import NUMERAL, to_int

_HEADING = re.compile(r"^(#{1,6})\s*(.+?)\s*$")
_ARTICLE = re.compile(rf"^\**第({NUMERAL})条(?:之({NUMERAL}))?\**[\s　]*(.*)$")
_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NAME_DAY = re.compile(r"[（(](\d{4}-\d{2}-\d{2})")
_NAME_START = re.compile(r"施行(\d{4}-\d{2}-\d{2})")
_IN_FORCE = re.compile(r"施行\s*$")
_CHAPTER = re.compile(rf"^第({NUMERAL})(?:编|分编|章)")
_SECTION = re.compile(rf"^第({NUMERAL})节")
_SORTS = (
    ("司法解释", re.compile(r"最高人民法院|最高人民检察院")),
    ("地方性法规", re.compile(r"^(?:北京市|上海市|天津市|重庆市|.{2,4}省|.{2,6}自治区|.{2,4}市|中关村|北京)")),
    ("修改决定", re.compile(r"关于修改.*的决定$")),
    ("部门规章", re.compile(r"(?:办法|规章|指南)$")),
    ("行政法规", re.compile(r"(?:条例|实施细则|暂行办法|规定)$")),
)


class NotALaw(ValueError):  # noqa: N818 - what was found
    """The file holds no law that can be read; the message says what is missing."""


@dataclass(frozen=True)
class LawText:
    """A law as read from a file. `effective` equals `adopted` where the file names no day of commencement."""

    title: str
    sort: str
    adopted: date
    effective: date
    articles: tuple[tuple[str, int, str, str, str], ...]  # label, number, chapter, section, text


def read_markdown(path: Path) -> LawText:
    """Read one Markdown law.

    Raises NotALaw when it has no title, no date or no articles, or is not UTF-8 text.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise NotALaw("it is not UTF-8 text") from None
    title, head, articles = _parse([line.replace("\u200b", "").rstrip() for line in lines])
    if not title:
        raise NotALaw("it has no heading that could be the law's title")
    if not articles:
        raise NotALaw("it has no articles (lines that begin with 第…条)")
    try:
        adopted, effective = _days(path.stem, head, articles[-1][4])
    except NotALaw:
        raise
    except ValueError as error:
        raise NotALaw(f"a date in it is no day of the calendar ({error})") from None
    return LawText(title, _sort(title), adopted, effective, articles)


def _parse(lines: list[str]) -> tuple[str, list[str], tuple[tuple[str, int, str, str, str], ...]]:
    title, chapter, section = "", "", ""
    head: list[str] = []
    articles: list[tuple[str, int, str, str, list[str]]] = []
    for line in lines:
        plain = line.strip()
        if heading := _HEADING.match(line):
            name = re.sub(r"\s+", " ", heading[2].replace("　", " "))
            if not title and not _CHAPTER.match(name):
                title = re.sub(r"[（(]\d{4}.*?[）)]$", "", name).strip()
            elif _SECTION.match(name):
                section = name
            elif not articles or _CHAPTER.match(name):
                chapter, section = name, ""
            continue
        if found := _ARTICLE.match(plain):
            label = f"第{found[1]}条" + (f"之{found[2]}" if found[2] else "")
            articles.append((label, to_int(found[1]) or 0, chapter, section, [found[3]] if found[3] else []))
        elif articles and plain and not plain.startswith(("<!--", "---")):
            articles[-1][4].append(plain)
        elif not articles and plain:
            head.append(plain)
    return title, head, tuple((label, n, ch, se, "\n".join(text)) for label, n, ch, se, text in articles)


def _days(stem: str, head: list[str], last_article: str) -> tuple[date, date]:
    """Adoption: the day in the file's name, else the last one before the text. Start: "… 施行" there, else the text's."""
    named = _NAME_DAY.search(stem)
    listed = [(_day(found), line) for line in head for found in _DAY.finditer(line)]
    passed = [day for day, line in listed if not _IN_FORCE.search(line)]
    adopted = date.fromisoformat(named[1]) if named else max(passed or [day for day, _ in listed], default=None)
    if adopted is None:
        raise NotALaw("neither its name nor its head says when it was adopted")
    starts = [day for day, line in listed if _IN_FORCE.search(line) and day >= adopted]
    start = _NAME_START.search(stem)
    stated = commencement(last_article)
    if start:
        return adopted, date.fromisoformat(start[1])
    if starts:
        return adopted, max(starts)
    return adopted, stated if stated and stated >= adopted else adopted


def _day(found: re.Match[str]) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _sort(title: str) -> str:
    return next((sort for sort, pattern in _SORTS if pattern.search(title)), "法律")
