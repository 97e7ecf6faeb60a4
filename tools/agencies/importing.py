"""A directory from a file: names and codes of agencies come in without a licence, and match nothing until staff have confirmed one."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.language import visible
from tools.access.table import require
from tools.agencies.tables import ProfileRow
from tools.agencies.vocabulary import IPC, first_said
from tools.approvals.effects import Effects
from tools.members.tables import OrganisationRow
from tools.principal import Principal
from tools.refused import Refused

NEEDED = ("agency_name", "agency_code")
MOST = 20_000  # rows of a file
_LONGEST = 200  # characters of a name
_FIELDS = 12  # classes kept of an entry, those with the most records first


@dataclass(frozen=True)
class Imported:
    """What came of a file: entries added, entries that were there already, rows left out with their number and why (zh, en)."""

    added: int
    known: int
    refused: tuple[tuple[int, str, str], ...]


def import_directory(effects: Effects, who: Principal, text: str, source: str) -> Imported:
    """Read a CSV with the columns `agency_name` and `agency_code`, and if it has them `ipc_subclasses` ("H04L:3;G06F:1") and
    `client_regions`. `source`: what is noted as the origin. Raises Refused for a file that is none of the kind.
    """
    require(who, "import_agencies", None)
    rows = list(_rows(text))
    with effects.sessions.begin() as session:
        known = {code: row for row in session.scalars(select(ProfileRow)) if (code := row.code)}
        refused: list[tuple[int, str, str]] = []
        added = 0
        for number, row in rows:
            if wrong := _wrong(row):
                refused.append((number, *wrong))
            elif row["agency_code"] not in known:
                known[row["agency_code"]] = _add(session, row, source, effects.now())
                added += 1
        session.flush()
        effects.audit.append(session, effects.now(), who, "import_agencies", source[:80], added=added, refused=len(refused))  # fmt: skip
    return Imported(added, len(rows) - added - len(refused), tuple(refused))


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
        if missing := [name for name in NEEDED if name not in (reader.fieldnames or [])]:
            raise Refused(f"文件缺少这些列：{'、'.join(missing)}。/ The file lacks the columns {', '.join(missing)}.", "agencies.import")  # fmt: skip
        for number, row in enumerate(reader, 2):
            if number > MOST + 1:
                raise Refused(f"文件超过 {MOST} 行，请分开导入。/ The file has more than {MOST} rows; split it.", "agencies.import")  # fmt: skip
            yield number, {str(name): " ".join(visible(value).split()) for name, value in row.items() if name and isinstance(value, str)}  # fmt: skip
    except csv.Error as error:
        raise Refused(f"这不是可读的 CSV（{error}）。/ This is no CSV that can be read ({error}).", "agencies.import") from None  # fmt: skip


def _wrong(row: dict[str, str]) -> tuple[str, str] | None:
    name, code = row.get("agency_name", ""), row.get("agency_code", "")
    if not 2 <= len(name) <= _LONGEST:
        return "名称为空或过长", "the name is missing or too long"
    if not (code.isascii() and code.isalnum() and len(code) <= 20):
        return "代码不是字母和数字", "the code is not letters and digits"
    return None


def _add(session: Session, row: dict[str, str], source: str, moment: datetime) -> ProfileRow:
    identity = f"ORG-A{row['agency_code'].upper()}"
    if not session.get(OrganisationRow, identity):
        session.add(OrganisationRow(id=identity, name_zh=row["agency_name"], name_en=row.get("name_en") or row["agency_name"], kind="agency", created=moment))  # fmt: skip
        session.flush()
    made = ProfileRow(
        organisation=identity, region=first_said("regions", row.get("client_regions", "")), fields=json.dumps(_fields(row.get("ipc_subclasses", ""))),
        jurisdictions=json.dumps(["CN"]), languages=json.dumps(["zh"]), capacity=0, accepting=True, verified=False, source=source[:80], code=row["agency_code"],
    )  # fmt: skip
    session.add(made)
    return made


def _fields(text: str) -> list[str]:
    """The classes of "H04L:3;G06F:1", those with the most records first."""
    counted = [(int(count) if count.isascii() and count.isdigit() else 0, symbol.strip().upper()) for symbol, _, count in (each.partition(":") for each in text.split(";"))]  # fmt: skip
    return [symbol for _, symbol in sorted(counted, key=lambda pair: (-pair[0], pair[1])) if IPC.fullmatch(symbol)][:_FIELDS]  # fmt: skip
