"""Claims: numbers, dependencies, parts and features, checked on the real claims of three offices."""

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.claims import Claim, ClaimTree, parse_claims, split_claims
from knowledge.patents.references import references
from tests.conftest import SHARED

PATENTS, RAW = SHARED / "patents", SHARED / "patents_raw"
held = pytest.mark.skipif(not PATENTS.exists(), reason="the shared data is not here")


def one(text: str) -> Claim:
    return parse_claims([text]).claims[0]


def features(claim: Claim) -> list[str]:
    return [feature.text for feature in claim.features]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The method of claim 1 wherein", (1,)), ("according to any one of claims 1 to 3, wherein", (1, 2, 3)), ("as claimed in claim 1 or 2", (1, 2)),
        ("as claimed in claim 4, 5, 6 or 7, wherein", (4, 5, 6, 7)), ("of claims 1-3, 5 and 7 further", (1, 2, 3, 5, 7)), ("in claims 2 through 4", (2, 3, 4)),
        ("according to one of claims 1, 3 and/or 4", (1, 3, 4)), ("as claimed in any of the foregoing claims", tuple(range(1, 9))), ("of any preceding claim", tuple(range(1, 9))),
        ("根据权利要求1所述的装置", (1,)), ("如权利要求1或2所述的", (1, 2)), ("根据权利要求1-3任一项所述的", (1, 2, 3)), ("如权利要求1至3中任意一项", (1, 2, 3)),
        ("权利要求1、3或5所述", (1, 3, 5)), ("根据权利要求1～3或权利要求5", (1, 2, 3, 5)), ("根据上述任一项权利要求所述的", tuple(range(1, 9))), ("按照前述权利要求", tuple(range(1, 9))),
        ("A device weighing 3 kg", ()), ("一种装置，包括2个电机", ()),
    ],
)  # fmt: skip
def test_references_are_read_in_both_languages(text: str, named: tuple[int, ...]) -> None:
    assert tuple(sorted({each for found in references(text, 9) for each in found.claims})) == named


def test_an_english_claim_is_taken_apart() -> None:
    claim = one(
        "1. A bird diverter comprising: a cone (12, 14; 16); a ring, wherein the ring turns; and at least one strut."
    )
    assert (claim.preamble, claim.transition, claim.openness) == ("A bird diverter", "comprising", "open")
    assert features(claim) == [
        "A bird diverter",
        "a cone (12, 14; 16)",
        "a ring, wherein the ring turns",
        "and at least one strut",
    ]


def test_a_two_part_chinese_claim_keeps_what_is_known_apart() -> None:
    claim = one("1.一种轨枕，包括轨枕本体和钢筋架，其特征在于：所述本体设有预留孔；所述钢筋架包括横向钢筋(2)。")
    assert claim.transition == "其特征在于"
    assert [(feature.text, feature.known) for feature in claim.features] == [
        ("一种轨枕", True), ("轨枕本体和钢筋架", True), ("所述本体设有预留孔", False), ("所述钢筋架包括横向钢筋(2)", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "openness"),
    [
        ("An alloy consisting of Cu and Sn.", "closed"), ("An alloy consisting essentially of Cu.", "partly"), ("An alloy which includes Cu.", "open"),
        ("一种合金，由铜和锡组成。", "closed"), ("一种合金，含有铜。", "open"), ("The device of claim 1, wherein it is red.", ""),
    ],
)  # fmt: skip
def test_open_and_closed_transitions_are_told_apart(text: str, openness: str) -> None:
    assert one(text).openness == openness


def test_a_claim_of_another_category_stands_alone_in_substance() -> None:
    tree = parse_claims(
        [
            "1. A device comprising a lamp.",
            "2. A method of using the device of claim 1, comprising lighting it.",
            "3. The device of claim 1, wherein the lamp is red.",
        ]
    )
    assert [claim.independent for claim in tree.claims] == [True, True, False]
    chinese = parse_claims(
        [
            "1.一种灯，包括灯泡。",
            "2.一种权利要求1所述的灯的制造方法，其特征在于，先做灯泡。",
            "3.根据权利要求1所述的灯，其特征在于，灯泡为红色。",
        ]
    )
    assert [claim.independent for claim in chinese.claims] == [True, True, False]


def test_what_is_odd_is_said_in_both_languages() -> None:
    tree = parse_claims(
        [
            "1.一种灯，包括灯泡。",
            "2.如权利要求5所述的灯，其特征在于，红。",
            "3.如权利要求1或2所述的灯，其特征在于，绿。",
            "4.如权利要求1或3所述的灯，其特征在于，蓝。",
        ]
    )
    assert [problem.zh[:6] for problem in tree.problems] == ["权利要求2引", "多项从属权利"]
    assert "Article 25" in tree.problems[1].en
    assert tree.get(2) == tree.claims[1]
    assert tree.claims[1].refers_to == ()


