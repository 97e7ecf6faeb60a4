"""The checks before a listing or a deal: what each says, on what it looked at, by which article."""

from datetime import date
from typing import Any

import pytest

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Event, Right
from knowledge.trademarks.record import Mark
from tests.trade.exchange_world import JOINT, MODEL, PATENT, TODAY, Shelf, mark, patent
from tools.approvals.terms import Check
from tools.exchange.case import Case, Given, Seller
from tools.exchange.checks import checks_of
from tools.exchange.kinds import kinds, provision, provisions
from tools.exchange.request import Declarations

SELLER = Seller("ORG-SELL", "青竹机械有限公司", "Qingzhu Machinery Co., Ltd.")
UNI, STATE = (Seller("ORG-X", "沐光大学", "Muguang University", kind) for kind in ("state_university", "state_owned"))
NEW_YEAR = date(2027, 1, 1)


def shelf() -> Shelf:
    found = Shelf()
    found.put(patent(PATENT, SELLER.name_zh), patent(JOINT, SELLER.name_zh, "云帆科技有限公司"), patent(MODEL, SELLER.name_zh, right=Right.UTILITY_MODEL))  # fmt: skip
    return found


def run(key: str, evidence: Shelf | None = None, declares: dict[str, Any] | None = None, **other: Any) -> Check | None:
    """One check of a transfer of the patent, with what is said otherwise."""
    asked: dict[str, Any] = {"subject": "patent", "deal": "transfer", "numbers": (PATENT,), "seller": SELLER, "day": TODAY, **other}  # fmt: skip
    case = Case(evidence=evidence or shelf(), declares=Declarations(**(declares or {})), **asked)
    return next((check for check in checks_of(case) if check.key == key), None)


def outcome(key: str, evidence: Shelf | None = None, declares: dict[str, Any] | None = None, **other: Any) -> tuple[str, str]:  # fmt: skip
    found = run(key, evidence, declares, **other)
    assert found is not None
    assert found.evidence
    return found.outcome, found.evidence[0].key


def with_events(*events: Event, fetched: bool = True) -> Shelf:
    found = shelf()
    found.put(patent(PATENT, SELLER.name_zh, events=events, fetched=fetched))
    return found


def with_marks(*alike: Mark, searched: bool = True) -> Shelf:
    found = shelf()
    found.held = {"CN1234567": mark("1234567", "青竹")}
    found.alike = {"CN1234567": list(alike)} if searched else None
    return found


