"""The evidence of an installation: patents by any way to write a number, marks and those that are like them."""

from datetime import date
from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from knowledge.patents.status import State
from knowledge.patents.store import PatentStore
from knowledge.trademarks.store import MarkStore
from retrievers.embeddings import Encoder
from retrievers.trademarks.index import MarkIndex
from retrievers.trademarks.search import MarkSearcher
from tests.trade.exchange_world import PATENT, TODAY, patent
from tests.trademark_marks import mark
from tools.exchange.evidence import NoEvidence, mark_id, right_keys
from tools.exchange.records import HeldRecords
from tools.refused import Refused

MARKS = [
    mark(90000001, "青岚", 30, groups=("3002",), names=("茶",)),
    mark(90000002, "青岚山", 30, groups=("3002",), names=("茶饮料",)),
    mark(90000003, "青岚", 9, groups=("0901",), names=("计算机软件",)),
    mark(90000004, "青岚茶", 30, groups=("3002",), names=("茶",)).model_copy(update={"holder": "别家有限公司"}),
    mark(90000005, "青岚记", 30, groups=("3002",), names=("茶",), expires=date(2020, 1, 1)),
]


@pytest.fixture
def evidence(tmp_path: Path) -> HeldRecords:
    patents = PatentStore(tmp_path / "patents.db")
    patents.upsert(patent(PATENT, "青竹机械有限公司"))
    marks = MarkStore(tmp_path / "marks.db")
    marks.upsert_all(MARKS)
    index = MarkIndex(tmp_path / "index.db", Encoder("fake", DeterministicFakeEmbedding(size=512)))
    index.update(marks)
    return HeldRecords(lambda: patents, lambda: MarkSearcher(marks, index))


def test_a_patent_is_found_however_its_number_is_written_and_has_the_same_keys(evidence: HeldRecords) -> None:
    forms = (PATENT, "CN108556365", " cn 108556365 A ", "CN 108556365 a")
    assert [str(evidence.patent(form)[0].number) for form in forms] == [PATENT] * 4
    assert len({right_keys(evidence, "patent", form) for form in forms}) == 1
    standing = evidence.standing(PATENT, TODAY)
    assert standing is not None
    assert standing.state is State.IN_FORCE


def test_nothing_held_is_no_finding(evidence: HeldRecords) -> None:
    assert evidence.patent("CN999000101B") == [] == evidence.patent("no number")
    assert evidence.standing("CN999000101B", TODAY) is None
    assert evidence.marks("7") == [] == evidence.marks("no number")
    nothing = NoEvidence()
    assert (nothing.patent(PATENT), nothing.standing(PATENT, TODAY), nothing.marks("1"), nothing.similar(MARKS[0], TODAY)) == ([], None, [], None)  # fmt: skip


def test_similar_marks_are_the_holders_own_alive_and_for_similar_goods(evidence: HeldRecords) -> None:
    found = evidence.similar(MARKS[0], TODAY)
    assert found is not None
    assert [each.id for each in found] == ["CN90000002"]


def test_where_nobody_could_look_there_is_no_answer(evidence: HeldRecords) -> None:
    assert evidence.searcher is not None
    figurative = MARKS[0].model_copy(update={"words": ""})
    assert evidence.similar(figurative, TODAY) is None
    evidence.searcher.store.upsert(mark(90000009, "新的", 30))  # not indexed yet
    assert evidence.similar(MARKS[0], TODAY) is None
    assert HeldRecords(evidence.open_patents).similar(MARKS[0], TODAY) is None
    assert HeldRecords(evidence.open_patents).marks("90000001") == []


@pytest.mark.parametrize(("text", "key"), [("第 1234567 号", "CN1234567"), ("CN01234567", "CN1234567"), ("US 87654321", "US87654321"), ("G1234567", "CNG1234567")])  # fmt: skip
def test_a_mark_without_an_office_is_chinas(text: str, key: str) -> None:
    assert mark_id(text) == key


@pytest.mark.parametrize(("subject", "number"), [("patent", "hello"), ("trademark", "青竹"), ("software", "SR")])
def test_what_is_no_number_is_refused(subject: str, number: str) -> None:
    with pytest.raises(Refused, match="is no") as error:
        right_keys(NoEvidence(), subject, number)
    assert error.value.name == "listing.number"
