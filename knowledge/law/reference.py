"""Finding references to provisions in free text, Chinese and English: 专利法第四十二条, Articles 22 to 24 of the Patent Law."""

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge.law.names import LawNames
from knowledge.law.outside import Outside
from knowledge.law.records import ArticleNumber, Law
from knowledge.numerals import NUMERAL, to_int

_N = rf"(?:{NUMERAL}|\d+(?:\.\d+)?)"
_ONE = rf"第?\s*{_N}\s*条?(?:之{NUMERAL})?"
_JOIN = r"\s*(?:、|，|,|和|及|以及|与|或者|或|至|到|—+|–|-|~|～)\s*"
_ZH_GROUP = re.compile(
    rf"第\s*{_N}\s*条(?:之{NUMERAL})?(?:{_JOIN}第\s*{_N}\s*条(?:之{NUMERAL})?)*"
    rf"|第\s*{_N}(?:{_JOIN}第?\s*{_N})+\s*条"
    rf"|(?<=[法典例则》])\s*{_N}\s*条(?:之{NUMERAL})?"  # 专利法42条
)
_ZH_ITEM = re.compile(rf"({_N})(?:\s*条)?(?:之({NUMERAL}))?")
_ZH_BELOW = re.compile(rf"\s*第\s*({_N})\s*款|\s*第\s*[（(]?\s*({_N})\s*[）)]?\s*项|\s*[（(]\s*({_N})\s*[）)]\s*项?")
_EN_NUMBER = r"\d+(?:\.\d+)?(?:-\d(?!\d))?"
_EN_GROUP = re.compile(
    rf"\b(?:Articles?|Arts?\.?|Sections?|Sec\.|§+)\s*({_EN_NUMBER}(?:\s*\([0-9a-z]+\))*"
    rf"(?:\s*(?:,\s*and|,|and|&|or|to|through|–|—|-)\s*(?:Articles?\s+|Art\.\s*)?{_EN_NUMBER}(?:\s*\([0-9a-z]+\))*)*)",
    re.IGNORECASE,
)
_EN_ITEM = re.compile(rf"({_EN_NUMBER})((?:\s*\([0-9a-z]+\))*)")
_EN_PARAGRAPH = re.compile(r"^[\s,]*(?:paragraph|para\.?)\s*\(?(\d+)\)?", re.IGNORECASE)
_EN_ITEM_WORD = re.compile(r"^[\s,]*(?:item|subparagraph)\s*\(?(\d+)\)?", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:至|到|—+|–|-|~|～|to|through)\s*$", re.IGNORECASE)
_ZH_UNKNOWN = re.compile(
    r"([\u4e00-\u9fff]{1,18}?(?:法|法典|条例|细则|办法|规定|解释|指南))(?=\s*(?:[（(]\d{4}[^）)]*[）)])?\s*第)"
)
_ZH_LEAD = re.compile(
    r"^.*(?:根据|依据|按照|依照|违反|适用|参照|引用|以及|并且|请问|那么|按|依|据|在|和|与|及|对|是|看|查|了|说|问|的)"
)
_EN_UNKNOWN = re.compile(
    r"\b((?:[A-Z][\w'’-]+\s+(?:and\s+|of\s+|the\s+|on\s+|for\s+)*){1,7}?(?:Law|Act|Code|Convention|Treaty|Directive|Regulations?|Rules|Agreement))\b"
)
_POINTS = re.compile(
    r"(?:.*[^合])?(?:这部|那部|新|旧|老|该|同|本|前述|此|两|现行|原|修订后的?)法|(?:the )?(?:same|new|old|present|current|revised|this|that|said) (?:law|act|code|text)",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?:新|旧|老|修订后的?)法\s*$|\b(?:new|old|revised)\s+$", re.IGNORECASE)
_LONGEST_RANGE = 60


class Holder(StrEnum):
    """Who holds the text a reference names."""

    HERE = "here"
    OUTSIDE = "outside"  # a PRC instrument the library does not hold
    FOREIGN = "foreign"
    UNKNOWN = "unknown"  # a name nobody here knows
    UNNAMED = "unnamed"  # no law named at all