MARK: dict[str, Any] = {"subject": "trademark", "numbers": ("1234567",)}
LAPSED = Event(day=date(2026, 8, 1), effect="ceased", text="专利权的终止")
PLEDGED = Event(day=date(2026, 2, 1), effect="pledged", text="专利权质押合同登记的生效")
RELEASED = Event(day=date(2026, 6, 1), effect="pledged", text="专利权质押合同登记的注销")
EXCLUSIVE = Event(day=date(2026, 2, 1), effect="licensed", text="专利实施许可合同备案的生效 独占许可")
ORDINARY = Event(day=date(2026, 2, 1), effect="licensed", text="专利实施许可合同备案的生效 普通许可")
ASSIGNED = Event(day=date(2026, 2, 1), effect="assigned", text="专利权的转移")
CASES: list[tuple[str, tuple[str, str], Shelf | None, dict[str, Any], dict[str, Any]]] = [
    ("in_force", ("pass", "state_in_force"), None, {}, {}),
    ("in_force", ("blocked", "state_lapsed"), with_events(LAPSED), {}, {}),
    ("in_force", ("blocked", "state_expired"), None, {}, {"day": date(2050, 1, 1)}),
    ("in_force", ("unknown", "not_held"), Shelf(), {}, {}),
    ("in_force", ("declared", "fees_declared"), Shelf(), {"fees_paid": True}, {}),
    ("in_force", ("blocked", "fees_denied"), Shelf(), {"fees_paid": False}, {}),
    ("in_force", ("unknown", "no_register"), None, {}, {"subject": "software", "numbers": ("2023SR0000001",)}),
    ("in_force", ("pass", "mark_registered"), with_marks(), {}, MARK),
    ("in_force", ("unknown", "mark_in_grace"), with_marks(), {}, {**MARK, "day": date(2030, 2, 1)}),
    ("in_force", ("blocked", "mark_lapsed"), with_marks(), {}, {**MARK, "day": date(2031, 2, 1)}),
    ("in_force", ("unknown", "not_held"), Shelf(), {}, MARK),
    ("holder", ("pass", "holder_same"), None, {}, {}),
    ("holder", ("blocked", "holder_other"), None, {}, {"seller": UNI}),
    ("holder", ("declared", "authorised"), None, {"authorised": True}, {"seller": UNI}),
    ("holder", ("unknown", "holder_moved"), with_events(ASSIGNED), {}, {"seller": UNI}),
    ("holder", ("unknown", "holder_unknown"), Shelf(), {}, {}),
    ("holder", ("blocked", "holder_denied"), Shelf(), {"authorised": False}, {}),
    ("holder", ("blocked", "sold_here"), None, {}, {"given": lambda number: Given(sold="DEA-1")}),
    ("holder", ("pass", "holder_same"), with_marks(), {}, MARK),
    ("co_owners", ("pass", "one_owner"), None, {}, {}),
    ("co_owners", ("blocked", "owners_silent"), None, {}, {"numbers": (JOINT,)}),
    ("co_owners", ("declared", "owners_agreed"), None, {"co_owners_consent": True}, {"numbers": (JOINT,)}),
    ("co_owners", ("pass", "owner_alone"), None, {}, {"numbers": (JOINT,), "deal": "ordinary"}),
    ("co_owners", ("blocked", "owners_silent"), None, {}, {"numbers": (JOINT,), "deal": "sole"}),
    ("co_owners", ("unknown", "owners_unknown"), Shelf(), {}, {}),
    ("co_owners", ("blocked", "owners_denied"), Shelf(), {"co_owners_consent": False}, {}),
    ("pledge", ("blocked", "pledged"), with_events(PLEDGED), {"no_pledge": True}, {}),
    ("pledge", ("declared", "pledgee_agreed"), with_events(PLEDGED), {"pledgee_consent": True}, {}),
    ("pledge", ("pass", "no_pledge_recorded"), with_events(PLEDGED, RELEASED), {}, {}),
    ("pledge", ("unknown", "pledge_unknown"), with_events(RELEASED, fetched=False), {}, {}),
    ("pledge", ("declared", "no_pledge_declared"), Shelf(), {"no_pledge": True}, {}),
    ("pledge", ("blocked", "pledge_declared"), Shelf(), {"no_pledge": False}, {}),
    ("pledge", ("declared", "pledgee_agreed_only"), Shelf(), {"no_pledge": False, "pledgee_consent": True}, {}),
    ("pledge", ("blocked", "application_no_pledge"), None, {}, {"subject": "application", "deal": "pledge"}),
    ("licences", ("unknown", "licence_unknown"), None, {}, {"deal": "exclusive"}),
    ("licences", ("declared", "no_licence_declared"), None, {"no_licence": True}, {"deal": "exclusive"}),
    ("licences", ("blocked", "licence_declared"), None, {"no_licence": False}, {"deal": "ordinary"}),
    ("licences", ("declared", "licence_stays"), None, {"no_licence": False}, {}),
    ("licences", ("blocked", "exclusive_recorded"), with_events(EXCLUSIVE), {"no_licence": True}, {"deal": "ordinary"}),
    ("licences", ("unknown", "licence_recorded"), with_events(EXCLUSIVE), {"no_licence": True}, {}),
    ("licences", ("declared", "licence_recorded"), with_events(ORDINARY), {"no_licence": True}, {"deal": "ordinary"}),
    ("licences", ("blocked", "licensed_here_exclusive"), None, {}, {"deal": "ordinary", "given": lambda number: Given(("exclusive",))}),
    ("licences", ("blocked", "licensed_here_ordinary"), None, {}, {"deal": "sole", "given": lambda number: Given(("ordinary",))}),
    ("licences", ("blocked", "open_here"), None, {}, {"deal": "exclusive", "given": lambda number: Given(open_listed="LST-1")}),
    ("dispute", ("unknown", "dispute_unknown"), None, {}, {}),
    ("dispute", ("declared", "no_dispute_declared"), None, {"no_dispute": True}, {}),
    ("dispute", ("blocked", "dispute_declared"), None, {"no_dispute": False}, {}),
    ("open_licence", ("declared", "open_announced"), None, {"open_announced": True}, {"deal": "open"}),
    ("open_licence", ("blocked", "open_not_announced"), None, {}, {"deal": "open"}),
    ("open_licence", ("blocked", "open_needs_price"), None, {"open_announced": True}, {"deal": "open", "pricing": "negotiable"}),
    ("open_licence", ("blocked", "open_only_patents"), None, {"open_announced": True}, {"deal": "open", "subject": "application"}),
    ("open_licence", ("blocked", "open_runs"), None, {"open_announced": True}, {"deal": "exclusive"}),
    ("similar_marks", ("pass", "marks_together"), with_marks(), {}, MARK),
    ("similar_marks", ("blocked", "marks_left"), with_marks(mark("7654321", "青竹泵")), {}, MARK),
    ("similar_marks", ("pass", "marks_together"), with_marks(mark("1234567", "青竹")), {}, MARK),
    ("similar_marks", ("unknown", "marks_not_searched"), with_marks(searched=False), {}, MARK),
    ("evaluation", ("unknown", "report_advised"), None, {}, {"numbers": (MODEL,)}),
    ("evaluation", ("blocked", "report_needed"), None, {}, {"numbers": (MODEL,), "deal": "open"}),
    ("evaluation", ("declared", "report_declared"), None, {"evaluation_report": True}, {"numbers": (MODEL,), "deal": "open"}),
    ("ownership", ("pass", "seller_private"), None, {}, {}),
    ("ownership", ("blocked", "state_silent"), None, {}, {"seller": STATE}),
    ("ownership", ("unknown", "state_silent"), None, {}, {"seller": STATE, "deal": "ordinary"}),
    ("ownership", ("declared", "state_approved"), None, {"state_approved": True}, {"seller": STATE}),
    ("ownership", ("unknown", "publicise_first"), None, {}, {"seller": UNI}),
    ("ownership", ("blocked", "publicise_first"), None, {}, {"seller": UNI, "step": "deal"}),
    ("ownership", ("declared", "publicised"), None, {"publicised": True}, {"seller": UNI, "step": "deal"}),
    ("ownership", ("pass", "price_by_market"), None, {}, {"seller": UNI, "step": "deal", "pricing": "bidding"}),
    ("foreign_party", ("pass", "both_home"), None, {}, {"buyer_country": "CN"}),
    ("foreign_party", ("blocked", "export_silent"), None, {}, {"buyer_country": "DE"}),
    ("foreign_party", ("declared", "export_free"), None, {"export": "free"}, {"buyer_country": "DE"}),
    ("foreign_party", ("declared", "export_licensed"), None, {"export": "licensed"}, {"buyer_country": "DE"}),
    ("foreign_party", ("unknown", "import_registered"), None, {}, {"buyer_country": "CN", "seller": Seller("O", "", "Talbach GmbH", country="DE")}),
    ("foreign_party", ("pass", "no_technology"), with_marks(), {}, {**MARK, "buyer_country": "DE"}),
    ("written", ("unknown", "contract_later"), None, {}, {}),
    ("written", ("blocked", "contract_missing"), None, {}, {"step": "deal"}),
    ("written", ("blocked", "contract_not"), None, {"written_contract": False}, {"step": "deal"}),
    ("written", ("declared", "contract_signed"), None, {"written_contract": True}, {"step": "deal"}),
]  # fmt: skip


