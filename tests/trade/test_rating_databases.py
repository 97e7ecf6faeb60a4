"""Ratings, their disputes and the audit on SQLite and on PostgreSQL, also with many at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event as Flag

import pytest

from evals.trade.databases import Databases, Kind
from tests.conftest import clock
from tests.trade.audits import KEY
from tests.trade.rating_room import AGENT, COLLEAGUE, EXPERT, STAFF, RatingRoom
from tools.approvals.terms import Card
from tools.audit.chain import Audit
from tools.audit.reading import list_audit
from tools.audit.witness import Witness
from tools.principal import Principal
from tools.ratings.engagement import day_of
from tools.ratings.figures import differing, rating_now
from tools.ratings.rebuilding import rebuild_ratings
from tools.ratings.showing import list_rating_entries, list_ratings
from tools.refused import Refused

SIDE_BY_SIDE = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])  # a database in memory has one connection


@pytest.fixture
def room(databases: Databases, kind: Kind) -> RatingRoom:
    return RatingRoom(databases.fresh(kind))


def test_a_dispute_is_decided_and_the_log_gives_what_is_kept(room: RatingRoom) -> None:
    opened = room.do(AGENT, "dispute_rating", entry=room.late, reason="客户逾期提供材料")
    room.do(EXPERT, "decide_rating", dispute=opened.record, decision="removed", reasons="材料确系逾期提供")
    with room.sessions() as session:
        kept = rating_now(session, "AGENCY", day_of(room.moment))
        assert {part.component: part.points for part in kept.figure("provider").parts}["in_time"] == 100
    assert rebuild_ratings(room.sessions, room.effects.audit, STAFF, room.moment) == 4
    with room.sessions() as session:
        assert differing(session) == []
        assert rating_now(session, "AGENCY", day_of(room.moment)) == kept
        assert len(list_ratings(session, STAFF)) == 4
        assert len(list_rating_entries(session, AGENT, "AGENCY", day_of(room.moment))) == 3
        assert list_audit(session, STAFF, action="approve", limit=1)[0].action == "approve decide_rating"


@SIDE_BY_SIDE
def test_many_disputes_of_one_entry_at_once_are_one(room: RatingRoom) -> None:
    who = [AGENT, COLLEAGUE] * 4
    cards = [room.effects.propose(each, "dispute_rating", {"entry": room.late, "reason": f"理由之{n}"}) for n, each in enumerate(who)]  # fmt: skip

    def approve(each: Principal, card: Card) -> bool:
        try:
            room.effects.approve(each, card.id, card.hash)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(approve, who, cards)) == 1
    with room.sessions() as session:
        assert room.effects.audit.verify(session).sound


@SIDE_BY_SIDE
def test_the_chain_is_sound_to_who_looks_while_others_write(room: RatingRoom, tmp_path: Path) -> None:
    audit, stop, numbers = Audit(KEY, Witness(tmp_path / "heads")), Flag(), count()
    with room.sessions.begin() as session:  # the first head this witness sees
        audit.append(session, clock(), STAFF, "begin", "")

    def write() -> None:
        while not stop.is_set():
            with room.sessions.begin() as session:
                audit.append(session, clock(), STAFF, "write", str(next(numbers)))

    with ThreadPoolExecutor(3) as pool:
        writers = [pool.submit(write) for _ in range(3)]
        try:
            for _ in range(15):
                with room.sessions() as session:
                    assert audit.verify(session).sound
        finally:
            stop.set()
        for writer in writers:
            writer.result()
    with room.sessions() as session:
        found = audit.verify(session)
    assert found.sound
    assert audit.witness is not None
    newest = audit.witness.newest()
    assert newest is not None
    assert newest.seq == found.entries
