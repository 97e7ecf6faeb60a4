"""The private store of uploads: a file and a few rows for each document, found only through its owner.

Files stand under a folder of their owner, named by their content; two owners of one file know nothing of each other.
SQLite overwrites what it deletes (`secure_delete`) and keeps no log behind (rollback journal), so a deleted document
leaves nothing.
"""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from knowledge.documents.record import Classification, Contents, Document, Finding, Page, PageState

_TABLES = """
create table if not exists documents (
    id text primary key, owner text not null, name text not null, sha256 text not null, size integer not null,
    classification text not null, received text not null, checked integer not null, unique (owner, sha256)
);
create table if not exists pages (
    document text not null references documents on delete cascade, number integer not null, text text not null,
    state text not null, primary key (document, number)
) without rowid;
create table if not exists findings (
    document text not null references documents on delete cascade, carrier text not null, page integer not null,
    text text not null
);
create index if not exists findings_of on findings (document);
"""
_ROW = "id, owner, name, sha256, size, classification, received, checked"
_STRICTER = (Classification.PUBLIC, Classification.CONFIDENTIAL, Classification.PRE_FILING)


class DocumentStore:
    """Documents under a folder, made when missing; usable from threads and processes. A document asked for by anybody
    but its owner is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        for each in (folder, folder / "files"):
            each.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "documents.db"
        path.touch(mode=0o600)
        self._database = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
        for pragma in ("foreign_keys=on", "secure_delete=on", "journal_mode=delete", "temp_store=memory"):
            self._database.execute(f"pragma {pragma}")
        self._database.executescript(_TABLES)

    def put(self, document: Document, data: bytes) -> Document:
        """Keep a document with its file. A file the owner has already is kept once, under the stricter classification."""
        with self._writing():
            held = self._one("owner = ? and sha256 = ?", document.owner, document.sha256)
            if held:
                strict = max(held.classification, document.classification, key=_STRICTER.index)
                self._database.execute("update documents set classification = ? where id = ?", (strict.value, held.id))
                return held.model_copy(update={"classification": strict})
            self._sweep(document.owner)
            self._insert(document)
            self._write(document, data)
            return document

    def get(self, owner: str, identity: str) -> Document | None:
        """A document of an owner by its id, else None."""
        with self._lock:
            return self._one("owner = ? and id = ?", owner, identity)

    def of(self, owner: str) -> list[Document]:
        """All documents of an owner, newest first."""
        with self._lock:
            query = f"select {_ROW} from documents where owner = ? order by received desc, id"  # noqa: S608
            return [self._document(row) for row in self._database.execute(query, (owner,)).fetchall()]

    def file_of(self, document: Document) -> Path:
        """Where the file of a document stands."""
        return self._folder_of(document.owner) / f"{document.sha256}.pdf"

    def classify(self, owner: str, identity: str, classification: Classification) -> bool:
        """Change how secret a document is; False when the owner has no such document."""
        with self._writing():
            query = "update documents set classification = ? where owner = ? and id = ?"
            return self._database.execute(query, (classification.value, owner, identity)).rowcount == 1

    def delete(self, owner: str, identity: str) -> bool:
        """Remove a document, its file, text and findings for good; False when the owner has no such document."""
        with self._writing():
            document = self._one("owner = ? and id = ?", owner, identity)
            if document is None:
                return False
            self._database.execute("delete from documents where id = ?", (identity,))
            self.file_of(document).unlink(missing_ok=True)  # before the commit: better a row without a file than a file
            folder = self._folder_of(owner)
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()
            return True

    def state(self, owner: str) -> tuple[tuple[str, str], ...]:
        """What tells whether anything of an owner's documents changed: ids and classifications."""
        with self._lock:
            query = "select id, classification from documents where owner = ? order by id"
            return tuple((identity, kind) for identity, kind in self._database.execute(query, (owner,)).fetchall())

    def secrets(self) -> Iterator[str]:
        """The pages of every document that is not public, for the guard of what goes out (threat S9)."""
        query = "select p.text from pages p join documents d on d.id = p.document where d.classification <> ?"
        with self._lock:
            rows = self._database.execute(query, (Classification.PUBLIC.value,)).fetchall()
        yield from (text for (text,) in rows)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            self._database.execute("begin immediate")
            try:
                yield
                self._database.execute("commit")
            except BaseException:
                self._database.execute("rollback")
                raise

    def _one(self, where: str, *values: str) -> Document | None:
        row = self._database.execute(f"select {_ROW} from documents where {where}", values).fetchone()  # noqa: S608
        return self._document(row) if row else None

    def _document(self, row: tuple[str, str, str, str, int, str, str, int]) -> Document:
        pages = self._database.execute("select number, text, state from pages where document = ? order by number", row[:1]).fetchall()  # fmt: skip
        found = self._database.execute("select carrier, page, text from findings where document = ? order by rowid", row[:1]).fetchall()  # fmt: skip
        contents = Contents(
            pages=tuple(Page(number=number, text=text, state=PageState(state)) for number, text, state in pages),
            findings=tuple(Finding(carrier=carrier, page=page, text=text) for carrier, page, text in found),
            checked=bool(row[7]),
        )
        return Document(
            id=row[0], owner=row[1], name=row[2], sha256=row[3], size=row[4], classification=Classification(row[5]),
            received=datetime.fromisoformat(row[6]), contents=contents,
        )  # fmt: skip

    def _insert(self, document: Document) -> None:
        row = (
            document.id, document.owner, document.name, document.sha256, document.size, document.classification.value,
            document.received.isoformat(), int(document.contents.checked),
        )  # fmt: skip
        self._database.execute(f"insert into documents ({_ROW}) values (?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        pages = [(document.id, page.number, page.text, page.state.value) for page in document.contents.pages]
        self._database.executemany("insert into pages values (?, ?, ?, ?)", pages)
        findings = [(document.id, each.carrier, each.page, each.text) for each in document.contents.findings]
        self._database.executemany("insert into findings values (?, ?, ?, ?)", findings)

    def _write(self, document: Document, data: bytes) -> None:
        folder = self._folder_of(document.owner)
        folder.mkdir(exist_ok=True, mode=0o700)
        path = self.file_of(document)
        path.touch(mode=0o600)
        path.write_bytes(data)

    def _sweep(self, owner: str) -> None:
        """Remove files of an owner that no row names: what a crash before a commit left."""
        rows = self._database.execute("select sha256 from documents where owner = ?", (owner,)).fetchall()
        named = {f"{digest}.pdf" for (digest,) in rows}
        for path in self._folder_of(owner).glob("*"):
            if path.name not in named:
                path.unlink(missing_ok=True)

    def _folder_of(self, owner: str) -> Path:
        return self._folder / "files" / hashlib.blake2b(owner.encode("utf-8", "replace"), digest_size=16).hexdigest()
