"""How alike two marks are: each reason by example, laws of the measure, and the labelled pairs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.trademarks.pairs import figures, judge, load_pairs
from knowledge.trademarks.nice import load_nice
from retrievers.embeddings import BundledEncoder
from retrievers.trademarks.comparing import compare
from retrievers.trademarks.forms import Form
from retrievers.trademarks.likeness import Reason
from retrievers.trademarks.sounds import english_sound, fold, readings

CHARACTERS = st.text("青岚清澜沁悠米优麦朵思源未末曼土士新小牌", min_size=1, max_size=5)
LETTERS = st.text("abcdeiklmnorstuvxz ", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("蘋果園", "苹果园", Reason.SAME), ("ＺＥＬＭＯＲＡ", "zelmora", Reason.SAME), ("Café Noira", "CAFE NOIRA", Reason.SAME),
        ("澜沁 LANVA", "澜沁", Reason.SAME_PART), ("澜沁", "澜沁牌", Reason.ADDED_WEAK), ("Zelmora", "The Zelmora Store", Reason.ADDED_WEAK),
        ("青岚", "青岚雅苑", Reason.CONTAINS), ("明溪", "溪明", Reason.REORDERED), ("Stone Vello", "Vello Stone", Reason.REORDERED),
        ("维尔莫拉", "维尔莫娜", Reason.ONE_CHARACTER), ("未来谷", "末来谷", Reason.LOOKS_ALIKE), ("青岚", "清岚", Reason.SAME_PINYIN),
        ("蓝沁", "南沁", Reason.NEAR_PINYIN), ("青岚", "Qing Lan", Reason.PINYIN_SPELT), ("Vantolix", "Vantolex", Reason.SPELLING),
        ("Quickso", "Kwikso", Reason.SAME_SOUND),
    ],
)  # fmt: skip
def test_each_reason_is_given_for_what_it_names(first: str, second: str, reason: Reason) -> None:
    likeness = compare(Form.of(first), Form.of(second))
    assert reason in likeness.reasons
    assert likeness.similar


@pytest.mark.parametrize(
    ("first", "second"),
    [("麦朵", "云朵"), ("蜜蜂", "蜂蜜"), ("HORSE", "HOUSE"), ("黑天鹅", "白天鹅"), ("老水手", "新水手"), ("天", "天空谷"), ("APPLE", "PINEAPPLE"), ("NAVORA", "NEVIRO"), ("", "青岚")],
)  # fmt: skip
def test_what_guidance_excepts_is_not_similar(first: str, second: str) -> None:
    assert not compare(Form.of(first), Form.of(second)).similar


def test_meaning_counts_between_languages_and_only_from_its_line() -> None:
    ours, theirs = Form.of("苹果"), Form.of("APPLE")
    assert Reason.SAME_MEANING in compare(ours, theirs, 0.9).reasons
    assert not compare(ours, theirs, 0.5).similar
    assert not compare(ours, Form.of("APPELLO"), 0.9).similar  # no word of English: its vector says nothing


@settings(max_examples=150, deadline=None)
@given(CHARACTERS | LETTERS, CHARACTERS | LETTERS)
def test_likeness_is_the_same_both_ways_and_bounded(first: str, second: str) -> None:
    ours, theirs = Form.of(first), Form.of(second)
    one, other = compare(ours, theirs), compare(theirs, ours)
    assert one.score == other.score
    assert set(one.reasons) == set(other.reasons)
    assert 0 <= one.score <= 1
    assert bool(one.reasons) == (one.score > 0)


@settings(max_examples=60, deadline=None)
@given(CHARACTERS | LETTERS)
def test_every_mark_is_like_itself(word: str) -> None:
    form = Form.of(word)
    assert compare(form, form).score == (1.0 if form.plain else 0.0)


def test_sounds() -> None:
    assert {"yin hang", "yin xing"} <= set(readings("银行"))
    assert readings("重庆")[0] == "chong qing"
    assert fold("ning zhang") == fold("ling zang")
    assert english_sound("photona") == english_sound("fotona")
    assert english_sound("123") == ""


def test_a_mark_of_one_weak_word_keeps_it() -> None:
    assert Form.of("好家").core.plain == "好家"
    assert Form.of("PRO").core.plain == "pro"


def test_the_labelled_pairs_are_told_apart() -> None:
    pairs = load_pairs()
    assert len(pairs) >= 150
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)
    judged = judge(pairs, BundledEncoder())
    for half in ("tuning", "held out"):
        measured = figures([each for each in judged if each.pair.half == half])
        assert measured.pairs >= 75
        assert (measured.precision or 0) >= 0.9
        assert (measured.recall or 0) >= 0.9


def test_the_classes_are_forty_five_and_groups_stand_in_their_class() -> None:
    nice = load_nice()
    assert [each.nice for each in nice.classes] == list(range(1, 46))
    assert {each.nice for each in nice.classes if each.groups} >= {9, 25, 29, 30, 35, 38, 41, 42, 43}
    codes = [group.code for each in nice.classes for group in each.groups]
    assert len(set(codes)) == len(codes)
    with pytest.raises(KeyError):
        nice.of(46)


@pytest.mark.parametrize(
    ("goods", "number", "groups"),
    [("手机软件", 9, {"0901"}), ("蓝牙耳机", 9, {"0908"}), ("phone cases", 9, {"0907"}), ("SaaS", 42, {"4220"}), ("奶茶", 29, {"2907"}),
     ("服装", 25, {"2501", "2502", "2503", "2504", "2505"}), ("0921", 9, {"0921"}), ("量子纠缠器", 9, set())],
)  # fmt: skip
def test_goods_fall_in_their_group(goods: str, number: int, groups: set[str]) -> None:
    assert set(load_nice().groups_of(goods, number)[goods]) == groups
