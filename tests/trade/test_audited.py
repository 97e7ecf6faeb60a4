"""What is written and downloaded is entered into the audit: each rule once, in its transaction, without words of the user's."""

from itertools import count
from pathlib import Path

import pytest

from knowledge.documents.record import Classification, Contents, PageState
from knowledge.documents.record import Page as DocumentPage
from knowledge.documents.store import DocumentStore
from knowledge.law.library import LawLibrary
from tests.conftest import TODAY, clock
from tests.search_records import records, room
from tests.test_database_access import OWNER, QUERY, RULES
from tests.trade.audits import audit, entered, journal
from tests.trade.clearing_room import opened
from tools.audit.chain import Audit
from tools.audit.tables import AuditRow
from tools.database import Sessions
from tools.databases import choosing, keeping, sharing
from tools.databases.access import Databases, Level, list_databases
from tools.databases.definition import FieldType
from tools.documents.access import Documents, add_document, classify_document, delete_document
from tools.principal import Principal, Role
from tools.refused import Refused
from tools.search.room import SearchRoom
from tools.triage.inquiries import Inquiries

LEI = Principal("lei", "ORG-1", Role.MEMBER)
# What each rule on a database enters; a rule that only looks enters nothing.
ENTERS = {
    "refresh": "refresh database", "redefine": "redefine database", "include": "include in database", "exclude": "exclude from database",
    "undecide": "undecide in database", "tag": "tag in database", "add field": "add field to database", "remove field": "remove field from database",
    "set value": "set value in database", "share": "share database", "delete": "delete database", "export": "download database",
}  # fmt: skip


@pytest.fixture(scope="module")
def held(library: LawLibrary) -> SearchRoom:
    return room(records(), library)


@pytest.fixture
def sessions() -> Sessions:
    return opened("sqlite://")


@pytest.fixture
def databases(sessions: Sessions, held: SearchRoom) -> Databases:
    ids = count(1)
    made = Databases(sessions, clock, lambda: f"{next(ids):010x}", audit())
    keeping.create_database(made, held, OWNER, "secret sleepers", QUERY, as_of=TODAY)
    choosing.add_field(made, OWNER, "secret sleepers", "score", FieldType.NUMBER)
    return made


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_writes_or_hands_out_enters_it_once(databases: Databases, held: SearchRoom, name: str) -> None:
    before = entered(databases.sessions)
    RULES[name][1](databases, held, OWNER, "secret sleepers")
    assert entered(databases.sessions)[len(before) :] == ([("owner", ENTERS[name])] if name in ENTERS else [])
    with databases.sessions() as session:
        assert audit().verify(session).sound


def test_making_a_database_is_entered(databases: Databases) -> None:
    assert entered(databases.sessions)[0] == ("owner", "create database")


def test_what_is_refused_is_not_entered(databases: Databases, held: SearchRoom) -> None:
    before = entered(databases.sessions)
    for who, named in ((Principal("other"), "secret sleepers"), (OWNER, "no such")):
        with pytest.raises(Refused):
            sharing.share(databases, who, named, "friend", Level.READER)
    assert entered(databases.sessions) == before


def test_no_entry_no_write(databases: Databases, held: SearchRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction: where the entry fails, nothing is changed, and a file is not handed out."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the audit is full")

    monkeypatch.setattr(Audit, "append", fails)
    held_before = [each.name for each in list_databases(databases, OWNER)]
    for name in ENTERS:
        with pytest.raises(RuntimeError):
            RULES[name][1](databases, held, OWNER, "secret sleepers")
    with pytest.raises(RuntimeError):
        Inquiries(databases.sessions, clock, lambda: "1" * 10, audit()).hand_over(LEI, "t", "请联系我")
    monkeypatch.undo()
    assert [each.name for each in list_databases(databases, OWNER)] == held_before
    assert Inquiries(databases.sessions, clock, lambda: "1" * 10, audit()).of_user("lei") == []


def test_documents_are_entered_without_a_word_of_theirs(sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    contents = Contents(pages=(DocumentPage(number=1, text="canary disclosure", state=PageState.TEXT),))
    monkeypatch.setattr("tools.documents.access.read_document", lambda data, limits: contents)
    ids = count(1)
    documents = Documents(DocumentStore(tmp_path), clock, lambda: f"{next(ids):032x}", journal(sessions))
    kept = add_document(documents, LEI, "canary winch.pdf", b"%PDF-1.7", Classification.PRE_FILING)
    classify_document(documents, LEI, kept.id, Classification.CONFIDENTIAL)
    delete_document(documents, LEI, kept.id)
    assert entered(sessions) == [("lei", "add document"), ("lei", "classify document"), ("lei", "delete document")]
    with sessions() as session:
        rows = session.query(AuditRow).all()
        assert {row.subject for row in rows} == {kept.id}
        assert {row.organisation for row in rows} == {"ORG-1"}
        assert "canary" not in "".join(row.detail + row.subject for row in rows)


def test_an_inquiry_is_entered_with_its_number(sessions: Sessions) -> None:
    inquiry = Inquiries(sessions, clock, lambda: "0123456789ab", audit()).hand_over(LEI, "t", "请联系我", "13800000000")
    with sessions() as session:
        [row] = session.query(AuditRow).all()
        assert (row.action, row.subject, row.detail) == ("hand over inquiry", inquiry.id, "{}")
