"""The query of the user: read from a request, turned into the searcher's, saved and read back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.record import Right
from tests.conftest import TODAY
from tools.search.parsing import parse_request
from tools.search.query import QueryError, SearchQuery, load_query, save_query

DAYS = st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
QUERIES = st.builds(
    SearchQuery,
    words=st.text(max_size=40),
    classes=st.tuples(st.sampled_from(["F02C", "F02C 7/055", "G06F 16/35"])),
    holders=st.lists(st.text(min_size=1, max_size=12), max_size=3).map(tuple),
    countries=st.lists(st.sampled_from(["CN", "US", "EP", "JP"]), max_size=4).map(tuple),
    rights=st.lists(st.sampled_from(list(Right)), max_size=3).map(tuple),
    published_from=DAYS,
    published_before=DAYS,
    filed_before=DAYS,
    confidential=st.booleans(),
)


def read(text: str) -> dict[str, object]:
    return {name: value for name, value in parse_request(text, TODAY) if value}


@pytest.mark.parametrize(
    ("text", "query"),
    [
        (
            "帮我检索2015年以后中国和美国关于喷气发动机防鸟撞的专利，分类号F02C 7/055",
            {
                "words": "喷气发动机防鸟撞",
                "classes": ("F02C 7/055",),
                "countries": ("CN", "US"),
                "published_from": date(2015, 1, 1),
            },
        ),
        (
            "Find US and CN patents on jet engine bird strike protection since 2015, CPC F02C7/055",
            {
                "words": "jet engine bird strike protection",
                "classes": ("F02C 7/055",),
                "countries": ("CN", "US"),
                "published_from": date(2015, 1, 1),
            },
        ),
        ("华为技术有限公司的基站散热专利", {"words": "基站散热", "holders": ("华为技术有限公司",)}),
        ("申请人：浙江大学，防污屏障", {"words": "防污屏障", "holders": ("浙江大学",)}),
        (
            "patents by Huawei Technologies on base station cooling filed before 2018",
            {
                "words": "base station cooling",
                "holders": ("Huawei Technologies",),
                "filed_before": date(2018, 1, 1),
            },
        ),
        (
            "stem cell culture, assignee: The Regents of the University of California",
            {"words": "stem cell culture", "holders": ("The Regents of the University of California",)},
        ),
        (
            "2010年到2015年公开的钢筋混凝土轨枕实用新型",
            {
                "words": "钢筋混凝土轨枕",
                "rights": (Right.UTILITY_MODEL,),
                "published_from": date(2010, 1, 1),
                "published_before": date(2016, 1, 1),
            },
        ),
        (
            "search for pizza box with thermal insulation between 2001 and 2005 in Europe",
            {
                "words": "pizza box with thermal insulation",
                "countries": ("EP",),
                "published_from": date(2001, 1, 1),
                "published_before": date(2006, 1, 1),
            },
        ),
        ("近五年在中国申请的无人机避障专利有哪些", {"words": "无人机避障", "countries": ("CN",), "published_from": date(2021, 11, 22)}),
        ("申请日在2012年5月31日之前的轨枕", {"words": "轨枕", "filed_before": date(2012, 5, 31)}),
        ("2018年5月公布的电池隔膜", {"words": "电池隔膜", "published_from": date(2018, 5, 1), "published_before": date(2018, 6, 1)}),
        ("g06f", {"classes": ("G06F",)}),
        ("patents after 2019 about drones", {"words": "drones", "published_from": date(2020, 1, 1)}),
    ],
)  # fmt: skip
def test_a_request_is_read_in_either_language(text: str, query: dict[str, object]) -> None:
    assert read(text) == query


@pytest.mark.parametrize(
    "text", ["中国结的编织方法", "German shepherd leash", "a bracket used in construction", "use of vitamin C in bread"]
)
def test_what_is_no_condition_stays_among_the_words(text: str) -> None:
    assert read(text) == {"words": text}


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    parse_request(text, TODAY)


@pytest.mark.parametrize("text", ["2018年13月之前的轨枕", "before 2018-14-45 drones"])
def test_an_impossible_date_is_no_condition(text: str) -> None:
    query = parse_request(text, TODAY)
    assert query.published_before is None
    assert "2018" in query.words


@given(QUERIES)
@settings(max_examples=40, deadline=None)
def test_a_saved_query_is_read_back_as_it_was(query: SearchQuery) -> None:
    assert load_query(save_query(query)) == query


@given(QUERIES)
@settings(max_examples=40, deadline=None)
def test_a_query_of_the_searcher_states_the_same(query: SearchQuery) -> None:
    back = SearchQuery.of(query.to_patent_query(str), query.confidential)
    assert back.to_patent_query(str) == query.to_patent_query(str)
    assert set(back.countries) == set(query.countries)


def test_names_are_resolved_and_said_once() -> None:
    query = SearchQuery(holders=("Huawei", "HUAWEI"))
    assert query.to_patent_query(str.lower).holders == ("huawei",)
    assert SearchQuery().is_empty
    assert SearchQuery(confidential=True).is_empty
    assert not query.is_empty


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"form": 1, "query": {"colour": "red"}}', '{"form": 2, "query": {}}']
)
def test_what_is_no_saved_query_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(QueryError, match="/ "):
        load_query(text)
