"""The trademark search: index and hits, goods, the law of the filing date, questions, coverage, log, tool, replies."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.offline.trademark_replies import trademarks_reply
from knowledge.language import detect
from knowledge.law.library import LawLibrary
from knowledge.trademarks.nice import load_nice
from knowledge.trademarks.standing import Standing
from knowledge.trademarks.store import MarkStore
from retrievers.embeddings import Encoder, make_encoder
from retrievers.trademarks.index import MarkIndex
from retrievers.trademarks.likeness import Reason
from retrievers.trademarks.search import MarkQuery, MarkSearcher
from tests.trademark_marks import MARKS, mark
from tools.refused import Refused
from tools.search import trademark_words
from tools.search.trademark import MarkReport, Request, run_again, search_marks
from tools.search.trademark_goods import Relation, check_goods, wanted_goods
from tools.search.trademark_law import Ground, governing, provision
from tools.search.trademark_tools import TRADEMARK_CUES, read_classes, read_day, search_trademarks

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY, NEXT_YEAR = NOW.date(), date(2027, 1, 5)
Search = Callable[..., MarkReport]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> MarkSearcher:
    folder = tmp_path_factory.mktemp("marks")
    store = MarkStore(folder / "marks.db")
    store.upsert_all(MARKS)
    index = MarkIndex(folder / "index.db", make_encoder("bundled"))
    assert index.update(store) == len(MARKS)
    assert index.update(store) == 0
    return MarkSearcher(store, index)


@pytest.fixture
def search(searcher: MarkSearcher, library: LawLibrary) -> Search:
    def run(word: str, classes: tuple[int, ...] = (), goods: str = "", filed: date = TODAY) -> MarkReport:
        return search_marks(
            searcher, library, Request(word=word, classes=classes, goods=goods, filed=filed), TODAY, lambda: NOW
        )

    return run


@pytest.mark.parametrize(
    ("word", "found", "reason"),
    [
        ("青岚", "青岚", Reason.SAME), ("青嵐", "青岚", Reason.SAME), ("岚青", "青岚", Reason.REORDERED), ("轻岚", "清岚", Reason.SAME_PINYIN),
        ("Qinglan", "青岚", Reason.PINYIN_SPELT), ("Zelmorra", "ZELMORA", Reason.SPELLING), ("蓝鲸", "BLUE WHALE", Reason.SAME_MEANING),
        ("维尔莫娜", "维尔莫拉", Reason.ONE_CHARACTER), ("青岚山房小馆", "青岚山房", Reason.CONTAINS), ("pinecone pie", "松果派", Reason.SAME_MEANING),
    ],
)  # fmt: skip
def test_a_mark_is_found_for_its_reason(searcher: MarkSearcher, word: str, found: str, reason: Reason) -> None:
    hits = {hit.mark.words: hit.likeness for hit in searcher.search(MarkQuery(word)).hits}
    assert reason in hits[found].reasons


def test_classes_narrow_a_search(searcher: MarkSearcher) -> None:
    everywhere, one = (searcher.search(MarkQuery("青岚", frozenset(classes))) for classes in ((), (30,)))
    assert {hit.mark.words for hit in one.hits} < {hit.mark.words for hit in everywhere.hits}
    assert {hit.mark.classes for hit in one.hits} == {(30,)}


def test_the_index_follows_the_store_change_by_change(tmp_path: Path) -> None:
    store, index = MarkStore(tmp_path / "m.db"), MarkIndex(tmp_path / "i.db", make_encoder("bundled"))
    searcher = MarkSearcher(store, index)
    assert searcher.search(MarkQuery("青岚")).hits == []
    assert index.update(store) == 0
    store.upsert_all(MARKS[:3])
    assert index.update(store) == 3
    store.upsert(MARKS[0].model_copy(update={"words": "维塔莱", "as_of": date(2026, 11, 1)}))
    assert index.update(store) == 1
    assert [hit.mark.words for hit in searcher.search(MarkQuery("维塔莱")).hits] == ["维塔莱"]
    assert "CN90000001" not in {hit.mark.id for hit in searcher.search(MarkQuery("青岚")).hits}
    store.delete("CN90000001", NOW)
    assert index.update(store) == 1
    assert searcher.search(MarkQuery("维塔莱")).hits == []
    other = Encoder("another", make_encoder("bundled").model)  # vectors of another kind: the index is made anew
    assert MarkIndex(tmp_path / "i.db", other).update(store) == 3  # two marks and a tombstone


def test_goods_are_compared_by_group_note_and_class() -> None:
    nice = load_nice()
    relation = lambda classes, goods, other: check_goods(nice, wanted_goods(nice, classes, goods), other).relation  # noqa: E731
    tea = MARKS[0]
    assert relation((30,), "茶", tea) is Relation.SAME_GOODS
    assert relation((30,), "冰茶", tea) is Relation.SAME_GROUP
    assert relation((30,), "咖啡", tea) is Relation.SAME_CLASS
    assert relation((30,), "", tea) is Relation.SAME_CLASS
    assert relation((9,), "软件", tea) is Relation.OTHER
    assert relation((30,), "茶饮料", mark(1, "沁露", 32, groups=("3202",))) is Relation.ACROSS
    assert (
        relation((25,), "鞋", mark(1, "x", 25, names=("凉鞋",))) is Relation.SAME_GROUP
    )  # read from the goods, no group given
    assert wanted_goods(nice, (), "手机软件").classes == (9,)
    assert wanted_goods(nice, (9,), "量子器").unknown == ("量子器",)


def test_hits_come_with_goods_and_the_closest_first(search: Search) -> None:
    report = search("青岚", (30,), "茶")
    assert [(hit.words, hit.goods.relation) for hit in report.hits[:2]] == [
        ("青岚", Relation.SAME_GOODS),
        ("清岚", Relation.SAME_CLASS),
    ]
    assert report.hits[0].score == 1.0
    assert {hit.words for hit in report.elsewhere} == set()
    assert {hit.words for hit in search("岚青", (30,), "茶").elsewhere} == {"岚青"}


def test_marks_filed_after_ours_are_told_and_come_last(search: Search) -> None:
    hits = {hit.words: hit for hit in search("青岚", (30,), "茶").hits}
    assert hits["QINGLAN"].later
    assert not search("青岚", (30,), "茶", NEXT_YEAR).hits[-1].later


def test_a_note_across_classes_brings_the_other_class(search: Search) -> None:
    report = search("沁露", (30,), "茶饮料")
    assert [(hit.words, hit.goods.relation) for hit in report.hits] == [("沁露", Relation.ACROSS)]
    assert 32 in report.log.searched_classes


def test_the_year_after_the_end_of_a_mark_follows_the_law_of_the_filing_date(search: Search) -> None:
    bars = lambda filed: {hit.words: hit.bar_until for hit in search("Firefly", (28,), filed=filed).hits}  # noqa: E731
    assert bars(TODAY) == {"FIREFLYE": date(2027, 5, 31), "FIREFLY": None}  # 2019 art. 50: revoked
    assert bars(NEXT_YEAR) == {
        "FIREFLYE": None,
        "FIREFLY": date(2027, 5, 31),
    }  # 2026 art. 49: surrendered
    assert bars(date(2027, 6, 1)) == {"FIREFLYE": None, "FIREFLY": None}


@pytest.mark.parametrize(("filed", "start", "held"), [
    (date(2019, 10, 31), date(2019, 11, 1), False), (date(2019, 11, 1), date(2019, 11, 1), True), (date(2026, 12, 31), date(2019, 11, 1), True),
    (date(2027, 1, 1), date(2027, 1, 1), True), (date(2030, 1, 1), date(2027, 1, 1), True),
])  # fmt: skip
def test_the_text_is_that_of_the_filing_date(library: LawLibrary, filed: date, start: date, held: bool) -> None:
    law = governing(library, filed)
    assert (law.in_force_from, law.held) == (start, held)


ARTICLES = {
    Ground.SIMILAR: (30, 20), Ground.FIRST: (31, 35), Ground.USE_SAME: (57, 72), Ground.USE_SIMILAR: (57, 72), Ground.YEAR_BAR: (50, 49),
    Ground.WELL_KNOWN: (13, 21), Ground.RIGHTS: (32, 24), Ground.OPPOSITION: (33, 36), Ground.INTENT: (4, 19), Ground.PARTY: (None, 15),
    Ground.STATE: (10, 15), Ground.FOREIGN_STATE: (10, 15), Ground.ORGANISATION: (10, 15), Ground.RED_CROSS: (10, 15), Ground.DECEPTIVE: (10, 15),
    Ground.PLACE: (10, 16), Ground.GENERIC: (11, 17), Ground.DESCRIPTIVE: (11, 17), Ground.WEAK: (11, 17),
}  # fmt: skip


@pytest.mark.parametrize("ground", Ground)
def test_each_ground_stands_in_its_article_of_both_texts(library: LawLibrary, ground: Ground) -> None:
    old, new = (provision(library, ground, day) for day in (TODAY, NEXT_YEAR))
    assert (old.citation, old.other) == (new.other, new.citation)
    for citation, start, article in zip(
        (old.citation, new.citation), ("2019-11-01", "2027-01-01"), ARTICLES[ground], strict=True
    ):
        assert (citation.key if citation else None) == (f"cn/trademark-law@{start}/art{article}" if article else None)
        if citation:
            text = library.by_key(citation.key)
            assert text
            assert citation.quote in text.text


def test_the_oppositions_time_limits_differ_between_the_texts(library: LawLibrary) -> None:
    limits = provision(library, Ground.OPPOSITION, TODAY)
    assert limits.citation
    assert limits.other
    assert "三个月" in limits.citation.quote
    assert "二个月" in limits.other.quote


@pytest.mark.parametrize(
    ("word", "classes", "goods", "grounds"),
    [
        ("青岚", (30,), "茶", set()), ("杭州青岚", (30,), "茶", {Ground.PLACE, Ground.DECEPTIVE}), ("茶", (30,), "茶", {Ground.GENERIC, Ground.WEAK}),
        ("优质好吃", (30,), "", {Ground.DESCRIPTIVE}), ("Paris Velto", (25,), "", {Ground.PLACE, Ground.DECEPTIVE}), ("8", (9,), "", {Ground.WEAK}),
        ("红十字青岚", (5,), "", {Ground.RED_CROSS}), ("中国青岚", (9,), "", {Ground.STATE}), ("青岚", (9, 35, 42), "", {Ground.INTENT}),
        ("Parisian", (25,), "", set()), ("有机青岚", (30,), "", {Ground.DECEPTIVE}), ("青岚县", (30,), "", {Ground.PLACE, Ground.DECEPTIVE}),
    ],
)  # fmt: skip
def test_absolute_grounds_are_asked_and_not_decided(
    search: Search, word: str, classes: tuple[int, ...], goods: str, grounds: set[Ground]
) -> None:
    asked = search(word, classes, goods).questions
    assert {question.ground for question in asked} == grounds
    assert all(
        question.text.zh.endswith("？") and question.text.en.endswith("?") and question.provision.citation
        for question in asked
    )


def test_a_ground_the_governing_text_does_not_know_is_not_asked(search: Search) -> None:
    assert Ground.PARTY not in {question.ground for question in search("党徽青岚", (9,)).questions}
    assert Ground.PARTY in {question.ground for question in search("党徽青岚", (9,), filed=NEXT_YEAR).questions}


def test_what_was_searched_and_what_was_not_is_said(search: Search, library: LawLibrary, tmp_path: Path) -> None:
    told = search("青岚", (30,)).coverage
    assert f"{len(MARKS)} 件" in told[0].zh
    assert "2019-12-02" in told[0].en
    assert any("盲查期" in line.zh and "blind period" in line.en for line in told)
    empty = MarkSearcher(MarkStore(tmp_path / "m.db"), MarkIndex(tmp_path / "i.db", make_encoder("bundled")))
    nothing = search_marks(empty, library, Request(word="青岚", filed=TODAY), TODAY, lambda: NOW)
    assert "没有收录任何商标记录" in nothing.coverage[0].zh
    assert nothing.hits == ()


def test_a_log_runs_again_and_tells_what_changed(search: Search, searcher: MarkSearcher, library: LawLibrary) -> None:
    first = search("青岚", (30,), "茶")
    log = type(first.log).model_validate_json(first.log.model_dump_json())
    again, new, gone = run_again(searcher, library, log, lambda: NOW)
    assert (again.log, new, gone) == (first.log, (), ())
    less = log.model_copy(update={"keys": log.keys[1:]})
    assert run_again(searcher, library, less, lambda: NOW)[1] == (log.keys[0],)


@pytest.mark.parametrize("word", ["", "  ", "。。", "长" * 101])
def test_a_word_that_is_none_is_refused_in_both_languages(search: Search, word: str) -> None:
    with pytest.raises(Refused, match="/ Give the words"):
        search(word)


def test_classes_and_days_that_are_none_are_refused(search: Search) -> None:
    with pytest.raises(Refused, match="46"):
        search("青岚", (46,))
    assert read_classes("第9类、42") == (9, 42)
    assert read_day("2027-01-05", TODAY) == NEXT_YEAR
    for wrong in (lambda: read_classes("软件"), lambda: read_day("someday", TODAY)):
        with pytest.raises(Refused):
            wrong()


@pytest.mark.parametrize(("kind", "names"), [("reasons", Reason), ("relations", Relation), ("standings", Standing)])
def test_everything_that_can_be_told_has_its_words(kind: str, names: Any) -> None:
    assert trademark_words.names(kind) == {name.value for name in names}


def test_the_tool_tells_the_model_what_was_found_and_cites(searcher: MarkSearcher, library: LawLibrary) -> None:
    desk = SimpleNamespace(as_of=TODAY, language="zh", library=library, marks=searcher, now=lambda: NOW)
    steps: list[object] = []
    runtime = SimpleNamespace(context=desk, stream_writer=steps.append)
    text, artifact = search_trademarks.func("青岚", runtime, classes="30", goods="茶", filed="2027-01-05")  # type: ignore[attr-defined]
    assert "青岚 (CN 90000001" in text
    assert artifact["kind"] == "trademarks"
    report = MarkReport.model_validate(artifact["data"])
    assert report.governing.new
    assert {citation["key"] for citation in artifact["citations"]} == {citation.key for citation in report.citations()}
    assert len(steps) == 1
    assert set(search_trademarks.tool_call_schema.model_json_schema()["properties"]) == {
        "word",
        "classes",
        "goods",
        "filed",
    }  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "wants"),
    [("帮我查一下“青岚”商标有没有被注册", True), ("有没有和青岚近似的商标？", True), ("Is the name Zelmora taken?", True), ("Please search for similar trademarks to Zelmora", True),
     ("商标续展什么时候办？", False), ("How long does a patent last?", False), ("商标异议期是多久", False)],
)  # fmt: skip
def test_cues_want_a_search_and_not_a_rule(text: str, wants: bool) -> None:
    import re

    assert any(re.search(cue, text, re.IGNORECASE) for cue in TRADEMARK_CUES) is wants


@pytest.mark.parametrize("filed", [TODAY, NEXT_YEAR, date(2018, 5, 1)])
def test_the_reply_says_the_same_in_both_languages_and_no_verdict(search: Search, filed: date) -> None:
    report = search("杭州青岚", (30,), "茶，量子器", filed)
    chinese, english = trademarks_reply(report, "zh"), trademarks_reply(report, "en")
    keys = {citation.key for citation in report.citations()}
    for text, words in (
        (chinese, ("检索范围", "不是能否注册", "盲查期")),
        (english, ("What was searched", "not a finding", "blind period")),
    ):
        assert all(word in text for word in words)
        assert {key for key in keys if key in text} >= {
            basis.citation.key for basis in report.provisions if basis.ground is Ground.SIMILAR and basis.citation
        }
        assert "{" not in text
        assert "None" not in text
    assert detect(chinese) == "zh"
    assert "量子器" in chinese


def test_a_reply_without_hits_does_not_say_free(search: Search) -> None:
    reply = trademarks_reply(search("库瓦斯特林", (12,)), "zh")
    assert "这不说明没有" in reply
