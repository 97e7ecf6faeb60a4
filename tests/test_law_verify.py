"""Checking citations: each verdict with its reason, and whether the provision says what is said of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.law.attribution import Fit, judge_fit
from knowledge.law.library import LawLibrary
from knowledge.law.outside import load_outside
from knowledge.law.records import ArticleNumber
from knowledge.law.reference import ReferenceFinder
from knowledge.law.verify import Checked, Reason, Verdict, Verifier
from tests.conftest import NEXT_YEAR, TODAY
from tests.test_law_reference import PIECES


@pytest.fixture(scope="module")
def verifier(library: LawLibrary) -> Verifier:
    return Verifier(library, ReferenceFinder(library.names, load_outside()))


def check(verifier: Verifier, text: str, day: date = TODAY) -> Checked:
    (checked,) = verifier.verify(text, day)
    return checked


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [("专利法第四十二条", Verdict.IN_FORCE, Reason.FOUND), ("Article 42 of the Patent Law", Verdict.IN_FORCE, Reason.FOUND),
     ("专利法第四十二条第二款", Verdict.IN_FORCE, Reason.FOUND), ("专利法第二十四条第（三）项", Verdict.IN_FORCE, Reason.FOUND),
     ("刑法第二百一十九条之一", Verdict.IN_FORCE, Reason.FOUND), ("Article 42(2) of the Patent Law", Verdict.IN_FORCE, Reason.FOUND),
     ("商标法第五十七条（2019）", Verdict.IN_FORCE, Reason.FOUND),
     ("商标法第八十条", Verdict.NOT_IN_FORCE, Reason.NOT_YET), ("Article 87 of the Trademark Law", Verdict.NOT_IN_FORCE, Reason.NOT_YET),
     ("合同法第五十二条", Verdict.NOT_IN_FORCE, Reason.REPEALED), ("《民法通则》第一百三十五条", Verdict.NOT_IN_FORCE, Reason.REPEALED),
     ("民法通则第一百三十五条", Verdict.NOT_IN_FORCE, Reason.REPEALED), ("环境保护法第一条", Verdict.NOT_IN_FORCE, Reason.REPEALED),
     ("专利法第九百条", Verdict.NEVER_EXISTED, Reason.NO_ARTICLE), ("Article 0 of the Patent Law", Verdict.NEVER_EXISTED, Reason.NO_ARTICLE),
     ("刑法第二百一十九条之二", Verdict.NEVER_EXISTED, Reason.NO_ARTICLE), ("专利法第99999999999999999999条", Verdict.NEVER_EXISTED, Reason.NO_ARTICLE),
     ("专利法第四十二条第九款", Verdict.NEVER_EXISTED, Reason.NO_PARAGRAPH), ("专利法第二十四条第（九）项", Verdict.NEVER_EXISTED, Reason.NO_ITEM),
     ("民法典第四百四十条第（八）项", Verdict.NEVER_EXISTED, Reason.NO_ITEM), ("专利法第42.5条", Verdict.NEVER_EXISTED, Reason.NOT_A_NUMBER),
     ("美国专利法第一百零一条", Verdict.CANNOT_CHECK, Reason.FOREIGN), ("PCT Article 8", Verdict.CANNOT_CHECK, Reason.FOREIGN),
     ("专利法实施细则第七十七条", Verdict.CANNOT_CHECK, Reason.OUTSIDE), ("火星法第三条", Verdict.CANNOT_CHECK, Reason.UNKNOWN_LAW),
     ("第四十二条", Verdict.CANNOT_CHECK, Reason.NO_LAW_NAMED), ("新法第七十二条", Verdict.CANNOT_CHECK, Reason.NO_LAW_NAMED)],
)  # fmt: skip
def test_a_citation_gets_its_verdict_today(verifier: Verifier, text: str, verdict: Verdict, reason: Reason) -> None:
    checked = check(verifier, text)
    assert (checked.verdict, checked.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("text", "day", "verdict", "reason"),
    [("商标法第八十条", NEXT_YEAR, Verdict.IN_FORCE, Reason.FOUND), ("商标法第八十条", date(2026, 12, 31), Verdict.NOT_IN_FORCE, Reason.NOT_YET),
     ("商标法第八十条", date(2027, 1, 1), Verdict.IN_FORCE, Reason.FOUND), ("专利法第四十二条", date(2015, 1, 1), Verdict.CANNOT_CHECK, Reason.TEXT_NOT_HELD),
     ("民法典第一条", date(2020, 10, 1), Verdict.NOT_IN_FORCE, Reason.NOT_YET), ("合同法第五十二条", date(2020, 12, 31), Verdict.CANNOT_CHECK, Reason.TEXT_NOT_HELD),
     ("环境保护法第一条", date(2026, 8, 14), Verdict.IN_FORCE, Reason.FOUND)],
)  # fmt: skip
def test_the_verdict_is_as_of_the_day(
    verifier: Verifier, text: str, day: date, verdict: Verdict, reason: Reason
) -> None:
    checked = check(verifier, text, day)
    assert (checked.verdict, checked.reason) == (verdict, reason)


def test_a_verdict_comes_with_its_dates_and_counts(verifier: Verifier) -> None:
    assert check(verifier, "商标法第八十条").since == date(2027, 1, 1)
    assert check(verifier, "合同法第五十二条").until == date(2020, 12, 31)
    assert check(verifier, "专利法第九百条").articles_in_law == 82
    pending = check(verifier, "商标法第五十七条").pending
    assert pending is not None
    assert pending.key == "cn/trademark-law@2027-01-01/art57"


@pytest.mark.parametrize(
    "text",
    ["专利法第四十二条规定外观设计专利权的期限为十五年", "专利法第42条规定发明20年、外观设计15年", "外观设计专利权的期限为十五年（专利法第四十二条）。",
     "Article 42 of the Patent Law gives designs 15 years and inventions 20 years.", "Under Article 42 of the Patent Law, utility models last 10 years.",
     "商标法第三十三条规定三个月异议期", "Trademark Law Article 39 says a registered trademark is valid for ten years.",
     "专利法第七十一条规定赔偿三万元以上五百万元以下", "Article 29 of the Patent Law gives designs six months of priority.",
     "著作权法第五十四条规定法定赔偿五百元以上五百万元以下", "商标法第五十七条规定侵犯注册商标专用权的行为"],
)  # fmt: skip
def test_what_the_provision_says_fits(verifier: Verifier, text: str) -> None:
    assert check(verifier, text).fit is Fit.FITS


@pytest.mark.parametrize(
    "text",
    ["专利法第四十二条规定外观设计专利权的期限为十年", "根据专利法第四十二条，外观设计专利的保护期是10年。", "外观设计保护十年（专利法第四十二条）。",
     "专利法第四十二条规定外观设计专利权的期限为十年，对吗？", "Article 42 of the Patent Law gives designs a term of 10 years.",
     "Article 42 of the Patent Law gives designs 10 years, right?", "Designs last 10 years under Article 42 of the Patent Law.",
     "专利法第四十二条规定，发明专利权的期限为十年，外观设计专利权的期限为二十年", "Trademark Law Article 39 says a registered trademark is valid for 20 years.",
     "专利法第七十一条规定赔偿一万元以上一百万元以下", "专利法第二十九条规定外观设计优先权为十二个月", "商标法第三十六条规定异议期为二个月",
     "Article 24 of the Patent Law gives a 12-month grace period.", "Article 71 of the Patent Law caps statutory damages at RMB 1 million.",
     "Article 42 of the Patent Law, which gives designs a term of 10 years, is generous."],
)  # fmt: skip
def test_what_the_provision_does_not_say_differs(verifier: Verifier, text: str) -> None:
    assert check(verifier, text).fit is Fit.DIFFERS


@pytest.mark.parametrize(
    "text",
    ["专利法第四十二条是什么？", "专利法第四十二条规定了外观设计保护期多少年", "专利法第四十二条规定外观设计的期限为十年吗？", "请解释专利法第四十二条",
     "How long does a design last under Article 42 of the Patent Law?", "Explain Article 42 of the Patent Law", "专利法第四十二条"],
)  # fmt: skip
def test_a_question_is_no_statement(verifier: Verifier, text: str) -> None:
    assert check(verifier, text).fit is Fit.NOT_STATED


def test_words_about_the_next_article_are_not_held_against_this_one(verifier: Verifier) -> None:
    text = "专利法第二十二条规定授予专利权的发明应当具备新颖性、创造性和实用性，第四十二条规定外观设计专利权的期限为十五年。"
    assert [checked.fit for checked in verifier.verify(text, TODAY)] == [Fit.FITS, Fit.FITS]


def test_what_is_said_of_two_articles_together_is_held_against_neither(verifier: Verifier) -> None:
    text = "专利法第十一条、第四十二条规定，外观设计专利权的期限为十五年"
    assert Fit.DIFFERS not in [checked.fit for checked in verifier.verify(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("专利法第三十九条规定注册商标的有效期为十年，自核准注册之日起计算", "cn/trademark-law@2019-11-01/art39"),
     ("专利法第六十三条规定恶意侵犯商标专用权，情节严重的，可以在按照上述方法确定数额的一倍以上五倍以下确定赔偿数额", "cn/trademark-law@2019-11-01/art63")],
)  # fmt: skip
def test_the_law_that_was_meant_is_named(verifier: Verifier, text: str, meant: str) -> None:
    checked = check(verifier, text)
    assert (checked.verdict, checked.reason) == (Verdict.OTHER_LAW_MEANT, Reason.CONTENT_ELSEWHERE)
    assert checked.meant is not None
    assert checked.meant.key == meant


def test_content_of_another_article_of_the_same_law_keeps_the_verdict(verifier: Verifier) -> None:
    checked = check(verifier, "专利法第四十一条规定，外观设计专利权的期限为十五年，均自申请日起计算")
    assert (checked.verdict, checked.fit) == (Verdict.IN_FORCE, Fit.DIFFERS)
    assert checked.meant is not None
    assert checked.meant.number == ArticleNumber(42)


def test_every_citation_of_a_text_is_checked_in_order(verifier: Verifier) -> None:
    text = "依据专利法第四十二条、专利法第九百条，并参照美国专利法第101条。See also Article 80 of the Trademark Law."
    reasons = [checked.reason for checked in verifier.verify(text, TODAY)]
    assert reasons == [Reason.FOUND, Reason.NO_ARTICLE, Reason.FOREIGN, Reason.NOT_YET]


def test_existence_is_asked_of_all_texts(verifier: Verifier) -> None:
    assert verifier.exists("trademark-law", ArticleNumber(87))
    assert not verifier.exists("trademark-law", ArticleNumber(88))
    assert not verifier.exists("no-such-law", ArticleNumber(1))


def test_each_article_of_the_patent_law_fits_itself(library: LawLibrary) -> None:
    law = library.names.resolve("专利法")
    assert law is not None
    articles = [article for article in library.articles(library.versions(law)[-1]) if len(article.text) > 20]
    assert [article.key for article in articles if judge_fit(article.text, article.text) is Fit.DIFFERS] == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "十年", "外观设计", "designs 10 years", "？"]), max_size=20).map("".join))
def test_no_text_breaks_the_verifier(verifier: Verifier, text: str) -> None:
    for checked in verifier.verify(text, TODAY):
        assert (checked.verdict is Verdict.IN_FORCE) <= (checked.article is not None)
