"""Certificates of attendance: what one says, its number and hash, and whether a number is true.

The hash (SHA-256 of the canonical content) stands in the row, on the paper and in the log of events, which the database lets
nobody change: a certificate counts only where all three agree.
"""

import hashlib
import html
import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from knowledge.language import Language
from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.act import Act
from tools.approvals.terms import canonical
from tools.events import events_of
from tools.members.tables import OrganisationRow
from tools.orders.days import day_of
from tools.principal import Principal
from tools.refused import not_found
from tools.training.tables import CertificateRow, SignUpRow, TrainingSessionRow
from tools.training.telling import wording

KIND, EVENT = "certificate", "issue"


class Verified(BaseModel):
    """What is told of a number: true only when content, hash and log agree. `name` is shortened: a number tells no stranger who came."""

    model_config = ConfigDict(frozen=True)

    number: str
    valid: bool
    reason: str  # "", unknown or altered
    sha256: str = ""
    name: str = ""
    title_zh: str = ""
    title_en: str = ""
    provider_zh: str = ""
    provider_en: str = ""
    held: str = ""
    hours: int = 0


@dataclass(frozen=True)
class Certificate:
    """A certificate as its holder gets it."""

    number: str
    sha256: str
    content: dict[str, Any]


def issue(act: Act, row: TrainingSessionRow, held: SignUpRow) -> CertificateRow:
    """Issue the certificate of one who came; once a sign-up (unique)."""
    provider = act.session.get_one(OrganisationRow, row.provider)
    number = act.fresh("CRT")
    content = canonical(
        {
            "number": number, "name": held.name, "organisation": held.organisation, "session": row.id, "code": row.code,
            "title_zh": row.title_zh, "title_en": row.title_en, "provider_zh": provider.name_zh, "provider_en": provider.name_en,
            "held": day_of(row.starts).isoformat(), "hours": row.hours, "issued": day_of(act.moment).isoformat(), "demo": row.demo,
        }
    )  # fmt: skip
    made = CertificateRow(number=number, sign_up=held.id, content=content, sha256=hash_of(content), issued=act.moment)
    act.session.add(made)
    act.session.flush()
    act.note(KIND, number, EVENT, "", "", sha256=made.sha256, sign_up=held.id)
    return made


def hash_of(content: str) -> str:
    """The hash of a certificate's canonical content."""
    return hashlib.sha256(content.encode()).hexdigest()


def certificate_of(session: Session, who: Principal, number: str) -> Certificate:
    """A certificate of the account's, its organisation's or its provider's. Raises Refused as for one there is not."""
    row = session.get(CertificateRow, number)
    held = session.get(SignUpRow, row.sign_up) if row else None
    at = session.get(TrainingSessionRow, held.session) if held else None
    owners = (Owner(held.organisation, held.user), Owner(at.provider)) if held and at else NOBODY
    require(who, "show_certificate", owners, number)
    if row is None:
        raise not_found(number)
    return Certificate(row.number, row.sha256, json.loads(row.content))


def verify_certificate(session: Session, who: Principal, number: str) -> Verified:
    """Whether a number is a certificate of this platform and unchanged; anybody may ask. Raises nothing for a wrong number."""
    require(who, "verify_certificate", None)
    number = " ".join(number.split()).upper()[:40]
    row = session.get(CertificateRow, number)
    if row is None:
        return Verified(number=number, valid=False, reason="unknown")
    logged = [str(event.detail.get("sha256")) for event in events_of(session, KIND, number) if event.name == EVENT]
    if hash_of(row.content) != row.sha256 or logged != [row.sha256]:
        return Verified(number=number, valid=False, reason="altered")
    said = json.loads(row.content)
    name = str(said["name"])
    return Verified(
        number=number, valid=said["number"] == number, reason="", sha256=row.sha256, name=f"{name[:1]}{'*' * max(1, len(name) - 1)}",
        title_zh=said["title_zh"], title_en=said["title_en"], provider_zh=said["provider_zh"], provider_en=said["provider_en"],
        held=said["held"], hours=said["hours"],
    )  # fmt: skip


def certificate_lines(found: Certificate, language: Language) -> list[str]:
    """The certificate line by line, for text and paper alike."""
    say, content = wording(language), {key: str(value) for key, value in found.content.items()}
    title, provider = content[f"title_{language}"], content[f"provider_{language}"]
    lines = [say("certificate_head"), say("certificate_says", name=content["name"], title=title, held=content["held"], hours=content["hours"])]  # fmt: skip
    lines += [
        say("certificate_by", provider=provider, issued=content["issued"]),
        say("certificate_number", number=found.number),
    ]
    lines += [say("certificate_hash", hash=found.sha256), say("certificate_check", number=found.number)]
    return [*lines, *([say("certificate_demo")] if found.content["demo"] else [])]


def certificate_html(found: Certificate, language: Language) -> str:
    """The certificate as one page to print: every text escaped, nothing loaded from anywhere."""
    head, *lines = (html.escape(line) for line in certificate_lines(found, language))
    body = "\n".join(f"<p>{line}</p>" for line in lines)
    style = "body{font-family:serif;max-width:42em;margin:4em auto;padding:2em;border:3px double #333;text-align:center}p{overflow-wrap:anywhere}"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{html.escape(found.number)}</title><style>{style}</style></head>\n<body><h1>{head}</h1>\n{body}\n</body></html>\n"
    )


def verified_text(found: Verified, language: Language) -> str:
    """What is told of a number."""
    say = wording(language)
    if not found.valid:
        return say(f"verify_{found.reason or 'altered'}", number=found.number)
    own = found.model_dump()
    return say("verify_true", number=found.number, name=found.name, title=own[f"title_{language}"], provider=own[f"provider_{language}"], held=found.held, hours=found.hours, hash=found.sha256)  # fmt: skip
