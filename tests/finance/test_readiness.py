"""Readiness for a pledge: what each fact does to the verdict, on what evidence, by which provision."""

from datetime import date
from typing import Any

import pytest

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Event, Right, Stage
from tests.trade.exchange_world import JOINT, MODEL, PATENT, TODAY, Shelf, mark, patent
from tools.exchange.case import Given, Seller
from tools.finance.guides import guide_named, guide_text, guides
from tools.finance.readiness import Readiness, papers_for, readiness_of
from tools.finance.right import kind_of_right
from tools.finance.stated import facts, read_data, read_facts
from tools.finance.telling import readiness_text, teller
from tools.refused import Refused

OWNER = Seller("ORG-SELL", "青竹机械有限公司", "Qingzhu Machinery Co., Ltd.")
FINE = {"no_licence": True, "no_dispute": True, "no_pledge": True, "no_open_licence": True, "no_invalidation": True, "core_rights_own": True, "appraised": True}  # fmt: skip
PLEDGED = Event(day=date(2026, 2, 1), effect="pledged", text="专利权质押合同登记的生效")
LAPSED = Event(day=date(2026, 8, 1), effect="ceased", text="专利权的终止")
DESIGN = "CN305000001S"


def shelf(*events: Event, right: Right = Right.INVENTION) -> Shelf:
    found = Shelf()
    found.put(patent(PATENT, OWNER.name_zh, right=right, events=events), patent(JOINT, OWNER.name_zh, "云帆科技有限公司"), patent(MODEL, OWNER.name_zh, right=Right.UTILITY_MODEL))  # fmt: skip
    return found


def judge(number: str = PATENT, evidence: Shelf | None = None, given: Given | None = None, **stated: bool) -> Readiness:
    return readiness_of(
        [number], OWNER, TODAY, evidence or shelf(), {**FINE, **stated}, lambda kind, named: given or Given()
    )


def test_a_right_without_any_open_question_is_ready() -> None:
    found = judge()
    assert (found.verdict, found.rights[0].steps, found.rights[0].stability) == ("ready", (), "substantive")
    assert found.rights[0].place == "cnipa"
    assert found.provisions == ("cn/civil-code@2021-01-01/art440", "cn/civil-code@2021-01-01/art444")


@pytest.mark.parametrize(
    ("changed", "step"),
    [({"no_pledge": False}, "release"), ({"no_dispute": False}, "settle_dispute"), ({"no_open_licence": False}, "withdraw_open"), ({"no_invalidation": False}, "await_invalidation"),
     ({"no_licence": False}, "tell_licence"), ({"core_rights_own": False}, "core_rights"), ({"appraised": False}, "appraise")],
)  # fmt: skip
def test_each_fact_asks_for_its_step(changed: dict[str, bool], step: str) -> None:
    found = judge(**changed)
    assert found.verdict == "after_steps"
    assert found.rights[0].steps == (step,)


@pytest.mark.parametrize("name", sorted(FINE))
def test_what_is_not_said_is_not_known_and_never_assumed(name: str) -> None:
    stated = {key: value for key, value in FINE.items() if key != name}
    found = readiness_of([PATENT], OWNER, TODAY, shelf(), stated)
    assert found.verdict == "after_steps"
    assert "unknown" in {check.outcome for check in found.rights[0].checks}


def test_events_on_record_count_against_what_is_said() -> None:
    pledged = judge(evidence=shelf(PLEDGED))
    assert (pledged.verdict, pledged.rights[0].steps) == ("after_steps", ("release",))
    assert judge(evidence=shelf(PLEDGED), pledgee_consent=True).verdict == "ready"
    assert judge(evidence=shelf(LAPSED)).verdict == "not_pledgeable"


def test_an_application_cannot_be_pledged() -> None:
    evidence = Shelf()
    evidence.put(patent("CN119000002A", OWNER.name_zh).model_copy(update={"stage": Stage.APPLICATION, "granted": None}))
    found = judge("CN119000002A", evidence)
    assert found.verdict == "not_pledgeable"
    assert found.rights[0].steps == ()


def test_all_owners_have_to_agree() -> None:
    silent = judge(JOINT)
    assert (silent.verdict, silent.rights[0].steps) == ("after_steps", ("consent",))
    law = next(check.provisions for check in silent.rights[0].checks if check.key == "co_owners")
    assert law == ("cn/patent-law@2021-06-01/art14",)
    assert "consent" in {paper.name for paper in silent.rights[0].papers}
    assert judge(JOINT, co_owners_consent=True).verdict == "ready"


@pytest.mark.parametrize("right", [Right.UTILITY_MODEL, Right.DESIGN])
def test_what_was_not_searched_needs_an_evaluation_report(right: Right) -> None:
    found = judge(evidence=shelf(right=right))
    assert (found.verdict, found.rights[0].steps, found.rights[0].stability) == (
        "after_steps",
        ("report",),
        "preliminary",
    )
    assert "report" in {paper.name for paper in found.rights[0].papers}
    assert judge(evidence=shelf(right=right), evaluation_report=True).verdict == "ready"


