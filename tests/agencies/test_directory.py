"""The directory: the demo, entries of one's own, import from a file, licences that staff confirm, data that hold together."""

from pathlib import Path

import pytest

from knowledge.law.library import LawLibrary
from tests.agencies.rooms import AGENCY, MEMBER, STAFF, Room
from tests.conftest import SHARED, TODAY
from tools.agencies.finding import list_agencies, match_agencies, show_agency
from tools.agencies.importing import import_directory
from tools.agencies.keeping import add_party, keep_profile, list_parties, remove_party
from tools.agencies.seeding import demo_agencies, seed_agencies
from tools.agencies.task import works
from tools.agencies.vocabulary import covers, desks, first_said, read_code
from tools.agencies.weights import weights
from tools.money import Money
from tools.refused import Refused
from tools.search.words import words_of

# What is relied on in each provision, in its own words.
RELIED_ON = {
    "cn/patent-law@2021-06-01/art79": "不得参与向社会推荐", "cn/e-commerce-law@2019-01-01/art40": "竞价排名",
    "cn/patent-law@2021-06-01/art18": "保密责任", "cn/patent-law@2021-06-01/art24": "六个月", "cn/patent-law@2021-06-01/art19": "保密审查",
    "cn/lawyers-law@2018-01-01/art39": "双方当事人", "cn/trademark-law@2027-01-01/art67": "有利益冲突的双方当事人",
    "cn/asset-appraisal-law@2016-12-01/art20": "利益冲突双方",
}  # fmt: skip


@pytest.fixture(scope="module")
def room() -> Room:
    return Room()


def test_every_provision_is_there_says_it_and_is_in_force(library: LawLibrary) -> None:
    known = weights()
    keys = {*known.provisions.values(), *(each.key for rows in known.conflicts.values() for each in rows)}
    assert keys == set(RELIED_ON)
    for key, words in RELIED_ON.items():
        article = library.by_key(key)
        assert article, key
        assert words in article.text, key
    assert known.conflict_provisions("law_firm", TODAY) == ("cn/lawyers-law@2018-01-01/art39",)
    assert known.conflict_provisions("trademark_agency", TODAY) == ()
    assert known.conflict_provisions("trademark_agency", TODAY.replace(year=2027)) == (
        "cn/trademark-law@2027-01-01/art67",
    )


def test_both_languages_have_the_same_words() -> None:
    for package in ("tools.agencies", "tools.segments"):
        assert words_of(package, "zh").names() == words_of(package, "en").names()


def test_the_demo_has_every_licence_and_every_desk(room: Room) -> None:
    found = list_agencies(room.effects, room.who(MEMBER))
    new = [row for row in demo_agencies() if "zh" in row]
    assert len(new) >= 24
    assert all(each.demo for each in found)
    kinds = {held.kind for each in found for held in each.licences if held.valid}
    assert {"patent_agency", "trademark_agency", "law_firm", "appraiser", "auction_house", "bank"} <= kinds
    assert set(desks()) == {"US", "EP", "JP", "IL", "SG"}
    for desk in desks():
        seated = match_agencies(room.effects, room.who(MEMBER), {"task": "early-warning", "jurisdiction": desk})
        assert any(each.itself for each in seated.candidates), desk
        filed = match_agencies(room.effects, room.who(MEMBER), {"task": "foreign-filing", "jurisdiction": desk})
        assert any(each.itself for each in filed.candidates), desk
    assert seed_agencies(room.sessions, room.now()) == 0


def test_every_task_finds_somebody_in_the_demo(room: Room) -> None:
    for work in works():
        found = match_agencies(
            room.effects, room.who(MEMBER), {"task": work.name, "jurisdiction": "US" if work.abroad else ""}
        )
        assert found.candidates, work.name


def test_nobody_with_a_licence_that_ran_out_is_listed(room: Room) -> None:
    found = match_agencies(room.effects, room.who(MEMBER), {"task": "PAT-INV-APP"})
    assert "ORG-JIUTA" not in {each.agency.organisation for each in found.candidates}
    assert found.left_out["licence"] >= 1


def test_few_or_none_says_what_to_relax(room: Room) -> None:
    none = match_agencies(room.effects, room.who(MEMBER), {"task": "PAT-INV-APP", "field": "A61", "language": "ja"})
    assert not none.candidates
    assert none.relax["field"] == 3
    assert none.relax["language"] == 1
    dear = match_agencies(room.effects, room.who(MEMBER), {"task": "PAT-INV-APP", "budget": Money(100_00)})
    assert not dear.candidates
    assert dear.relax == {"budget": dear.left_out["budget"]}


@pytest.mark.parametrize(
    "request_",
    [{"task": "xyzzy"}, {"task": "early-warning"}, {"task": "PAT-OA", "field": "Z99"}, {"task": "PAT-OA", "jurisdiction": "Atlantis"}, {"task": "PAT-OA", "budget": Money(0)}, {"task": "PAT-OA", "urgent": -1}, {"task": ""}, {"task": "PAT-OA", "user": "song"}],
)  # fmt: skip
def test_what_has_no_sense_is_refused(room: Room, request_: dict[str, object]) -> None:
    with pytest.raises(Refused, match="/"):
        match_agencies(room.effects, room.who(MEMBER), request_)


