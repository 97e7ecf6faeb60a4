"""Which column of a table is what: headers of trademark exports as offices and databases print them, or a mapping file."""

import re
import unicodedata
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

Column = Literal[
    "office", "number", "words", "transliteration", "translation", "vienna", "holder", "holder_country", "agent", "nice",
    "goods", "subgroups", "filed", "priority", "published", "registered", "expires", "status", "status_day", "as_of",
]  # fmt: skip
_HEADERS: dict[Column, tuple[str, ...]] = {
    "office": ("office", "受理局", "国别", "country of office", "jurisdiction"),
    "number": ("申请/注册号", "注册/申请号", "申请注册号", "注册号", "申请号", "商标注册号", "商标号", "registration number", "registration no",
               "reg no", "serial number", "serial no", "application number", "application no", "number", "trademark number"),
    "words": ("商标名称", "商标", "商标文字", "文字商标", "mark", "mark text", "word mark", "wordmark", "mark identification",
              "trademark", "trademark name", "words", "verbal element"),
    "transliteration": ("商标拼音", "拼音", "transliteration"),
    "translation": ("商标翻译", "译文", "含义", "translation"),
    "vienna": ("图形要素", "商标图形要素编码", "图形编码", "vienna", "vienna code", "vienna codes", "vienna classification"),
    "holder": ("申请人名称", "申请人名称中文", "申请人", "注册人", "权利人", "applicant", "applicant name", "owner", "owner name", "holder", "registrant"),
    "holder_country": ("申请人国家", "申请人国别", "applicant country", "owner country", "holder country"),
    "agent": ("代理机构", "代理组织机构", "代理/办理机构", "agent", "representative", "attorney"),
    "nice": ("国际分类", "国际分类号", "类别", "商标类别", "类号", "尼斯分类", "class", "classes", "nice class", "nice classes",
             "international class", "nice classification"),
    "goods": ("商品/服务", "商品服务", "商品/服务项目", "商品/服务列表", "商品名称", "核定使用商品", "goods", "goods and services",
              "goods/services", "goods & services"),
    "subgroups": ("类似群", "类似群组", "类似群号", "群组", "similar group", "similar groups", "subgroup", "subgroups"),
    "filed": ("申请日期", "申请日", "filing date", "application date", "filed"),
    "priority": ("优先权日期", "优先权日", "priority date"),
    "published": ("初审公告日期", "初审公告日", "初步审定公告日", "publication date", "published"),
    "registered": ("注册公告日期", "注册公告日", "注册日期", "注册日", "registration date", "registered"),
    "expires": ("专用权期限", "专用期限", "有效期至", "有效期", "截止日期", "expiry date", "expiration date", "expires"),
    "status": ("商标状态", "法律状态", "状态", "流程状态", "status", "mark status", "legal status"),
    "status_day": ("状态日期", "法律状态日期", "status date"),
    "as_of": ("数据日期", "更新日期", "last updated", "as of", "update date"),
}  # fmt: skip
_KNOWN = {header: column for column, headers in _HEADERS.items() for header in headers}


class MappingError(ValueError):
    """A mapping file cannot be used. The message is one sentence in both languages."""


class Mapping(BaseModel):
    """A mapping file: `columns` names a header (or several, the first one found wins) for each column; `constants` fixed values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[Column, str | list[str]] = Field(default_factory=dict)
    constants: dict[Column, str] = Field(default_factory=dict)


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file (YAML). Raises MappingError."""
    try:
        return Mapping.model_validate(yaml.safe_load(path.read_text("utf-8")) or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        columns = ", ".join(get_args(Column))
        reason = str(error).splitlines()[0]
        raise MappingError(
            f"映射文件 {path.name} 不能用（{reason}）；请写 columns: {{列: 表头}}，列有 {columns}。"
            f"/ The mapping file {path.name} cannot be used ({reason}); write columns: {{column: header}} with the columns {columns}."
        ) from error


def recognise(headers: list[str], mapping: Mapping | None = None) -> dict[Column, int]:
    """Where each column stands in a row of headers, by the mapping first and then by known headers; the first one wins."""
    plain = [_plain(header) for header in headers]
    found: dict[Column, int] = {}
    for column, wanted in (mapping.columns if mapping else {}).items():
        for name in [wanted] if isinstance(wanted, str) else wanted:
            if _plain(name) in plain:
                found.setdefault(column, plain.index(_plain(name)))
    for place, header in enumerate(plain):
        known = _KNOWN.get(header)
        if known and place not in found.values():
            found.setdefault(known, place)
    return found


def usable(columns: dict[Column, int]) -> bool:
    """Whether a row can be the header: it has the number, and what the mark is or is for."""
    return "number" in columns and bool({"words", "nice", "holder"} & columns.keys())


def _plain(header: str) -> str:
    """A header without case, width, brackets, and the punctuation exports put around it."""
    text = unicodedata.normalize("NFKC", header).casefold().strip().strip(":*\"'\ufeff")
    return re.sub(r"\s+|_", " ", re.sub(r"[()\[\]]", "", text)).strip(" .")
