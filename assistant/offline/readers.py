"""Reading the slots of a task from a turn: ids, amounts, counts, days, choices, free words. Nothing is ever made up."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.dates import whole_days_in
from knowledge.language import HAN
from knowledge.numerals import to_int
from tools.exchange.declaring import declared_in
from tools.money_said import amounts_said
from tools.orders.finding import find_services
from tools.records import ids_in
from tools.slots import Slot

Records = Sequence[Mapping[str, str]]
_ORDINAL = re.compile(
    r"第([一二三四五六七八九十\d]{1,2})(?:个|笔|单|条|项|份|家|(?=[\s,，。.!！]|$))|\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b|(最后一(?:个|笔|单|条|项))|\b(last)(?: one)\b",
    re.IGNORECASE,
)
_ENGLISH_ORDINALS = {
    word: place
    for words in ("first second third fourth fifth", "1st 2nd 3rd 4th 5th")
    for place, word in enumerate(words.split(), 1)
}
_ENGLISH_NUMBERS = {
    word: place
    for place, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_NUMBER = r"(\d{1,4}|[一二两三四五六七八九十百]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)"
# "做一个检索", "an opinion": an article, not how many.
_ARTICLE = re.compile(
    r"一\s*(?:个|次|份|项|套)(?!国|地区|席位|展位|月|专利包)|\b(?:an?|one)\b(?=\s+[a-z])", re.IGNORECASE
)
_COUNT = re.compile(rf"{_NUMBER}\s*(?:件|个|项|类|次|份|人|名|场|套|条|页|点|国|\b(?:pieces?|items?|classes|class|marks?|patents?|people|persons?|copies|times|pages|countries)\b)", re.IGNORECASE)  # fmt: skip
_STARS = re.compile(
    r"([1-5一二三四五]|one|two|three|four|five)\s*(?:颗)?(?:星|分|-?\s?stars?\b)|(?:评|打|给)\s*([1-5一二三四五])\s*$",
    re.IGNORECASE,
)
_WRITTEN_ID = re.compile(
    r"(?:编号|号码?|number|no\.?|id)\s*(?:是|为|is)?\s*[:：#]?\s*([A-Za-z0-9][A-Za-z0-9-]{3,39})", re.IGNORECASE
)
_ALONE_ID = re.compile(r"^\W*([A-Za-z]{2,4}-?[A-Za-z0-9-]{3,39}|\d{4,20})\W*$")
_CLASSES = re.compile(
    r"第?\s*\d{1,2}(?:\s*[、,，和及]\s*\d{1,2})*\s*类|\bclass(?:es)?\s+\d{1,2}(?:\s*(?:,|and|&)\s*\d{1,2})*",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    rf"(?:由|交给|给|请|找|让|指定|委托|选择?|换成|查看?|看看?|对)?((?:(?!由|交给|委托|指定)[{HAN}A-Za-z0-9（）()·&.]){{2,30}}?(?:公司|集团|大学|学院|研究院|研究所|事务所|中心))"
    r"|\b([A-Z][\w&.'-]*(?:\s(?:[A-Z][\w&.'-]*|of|and|&))*,?\s(?:Co\.,? Ltd\.?|Ltd\.?|GmbH|Inc\.?|Firm|Agency|University|Institute|Attorneys))"
)
_ANY_NUMBER = re.compile(
    r"\d{1,9}|[零一二两三四五六七八九十百千万]{1,9}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_NEGOTIABLE = re.compile(r"面议|另议|可谈|商量|协商|\bnegotiable\b|\bopen to offers\b", re.IGNORECASE)
_RIGHT = re.compile(
    r"ZL\s?\d{8,13}(?:\.[\dXx])?|(?<![A-Za-z0-9])(?:CN|US|EP|WO|JP|KR|DE)\s?\d[\d.]{5,15}(?:[A-Z]\d?)?(?![A-Za-z0-9])|(?:注册号|登记号|申请号|registration (?:no\.?|number)|no\.)\s*[:：]?\s*[A-Za-z0-9.]{5,20}",
    re.IGNORECASE,
)
_REGISTERED = re.compile(r"(?<![A-Za-z0-9])(?:\d{4}SR\d{5,9}|[A-Z]{0,2}\d{6,14}(?:\.[\dX])?[A-Z]?\d?)(?![A-Za-z0-9])")
_POINTS = re.compile(r"这|那|该|此|它|他们|对方|\b(?:this|that|these|it|its|their|them|they)\b", re.IGNORECASE)
_CLEAR = 2  # how many times as much must speak for a service as for the next one
_MOST_NAME = 200
_EDGES = " \t\n,，。.:：;；!！?？“”\"'「」"
_MOST = 2000  # characters of free words


@dataclass(frozen=True)
class Heard:
    """A turn as slots read it. `text` in its normal form, `said` as written; `asked`: the slot was asked for in the turn before.

    `shown`: the records earlier results showed, one list a result, the latest first.
    """

    text: str
    said: str
    today: date
    shown: Sequence[Records] = ()
    asked: bool = False


def read(slot: Slot, heard: Heard) -> str:
    """What a turn says for a slot, "" when it says nothing."""
    return _READERS[slot.reader](slot, heard)


def number_in(text: str) -> int | None:
    """A small whole number, in digits or words of either language."""
    return _ENGLISH_NUMBERS.get(text.lower()) or to_int(text)


def _record(slot: Slot, heard: Heard) -> str:
    if named := ids_in(heard.text, slot.kind):
        return named[-1]  # "not ORD-1, ORD-2": what was said last holds
    written = (_ALONE_ID.match(heard.text) if heard.asked else None) or _WRITTEN_ID.search(heard.text)
    if written and any(char.isdigit() for char in written[1]):
        return written[1].upper()  # no id of ours, yet what the user said: the tool says that there is none
    latest = last_shown(heard.shown, slot.kind)
    if place := _place(heard):
        return latest[place - 1 if place > 0 else place]["id"] if abs(place) <= len(latest) else ""
    # what was shown may have changed since: where records can be looked up, one is only meant if it was fit for this
    fit = len(latest) == 1 and (not slot.lookup or not slot.fits or latest[0].get("state") in slot.fits)
    return latest[0]["id"] if fit else ""


def last_shown(shown: Sequence[Records], kind: str) -> list[Mapping[str, str]]:
    """The records of a kind that were shown last."""
    lists = ([each for each in records if each["kind"] == kind] for records in shown)
    return next((each for each in lists if each), [])


def _place(heard: Heard) -> int:
    """Which one of a list a turn means: 1 the first, -1 the last, 0 none."""
    if found := _ORDINAL.search(heard.text):
        if found[3] or found[4]:
            return -1
        return _ENGLISH_ORDINALS.get((found[2] or "").lower(), 0) or to_int(found[1] or "") or 0
    bare = heard.text.strip(_EDGES)
    return (number_in(bare) or 0) if heard.asked and len(bare) <= 2 else 0


def _service(slot: Slot, heard: Heard) -> str:
    """A service by its SKU, as one of those just listed, or as the one that clearly fits what was said."""
    if place := _place(heard):
        listed = last_shown(heard.shown, "service")
        return listed[place - 1 if place > 0 else place]["id"] if abs(place) <= len(listed) else ""
    found = find_services(heard.text)
    clear = found and (len(found) == 1 or found[0].score >= _CLEAR * found[1].score)
    return found[0].service.sku if clear else ""


def _organisation(slot: Slot, heard: Heard) -> str:
    if named := ids_in(heard.text, "organisation"):
        return named[-1]
    if found := _COMPANY.search(heard.said):
        return (found[1] or found[2]).strip()
    if heard.asked:
        return heard.said.strip(_EDGES)[:_MOST_NAME]
    return _record(slot, heard) if slot.kind and _POINTS.search(heard.text) else ""


def _classes(slot: Slot, heard: Heard) -> str:
    found = [number for match in _CLASSES.finditer(heard.text) for number in re.findall(r"\d{1,2}", match[0])]
    if not found and heard.asked:
        found = re.findall(r"(?<!\d)\d{1,2}(?!\d)", heard.text)
    return ",".join(dict.fromkeys(found))


def _number_told(slot: Slot, heard: Heard) -> str:
    """A whole number, when it was asked for: the only one the answer holds."""
    found = [number_in(match[0]) for match in _ANY_NUMBER.finditer(heard.text.replace(",", ""))] if heard.asked else []
    return str(found[0]) if len(found) == 1 and found[0] is not None else ""


def _money(slot: Slot, heard: Heard) -> str:
    said = [each.words for each in amounts_said(heard.text)]
    return said[-1] if said else ""


def _count(slot: Slot, heard: Heard) -> str:
    said = heard.text if heard.asked else _ARTICLE.sub(" ", heard.text)
    found = [number_in(match[1]) for match in _COUNT.finditer(said)]
    if not found and heard.asked:
        found = [number_in(heard.text.strip(_EDGES))]
    return str(found[-1]) if found and found[-1] else ""


def _stars(slot: Slot, heard: Heard) -> str:
    found = _STARS.search(heard.text)
    bare = heard.text.strip(_EDGES) if heard.asked else ""
    number = number_in(found[1] or found[2]) if found else number_in(bare) if bare else None
    return str(number) if number and 1 <= number <= 5 else ""


def _day(slot: Slot, heard: Heard) -> str:
    """A whole day: a month or a year alone is none, the first of it would be a guess."""
    meant = whole_days_in(heard.text, heard.today)
    return meant[-1].isoformat() if meant else ""


def _choice(slot: Slot, heard: Heard) -> str:
    """The choice whose words stand first in the turn; of those at one place, the first declared."""
    found = {
        value: match.start()
        for value, pattern in slot.choices.items()
        if (match := re.search(pattern, heard.text, re.IGNORECASE))
    }
    return min(found, key=lambda value: found[value], default="")


def _declares(slot: Slot, heard: Heard) -> str:
    """The declarations a turn makes, by their names."""
    return ",".join(declared_in(heard.text))


def _price(slot: Slot, heard: Heard) -> str:
    """An amount, or that it is to be negotiated."""
    return _money(slot, heard) or ("negotiable" if _NEGOTIABLE.search(heard.text) else "")


def _right_numbers(slot: Slot, heard: Heard) -> str:
    """The numbers of rights a turn names; when asked for them, any number that can be one."""
    found = [match[0].strip().upper() for match in _RIGHT.finditer(heard.said)]
    if not found and heard.asked:
        found = [match[0] for match in _REGISTERED.finditer(heard.said)]
    return ",".join(dict.fromkeys(found))


def _text(slot: Slot, heard: Heard) -> str:
    """Free words: what follows a mark such as "理由是"; when they were asked for, the whole answer."""
    for pattern in slot.patterns:
        found = re.search(pattern, heard.said, re.IGNORECASE | re.DOTALL) or re.search(
            pattern, heard.text, re.IGNORECASE | re.DOTALL
        )
        if found and (found.start() == 0 or not heard.asked):
            return next((group for group in found.groups() if group), "").strip(_EDGES)[:_MOST]
    return heard.said.strip()[:_MOST] if heard.asked else ""


def _request(slot: Slot, heard: Heard) -> str:
    return heard.said.strip()[:_MOST]


_READERS: Mapping[str, Callable[[Slot, Heard], str]] = {
    "record": _record, "service": _service, "organisation": _organisation, "classes": _classes, "number": _number_told, "money": _money, "count": _count, "stars": _stars, "day": _day, "choice": _choice, "declares": _declares, "price": _price, "right_numbers": _right_numbers, "text": _text, "request": _request,
}  # fmt: skip
