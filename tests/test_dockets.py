"""Docket numbers: found as printed, compared across spellings, judged honestly, and never seen in plain prose."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cases.digests import load_digests
from knowledge.cases.dockets import (
    DocketVerdict,
    check_dockets,
    comparable,
    find_dockets,
    numbers_in,
    singles,
    sub_dockets,
)

PRESENT = 2026
HELD = {number: digest.key for digest in load_digests() for number in numbers_in(digest.docket)}
COURTS = ("最高法", "京", "京73", "沪0115", "粤0305", "川01")
HEARD = ("知民终", "民初", "行终", "民再", "知行终", "民辖终", "行申", "刑初", "知民辖终", "民提字第", "执复")


def found(text: str) -> list[tuple[str, str]]:
    return [(docket.raw, docket.where) for docket in find_dockets(text)]


def verdicts(text: str) -> list[DocketVerdict]:
    return [check.verdict for check in check_dockets(text, HELD, PRESENT)]


@pytest.mark.parametrize(
    ("number", "where"),
    [
        ("（2019）最高法知民终147号", "CN"), ("(2023)京73民终123号", "CN"), ("（2018）粤0305民初15249号", "CN"),
        ("（2019）沪0115民初1234号之二", "CN"), ("（2021）最高法知行终556、581、738号", "CN"),
        ("（2021） 最高法 知行终 581号", "CN"), ("2019最高法知民终1号", "CN"), ("（2020）最高法知民辖终517号", "CN"),
        ("（2013）民三终字第4号", "CN"), ("(2008)高民终字第1号", "CN"), ("〔2013〕民提字第15号", "CN"), ("（2006）民三提字第3号", "CN"),
        ("指导案例24号", "CN"), ("指导性案例 24 号", "CN"), ("第24号指导案例", "CN"), ("检例第98号", "CN"), ("Guiding Case No. 24", "CN"),
        ("4W117458", "CN"), ("1F609940", "CN"), ("JC0027", "CN"), ("第117458号无效宣告请求审查决定", "CN"),
        ("No. 14-1469", "US"), ("Nos. 14-1469, 14-1504", "US"), ("573 U.S. 208", "US"), ("134 S. Ct. 2347", "US"),
        ("827 F.3d 1363", "US"), ("25 F.4th 1348", "US"), ("116 F. Supp. 2d 1000", "US"),
        ("C-170/13", "EU"), ("C‑170/13", "EU"), ("T-51/00", "EU"), ("G 1/21", "EP"), ("T 641/00", "EP"), ("J 8/20", "EP"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "请看{}，怎么判的？", "See {}, please.", "（{}）"])
def test_a_printed_number_is_found_whole(number: str, where: str, around: str) -> None:
    assert found(around.format(number)) == [(number, where)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（2019）最高法知民终147号", "(2019)最高法知民终147号"), ("（2019） 最高法知民终 147 号", "2019最高法知民终147号"),
        ("（２０１９）最高法知民终１４７号", "（2019）最高法知民终147号"), ("（2013）民三终字第4号", "〔2013〕民三终4号"),
        ("指导案例24号", "第24号指导性案例"), ("Guiding Case No. 24", "指导性案例24号"), ("4w117458", "4W117458"),
        ("No. 14-1469", "14-1469"), ("No. 2014-1469", "14-1469"), ("573 U.S. 208", "573 U. S. 208"),
        ("C‑170/13", "c-170/13"), ("T0641/00", "T 641/00"), ("G1/21", "G 1/21"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_number_are_equal(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（2019）最高法知民终147号", "（2019）最高法知民终14号"), ("（2019）最高法知民终147号", "（2020）最高法知民终147号"),
        ("（2019）最高法知民终147号", "（2019）最高法知行终147号"), ("C-170/13", "T-170/13"), ("G 1/21", "G 12/1"), ("No. 14-1469", "No. 14-146"),
    ],
)  # fmt: skip
def test_two_numbers_are_not_equal(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


def test_several_numbers_of_one_decision_are_each_known() -> None:
    assert singles("（2021）最高法知行终556、581号") == ["2021最高法知行终556号", "2021最高法知行终581号"]
    assert verdicts("（2021）最高法知行终581号和No. 14-1513、（2019）最高法知民终733号") == [DocketVerdict.KNOWN] * 3
    assert verdicts("C-237/08, 4W116834") == [DocketVerdict.KNOWN] * 2


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("（2019）最高法知民终147号", DocketVerdict.KNOWN), ("C-170/13", DocketVerdict.KNOWN), ("No. 14-1469", DocketVerdict.KNOWN),
        ("（2019）最高法知民终99147号", DocketVerdict.UNKNOWN), ("（2026）最高法知民终1号", DocketVerdict.UNKNOWN),
        ("（1985）民初字第2号", DocketVerdict.UNKNOWN), ("指导案例24号", DocketVerdict.UNKNOWN), ("C-1/78", DocketVerdict.UNKNOWN),
        ("（2027）最高法知民终1号", DocketVerdict.IMPOSSIBLE), ("（2099）京73民初1号", DocketVerdict.IMPOSSIBLE),
        ("（1984）民初字第2号", DocketVerdict.IMPOSSIBLE), ("（0001）民初字第2号", DocketVerdict.IMPOSSIBLE),
        ("C-170/33", DocketVerdict.IMPOSSIBLE), ("G 1/30", DocketVerdict.IMPOSSIBLE),
    ],
)  # fmt: skip
def test_a_number_gets_the_verdict_that_can_be_stood_by(text: str, verdict: DocketVerdict) -> None:
    assert verdicts(text) == [verdict]


def test_a_known_number_leads_to_its_case() -> None:
    [check] = check_dockets("华为诉中兴（Case C-170/13）说了什么", HELD, PRESENT)
    assert check.key == "case/eu-cjeu-c-170-13"


@pytest.mark.parametrize(
    "prose",
    [
        "专利法第42条、2027年1月1日起、（2019年）商标法第5号", "（2020）法释12号，法释〔2020〕12号", "(2019)国家知识产权局公告第295号",
        "国知发保字（2020）第5号文件", "（2019）年度报告第3号", "ZL201510000000.1, CN110000000A, US 9,123,456 B2", "35 U.S.C. § 102(b)(1), 17 U.S.C. 107",
        "2024/25 season, page 12/34, 1/2, 24/7, 9:30-10:15, +86 10-62083114", "ISO 9001:2015, GB/T 1.1-2020, RFC 2616",
        "Order 14-1469 units by 2026-11-22.", "第24号展位，3号楼5室", "PCT/CN2023/123456 and EP 3 123 456", "there is no 14-day limit",
        "商标第12345678号，软著登字第0123456号", "申请号202310123456.7，第9类、第42类，2019民法典",
    ],
)  # fmt: skip
def test_nothing_is_found_in_prose_with_numbers(prose: str) -> None:
    assert find_dockets(prose) == []


@given(
    st.integers(1985, 2026), st.sampled_from(COURTS), st.sampled_from(HEARD), st.integers(1, 99_999),
    st.text(st.characters(categories=("L", "P", "Z"), max_codepoint=0x9FFF), max_size=20),
)  # fmt: skip
def test_any_court_number_is_found_wherever_it_stands(
    year: int, court: str, heard: str, number: int, before: str
) -> None:
    raw = f"（{year}）{court}{heard}{number}号"
    [docket] = find_dockets(f"{before} {raw}，如何？")
    assert (docket.raw, docket.year, docket.same) == (raw, year, comparable(raw.replace("（", "(").replace("）", ")")))


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_places_are_true(text: str) -> None:
    dockets = find_dockets(text)
    assert [text[docket.start : docket.end] for docket in dockets] == [docket.raw for docket in dockets]
    assert all(one.end <= other.start for one, other in pairwise(dockets))
    assert sub_dockets(lambda match: match[0], text) == text


@given(st.text(st.sampled_from("0123456789.,;:-% ()年月日条款第号元万个the of and "), max_size=120))
def test_numbers_dates_and_articles_alone_are_no_docket(text: str) -> None:
    assert find_dockets(text) == []
