"""Seats are never oversold: threads on one SQLite file, and the database's own second line."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.training.room import START, file_room
from tools.members.accounts import principal_of
from tools.members.tables import AccountRow
from tools.refused import Refused
from tools.training import signing

SEATS, ASKING = 3, 12


def test_of_all_who_want_a_seat_at_once_as_many_get_one_as_there_are(tmp_path: Path) -> None:
    room = file_room(tmp_path)
    session = room.publish(seats=SEATS)
    users = [f"racer-{number}" for number in range(ASKING)]
    with room.sessions.begin() as writing:
        writing.add_all(
            AccountRow(user=user, organisation="ORG-QINGLAN", role="member", created=START) for user in users
        )
    start, outcomes = threading.Barrier(ASKING), list[str]()

    def race(user: str) -> None:
        card = room.propose(user, "sign_up", session=session)
        start.wait()
        try:
            room.effects.approve(principal_of(room.sessions, user), card.id, card.hash)
            outcomes.append("signed")
        except Refused as refused:
            outcomes.append(refused.name)

    threads = [threading.Thread(target=race, args=(user,)) for user in users]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(set(outcomes)) == ["approval.changed", "signed"]
    assert outcomes.count("signed") == SEATS
    assert room.session(session).taken == SEATS
    assert room.states(session) == ["signed"] * SEATS


def test_the_database_refuses_a_seat_too_many_where_the_rule_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    room = file_room(tmp_path)
    session = room.publish(seats=1)
    room.do("lin", "sign_up", session=session)
    card = room.propose("chen", "sign_up", session=session)
    with room.sessions.begin() as writing, pytest.raises(IntegrityError):
        writing.execute(text("update training_session set taken = seats + 1"))
    monkeypatch.setattr(
        signing, "next_place", lambda act, identity: 1
    )  # a place that is taken: the unique index says no
    with pytest.raises(Refused) as caught:
        room.effects.approve(principal_of(room.sessions, "chen"), card.id, card.hash)
    assert caught.value.name == "conflict"
    assert room.session(session).taken == 1
