"""The catalogue: ten lines, sound entries, provisions that are in force, services found in the user's words."""

from datetime import date

import pytest

from knowledge.law.library import LawLibrary
from tools.orders.catalogue import catalogue
from tools.orders.finding import find_services
from tools.orders.inputs import Missing, missing_inputs, read_inputs
from tools.orders.pricing import price_of
from tools.orders.rules import licences, rules
from tools.orders.service import WHOLE
from tools.refused import Refused

DAY = date(2026, 11, 22)
# A word of each provision that the rules rely on.
WORDS = {
    "patent_agency": "专利代理机构", "trademark_agency": "商标代理机构", "law_firm": "诉讼代理", "appraiser": "评估", "auction_house": "许可",
    "contract": "提交订单成功", "cancellation": "损失赔偿额", "terminate_mandate": "解除委托合同", "terminate_work": "解除合同",
    "inspection": "验收", "rework": "修理、重作", "dispute": "争议", "verified_provider": "行政许可", "unpaid_rank": "竞价排名", "rating": "不得删除",
}  # fmt: skip


def test_there_are_ten_lines_and_more_than_forty_services() -> None:
    shelf = catalogue()
    assert len(shelf.lines) == 10
    assert len(shelf.services) >= 40
    assert {each.line for each in shelf.services.values()} == set(shelf.lines)
    assert {each.price.model for each in shelf.services.values()} == {"fixed", "per_unit", "per_class", "from_quote"}


@pytest.mark.parametrize("service", catalogue().services.values(), ids=lambda each: each.sku)
def test_an_entry_is_told_in_both_languages_and_its_prefix_says_who_may_do_it(service) -> None:  # type: ignore[no-untyped-def]
    told = [(service.zh, service.en), (service.about_zh, service.about_en), *((each.zh, each.en) for each in (*service.inputs, *service.deliverables, *service.milestones))]  # fmt: skip
    assert all(zh and not zh.isascii() and en and en.isascii() for zh, en in told)
    assert min(len(service.cues.zh), len(service.cues.en)) > 0
    assert sum(each.share for each in service.milestones) == WHOLE
    bound = {"PAT": {"patent_agency", "none"}, "TM": {"trademark_agency"}, "LIT": {"law_firm"}, "LEG": {"law_firm"}}
    assert service.licence in bound.get(service.sku.split("-")[0], {service.licence})
    assert ("评估报告" in "".join(each.zh for each in service.deliverables)) == (service.licence == "appraiser")
    assert ("拍卖" in service.zh) == (service.licence == "auction_house")


@pytest.mark.parametrize("name", WORDS)
def test_the_provisions_of_the_rules_are_in_force_and_say_so(library: LawLibrary, name: str) -> None:
    keys = licences()[name].provisions_on(DAY) if name in licences() else (rules().provisions[name],)
    assert keys
    articles = [library.by_key(key) for key in keys]
    assert all(
        each and each.version.in_force_from <= DAY and (each.version.in_force_to or DAY) >= DAY for each in articles
    )
    assert WORDS[name] in "".join(each.text for each in articles if each)


def test_the_trademark_law_of_2026_is_named_from_its_first_day(library: LawLibrary) -> None:
    new = licences()["trademark_agency"].provisions_on(date(2027, 1, 1))
    assert [library.by_key(key).text.count("商标代理机构") for key in new] == [1]  # type: ignore[union-attr]
    assert new != licences()["trademark_agency"].provisions_on(date(2026, 12, 31))


@pytest.mark.parametrize(("text", "sku"), [
    ("我想注册一个商标，第9类和第35类", "TM-REG"), ("How do I register my brand as a trademark?", "TM-REG"),
    ("商标被驳回了怎么办", "TM-REVIEW"), ("our trademark was refused", "TM-REVIEW"),
    ("怕新产品侵犯别人的专利", "SRCH-FTO"), ("freedom to operate for a drone", "SRCH-FTO"),
    ("申请发明专利", "PAT-INV-APP"), ("I want to file a patent in China", "PAT-INV-APP"),
    ("答复审查意见", "PAT-OA"), ("respond to the office action", "PAT-OA"),
    ("专利年费谁来代缴", "PAT-FEE"), ("pay our annuities", "PAT-FEE"),
    ("专利值多少钱", "APR-PAT"), ("how much is our patent worth", "APR-PAT"),
    ("用专利向银行贷款", "FIN-PLEDGE"), ("borrow against patents", "FIN-PLEDGE"),
    ("把专利拿去拍卖", "EXC-AUCTION"), ("put our patents up for auction", "EXC-AUCTION"),
    ("对方起诉我们侵权，要打官司", "LIT-INF"), ("we were sued for infringement", "LIT-INF"),
    ("PCT 国际申请", "INT-PCT"), ("file a PCT application", "INT-PCT"),
    ("给高管办一场知识产权讲座", "TRN-AWARE"), ("awareness seminar for executives", "TRN-AWARE"),
    ("定制一个电池专题数据库", "DB-TOPIC"), ("build a database for our field", "DB-TOPIC"),
    ("订阅行业简报", "INF-BRIEF"), ("newsletter on industry news", "INF-BRIEF"),
    ("报名年度论坛", "FOR-FORUM"), ("tickets for the annual forum", "FOR-FORUM"),
    ("企业贯标", "CON-SYS"), ("ip management system certification", "CON-SYS"),
    ("软件著作权登记", "CR-SW"), ("register software copyright", "CR-SW"),
    ("商標註冊", "TM-REG"),  # traditional characters
])  # fmt: skip
def test_a_request_finds_its_service_with_the_reason(text: str, sku: str) -> None:
    first = find_services(text)[0]
    assert first.service.sku == sku
    assert first.because


