"""The packet of an introduction: what exactly goes to one agency, and what is said about it before it goes."""

import json
from typing import Annotated

from pydantic import BeforeValidator, Field

from knowledge.language import visible
from tools.agencies.gate import HOME
from tools.agencies.request import Asked
from tools.agencies.vocabulary import Kind, name_of
from tools.agencies.weights import weights
from tools.approvals.terms import Clause, Value
from tools.money import Money
from tools.orders.request import Identity, Request
from tools.refused import Refused

_PATENTS = ("PAT-INV-APP", "PAT-UM-APP", "INT-PCT", "INT-NAT")  # work that an invention is shown for


def _clean(value: object) -> object:
    return visible(value).strip() if isinstance(value, str) else value


Title = Annotated[str, BeforeValidator(_clean), Field(min_length=2, max_length=120)]
Summary = Annotated[str, BeforeValidator(_clean), Field(min_length=4, max_length=1000)]
Contact = Annotated[str, BeforeValidator(_clean), Field(min_length=2, max_length=200)]
Technical = Annotated[str, BeforeValidator(_clean), Field(max_length=4000)]


class Introduce(Request):
    """A packet for an agency that fits a match. `contact`: exactly what is shown; `unfiled`: it is about an invention nobody has filed.

    `technical`: technical content, sent only where `share_technical` is ticked.
    """

    match: Identity
    agency: Identity
    title: Title
    summary: Summary
    contact: Contact
    unfiled: bool = False
    technical: Technical = ""
    share_technical: bool = False


class Packet(Request):
    """What the agency reads: nothing else of the member's leaves the platform."""

    task: str
    sku: str
    title: str
    summary: str
    field: str
    jurisdiction: str
    language: str
    urgent: int | None
    budget: Money | None
    contact: str
    unfiled: bool
    technical: str


def packet_of(asked: Asked, request: Introduce) -> Packet:
    """The packet of a request. Raises Refused for technical content that was not released by a tick."""
    if request.technical and not request.share_technical:
        raise Refused("填写了技术内容而没有勾选“发送技术内容”；请勾选，或清空该栏。/ Technical content was written and its sending not ticked; tick it, or clear the field.", "agencies.technical")  # fmt: skip
    return Packet(
        task=asked.work.name, sku=asked.work.sku, title=request.title, summary=request.summary, field=asked.field,
        jurisdiction=asked.jurisdiction, language=asked.language, urgent=asked.urgent, budget=asked.budget, contact=request.contact,
        unfiled=request.unfiled, technical=request.technical,
    )  # fmt: skip


def read_packet(text: str) -> Packet:
    """A packet as its row keeps it."""
    return Packet.model_validate(json.loads(text))


def packet_clauses(asked: Asked, packet: Packet) -> tuple[Clause, ...]:
    """Every part that is sent, one clause each."""
    rows: list[tuple[str, dict[str, Value]]] = [
        ("task", {"task_zh": asked.work.zh, "task_en": asked.work.en, "sku": packet.sku}),
        ("title", {"text": packet.title}), ("summary", {"text": packet.summary}), ("contact", {"text": packet.contact}),
        ("jurisdiction", _named("jurisdictions", packet.jurisdiction)),
    ]  # fmt: skip
    if packet.field:
        rows.append(("field", _named("fields", packet.field)))
    if packet.language:
        rows.append(("language", _named("languages", packet.language)))
    if packet.urgent is not None:
        rows.append(("urgency", {"days": packet.urgent}))
    if packet.budget:
        rows.append(("budget", {"amount": packet.budget}))
    rows.append(("technical", {"text": packet.technical}) if packet.technical else ("no_technical", {}))
    return tuple(Clause(key=key, values=values) for key, values in rows)


def warnings(asked: Asked, packet: Packet) -> tuple[Clause, ...]:
    """What the member should know before an unfiled invention is told to anybody: novelty, and confidentiality review abroad."""
    rules = weights().provisions
    found = [Clause(key="secrecy", provision=rules["agency_secrecy"])] if asked.work.licence == "patent_agency" else []
    if packet.unfiled:
        found.append(Clause(key="unfiled_technical" if packet.technical else "unfiled", provision=rules["novelty"]))
    if packet.jurisdiction != HOME and (packet.unfiled or packet.sku in _PATENTS):
        found.append(Clause(key="filing_abroad", provision=rules["filing_abroad"]))
    return tuple(found)


def _named(kind: Kind, code: str) -> dict[str, Value]:
    return {"name_zh": name_of(kind, code, "zh"), "name_en": name_of(kind, code, "en")}
