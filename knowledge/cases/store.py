"""Full texts of decisions the operator ingested: kept as received, held by paragraph, the same text twice changes nothing."""

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.cases.dockets import comparable, numbers_in
from knowledge.cases.texts import SUFFIXES, CaseText, NotACase, Paragraph, read_cases
from knowledge.citation import Citation, Kind

_SCHEMA = """
create table if not exists cases (
    id text primary key, docket text not null, court text not null, name text not null, decided text not null,
    content text not null, raw_hash text not null, source text not null, ingested text not null);
create table if not exists paragraphs (
    case_id text not null references cases(id), number integer not null, section text not null, text text not null,
    primary key (case_id, number));
"""
_PASSAGES = (
    "select c.id, c.docket, c.court, c.name, c.decided, p.number, p.section, p.text"
    " from cases c join paragraphs p on p.case_id = c.id "
)


@dataclass(frozen=True)
class Outcome:
    """What became of one decision: "added", "replaced", "unchanged" or "skipped" with the reason."""

    path: Path
    line: int
    outcome: str
    docket: str = ""
    paragraphs: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Passage:
    """One paragraph of an ingested decision."""

    case_id: str
    docket: str
    court: str
    name: str
    decided: str
    paragraph: Paragraph

    @property
    def key(self) -> str:
        """Stable citation key: the case and its paragraph."""
        return f"case/{self.case_id}/p{self.paragraph.number}"

    def cite(self) -> Citation:
        """The paragraph as a citation, its text the quote."""
        title = f"{self.court}：{self.name}" if self.court else self.name
        locator = (
            f"{self.docket}（{self.decided}）¶{self.paragraph.number}"
            if self.decided
            else f"{self.docket} ¶{self.paragraph.number}"
        )
        return Citation(key=self.key, kind=Kind.CASE, title=title, locator=locator, quote=self.paragraph.text)


@dataclass(frozen=True)
class Held:
    """One ingested decision and the file and line it was read from."""

    key: str
    docket: str
    court: str
    name: str
    decided: str
    source: str
    paragraphs: int


class CaseStore:
    """The ingested decisions of one home folder; it need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "cases.db"
        self._raw = folder / "raw"

    def ingest(self, path: Path, now: datetime) -> Iterator[Outcome]:
        """Take in every decision under a path; one that cannot be read is reported and the rest go in.

        Raises FileNotFoundError when there is nothing at the path.
        """
        taken: set[str] = set()
        for file in case_files(path):
            try:
                raw = hashlib.sha256(file.read_bytes()).hexdigest()
                found = list(read_cases(file))
            except OSError as error:
                yield Outcome(file, 1, "skipped", reason=f"it cannot be read ({error.strerror})")
                continue
            if any(isinstance(case, CaseText) for _, case in found):  # nothing is made for files that hold none
                yield from self._take_in(file, raw, found, now, taken)
            else:
                yield from (Outcome(file, line, "skipped", reason=str(case)) for line, case in found)

    def _take_in(
        self, file: Path, raw: str, found: list[tuple[int, CaseText | NotACase]], now: datetime, taken: set[str]
    ) -> Iterator[Outcome]:
        self._raw.mkdir(parents=True, exist_ok=True)
        kept = self._raw / f"{raw}{file.suffix.lower()}"
        if not kept.exists():
            shutil.copyfile(file, kept)
        with closing(sqlite3.connect(self.file, timeout=30)) as database:
            database.executescript(_SCHEMA)
            for line, case in found:
                if isinstance(case, NotACase):
                    yield Outcome(file, line, "skipped", reason=str(case))
                else:
                    outcome = _put(database, case, (raw, f"{file.name}:{line}", now.isoformat()), taken)
                    yield Outcome(file, line, outcome, case.docket, len(case.paragraphs))

    def passages(self) -> Iterator[Passage]:
        """Every paragraph held, by case and number."""
        yield from self._read("order by c.id, p.number")

    def of_case(self, case_id: str) -> list[Passage]:
        """The paragraphs of one decision in order; empty when it is not held."""
        return list(self._read("where c.id = ? order by p.number", case_id))

    def cases(self) -> list[Held]:
        """The decisions held, by key."""
        rows = self._query(
            "select c.id, c.docket, c.court, c.name, c.decided, c.source, count(p.number)"
            " from cases c left join paragraphs p on p.case_id = c.id group by c.id order by c.id"
        )
        return [
            Held(f"case/{key}", docket, court, name, day, source, int(n))
            for key, docket, court, name, day, source, n in rows
        ]

    def dockets(self) -> dict[str, str]:
        """The key of each decision held, by comparable docket number; the first of several under one number."""
        rows = self._query("select docket, id from cases order by id desc")
        return {number: f"case/{case_id}" for docket, case_id in rows for number in numbers_in(docket)}

    def _read(self, clause: str, *values: str) -> Iterator[Passage]:
        for case_id, docket, court, name, decided, number, section, text in self._query(_PASSAGES + clause, *values):
            yield Passage(case_id, docket, court, name, decided, Paragraph(int(number), section, text))

    def _query(self, query: str, *values: str) -> list[tuple[str, ...]]:
        if not self.file.exists():
            return []
        with closing(sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as database:
            return database.execute(query, values).fetchall()


def case_files(path: Path) -> list[Path]:
    """The files under a path that may hold decisions, by name. Raises FileNotFoundError when nothing is there."""
    if not path.exists():
        raise FileNotFoundError(2, "No such file or folder", str(path))
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    return [
        file for file in found if file.is_file() and file.suffix.lower() in SUFFIXES and file.stem.upper() != "README"
    ]


def _put(database: sqlite3.Connection, case: CaseText, origin: tuple[str, str, str], taken: set[str]) -> str:
    content = hashlib.sha256(repr(case).encode()).hexdigest()
    same = database.execute("select id from cases where content = ?", (content,)).fetchone()
    if same:
        taken.add(same[0])
        return "unchanged"
    identity, known = _identity(database, case, content, taken)
    taken.add(identity)
    with database:  # one decision goes in whole or not at all
        database.execute("delete from paragraphs where case_id = ?", (identity,))
        database.execute(
            "insert or replace into cases values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (identity, case.docket, case.court, case.name, case.decided, content, *origin),
        )
        rows = [(identity, p.number, p.section, p.text) for p in case.paragraphs]
        database.executemany("insert into paragraphs values (?, ?, ?, ?)", rows)
    return "replaced" if known else "added"


def _identity(database: sqlite3.Connection, case: CaseText, content: str, taken: set[str]) -> tuple[str, bool]:
    """A docket number as part of a key, and whether a text of that key is replaced.

    Several texts under one number (a judgment and its ruling, a digest a point) are kept apart: one of another name, or
    one that this same run took in already, is never replaced.
    """
    plain = re.sub(r"[^\w\u4e00-\u9fff.-]+", "-", comparable(case.docket)).strip("-")
    own = re.compile(rf"{re.escape(plain)}(?:-[0-9a-f]{{6}})?")
    held = [row for row in database.execute("select id, name from cases order by id") if own.fullmatch(row[0])]
    for identity, name in held:
        if name == case.name and identity not in taken:
            return identity, True
    return (f"{plain}-{content[:6]}" if plain in {identity for identity, _ in held} else plain), False
