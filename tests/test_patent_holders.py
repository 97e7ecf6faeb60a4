"""Holders: one key for one holder however it is printed, and never one for two; likeness is told, not acted on."""

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.holders import entity_of, name_rules
from knowledge.patents.variants import CERTAIN, likeness, resolve
from tests.conftest import SHARED

PATENTS = SHARED / "patents"
# Pairs from the shared data, each read by hand: (name, name, certain). Certain pairs have one key.
SAME = [
    ("UNIV EAST CAROLINA", "EAST CAROLINA UNIVERSITY", True), ("UNIV CASE WESTERN RESERVE", "Case Western Reserve University", True),
    ("THE REGENTS OF THE UNIVERSITY OF CALIFORNIA", "UNIV CALIFORNIA", True), ("UNIV DUKE", "Duke University", True),
    ("THE BOARD OF TRUSTEES OF THE UNIVERSITY OF ILLINOIS", "UNIV ILLINOIS", True), ("UNIV BOSTON", "TRUSTEES OF BOSTON UNIVERSITY", True),
    ("UNIV TEXAS SYSTEM", "Board of Regents, The University of Texas System", True), ("UNIV NOTTINGHAM", "THE UNIVERSITY OF NOTTINGHAM", True),
    ("EFREMKIN ARTEM P", "Efremkin, Artem P.", False), ("Nyce, Jonathan, W.", "NYCE JONATHAN W", False), ("SAHYOUN JOSEPH YAACOUB", "SAHYOUN; JOSEPH YAACOUB", False),
    ("CROCKETT ERIC T", "CROCKETT, Eric, T.", False), ("TOYOTA MOTOR CORP", "Toyota Motor Corporation", True), ("SIEMENS AG", "SIEMENS AKTIENGESELLSCHAFT", True),
    ("Heden Team A.G.", "HEDEN-TEAM AKTIENGESELLSCHAFT", True), ("BOSCH GMBH ROBERT", "Robert Bosch GmbH", True), ("SCRIPPS RES INST", "THE SCRIPPS RESEARCH INSTITUTE", True),
    ("INT FLAVORS & FRAGRANCES INC", "International Flavors and Fragrances Inc.", True), ("KRAFT FOODS R & D INC", "Kraft Foods R&D Inc.", True),
    ("AKZO NOBEL COATINGS INTERNATIONAL B.V.", "AKZO NOBEL COATINGS INT BV", True), ("ISIS INNOVATION LTD", "Isis Innovation Limited", True),
    ("Hadasit Medical Research Services &amp; Development Co. Ltd.", "HADASIT MEDICAL RESEARCH SERVICES & DEVELOPMENT COMPANY LTD.", True),
    ("MASSACHUSETTS INST TECHNOLOGY", "麻省理工學院", True), ("鴻海精密工業股份有限公司", "HON HAI PREC IND CO LTD", True), ("GEN ELECTRIC", "General Electric Company", True),
    ("CENTRE NAT RECH SCIENT", "CENTRE NATIONAL DE LA RECHERCHE SCIENTIFIQUE (CNRS)", True), ("國立臺灣大學", "國立台灣大學", True), ("上海交通大學", "上海交通大学", True),
    ("The Brigham and Women's Hospital, Inc.", "BRIGHAM & WOMENS HOSPITAL INC", True), ("WARNER LAMBERT CO", "Warner-Lambert Company", True),
    ("Christian Hansen A/S", "CHRISTIAN HANSEN A/S", True), ("CARPOS S A", "Carpos, S.A.", True), ("RADEMAKER B V", "Rademaker B.V.", True), ("ANGELYEAST CO., LTD", "Angelyeast Co Ltd", True),
    ("KONINKL PHILIPS NV", "KONINKLIJKE PHILIPS N.V.", False), ("AMAZON TECH INC", "Amazon Technologies, Inc.", False), ("GEN MILLS INC", "GENERAL MILLS, INC.", False),
    ("DART IND INC", "DART INDUSTRIES INC.", False), ("PFIZER", "PFIZER INC", False), ("GENEART AG", "GENEART", False), ("SANYO ELECTRIC CO", "Sanyo Electric Co., Ltd.", False),
    ("MATSUSHITA ELECTRIC IND CO LTD", "MATSUSHITA ELECTRIC INDUSTRIAL CO., LTD.", False), ("Remco Techologies, Inc.", "REMCO TECHNOLOGIES, INC.", False),
    ("積水化學工業股份有限公司", "日商積水化學工業股份有限公司", False), ("RUBIN KIM T", "RUBIN KIM", False), ("SCHATZ DAVID A", "SCHATZ DAVID", False), ("W.R. GRACE & CO.", "GRACE W R & CO", False),
]  # fmt: skip
DIFFERENT = [
    ("University of Washington", "Washington University"), ("UNIV NORTHWESTERN", "UNIV NORTHEASTERN"), ("UNIV BEIJING", "XIJING UNIV"), ("UNIV MICHIGAN", "UNIV MICHIGAN STATE"),
    ("UNIV WYOMING", "THE UNIVERSITY OF WYOMING RESEARCH CORPORATION"), ("清华大学", "國立清華大學"), ("國立大學法人九州大學", "國立大學法人九州工業大學"), ("國立大學法人山梨大學", "國立大學法人山口大學"),
    ("연세대학교 산학협력단", "세종대학교산학협력단"), ("LUCENT TECHNOLOGIES INC", "Fluent Technologies, LLC"), ("AIRBUS OPERATIONS LIMITED", "AIRBUS OPERATIONS GMBH"),
    ("SIEMENS AG", "SIEMENS CORP"), ("UNILEVER PLC", "UNILEVER NV"), ("BAYER CROPSCIENCE AG", "BAYER CROPSCIENCE GMBH"), ("Nokia Corporation", "NOKIA INC."), ("Middleby Marshall Inc.", "MIDDLEBY CORPORATION"),
    ("KRAFT FOODS HOLDINGS, INC.", "KRAFT FOODS R & D INC"), ("NOVOZYMES NORTH AMERICA, INC.", "NOVOZYMES AS"), ("IBM CHINA INVEST CO LTD", "IBM CORPORATION"), ("Schering Corporation", "SCHERING AG"),
    ("BELMONT Brian V.", "BELMONT Brian J."), ("TRAN HAI", "TRAN, Thai"), ("WAN MING", "WANG Ming"), ("JONES THOMAS J", "Jones; Tom"), ("SCHJERVEN, William, A.", "SCHJERVEN, William, S."),
    ("华为技术有限公司", "华为终端有限公司"), ("南京大学", "南京工业大学"), ("日產化學工業股份有限公司", "大阪有機化學工業股份有限公司"), ("顾国生", "顾国平"), ("FORD GLOBAL TECH INC", "FORD MOTOR CO"),
]  # fmt: skip
LIKELY = 0.7  # from here on a suggestion says "probably one holder"


