"""Links to the free services: valid addresses that carry the words, and text to paste where there is no such address."""

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.record import Right
from tests.test_search_query import QUERIES
from tools.search.links import ServiceQuery, links_for, services, terms_of
from tools.search.query import SearchQuery

FULL = SearchQuery(
    words='bird strike "jet engine"',
    classes=("F02C 7/055", "B64D"),
    holders=("Huawei Technologies",),
    countries=("CN", "US"),
    published_from=date(2015, 1, 1),
    published_before=date(2020, 1, 1),
)
WITHOUT_LINKS = {"cnipa", "jplatpat", "kipris"}


def by_key(query: SearchQuery) -> dict[str, ServiceQuery]:
    return {each.key: each for each in links_for(query)}


def carried(link: str) -> str:
    """The query a link carries."""
    fields = parse_qs(urlsplit(link).query, strict_parsing=True)
    return (fields.get("q") or fields["query"])[0]


def test_each_service_says_how_it_is_asked() -> None:
    assert [service.key for service in services()] == [
        "google", "espacenet", "patentscope", "cnipa", "uspto", "jplatpat", "kipris", "lens",
    ]  # fmt: skip
    assert all(service.checked and service.name.zh and service.name.en for service in services())
    assert {service.key for service in services() if not service.link} == WITHOUT_LINKS


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("google", 'bird strike "jet engine" (cpc:F02C7/055 OR cpc:B64D) assignee:"Huawei Technologies" country:CN,US after:publication:20141231 before:publication:20200101'),
        ("espacenet", 'ftxt=bird AND ftxt=strike AND ftxt="jet engine" AND (cl="F02C7/055" OR cl="B64D") AND pa="Huawei Technologies" AND (pn=CN OR pn=US) AND pd>=20150101 AND pd<=20191231'),
        ("patentscope", 'EN_ALLTXT:(bird) AND EN_ALLTXT:(strike) AND EN_ALLTXT:("jet engine") AND (IC:("F02C 7/055") OR IC:("B64D")) AND PA:("Huawei Technologies") AND (CTR:CN OR CTR:US)'),
        ("uspto", 'bird AND strike AND "jet engine" AND (F02C7/055.cpc. OR B64D$.cpc.) AND "Huawei Technologies".as. AND @pd>=20150101 AND @pd<=20191231'),
        ("jplatpat", "bird/TX*strike/TX*'jet engine'/TX*[F02C7/055/IP+B64D/IP]*['Huawei Technologies'/AP]"),
        ("kipris", '(bird)*(strike)*"jet engine"*(IPC=[F02C7/055]+IPC=[B64D])*AP=[Huawei Technologies]'),
        ("lens", 'bird AND strike AND "jet engine" AND ((class_cpc.symbol:"F02C7/055" OR class_ipcr.symbol:"F02C7/055") OR (class_cpc.symbol:B64D* OR class_ipcr.symbol:B64D*)) AND applicant.name:"Huawei Technologies" AND (jurisdiction:CN OR jurisdiction:US) AND date_published:[2015-01-01 TO *] AND date_published:[* TO 2019-12-31]'),
    ],
)  # fmt: skip
def test_each_service_is_asked_in_its_own_syntax(key: str, text: str) -> None:
    assert by_key(FULL)[key].text == text


def test_the_form_of_cnipa_is_given_field_by_field() -> None:
    lines = by_key(FULL)["cnipa"].text.splitlines()
    assert lines == [
        "关键词：bird strike jet engine", "IPC分类号：F02C7/055 OR IPC分类号：B64D", "申请（专利权）人：Huawei Technologies",
        "公开（公告）日：2015-01-01 起", "公开（公告）日：至 2019-12-31",
    ]  # fmt: skip


def test_what_a_service_cannot_be_told_is_said() -> None:
    found = by_key(FULL.model_copy(update={"rights": (Right.DESIGN,)}))
    assert set(found["patentscope"].by_hand) == {"published_from", "published_before", "rights"}
    assert found["google"].by_hand == ("rights",)
    assert {key for key, each in found.items() if each.out_of_reach} == {"jplatpat", "kipris"}
    assert {key for key, each in found.items() if not each.covers_other_offices} == {
        "cnipa",
        "uspto",
        "jplatpat",
        "kipris",
    }
    assert {key for key, each in by_key(SearchQuery(words="轨枕")).items() if each.other_language} == {
        "espacenet", "uspto", "jplatpat", "kipris",
    }  # fmt: skip


@given(QUERIES)
@settings(max_examples=60, deadline=None)
def test_every_link_is_an_address_that_carries_the_query(query: SearchQuery) -> None:
    for each in links_for(query):
        assert bool(each.link) == (each.key not in WITHOUT_LINKS and bool(each.text))
        assert urlsplit(each.home).scheme == "https"
        if each.link:
            parts = urlsplit(each.link)
            assert (parts.scheme, parts.fragment) == ("https", "")
            assert parts.netloc in each.home
            assert each.link.isascii()
            assert " " not in each.link
            assert carried(each.link) == each.text
        if not query.confidential:
            assert all(term in each.text for term in terms_of(query.words))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_word_of_the_user_becomes_an_operator(words: str) -> None:
    for term in terms_of(words):
        assert not set(term) & set("\"'()[]{}<>=*+?!$~^|&@:\\/")
        assert term.lower() not in ("and", "or", "not", "near", "adj")


def test_confidential_words_are_put_into_no_link() -> None:
    secret = SearchQuery(words="graphene bird deflector 石墨烯导流罩", classes=("F02C 7/055",), confidential=True)
    for each in links_for(secret):
        said = unquote(each.link) + each.text
        assert "graphene" not in said
        assert "石墨烯" not in said
        assert "F02C" in said
        assert each.words_withheld
