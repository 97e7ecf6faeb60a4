"""Ingesting laws: files as received go to the raw tier, their articles to a statute file; the same text changes nothing."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.law.markdown import LawText, NotALaw, read_markdown

_SCHEMA = """
create table if not exists laws (
    law_id text primary key, law_name text not null, doc_type text, publish_date text, effective_date text,
    version_date text, status text, raw_hash text not null, source text not null, ingested text not null);
create table if not exists articles (
    id integer primary key, law_id text not null references laws(law_id), law_name text not null, status text,
    chapter text, section text, article_no text, article_no_arabic integer, article_text text);
create index if not exists articles_of_law on articles(law_id, article_no_arabic);
"""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: "added", "replaced", "unchanged" or "skipped" with the reason."""

    path: Path
    outcome: str
    title: str = ""
    adopted: str = ""
    articles: int = 0
    reason: str = ""


def law_files(path: Path) -> list[Path]:
    """The Markdown laws under a path, in order of their names. Raises FileNotFoundError when there is nothing there."""
    if not path.exists():
        raise FileNotFoundError(2, "No such file or folder", str(path))
    found = [path] if path.is_file() else sorted(path.rglob("*.md"))
    return [file for file in found if file.is_file() and file.name.upper() != "README.MD"]


def ingest_laws(path: Path, home: Path, now: datetime) -> Iterator[Outcome]:
    """Take in every law under `path`; one bad file is reported and the rest go in."""
    files = law_files(path)
    folder = home / "law"
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(folder / "ingested.db", timeout=30)
    try:
        database.executescript(_SCHEMA)
        for file in files:
            try:
                yield _take_in(database, folder / "raw", file, read_markdown(file), now)
            except NotALaw as error:
                yield Outcome(file, "skipped", reason=str(error))
            except OSError as error:
                yield Outcome(file, "skipped", reason=f"it cannot be read ({error.strerror})")
    finally:
        database.close()


def _take_in(database: sqlite3.Connection, raw: Path, file: Path, law: LawText, now: datetime) -> Outcome:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    record = hashlib.sha256(f"{law.title}|{law.adopted}".encode()).hexdigest()[:12]
    source = f"{file.parent.name}/{file.name}"
    with database:  # one text goes in whole or not at all
        known = database.execute("select source, effective_date from laws where law_id = ?", (record,)).fetchone()
        if known and known[0] != source:  # two files of one text: the first stays, so that a second run changes nothing
            return _outcome(file, "unchanged", law, f"held already, from {known[0]}")
        if known and known[1] == str(law.effective) and _stored_content(database, record) == _content(law):
            return _outcome(file, "unchanged", law)
        shutil.copyfile(file, raw / f"{digest}.md")
        database.execute("delete from articles where law_id = ?", (record,))
        database.execute(
            "insert or replace into laws values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (record, law.title, law.sort, str(law.adopted), str(law.effective), str(law.adopted), "", digest, source, now.isoformat()),
        )  # fmt: skip
        database.executemany(
            "insert into articles (law_id, law_name, status, article_no, article_no_arabic, chapter, section, article_text)"
            " values (?, ?, '', ?, ?, ?, ?, ?)",
            [
                (record, law.title, label, number, chapter, section, text)
                for label, number, chapter, section, text in law.articles
            ],
        )
    return _outcome(file, "replaced" if known else "added", law)


def _content(law: LawText) -> list[tuple[str, str]]:
    return [(label, text) for label, _, _, _, text in law.articles]


def _stored_content(database: sqlite3.Connection, record: str) -> list[tuple[str, str]]:
    rows = database.execute("select article_no, article_text from articles where law_id = ? order by id", (record,))
    return [(label, text) for label, text in rows]


def _outcome(file: Path, outcome: str, law: LawText, reason: str = "") -> Outcome:
    return Outcome(file, outcome, law.title, law.adopted.isoformat(), len(law.articles), reason)