@pytest.mark.parametrize(("first", "second", "certain"), SAME)
def test_variants_of_one_holder_are_found(first: str, second: str, certain: bool) -> None:
    found = likeness(first, second)
    assert found.confidence >= (CERTAIN if certain else 0.5), found
    assert found == likeness(second, first)
    assert (entity_of(first) == entity_of(second)) or not certain


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_two_holders_never_share_a_key(first: str, second: str) -> None:
    found = likeness(first, second)
    assert entity_of(first) != entity_of(second)
    assert found.confidence < LIKELY, found


def test_precision_and_recall_on_the_read_pairs() -> None:
    assert len(SAME) + len(DIFFERENT) >= 60
    merged = [pair for pair in DIFFERENT if likeness(*pair).certain]
    certain = sum(likeness(first, second).certain for first, second, _ in SAME)
    likely = sum(likeness(first, second).confidence >= LIKELY for first, second, _ in SAME)
    assert merged == []  # precision of what is merged without asking: 1.0
    assert certain / len(SAME) >= 0.6
    assert likely / len(SAME) >= 0.95


def test_a_portfolio_is_resolved_with_reasons_and_without_silent_merging() -> None:
    names = [
        ("Siemens AG", "DE"),
        ("SIEMENS AKTIENGESELLSCHAFT", "DE"),
        ("SIEMENS CORP", "US"),
        ("SIEMENS", ""),
        ("Doe, Jane", "US"),
        ("JANE DOE", ""),
    ]
    found = resolve(names)
    siemens = found.cluster("Siemens AG")
    assert siemens is not None
    assert set(siemens.names) == {"Siemens AG", "SIEMENS AKTIENGESELLSCHAFT"}
    assert siemens.confidence >= CERTAIN
    assert (person := found.cluster("Jane Doe")) is not None
    assert person.confidence < CERTAIN  # namesakes
    assert "同名" in person.why.zh
    asked = {frozenset((each.left, each.right)) for each in found.suggestions}
    assert frozenset((entity_of("SIEMENS AG"), entity_of("SIEMENS"))) in asked
    assert all(each.likeness.confidence < CERTAIN for each in found.suggestions)


def test_the_user_says_who_belongs_to_whom() -> None:
    names = [("Middleby Corp", "US"), ("Blodgett Corp", "US"), ("Taco Bell Corp", "US")]
    found = resolve(names, {"THE MIDDLEBY CORPORATION": ["Blodgett Corporation"]})
    joined = found.cluster("BLODGETT CORP")
    assert joined is not None
    assert set(joined.names) == {"Middleby Corp", "Blodgett Corp"}
    assert "user" in joined.why.en
    assert len(found.clusters) == 2


def test_the_same_name_in_two_countries_is_told() -> None:
    found = resolve([("Atlas Ltd", "GB"), ("ATLAS LIMITED", "IL")])
    assert found.clusters[0].confidence < CERTAIN


def test_every_alias_leads_to_its_key_and_to_no_other() -> None:
    keys = [alias.key for alias in name_rules().aliases]
    assert len(set(keys)) == len(keys)
    for alias in name_rules().aliases:
        assert {entity_of(name) for name in alias.names} == {f"alias/{alias.key}"}


@cache
def printed_names() -> list[tuple[str, str]]:
    names: list[tuple[str, str]] = []
    for file in ("wips_abstract_claim_us_cn_kr", "lens_drones", "us_ppubs_fulltext_biblio"):
        with (PATENTS / f"{file}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                names += [(name, "") for name in row.get("applicants") or row.get("assignees") or []]
    return names[:6000]


@pytest.mark.skipif(not PATENTS.exists(), reason="the shared data is not here")
def test_a_whole_portfolio_is_resolved_and_no_name_is_lost() -> None:
    found = resolve(printed_names())
    assert sum(sum(cluster.names.values()) for cluster in found.clusters) == sum(
        bool(entity_of(name)) for name, _ in printed_names()
    )
    assert len(found.clusters) < len({name for name, _ in printed_names()})
    assert sum(len(cluster.names) > 1 for cluster in found.clusters) > 80


@given(st.text(max_size=40))
@settings(max_examples=80)
def test_any_text_has_a_key_that_print_does_not_change(name: str) -> None:
    assert entity_of(f"  {name} ") == entity_of(name)
    assert likeness(name, name).confidence in (0.0, 0.8, 1.0)