@pytest.mark.parametrize("text", ["今天天气怎么样", "hello", "", "tell me a joke", "😀"])
def test_what_asks_for_no_service_finds_none(text: str) -> None:
    assert find_services(text) == []


def test_a_named_sku_and_a_line_decide() -> None:
    assert find_services("please order srch-nov for me")[0].service.sku == "SRCH-NOV"
    assert {each.service.line for each in find_services("商标", "search")} == {"search"}
    with pytest.raises(Refused, match="appraisal"):
        find_services("商标", "astrology")


@pytest.mark.parametrize(
    ("sku", "near"), [("SRCH-FT0", "SRCH-FTO"), ("TM-REGISTER", "TM-REG"), ("pat inv", "PAT-INV-APP")]
)
def test_an_unknown_sku_is_refused_with_the_nearest(sku: str, near: str) -> None:
    with pytest.raises(Refused, match=near) as refused:
        catalogue().service(sku)
    assert refused.value.name == "catalogue.sku"
    assert catalogue().service(" tm-reg ").sku == "TM-REG"


def test_missing_inputs_are_listed_with_their_questions() -> None:
    assert [each.name for each in missing_inputs("TM-REG", {"mark": "青岚", "applicant": "  "})] == [
        "classes",
        "applicant",
    ]
    with pytest.raises(Missing) as missing:
        read_inputs(catalogue().service("TM-REG"), {"mark": "青岚"})
    assert [each.name for each in missing.value.inputs] == ["classes", "applicant"]
    assert "注册在哪些类别" in str(missing.value)
    assert "In which classes" in str(missing.value)


def test_prices_follow_the_model() -> None:
    shelf = catalogue()
    marks = read_inputs(shelf.service("TM-REG"), {"mark": "x", "classes": "第9类、35类和 9", "applicant": "y"})
    assert marks["classes"] == (9, 35)
    assert price_of(shelf.service("TM-REG"), marks).minor == 180_000  # type: ignore[union-attr]
    status = read_inputs(shelf.service("SRCH-STATUS"), {"patents": "12", "numbers": "CN1"})
    assert price_of(shelf.service("SRCH-STATUS"), status).minor == 360_000  # type: ignore[union-attr]
    assert price_of(shelf.service("LEG-LETTER"), {}).minor == 300_000  # type: ignore[union-attr]
    assert price_of(shelf.service("LIT-INF"), {}) is None


@pytest.mark.parametrize("count", [0, -1, 1.5, "1.5", "-3", True, 1001, "many", [1]])
def test_a_count_is_a_whole_number_of_at_least_one(count: object) -> None:
    with pytest.raises(Refused) as refused:
        read_inputs(catalogue().service("SRCH-STATUS"), {"patents": count, "numbers": "CN1"})
    assert refused.value.name == "quote.input.patents"


@pytest.mark.parametrize("classes", ["0", "46", "9.5", "-1", [9, 46], [9.0], ["x"], True, {"9": 1}, "九"])
def test_classes_are_those_of_the_nice_classification(classes: object) -> None:
    with pytest.raises(Refused) as refused:
        read_inputs(catalogue().service("SRCH-TM"), {"mark": "x", "classes": classes})
    assert refused.value.name == "quote.input.classes"


@pytest.mark.parametrize(
    "given", [{"price": 1}, {"user": "lin"}, {"facts": "x" * 2001}, {"facts": True}, {"facts": ["x"]}]
)
def test_what_is_not_asked_and_what_is_no_text_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(Refused, match="/ "):
        read_inputs(catalogue().service("LEG-LETTER"), {"opponent": "x", "facts": "y", **given})
