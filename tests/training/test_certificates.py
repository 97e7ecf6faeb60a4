"""Attendance and certificates: who records it, what a number proves, and what changes are found out."""

import json
import re

import pytest
from sqlalchemy import text

from tests.training.room import Room
from tools.refused import Refused
from tools.training.certificates import certificate_html, certificate_of, verified_text, verify_certificate
from tools.training.reading import list_sessions, my_sign_ups, participants, session_named
from tools.training.seeding import demo_sessions, seed_training


@pytest.fixture
def room() -> Room:
    return Room()


def held(room: Room, name: str = "林<b>工</b>") -> tuple[str, str]:
    """A session that has begun with one who came: the sign-up and the certificate's number."""
    session = room.publish(certificate=True)
    made = room.do("lin", "sign_up", session=session, name=name).record
    room.later(days=20, hours=1)
    return made, str(room.do("su", "record_attendance", sign_up=made).data["certificate"])


def test_attendance_is_the_providers_from_the_start_on(room: Room) -> None:
    session = room.publish(by="tao", certificate=True)
    made = room.do("lin", "sign_up", session=session).record
    with pytest.raises(Refused, match="from the start"):
        room.propose("tao", "record_attendance", sign_up=made)
    room.later(days=20, hours=1)
    for user in ("lin", "chen", "pan"):
        with pytest.raises(Refused, match=f"no “{made}”"):
            room.propose(user, "record_attendance", sign_up=made)
    absent = room.do("tao", "record_attendance", sign_up=made, came="absent")
    assert "certificate" not in absent.data
    number = room.do("tao", "record_attendance", sign_up=made, came="attended").data["certificate"]
    assert room.session(session).state == "held"
    assert room.sign_up(made).state == "attended"
    assert re.fullmatch(r"CRT-[0-9A-F]{12}", str(number))
    with pytest.raises(Refused, match="attended"):
        room.propose("tao", "record_attendance", sign_up=made, came="absent")


def test_a_number_is_true_for_anybody_and_tells_no_name(room: Room) -> None:
    _, number = held(room)
    nobody = room.who("nobody")
    with room.sessions() as reading:
        found = verify_certificate(reading, nobody, f" {number.lower()} ")
        assert found.valid
        assert found.name == "林********"
        assert "林<" not in found.model_dump_json()
        assert number in verified_text(found, "en")
        assert not verify_certificate(reading, nobody, "CRT-000000000000").valid


@pytest.mark.parametrize("change", ["content", "hash", "both"])
def test_a_certificate_that_was_changed_does_not_count(room: Room, change: str) -> None:
    from tools.training.certificates import hash_of

    _, number = held(room)
    with room.sessions.begin() as writing:
        content = str(writing.scalar(text("select content from training_certificate")))
        other = json.dumps({**json.loads(content), "hours": 99}, ensure_ascii=False)
        values = {"content": other if change != "hash" else content, "hash": "0" * 64 if change == "hash" else hash_of(other) if change == "both" else hash_of(content)}  # fmt: skip
        writing.execute(text("update training_certificate set content = :content, sha256 = :hash"), values)
    lin = room.who("lin")
    with room.sessions() as reading:
        found = verify_certificate(reading, lin, number)
    assert not found.valid
    assert found.reason == "altered"


def test_the_paper_holds_no_markup_of_anybodys(room: Room) -> None:
    _, number = held(room, name="<script>alert(1)</script>")
    lin, chen = room.who("lin"), room.who("chen")
    with room.sessions() as reading:
        found = certificate_of(reading, lin, number)
        with pytest.raises(Refused, match="no “CRT"):
            certificate_of(reading, chen, number)
    for language in ("zh", "en"):
        page = certificate_html(found, language)  # type: ignore[arg-type]
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert found.sha256 in page
        assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends": "2026-11-01T10:00:00+08:00"}, {"starts": "2020-01-01T10:00:00+08:00"}, {"hours": 9}, {"place_zh": "北京"}, {"seats": 0},
        {"starts": "2026-12-24T10:00:00"}, {"price": {"minor": 100, "currency": "CNY"}, "sku": "NO-SUCH"}, {"kind": "party"}, {"code": "x y"},
        {"price": {"minor": -1, "currency": "CNY"}}, {"price": {"minor": 100, "currency": "CNY"}, "sku": "TM-REG"}, {"title_en": ""},
    ],
)  # fmt: skip
def test_a_session_that_cannot_be_is_refused(room: Room, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        room.publish(by="tao", **wrong)  # type: ignore[arg-type]


def test_who_does_not_teach_publishes_nothing_and_the_platform_charges_nothing(room: Room) -> None:
    with pytest.raises(Refused, match="on file"):
        room.publish(by="pan")
    with pytest.raises(Refused, match="on file"):
        room.publish(by="su", price=100)
    with pytest.raises(Refused, match="role"):
        room.publish(by="mo")


def test_the_demo_has_twelve_sessions_in_both_languages(room: Room) -> None:
    assert len(demo_sessions()) == 12
    assert seed_training(room.effects) == 12
    assert seed_training(room.effects) == 0
    lin = room.who("lin")
    with room.sessions() as reading:
        found = list_sessions(reading, lin, room.now())
        assert len(found) == 12
        assert [each.starts for each in found] == sorted(each.starts for each in found)
        assert {each.kind for each in found} == {"course", "intensive", "seminar", "salon", "forum"}
        assert all(each.title_zh and each.title_en and each.free == each.seats for each in found)
        for words, code in (
            ("新商标法", "TM-2027"),
            ("专利撰写实训营", "PAT-DRAFT"),
            ("trademark law seminar", "TM-2027"),
            ("engineers", "PAT-RND"),
            ("free start-up seminar", "START-IP"),
        ):
            assert [each.code for each in list_sessions(reading, lin, room.now(), words)][:1] == [code], words
        assert {each.kind for each in list_sessions(reading, lin, room.now(), "有什么沙龙")} == {"salon"}
        assert {each.price for each in list_sessions(reading, lin, room.now(), "线上免费的活动")} == {None}
        assert list_sessions(reading, lin, room.now(), "量子纠缠冶金") == []
        named = session_named(reading, lin, room.now(), "pat-rnd")
    assert room.session(named).code == "PAT-RND"


def test_each_sees_its_own_sign_ups_and_the_provider_its_participants(room: Room) -> None:
    session = room.publish(by="tao", price=98_000, seats=1)
    first, second = (room.do(user, "sign_up", session=session).record for user in ("lin", "chen"))
    lin, chen, tao, pan = map(room.who, ("lin", "chen", "tao", "pan"))
    with room.sessions() as reading:
        assert [each.id for each in my_sign_ups(reading, lin, room.now())] == [first]
        waits = my_sign_ups(reading, chen, room.now())[0]
        assert (waits.state, waits.ahead, waits.paid) == ("waiting", 0, True)
        assert [each.id for each in participants(reading, tao, session)] == [first, second]
        for who in (lin, pan):
            with pytest.raises(Refused, match="no “TSN"):
                participants(reading, who, session)
