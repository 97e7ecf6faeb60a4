"""Each indicator from what is held: its value, its confidence, its evidence; nothing where the record does not speak."""

from datetime import UTC, date, datetime

import pytest

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Source, Texts
from tests.appraisal.room import BARE, FILED, GRANT, MODEL, OLD, SUBJECT, appraisal_room, indicator
from tests.conftest import TODAY
from tests.search_records import record
from tools.appraisal.appraisal import appraise_patent
from tools.search.room import SearchRoom


@pytest.fixture(scope="module")
def room(library: LawLibrary) -> SearchRoom:
    return appraisal_room(library)


@pytest.mark.parametrize(
    ("name", "score", "confidence"),
    [
        ("right-status", 100, "high"),  # the events speak of 2026-11-20, and no fee was missable since
        ("examination", 75, "high"), ("prior-art-cited", 60, "medium"), ("claim-layers", 15, "high"), ("detectability", 65, "medium"),
        ("remaining-term", 80, "high"), ("territory", 70, "medium"), ("title", 75, "medium"), ("cited-by", 85, "medium"),
        ("class-growth", 70, "low"), ("follow-up", 45, "low"), ("class-breadth", 55, "medium"), ("claim-kinds", 60, "medium"), ("deals", 65, "medium"), ("financing", 30, "medium"),
    ],
)  # fmt: skip
def test_what_the_record_says_is_scored(room: SearchRoom, name: str, score: int, confidence: str) -> None:
    each = indicator(appraise_patent(room, GRANT, TODAY), name)
    assert (each.score, each.confidence) == (score, confidence), each
    assert all(line.zh and line.en for line in each.evidence)
    assert each.evidence


def test_the_class_leaves_out_the_last_eighteen_months(room: SearchRoom) -> None:
    growth = indicator(appraise_patent(room, GRANT, TODAY), "class-growth")
    assert growth.value == 1.333  # 36 against 24 and three others: the fifty filed since May 2025 are not counted
    said = growth.evidence[0].en
    assert "2025-05-01" in said
    assert "last 18 months are left out" in said


def test_too_few_in_a_class_say_nothing(library: LawLibrary) -> None:
    few = appraisal_room(library)
    found = appraise_patent(few, GRANT, date(2023, 8, 1))  # then the earlier span holds nothing
    growth = indicator(found, "class-growth")
    assert growth.score is None
    assert "nothing is concluded" in growth.evidence[0].en


def test_a_bare_record_knows_next_to_nothing_and_asks(room: SearchRoom) -> None:
    found = appraise_patent(room, BARE, TODAY)
    known = {each.id for each in found.indicators if each.score is not None}
    assert known == {"examination", "remaining-term"}
    for each in found.unknown:
        assert each.confidence == "none"
        assert each.evidence
        assert each.ask or each.id in {"claim-breadth", "claim-layers", "claim-kinds", "class-growth", "follow-up", "class-breadth", "prior-art-cited"}  # fmt: skip


def test_the_users_word_goes_before_the_record_and_is_marked(room: SearchRoom) -> None:
    found = appraise_patent(room, MODEL, TODAY, "finance", {"detectability": "hidden", "family_offices": "6", "evaluation_report": "positive", "cited_by": "40", "deals": "3"})  # fmt: skip
    for name, score in (("detectability", 20), ("territory", 85), ("examination", 65), ("cited-by", 95), ("deals", 80)):
        each = indicator(found, name)
        assert (each.score, each.confidence) == (score, "stated"), name
        assert "stated by the user" in " ".join(line.en for line in each.evidence)
    assert found.inputs["facts"] == {"detectability": "hidden", "family_offices": 6.0, "evaluation_report": "positive", "cited_by": 40.0, "deals": 3.0}  # fmt: skip


def test_the_fees_settle_a_status_the_record_leaves_open(room: SearchRoom) -> None:
    assert indicator(appraise_patent(room, MODEL, TODAY), "right-status").score is None
    assert indicator(appraise_patent(room, MODEL, TODAY, facts={"fees": "paid"}), "right-status").score == 100
    assert indicator(appraise_patent(room, OLD, TODAY, facts={"fees": "paid"}), "right-status").score == 0  # the term has run out  # fmt: skip


