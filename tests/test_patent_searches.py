"""The status and patentee searches, and `ipos patent show`, over a small store of records written here."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run
from knowledge.law.library import LawLibrary
from knowledge.patents.numbers import parse_publication
from knowledge.patents.record import Event, Party, Patent, Right, Source, Stage, Symbol, Texts
from knowledge.patents.status import State
from knowledge.patents.store import PatentStore
from tests.conftest import TODAY
from tools.refused import Refused
from tools.search.patentee import patentee
from tools.search.status import status_of

SEEN = {"events": Source(raw="a" * 64, importer="cnipa", place="row 2", retrieved=datetime(2026, 11, 1, tzinfo=UTC))}
CLAIMS = (
    "1.一种轨枕，包括轨枕本体，其特征在于：所述本体设有预留孔。",
    "2.根据权利要求1所述的轨枕，其特征在于，所述预留孔为U形。",
)


def record(number: str, holder: str, filed: date, published: date, **fields: Any) -> Patent:
    data: dict[str, Any] = {
        "stage": Stage.GRANT,
        "filed": filed,
        "published": published,
        "holders": (Party(name=holder),),
    } | fields
    return Patent(number=parse_publication(number), printed=number, **data)


RECORDS = [
    record("CN202644312U", "海安县建莲商品混凝土有限公司", date(2020, 5, 31), date(2021, 1, 2), right=Right.UTILITY_MODEL, application="CN202020249767.9", language="zh",
           texts={"zh": Texts(title="一种钢筋混凝土轨枕", abstract="弹性好。", claims=CLAIMS), "en": Texts(title="Reinforced concrete sleeper")}, symbols=(Symbol(scheme="IPC", code="E01B 3/32", first=True),),
           members=("US9000000B2", "EP1234567A1"), events=(Event(day=date(2023, 5, 1), code="TR01", text="专利权转移", effect="assigned"),), sources=SEEN),
    record("US9000000B2", "Hai'an Jianlian Concrete Co., Ltd.", date(2014, 1, 29), date(2015, 4, 7), texts={"en": Texts(title="Sleeper")}, language="en"),
    record("US9000001B2", "SIEMENS AG", date(2012, 1, 29), date(2015, 4, 7), symbols=(Symbol(scheme="CPC", code="F02C 7/055"),)),
    record("US20140000001A1", "Siemens Aktiengesellschaft", date(2012, 1, 29), date(2014, 1, 2), stage=Stage.APPLICATION, application="US13/000001"),
    record("US9000002B2", "Siemens Aktiengesellschaft", date(2012, 1, 29), date(2016, 1, 5), application="US13/000001"),
    record("US9000003B2", "SIEMENS CORP", date(2012, 1, 29), date(2016, 1, 5)), record("DE102012000389A1", "SIEMENS", date(2012, 1, 10), date(2013, 7, 11), stage=Stage.APPLICATION),
    record("US9000004B2", "Dresser-Rand Company", date(2003, 1, 29), date(2006, 1, 5)),
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> PatentStore:
    held = PatentStore(tmp_path / "home" / "patents" / "patents.db")
    for each in RECORDS:
        held.upsert(each)
    return held


@pytest.fixture
def ipos(
    store: PatentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["patent", *arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return command


@pytest.mark.parametrize(
    "typed",
    ["CN202644312U", "cn 202644312 u", "CN202644312", "CN202020249767.9", "ZL 2020 2 0249767.9", "202020249767.9"],
)
def test_a_status_is_found_by_any_number(store: PatentStore, library: LawLibrary, typed: str) -> None:
    found = status_of(store, typed, TODAY, library)
    assert found.status.state is State.IN_FORCE
    assert found.status.number == "CN202644312U"
    assert {citation.locator for citation in found.citations} >= {"第四十二条"}
    assert {(member.number, member.state is None) for member in found.family} == {
        ("US9000000B2", False),
        ("EP1234567A1", True),
    }


def test_a_wrong_check_digit_is_told_and_the_record_found(store: PatentStore) -> None:
    found = status_of(store, "CN202020249767.1", TODAY)
    assert "should be 9, not 1" in found.asked.problem


@pytest.mark.parametrize(
    ("typed", "words"), [("US1234567B2", "is held here"), ("hello", "is no patent or application number")]
)
def test_what_is_not_held_is_said_so(store: PatentStore, typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        status_of(store, typed, TODAY)


def test_a_portfolio_counts_what_is_certain_and_shows_what_may_be(store: PatentStore) -> None:
    found = patentee(store, "Siemens AG", TODAY)
    assert found.names == {"Siemens Aktiengesellschaft": 2, "SIEMENS AG": 1}
    assert [str(each.patent.number) for each in found.holdings] == ["US9000002B2", "US9000001B2"]
    assert {variant.name for variant in found.variants} == {"SIEMENS CORP", "SIEMENS"}
    assert all(variant.likeness.why.zh for variant in found.variants)
    assert (found.by_year, found.by_country, found.by_right) == ({2012: 2}, {"US": 2}, {Right.INVENTION: 2})
    assert found.by_class["F02C"] == 1
    assert (found.held["US"], found.newest) == (6, date(2021, 1, 2))
    assert "十八个月" in found.lag.quote


def test_a_portfolio_takes_in_what_the_user_gives_and_can_be_narrowed(store: PatentStore) -> None:
    wide = patentee(store, "Siemens AG", TODAY, subsidiaries=["DRESSER RAND CO"])
    assert wide.names["Dresser-Rand Company"] == 1
    assert wide.by_state == {State.UNKNOWN: 2, State.EXPIRED: 1}  # no record shows whether the fees were paid
    assert len(patentee(store, "Siemens AG", TODAY, classes=("F02C 7/00",)).holdings) == 1
    assert patentee(store, "Siemens AG", TODAY, countries=frozenset({"DE"})).holdings == ()
    with pytest.raises(Refused):
        patentee(store, "  ", TODAY)


def test_a_patent_is_shown_in_both_languages(ipos: Callable[..., tuple[int, str, str]]) -> None:
    code, chinese, _ = ipos("show", "CN202644312U", "--as-of", "2026-11-22")
    assert code == 0
    for words in (
        "一种钢筋混凝土轨枕",
        "法律状态 (2026-11-22): 有效",
        "2020-05-31 + 十年 = 2030-05-31",
        "专利法第四十二条",
        "2. <- 1",
        "EP1234567A1: 这里没有记录",
        "专利权转移",
        "来源",
    ):
        assert words in chinese
    code, english, _ = ipos("show", "CN202644312U", "--lang", "en", "--as-of", "2026-11-22")
    for words in (
        "Reinforced concrete sleeper",
        "in force",
        "10 years = 2030-05-31",
        "Patent Law, Article 42",
        "not held here",
        "protected through 2030-05-30",
    ):
        assert words in english


def test_a_patent_is_shown_as_data(ipos: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = ipos("show", "CN202644312U", "--as-of", "2035-01-01", "--json")
    assert (code, err) == (0, "")
    shown = json.loads(out)
    assert set(shown) == {
        "asked",
        "record",
        "kind",
        "publications",
        "status",
        "claims",
        "claim_problems",
        "family",
        "citations",
    }
    assert (shown["status"]["state"], shown["status"]["term"]["protected_through"]) == ("expired", "2030-05-30")
    assert shown["claims"][1]["refers_to"] == [1]
    assert shown["record"]["sources"]["events"]["importer"] == "cnipa"
    assert next(c for c in shown["citations"] if c["key"].startswith("cn/"))["quote"] in (
        "发明专利权的期限为二十年，实用新型专利权的期限为十年，外观设计专利权的期限为十五年，均自申请日起计算",
        "发明专利权自公告之日起生效",
    )


def test_an_unknown_number_ends_in_one_sentence(ipos: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = ipos("show", "US1234567B2")
    assert (code, out) == (1, "")
    assert "does not mean it does not exist" in err
    assert ipos("show", "CN202644312U", "--as-of", "someday")[0] == 2
