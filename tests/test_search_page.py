"""The search page as a visitor works it, run without a browser and without an index of the law."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from assistant.world import World
from knowledge.language import Language
from tests.page_visits import Visit, fill, furnished, said_on, visits
from tests.search_records import inventions
from tools.search.words import words
from ui.texts import texts

INVENTION = inventions()[0]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
visit = pytest.fixture(visits)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return furnished(tmp_path, monkeypatch)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return furnished(tmp_path, monkeypatch, held=False)


SEARCHES: list[tuple[str, dict[str, object], str]] = [
    ("subject", {"words": "喷气发动机防鸟撞装置"}, "CN1000001B"),
    ("patentability", {"text": INVENTION.claim("zh")}, "CN1000001B"),
    ("fto", {"text": INVENTION.claim("en"), "countries": ["US", "CN"]}, "US1000002B2"),
    ("invalidity", {"number": "US1000002B2", "claims": "1"}, "CN1000001B"),
    ("status", {"number": "CN1000001B"}, "CN1000001B"),
    ("patentee", {"name": "北辰大学"}, "北辰大学"),
    ("trademark", {"word": "青岚", "goods": "茶"}, "清岚"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values", "found"), SEARCHES, ids=[row[0] for row in SEARCHES])
def test_each_search_is_asked_and_told_with_what_was_searched(
    world: World, visit: Visit, kind: str, values: dict[str, object], found: str, language: Language
) -> None:
    page = fill(visit("search", language), kind, **values)
    told, named = said_on(page), texts(language)
    assert (len(page.error), len(page.warning)) == (0, 0)
    assert found in told
    if kind != "status":  # a register entry has no coverage but its own questions
        assert named["coverage_title"].format(day=world.today()) in told
    assert not world.index.sound("core")  # no index of the law was made or needed


def test_a_search_gives_what_the_command_gives(world: World, visit: Visit) -> None:
    from tools.search.parsing import parse_request
    from tools.search.subject import search_subject

    page = fill(visit("search"), "subject", words="无人机避障方法 G05D")
    query = parse_request("无人机避障方法 G05D", world.today())
    expected = [hit.number for hit in search_subject(world.search_room, query, world.today(), 20).hits]
    shown = [
        str(button.key).removeprefix("subject-") for button in page.button if str(button.key).startswith("subject-")
    ]
    assert expected == shown
    assert query.classes == ("G05D",)


def test_the_fields_narrow_a_search(world: World, visit: Visit) -> None:
    page = fill(visit("search"), "subject", words="喷气发动机防鸟撞装置", countries=["US"], classes="f02c")
    numbers = [
        str(button.key).removeprefix("subject-") for button in page.button if str(button.key).startswith("subject-")
    ]
    assert numbers
    assert all(number.startswith("US") for number in numbers)


def test_facets_narrow_and_a_new_search_forgets_them(world: World, visit: Visit) -> None:
    page = fill(visit("search"), "subject", words="喷气发动机防鸟撞装置")
    page.multiselect(key="facet_country").set_value(["CN"]).run()
    numbers = [str(button.key) for button in page.button if str(button.key).startswith("subject-")]
    assert numbers
    assert all(number.startswith("subject-CN") for number in numbers)
    fill(page, "subject", words="披萨烤盘")
    assert page.multiselect(key="facet_country").value == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_says_matched_partial_and_missing_and_shows_the_passages(world: World, visit: Visit, language: Language) -> None:  # fmt: skip
    page = fill(visit("search", language), "patentability", text=INVENTION.claim("zh"))
    cells = page.table[0].value.to_csv()
    tell = words(language)
    assert all(tell(f"found_{found}") in cells for found in ("matched", "partial", "missing"))
    assert page.table[0].value.shape[0] == 5  # the subject and four features
    opened = next(each for each in page.expander if "CN1000001B" in each.label)
    assert "导流罩将鸟偏转到管道外侧" in "".join(each.value for each in opened.markdown)


def test_a_risk_table_never_says_whether_something_infringes(world: World, visit: Visit) -> None:
    page = fill(visit("search", "en"), "fto", text=inventions()[10].claim("en"), countries=["US"])
    told = said_on(page)
    assert words("en")("open_head").strip("*") in told.replace("*", "")
    assert "Whether there is infringement is for a professional to judge" in told
    assert "US1000102B2" in page.table[0].value.to_csv()


def test_a_record_opens_from_a_hit_and_the_way_back_keeps_the_results(world: World, visit: Visit) -> None:
    page = fill(visit("search"), "subject", words="喷气发动机防鸟撞装置")
    page.button(key="subject-CN1000001B").click().run()
    assert page.query_params["n"] == "CN1000001B"
    assert page.header[0].value == "喷气发动机防鸟撞装置"
    assert {"法律状态", "著录信息", "权利要求", "时间线", "同族", "来源"} <= {tab.label for tab in page.tabs}
    page.button(key="back").click().run()
    assert "n" not in page.query_params
    assert page.text_area(key="q_subject_words").value == "喷气发动机防鸟撞装置"
    assert any(button.key == "subject-CN1000001B" for button in page.button)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_record_shows_claims_status_and_arithmetic(world: World, visit: Visit, language: Language) -> None:
    page = visit("search", language, n="CN1000001B")
    told = said_on(page)
    assert texts(language)["claim_head"].format(number=1, dependents=1) in told
    term = page.table[0].value.to_csv()
    assert "2003-03-01" in term  # it counts from the filing date
    assert "2023-03-01" in term
    assert "← 1" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_records_the_page_says_what_to_do(empty: World, visit: Visit, language: Language) -> None:
    page = visit("search", language)
    assert [each.value for each in page.info] == [texts(language)["no_patents"]]
    page.segmented_control(key="q_kind").set_value("trademark").run()
    assert [each.value for each in page.info] == [texts(language)["no_marks"]]


@pytest.mark.parametrize(
    ("kind", "values", "zh", "en"),
    [
        ("subject", {"words": ""}, "请写出要检索的技术内容", "Say what to search for"),
        ("patentability", {"text": "短"}, "太短", "too short"),
        ("fto", {"text": INVENTION.claim("zh"), "countries": []}, "请选择要实施的国家", "Choose the countries"),
        ("invalidity", {"number": "nonsense"}, "", "nonsense"),
        ("invalidity", {"number": "CN1000001B", "claims": "one"}, "不是权利要求的编号", "is no claim number"),
        ("status", {"number": "CN9999999B"}, "没有“CN9999999B”的记录", "No record of “CN9999999B”"),
        ("patentee", {"name": " "}, "请写出权利人的名称", "give the name of the holder"),
        ("patentee", {"name": "x", "classes": "??"}, "分类号应写成", "is no"),
        ("trademark", {"word": "!"}, "请给出要查的商标文字", "Give the words of the mark"),
        ("trademark", {"word": "a", "nice": "99"}, "没有第 99 类", "no class 99"),
    ],
)
def test_what_is_refused_is_said_in_one_sentence_of_the_pages_language(
    world: World, visit: Visit, kind: str, values: dict[str, object], zh: str, en: str
) -> None:
    page = fill(visit("search"), kind, **values)
    for language, sentence in (("zh", zh), ("en", en)):
        page.segmented_control(key="language").set_value(language).run()
        page.button(key=f"run_{kind}").click().run()
        assert len(page.warning) == 1
        assert sentence in page.warning[0].value.replace("\\", "")
        assert not page.error


def test_what_a_visitor_types_is_shown_as_typed(world: World, visit: Visit) -> None:
    page = fill(visit("search"), "patentee", name="![x](https://evil.example/a.png) $x$ <b>")
    raw = "".join(str(each.value) for each in [*page.markdown, *page.info, *page.caption])
    assert "](https://evil" not in raw
    assert "<b>" not in raw


def test_a_confidential_text_is_put_into_no_link(world: World, visit: Visit) -> None:
    page = fill(visit("search"), "patentability", text=INVENTION.claim("zh"))
    assert not any("格栅" in unquote(str(link.proto.url)) for link in page.get("link_button"))
    assert words("zh")("words_withheld") in said_on(page)
    page = fill(page, "patentability", public=True)
    assert any("格栅" in unquote(str(link.proto.url)) for link in page.get("link_button"))


def test_the_log_is_shown_saved_and_run_again(world: World, visit: Visit) -> None:
    page = fill(visit("search", "en"), "subject", words="pizza baking pan")
    assert page.dataframe[0].value.shape[0] == 1
    page.button(key="again-subject").click().run()
    assert page.success[0].value == texts("en")["rerun_same"].format(count=1)


def test_the_language_stays_from_page_to_page(world: World, visit: Visit) -> None:
    page = visit("search", "en")
    page.query_params.pop("lang")
    page.switch_page("views/sources.py").run()
    assert page.title[0].value == texts("en")["sources_title"]
    assert page.query_params["lang"] == "en"


@pytest.fixture
def broken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr("ui.search_runs.search_subject", fail)


def test_a_defect_of_ours_is_called_one_and_tells_nothing(broken: None, visit: Visit) -> None:
    page = fill(visit("search"), "subject", words="x y z")
    assert [each.value for each in page.error] == [texts("zh")["defect"]]
    assert "secret" not in json.dumps([each.value for each in page.error])
