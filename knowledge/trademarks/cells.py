"""What the cells of a table of marks mean: days, classes, goods, status words."""

import re
import unicodedata
from datetime import date, datetime

from knowledge.trademarks.record import CLASSES, Effect, Goods

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_CLASS = re.compile(r"(?<!\d)0*([1-9]|[1-3]\d|4[0-5])(?!\d)")
_HEADED = re.compile(r"(?:第\s*|class(?:es)?\s*)0*(\d{1,2})\s*类?\s*[:：]", re.IGNORECASE)
_GROUP = re.compile(r"(?<!\d)((?:0[1-9]|[1-3]\d|4[0-5])\d{2})(?!\d)")
_SPLIT = re.compile(r"[;；|\n]|(?<!\d)[,，、](?!\d)")
_UNDER_WAY = re.compile(
    r"审查中|审理中|等待|待审|申请中|受理|复审中|审中|pending|under (?:review|examination)|awaiting", re.IGNORECASE
)
# Read in order: the more particular word first. A step under way has changed nothing yet.
_EFFECTS: tuple[tuple[str, Effect], ...] = (
    (r"无效宣告|宣告无效|invalidat", Effect.INVALIDATED),
    (r"未续展|期满|届满|expired|not renewed", Effect.EXPIRED),
    (r"撤销|cancel|revoked", Effect.CANCELLED),
    (r"注销|surrender", Effect.SURRENDERED),
    (r"驳回|不予注册|refused|rejected", Effect.REFUSED),
    (r"撤回|放弃|withdrawn|abandoned", Effect.WITHDRAWN),
    (r"异议|oppos", Effect.OPPOSED),
    (r"续展|renew", Effect.RENEWED),
    (r"转让|assign", Effect.ASSIGNED),
    (r"许可|licen[cs]", Effect.LICENSED),
    (r"初步审定|初审公告|published", Effect.PUBLISHED),
    (r"已注册|注册公告|核准注册|^注册$|registered|^live$", Effect.REGISTERED),
)


def text_of(value: object) -> str:
    """A cell as text: NFKC, one line, a whole number without its ".0"."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, list | tuple):
        return "; ".join(text_of(each) for each in value)
    return unicodedata.normalize("NFC", str(value)).strip()


def day_of(text: str, last: bool = False) -> date | None:
    """The day a cell names, None for an empty one; `last`: of a span ("2021年3月14日至2031年3月13日") its end.

    Raises ValueError for text that holds no day.
    """
    found = _DAY.findall(unicodedata.normalize("NFKC", text))
    if not found:
        if text.strip(" -—/") == "":
            return None
        raise ValueError(f"{text!r} is no day (expected YYYY-MM-DD)")
    parts = found[-1 if last else 0]
    year, month, day = (int(part) for part in (parts[:3] if parts[0] else parts[3:]))
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is no day (expected YYYY-MM-DD)") from None


def goods_of(classes: str, goods: str, subgroups: str) -> tuple[Goods, ...]:
    """The classes of a row with their goods and groups. Raises ValueError when a class is not 1 to 45.

    "第9类：软件；第35类：广告" gives each class its own; goods of a row with several classes and no such heads belong to none
    of them for certain, and are kept with every one.
    """
    headed = _headed(goods)
    groups = sorted(set(_GROUP.findall(subgroups)) | set(re.findall(r"[(（](\d{4})[)）]", goods)))
    numbers = sorted({int(number) for number in _CLASS.findall(classes)} | headed.keys() | {int(g[:2]) for g in groups})
    if not numbers and classes.strip():
        raise ValueError(f"{classes!r} names no class of goods (expected 1 to 45)")
    plain = () if headed else _names(goods)
    return tuple(
        Goods(nice=n, names=headed.get(n, plain), subgroups=tuple(g for g in groups if int(g[:2]) == n))
        for n in numbers
    )


def _headed(goods: str) -> dict[int, tuple[str, ...]]:
    heads = [head for head in _HEADED.finditer(goods) if int(head[1]) in CLASSES]
    ends = [*(head.start() for head in heads[1:]), len(goods)][: len(heads)]
    return {int(head[1]): _names(goods[head.end() : end]) for head, end in zip(heads, ends, strict=True)}


def _names(goods: str) -> tuple[str, ...]:
    names = (re.sub(r"[(（]\d{4}[)）]", "", name).strip(" 。.") for name in _SPLIT.split(goods))
    return tuple(dict.fromkeys(name for name in names if name))


def effect_of(status: str) -> Effect:
    """What a status says has happened; nothing for a step that is still under way or words not known."""
    if _UNDER_WAY.search(status):
        return Effect.OTHER
    return next((effect for words, effect in _EFFECTS if re.search(words, status, re.IGNORECASE)), Effect.OTHER)
