"""Parties, classes and priorities of an application of the USPTO Open Data Portal, in both shapes of its data."""

from datetime import date
from typing import Any

from knowledge.patents.importers.values import application_number, day_of, symbol_of, unique
from knowledge.patents.record import Party, Priority, Symbol

# The portal names offices in words; WIPO ST.3 codes of those most priorities come from.
_OFFICES = {
    "AUSTRALIA": "AU", "AUSTRIA": "AT", "BELGIUM": "BE", "BRAZIL": "BR", "CANADA": "CA", "CHINA": "CN", "DENMARK": "DK",
    "EUROPEAN PATENT OFFICE": "EP", "EUROPEAN PATENT OFFICE (EPO)": "EP", "FINLAND": "FI", "FRANCE": "FR", "GERMANY": "DE",
    "HONG KONG": "HK", "INDIA": "IN", "ISRAEL": "IL", "ITALY": "IT", "JAPAN": "JP", "KOREA, REPUBLIC OF": "KR",
    "REPUBLIC OF KOREA": "KR", "MEXICO": "MX", "NETHERLANDS": "NL", "NEW ZEALAND": "NZ", "NORWAY": "NO", "POLAND": "PL",
    "RUSSIAN FEDERATION": "RU", "SINGAPORE": "SG", "SOUTH AFRICA": "ZA", "SPAIN": "ES", "SWEDEN": "SE", "SWITZERLAND": "CH",
    "TAIWAN": "TW", "UNITED KINGDOM": "GB", "UNITED STATES": "US",
}  # fmt: skip
_NATIONAL_STAGE = "NST"


def applicants_of(meta: dict[str, Any]) -> tuple[Party, ...]:
    """The applicants, or the first one where only that is given."""
    found = [
        _party(each.get("applicantNameText") or each.get("applicant"), each.get("correspondenceAddressBag"))
        for each in meta.get("applicantBag") or []
    ]
    return _named(found) or _named([_party(meta.get("firstApplicantName"), None)])


def inventors_of(meta: dict[str, Any]) -> tuple[Party, ...]:
    """The inventors, or the first one where only that is given."""
    found = [
        _party(each.get("inventorNameText"), each.get("correspondenceAddressBag"))
        for each in meta.get("inventorBag") or []
    ]
    return _named(found) or _named([_party(meta.get("firstInventorName"), None)])


def agents_of(meta: dict[str, Any]) -> tuple[Party, ...]:
    """Who has power of attorney: the firm of the customer number; the people where no firm is given."""
    record = meta.get("recordAttorney") or {}
    customer = record.get("customerNumber") or record.get("customerNumberCorrespondenceData") or {}
    customer = customer[0] if isinstance(customer, list) and customer else customer
    addresses = customer.get("powerOfAttorneyAddressBag") or [] if isinstance(customer, dict) else []
    firms = _named([_party(each.get("nameLineOneText"), [each]) for each in addresses])
    people = record.get("powerOfAttorneyBag") or record.get("attorneyBag") or []
    return firms or _named(
        [
            _party(f"{each.get('firstName', '')} {each.get('lastName', '')}", each.get("attorneyAddressBag"))
            for each in people
        ]
    )


def _party(name: str | None, addresses: list[dict[str, Any]] | None) -> Party:
    """A party with the fullest of its addresses."""
    lines = [_address(each) for each in addresses or []]
    country = next((each.get("countryCode", "") for each in addresses or [] if each.get("countryCode")), "")
    return Party(name=" ".join((name or "").split()), country=country, address=max(lines, key=len, default=""))


def _address(address: dict[str, Any]) -> str:
    fields = ("addressLineOneText", "addressLineTwoText", "cityName", "geographicRegionCode", "postalCode")
    return ", ".join(part for field in fields if (part := str(address.get(field) or "").strip()))


def _named(parties: list[Party]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(party for party in parties if party.name))


def symbols_of(meta: dict[str, Any]) -> tuple[Symbol, ...]:
    """CPC symbols, then the US class."""
    found = [symbol_of("CPC", text) for text in meta.get("cpcClassificationBag") or []]
    us = str(meta.get("uspcSymbolText") or meta.get("class/subclass") or "").strip()
    return unique([*found, symbol_of("USPC", us)])


def _parents(meta: dict[str, Any]) -> list[dict[str, Any]]:
    bag = meta.get("parentContinuityBag") or (meta.get("continuityBag") or {}).get("parentContinuityBag") or []
    return [each for each in bag if each.get("parentApplicationNumberText")]


def _filed(parent: dict[str, Any]) -> date | None:
    return day_of(parent.get("parentApplicationFilingDate") or parent.get("filingDate") or "")


def priorities_of(meta: dict[str, Any]) -> tuple[Priority, ...]:
    """Foreign priorities and earlier US applications; the international application of a national stage is none."""
    found = []
    for each in meta.get("foreignPriorityBag") or []:
        office = str(each.get("ipOfficeName") or each.get("countryName") or "").strip()
        country = _OFFICES.get(office.upper(), office if len(office) == 2 else "")
        number = str(each.get("applicationNumberText") or each.get("priorityNumberText") or "").replace(" ", "")
        found.append(
            Priority(
                number=country + number.removeprefix(country), country=country, day=day_of(each.get("filingDate") or "")
            )
        )
    for parent in _parents(meta):
        number = parent["parentApplicationNumberText"]
        if parent.get("claimParentageTypeCode") != _NATIONAL_STAGE:
            international = number.startswith("PCT")
            found.append(
                Priority(
                    number=number if international else f"US{number}",
                    country="WO" if international else "US",
                    day=_filed(parent),
                )
            )
    return tuple(dict.fromkeys(found))


def pct_of(meta: dict[str, Any]) -> tuple[str, date | None]:
    """The international application this one is the national stage of, and its filing day."""
    for parent in _parents(meta):
        if parent.get("claimParentageTypeCode") == _NATIONAL_STAGE:
            return application_number(parent["parentApplicationNumberText"], "WO"), _filed(parent)
    return "", None