def test_another_s_right_one_sold_here_and_one_not_held() -> None:
    evidence = Shelf()
    evidence.put(patent(PATENT, "别家有限公司"))
    assert judge(evidence=evidence).rights[0].steps == ("record_holder",)
    assert judge(given=Given(sold="DEA-1")).rights[0].steps == ("record_holder",)
    assert "extract" in judge("CN199999999B").rights[0].steps
    assert "foreign_law" in judge("US8697359B1").rights[0].steps


def test_marks_and_works() -> None:
    evidence = shelf()
    evidence.held = {"CN1234567": mark("1234567", "青竹")}
    found = judge("1234567", evidence, authorised=True, co_owners_consent=True)
    assert found.rights[0].steps == ("add_marks",)
    assert (
        judge("1234567", evidence, authorised=True, co_owners_consent=True, similar_marks_included=True).verdict
        == "ready"
    )
    assert (
        judge("2023SR0123456", fees_paid=True, registered_work=True, authorised=True, co_owners_consent=True).verdict
        == "ready"
    )
    work = judge("2023SR0123456", registered_work=False, authorised=True, co_owners_consent=True).rights[0]
    assert (work.place, work.stability, set(work.steps)) == (
        "copyright_centre",
        "registered",
        {"extract", "register_work"},
    )


def test_the_weakest_right_decides_and_equal_questions_have_equal_answers() -> None:
    asked: dict[str, Any] = {"numbers": [PATENT, MODEL], "owner": OWNER, "day": TODAY, "stated": FINE}
    one, two = (readiness_of(evidence=shelf(), **asked) for _ in range(2))
    assert one.model_dump_json() == two.model_dump_json()
    assert [right.verdict for right in one.rights] == ["ready", "after_steps"]
    assert one.verdict == "after_steps"


@pytest.mark.parametrize(
    "numbers", [[], ["hello"], ["CN"], [PATENT, f" {PATENT}"], [f"CN1000{n:03}B" for n in range(21)]]
)
def test_what_is_no_question_is_refused(numbers: list[str]) -> None:
    with pytest.raises(Refused, match="/ ") as refused:
        readiness_of(numbers, OWNER, TODAY, shelf(), {})
    assert refused.value.name in ("finance.number", "finance.numbers")


@pytest.mark.parametrize(("number", "kind"), [("CN202644312U", "patent"), ("ZL201220249767.4", "patent"), ("12345678", "trademark"), ("TM1234567", "trademark"), ("2023SR0123456", "copyright"), (DESIGN, "patent")])  # fmt: skip
def test_kinds_by_number(number: str, kind: str) -> None:
    assert kind_of_right(number) == kind


def test_statements_are_read_or_refused() -> None:
    assert read_facts(["no_pledge=yes", "appraised=否"]) == {"no_pledge": True, "appraised": False}
    for wrong in ("no_pledge", "no_pledge=maybe", "rich=yes"):
        with pytest.raises(Refused, match="/ "):
            read_facts([wrong])


def test_every_verdict_step_and_fact_has_words_in_both_languages() -> None:
    rows = read_data("steps.yaml")
    for language in ("zh", "en"):
        tell = teller(language)  # type: ignore[arg-type]
        for step in rows["steps"].values():
            assert tell(f"step_{step}")
        for paper in read_data("papers.yaml"):
            assert tell(f"clause_paper_{paper['name']}")
    assert all(fact.zh and fact.en for fact in facts().values())
    for language, words in (("zh", "是否放款由银行决定"), ("en", "Lending is the bank's decision")):
        assert readiness_text(judge(JOINT), language).count(words) == 1  # type: ignore[arg-type]


def test_provisions_are_in_force_and_say_what_is_relied_on(library: LawLibrary) -> None:
    rows = [(row["key"], row["word"]) for row in read_data("provisions.yaml").values()]
    rows += [(point.key, point.word) for guide in guides() for point in guide.points if point.read]
    assert len(rows) > 25
    for key, word in rows:
        article = library.by_key(key)
        assert article is not None, key
        assert word in article.text, key
        assert library.version_at(article.version.law, date(2026, 11, 22)) == article.version, key


def test_guides_in_both_languages() -> None:
    from tools.orders.catalogue import catalogue

    for guide in guides():
        assert all(sku in catalogue().services for sku in guide.skus)
        assert guide.zh in guide_text(guide, "zh")
        assert guide.en in guide_text(guide, "en")
        assert len(guide.ask_zh) == len(guide.ask_en)
    assert "not checked" in guide_text(guide_named("securitisation"), "en")
    with pytest.raises(Refused):
        guide_named("lottery")


def test_papers_that_were_not_read_say_so() -> None:
    papers = papers_for("patent")
    assert any(not paper.read for paper in papers)
    assert all(paper.key or not paper.read for paper in papers)
