"""Two sources of one publication become one record."""

from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.cells import cells_of, patent_of
from knowledge.patents.merging import merge, source_of
from knowledge.patents.record import Patent, Symbol
from tests.patent_lines import day, patent, source

OFFICE, TABLE = source(day(1), "a" * 64), source(day(2), "b" * 64)
words = st.sampled_from(["", "engine", "rotor", "turbine blade"])


@st.composite
def records(draw: st.DrawFn, when: int | None = None) -> Patent:
    fields: dict[str, Any] = {
        "title": draw(words), "abstract": draw(words), "claims": tuple(draw(st.lists(words.filter(bool), max_size=2))),
        "application": draw(words), "cites": draw(st.lists(words.filter(bool), max_size=2)),
        "cites_count": draw(st.none() | st.integers(0, 3)),
    }  # fmt: skip
    if holder := draw(words):
        fields["holder"] = holder
    if title := draw(words):
        fields["zh"] = title
    at = draw(st.integers(1, 28)) if when is None else when
    return patent(origin=source(day(at), raw=str(at) * 64), **fields)


def merged(*patents: Patent) -> Patent:
    result, *rest = patents
    for each in rest:
        result = merge(result, each).patent
    return result


@given(records())
def test_taken_apart_and_together_it_is_the_same(record: Patent) -> None:
    assert patent_of(record, cells_of(record), record.sources) == record


@given(records(), records())
@settings(max_examples=60)
def test_merging_twice_changes_nothing(one: Patent, other: Patent) -> None:
    assert merge(one, one).patent is one
    once = merge(one, other).patent
    again = merge(once, other)
    assert again.patent == once
    assert again.outcome != "replaced"


@given(records(3), records(2), records(1))
@settings(max_examples=60)
def test_the_order_does_not_matter_where_times_differ(one: Patent, two: Patent, three: Patent) -> None:
    results = [merged(*order) for order in permutations((one, two, three))]
    assert all(cells_of(result) == cells_of(results[0]) for result in results)
    assert all(result.sources == results[0].sources for result in results)


@given(records(4), records(4))
@settings(max_examples=60)
def test_sources_of_one_time_are_merged_alike_in_either_order(one: Patent, other: Patent) -> None:
    other = other.model_copy(update={"sources": dict.fromkeys(other.sources, source(day(4), raw="c" * 64))})
    assert cells_of(merge(one, other).patent) == cells_of(merge(other, one).patent)


@given(records(1), records(2))
def test_nothing_is_erased_and_everything_has_its_source(old: Patent, new: Patent) -> None:
    result = merge(old, new).patent
    assert cells_of(result).keys() == cells_of(old).keys() | cells_of(new).keys()
    for cell, value in cells_of(result).items():
        newer = cell in cells_of(new)
        assert value == cells_of(new if newer else old)[cell]
        assert source_of(result, cell) == (new if newer else old).sources["biblio"]


def test_a_table_of_titles_leaves_the_offices_text_alone() -> None:
    full = patent(title="Engine", abstract="An engine.", claims=("1. An engine.",), zh="发动机", origin=OFFICE)
    thin = patent(title="ENGINE", cites_count=7, origin=TABLE)
    result = merge(full, thin)
    assert result.outcome == "replaced"
    texts = result.patent.texts
    assert (texts["en"].title, texts["en"].abstract, texts["zh"].title) == ("ENGINE", "An engine.", "发动机")
    assert texts["en"].claims == ("1. An engine.",)
    sources = result.patent.sources
    assert sources["texts"] == sources["citations"] == TABLE
    assert sources["texts:en.abstract"] == sources["texts:zh.title"] == sources["claims"] == OFFICE


def test_one_classification_does_not_erase_another() -> None:
    cpc = (Symbol(scheme="CPC", code="F02C 7/05"),)
    old = patent(ipc="F02C 7/055", origin=OFFICE)
    new = patent(symbols=cpc, origin=TABLE)
    assert {symbol.scheme for symbol in merge(old, new).patent.symbols} == {"IPC", "CPC"}


def test_what_is_older_is_said_to_be() -> None:
    new, old = patent(title="New", origin=TABLE), patent(title="Old", origin=OFFICE)
    assert merge(new, old).outcome == "older"
    assert merge(new, old).patent is new
    filled = merge(new, patent(title="Old", abstract="An engine.", origin=OFFICE))
    assert filled.outcome == "replaced"  # what the newer one does not say is filled by the older
    assert filled.patent.texts["en"].title == "New"


def test_the_same_content_later_is_no_change_but_counts_as_of_then() -> None:
    old, again = patent(title="Engine", origin=OFFICE), patent(title="Engine", origin=TABLE)
    result = merge(old, again)
    assert (result.outcome, result.patent.sources["texts"]) == ("unchanged", TABLE)


def test_two_records_of_one_file_are_never_mixed() -> None:
    first = patent(title="Sleeper", application="CN2012202497674", origin=source(place="row 1"))
    more = patent(title="Another", application="CN2012202497710", abstract="A rail.", origin=source(place="row 2"))
    less = patent(title="Third", application="CN2012202497711", origin=source(place="row 3"))
    won = merge(first, more)
    assert (won.outcome, won.conflict) == ("replaced", True)
    assert cells_of(won.patent) == cells_of(more)
    lost = merge(won.patent, less)
    assert (lost.outcome, lost.conflict, lost.patent) == ("unchanged", True, won.patent)


def test_parts_of_one_publication_in_one_archive_come_together() -> None:
    texts = patent(title="Engine", origin=source(place="a.zip!abstract.xml"))
    claims = patent(claims=("1. An engine.",), origin=source(place="a.zip!claims.xml"))
    result = merge(texts, claims)
    assert not result.conflict
    assert (result.patent.texts["en"].title, result.patent.texts["en"].claims) == ("Engine", ("1. An engine.",))


def test_the_same_place_read_again_replaces_what_was_read_wrongly() -> None:
    wrong = patent(title="Engine", application="US999", origin=OFFICE)
    right = patent(title="Engine", origin=OFFICE)
    result = merge(wrong, right)
    assert (result.outcome, result.conflict, result.patent.application) == ("replaced", False, "")


def test_without_a_source_the_later_call_counts() -> None:
    result = merge(patent(title="Old", abstract="A"), patent(title="New"))
    assert result.outcome == "replaced"
    assert (result.patent.texts["en"].title, result.patent.texts["en"].abstract) == ("New", "A")
