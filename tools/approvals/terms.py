"""Terms: what a user approves, made by the server from the database, in a form whose hash binds it.

They hold names of clauses and their values, not sentences, so that one card can be read in both languages; the words are in
the package of the effect (`words/zh.yaml`, `words/en.yaml`: `clause_<key>`, `amount_<key>`, `effect_<name>`, `check_<key>`).
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from tools.money import Money

Value = str | int | Money


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(_Closed):
    """A party and its capacity: buyer, seller, provider, licensee, platform ... `demo`: fictional."""

    capacity: str
    organisation: str
    name_zh: str
    name_en: str
    demo: bool = False


class Amount(_Closed):
    """An amount by its name: price, platform_fee, stamp_duty, held, total ... `estimate`: not charged here, for information."""

    key: str
    money: Money
    estimate: bool = False


class Clause(_Closed):
    """A condition by its name with its values; `provision`: the citation key of the provision it rests on, "" for none."""

    key: str
    values: dict[str, Value] = {}
    provision: str = ""


class Check(_Closed):
    """A check before a step. `outcome`: "pass", "blocked" (nothing may be done), "unknown" (could not look) or "declared" (a party says so).

    `evidence`: what was looked at, by name with its values (`evidence_<key>` in the words); `provisions`: citation keys.
    """

    key: str
    outcome: Literal["pass", "blocked", "unknown", "declared"]
    evidence: tuple[Clause, ...] = ()
    provisions: tuple[str, ...] = ()


class Terms(_Closed):
    """Everything that decides what an effect does. `words`: the package whose words tell it. `subject`: the record acted on, ""
    for a new one; `seen`: the versions of the rows the terms were read from.
    """

    effect: str
    words: str
    subject: str = ""
    title_zh: str = ""
    title_en: str = ""
    parties: tuple[Party, ...] = ()
    amounts: tuple[Amount, ...] = ()
    clauses: tuple[Clause, ...] = ()
    checks: tuple[Check, ...] = ()
    provisions: tuple[str, ...] = ()
    seen: dict[str, int] = {}


class Card(_Closed):
    """Terms waiting for an approval, as every face shows them. `hash` is what `--approve` takes."""

    id: str
    hash: str
    terms: Terms
    request: dict[str, Any]
    expires: datetime
    state: str


class Outcome(_Closed):
    """What an effect did: the record it made or changed, and a sentence by its name with values (`done_<key>` in the words)."""

    effect: str
    words: str
    record: str
    key: str
    values: dict[str, Value] = {}
    data: dict[str, Any] = {}


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, so that equal values have equal hashes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def binding(terms: Terms, request: dict[str, Any], approval: str, user: str, expires: datetime) -> str:
    """The hash (SHA-256, hexadecimal) that binds terms to one request, one approval, one user and one expiry."""
    bound = [terms.model_dump(mode="json"), request, approval, user, expires.astimezone(UTC).isoformat()]
    return hashlib.sha256(canonical(bound).encode()).hexdigest()
