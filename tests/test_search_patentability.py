"""Patentability: single documents, conflicting applications, pairs, grace, and never a verdict."""

from datetime import date

import pytest

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent, Priority
from tests.conftest import TODAY
from tests.search_records import FakeSearcher, inventions, record, records, room
from tests.test_search_subject import Office
from tools.refused import Refused
from tools.search.matching import Found
from tools.search.patentability import InventionText, Patentability, check_patentability, grace
from tools.search.prior_art import Weight, effective_date, weight

INVENTION = inventions()[0]
CLAIM = INVENTION.claim("zh")[2:]


def checked(library: LawLibrary, held: list[Patent], **changes: object) -> Patentability:
    return check_patentability(room(held, library), InventionText(text=CLAIM, **changes), TODAY)  # type: ignore[arg-type]


def cells(found: Patentability, number: str) -> list[Found]:
    return [m.found for column in found.matrix.columns if column.document.number == number for m in column.matches]


def test_one_document_with_every_feature_is_named(library: LawLibrary) -> None:
    found = checked(library, records())
    assert set(found.matrix.single) == {"CN1000001B", "US1000002B2"}
    assert cells(found, "CN1000001B") == [Found.MATCHED] * 5
    assert cells(found, "CN1000003U")[-1] is not Found.MATCHED
    assert found.cutoff == TODAY
    assert {"no_filing_date", "read_passages"} <= set(found.needs)
    assert found.questions == ["own_disclosure", "what_is_new", "abroad_first"]


def test_features_spread_over_two_documents_take_no_novelty_away(library: LawLibrary) -> None:
    """All features are known, but no one document has them all: that is a pair, never a single document."""
    first = record("CN2000001B", INVENTION, "zh", date(2015, 1, 1), 2)
    rest = INVENTION.__class__(INVENTION.symbol, INVENTION.subject, INVENTION.features[2:])
    second = record("CN2000002B", rest, "zh", date(2016, 1, 1))
    found = checked(library, [first, second])
    assert found.matrix.single == []
    assert found.matrix.nowhere == []
    (pair,) = found.matrix.pairs
    assert set(pair.documents) == {"CN2000001B", "CN2000002B"}
    assert (pair.missing, len(pair.matched)) == ([], 5)


def test_the_filing_date_cuts_off(library: LawLibrary) -> None:
    found = checked(library, records(), filed=date(2005, 3, 1))
    weights = {column.document.number: column.weight for column in found.matrix.columns}
    assert weights["CN1000001B"] is Weight.CONFLICTING  # published on the very day, filed two years before
    assert weights["CN1000003U"] is Weight.PRIOR_ART
    assert "US1000002B2" not in weights  # published later; a US filing is no application to the Chinese office
    assert "conflicting_same_invention" in found.needs
    assert found.questions[-1] == "priority"
    assert all(entry.query.published_before == date(2005, 3, 1) for entry in found.log.entries[:-1])


def test_a_conflicting_application_joins_no_pair(library: LawLibrary) -> None:
    found = checked(library, records(), filed=date(2005, 3, 1))
    assert found.matrix.single == ["CN1000001B"]
    assert not any("CN1000001B" in pair.documents for pair in found.matrix.pairs)


@pytest.mark.parametrize(
    ("number", "published", "filed", "changes", "expected"),
    [
        ("CN1000001B", date(2009, 12, 31), date(2008, 1, 1), {}, Weight.PRIOR_ART),
        ("CN1000001B", date(2010, 1, 1), date(2008, 1, 1), {}, Weight.CONFLICTING),
        ("CN1000001B", date(2011, 1, 1), date(2010, 1, 1), {}, Weight.TOO_LATE),
        ("CN1000001B", date(2011, 1, 1), date(2010, 6, 1), {"earliest_priority": date(2009, 6, 1)}, Weight.CONFLICTING),
        ("US1000001B2", date(2011, 1, 1), date(2009, 1, 1), {}, Weight.TOO_LATE),
        ("US1000001B2", date(2011, 1, 1), date(2009, 1, 1), {"members": ("CN102000001A",)}, Weight.POSSIBLY_CONFLICTING),
        ("WO2010000001A1", date(2011, 1, 1), date(2009, 1, 1), {}, Weight.POSSIBLY_CONFLICTING),
    ],
)  # fmt: skip
def test_what_a_document_counts_for(
    number: str, published: date, filed: date, changes: dict[str, object], expected: Weight
) -> None:
    patent = record(number, INVENTION, "zh", published, filed=filed, **changes)
    assert weight(patent, date(2010, 1, 1)) is expected


