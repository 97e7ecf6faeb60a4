"""Passwords: what may be one, and how one is kept and compared: argon2id, so that a copy of the database tells none (RFC 9106)."""

import threading
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tools.refused import Refused

SHORTEST, LONGEST = 10, 256  # characters; the upper bound is against work without end, not against long sentences
_DISTINCT = 5  # different characters at least
_SIGNS = "0123456789!@#$%^&*()_+-=.,;:?/\\|'\"`~<>[]{} "
_AT_ONCE = threading.BoundedSemaphore(4)  # each reckoning holds 64 MiB


class Passwords:
    """Hashes and compares. `hasher`: its parameters; those of a stored hash that differ are brought up at the next sign-in."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobodys = self._hasher.hash("the password of nobody")

    def hash(self, password: str) -> str:
        """The hash to keep of a password that `checked` let pass."""
        with _AT_ONCE:
            return self._hasher.hash(_written(password))

    def match(self, kept: str | None, password: str) -> bool:
        """Whether a password is the one kept; None for a name nobody has, which takes the same time and is never right."""
        if len(password) > LONGEST:
            return False
        try:
            with _AT_ONCE:
                self._hasher.verify(kept or self._nobodys, _written(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)


def checked(password: str, user: str = "") -> str:
    """A password that may be set, as given. Raises Refused for one too short, too long, common, simple or with the name in it."""
    plain = _written(password)
    if len(plain) < SHORTEST:
        raise Refused(f"密码至少需要{SHORTEST}个字符，可以用一句话。/ A password needs at least {SHORTEST} characters; a sentence will do.", "password.short")  # fmt: skip
    if len(password) > LONGEST:
        raise Refused(f"密码最多{LONGEST}个字符。/ A password has at most {LONGEST} characters.", "password.long")
    if any(unicodedata.category(each) in ("Cc", "Cs") for each in plain):
        raise Refused("密码含有不可见的控制字符，请重新输入。/ The password holds control characters; type it again.", "password.characters")  # fmt: skip
    if _simple(plain.casefold(), user.casefold()):
        raise Refused("这个密码太容易被猜到（常见词、重复、连号或含用户名），请换一个。/ This password is too easy to guess (a common word, a repetition, a sequence, or your name); choose another.", "password.common")  # fmt: skip
    return password


def _written(password: str) -> str:
    """One written form, whatever the keyboard: full-width letters are the same password (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode("utf-8"))


def _simple(plain: str, user: str) -> bool:
    core = plain.strip(_SIGNS)
    if len(set(plain)) < _DISTINCT or core in _common() or _once(core) in _common() or _sequence(plain):
        return True
    return not core or (len(user) > 2 and user in plain and len(plain.replace(user, "")) < SHORTEST)


def _once(text: str) -> str:
    """The shortest part a text is a repetition of."""
    return next((text[:size] for size in range(1, len(text) // 2 + 1) if text == text[:size] * (len(text) // size) and len(text) % size == 0), text)  # fmt: skip


def _sequence(text: str) -> bool:
    """Whether all characters follow one another: 0123456789, abcdefghijkl."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps <= {1, -9} or steps <= {-1, 9}


@cache
def _common() -> frozenset[str]:
    source = files("tools.members").joinpath("common_passwords.yaml").read_text("utf-8")
    return frozenset(str(each).strip(_SIGNS) for each in yaml.load(source, yaml.CSafeLoader))