@dataclass(frozen=True)
class Reference:
    """One provision named in a text. `start` and `end` are the place of the whole mention in that text."""

    raw: str
    start: int
    end: int
    law: Law | None
    law_name: str
    holder: Holder
    number: ArticleNumber | None  # None: "article 42.5", which no law has
    paragraph: int | None = None
    item: int | None = None
    carried: bool = False  # the law was named earlier in the text, not beside this mention


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    name: str
    law: Law | None
    holder: Holder


@dataclass(frozen=True)
class _Group:
    start: int
    end: int
    numbers: tuple[ArticleNumber | None, ...]
    paragraph: int | None
    item: int | None
    english: bool


class ReferenceFinder:
    """Finds references with the names one library knows; build it once, it compiles the names."""

    def __init__(self, names: LawNames, outside: Outside) -> None:
        self._names = names
        self._outside = outside
        domestic_zh = [name for name in outside.domestic if not name.isascii()]
        zh = sorted(
            {*names.chinese, *domestic_zh, *(n for n in outside.foreign if not n.isascii())}, key=len, reverse=True
        )
        en = sorted(
            {*names.english, *(n for n in (*outside.domestic, *outside.foreign) if n.isascii())}, key=len, reverse=True
        )
        self._zh = re.compile(r"《([^《》]{2,80})》|(" + "|".join(map(re.escape, zh)) + r")(?![人院律学官医])")
        self._en = re.compile(
            r"(?<![A-Za-z])(" + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in en) + r")(?![A-Za-z])",
            re.IGNORECASE,
        )

    def laws_named(self, text: str) -> list[_Mention]:
        """Every law the text names, in order of place."""
        found: list[_Mention] = []
        patterns = (self._zh, self._en, _ZH_UNKNOWN, _EN_UNKNOWN)
        for pattern in patterns:
            for match in pattern.finditer(text):
                group = next(i for i, value in enumerate(match.groups(), 1) if value)
                start, end = match.span()
                if pattern is _ZH_UNKNOWN and (lead := _ZH_LEAD.match(match[group])):
                    start += lead.end()
                name = text[start:end].strip("《》 ") if pattern is _ZH_UNKNOWN else match[group]
                if (
                    len(name) > 1
                    and not (pattern in (_ZH_UNKNOWN, _EN_UNKNOWN) and _POINTS.fullmatch(name))
                    and not any(start < m.end and m.start < end for m in found)
                ):
                    found.append(self._mention(text, start, end, name))
        return sorted(found, key=lambda mention: mention.start)

    def _mention(self, text: str, start: int, end: int, name: str) -> _Mention:
        before = text[max(0, start - 16) : start]
        if self._outside.is_foreign(name, before):
            return _Mention(start, end, name, None, Holder.FOREIGN)
        law = self._names.resolve(name) or (None if self._outside.is_domestic(name) else self._names.guess(name))
        if law:
            return _Mention(start, end, name, law, Holder.HERE)
        holder = Holder.OUTSIDE if self._outside.is_domestic(name) else Holder.UNKNOWN
        return _Mention(start, end, name, None, holder)

    def find(self, text: str) -> list[Reference]:
        """All references in order of place, one for each article number (ranges and lists are taken apart)."""
        mentions = self.laws_named(text)
        references: list[Reference] = []
        last: _Mention | None = None
        for group in sorted([*_chinese_groups(text), *_english_groups(text)], key=lambda g: g.start):
            pointed = _POINTED.search(text[max(0, group.start - 8) : group.start])  # 新法第五十条: no law is named
            beside = None if pointed else _attached(text, group, mentions)
            mention = beside or (None if pointed else last)
            last = mention or last
            references += _spell_out(text, group, mention, carried=beside is None)
        return references


def _spell_out(text: str, group: _Group, mention: _Mention | None, carried: bool) -> list[Reference]:
    near = (
        mention is not None
        and not carried
        and (abs(group.start - mention.end) < 40 or abs(mention.start - group.end) < 40)
    )
    start = min(group.start, mention.start) if near and mention else group.start
    end = max(group.end, mention.end) if near and mention else group.end
    holder = mention.holder if mention else Holder.UNNAMED
    law, name = (mention.law, mention.name) if mention else (None, "")
    return [
        Reference(text[start:end], start, end, law, name, holder, number, group.paragraph, group.item, carried)
        for number in group.numbers
    ]


