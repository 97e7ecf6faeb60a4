"""The grammar of provisions in text: articles, lists and ranges of them, paragraphs and items, Chinese and English."""

import re
from dataclasses import dataclass

from knowledge.law.records import ArticleNumber
from knowledge.numerals import NUMERAL, to_int

_N = rf"(?:{NUMERAL}|\d+(?:\.\d+)?)"
_BRANCH = rf"(?:之(?:{NUMERAL}|\d{{1,2}}))?"
_JOIN = r"\s*(?:、|，|,|和|及|以及|与|或者|或|至|到|—+|–|-|~|～)\s*"
_ZH_GROUP = re.compile(
    rf"第\s*{_N}\s*条{_BRANCH}(?:{_JOIN}第\s*{_N}\s*条{_BRANCH})*"
    rf"|第\s*{_N}(?:{_JOIN}第?\s*{_N})+\s*条"
    rf"|(?<=[法典例则》])\s*{_N}\s*条{_BRANCH}"  # 专利法42条
)
_ZH_ITEM = re.compile(rf"({_N})(?:\s*条)?(?:之({NUMERAL}|\d{{1,2}}))?")
_ZH_BELOW = re.compile(
    rf"(?:[、和及与]\s*)?(?:第\s*({_N})\s*款|第\s*[（(]?\s*({_N})\s*[）)]?\s*项|[（(]\s*({NUMERAL}|\d{{1,2}})\s*[）)]\s*项?)"
)
_EN_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:-\d(?!\d))?"
_EN_BRACKETS = r"(?:\s*\([0-9a-z]+\))*"
_EN_GROUP = re.compile(
    rf"(?:\b(?:Articles?|Arts?\.?|Sections?|Sec\.)|§+)\s*({_EN_NUMBER}{_EN_BRACKETS}"
    rf"(?:\s*(?:,\s*and|,|and|&|or|to|through|–|—|-)\s*(?:Articles?\s+|Art\.\s*)?{_EN_NUMBER}{_EN_BRACKETS})*)",
    re.IGNORECASE,
)
_EN_ITEM = re.compile(rf"({_EN_NUMBER})({_EN_BRACKETS})")
_EN_PARAGRAPH = re.compile(r"[\s,]*(?:paragraph|para\.?)\s*\(?(\d+)\)?", re.IGNORECASE)
_EN_ITEM_WORD = re.compile(r"[\s,]*(?:item|subparagraph)\s*\(?(\d+)\)?", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:至|到|—+|–|-|~|～|to|through)\s*", re.IGNORECASE)
_LONGEST_RANGE = 60

Part = tuple[int | None, int | None]  # paragraph (款) and item (项)


@dataclass(frozen=True)
class Provisions:
    """One mention of articles: their numbers (None: not a number of an article), and the parts of the last one."""

    start: int
    end: int
    numbers: tuple[ArticleNumber | None, ...]
    parts: tuple[Part, ...]
    english: bool

    def places(self) -> list[tuple[ArticleNumber | None, Part]]:
        """Every article with its part; several parts of the last article are several places."""
        whole: Part = (None, None)
        return [*((number, whole) for number in self.numbers[:-1]), *((self.numbers[-1], part) for part in self.parts)]


def provisions_in(text: str) -> list[Provisions]:
    """All mentions of articles in order of place."""
    return sorted([*_chinese(text), *_english(text)], key=lambda found: found.start)


def _chinese(text: str) -> list[Provisions]:
    groups = []
    for match in _ZH_GROUP.finditer(text):
        items = list(_ZH_ITEM.finditer(match[0]))
        numbers = _expand(match[0], [(m.start(), m.end(), _number(m[1], m[2])) for m in items])
        end, parts = _chinese_parts(text, match.end())
        groups.append(Provisions(match.start(), end, numbers, parts, english=False))
    return groups


def _chinese_parts(text: str, end: int) -> tuple[int, tuple[Part, ...]]:
    """第二款第（三）项, 第二款、第三款: where they end, and each of them."""
    parts: list[Part] = []
    while below := _ZH_BELOW.match(text, end):
        joined = below[0][0] in "、和及与"
        if joined and not parts:
            break
        paragraph, item = _whole(below[1] or ""), _whole(below[2] or below[3] or "")
        if below[1] or not parts or parts[-1][1] is not None:
            parts.append((paragraph if below[1] else (parts[-1][0] if parts else None), item))
        else:
            parts[-1] = (parts[-1][0], item)
        end = below.end()
    return end, tuple(parts) or ((None, None),)


def _english(text: str) -> list[Provisions]:
    groups = []
    for match in _EN_GROUP.finditer(text):
        items = list(_EN_ITEM.finditer(match[1]))
        numbers = _expand(match[1], [(m.start(), m.end(), _number(*m[1].split("-"))) for m in items])
        brackets = [_whole(piece) for piece in re.findall(r"\(([0-9]+)\)", items[-1][2])]
        end, paragraph = _after(_EN_PARAGRAPH, text, match.end())
        end, item = _after(_EN_ITEM_WORD, text, end)
        first = paragraph if paragraph is not None else (brackets[0] if brackets else None)
        second = item if item is not None else (brackets[1] if len(brackets) > 1 else None)
        groups.append(Provisions(match.start(), end, numbers, ((first, second),), english=True))
    return groups


def _after(pattern: re.Pattern[str], text: str, end: int) -> tuple[int, int | None]:
    found = pattern.match(text, end)
    return (found.end(), _whole(found[1])) if found else (end, None)


def _number(number: str, branch: str | None = None) -> ArticleNumber | None:
    whole = _whole(number)
    return None if whole is None else ArticleNumber(whole, _whole(branch or "") or 0)


def _whole(numeral: str) -> int | None:
    return to_int(numeral.replace(",", "")) if numeral and "." not in numeral else None


def _expand(text: str, parsed: list[tuple[int, int, ArticleNumber | None]]) -> tuple[ArticleNumber | None, ...]:
    """Numbers of a list, with ranges filled in ("22 to 24" names three articles)."""
    numbers: list[ArticleNumber | None] = []
    for place, (start, _, number) in enumerate(parsed):
        gap = re.sub(r"[第条]", "", text[parsed[place - 1][1] : start]) if place else ""
        first = parsed[place - 1][2] if place else None
        if first and number and _RANGE.fullmatch(gap) and 0 < number.number - first.number <= _LONGEST_RANGE:
            numbers += [ArticleNumber(n) for n in range(first.number + 1, number.number)]
        numbers.append(number)
    return tuple(numbers)
