"""Checks of the parties and the contract: state-owned and public sellers, foreign parties, the contract in writing."""

from tools.approvals.terms import Check
from tools.exchange.case import Case, Finding, check, declared, fact
from tools.exchange.kinds import kinds

_UNIVERSITIES = ("state_university", "state_institute")
_TECHNOLOGY = ("patent", "application", "package", "know_how", "software")


def ownership(case: Case) -> Check:
    """Who may decide on the deal and how its price is found, where the seller is the state's."""
    if case.seller.ownership in _UNIVERSITIES:
        return check("ownership", [_university(case)], *case.law("university"))
    if case.seller.ownership == "state_owned":
        return check("ownership", [_state(case)], *case.law("state_owned", "state_floor", "state_appraisal"))
    return check("ownership", [("pass", fact("seller_private"))])


def _university(case: Case) -> Finding:
    """Own decision; a price that is agreed needs publicity before the contract."""
    if case.pricing == "bidding":
        return "pass", fact("price_by_market")
    finding = declared(case.declares.publicised, "publicised", "not_publicised", "publicise_first")
    return ("blocked", finding[1]) if finding[0] == "unknown" and case.step == "deal" else finding


def _state(case: Case) -> Finding:
    """Decision, appraisal and public trading. A licence transfers nothing: it is asked about, not barred."""
    finding = declared(case.declares.state_approved, "state_approved", "state_denied", "state_silent")
    barring = case.deal in ("transfer", "pledge")
    return ("blocked", finding[1]) if finding[0] == "unknown" and barring else finding


def foreign_party(case: Case) -> Check | None:
    """Technology that leaves or enters the country; None while there is no buyer."""
    if not case.buyer_country:
        return None
    home, abroad = case.seller.country == "CN", case.buyer_country != "CN"
    if home != abroad or case.subject not in _TECHNOLOGY:
        inside = "both_home" if home and not abroad else "no_technology" if case.subject not in _TECHNOLOGY else "both_abroad"  # fmt: skip
        return check("foreign_party", [("pass", fact(inside))])
    if home:
        law = case.law("patent_abroad", "technology_registered", "technology_restricted", "export_control")
        return check("foreign_party", [_export(case)], *(law if case.patents else law[1:]))
    return check("foreign_party", [("unknown", fact("import_registered"))], *case.law("technology_registered"))


def _export(case: Case) -> Finding:
    if case.declares.export:
        return "declared", fact(f"export_{case.declares.export}", country=case.buyer_country)
    return "blocked", fact("export_silent", country=case.buyer_country)


def written(case: Case) -> Check | None:
    """The contract in writing, where a provision asks for one."""
    kind = kinds().get((case.subject, case.deal))
    law = "pledge_written" if case.deal == "pledge" else kind.written if kind else ""
    if not law:
        return None
    finding = declared(case.declares.written_contract, "contract_signed", "contract_not", "contract_missing")
    if finding[0] != "declared":
        finding = ("blocked", finding[1]) if case.step == "deal" else ("unknown", fact("contract_later"))
    return check("written", [finding], *case.law(law))
