"""A rule is looked for in both texts of a law that changes."""

from datetime import date
from functools import cache

import pytest

from knowledge.law.library import LawLibrary
from knowledge.law.records import Version
from knowledge.practice.notes import Note
from retrievers.other_text import by_both_texts, day_of, other_text
from retrievers.sources import notes_by_key

OLD, NEW = "cn/trademark-law@2019-11-01", "cn/trademark-law@2027-01-01"
PATENT = "cn/patent-law@2021-06-01/art11"


@cache
def noted(library: LawLibrary) -> dict[str, Note]:
    return notes_by_key(library)


def text_of(library: LawLibrary, key: str) -> Version:
    article = library.by_key(f"{key}/art1")
    assert article is not None
    return article.version


@pytest.mark.parametrize(
    ("key", "other", "day"),
    [
        (f"{OLD}/art63", NEW, date(2027, 1, 1)),
        (f"{NEW}/art77", OLD, date(2026, 12, 31)),
        ("cn/arbitration-law@2018-01-01/art59", "cn/arbitration-law@2026-03-01", date(2026, 3, 1)),
        ("cn/arbitration-law@2026-03-01/art72", "cn/arbitration-law@2018-01-01", date(2026, 2, 28)),
    ],
)
def test_the_other_text_and_a_day_on_which_it_governs(library: LawLibrary, key: str, other: str, day: date) -> None:
    text = other_text(library, key, noted(library)[key])
    assert text == text_of(library, other)
    own = text_of(library, key.rpartition("/")[0])
    assert day_of(text, own) == day
    assert text.in_force(day)
    assert not own.in_force(day)


@pytest.mark.parametrize("key", [PATENT, "cn/patent-law@2021-06-01/art999", "cn/nothing@2021-06-01/art1"])
def test_a_law_with_one_text_or_none_has_no_other(library: LawLibrary, key: str) -> None:
    assert other_text(library, key, noted(library).get(key)) is None


def test_articles_of_the_text_change_places_and_nothing_else(library: LawLibrary) -> None:
    scores = {f"{OLD}/art64": 1.0, PATENT: 0.9, f"{OLD}/art63": 0.8, f"{OLD}/art1": 0.1}
    own, other = text_of(library, OLD), text_of(library, NEW)
    both = by_both_texts(scores, {f"{NEW}/art77": 1.0, PATENT: 0.5}, own, other, noted(library).get)
    assert both == {f"{OLD}/art63": 1.0, PATENT: 0.9, f"{OLD}/art64": 0.8, f"{OLD}/art1": 0.1}


@pytest.mark.parametrize("others", [{}, {PATENT: 1.0}, {f"{OLD}/art63": 1.0}])
def test_without_its_counterpart_nothing_moves(library: LawLibrary, others: dict[str, float]) -> None:
    scores = {f"{OLD}/art64": 1.0, f"{OLD}/art63": 0.8}
    own, other = text_of(library, OLD), text_of(library, NEW)
    assert by_both_texts(scores, others, own, other, noted(library).get) == scores
