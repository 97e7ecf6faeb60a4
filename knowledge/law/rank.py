"""The hierarchy of norms: what an instrument is, read off its full title, and what it may not contradict.

A law stands above administrative regulations, these above local regulations and departmental rules (Legislation Law);
judicial interpretations say how courts apply a law. An answer that rests on a lower instrument says so.
"""

import re
from enum import IntEnum

from knowledge.language import HAN, Language


class Rank(IntEnum):
    """Ranks from the highest; what comes later yields to what comes before."""

    LAW = 1
    ADMINISTRATIVE_REGULATION = 2
    JUDICIAL_INTERPRETATION = 3
    LOCAL_REGULATION = 4
    DEPARTMENTAL_RULE = 5
    ABROAD = 6  # foreign law, treaties and the practice of foreign offices: no rank here

    def named(self, language: Language) -> str:
        """What it is called."""
        return _NAMES[self][0 if language == "zh" else 1]


_NAMES = {
    Rank.LAW: ("法律", "statute"),
    Rank.ADMINISTRATIVE_REGULATION: ("行政法规", "administrative regulation, below the statutes"),
    Rank.JUDICIAL_INTERPRETATION: ("司法解释", "judicial interpretation"),
    Rank.LOCAL_REGULATION: (
        "地方性法规，效力低于法律和行政法规",
        "local regulation, below statutes and national regulations",
    ),
    Rank.DEPARTMENTAL_RULE: (
        "部门规章或规范性文件，效力低于法律和行政法规",
        "departmental rules, below statutes and regulations",
    ),
    Rank.ABROAD: ("外国法或国际条约", "foreign law or treaty"),
}
_BY_TITLE = (
    (Rank.JUDICIAL_INTERPRETATION, re.compile(r"^最高人民(?:法院|检察院)")),
    (Rank.LOCAL_REGULATION, re.compile(r"^(?:[\u4e00-\u9fff]{2,7}(?:省|市|自治区)|中关村)")),
    (Rank.ABROAD, re.compile(r"日本国")),
    (Rank.ADMINISTRATIVE_REGULATION, re.compile(r"^国务院|(?:条例|实施细则|国际著作权条约的规定)(?:[（(]|$)")),
    (Rank.LAW, re.compile(r"^中华人民共和国[\u4e00-\u9fff]*(?:法|法典)(?:[（(]|$)")),
)


def rank_of(title: str) -> Rank:
    """The rank of an instrument by its full title; what is in no Chinese is from abroad, what fits nothing a rule."""
    if not re.search(f"[{HAN}]", title):
        return Rank.ABROAD
    return next((rank for rank, pattern in _BY_TITLE if pattern.search(title)), Rank.DEPARTMENTAL_RULE)
