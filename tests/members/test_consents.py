"""Consents: to a text of one version and one receiver, withdrawn at any time; without one nothing leaves for an external model."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from assistant.assistant import finish
from assistant.world import World
from knowledge.law.library import LawLibrary
from tests.members.desk import member_world
from tests.members.room import RECEIVER, Room
from tests.openai_server import OpenAIServer, Say
from tests.trade.audits import audit
from tools.approvals.telling import card_text
from tools.members.consents import EXTERNAL_MODEL, SHARE_CONTACT, consented, give, purposes
from tools.members.member_tables import ConsentRow
from tools.members.reading import consents_of
from tools.members.withdrawing import withdraw_consent
from tools.refused import Refused

# What the texts say of each article of the Personal Information Protection Law, in its own words.
RELIED_ON = {
    13: "取得个人的同意", 14: "自愿、明确", 15: "便捷的撤回同意的方式", 16: "不得以个人不同意处理其个人信息或者撤回同意为由", 23: "单独同意",
    38: "应当具备下列条件之一", 39: "取得个人的单独同意",
}  # fmt: skip


@pytest.fixture
def room() -> Room:
    return Room()


def test_every_provision_the_texts_rest_on_is_in_force_and_says_so(library: LawLibrary) -> None:
    named = {key for purpose in purposes().values() for key in purpose.provisions}
    assert {int(key.rpartition("art")[2]) for key in named} == set(RELIED_ON)
    for key in named:
        article = library.by_key(key)
        assert article
        assert article.version.in_force_from <= date(2026, 11, 22)
        assert article.version.in_force_to is None
        assert RELIED_ON[int(key.rpartition("art")[2])] in article.text


def test_consent_is_given_to_the_text_shown_and_withdrawn_at_once(room: Room) -> None:
    lei = room.who("lei")
    card = room.propose("lei", "give_consent", purpose=EXTERNAL_MODEL)
    for language in ("zh", "en"):
        text = card_text(card, language)
        assert RECEIVER in text
        assert purposes()[EXTERNAL_MODEL].version in text
    room.effects.approve(lei, card.id, card.hash)
    with room.sessions() as session:
        assert consented(session, "lei", EXTERNAL_MODEL, RECEIVER)
        assert not consented(session, "ming", EXTERNAL_MODEL, RECEIVER)
        assert not consented(session, "lei", SHARE_CONTACT)
        assert not consented(session, "lei", EXTERNAL_MODEL, "Another Ltd.")  # another receiver is another consent
    withdraw_consent(room.sessions, audit(), lei, EXTERNAL_MODEL, room.now)
    with room.sessions() as session:
        assert not consented(session, "lei", EXTERNAL_MODEL, RECEIVER)
        assert session.query(ConsentRow).one().withdrawn  # what was done before keeps its ground
    with pytest.raises(Refused, match="no consent to withdraw"):
        withdraw_consent(room.sessions, audit(), lei, EXTERNAL_MODEL, room.now)


def test_a_changed_text_needs_a_new_consent(room: Room) -> None:
    room.do("lei", "give_consent", purpose=EXTERNAL_MODEL)
    lei = room.who("lei")
    with room.sessions() as session:
        found = {each.purpose: each for each in consents_of(session, lei, "Another Ltd.")}
    assert (found[EXTERNAL_MODEL].valid, found[EXTERNAL_MODEL].outdated, found[SHARE_CONTACT].valid) == (False, True, False)  # fmt: skip
    room.do("lei", "give_consent", purpose=EXTERNAL_MODEL)
    with room.sessions() as session:
        assert [row.withdrawn is None for row in session.query(ConsentRow).order_by(ConsentRow.id)] == [False, True]


def test_two_open_consents_to_one_purpose_cannot_be(room: Room) -> None:
    with room.sessions.begin() as session:
        row = give(session, "lei", SHARE_CONTACT, "", room.now())
    with pytest.raises(IntegrityError), room.sessions.begin() as session:
        session.add(ConsentRow(user="lei", purpose=SHARE_CONTACT, version="x", text=row.text, given=room.now()))


def test_a_visitor_and_an_unknown_purpose_are_refused(room: Room) -> None:
    for by, purpose, name in (("nobody", SHARE_CONTACT, "access.visitor"), ("lei", "sell_everything", "request")):
        with pytest.raises(Refused) as refused:
            room.propose(by, "give_consent", purpose=purpose)
        assert refused.value.name == name


def test_without_a_receiver_nobody_consents_to_an_external_model(tmp_path: Path) -> None:
    world = member_world(tmp_path)
    with pytest.raises(Refused, match="nothing is sent"):
        world.effects.propose(world.principal("lei"), "give_consent", {"purpose": EXTERNAL_MODEL})


def asked(world: World, user: str) -> str:
    thread = world.conversations.start(user)
    return finish(world.assistant.ask(thread, world.principal(user), "你好")).mode


def test_without_consent_no_word_reaches_an_external_model(tmp_path: Path) -> None:
    with OpenAIServer() as server:
        server.script(Say("您好，请说。"))
        world = member_world(tmp_path, **server.settings(model_receiver=RECEIVER))
        assert asked(world, "lei") == "offline"
        assert server.requests == []
        card = world.effects.propose(world.principal("lei"), "give_consent", {"purpose": EXTERNAL_MODEL})
        world.effects.approve(world.principal("lei"), card.id, card.hash)
        assert asked(world, "lei") == "test"
        sent = len(server.requests)
        assert sent
        withdraw_consent(world.sessions, world.audit, world.principal("lei"), EXTERNAL_MODEL, world.now)
        assert asked(world, "lei") == "offline"
        assert len(server.requests) == sent