@pytest.mark.parametrize(("key", "expected", "evidence", "declares", "other"), CASES, ids=[f"{n}-{row[0]}-{row[1][1]}" for n, row in enumerate(CASES)])  # fmt: skip
def test_a_check_says_what_it_found(key: str, expected: tuple[str, str], evidence: Shelf | None, declares: dict[str, Any], other: dict[str, Any]) -> None:  # fmt: skip
    assert outcome(key, evidence, declares, **other) == expected


LAW = {
    ("in_force", "transfer"): {"cn/patent-law@2021-06-01/art42", "cn/patent-law@2021-06-01/art44"},
    ("co_owners", "transfer"): {"cn/patent-law@2021-06-01/art14"},
    ("pledge", "transfer"): {"cn/civil-code@2021-01-01/art444"},
    ("evaluation", "transfer"): {"cn/patent-law@2021-06-01/art66"},
    ("open_licence", "open"): {"cn/patent-law@2021-06-01/art50", "cn/patent-law@2021-06-01/art51"},
    ("written", "transfer"): {"cn/civil-code@2021-01-01/art863"},
    ("dispute", "transfer"): {"cn/civil-procedure-law@2024-01-01/art103"},
}


@pytest.mark.parametrize(("key", "deal"), LAW)
def test_a_check_names_its_articles(key: str, deal: str) -> None:
    found = run(key, deal=deal, numbers=(MODEL,))
    assert found is not None
    assert set(found.provisions) >= LAW[key, deal]


