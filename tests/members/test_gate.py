"""Signing in: one answer for everything wrong, sessions that end when they should, nothing of a password or token at rest."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from tests.members.room import GOOD, OTHER_GOOD, PLACE, QUICK, Room
from tests.trade.audits import entered
from tools.members.gate import IDLE, LONGEST_SESSION
from tools.members.passwords import Passwords
from tools.members.sign_in_tables import CredentialRow, SignInRow, ThrottleRow
from tools.members.tables import AccountRow
from tools.refused import Refused


@pytest.fixture
def room() -> Room:
    return Room()


def wrong(room: Room, name: str, password: str, place: str = PLACE) -> Refused:
    with pytest.raises(Refused) as refused:
        room.gate.sign_in(name, password, place)
    return refused.value


def test_the_right_password_opens_a_session_and_the_name_may_be_written_anyhow(room: Room) -> None:
    for written in ("lei", " LEI ", "ｌｅｉ"):
        assert room.gate.user_of(room.gate.sign_in(written, GOOD, PLACE)) == "lei"
    assert [each for each in entered(room.sessions) if each == ("lei", "sign in")]


def test_every_wrong_pair_is_answered_alike(room: Room) -> None:
    room.do("lei", "deactivate_account", member="ming", reason="离职")
    with room.sessions.begin() as session:
        session.add(AccountRow(user="nopassword", organisation="ORG-A", role="member", created=room.now()))
    pairs = [("lei", OTHER_GOOD), ("nobody", GOOD), ("ming", GOOD), ("nopassword", GOOD), ("", ""), ("lei", "x" * 1000), ("lei\0", GOOD), ("\ud800", "\ud800")]  # fmt: skip
    said = {(refused.name, str(refused)) for refused in (wrong(room, *pair, place=f"198.51.100.{at}") for at, pair in enumerate(pairs))}  # fmt: skip
    assert len(said) == 1
    assert said.pop()[0] == "sign_in.wrong"


def test_an_unknown_name_costs_the_same_work(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda self, kept, given: (worked.append(kept.rsplit("$", 2)[0]), verify(self, kept, given))[1])  # fmt: skip
    writes: list[int] = []
    for name in ("lei", "nobody"):
        before, rows = len(worked), len(entered(room.sessions))
        wrong(room, name, OTHER_GOOD, f"198.51.100.{len(name)}")
        writes.append(len(entered(room.sessions)) - rows)
        assert len(worked) - before == 1
    assert writes == [1, 1]
    assert len(set(worked)) == 1  # the same parameters


def test_nothing_at_rest_opens_anything(room: Room) -> None:
    token = room.gate.sign_in("lei", GOOD, PLACE)
    wrong(room, GOOD, GOOD)  # the password in the field of the name
    with room.sessions() as session:
        told = str([[vars(row) for row in session.scalars(select(table))] for table in (CredentialRow, SignInRow, ThrottleRow)])  # fmt: skip
        kept = session.scalars(select(SignInRow.token)).one()
    told += str(entered(room.sessions))
    assert token not in told
    assert GOOD not in told
    assert room.gate.user_of(kept) == ""


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: token + "0", lambda token: token.upper(), lambda _: "", lambda _: "x" * 10_000, lambda _: "\0' or 1=1 --"])  # fmt: skip
def test_a_tampered_token_is_nobodys(room: Room, change: object) -> None:
    token = room.gate.sign_in("lei", GOOD, PLACE)
    assert room.gate.user_of(change(token)) == ""  # type: ignore[operator]
    assert room.gate.user_of(token) == "lei"


def test_a_session_ends_when_it_is_not_used(room: Room) -> None:
    token = room.gate.sign_in("lei", GOOD, PLACE)
    for _ in range(3):
        room.later(seconds=IDLE.total_seconds() - 60)
        assert room.gate.user_of(token) == "lei"
    room.later(seconds=IDLE.total_seconds())
    assert room.gate.user_of(token) == ""


def test_a_session_ends_at_last_however_much_it_is_used(room: Room) -> None:
    token, start = room.gate.sign_in("lei", GOOD, PLACE), room.now()
    while room.now() - start < LONGEST_SESSION - timedelta(hours=4):
        room.later(hours=4)
        assert room.gate.user_of(token) == "lei"
    room.later(hours=4)
    assert room.gate.user_of(token) == ""


def test_sign_out_ends_one_session_and_everywhere_all(room: Room) -> None:
    tokens = [room.gate.sign_in("lei", GOOD, PLACE) for _ in range(3)]
    room.gate.sign_out(tokens[0])
    room.gate.sign_out("none of ours")
    assert [room.gate.user_of(token) for token in tokens] == ["", "lei", "lei"]
    other = room.gate.sign_in("bo", GOOD, PLACE)
    assert room.gate.sign_out_everywhere("lei") == 2
    assert [room.gate.user_of(token) for token in (*tokens, other)] == ["", "", "", "bo"]


def test_a_deactivation_and_another_role_count_at_the_next_request(room: Room) -> None:
    token = room.gate.sign_in("ming", GOOD, PLACE)
    room.do("su.qing", "change_role", member="ming", new_role="agency")
    assert room.who(room.gate.user_of(token)).role == "agency"
    room.do("lei", "deactivate_account", member="ming", reason="离职")
    assert room.gate.user_of(token) == ""
    with pytest.raises(Refused, match="deactivated"):
        room.who("ming")
    room.do("lei", "reactivate_account", member="ming")
    assert room.gate.user_of(token) == ""  # what was ended stays so
    assert room.gate.user_of(room.gate.sign_in("ming", GOOD, PLACE)) == "ming"


def test_a_session_of_an_account_that_is_gone_is_nobodys(room: Room) -> None:
    token = room.gate.sign_in("lei", GOOD, PLACE)
    with room.sessions.begin() as session:
        account = session.get(AccountRow, "lei")
        assert account
        account.deactivated = room.now()  # whoever wrote it, past the effect that ends sessions
    assert room.gate.user_of(token) == ""


def test_another_password_ends_every_session_and_asks_for_the_old_one(room: Room) -> None:
    token = room.gate.sign_in("lei", GOOD, PLACE)
    with pytest.raises(Refused, match="present password"):
        room.gate.change_password("lei", OTHER_GOOD, OTHER_GOOD, PLACE)
    with pytest.raises(Refused, match="easy to guess"):
        room.gate.change_password("lei", GOOD, "password12345", PLACE)
    assert room.gate.user_of(token) == "lei"
    room.gate.change_password("lei", GOOD, OTHER_GOOD, PLACE)
    assert room.gate.user_of(token) == ""
    assert wrong(room, "lei", GOOD).name == "sign_in.wrong"
    assert room.gate.sign_in("lei", OTHER_GOOD, PLACE)


def test_guessing_the_old_password_is_braked_like_signing_in(room: Room) -> None:
    names = set()
    for _ in range(8):
        with pytest.raises(Refused) as refused:
            room.gate.change_password("lei", "not the password", OTHER_GOOD, PLACE)
        names.add(refused.value.name)
    assert names == {"password.old", "sign_in.wait"}


def test_a_hash_of_older_parameters_is_renewed_at_sign_in() -> None:
    room = Room(hasher=QUICK)
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    gate = type(room.gate)(room.sessions, room.gate.audit, room.now, room.new_token, stronger)
    assert gate.sign_in("lei", GOOD, PLACE)
    with room.sessions() as session:
        held = session.get(CredentialRow, "lei")
        assert held
        assert not stronger.outdated(held.hash)
    assert gate.sign_in("lei", GOOD, PLACE)
