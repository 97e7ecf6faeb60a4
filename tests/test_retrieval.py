"""Searching: what is found, as of which day, and in which order."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.world import World
from knowledge.language import normalise
from retrievers.entries import as_int
from retrievers.fusion import fuse
from retrievers.looking import Filters
from retrievers.search import Found
from retrievers.shelf import Shelf, current_build
from retrievers.tokens import query_tokens, tokens
from tests.conftest import NEXT_YEAR, TODAY

QUESTIONS = (
    "注册商标连续三年不使用会被撤销吗？", "商标被恶意抢注怎么办？", "对初步审定公告的商标提出异议的期限", "商标续展什么时候办？",
    "商标转让要办什么手续？", "侵犯注册商标专用权的赔偿怎么算？", "驰名商标怎么认定？", "地理标志能注册商标吗？",
    "商标使用许可要备案吗？", "商标代理机构不得做什么？", "证据保全可以在起诉前申请吗？", "declaring a registered trademark invalid",
    "How long do I have to oppose a trademark?", "Can a trademark be cancelled for non-use?", "trademark licence recordal",
    "damages for trademark infringement", "bad faith trademark filing penalty", "renewal of a registered trademark",
)  # fmt: skip


def keys(found: Found) -> list[str]:
    return [hit.article.key for hit in found.hits]


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("商标法第五十条", "cn/trademark-law@2019-11-01/art50"),
        ("员工离职以后带走客户名单，和专利法第四十二条有关系吗？", "cn/patent-law@2021-06-01/art42"),
        ("What does Article 1185 of the Civil Code say about punitive damages?", "cn/civil-code@2021-01-01/art1185"),
        ("中华人民共和国著作权法24条", "cn/copyright-law@2021-06-01/art24"),
    ],
)
def test_what_a_question_names_comes_first(world: World, question: str, key: str) -> None:
    found = world.searcher.search(question, TODAY, 5)
    assert keys(found)[0] == key
    assert found.hits[0].by_identifier
    assert sum(hit.by_identifier for hit in found.hits) == 1


def test_an_article_that_does_not_exist_is_unresolved_and_not_invented(world: World) -> None:
    assert [str(r.number) for r in world.searcher.search("商标法第八十条", TODAY).identifiers.unresolved] == ["80"]
    later = world.searcher.search("商标法第八十条", NEXT_YEAR)
    assert keys(later)[0] == "cn/trademark-law@2027-01-01/art80"
    assert not later.identifiers.unresolved


@pytest.mark.parametrize("day", [TODAY, date(2026, 12, 31), date(2027, 1, 1), NEXT_YEAR])
@pytest.mark.parametrize("question", QUESTIONS)
def test_only_the_law_of_the_day_is_found(world: World, question: str, day: date) -> None:
    found = world.searcher.search(question, day, 30)
    assert found.day == day
    assert len(found.hits) == 30
    assert all(hit.article.version.in_force(day) for hit in found.hits)
    assert len(set(keys(found))) == 30


@pytest.mark.parametrize(
    ("question", "slug", "today", "later"),
    [("对初步审定公告的商标提出异议的期限", "trademark-law", 33, 36), ("注册商标续展手续", "trademark-law", 40, 44)],
)
def test_the_same_question_finds_the_renumbered_article_after_the_change(
    world: World, question: str, slug: str, today: int, later: int
) -> None:
    assert f"cn/{slug}@2019-11-01/art{today}" in keys(world.searcher.search(question, TODAY, 3))
    assert f"cn/{slug}@2027-01-01/art{later}" in keys(world.searcher.search(question, NEXT_YEAR, 3))


@pytest.mark.parametrize("question", ["侵权赔偿怎么计算？", "How are damages calculated?"])
def test_filters_hold_back_other_laws_and_kinds(world: World, question: str) -> None:
    laws = frozenset({"patent-law", "copyright-law"})
    found = world.searcher.search(question, TODAY, 20, Filters(laws=laws))
    assert {hit.article.version.law.slug for hit in found.hits} == laws
    assert not world.searcher.search(question, TODAY, 20, Filters(kinds=frozenset({"regulation"}))).hits


@pytest.mark.parametrize("question", QUESTIONS[::5])
def test_the_same_question_gives_the_same_order_twice(world: World, question: str) -> None:
    first, second = (world.searcher.search(question, TODAY, 20) for _ in range(2))
    assert [(hit.article.key, hit.score) for hit in first.hits] == [(h.article.key, h.score) for h in second.hits]
    assert keys(world.searcher.search(question, TODAY, 5)) == keys(first)[:5]


@pytest.mark.parametrize("question", ["", "   ", "？！", "\u200b", "a", "的", "x" * 5_000, "🦄", "' or 1=1 --", "\x00"])
def test_no_question_breaks_the_search(world: World, question: str) -> None:
    found = world.searcher.search(question, TODAY, 5)
    assert 0 <= found.answerability <= 1
    assert not any(hit.by_identifier for hit in found.hits)


def test_a_row_is_found_on_its_first_and_last_day_and_not_outside(home: Path) -> None:
    build = current_build(home / "index" / "core")
    assert build is not None
    shelf, end = Shelf(build), date(2026, 12, 31)
    old, new = (
        shelf.keys.index(f"cn/trademark-law@{day}/art{number}")
        for day, number in (("2019-11-01", 33), ("2027-01-01", 36))
    )
    for day, expected in ((end, (True, False)), (end + timedelta(days=1), (False, True))):
        allowed = shelf.mask(as_int(day))
        assert (bool(allowed[old]), bool(allowed[new])) == expected


RANKINGS = some.lists(
    some.tuples(some.floats(0.1, 2), some.lists(some.sampled_from("abcdefgh"), unique=True)), max_size=6
)


@given(RANKINGS, some.integers(0, 100))
def test_fusion_keeps_every_key_once_best_first_and_is_steady(rankings: list[tuple[float, list[str]]], k: int) -> None:
    fused = fuse(rankings, k)
    assert sorted(key for key, _ in fused) == sorted({key for _, ranking in rankings for key in ranking})
    assert fused == sorted(fused, key=lambda pair: (-pair[1], pair[0]))
    assert fuse(rankings, k) == fused
    assert dict(fuse(rankings[::-1], k)) == pytest.approx(dict(fused))


@given(some.lists(some.sampled_from("abcdefgh"), unique=True, min_size=1), some.integers(0, 100))
def test_fusion_of_one_list_is_that_list(ranking: list[str], k: int) -> None:
    assert [key for key, _ in fuse([(1.0, ranking)], k)] == ranking
    assert [key for key, _ in fuse([(1.0, ranking), (0.5, ranking)], k)] == ranking


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("商标法", ["商标", "标法"]),
        ("法", ["法"]),
        ("H01M-10/0525 and 35 U.S.C", ["h01m-10/0525", "35", "u.s.c"]),
        ("infringing patents", ["infring", "patent"]),
        ("专利patent专利", ["专利", "patent", "专利"]),
        ("the of and", []),
        ("", []),
    ],
)
def test_words_are_pairs_stems_and_whole_numbers(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(some.text(alphabet=some.sampled_from("商标专利什么怎么patent the 12.,。")))
def test_a_question_has_words_whenever_its_text_has(text: str) -> None:
    plain = normalise(text)
    assert bool(query_tokens(plain)) == bool(tokens(plain))
    assert set(query_tokens(plain)) <= set(tokens(plain))
