"""Freedom to operate and invalidity: element tables, attention, grounds with their articles, open questions."""

from datetime import date

import pytest

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent, Right, Stage, Texts
from tests.conftest import TODAY
from tests.search_records import inventions, record, records, room
from tests.test_search_subject import Office
from tools.refused import Refused
from tools.search.infringement import FreedomToOperate, ProductText, attention_of, check_freedom
from tools.search.invalidation import Invalidity, InvalidityRequest, find_invalidity_art
from tools.search.matching import Found, Match
from tools.search.standing import State

VALVE = inventions()[8]
PRODUCT = "我们的防漏阀门：" + "。\n".join(feature[0] for feature in VALVE.features) + "。"


def freedom(library: LawLibrary, held: list[Patent], text: str = PRODUCT, **changes: object) -> FreedomToOperate:
    return check_freedom(room(held, library), ProductText(text=text, **changes), TODAY)  # type: ignore[arg-type]


def match(found: Found) -> Match:
    return Match(feature="F1", found=found, score=0.5, overlap=0.5, cosine=0.5)


def test_a_claim_the_product_has_in_full_needs_most_attention(library: LawLibrary) -> None:
    found = freedom(library, records())
    first = found.rights[0]
    assert (first.document.number, first.attention, first.standing.state) == ("CN1000081B", "high", State.IN_FORCE)
    assert first.standing.expires == date(2031, 3, 1)
    (table,) = first.claims
    assert [row.match.found for row in table.rows] == [Found.MATCHED] * 5
    assert [claim.number for claim in table.dependents] == [2]
    assert all(row.match.place.startswith("¶") for row in table.rows)
    assert {right.document.number[:2] for right in found.rights} == {"CN"}


def test_an_ended_right_is_told_and_not_compared(library: LawLibrary) -> None:
    found = freedom(library, records())
    assert "CN1000083U" in {document.number for document in found.ended}
    assert "CN1000083U" not in {right.document.number for right in found.rights}


def test_a_product_without_most_features_needs_little(library: LawLibrary) -> None:
    found = freedom(library, records(), "一种防漏阀门，阀杆由弹簧推动复位。")
    assert {right.attention for right in found.rights} == {"low"}
    assert all("product_silent" in right.open for right in found.rights)


@pytest.mark.parametrize(
    ("found", "attention"),
    [
        ([Found.MATCHED] * 3, "high"),
        ([Found.MATCHED, Found.PARTIAL], "medium"),
        ([Found.MATCHED, Found.MATCHED, Found.MISSING], "medium"),
        ([Found.MATCHED, Found.MISSING], "low"),
        ([Found.MATCHED, Found.MISSING, Found.MISSING], "low"),
    ],
)
def test_attention_follows_the_features_and_is_no_verdict(found: list[Found], attention: str) -> None:
    assert attention_of([match(each) for each in found]) == attention


def test_the_granted_claims_count_and_not_those_laid_open(library: LawLibrary) -> None:
    laid_open = record("CN3000001A", VALVE, "zh", date(2023, 1, 1), application="CN1")
    narrower = record("CN3000001B", VALVE, "zh", date(2024, 1, 1), 2, application="CN1")
    found = freedom(library, [laid_open, narrower])
    assert [right.document.number for right in found.rights] == ["CN3000001B"]


def test_a_pending_application_is_watched(library: LawLibrary) -> None:
    found = freedom(library, [record("CN3000002A", VALVE, "zh", date(2026, 1, 1))])
    (right,) = found.rights
    assert (right.standing.state, right.attention) == (State.PENDING, "medium")
    assert "pending_claims" in right.open


def test_what_is_unknown_is_never_taken_for_free(library: LawLibrary) -> None:
    undated = record("CN3000003B", VALVE, "zh", date(2020, 1, 1), filed=None)
    bare = record(
        "CN3000004B",
        VALVE,
        "zh",
        date(2020, 1, 1),
        texts={"zh": Texts(title="防漏阀门", abstract="阀体内设有倾斜的密封圈。")},
    )
    found = {right.document.number: right for right in freedom(library, [undated, bare]).rights}
    assert "status_unknown" in found["CN3000003B"].open
    assert found["CN3000004B"].attention == "medium"
    assert "claims_not_held" in found["CN3000004B"].open
    other = record("CN3000005B", inventions()[4], "zh", date(2020, 1, 1), texts={"zh": Texts(title="阀门形披萨烤盘")})
    assert {right.attention for right in freedom(library, [other]).rights} <= {"low"}


def test_the_countries_chosen_are_searched(library: LawLibrary) -> None:
    found = freedom(library, records(), countries=("US",))
    assert {right.document.number[:2] for right in found.rights} == {"US"}
    assert found.rights[0].attention == "high"  # a Chinese description against an English claim
    assert "translation" in found.rights[0].open
    with pytest.raises(Refused, match="countries"):
        freedom(library, records(), countries=())
    with pytest.raises(Refused, match="too short"):
        freedom(library, records(), "阀门")


def test_the_provisions_are_those_of_the_claims(library: LawLibrary) -> None:
    keys = [citation.key for citation in freedom(library, records()).provisions]
    assert {"cn/patent-law@2021-06-01/art11", "cn/patent-law@2021-06-01/art64"} <= set(keys)
    assert "practice/patent-infringement-what-counts/4" in keys


def test_a_product_stays_here_unless_it_is_public(library: LawLibrary) -> None:
    office = Office()
    rooms = room(records(), library, (office,))
    check_freedom(rooms, ProductText(text=PRODUCT), TODAY)
    assert office.asked == []
    check_freedom(rooms, ProductText(text=PRODUCT, confidential=False), TODAY)
    assert office.asked