def test_the_earliest_priority_counts_and_no_date_counts_for_nothing() -> None:
    claimed = (Priority(number="US1", country="US", day=date(2008, 3, 1)),)
    patent = record("CN1000001B", INVENTION, "zh", date(2011, 1, 1), filed=date(2009, 3, 1), priorities=claimed)
    assert effective_date(patent) == date(2008, 3, 1)
    assert weight(patent.model_copy(update={"published": None}), TODAY) is Weight.UNDATED


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 7, 1), "after_filing"),
        (date(2020, 6, 30), "within_six_months"),
        (date(2020, 1, 1), "within_six_months"),
        (date(2019, 12, 31), "too_early"),
    ],
)
def test_the_six_months_before_filing(day: date, expected: str) -> None:
    assert grace(day, date(2020, 7, 1)) == expected


def test_a_disclosure_is_asked_about_or_judged_by_its_day(library: LawLibrary) -> None:
    found = checked(library, records(), filed=date(2020, 7, 1), own_disclosures=(date(2020, 5, 1), date(2019, 1, 1)))
    assert [each.grace for each in found.disclosures] == ["within_six_months", "too_early"]
    assert "disclosure_case" in found.questions
    assert "own_disclosure" not in found.questions
    assert any(citation.key.endswith("/art24") for citation in found.provisions)
    assert "own_disclosure" not in checked(library, records(), own_disclosures=()).questions


@pytest.mark.parametrize("text", ["", "杯子", "一种杯子"])
def test_a_text_without_features_is_refused(library: LawLibrary, text: str) -> None:
    with pytest.raises(Refused, match="too short"):
        check_patentability(room(records(), library), InventionText(text=text), TODAY)


def test_a_filing_date_to_come_is_refused(library: LawLibrary) -> None:
    with pytest.raises(Refused, match="2027-01-01"):
        checked(library, records(), filed=date(2027, 1, 1))


def test_the_text_stays_here_unless_it_is_public(library: LawLibrary) -> None:
    office = Office([record("EP9999999A1", INVENTION, "en", date(2003, 1, 1))])
    rooms = room(records(), library, (office,))
    secret = check_patentability(rooms, InventionText(text=CLAIM), TODAY)
    assert office.asked == []
    assert "connectors_confidential" in secret.coverage.not_searched
    assert all(entry.query.confidential for entry in secret.log.entries)
    public = check_patentability(rooms, InventionText(text=CLAIM, confidential=False), TODAY)
    assert len(office.asked) == 1
    assert "EP9999999A1" in public.matrix.single


def test_what_is_told_to_be_left_out_is_left_out(library: LawLibrary) -> None:
    found = checked(library, records(), exclude=("CN1000001B",))
    assert found.matrix.single == ["US1000002B2"]
    assert isinstance(found.matrix.columns[0].document.citation.key, str)
    assert all("CN1000001B" in query.exclude for query in _asked(library))
    assert type(found).model_validate_json(found.model_dump_json()) == found


def _asked(library: LawLibrary) -> list[object]:
    rooms = room(records(), library)
    check_patentability(rooms, InventionText(text=CLAIM, exclude=("CN1000001B",)), TODAY)
    searcher = rooms.searcher
    assert isinstance(searcher, FakeSearcher)
    return list(searcher.asked)
