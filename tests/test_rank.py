"""The hierarchy of norms is read off full titles; every instrument our notes quote has the rank it really has."""

import pytest

from knowledge.law.rank import Rank, rank_of
from knowledge.practice.topics import load_topics


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("中华人民共和国专利法", Rank.LAW),
        ("中华人民共和国民法典", Rank.LAW),
        ("中华人民共和国专利法实施细则（2023-12-11）", Rank.ADMINISTRATIVE_REGULATION),
        ("计算机软件保护条例", Rank.ADMINISTRATIVE_REGULATION),
        ("国务院关于涉外知识产权纠纷处理的规定", Rank.ADMINISTRATIVE_REGULATION),
        ("最高人民法院关于审理专利纠纷案件适用法律问题的若干规定", Rank.JUDICIAL_INTERPRETATION),
        ("北京市专利保护和促进条例", Rank.LOCAL_REGULATION),
        ("中关村国家自主创新示范区条例", Rank.LOCAL_REGULATION),
        ("规范申请专利行为的规定", Rank.DEPARTMENTAL_RULE),
        ("European Patent Convention", Rank.ABROAD),
        ("特許法（日本国）", Rank.ABROAD),
    ],
)
def test_a_title_gives_the_rank(title: str, rank: Rank) -> None:
    assert rank_of(title) is rank


def test_foreign_instruments_of_our_notes_are_abroad_and_no_digest_is_a_statute() -> None:
    for topic in load_topics():
        for point in topic.points:
            if point.digest:
                rank = rank_of(point.digest.title)
                assert rank is not Rank.LAW, point.digest.title
                assert rank is not Rank.ABROAD or topic.about, point.digest.title


def test_every_rank_has_a_name_in_both_languages() -> None:
    assert all(rank.named("zh") and rank.named("en").isascii() for rank in Rank)
