"""Languages of the desk: which one a text is in, and one written form for what people type."""

import re
import unicodedata
from functools import cache
from typing import Literal

from opencc import OpenCC

Language = Literal["zh", "en"]
HAN = "\u3400-\u9fff"
_HAN = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_COURT_NUMBER = re.compile(rf"[（(]\d{{4}}[）)][{HAN}\d]{{2,20}}号")
_FORMAT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile("\x1b\\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_REPEATED = re.compile(r"([!?。.~,;、！？～，…])\1{2,}")
_WISH = re.compile(
    r"^\s*(?:please\s+)?(?:(?:answer|reply|speak|write|switch|talk)(?:\s+to\s+me)?(?:\s+back)?\s+(?:in|to)\s+(?P<en>chinese|english))|^\s*请?(?:用|说|换成?|改用)(?P<zh>中文|汉语|普通话|英文|英语)(?:回答|说|回复|吧|交流)?[\s。.!！]*$",
    re.IGNORECASE,
)
# Slips of input methods that change which law is meant; only forms that are no words of their own.
_SLIPS = {
    "专力": "专利", "砖利": "专利", "专例": "专利", "发名专利": "发明专利", "外观没计": "外观设计", "商彪": "商标", "注册商票": "注册商标",
    "著做权": "著作权", "着作权": "著作权", "板权": "版权", "职务发名": "职务发明", "实用新形": "实用新型", "许可合通": "许可合同",
}  # fmt: skip
_SLIP = re.compile(r"(?<!老)板权(?!限)|" + "|".join(slip for slip in _SLIPS if slip != "板权"))
_LAW_SLIP = re.compile(r"(专利|商标|著作权)发(?=\s*第|\s*\d|》|的?规定|$)")  # 法 typed as 发
_ENGLISH_SLIPS = {
    "pattent": "patent", "patnet": "patent", "patant": "patent", "tradmark": "trademark", "trademrk": "trademark",
    "trade mark": "trademark", "copywrite": "copyright", "copyrite": "copyright", "copyrigth": "copyright",
    "licence": "license", "licencing": "licensing", "infrigement": "infringement", "infringment": "infringement",
    "invetion": "invention", "registerd": "registered", "recieve": "receive", "renewel": "renewal", "utlity": "utility",
    "desgin": "design", "employe": "employee",
}  # fmt: skip
_ENGLISH_SLIP = re.compile(r"\b(" + "|".join(map(re.escape, _ENGLISH_SLIPS)) + r")(s?)\b", re.IGNORECASE)


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def detect(text: str) -> Language:
    """The language to answer in: Chinese as soon as a text has more than a stray Chinese name or docket number in it."""
    prose = _COURT_NUMBER.sub(" ", text)
    han, latin = len(_HAN.findall(prose)), len(_LATIN_WORD.findall(prose))
    if not han:
        return "en" if latin else "zh"
    return "zh" if han >= latin else "en"


def wished(text: str) -> Language | None:
    """The language a turn asks to be answered in ("请用英文回答"), None when it asks for none."""
    found = _WISH.search(text)
    if found is None:
        return None
    return "en" if (found["en"] or found["zh"]).lower() in ("english", "英文", "英语") else "zh"


def visible(text: str) -> str:
    """The text without characters nobody sees: zero-width, bidirectional, tag and control characters."""
    return _CONTROL.sub("", _FORMAT.sub("", _whole(text)))


def _whole(text: str) -> str:
    """Half a surrogate pair, which no encoder takes, becomes the replacement character."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


_ACRONYMS = 2  # words in capitals that may be names


def normalise(text: str) -> str:
    """One written form: NFKC, simplified Chinese, hidden characters removed, common slips of typing mended."""
    plain = unicodedata.normalize("NFKC", visible(text)).replace("\r\n", "\n")
    if _HAN.search(plain):
        plain = _simplifier().convert(plain)
        plain = _SLIP.sub(lambda found: _SLIPS[found[0]], plain)
        plain = _LAW_SLIP.sub(r"\1法", plain)
    plain = _REPEATED.sub(r"\1", plain)
    if plain.isupper() and not _HAN.search(plain) and len(plain.split()) > _ACRONYMS:
        plain = plain.lower()  # capitals throughout are a habit, and mean nothing to vectors; PCT and 什么是FTO do
    return _ENGLISH_SLIP.sub(lambda found: _ENGLISH_SLIPS[found[1].lower()] + found[2], plain)