def test_sellers_of_the_state_and_foreign_parties_have_their_articles() -> None:
    university, state, abroad = run("ownership", seller=UNI), run("ownership", seller=STATE), run("foreign_party", buyer_country="DE")  # fmt: skip
    assert university
    assert university.provisions == ("cn/tech-transfer-law@2015-10-01/art18",)
    assert state
    assert set(state.provisions) >= {f"cn/state-assets-law@2009-05-01/art{n}" for n in (47, 54, 55)}
    assert abroad
    assert set(abroad.provisions) >= {"cn/patent-law@2021-06-01/art10", "cn/foreign-trade-law@2026-03-01/art17"}


def test_trademark_articles_change_with_the_new_law() -> None:
    for day, key in ((date(2026, 12, 31), "cn/trademark-law@2019-11-01/art42"), (NEW_YEAR, "cn/trademark-law@2027-01-01/art46")):  # fmt: skip
        found = run("similar_marks", with_marks(), day=day, **MARK)
        assert found is not None
        assert found.provisions == (key,)


def test_a_package_is_as_good_as_its_worst_patent() -> None:
    assert (found := run("co_owners", subject="package", numbers=(PATENT, JOINT)))
    assert found.outcome == "blocked"
    assert [clause.key for clause in found.evidence] == ["one_owner", "owners_silent"]


def test_checks_that_are_not_the_matter_are_not_shown() -> None:
    assert run("foreign_party") is None
    assert run("evaluation") is None
    assert run("open_licence") is None
    assert run("similar_marks") is None
    assert run("similar_marks", with_marks(), deal="ordinary", **MARK) is None
    assert run("written", subject="software", deal="ordinary", numbers=("2023SR0000001",)) is None


@pytest.mark.parametrize("name", provisions())
def test_each_provision_exists_says_what_we_rely_on_and_is_in_force_when_we_cite_it(name: str, library: LawLibrary) -> None:  # fmt: skip
    for row in provisions()[name]:
        article = library.by_key(row["key"])
        assert article is not None
        assert row["word"] in article.text
        day = row.get("from", TODAY)
        assert article.version.in_force(day)
        assert provision(name, day) == row["key"]
        if "until" in row:
            assert not article.version.in_force(row["until"])
            assert provision(name, row["until"]) != row["key"]


def test_every_way_to_deal_rests_on_provisions_and_proofs_that_exist() -> None:
    from tools.clearing.fees import tariff
    from tools.clearing.proof_kinds import proof_kind

    for kind in kinds().values():
        assert proof_kind(kind.proof).name
        assert kind.duty in tariff()["duty"]
        assert {kind.written, *kind.clauses.values()} - {""} <= provisions().keys()