def test_the_tree_is_walked_both_ways() -> None:
    tree = parse_claims(
        ["1. A.", "2. The A of claim 1.", "3. The A of claim 2.", "4. The A of any one of claims 1 to 3."]
    )
    assert (tree.roots(), tree.children(1), tree.ancestors(3), tree.ancestors(4)) == ((1,), (2, 4), (2, 1), (1, 2, 3))
    assert (tree.get(9), tree.ancestors(9)) == (None, ())


def test_cancelled_claims_keep_their_numbers() -> None:
    tree = parse_claims(["1. A lamp.\n2. (canceled)\n3.-5. (canceled)\n6. The lamp of claim 1."])
    assert [(claim.number, claim.cancelled) for claim in tree.claims] == [
        (1, False),
        (2, True),
        (3, True),
        (4, True),
        (5, True),
        (6, False),
    ]


def test_numbers_in_the_text_begin_no_claim() -> None:
    assert [text[:2] for text in split_claims("1. A lamp of\n2.5 mm.\n2. The lamp of claim 1.")] == ["1.", "2."]


@held
@pytest.mark.parametrize("name", ["multiple_dependent", "published_claims"])
def test_the_example_claims_depend_as_their_source_says(name: str) -> None:
    tree = parse_claims([(RAW / "claims_text" / f"{name}.txt").read_text("utf-8")])
    wanted = json.loads((RAW / "claims_text" / f"{name}.json").read_text("utf-8"))
    assert [(claim.number, list(claim.refers_to)) for claim in tree.claims] == [
        (row["number"], row["depends_on"]) for row in wanted
    ]


@cache
def american() -> list[tuple[dict[str, Any], ClaimTree]]:
    with (PATENTS / "us_ppubs_fulltext_biblio.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row, parse_claims([row["claims"]])) for row in rows if row.get("claims")]


@cache
def chinese() -> list[tuple[list[str], ClaimTree]]:
    """The full claims of the CNIPA files, as an importer hands them on."""
    found = []
    for path in sorted((RAW / "cnipa_xml").iterdir()):
        text = path.read_text("utf-8-sig", errors="replace")
        claims = re.findall(r'<claim [^>]*num="0*(\d+)"[^>]*>(.*?)</claim>', text, re.DOTALL)
        printed = [f"{number}.{re.sub(r'<[^>]+>', '', body.replace('<br/>', ''))}" for number, body in claims]
        if printed and re.search(r"[\u4e00-\u9fff]", printed[0]):
            found.append((printed, parse_claims(printed)))
    return found


def well_formed(tree: ClaimTree) -> None:
    numbers = [claim.number for claim in tree.claims]
    assert numbers == sorted(set(numbers))
    for claim in tree.claims:
        assert all(each < claim.number for each in claim.refers_to)
        for feature in claim.features:
            assert claim.text[feature.start : feature.end] == feature.text
            assert feature.text.strip()


@held
def test_american_claims_are_numbered_through_and_their_features_stand_in_their_text() -> None:
    trees = american()
    assert len(trees) >= 40
    for row, tree in trees:
        well_formed(tree)
        numbers = [claim.number for claim in tree.claims]
        assert numbers == list(range(1, len(numbers) + 1)), row["publication_number"]
        for claim in tree.claims:
            says_so = re.search(r"\bclaims?\s+\d", claim.text, re.IGNORECASE)
            forward = any(problem.en.startswith(f"Claim {claim.number} ") for problem in tree.problems)
            assert bool(claim.refers_to or forward) == bool(says_so), (row["publication_number"], claim.number)
    independent = [len([claim for claim in tree.claims if claim.independent]) for _, tree in trees]
    assert 1 <= sum(independent) / len(independent) <= 4


@held
def test_chinese_claims_depend_as_they_say() -> None:
    trees = chinese()
    assert len(trees) >= 4
    for printed, tree in trees:
        well_formed(tree)
        assert len(tree.claims) == len(printed)
        for claim in tree.claims:
            assert bool(claim.refers_to) == ("权利要求" in claim.text)
            assert claim.transition or claim.refers_to, claim.text[:60]


@held
def test_chinese_main_claims_have_a_subject_and_features() -> None:
    with (PATENTS / "cn_cnki_abstract_claims_33.jsonl").open(encoding="utf-8") as lines:
        claims = [one(json.loads(line)["claims"]) for line in lines]
    assert len(claims) == 33
    assert all(claim.number == 1 and not claim.refers_to and len(claim.features) >= 2 for claim in claims)
    assert all(features(claim)[0].startswith("一种") for claim in claims)


@given(st.lists(st.text(st.characters(blacklist_categories=("Cs",)), max_size=60), max_size=6))
@settings(max_examples=80)
def test_any_text_is_taken_apart_without_losing_its_place(texts: list[str]) -> None:
    for claim in parse_claims(texts).claims:
        assert all(claim.text[feature.start : feature.end] == feature.text for feature in claim.features)
        assert all(each < claim.number for each in claim.refers_to)
