"""Which column of a member's table is what, by the headers offices, agencies and people give them, and what its words mean."""

import re
import unicodedata
from typing import Literal

from tools.portfolio.asset import Right, State

Column = Literal[
    "right", "jurisdiction", "application", "number", "publication", "title", "filed", "priority", "granted", "expiry", "classes", "owners", "family",
    "state", "note",
]  # fmt: skip
_HEADERS: dict[Column, tuple[str, ...]] = {
    "right": ("权利类型", "知识产权类型", "专利类型", "类型", "种类", "权利种类", "kind", "type", "right", "right type", "ip type", "ip right", "patent type"),
    "jurisdiction": ("国家", "国家/地区", "国别", "受理局", "地区", "法域", "country", "jurisdiction", "office", "country/region"),
    "application": ("申请号", "专利申请号", "申请/专利号", "专利号", "application number", "application no", "appl no", "patent number", "patent no"),
    "number": ("注册号", "申请/注册号", "商标注册号", "登记号", "号码", "编号", "证书号", "number", "no", "registration number", "registration no", "reg no"),
    "publication": ("公开号", "公告号", "公开（公告）号", "公开公告号", "授权公告号", "publication number", "publication no"),
    "title": ("名称", "专利名称", "发明名称", "标题", "商标名称", "商标", "作品名称", "软件名称", "title", "name", "mark", "trademark", "invention title"),
    "filed": ("申请日", "申请日期", "filing date", "filed", "application date", "date filed"),
    "priority": ("优先权日", "最早优先权日", "优先权日期", "priority date", "priority", "earliest priority date"),
    "granted": ("授权日", "授权公告日", "授权日期", "注册日", "注册日期", "注册公告日", "登记日", "登记日期", "grant date", "granted", "issue date", "registration date", "registered", "date granted"),
    "expiry": ("届满日", "到期日", "到期日期", "有效期至", "有效期", "专用权期限", "expiry", "expiry date", "expiration date", "expires", "valid until"),
    "classes": ("类别", "国际分类", "国际分类号", "尼斯分类", "ipc", "ipc分类号", "分类号", "class", "classes", "nice class", "nice classes", "ipc classes"),
    "owners": ("权利人", "专利权人", "申请人", "注册人", "著作权人", "所有人", "owner", "owners", "applicant", "applicants", "holder", "proprietor", "assignee"),
    "family": ("同族", "同族号", "族号", "family", "patent family", "family id"),
    "state": ("状态", "法律状态", "当前状态", "status", "legal status", "state"),
    "note": ("备注", "说明", "note", "notes", "remarks", "comment"),
}  # fmt: skip
_KNOWN = {header: column for column, headers in _HEADERS.items() for header in headers}
_RIGHTS: tuple[tuple[str, Right], ...] = (
    (r"实用新型|utility[- ]?model", "utility-model"),
    (r"外观|^design|design patent|industrial design", "design"),
    (r"布图|layout|mask work", "layout"),
    (r"软件|software|软著", "software"),
    (r"著作权|版权|copyright|作品", "copyright"),
    (r"商标|trade ?mark|service mark|^mark$", "mark"),
    (r"发明|invention|utility patent|^patent$", "invention"),
)
_STATES: tuple[tuple[str, State], ...] = (
    (
        r"失效|终止|届满|无效|撤回|驳回|放弃|注销|撤销|未续展|lapsed|expired|ceased|abandoned|withdrawn|refused|revoked|cancel|dead|ended",
        "ended",
    ),
    (r"审中|审查|公开|受理|申请中|初审|pending|published|filed|examination", "pending"),
    (r"有效|授权|维持|已注册|^注册$|已登记|live|in force|granted|registered|active|alive", "live"),
)


def plain(text: str) -> str:
    """A header without case, width and the punctuation exports put around it."""
    found = unicodedata.normalize("NFKC", text).casefold().strip().strip(":*\"'\ufeff")
    return re.sub(r"\s+|_", " ", re.sub(r"\((?:必填|required|yyyy.*?)\)", "", found)).strip(" .")


def recognise(headers: list[str]) -> dict[Column, int]:
    """Where each column stands; of two of a kind the first one."""
    found: dict[Column, int] = {}
    for place, header in enumerate(headers):
        names = (header, *header.split("|"))  # our own export names each column in both languages
        column = next((_KNOWN[plain(name)] for name in names if plain(name) in _KNOWN), None)
        if column:
            found.setdefault(column, place)
    return found


def usable(columns: dict[Column, int]) -> bool:
    """Whether a row can be the header: it names a number and something else."""
    return bool({"application", "number", "publication"} & columns.keys()) and len(columns) > 1


def right_of(text: str) -> Right | None:
    """The kind of right a cell names, None for none."""
    words = unicodedata.normalize("NFKC", text).strip().casefold()
    return next((right for pattern, right in _RIGHTS if re.search(pattern, words)), None)


def state_of(text: str) -> State:
    """What a status of the member's list comes to; "unknown" for words that say nothing."""
    words = unicodedata.normalize("NFKC", text).strip().casefold()
    return next((state for pattern, state in _STATES if re.search(pattern, words)), "unknown")