def test_an_economic_life_ends_with_the_term(room: SearchRoom) -> None:
    life = indicator(appraise_patent(room, MODEL, TODAY, facts={"economic_life": "20"}), "economic-life")
    assert life.value == 4.79  # filed 2021-09-06: ten years
    assert "Capped" in life.evidence[-1].en
    assert indicator(appraise_patent(room, OLD, TODAY, facts={"economic_life": "20"}), "economic-life").score == 0
    assert indicator(appraise_patent(room, MODEL, TODAY, facts={"economic_life": "2"}), "economic-life").value == 2


def test_what_happened_after_the_day_does_not_count(room: SearchRoom) -> None:
    before = appraise_patent(room, GRANT, date(2026, 11, 19))
    assert indicator(before, "deals").value == 0
    assert indicator(appraise_patent(room, GRANT, TODAY), "deals").value == 1


@pytest.mark.parametrize(
    ("claims", "count", "alone", "kind"),
    [
        (("一种装置，其特征在于：包括格栅。2．根据权利要求1所述的装置，其特征在于：格栅为锥形。3. 一种制造方法，包括浇铸。",), 3, 2, "both"),
        (("1. A method of moulding, comprising heating.", "2. The method of claim 1, further comprising cooling."), 2, 1, "method"),
    ],
)  # fmt: skip
def test_claims_that_run_on_in_one_text_are_taken_apart(library: LawLibrary, claims: tuple[str, ...], count: int, alone: int, kind: str) -> None:  # fmt: skip
    language = "zh" if "一" in claims[0] else "en"
    more = record(
        "CN9100001B",
        SUBJECT,
        language,
        date(2023, 5, 2),
        filed=FILED,
        texts={language: Texts(title="x", claims=claims)},
    )
    found = appraise_patent(appraisal_room(library, more), "CN9100001B", TODAY)
    assert indicator(found, "claim-layers").value == count
    assert f"independent ones among them: {alone}" in indicator(found, "claim-layers").evidence[0].en
    assert indicator(found, "claim-kinds").value == kind


def test_citations_of_a_record_taken_later_are_less_sure(library: LawLibrary) -> None:
    taken = Source(raw="0" * 64, importer="test", place="row 1", retrieved=datetime(2026, 5, 1, tzinfo=UTC))
    more = record("CN9100001B", SUBJECT, "zh", date(2023, 5, 2), filed=FILED, cited_by_count=9, sources={"citations": taken})  # fmt: skip
    room = appraisal_room(library, more)
    assert indicator(appraise_patent(room, "CN9100001B", TODAY), "cited-by").confidence == "medium"
    early = indicator(appraise_patent(room, "CN9100001B", date(2025, 5, 1)), "cited-by")
    assert early.confidence == "low"
    assert "2026-05-01" in early.evidence[1].en


def test_a_shorter_first_claim_is_never_scored_lower(library: LawLibrary) -> None:
    scores = []
    for parts in (1, 20, 60, 200):
        text = "1.一种装置，其特征在于：" + "包括设在壳体外侧的铝制散热片；" * parts
        more = record("CN9100001B", SUBJECT, "zh", date(2023, 5, 2), filed=FILED, texts={"zh": Texts(title="x", claims=(text,))})  # fmt: skip
        scores.append(indicator(appraise_patent(appraisal_room(library, more), "CN9100001B", TODAY), "claim-breadth").score)  # fmt: skip
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    assert scores[0] != scores[-1]


def test_part_of_the_claims_is_said_to_be_part(library: LawLibrary) -> None:
    more = record("CN9100001B", SUBJECT, "zh", date(2023, 5, 2), filed=FILED, claims_count=30)
    found = appraise_patent(appraisal_room(library, more), "CN9100001B", TODAY)
    assert indicator(found, "claim-layers").value == 30
    assert indicator(found, "claim-breadth").confidence == "low"
    assert "2 of the 30" in indicator(found, "claim-breadth").evidence[1].en
