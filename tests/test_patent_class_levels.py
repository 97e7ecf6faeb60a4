"""Levels of classification symbols, and classes as a bridge."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrievers.patents.bridge import best_code, by_class, votes
from retrievers.patents.classes import groups_of, is_under, level, levels


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("f02c7/055", "F02C 7/055"),
        ("F02C 7/055", "F02C 7/055"),
        ("F02C  007/055", "F02C 7/055"),
        ("F02C 7", "F02C 7/00"),
        ("h04", "H04"),
        ("Y02E", "Y02E"),
        ("14-03", "14-03"),
        ("435/006.13", "435/006.13"),
    ],
)
def test_a_prefix_is_brought_into_normal_form(text: str, wanted: str) -> None:
    assert level(text) == wanted


def test_every_level_of_a_symbol() -> None:
    assert levels("F02C 7/055") == ("F", "F02", "F02C", "F02C 7/00", "F02C 7/055")
    assert levels("F02C") == ("F", "F02", "F02C")
    assert levels("14-03") == ("14", "14-03")
    assert levels("") == ()


def test_a_group_is_no_part_of_a_number() -> None:
    assert is_under("F02C 7/055", "F02C 7")
    assert not is_under("F02C 70/00", "F02C 7")
    assert not is_under("F02C 7/055", "F02C 7/05")


@settings(max_examples=30)
@given(st.from_regex(r"[A-H][0-9]{2}[A-Z] [1-9][0-9]{0,3}/[0-9]{2,6}", fullmatch=True))
def test_a_symbol_lies_under_each_of_its_levels(code: str) -> None:
    assert all(is_under(code, one) for one in levels(code))
    assert levels(code)[-1] == level(code)


def test_the_best_hits_lift_records_of_their_classes() -> None:
    codes = {"a": ["F02C 7/055"], "b": ["F02C 7/04"], "c": ["A21B 1/44"], "d": ["F02C 9/00"], "e": []}
    counted = votes(["a", "b", "c", "d", "e"], codes)
    assert counted["F02C"] > counted["F02C 7/00"] > counted["A21B"]
    assert [key for key, _ in by_class(["c", "d", "e", "b", "a"], codes, counted)] == ["e", "b", "a", "d", "c"]
    assert best_code(["H04L 1/00", "F02C 7/04"], counted) == "F02C 7/04"
    assert best_code(["H04L 1/00"], counted) == ""


def test_levels_that_tell_of_a_subject_are_subclass_and_main_group() -> None:
    assert groups_of(["F02C 7/055", "F02C 7/04", "F02C"]) == ["F02C", "F02C 7/00"]
