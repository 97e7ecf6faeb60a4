"""Guessing is slowed down, and nobody can lock another out for good."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.members.room import GOOD, PLACE, Room
from tools.members.throttle import BRAKES, Brake
from tools.refused import Refused


@pytest.fixture
def room() -> Room:
    return Room()


def tried(room: Room, name: str, place: str, password: str = "not the password") -> str:
    try:
        room.gate.sign_in(name, password, place)
    except Refused as refused:
        return refused.name.removeprefix("sign_in.")
    return "in"


@pytest.mark.parametrize("name", ["lei", "nobody"])
def test_after_some_failures_even_the_right_password_has_to_wait_and_longer_each_time(room: Room, name: str) -> None:
    assert [tried(room, name, PLACE) for _ in range(6)] == ["wrong"] * 5 + ["wait"]
    assert tried(room, name, PLACE, GOOD) == "wait"
    room.later(minutes=1)
    assert [tried(room, name, PLACE) for _ in range(2)] == ["wrong", "wait"]
    room.later(minutes=1)
    assert tried(room, name, PLACE) == "wait"  # two minutes now
    room.later(minutes=1)
    assert tried(room, name, PLACE, GOOD) == ("in" if name == "lei" else "wrong")


def test_the_right_password_wipes_the_slate(room: Room) -> None:
    for _ in range(3):
        assert [tried(room, "lei", PLACE) for _ in range(4)] == ["wrong"] * 4
        assert tried(room, "lei", PLACE, GOOD) == "in"


def test_a_wait_grows_to_a_bound() -> None:
    brake = BRAKES["pair"]
    waits = [brake.wait(count).total_seconds() for count in range(30)]
    assert waits == sorted(waits)
    assert waits[:5] == [0] * 5
    assert waits[5:8] == [60, 120, 240]
    assert waits[-1] == brake.longest.total_seconds()
    assert all(isinstance(each, Brake) for each in BRAKES.values())


def test_one_address_cannot_try_one_password_on_everybody(room: Room) -> None:
    outcomes = [tried(room, f"guess-{number}", PLACE) for number in range(40)]
    assert outcomes == ["wrong"] * 30 + ["wait"] * 10
    assert tried(room, "bo", "203.0.113.9", GOOD) == "in"  # somebody else's address is not touched


def test_many_addresses_cannot_guess_one_name_for_long(room: Room) -> None:
    outcomes = [tried(room, "lei", f"198.51.{number // 250}.{number % 250}") for number in range(80)]
    assert outcomes.count("wrong") == 50
    assert outcomes[50:] == ["wait"] * 30


def test_the_owner_comes_in_from_where_she_signed_in_before_whatever_others_do(room: Room) -> None:
    assert tried(room, "lei", "203.0.113.5", GOOD) == "in"
    for number in range(300):
        tried(room, "lei", f"198.51.{number // 250}.{number % 250}")
    assert tried(room, "lei", "203.0.113.5", GOOD) == "in"
    assert tried(room, "lei", "192.0.2.77", GOOD) == "wait"  # from a new place she waits ...
    room.later(minutes=16)
    assert tried(room, "lei", "192.0.2.77", GOOD) == "in"  # ... a quarter of an hour at most


def test_an_attempt_refused_by_the_brake_does_not_lengthen_the_wait(room: Room) -> None:
    for _ in range(200):
        tried(room, "lei", PLACE)
    room.later(minutes=1, seconds=1)
    assert tried(room, "lei", PLACE, GOOD) == "in"


def test_a_day_without_failures_forgets_them(room: Room) -> None:
    for _ in range(6):
        tried(room, "lei", PLACE)
    room.later(days=1, hours=1)
    assert [tried(room, "lei", PLACE) for _ in range(5)] == ["wrong"] * 5


def test_the_addresses_of_one_household_are_one(room: Room) -> None:
    outcomes = [tried(room, f"guess-{number}", f"2001:db8:1:2::{number:x}") for number in range(35)]
    assert outcomes == ["wrong"] * 30 + ["wait"] * 5
    assert tried(room, "guess", "2001:db8:1:3::1") == "wrong"
    assert tried(room, "guess", "not an address") == "wrong"


def test_many_tries_at_once_do_not_slip_through(tmp_path: Path) -> None:
    room = Room(f"sqlite:///{tmp_path / 'members.db'}")
    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(lambda _: tried(room, "lei", PLACE), range(24)))
    assert (outcomes.count("wrong"), outcomes.count("wait")) == (5, 19)
