"""What may leave the house: nothing of a thread that read confidential or pre-filing text, and no words of such a text.

The first rule is the mark: who asks says whether the thread is tainted, and there is no default. The second catches a
mark that was forgotten: texts put under guard are known by the hashes of all their runs of eight words (characters,
in Chinese), and words on their way out that share a run with one of them stay. Connectors send only what the
guard has cleared.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from knowledge.patents.connectors.unavailable import Reason, Unavailable

_RUN = 8
# A word of letters and digits, or one character of a script that is written without spaces.
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


class OutboundQuery(BaseModel):
    """A search for an office. All conditions hold together; `confidential`: the thread it comes from is tainted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    confidential: bool
    words: str = ""  # all of them, in title or abstract
    classes: tuple[str, ...] = ()  # CPC or IPC, any of them: "F02C 7/055"
    holders: tuple[str, ...] = ()  # any of them
    inventors: tuple[str, ...] = ()  # any of them
    published_from: date | None = None
    published_before: date | None = None  # exclusive


class OutboundNumber(BaseModel):
    """One publication asked for by its number; from a tainted thread even that says what somebody is looking at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    confidential: bool
    number: str


Asked = TypeVar("Asked", OutboundQuery, OutboundNumber)


@dataclass(frozen=True)
class Cleared(Generic[Asked]):
    """What the guard has let pass; made by `OutboundGuard.clear` alone."""

    asked: Asked


class OutboundGuard:
    """Decides what may be sent. One for the process: texts are put under guard as they come in."""

    def __init__(self, guarded: Iterable[str] = ()) -> None:
        self._runs: set[bytes] = set()
        for text in guarded:
            self.protect(text)

    def protect(self, text: str) -> None:
        """Put a confidential or pre-filing text under guard; only hashes of its runs are kept."""
        self._runs.update(_runs(text))

    def holds(self, text: str) -> bool:
        """Whether a text shares a run of words with one under guard."""
        return not self._runs.isdisjoint(_runs(text))

    def clear(self, asked: Asked, office: str) -> Cleared[Asked]:
        """Let a query pass. Raises Unavailable (confidential) when it is marked or carries words under guard."""
        if asked.confidential or self.holds(" ".join(_texts(asked))):
            raise Unavailable(office, Reason.CONFIDENTIAL)
        return Cleared(asked)


def _texts(asked: OutboundQuery | OutboundNumber) -> Iterator[str]:
    for value in asked.model_dump().values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from map(str, value)


def _runs(text: str) -> Iterator[bytes]:
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())
    for start in range(len(tokens) - _RUN + 1):
        yield hashlib.blake2b("\x1f".join(tokens[start : start + _RUN]).encode(), digest_size=8).digest()