def test_a_visitor_matches_nothing(room: Room) -> None:
    with pytest.raises(Refused, match="登录"):
        match_agencies(room.effects, room.who("nobody"), {"task": "PAT-OA"})


def test_an_import_comes_in_unverified_and_matches_after_staff_confirmed_a_licence() -> None:
    room = Room()
    text = "agency_name,agency_code,ipc_subclasses,client_regions\n示例专利代理事务所,99001,H04L:3;G06F:1,湖北省:8\n,99002,,\n另一事务所,9-9,,\n"
    done = import_directory(room.effects, room.who(STAFF), text, "agencies.csv")
    assert (done.added, done.known, [row for row, *_ in done.refused]) == (1, 0, [3, 4])
    assert import_directory(room.effects, room.who(STAFF), text, "agencies.csv").known == 1
    entry = show_agency(room.effects, room.who(MEMBER), "ORG-A99001")
    assert (entry.verified, entry.licences, entry.lines, entry.fields, entry.region) == (
        False,
        (),
        (),
        ("H04L", "G06F"),
        "CN-HB",
    )
    room.do(STAFF, "confirm_licence", agency="ORG-A99001", licence="patent_agency", number="99001")
    entry = show_agency(room.effects, room.who(MEMBER), "ORG-A99001")
    assert (entry.verified, entry.licences[0].number, entry.lines) == (True, "99001", ("legal",))
    with pytest.raises(Refused, match="到期"):
        room.propose(
            STAFF,
            "confirm_licence",
            {"agency": "ORG-A99001", "licence": "law_firm", "number": "1", "until": "2020-01-01"},
        )


@pytest.mark.parametrize("text", ["name,code\na,b\n", "", 'agency_name,agency_code\n"a,b\n'])
def test_a_file_of_another_kind_is_refused(room: Room, text: str) -> None:
    with pytest.raises(Refused):
        import_directory(room.effects, room.who(STAFF), text, "x.csv")


def test_members_import_nothing(room: Room) -> None:
    with pytest.raises(Refused, match="角色"):
        import_directory(room.effects, room.who(MEMBER), "agency_name,agency_code\n", "x.csv")


@pytest.mark.skipif(not (SHARED / "agencies").exists(), reason="the shared data are not here")
def test_the_public_names_come_in() -> None:
    room = Room()
    source = Path(SHARED / "agencies" / "cn_agencies_from_patent_records.csv").read_text("utf-8")
    done = import_directory(room.effects, room.who(STAFF), source, "records")
    assert (done.added, done.refused) == (82, ())
    assert not any(
        each.licences or each.verified
        for each in list_agencies(room.effects, room.who(MEMBER))
        if each.source == "records"
    )


def test_whom_an_agency_stands_for_is_its_own_alone(room: Room) -> None:
    kept = add_party(room.effects, room.who(AGENCY), "岱岳电子有限公司=Daiyue Ltd.@岱岳集团", "adverse")
    assert (kept.names, kept.group, kept.side) == (("岱岳电子有限公司", "Daiyue Ltd."), "岱岳集团", "adverse")
    assert kept.id in {each.id for each in list_parties(room.effects, room.who(AGENCY))}
    assert list_parties(room.effects, room.who("yuanbo")) == []
    assert "岱岳" not in str(list_agencies(room.effects, room.who(MEMBER)))
    with room.sessions() as session:
        assert "岱岳" not in str(session.connection().exec_driver_sql("select detail, subject from audit").all())
    with pytest.raises(Refused, match="没有找到"):
        remove_party(room.effects, room.who("yuanbo"), kept.id)
    remove_party(room.effects, room.who(AGENCY), kept.id)


def test_an_entry_is_written_by_its_own_organisation(room: Room) -> None:
    keep_profile(
        room.effects,
        room.who("lan"),
        {
            "about_zh": "咨询",
            "fields": ["H04", "软件"],
            "capacity": 4,
            "jurisdictions": ["美国"],
            "bands": {"search": [{"minor": 1, "currency": "CNY"}, {"minor": 2, "currency": "CNY"}]},
        },
    )
    entry = show_agency(room.effects, room.who(MEMBER), "ORG-GUANLAN")
    assert (entry.fields, entry.jurisdictions, entry.capacity, len(entry.bands)) == (("G06", "H04"), ("US",), 4, 1)
    for wrong in (
        {"capacity": -1},
        {"verified": True},
        {"bands": {"search": [{"minor": 9}, {"minor": 2}]}},
        {"bands": {"none": [{"minor": 1}, {"minor": 2}]}},
    ):
        with pytest.raises(Refused):
            keep_profile(room.effects, room.who("lan"), wrong)


def test_codes_are_read_from_words() -> None:
    assert [read_code("fields", each) for each in ("H04L 9/00", "h04", "通信", "")] == ["H04L", "H04", "H04", ""]
    assert [
        first_said("jurisdictions", each) for each in ("去美国申请", "file in Europe", "nowhere, tell us", "US market")
    ] == ["US", "EP", "", "US"]
    assert [covers("H04", "H04L"), covers("H", "H04"), covers("H01", "H04"), covers("A61", "H04")] == [100, 70, 40, 0]
