"""Finding references to provisions in free text, Chinese and English: 专利法第四十二条, Articles 22 to 24 of the Patent Law."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum

from knowledge.law.names import LawNames
from knowledge.law.outside import Outside
from knowledge.law.provisions import Provisions, provisions_in
from knowledge.law.records import ArticleNumber, Law
from knowledge.one_of import one_of

_ZH_UNKNOWN = re.compile(
    r"([\u4e00-\u9fff]{1,18}?(?:法|法典|条例|细则|办法|规定|解释|指南|通则))(?=\s*(?:[（(]\d{4}[^）)]*[）)])?\s*第)"
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
# What before the name of a law makes it the name of another: 行政监察法 is not the 监察法.
_ANOTHER = re.compile(r"(?:行政|国家|药品|食品|国防|军事|地方|国际|公共|社会|金融|海洋|临时)$")
_BEFORE = re.compile(
    r"^[\s》”’\"',，、:：]*(?:[（(][^（）()]{0,40}[）)])?[\s的中里]*(?:of the PRC|of China|of the People's Republic of China)?[\s,，:：]*(?:(?:provides? )?(?:in|under)\s+(?:its\s+)?)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[\s,]*(?:paragraph \d+|item \d+|\([^()]{0,12}\)|[\s,])*(?:of|in|under|from)?\s*(?:the\s+)?(?:current\s+|new\s+|old\s+|revised\s+|amended\s+|\d{4}\s+)*(?:[A-Z][\w.'’]*\s+){0,3}(?:the\s+)?[《\"“]?$",
    re.IGNORECASE,
)
_REACH = 60  # characters between a law and the articles that belong to it


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
class Mention:
    """A law named in a text."""

    start: int
    end: int
    name: str
    law: Law | None
    holder: Holder


class ReferenceFinder:
    """Finds references with the names one library knows; build it once, it compiles the names."""

    def __init__(self, names: LawNames, outside: Outside) -> None:
        self._names = names
        self.outside = outside
        other = (*outside.domestic, *outside.foreign)
        zh = {*names.chinese, *names.former, *(name for name in other if not name.isascii())}
        en = {name.lower() for name in (*names.english, *(name for name in other if name.isascii()))}
        self._zh = re.compile(rf"《([^《》]{{2,80}})》|({one_of(zh)})(?![人院律学官医])")
        self._en = re.compile(rf"(?<![A-Za-z])({one_of(en)})(?![A-Za-z])".replace(r"\ ", r"\s+"), re.IGNORECASE)

    def laws_named(self, text: str) -> list[Mention]:
        """Every law the text names, in order of place; of overlapping names the surer reading counts."""
        found: list[Mention] = []
        taken = bytearray(len(text))
        for pattern in (self._zh, self._en, _ZH_UNKNOWN, _EN_UNKNOWN):
            for match in pattern.finditer(text):
                start, end, name = self._named(match, pattern, text)
                if len(name) > 1 and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    found.append(self._mention(text, start, end, name))
        return sorted(found, key=lambda mention: mention.start)

    def _named(self, match: re.Match[str], pattern: re.Pattern[str], text: str) -> tuple[int, int, str]:
        """Place and name of a match; an empty name for what names no law after all."""
        (start, end), name = match.span(), next(value for value in match.groups() if value)
        if pattern is _ZH_UNKNOWN and (lead := _ZH_LEAD.match(name)):
            start, name = start + lead.end(), name[lead.end() :]
        if pattern in (_ZH_UNKNOWN, _EN_UNKNOWN) and _POINTS.fullmatch(name):
            name = ""
        if pattern is self._zh and match[2] and _ANOTHER.search(text[max(0, start - 4) : start]):
            name = ""
        return start, end, name

    def _mention(self, text: str, start: int, end: int, name: str) -> Mention:
        before, after = text[max(0, start - 20) : start], text[end : end + 30]
        if self.outside.is_foreign(name, before, after):
            return Mention(start, end, name, None, Holder.FOREIGN)
        law = self._names.resolve(name) or (None if self.outside.is_domestic(name) else self._names.guess(name))
        if law:
            return Mention(start, end, name, law, Holder.HERE)
        holder = Holder.OUTSIDE if self.outside.is_domestic(name) else Holder.UNKNOWN
        return Mention(start, end, name, None, holder)

    def find(self, text: str) -> list[Reference]:
        """All references in order of place, one for each article number (ranges and lists are taken apart)."""
        mentions = self.laws_named(text)
        references: list[Reference] = []
        last: Mention | None = None
        for group in provisions_in(text):
            pointed = _POINTED.search(text[max(0, group.start - 8) : group.start])  # 新法第五十条: no law is named
            beside = None if pointed else _attached(text, group, mentions)
            mention = beside or (None if pointed else last)
            last = mention or last
            references += _spell_out(text, group, mention, carried=beside is None)
        return references


def _spell_out(text: str, group: Provisions, mention: Mention | None, carried: bool) -> list[Reference]:
    near = mention if not carried else None
    start = min(group.start, near.start) if near else group.start
    end = max(group.end, near.end) if near else group.end
    holder = mention.holder if mention else Holder.UNNAMED
    law, name = (mention.law, mention.name) if mention else (None, "")
    return [
        Reference(text[start:end], start, end, law, name, holder, number, paragraph, item, carried)
        for number, (paragraph, item) in group.places()
    ]


def _attached(text: str, group: Provisions, mentions: list[Mention]) -> Mention | None:
    """The law a group of articles belongs to: just before it, or after "of the"; None when neither is near."""
    place = bisect_right(mentions, group.start, key=lambda mention: mention.end)
    before = mentions[place - 1] if place else None
    place = bisect_left(mentions, group.end, key=lambda mention: mention.start)
    after = mentions[place] if place < len(mentions) else None
    if before and not _bridges(text[before.end : group.start], _BEFORE):
        before = None
    if after and not _bridges(text[group.end : after.start], _AFTER):
        after = None
    return after or before if group.english else before or after


def _bridges(gap: str, pattern: re.Pattern[str]) -> bool:
    return len(gap) <= _REACH and bool(pattern.match(gap))
