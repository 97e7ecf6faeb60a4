"""A case from the words to the reply: labels with reasons, duplicates, the queue, every step with its history."""

import json
from datetime import date

import pytest
from sqlalchemy.exc import DatabaseError

from knowledge.language import normalise
from knowledge.law.library import LawLibrary
from tests.trade.audits import entered
from tests.triage.room import ADMIN, CHEN, LI, LIN, REFUSED, SONG, SU, Room
from tools.events import EventRow
from tools.principal import Principal
from tools.refused import Refused
from tools.triage import acting
from tools.triage.correcting import correct_case, corrections
from tools.triage.drafting import Answer, draft_reply
from tools.triage.listing import Wanted, list_queue, stats
from tools.triage.seats import seat_staff
from tools.triage.showing import list_my_inquiries, show_case, show_inquiry
from tools.triage.tables import ReplyRow

ANGRY = "你们的服务太差了！！！三天没人回复，马上给我处理培训发票！！！"
STAFF_ACTS = {
    "take": lambda room, who, case: acting.take_case(room.effects, who, case),
    "assign": lambda room, who, case: acting.assign_case(room.effects, who, case, "song"),
    "release": lambda room, who, case: acting.release_case(room.effects, who, case),
    "snooze": lambda room, who, case: acting.snooze_case(room.effects, who, case, 1),
    "merge": lambda room, who, case: acting.merge_case(room.effects, who, case, case),
    "close": lambda room, who, case: acting.close_case(room.effects, who, case, "已电话答复"),
    "correct": lambda room, who, case: correct_case(room.effects, who, case, "segment", "trader"),
    "draft": lambda room, who, case: draft_reply(room.effects, who, case, lambda q, lang: Answer("", ())),
    "reply": lambda room, who, case: room.reply(who, case, "已收到，正在处理。"),
    "show": lambda room, who, case: _shown(room, who, case),
}


def _shown(room: Room, who: Principal, case: str) -> object:
    with room.sessions() as session:
        return show_case(session, who, case)


@pytest.fixture
def room(library: LawLibrary) -> Room:
    return Room(library)


def test_an_inquiry_becomes_a_case_that_says_why(room: Room) -> None:
    case = _shown(room, SU, room.ask(LIN, REFUSED))
    assert (case.labels["right"], case.labels["urgency"], case.deadline) == ("mark", "urgent", date(2026, 11, 27))
    assert case.labels["licence"] == "trademark_agency"
    assert case.summary["next"][0] == "act_by:2026-11-27"
    words = {each.label: each.words for each in case.why}
    assert set(words["urgency"]) == {"驳回通知书", "11月12日"}
    assert all(word in normalise(REFUSED) for word in words["right"])
    assert [each.name for each in case.history] == ["receive"]


def test_a_legal_period_outranks_an_angry_tone(room: Room) -> None:
    room.ask(CHEN, ANGRY)
    quiet = room.ask(LIN, REFUSED)
    with room.sessions() as session:
        assert next(each.id for each in list_queue(session, SU, room.moment)) == quiet


def test_the_same_matter_of_the_same_sender_is_a_duplicate_and_of_another_is_not(room: Room) -> None:
    first, again = room.ask(LIN, REFUSED, "a"), room.ask(LIN, REFUSED + "急", "b")
    other = room.ask(CHEN, REFUSED, "c")
    assert _shown(room, SU, again).duplicate_of == first
    assert _shown(room, SU, other).duplicate_of is None
    with pytest.raises(Refused, match="同一人"):
        acting.merge_case(room.effects, SU, other, first)
    assert acting.merge_case(room.effects, SU, again, first).state == "merged"


def test_the_same_number_of_another_member_is_told_as_an_id_alone(room: Room) -> None:
    first = room.ask(LIN, "专利 ZL202310123456.7 想转让，底价保密 CANARY")
    second = room.ask(CHEN, "想对 ZL202310123456.7 提无效")
    case = _shown(room, SU, second)
    assert case.same_number == (first,)
    assert "CANARY" not in case.model_dump_json()


def test_members_see_their_own_state_and_replies_and_nothing_else(room: Room) -> None:
    case = room.ask(LIN, REFUSED)
    acting.take_case(room.effects, SU, case)
    room.reply(SU, case, "请提供驳回通知书扫描件。")
    with room.sessions() as session:
        [mine] = list_my_inquiries(session, LIN)
        assert [each.text for each in mine.replies] == ["请提供驳回通知书扫描件。"]
        assert list_my_inquiries(session, LI) == []
        for other in (LI, CHEN):
            with pytest.raises(Refused) as theirs:
                show_inquiry(session, other, case)
            with pytest.raises(Refused) as missing:
                show_inquiry(session, other, "INQ-NOBODY")
            assert str(theirs.value).replace(case, "") == str(missing.value).replace("INQ-NOBODY", "")
        assert "su" not in mine.model_dump_json()


@pytest.mark.parametrize("act", STAFF_ACTS)
def test_only_staff_act_on_cases_and_never_on_their_own(room: Room, act: str) -> None:
    theirs, own = room.ask(LIN, REFUSED), room.ask(SU, "我自己的咨询：培训发票")
    for who in (LIN, CHEN, Principal("x")):
        with pytest.raises(Refused) as refused:
            STAFF_ACTS[act](room, who, theirs)
        assert refused.value.name.startswith("access.")
    words = []
    for case in (own, "INQ-0000000000"):
        with pytest.raises(Refused) as refused:
            STAFF_ACTS[act](room, SU, case)
        words.append(str(refused.value).replace(case, "ID"))
    assert words[0] == words[1]


