"""Consents: what data of a person may go where. Versioned texts, given by the person alone, withdrawn at any time.

Ground: Personal Information Protection Law, Articles 13 to 16 (consent: informed, voluntary, explicit; withdrawn as easily;
no service refused for want of one), 23 (giving to another handler), 38 and 39 (giving abroad).
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.language import Language
from tools.members.member_tables import ConsentRow

EXTERNAL_MODEL, SHARE_CONTACT = "external_model", "share_contact"
_LAW = "cn/personal-information-law@2021-11-01"


@dataclass(frozen=True)
class Purpose:
    """What can be consented to. `receiver`: the text names who receives, and without a name nobody can consent."""

    purpose: str
    version: str
    receiver: bool
    zh: str
    en: str
    provisions: tuple[str, ...]

    def text(self, language: Language, receiver: str = "") -> str:
        """The text of the consent."""
        return (self.zh if language == "zh" else self.en).format(receiver=receiver or "–").strip()

    def fingerprint(self, receiver: str = "") -> str:
        """The SHA-256 of the text in both languages: with another receiver it is another consent."""
        return hashlib.sha256(f"{self.text('zh', receiver)}\n{self.text('en', receiver)}".encode()).hexdigest()


@cache
def purposes() -> dict[str, Purpose]:
    """All purposes by name."""
    rows = yaml.load(files("tools.members").joinpath("consents.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return {row["purpose"]: Purpose(**(row | {"provisions": tuple(f"{_LAW}/art{number}" for number in row["provisions"])})) for row in rows}  # fmt: skip


def open_consent(session: Session, user: str, purpose: str) -> ConsentRow | None:
    """The consent of a person to a purpose that is not withdrawn, whatever its version."""
    query = select(ConsentRow).where(ConsentRow.user == user, ConsentRow.purpose == purpose, ConsentRow.withdrawn.is_(None))  # fmt: skip
    return session.scalar(query)


def consented(session: Session, user: str, purpose: str, receiver: str = "") -> bool:
    """Whether a person consents now, to the text as it reads now. Raises KeyError for a purpose there is none of."""
    row, known = open_consent(session, user, purpose), purposes()[purpose]
    return row is not None and row.text == known.fingerprint(receiver if known.receiver else "")


def give(session: Session, user: str, purpose: str, receiver: str, moment: datetime) -> ConsentRow:
    """Keep a consent to the text as it reads now; one to an older text ends."""
    known = purposes()[purpose]
    if older := open_consent(session, user, purpose):
        older.withdrawn = moment
        session.flush()
    text = known.fingerprint(receiver if known.receiver else "")
    row = ConsentRow(user=user, purpose=purpose, version=known.version, text=text, given=moment)
    session.add(row)
    session.flush()
    return row
