"""A database as a table: one row a publication, where each came from beside it, as XLSX or CSV."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from knowledge.language import Language
from knowledge.patents.record import Patent, Texts
from tools.databases.access import Databases, Opened, open_database
from tools.databases.cells import Cell, safe_cell
from tools.databases.choosing import Marks, marks_of
from tools.databases.definition import FieldType, OwnField
from tools.principal import Principal
from tools.search.room import SearchRoom
from tools.search.shown import title_of

Form = Literal["xlsx", "csv"]
# Chinese | English heading of each column, in order; own fields stand between the tags and the provenance.
_HEAD = (
    "公开号 | Publication number", "标题 | Title", "中文标题 | Title in Chinese", "英文标题 | Title in English",
    "申请人/权利人 | Holders", "发明人 | Inventors", "类型 | Right", "阶段 | Stage", "申请号 | Application number",
    "申请日 | Filed", "最早优先权日 | Earliest priority", "公开日 | Published", "分类号 | Classes", "同族 | Family",
    "状态 | Status", "状态截至 | Status as of", "权利要求数 | Claims", "入库方式 | In by", "标签 | Tags",
)  # fmt: skip
_PROVENANCE = (
    "引用标识 | Citation key", "来源文件(SHA-256) | Raw file (SHA-256)", "导入器 | Importer", "文件内位置 | Place in file",
    "取得时间 | Retrieved", "专题库 | Database", "更新时间 | Refreshed", "导出时间 | Exported",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A database as rows of cells, and what is said about it beside them."""

    head: list[str]
    rows: list[list[Cell]]
    about: list[tuple[str, Cell]]


def export_database(
    databases: Databases, room: SearchRoom, who: Principal, named: str, form: Form, language: Language, as_of: date
) -> bytes:
    """The file, entered into the audit before it is handed out. Raises Refused for who may not read the database."""
    table = table_of(databases, room, who, named, language, as_of)
    data = as_xlsx(table) if form == "xlsx" else as_csv(table)
    identity = open_database(databases, who, named).id
    with databases.sessions.begin() as session:
        databases.entered(session, who, "download", identity, form=form, rows=len(table.rows), bytes=len(data))
    return data


def table_of(
    databases: Databases, room: SearchRoom, who: Principal, named: str, language: Language, as_of: date
) -> Table:
    """A row for every publication of a database, for one whose record is gone too."""
    opened = open_database(databases, who, named)
    marks = marks_of(databases, who, opened.id)
    made = databases.now()
    rows: list[list[Cell]] = []
    for number in opened.members:
        patent, said = room.get(number), marks.get(number, Marks())
        by = _side("检索 | query" if number in opened.found else "手工 | hand", language)
        own = [_typed(each, said.values.get(each.name, "")) for each in opened.definition.fields]
        ends: list[Cell] = [opened.name, opened.refreshed, made]
        tags = "; ".join(said.tags)
        if patent is None:
            blank: list[Cell] = [None] * (len(_HEAD) - 4)
            rows.append([number, _side("记录已删除 | record no longer held", language), *blank, by, tags, *own, f"patent/{number}", *blank[:4], *ends])  # fmt: skip
            continue
        rows.append([number, *_record(patent, room, as_of), by, tags, *own, *_source(patent), *ends])
    head = [_side(each, language) for each in _HEAD]
    tail = [_side(each, language) for each in _PROVENANCE]
    return Table([*head, *(each.name for each in opened.definition.fields), *tail], rows, _about(opened, as_of, language))  # fmt: skip


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheet programs need to read Chinese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(name) for name in table.head])
    writer.writerows([_written(safe_cell(cell)) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def as_xlsx(table: Table) -> bytes:
    """A workbook: the publications, and a sheet that says what they are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("publications")
    sheet.freeze_panes = "B2"
    heads = []
    for name in table.head:
        cell = WriteOnlyCell(sheet, str(safe_cell(name)))
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.append(heads)
    for row in table.rows:
        sheet.append([safe_cell(cell) for cell in row])
    about = book.create_sheet("about")
    for name, value in table.about:
        about.append([safe_cell(name), safe_cell(value)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _side(both: str, language: Language) -> str:
    return both.split(" | ")[0 if language == "zh" else 1]


def _typed(field: OwnField, value: str) -> Cell:
    """A value as its type: numbers as numbers, days as days."""
    if not value:
        return None
    if field.type is FieldType.NUMBER:
        return int(value) if value.lstrip("-").isdigit() else float(value)
    return date.fromisoformat(value) if field.type is FieldType.DATE else value


def _record(patent: Patent, room: SearchRoom, as_of: date) -> list[Cell]:
    texts = {language: patent.texts.get(language, Texts()) for language in ("zh", "en")}
    claims = patent.claims_count or max((len(each.claims) for each in patent.texts.values()), default=0) or None
    return [
        title_of(patent), texts["zh"].title, texts["en"].title,
        "; ".join(holder.name for holder in patent.holders), "; ".join(inventor.name for inventor in patent.inventors),
        patent.right.value, patent.stage.value, patent.application, patent.filed, patent.earliest_priority, patent.published,
        "; ".join(dict.fromkeys(symbol.code for symbol in patent.symbols)), patent.family,
        room.status_of(patent, as_of).state.value, as_of, claims,
    ]  # fmt: skip


def _source(patent: Patent) -> list[Cell]:
    """Where the record came from; of several sources the one retrieved last."""
    sources = sorted(patent.sources.values(), key=lambda source: source.retrieved)
    if not sources:
        return [patent.key, None, None, None, None]
    last = sources[-1]
    return [patent.key, last.raw, last.importer, last.place, last.retrieved]


def _about(opened: Opened, as_of: date, language: Language) -> list[tuple[str, Cell]]:
    definition = opened.definition
    return [
        (_side("专题库 | Database", language), opened.name), (_side("编号 | Id", language), opened.id),
        (_side("所有者 | Owner", language), opened.owner), (_side("公开文献数 | Publications", language), len(opened.members)),
        (_side("检索式 | Query", language), json.dumps(definition.query.model_dump(mode="json"), ensure_ascii=False)),
        (_side("过滤条件 | Filters", language), json.dumps(definition.filters.model_dump(mode="json"), ensure_ascii=False)),
        (_side("手工收入 | Included by hand", language), "; ".join(sorted(definition.include))),
        (_side("手工排除 | Excluded by hand", language), "; ".join(sorted(definition.exclude))),
        (_side("建立 | Created", language), opened.created), (_side("更新 | Refreshed", language), opened.refreshed),
        (_side("状态截至 | Status as of", language), as_of),
        (_side("说明 | Note", language), _side("只含本机已入库的公开文献；申请日起十八个月内的申请可能尚未公开。状态依记录推算，以专利局登记为准。 | Only publications held on this machine; applications of the last eighteen months may be unpublished. The status is worked out from the records; the office's register decides.", language)),
    ]  # fmt: skip


def _written(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, date) else cell