def invalid(library: LawLibrary, held: list[Patent], number: str, **changes: object) -> Invalidity:
    return find_invalidity_art(room(held, library), InvalidityRequest(number=number, **changes), TODAY)  # type: ignore[arg-type]


def test_an_earlier_document_is_a_ground_against_the_claim(library: LawLibrary) -> None:
    found = invalid(library, records(), "US1000082B2")  # filed 2012-03-01; the Chinese grant was published 2013-03-01
    assert found.cutoff == date(2012, 3, 1)
    (chart,) = found.charts
    assert all(
        (column.document.published or TODAY) < found.cutoff or column.weight != "prior_art"
        for column in chart.matrix.columns
    )
    novelty = [ground for ground in chart.grounds if ground.name == "conflicting"]
    assert novelty[0].documents == ["CN1000081B"]
    assert novelty[0].citation.key == "cn/patent-law@2021-06-01/art22"
    assert "foreign_patent" in found.open


def test_prior_art_with_every_feature_goes_to_novelty(library: LawLibrary) -> None:
    early = record("CN4000001A", VALVE, "zh", date(2005, 1, 1))
    found = invalid(library, [*records(), early], "CN1000081B", claims=(1, 2))
    first, second = found.charts
    assert [ground.documents for ground in first.grounds if ground.name == "novelty"] == [["CN4000001A"]]
    assert len(second.matrix.features) == len(first.matrix.features) + 1  # the claim it depends on, and its own feature
    assert "CN1000081B" not in {column.document.number for chart in found.charts for column in chart.matrix.columns}
    assert found.granted == date(2013, 3, 1)
    assert [c.key for c in found.provisions if c.key.endswith("art45")]
    assert "law_at_filing" in found.open


def test_two_documents_together_go_to_inventive_step(library: LawLibrary) -> None:
    first = record("CN4000002A", VALVE, "zh", date(2005, 1, 1), 2)
    rest = VALVE.__class__(VALVE.symbol, VALVE.subject, VALVE.features[2:])
    second = record("CN4000003A", rest, "zh", date(2005, 1, 1))
    late = record("CN4000004B", VALVE, "zh", date(2015, 1, 1))
    (chart,) = invalid(library, [first, second, late], "CN4000004B").charts
    grounds = {ground.name: ground for ground in chart.grounds}
    assert "novelty" not in grounds
    assert set(grounds["inventive"].documents) == {"CN4000002A", "CN4000003A"}
    assert "实质性特点" in grounds["inventive"].citation.quote


def test_a_claim_beyond_its_text_gets_a_hint(library: LawLibrary) -> None:
    filed = record("CN5000001A", VALVE, "zh", date(2012, 1, 1), 2, application="CN5")
    full = record("CN5000001B", VALVE, "zh", date(2014, 1, 1), application="CN5")
    told = full.texts["zh"].model_copy(update={"description": filed.texts["zh"].description})
    granted = full.model_copy(update={"texts": {"zh": told}})
    (chart,) = invalid(library, [filed, granted], "CN5000001B").charts
    grounds = {ground.name: ground for ground in chart.grounds}
    assert "F5" in grounds["added"].features
    assert grounds["added"].documents == ["CN5000001A"]
    assert "F5" in grounds["support"].features
    assert grounds["added"].citation.key.endswith("/art33")
    assert grounds["added"].signal == "hint"


def test_the_same_holder_on_the_same_day_is_double_patenting_to_check(library: LawLibrary) -> None:
    model = record("CN6000003U", VALVE, "zh", date(2013, 1, 1), filed=date(2012, 5, 1))
    invention = record("CN6000000B", VALVE, "zh", date(2015, 1, 1), filed=date(2012, 5, 1), holders=model.holders)
    early = record("CN6000009A", VALVE, "zh", date(2010, 1, 1))
    (chart,) = invalid(library, [model, invention, early], "CN6000000B").charts
    assert [ground.documents for ground in chart.grounds if ground.name == "double"] == [["CN6000003U"]]
    assert [ground.documents for ground in chart.grounds if ground.name == "novelty"] == [["CN6000009A"]]
    another = model.model_copy(update={"holders": record("CN6000001U", VALVE, "zh", date(2013, 1, 1)).holders})
    (chart,) = invalid(library, [another, invention], "CN6000000B").charts
    assert "double" not in {ground.name for ground in chart.grounds}


def test_a_design_has_grounds_of_its_own(library: LawLibrary) -> None:
    design = record(
        "CN7000001S",
        VALVE,
        "zh",
        date(2022, 1, 1),
        right=Right.DESIGN,
        stage=Stage.GRANT,
        texts={"zh": Texts(title="阀门")},
    )
    found = invalid(library, [design], "CN7000001S")
    assert found.charts == []
    assert [ground.name for ground in found.formal] == ["design_known", "design_distinct", "design_rights", "double"]
    assert "design_by_picture" in found.open


def test_what_cannot_be_searched_is_refused(library: LawLibrary) -> None:
    with pytest.raises(Refused, match="not held"):
        invalid(library, records(), "CN9999999B")
    with pytest.raises(Refused, match="no claim 9"):
        invalid(library, records(), "CN1000081B", claims=(9,))
    undated = record("CN3000003B", VALVE, "zh", date(2020, 1, 1), filed=None)
    with pytest.raises(Refused, match="no filing date"):
        invalid(library, [undated], "CN3000003B")


def test_an_application_cannot_be_invalidated_yet(library: LawLibrary) -> None:
    found = invalid(library, [record("CN3000002A", VALVE, "zh", date(2026, 1, 1))], "CN3000002A")
    assert "not_granted_yet" in found.open
    assert found.granted is None
    assert type(found).model_validate_json(found.model_dump_json()) == found
