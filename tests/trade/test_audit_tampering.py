"""The audit under attack by somebody who may write the whole database, but has not the key: every way is found."""

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.conftest import clock
from tests.trade.audits import KEY
from tools.approvals.terms import canonical
from tools.audit.chain import FIRST, Audit
from tools.audit.tables import AuditRow, HeadRow
from tools.audit.witness import Witness
from tools.database import Sessions, open_database
from tools.principal import Principal, Role

ENTRIES, COLUMNS = 9, ("when", "user", "organisation", "action", "subject", "detail", "previous", "hash")
Attack = Callable[[Session], object]


def run(*statements: str) -> Attack:
    """An attack that is these statements of SQL."""
    return lambda session: [session.execute(text(statement)) for statement in statements]


def edit(column: str, seq: int = 5) -> Attack:
    """Change one character of one column."""

    def attack(session: Session) -> None:
        row = session.get_one(AuditRow, seq)
        value = getattr(row, column)
        setattr(row, column, ("1" if value[:1] == "0" else "0") + value[1:])

    return attack


def swap(session: Session) -> None:
    """Exchange what two neighbours tell, each keeping its number."""
    one, two = session.get_one(AuditRow, 4), session.get_one(AuditRow, 5)
    for column in COLUMNS:
        held = getattr(one, column)
        setattr(one, column, getattr(two, column))
        setattr(two, column, held)


def forged(key: bytes, seq: int, previous: str, action: str = "approve release_escrow") -> AuditRow:
    """A row whose hash is right under a key."""
    row = AuditRow(seq=seq, when=clock().isoformat(), user="mallory", organisation="ORG-M", action=action, subject="APR-M", detail="{}", previous=previous)  # fmt: skip
    told = [row.seq, row.when, row.user, row.organisation, row.action, row.subject, row.detail, row.previous]
    sign = hmac.new(key, canonical(told).encode(), hashlib.sha256) if key else hashlib.sha256(canonical(told).encode())
    row.hash = sign.hexdigest()
    return row


def add_forged(key: bytes, follow: bool) -> Attack:
    """Add a row at the end; `follow`: and move the head to it."""

    def attack(session: Session) -> None:
        head = session.get_one(HeadRow, 1)
        row = forged(key, head.seq + 1, head.hash)
        session.add(row)
        if follow:
            head.seq, head.hash = row.seq, row.hash

    return attack


def put_between(session: Session) -> None:
    """Push the later rows up by one and put a forged one between."""
    for seq in range(ENTRIES, 4, -1):
        session.execute(text(f"update audit set seq = {seq + 1} where seq = {seq}"))
    session.add(forged(b"", 5, session.get_one(AuditRow, 4).hash))
    session.execute(text("update audit_head set seq = seq + 1"))


def rebuild(key: bytes) -> Attack:
    """Rewrite the whole chain with another key, head and signature too."""

    def attack(session: Session) -> None:
        session.execute(text("delete from audit"))
        session.execute(text("delete from audit_head"))
        for seq in range(ENTRIES):
            Audit(key).append(session, clock(), Principal("nobody"), f"nothing {seq}", "")

    return attack


def rolled_back(session: Session) -> None:
    """Put an older head back, signature and all, and cut what came after it: both were right once."""
    older = session.info["older"]
    session.execute(text(f"delete from audit where seq > {older[0]}"))
    session.execute(text("update audit_head set seq = :seq, hash = :hash, signature = :signature"), dict(zip(("seq", "hash", "signature"), older, strict=True)))  # fmt: skip


WAYS: dict[str, Attack] = {
    **{f"edit the column {column}": edit(column) for column in COLUMNS},
    "edit the first": edit("action", 1),
    "edit the last": edit("subject", ENTRIES),
    "delete the first": run("delete from audit where seq = 1"),
    "delete one in the middle": run("delete from audit where seq = 5"),
    "delete the last": run(f"delete from audit where seq = {ENTRIES}"),
    "delete one and close the gap": run("delete from audit where seq = 5", *(f"update audit set seq = {seq - 1} where seq = {seq}" for seq in range(6, ENTRIES + 1)), "update audit_head set seq = seq - 1"),
    "swap two": swap,
    "renumber from zero": run(*(f"update audit set seq = {seq - 1} where seq = {seq}" for seq in range(1, ENTRIES + 1))),
    "add one without a hash key": add_forged(b"", follow=False),
    "add one with a wrong key": add_forged(b"guess", follow=False),
    "add one and move the head": add_forged(b"guess", follow=True),
    "put one between": put_between,
    "replay an old entry": lambda session: session.add(AuditRow(**{**{c: getattr(session.get_one(AuditRow, 3), c) for c in COLUMNS}, "seq": ENTRIES + 1})),
    "cut the tail": run("delete from audit where seq > 6"),
    "cut the tail and move the head": run("delete from audit where seq > 6", "update audit_head set seq = 6, hash = (select hash from audit where seq = 6)"),
    "roll the head back": rolled_back,
    "forge the head's signature": run("update audit_head set signature = hash"),
    "remove the head": run("delete from audit_head"),
    "remove everything": run("delete from audit", "delete from audit_head"),
    "rewrite everything with another key": rebuild(b"another"),
}  # fmt: skip


