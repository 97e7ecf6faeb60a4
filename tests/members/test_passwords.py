"""What may be a password, and how one is kept."""

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from tests.members.room import GOOD, QUICK
from tools.members.passwords import LONGEST, Passwords, checked
from tools.refused import Refused

PASSWORDS = Passwords(QUICK)


@pytest.mark.parametrize(
    "good", [GOOD, "今天天气很好我们去爬山吧", "correct horse battery", "Tr0ub4dor&3x!", "a" * 3 + "bcdxyzw9Q" * 20]
)
def test_a_sentence_may_be_a_password(good: str) -> None:
    assert checked(good, "lei") == good


@pytest.mark.parametrize(
    ("bad", "name"),
    [
        ("", "short"), ("short", "short"), ("九个字符的密码不够", "short"), ("x" * 1000, "long"), ("y" * (LONGEST + 1), "long"),
        ("password123", "common"), ("Password2026!", "common"), ("ＰＡＳＳＷＯＲＤ１２３", "common"), ("123456789012", "common"), ("9876543210", "common"),
        ("aaaaaaaaaaaaaa", "common"), ("abababababab", "common"), ("abcdefghijkl", "common"), ("qwertyuiop1", "common"), ("woaini1314520", "common"),
        ("我的密码1234567890", "common"), ("testtesttest", "common"), ("lei.wang.2026", "common"), ("with\0a null byte", "characters"),
        ("two\nlines here", "characters"), ("1q2w3e4r5t!", "common"), ("2026-11-22-10", "common"),
    ],
)  # fmt: skip
def test_a_weak_one_is_refused_with_the_reason(bad: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(bad, "lei.wang")
    assert refused.value.name == f"password.{name}"
    assert "/ " in str(refused.value)
    assert not bad or bad not in str(refused.value)


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own() -> None:
    standard = Passwords()
    kept, again = standard.hash(GOOD), standard.hash(GOOD)
    assert kept != again
    assert GOOD not in kept
    parameters = extract_parameters(kept)
    assert parameters.type is Type.ID
    assert (parameters.memory_cost, parameters.time_cost) >= (19_456, 2)  # OWASP's least for argon2id
    assert standard.match(kept, GOOD)
    assert not standard.match(kept, GOOD + ".")


def test_one_password_whatever_the_keyboard() -> None:
    assert PASSWORDS.match(PASSWORDS.hash("ｑｕｉｅｔ　ｅｖｅｎｉｎｇ"), "quiet evening")
    assert not PASSWORDS.match(PASSWORDS.hash("Quiet evening"), "quiet evening")


@pytest.mark.parametrize("bad", ["", "x" * 1000, "x" * 100_000, "\ud800half", "\0"])
def test_anything_can_be_typed_and_is_only_wrong(bad: str) -> None:
    assert not PASSWORDS.match(PASSWORDS.hash(GOOD), bad)
    assert not PASSWORDS.match(None, bad)
    assert not PASSWORDS.match("no hash at all", bad)


def test_a_hash_of_other_parameters_is_outdated() -> None:
    assert Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)).outdated(PASSWORDS.hash(GOOD))
    assert not PASSWORDS.outdated(PASSWORDS.hash(GOOD))
