"""A pattern for any of many names finds what trying them one by one, longest first, would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.one_of import one_of

NAMES = st.lists(st.text("ab专利法. ", min_size=1, max_size=5), min_size=1, max_size=12)


@given(NAMES, st.text("ab专利法. ", max_size=40))
def test_it_finds_the_longest_name_at_every_place(names: list[str], text: str) -> None:
    one_by_one = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    assert re.findall(one_of(names), text) == re.findall(one_by_one, text)


@given(NAMES, st.text("ab专利法. ", max_size=40))
def test_a_shorter_name_is_found_where_the_longer_may_not_stand(names: list[str], text: str) -> None:
    one_by_one = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    assert re.findall(rf"({one_of(names)})(?!法)", text) == re.findall(rf"({one_by_one})(?!法)", text)


@pytest.mark.parametrize(("names", "text", "found"), [
    (["专利法", "专利法实施细则"], "《专利法实施细则》与专利法", ["专利法实施细则", "专利法"]),
    (["trademark law", "trademark"], "Trademark Law, trademarks", ["Trademark Law", "trademark"]),
])  # fmt: skip
def test_names_of_laws(names: list[str], text: str, found: list[str]) -> None:
    assert re.findall(one_of(names), text, re.IGNORECASE) == found