@pytest.fixture
def chain(tmp_path: Path) -> tuple[Sessions, Audit]:
    """A chain of nine entries with a witness; the guards of the database itself are taken off for the attacker."""
    sessions, audit = open_database(f"sqlite:///{tmp_path / 'ipos.db'}"), Audit(KEY, Witness(tmp_path / "audit.heads"))
    for seq in range(1, ENTRIES + 1):
        who = Principal(f"user{seq}", f"ORG-{seq}", Role.MEMBER)
        with sessions.begin() as session:
            audit.append(session, clock(), who, f"approve order {seq}", f"APR-{seq}", record=f"ORD-{seq}")
            if seq == 6:
                head = session.get_one(HeadRow, 1)
                sessions.configure(info={"older": (head.seq, head.hash, head.signature)})
    with sessions.begin() as session:
        for trigger in ("audit_no_update", "audit_no_delete"):
            session.execute(text(f"drop trigger {trigger}"))
    return sessions, audit


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_tampering_is_found(chain: tuple[Sessions, Audit], way: str) -> None:
    sessions, audit = chain
    with sessions() as session:
        assert audit.verify(session).sound
    with sessions.begin() as session:
        WAYS[way](session)
    with sessions() as session:
        found = audit.verify(session)
    assert not found.sound
    assert found.broken is not None
    assert found.broken >= 1
    assert found.why in ("missing", "changed", "head", "rolled_back")


def test_there_are_twenty_ways_and_more() -> None:
    assert len(WAYS) >= 20


def test_another_key_finds_the_whole_chain_changed(chain: tuple[Sessions, Audit]) -> None:
    sessions, _ = chain
    with sessions() as session:
        found = Audit(b"replaced" * 4).verify(session)
    assert (found.entries, found.broken, found.why) == (0, 1, "changed")


@pytest.mark.parametrize(("way", "place"), [("edit the column detail", 5), ("delete one in the middle", 5), ("edit the first", 1), ("cut the tail", 7)])  # fmt: skip
def test_the_first_broken_entry_is_named(chain: tuple[Sessions, Audit], way: str, place: int) -> None:
    sessions, audit = chain
    with sessions.begin() as session:
        WAYS[way](session)
    with sessions() as session:
        assert audit.verify(session).broken == place


@pytest.mark.parametrize("statement", ["update audit set user = 'x' where seq = 1", "delete from audit", "update event set name = 'x'", "delete from event"])  # fmt: skip
def test_the_database_itself_refuses_to_change_what_is_written(tmp_path: Path, statement: str) -> None:
    sessions = open_database(f"sqlite:///{tmp_path / 'ipos.db'}")
    with sessions.begin() as session:
        Audit(KEY).append(session, clock(), Principal("lei"), "x", "")
        session.execute(text("insert into event (kind, record, name, was, became, user, organisation, \"when\", cause, detail) values ('order','O','place','','','u','o','2026-11-22','','{}')"))  # fmt: skip
    with pytest.raises(DatabaseError, match="append-only"), sessions.begin() as session:
        session.execute(text(statement))


def test_an_entry_that_is_rolled_back_is_nobodys_head(tmp_path: Path) -> None:
    sessions, audit = open_database("sqlite://"), Audit(KEY, Witness(tmp_path / "heads"))
    with sessions() as session:
        audit.append(session, clock(), Principal("lei"), "x", "")
        session.rollback()
    assert audit.witness is not None
    assert audit.witness.newest() is None
    with sessions() as session:
        assert audit.verify(session) == audit.verify(session)
        assert (audit.verify(session).entries, audit.verify(session).head) == (0, FIRST)


def test_the_witness_outlives_torn_lines_and_keeps_the_furthest(tmp_path: Path) -> None:
    sessions, audit = open_database("sqlite://"), Audit(KEY, Witness(tmp_path / "heads"))
    for _ in range(3):
        with sessions.begin() as session:
            audit.append(session, clock(), Principal("lei"), "x", "")
    assert audit.witness is not None
    lines = (tmp_path / "heads").read_text().splitlines(keepends=True)
    (tmp_path / "heads").write_text("".join([lines[2], "0000 torn", "\n\xff\n", lines[0]]), "utf-8")
    newest = audit.witness.newest()
    assert newest is not None
    assert newest.seq == 3
    audit.witness.keep_from(3)
    assert (tmp_path / "heads").read_text() == lines[2]
    assert audit.witness.newest() == newest
    with sessions() as session:
        assert audit.verify(session).sound
