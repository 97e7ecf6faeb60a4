"""What a question names in its own words, and the laws that are made for something else."""

import pytest

from assistant.world import World
from knowledge.language import normalise
from knowledge.law.library import LawLibrary
from retrievers.subjects import Named, subjects
from tests.conftest import TODAY


def named(question: str) -> set[str]:
    return set(Named.of(normalise(question)).subjects)


def test_every_law_named_is_held_and_made_for_one_subject_alone(library: LawLibrary) -> None:
    laws = [law for subject in subjects() for law in subject.laws]
    assert len(set(laws)) == len(laws)
    assert set(laws) <= {law.slug for law in library.laws()}
    assert all(subject.zh and subject.en for subject in subjects())


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("著作權侵權，法定賠償最低多少？", {"copyright"}),
        ("Statutory damages for copyright, floor and ceiling?", {"copyright"}),
        ("卖冒牌球鞋要坐牢吗", {"mark", "crime"}),
        ("Will they jail him for selling counterfeits?", {"mark", "crime"}),
        ("申请外观设计还是注册商标好", {"mark", "patent"}),
        ("Should we file design patents or register trademarks?", {"mark", "patent"}),
        ("合同里写了仲裁", {"arbitration"}),
        ("The arbitral award came last week", {"arbitration"}),
        ("Our seed round closed and the paint has dried; what now?", set()),
        ("门口的那家店抄了我家的装修", set()),
    ],
)
def test_subjects_are_named_by_words_of_either_language(question: str, names: set[str]) -> None:
    assert named(question) == names


def test_a_law_of_another_right_fits_only_where_no_right_is_named() -> None:
    work, nothing = Named(frozenset({"copyright"})), Named(frozenset())
    both = Named(frozenset({"copyright", "patent"}))
    for law, fits in {"patent-law": False, "copyright-law": True, "civil-code": True, "criminal-law": True}.items():
        assert work.right_fits(law) == fits
        assert nothing.right_fits(law)
    assert both.right_fits("patent-law")
    assert not both.right_fits("trademark-law")


def test_a_law_for_a_special_setting_fits_only_where_a_word_names_it() -> None:
    for law in ("criminal-law", "customs-law", "arbitration-law"):
        assert not Named(frozenset({"mark"})).setting_fits(law)
        assert not Named(frozenset({"mark"})).setting_of(law)
    assert Named(frozenset({"mark", "crime"})).setting_fits("criminal-law")
    assert Named(frozenset({"mark", "crime"})).setting_of("criminal-law")
    assert not Named(frozenset({"mark", "crime"})).setting_of("trademark-law")
    assert Named(frozenset()).setting_fits("patent-law")
    assert Named(frozenset()).setting_fits("civil-code")


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("版权侵权，亏了多少算不出来，法定赔偿的上下限是多少", "copyright-law@2021-06-01/art54"),
        ("Smallest and largest statutory damages for copyright infringement?", "copyright-law@2021-06-01/art54"),
        ("商标局驳回了我的商标申请，几天之内可以申请复审", "trademark-law@2019-11-01/art34"),
        ("My trademark application was refused: how many days to ask for a review?", "trademark-law@2019-11-01/art34"),
    ],
)
def test_the_right_that_a_question_names_is_the_one_answered(world: World, question: str, key: str) -> None:
    assert world.searcher.search(question, TODAY).hits[0].article.key == f"cn/{key}"
