"""Follow-up questions: "那外观设计呢？", "and for designs?" keep the subject of the question before them."""

import re

from knowledge.language import detect

# One row a right: how Chinese and English name it, the longer names first.
_RIGHTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("发明专利", "发明"), ("invention patents", "invention patent", "inventions", "invention")),
    (("实用新型专利", "实用新型"), ("utility models", "utility model")),
    (("外观设计专利", "外观设计", "外观专利", "外观"), ("design patents", "design patent", "designs", "design")),
    (("注册商标", "商标"), ("trademarks", "trademark", "trade marks", "marks", "mark", "brand")),
    (("软件著作权", "软件", "软著"), ("software copyright", "software")),
    (("著作权", "版权", "作品"), ("copyrights", "copyright", "works")),
    (("商业秘密", "技术秘密"), ("trade secrets", "trade secret", "know-how")),
    (("植物新品种", "新品种"), ("plant varieties", "plant variety")),
    (("集成电路布图设计", "布图设计"), ("layout-designs", "layout designs", "chip layouts")),
    (("专利",), ("patents", "patent")),
)
_LEAD_ZH = re.compile(r"^(?:那么|那|如果|要是|换成|还有|另外|再问|所以|但是|可|而)")
_LEAD_EN = re.compile(r"^(?:and|what about|how about|what if|but|so|then|also|or)\b", re.IGNORECASE)
_TAIL_ZH = re.compile(r"(?:呢|又如何|也一样吗|也是吗|一样吗|也行吗|也可以吗)\s*[?？。]*$")
_POINTING = re.compile(
    r"它|这个|那个|这种|这样|上面|刚才|前面|其中|\b(?:it|that|this|those|these|they|them|its|same)\b", re.IGNORECASE
)
_CARRIER = re.compile(
    r"^(?:那么|那|如果是|如果|要是|换成|还有|另外)|(?:呢|又如何|也一样吗|也是吗|一样吗)?[?？。!！\s]*$"
    r"|^(?:and|what about|how about|what if it(?:'s| is)|but|so|then|also)\b\s*(?:for|with|in|if it(?:'s| is)|about)?\s*(?:an?|the)?\s*",
    re.IGNORECASE,
)


def is_follow_up(text: str) -> bool:
    """True for a turn that cannot stand alone: short, and opening, pointing or closing like a continuation."""
    chinese = detect(text) == "zh"
    short = len(text) <= 22 if chinese else len(text.split()) <= 9
    very_short = len(text) <= 6 if chinese else len(text.split()) <= 2
    continuing = _LEAD_ZH.match(text) or _LEAD_EN.match(text) or _TAIL_ZH.search(text) or _POINTING.search(text)
    return bool(short and continuing) or very_short


def resolve(text: str, before: str) -> str:
    """The follow-up as a question of its own, with the subject of the question before it.

    "专利能保护多少年？" then "那外观设计呢？" gives "外观设计能保护多少年？"; where nothing can be put in its place, both
    questions are joined.
    """
    wanted = _rights(text)
    if wanted and (swapped := _swap(before, wanted[0])) and len(_CARRIER.sub("", _without(text, wanted[0]))) <= 4:
        return swapped
    return f"{before} {text}" if detect(before) == detect(text) or not wanted else f"{text} {before}"


def _rights(text: str) -> list[int]:
    """Rows of the rights a text names, most specific first."""
    return [row for row, names in enumerate(_RIGHTS) if _name_in(text, row)]


def _name_in(text: str, row: int) -> str | None:
    lowered = text.lower()
    chinese, english = _RIGHTS[row]
    for name in chinese:
        if name in lowered:
            return name
    return next((name for name in english if re.search(rf"\b{re.escape(name)}\b", lowered)), None)


def _without(text: str, row: int) -> str:
    name = _name_in(text, row)
    return re.sub(re.escape(name), "", text, flags=re.IGNORECASE) if name else text


def _swap(before: str, wanted: int) -> str | None:
    """The earlier question with its right replaced by the wanted one, in the earlier question's language."""
    for row in _rights(before):
        if row != wanted:
            old = _name_in(before, row)
            new = (
                _RIGHTS[wanted][0][0]
                if detect(before) == "zh"
                else _RIGHTS[wanted][1][1 if old and not old.endswith("s") else 0]
            )
            return re.sub(re.escape(old), new, before, count=1, flags=re.IGNORECASE) if old else None
    return None
