"""Introductions from both sides: what is sent, who sees it, conflicts that arise in between, time that runs out."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.agencies.rooms import AGENCY, MEMBER, OTHER, PACKET, STAFF, Room
from tools.agencies.answering import expire_introductions
from tools.agencies.introduction import list_introductions, show_introduction
from tools.agencies.keeping import add_party
from tools.agencies.tables import IntroductionRow
from tools.events import events_of
from tools.orders.days import day_of
from tools.principal import Role
from tools.refused import Refused

SHARED = {"shared_with", "task", "title", "summary", "contact", "jurisdiction", "field", "no_technical"}


@pytest.fixture
def room() -> Room:
    return Room()


def shown(room: Room, user: str, identity: str) -> object:
    with room.sessions() as session:
        return show_introduction(session, room.who(user), identity, day_of(room.now()))


def test_the_terms_list_everything_that_is_sent_and_nothing_else_is_stored(room: Room) -> None:
    found = room.match(against=["栖霞电子有限公司"])
    card = room.propose(MEMBER, "introduce", {"match": found.id, "agency": "ORG-RUIHENG", **PACKET})
    assert {clause.key for clause in card.terms.clauses} == SHARED | {
        "not_shared",
        "secrecy",
        "answer_by",
        "no_mandate",
    }
    assert [party.organisation for party in card.terms.parties] == ["ORG-QINGLAN", "ORG-RUIHENG"]
    made = room.effects.approve(room.who(MEMBER), card.id, card.hash).record
    read = shown(room, AGENCY, made)
    assert "栖霞" not in str(read), "counterparties are checked and never sent"
    assert found.id not in str(read)
    assert PACKET["contact"] in str(read)


def test_from_the_packet_to_the_thread(room: Room) -> None:
    made = room.introduce()
    room.do(AGENCY, "accept_introduction", introduction=made)
    room.do(AGENCY, "write_introduction", introduction=made, text="请先签保密协议")
    room.do(MEMBER, "write_introduction", introduction=made, text="好的")
    read = shown(room, MEMBER, made)
    assert [each.text for each in read.messages] == ["请先签保密协议", "好的"]  # type: ignore[attr-defined]
    room.do(MEMBER, "close_introduction", introduction=made)
    with pytest.raises(Refused, match="已结束"):
        room.propose(AGENCY, "write_introduction", {"introduction": made, "text": "还在吗"})
    with room.sessions() as session:
        assert [each.name for each in events_of(session, "introduction", made)] == [
            "send",
            "accept",
            "message",
            "message",
            "close",
        ]
        assert room.effects.audit.verify(session).sound
        for statement in ("update introduction_message set text = 'x'", "delete from introduction_message"):
            with pytest.raises(IntegrityError):
                session.execute(text(statement))


def test_to_others_it_does_not_exist_in_the_words_of_one_there_is_not(room: Room) -> None:
    made = room.introduce()
    for user in (OTHER, "chen"):
        with pytest.raises(Refused) as refused:
            shown(room, user, made)
        with pytest.raises(Refused) as missing:
            shown(room, user, "INR-999999999999")
        assert str(refused.value).replace(made, "ID") == str(missing.value).replace("INR-999999999999", "ID")
        with room.sessions() as session:
            assert list_introductions(session, room.who(user), day_of(room.now())) == []
        with pytest.raises(Refused, match="没有找到"):
            room.propose(user, "accept_introduction", {"introduction": made})
    with pytest.raises(Refused, match="角色"):
        shown(room, STAFF, made)


def test_each_step_is_for_its_side(room: Room) -> None:
    made = room.introduce()
    for user, effect in ((MEMBER, "accept_introduction"), (AGENCY, "withdraw_introduction")):
        with pytest.raises(Refused) as refused:
            room.propose(user, effect, {"introduction": made})
        assert refused.value.name == "introduction.side"
    with pytest.raises(Refused, match="待机构答复"):
        room.propose(MEMBER, "write_introduction", {"introduction": made, "text": "在吗"})
    room.do(AGENCY, "decline_introduction", introduction=made, reason="本月已满")
    assert shown(room, MEMBER, made).reason == "本月已满"  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="已谢绝"):
        room.propose(AGENCY, "accept_introduction", {"introduction": made})


def test_a_conflict_taken_on_in_between_stops_the_acceptance(room: Room) -> None:
    made = room.introduce(against=["栖霞电子有限公司"])
    card = room.propose(AGENCY, "accept_introduction", {"introduction": made})
    add_party(room.effects, room.who(AGENCY), "深圳栖霞电子集团股份有限公司")
    with pytest.raises(Refused):
        room.effects.approve(room.who(AGENCY), card.id, card.hash)
    with pytest.raises(Refused, match="现在不能接受") as refused:
        room.propose(AGENCY, "accept_introduction", {"introduction": made})
    assert "栖霞" not in str(refused.value)
    assert shown(room, MEMBER, made).state == "sent"  # type: ignore[attr-defined]


def test_the_other_side_of_a_matter_that_an_agency_holds_is_turned_away(room: Room) -> None:
    """Chen's firm is Lin's counterparty: once the agency holds Lin's packet, Chen's match does not show it, and says no why."""
    before = room.match("chen", against=["青岚精密机械有限公司"])
    assert "ORG-YUANBO" in {each.agency.organisation for each in before.candidates}
    room.introduce("ORG-YUANBO", against=["云檬无人机科技有限公司"])
    after = room.match("chen", against=["Qinglan Precision Machinery Co., Ltd."])
    assert "ORG-YUANBO" not in {each.agency.organisation for each in after.candidates}
    silent = room.match("chen")
    assert "ORG-YUANBO" not in {each.agency.organisation for each in silent.candidates}, (
        "it acts against Chen's own firm"
    )
    assert "青岚" not in silent.model_dump_json()
    with pytest.raises(Refused) as conflict:
        room.propose("chen", "introduce", {"match": before.id, "agency": "ORG-YUANBO", **PACKET})
    with pytest.raises(Refused) as closed:
        room.propose(
            "chen", "introduce", {"match": room.match("chen", task="TM-REG").id, "agency": "ORG-HUAIAN", **PACKET}
        )
    assert str(conflict.value) == str(closed.value), (
        "a conflict is told from an agency that takes nothing on by nothing"
    )


def test_no_two_packets_of_one_matter_wait_at_one_agency(room: Room) -> None:
    found = room.match()
    request = {"match": found.id, "agency": "ORG-RUIHENG", **PACKET}
    cards = [room.propose(MEMBER, "introduce", request) for _ in range(2)]
    room.effects.approve(room.who(MEMBER), cards[0].id, cards[0].hash)
    with pytest.raises(Refused, match="已收到"):
        room.effects.approve(room.who(MEMBER), cards[1].id, cards[1].hash)


def test_an_expired_packet_lapses(room: Room) -> None:
    made = room.introduce()
    room.later = timedelta(days=9)
    assert shown(room, MEMBER, made).state == "expired"  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="已过期"):
        room.propose(AGENCY, "accept_introduction", {"introduction": made})
    assert expire_introductions(room.effects, room.who(STAFF)) == 1
    assert expire_introductions(room.effects, room.who(STAFF)) == 0
    with room.sessions() as session:
        assert session.get_one(IntroductionRow, made).state == "expired"
    with pytest.raises(Refused):
        expire_introductions(room.effects, room.who(MEMBER))


def test_technical_content_goes_only_with_the_tick_and_an_unfiled_invention_is_warned_of(room: Room) -> None:
    request = {
        "match": room.match().id,
        "agency": "ORG-RUIHENG",
        **PACKET,
        "unfiled": True,
        "technical": "铰链包括两个凸轮",
    }
    with pytest.raises(Refused, match="没有勾选"):
        room.propose(MEMBER, "introduce", request)
    card = room.propose(MEMBER, "introduce", {**request, "share_technical": True})
    assert {"technical", "unfiled_technical"} <= {clause.key for clause in card.terms.clauses}
    plain = room.propose(MEMBER, "introduce", {**request, "technical": ""})
    warned = next(clause for clause in plain.terms.clauses if clause.key == "unfiled")
    assert warned.provision == "cn/patent-law@2021-06-01/art24"


def test_somebody_elses_match_cannot_be_used(room: Room) -> None:
    found = room.match()
    with pytest.raises(Refused, match="没有找到"):
        room.propose("chen", "introduce", {"match": found.id, "agency": "ORG-RUIHENG", **PACKET})


def test_the_number_of_counterparties_a_day_is_bounded(room: Room) -> None:
    """So that nobody learns, name by name, whom each agency stands for."""
    stems = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    for stem in stems:
        room.match(against=[f"{stem}川有限公司"])
    room.match(against=["北京甲川股份有限公司"])  # one that was named already
    with pytest.raises(Refused, match="20"):
        room.match(against=["戌川有限公司"])
    room.later = timedelta(days=2)
    assert room.match(against=["戌川有限公司"]).id


def test_a_public_body_gets_names_without_an_order_of_merit(room: Room) -> None:
    with room.sessions.begin() as session:
        session.execute(text("update organisation set kind = 'government' where id = 'ORG-QINGLAN'"))
    found = room.match()
    assert not found.ranked
    assert [each.agency.name_en for each in found.candidates] == sorted(
        (each.agency.name_en for each in found.candidates), key=str.casefold
    )
    assert "cn/patent-law@2021-06-01/art79" in found.provisions
    assert all(each.points is None and not each.parts for each in found.candidates)
    assert room.who(MEMBER).role is Role.MEMBER
