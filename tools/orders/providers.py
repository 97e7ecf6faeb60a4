"""Providers for a service: who offers its line, holds the licence it needs on the day, and has no conflict of interest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.approvals.terms import Check, Clause, Value
from tools.members.tables import LicenceRow, OrganisationRow
from tools.orders.catalogue import catalogue
from tools.orders.inputs import Given
from tools.orders.machine import ENDED
from tools.orders.rules import licences, rules
from tools.orders.service import Service
from tools.orders.tables import OfferingRow, OrderRow
from tools.principal import Principal
from tools.refused import Refused, not_found

OPPONENT = "opponent"  # the input that names the other party of a case


@dataclass(frozen=True)
class Candidate:
    """A provider that can take an order, and why. `open_orders`: what it has in work; the order of proposals rests on it alone.

    `licence`: number and last day ("" for open) of the licence the service needs; None where it needs none.
    """

    organisation: str
    name_zh: str
    name_en: str
    demo: bool
    licence: tuple[str, str] | None
    open_orders: int


def providers_for(
    session: Session, sku: str, day: date, buyer: str = "", inputs: Mapping[str, Given] | None = None
) -> list[Candidate]:
    """Who can take a service on a day, those with the least in work first; nobody pays for a place (E-Commerce Law, Article 40).

    Left out: the buyer itself and whoever is in conflict with it. Raises Refused for an unknown SKU.
    """
    service = catalogue().service(sku)
    offering = (
        select(OfferingRow.organisation).where(OfferingRow.line == service.line).order_by(OfferingRow.organisation)
    )
    found = [
        _candidate(session, identity, service, day)
        for identity in session.scalars(offering)
        if not blocked(provider_checks(session, identity, service, day, buyer, inputs or {}))
    ]
    return sorted(found, key=lambda each: (each.open_orders, each.organisation))


def find_providers(session: Session, who: Principal, sku: str, day: date) -> list[Candidate]:
    """As `providers_for`, for an account that looks for one. Raises Refused where the table of access does not let it."""
    require(who, "find_providers", None)
    return providers_for(session, sku, day, who.organisation)


def provider_checks(
    session: Session, provider: str, service: Service, day: date, buyer: str, inputs: Mapping[str, Given]
) -> tuple[Check, ...]:
    """What is checked before a provider gets an order: the line, the licence, the conflict. Raises Refused for no organisation."""
    organisation = session.get(OrganisationRow, provider)
    if organisation is None:
        raise not_found(provider)
    return (
        _line(session, provider, service), _licence(session, provider, service, day),
        _conflict(session, organisation, service, buyer, inputs),
    )  # fmt: skip


def blocked(checks: tuple[Check, ...]) -> bool:
    """Whether a check stands in the way."""
    return any(check.outcome == "blocked" for check in checks)


def refuse_blocked(checks: tuple[Check, ...]) -> None:
    """Raise Refused, named after the check, when one stands in the way."""
    for check in checks:
        if check.outcome == "blocked":
            zh, en = _WHY[check.key]
            raise Refused(f"{zh}/ {en}", f"order.{check.key}")


def _line(session: Session, provider: str, service: Service) -> Check:
    offers = session.get(OfferingRow, (provider, service.line)) is not None
    zh, en = catalogue().lines[service.line]
    evidence = Clause(key="line_offered" if offers else "line_not_offered", values={"line_zh": zh, "line_en": en})
    provisions = (rules().provisions["verified_provider"],)
    return Check(key="line", outcome="pass" if offers else "blocked", evidence=(evidence,), provisions=provisions)


def _licence(session: Session, provider: str, service: Service, day: date) -> Check:
    if service.licence == "none":
        return Check(key="licence", outcome="pass", evidence=(Clause(key="licence_none"),))
    rule = licences()[service.licence]
    values: dict[str, Value] = {"licence_zh": rule.zh, "licence_en": rule.en}
    held = session.get(LicenceRow, (provider, service.licence))
    if held is None:
        return Check(key="licence", outcome="blocked", evidence=(Clause(key="licence_missing", values=values),), provisions=rule.provisions_on(day))  # fmt: skip
    valid = held.valid_until is None or held.valid_until >= day
    until = held.valid_until.isoformat() if held.valid_until else "-"
    evidence = Clause(
        key="licence_held" if valid else "licence_over", values={**values, "number": held.number, "until": until}
    )
    return Check(
        key="licence", outcome="pass" if valid else "blocked", evidence=(evidence,), provisions=rule.provisions_on(day)
    )


def _conflict(
    session: Session, provider: OrganisationRow, service: Service, buyer: str, inputs: Mapping[str, Given]
) -> Check:
    """Not the buyer itself, not the other party of the case, and not at work for that party in the same line."""
    named = str(inputs.get(OPPONENT, "")).strip().casefold()
    self_deal = provider.id == buyer
    opposed = bool(named) and named in (
        provider.name_zh.casefold(),
        provider.name_en.casefold(),
        provider.id.casefold(),
    )
    if self_deal or opposed or (named and named in _clients(session, provider.id, service)):
        return Check(
            key="conflict", outcome="blocked", evidence=(Clause(key="self_deal" if self_deal else "conflict_found"),)
        )
    return Check(key="conflict", outcome="pass", evidence=(Clause(key="conflict_none"),))


def _clients(session: Session, provider: str, service: Service) -> set[str]:
    """The names of those a provider works or worked for in a line."""
    skus = [each.sku for each in catalogue().of_line(service.line)]
    query = (
        select(OrganisationRow)
        .join(OrderRow, OrderRow.buyer == OrganisationRow.id)
        .where(
            OrderRow.provider == provider,
            OrderRow.sku.in_(skus),
            OrderRow.state.not_in(("placed", "assigned", "cancelled")),
        )
    )
    return {name.casefold() for row in session.scalars(query) for name in (row.name_zh, row.name_en, row.id)}


def _candidate(session: Session, identity: str, service: Service, day: date) -> Candidate:
    row = session.get_one(OrganisationRow, identity)
    held = session.get(LicenceRow, (identity, service.licence))
    running = (
        select(func.count()).select_from(OrderRow).where(OrderRow.provider == identity, OrderRow.state.not_in(ENDED))
    )
    licence = (held.number, held.valid_until.isoformat() if held.valid_until else "") if held else None
    return Candidate(identity, row.name_zh, row.name_en, row.demo, licence, session.scalar(running) or 0)


_WHY = {
    "line": ("该服务方不提供这类服务，请另选。", "This provider does not offer the line; choose another."),
    "licence": ("该服务方没有承做此项服务所需的有效资质，请另选。", "This provider holds no valid licence for the service; choose another."),
    "conflict": ("该服务方与订单一方有利益冲突，不能承接。", "This provider has a conflict of interest and cannot take the order."),
    "funded": ("托管款尚未到账，暂不能接单。", "The money is not in escrow yet; the order cannot be accepted."),
}  # fmt: skip
