"""A right by its number: which kind it is, and where a pledge of it is registered."""

import re
import unicodedata
from typing import Literal

from knowledge.patents.numbers import NumberError, parse_application, parse_publication
from knowledge.trademarks.record import MarkNumberError
from tools.exchange.evidence import mark_id
from tools.refused import Refused

RightKind = Literal["patent", "trademark", "copyright"]
SUBJECTS: dict[RightKind, str] = {
    "patent": "patent",
    "trademark": "trademark",
    "copyright": "software",
}  # as the exchange calls them
_REGISTERED = re.compile(r"(?:软著登字第?\d+号?|\d{4}SR[A-Z]?\d+|国作登字-?\d{4}-?[A-Z]-?\d+)", re.IGNORECASE)
_PATENT = re.compile(r"(?:[A-Z]{2})?[\d./,-]{6,}[A-Z]?\d?", re.IGNORECASE)
_MARK = re.compile(r"(?:TM|第)?\d{5,8}[A-Z]?号?", re.IGNORECASE)


def kind_of_right(number: str) -> RightKind:
    """What a number is of. Raises Refused for what is no number of a patent, a mark or a registered work."""
    plain = "".join(unicodedata.normalize("NFKC", number).split())
    if _REGISTERED.fullmatch(plain):
        return "copyright"
    if _MARK.fullmatch(plain):
        return "trademark"
    for parse in (parse_publication, parse_application) if _PATENT.fullmatch(plain) else ():
        try:
            parse(plain)
        except NumberError:
            continue
        return "patent"
    raise Refused(
        f"“{number[:40]}”不是专利号、商标注册号或著作权登记号。/ “{number[:40]}” is no number of a patent, a mark or a registered work.", "finance.number"
    )  # fmt: skip


def plain_number(kind: RightKind, number: str) -> str:
    """The number as records are looked up by it. Raises Refused for a mark's that is none."""
    plain = " ".join(unicodedata.normalize("NFKC", number).split())
    if kind != "trademark":
        return plain
    try:
        return mark_id(re.sub(r"^(?:TM|第)|号$", "", plain, flags=re.IGNORECASE))
    except MarkNumberError:
        raise Refused(
            f"“{number[:40]}”不是商标注册号。/ “{number[:40]}” is no number of a mark.", "finance.number"
        ) from None