def test_a_case_goes_its_way_and_every_step_is_in_its_history_and_the_audit(room: Room) -> None:
    case = room.ask(LIN, REFUSED)
    acting.take_case(room.effects, SU, case)
    with pytest.raises(Refused, match="处理中"):
        acting.take_case(room.effects, SONG, case)
    acting.assign_case(room.effects, SU, case, "song")
    room.reply(SONG, case, "答复如下，请查收。")
    acting.close_case(room.effects, SONG, case)
    acting.reopen_case(room.effects, LIN, case, "还有问题")
    names = [each.name for each in _shown(room, SU, case).history]
    assert names == ["receive", "take", "assign", "reply", "close", "reopen"]
    actions = [action for _, action in entered(room.sessions)]
    assert {"take case", "assign case", "approve reply_inquiry", "close case", "reopen case"} <= set(actions)
    with pytest.raises(DatabaseError), room.sessions.begin() as session:
        session.query(EventRow).delete()


def test_a_reply_goes_out_by_approval_of_exactly_these_words(room: Room) -> None:
    case = room.ask(LIN, REFUSED)
    with pytest.raises(Refused):
        room.effects.propose(SU, "reply_inquiry", {"inquiry": case, "text": "不能答复未受理的"})
    acting.take_case(room.effects, SU, case)
    card = room.effects.propose(SU, "reply_inquiry", {"inquiry": case, "text": "第一稿，请确认。"})
    assert any(clause.values.get("text") == "第一稿，请确认。" for clause in card.terms.clauses)
    with room.sessions() as session:
        assert session.query(ReplyRow).count() == 0
    correct_case(room.effects, SONG, case, "segment", "trader")
    with pytest.raises(Refused):  # the case has changed since the card was shown
        room.effects.approve(SU, card.id, card.hash)
    room.reply(SU, case, "第二稿，请确认。")
    with pytest.raises(DatabaseError), room.sessions.begin() as session:
        session.query(ReplyRow).update({"text": "改过"})


def test_capacity_holds_but_not_against_a_legal_period(room: Room) -> None:
    seat_staff(room.effects, ADMIN, "su", "learning", 1)
    cases = [room.ask(LIN, f"请问第{n}期培训班什么时候开课？", str(n)) for n in ("三", "九")]
    acting.take_case(room.effects, SU, cases[0])
    with pytest.raises(Refused, match="上限 1"):
        acting.take_case(room.effects, SU, cases[1])
    assert acting.take_case(room.effects, SU, room.ask(LIN, REFUSED)).assignee == "su"
    with pytest.raises(Refused):
        acting.assign_case(room.effects, SONG, cases[1], "lin")


def test_a_case_is_not_put_off_past_its_period_nor_closed_without_a_word(room: Room) -> None:
    case = room.ask(LIN, REFUSED)
    with pytest.raises(Refused, match="2026-11-27"):
        acting.snooze_case(room.effects, SU, case, 9)
    with pytest.raises(Refused, match="理由"):
        acting.close_case(room.effects, SU, case)
    acting.snooze_case(room.effects, SU, case, 2)
    with room.sessions() as session:
        assert list_queue(session, SU, room.moment) == []
        assert [each.id for each in list_queue(session, SU, room.later(days=2))] == [case]
    assert acting.escalate_cases(room.effects, SU) == [case]


def test_what_waits_past_its_time_is_escalated_once(room: Room) -> None:
    case = room.ask(LIN, "请问有哪些培训课程？")
    assert acting.escalate_cases(room.effects, SU) == []
    room.later(days=9)
    assert acting.escalate_cases(room.effects, SU) == [case]
    assert acting.escalate_cases(room.effects, SU) == []
    with room.sessions() as session:
        assert stats(session, SU, room.moment)["late"] == 1


def test_a_correction_changes_the_desk_and_the_next_reading(room: Room) -> None:
    text = "蓝色鲸鱼计划的老问题，麻烦处理一下"
    case = room.ask(LIN, text)
    assert _shown(room, SU, case).needs_person
    row = correct_case(room.effects, SU, case, "sub_platform", "databases")
    assert (row.sub_platform, row.desk) == ("databases", "search")
    with room.sessions() as session:
        assert corrections(session)[0].labels["sub_platform"] == "databases"
    again = _shown(room, SU, room.ask(CHEN, "又是蓝色鲸鱼计划的老问题，请处理", "n"))
    assert again.labels["sub_platform"] == "databases"
    with pytest.raises(Refused):
        correct_case(room.effects, SU, case, "sub_platform", "cooking")
    with pytest.raises(Refused, match="持证"):
        correct_case(room.effects, SU, case, "licence", "bank")


@pytest.mark.parametrize("wanted", [Wanted(desk="nowhere"), Wanted(urgency="very"), Wanted(state="lost")])
def test_an_unknown_filter_is_refused(room: Room, wanted: Wanted) -> None:
    with room.sessions() as session, pytest.raises(Refused):
        list_queue(session, SU, room.moment, wanted)


def test_a_draft_says_the_period_and_the_law_and_is_not_sent(room: Room) -> None:
    case = room.ask(LIN, REFUSED)
    text = draft_reply(room.effects, SU, case, lambda question, language: Answer("依据：商标法第三十四条。", ()))
    assert "2026-11-27" in text
    assert "依据：商标法第三十四条。" in text
    shown = _shown(room, SU, case)
    assert (shown.draft, shown.replies) == (text, ())
    with room.sessions() as session:
        assert text not in show_inquiry(session, LIN, case).model_dump_json()
    assert json.dumps(shown.summary)