def _attached(text: str, group: _Group, mentions: list[_Mention]) -> _Mention | None:
    """The law a group of articles belongs to: just before it, or after "of the"; None when neither is near."""
    before = [m for m in mentions if m.end <= group.start and _bridges(text[m.end : group.start], _BEFORE)]
    after = [m for m in mentions if m.start >= group.end and _bridges(text[group.end : m.start], _AFTER)]
    if group.english and after:
        return after[0]
    return before[-1] if before else (after[0] if after else None)


_BEFORE = re.compile(
    r"^[\s》”’\"',，、:：]*(?:[（(][^（）()]{0,40}[）)])?[\s的中里]*(?:of the PRC|of China|of the People's Republic of China)?[\s,，:：]*(?:(?:provides? )?(?:in|under)\s+(?:its\s+)?)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[\s,]*(?:paragraph \d+|item \d+|\([^()]{0,12}\)|[\s,])*(?:of|in|under|from)?\s*(?:the\s+)?(?:current\s+|new\s+|old\s+|revised\s+|amended\s+|\d{4}\s+)*(?:[A-Z][\w.]*\s+){0,3}(?:the\s+)?[《\"“]?$",
    re.IGNORECASE,
)


def _bridges(gap: str, pattern: re.Pattern[str]) -> bool:
    return len(gap) <= 60 and bool(pattern.match(gap))


def _chinese_groups(text: str) -> list[_Group]:
    groups = []
    for match in _ZH_GROUP.finditer(text):
        numbers = _chinese_numbers(match[0])
        end, paragraph, item = match.end(), None, None
        while below := _ZH_BELOW.match(text, end):
            paragraph = _whole(below[1]) if below[1] else paragraph
            item = _whole(below[2] or below[3]) if not below[1] else item
            end = below.end()
        groups.append(_Group(match.start(), end, numbers, paragraph, item, english=False))
    return groups


def _chinese_numbers(group: str) -> tuple[ArticleNumber | None, ...]:
    items = list(_ZH_ITEM.finditer(group))
    parsed = [(m.start(), m.end(), _number(m[1], m[2])) for m in items]
    return _expand(group, parsed)


def _english_groups(text: str) -> list[_Group]:
    groups = []
    for match in _EN_GROUP.finditer(text):
        items = list(_EN_ITEM.finditer(match[1]))
        parsed = [(m.start(), m.end(), _number(*m[1].split("-"))) for m in items]
        below = re.findall(r"\(([0-9a-z]+)\)", items[-1][2])
        tail = text[match.end() :]
        paragraph = _EN_PARAGRAPH.match(tail)
        end = match.end() + (paragraph.end() if paragraph else 0)
        item = _EN_ITEM_WORD.match(text[end:])
        end += item.end() if item else 0
        first = (
            int(paragraph[1])
            if paragraph
            else (_whole(below[0]) if below and below[0].isdigit() and len(below) > 1 else None)
        )
        second = int(item[1]) if item else (_whole(below[-1]) if below and below[-1].isdigit() else None)
        groups.append(_Group(match.start(), end, _expand(match[1], parsed), first, second, english=True))
    return groups


def _number(number: str, branch: str | None = None) -> ArticleNumber | None:
    whole = _whole(number)
    return None if whole is None else ArticleNumber(whole, _whole(branch) or 0 if branch else 0)


def _whole(numeral: str) -> int | None:
    return to_int(numeral) if "." not in numeral else None


def _expand(text: str, parsed: list[tuple[int, int, ArticleNumber | None]]) -> tuple[ArticleNumber | None, ...]:
    """Numbers of a list, with ranges filled in ("22 to 24" names three articles)."""
    numbers: list[ArticleNumber | None] = []
    for place, (start, _, number) in enumerate(parsed):
        gap = re.sub(r"[第条]", "", text[parsed[place - 1][1] : start]) if place else ""
        first = parsed[place - 1][2] if place else None
        if (
            place
            and _RANGE.match(gap)
            and first
            and number
            and first.number < number.number <= first.number + _LONGEST_RANGE
        ):
            numbers += [ArticleNumber(n) for n in range(first.number + 1, number.number)]
        numbers.append(number)
    return tuple(numbers)
