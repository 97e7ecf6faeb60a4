"""Packets: nothing is shared before approval, only its recipient sees it, and each step is taken once."""

from collections.abc import Iterator

import pytest

from tests.trade.audits import audit
from tests.trade.exchange_world import MODEL, PATENT, SELLER, START, Market, patent
from tools.approvals.effects import Effects
from tools.approvals.telling import card_text
from tools.audit.tables import AuditRow
from tools.events import events_of
from tools.finance.effects import finance_effects
from tools.finance.packet import recipients
from tools.finance.showing import list_packets, packet_history, show_packet
from tools.finance.tables import PacketRow
from tools.members.tables import AccountRow, OrganisationRow
from tools.money import Money
from tools.principal import Principal, Role
from tools.refused import Refused

BANK, OTHER = Principal("bank", "ORG-BANK", Role.MEMBER), Principal("rival", "ORG-RIVALBANK", Role.MEMBER)
FUND, SURE = Principal("fund", "ORG-FUND", Role.INVESTOR), Principal("sure", "ORG-SURE", Role.MEMBER)
KINDS = {BANK: "bank", OTHER: "bank", FUND: "investor", SURE: "guarantor"}
FINE = {"no_licence": True, "no_dispute": True, "no_pledge": True, "no_open_licence": True, "no_invalidation": True, "core_rights_own": True, "appraised": True}  # fmt: skip


@pytest.fixture
def market() -> Iterator[Market]:
    found = Market()
    every = finance_effects(found.shelf)
    found.effects = Effects.of(found.sessions, audit(), lambda: found.moment, found.new_id, every)
    with found.sessions.begin() as session:
        for who, kind in KINDS.items():
            session.add(
                OrganisationRow(
                    id=who.organisation,
                    name_zh=f"虚构{who.user}",
                    name_en=f"Fictional {who.user}",
                    kind=kind,
                    created=START,
                )
            )
        session.flush()
        for who in KINDS:
            session.add(AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, created=START))
    yield found
    found.sessions.engine.dispose()


def asked(**other: object) -> dict[str, object]:
    return {"recipient": BANK.organisation, "numbers": (PATENT,), "amount": Money.of("3000000"), "months": 36, "purpose": "扩产", "stated": FINE, "papers": ("fees",), "consent": True, **other}  # fmt: skip


def sent(market: Market, **other: object) -> str:
    return market.do(SELLER, "send_packet", **asked(**other)).record


def seen(market: Market, who: Principal) -> list[str]:
    with market.sessions() as session:
        return [each.id for each in list_packets(session, who)]


def refused(market: Market, who: Principal, name: str, **request: object) -> str:
    with pytest.raises(Refused) as found:
        market.do(who, name, **request)
    return str(found.value)


def test_nothing_is_shared_before_the_approval(market: Market) -> None:
    card = market.propose(SELLER, "send_packet", **asked())
    assert card.state == "pending"
    assert seen(market, BANK) == seen(market, SELLER) == []
    market.effects.reject(SELLER, card.id)
    with pytest.raises(Refused):
        market.effects.approve(SELLER, card.id, card.hash)
    assert seen(market, BANK) == []


def test_the_card_lists_exactly_what_is_shared_and_with_whom(market: Market) -> None:
    card = market.propose(SELLER, "send_packet", **asked(contact="王经理"))
    for language, words in (
        ("zh", ("虚构bank", PATENT, "扩产", "王经理", "年费", "不提供任何其他内容", "接收方自行决定")),
        ("en", ("Fictional bank", PATENT, "扩产", "Receipt", "Nothing but the above")),
    ):
        text = card_text(card, language)  # type: ignore[arg-type]
        assert [word for word in words if word not in text] == []
    record = market.effects.approve(SELLER, card.id, card.hash).record
    with market.sessions() as session:
        shown = show_packet(session, BANK, record)
        assert (
            next(clause.values["digest"] for clause in card.terms.clauses if clause.key == "digest")
            == shown.digest
            == shown.packet.digest
        )
        assert shown.packet.readiness.verdict == "ready"


def test_only_the_two_parties_see_it_and_the_others_are_told_nothing(market: Market) -> None:
    identity = sent(market)
    assert seen(market, SELLER) == seen(market, BANK) == [identity]
    for stranger in (OTHER, FUND, SURE):
        assert seen(market, stranger) == []
        with market.sessions() as session, pytest.raises(Refused) as found:
            show_packet(session, stranger, identity)
        assert found.value.name == "not_found"
        assert str(found.value).replace(identity, "X") == refused(market, stranger, "accept_packet", packet="PKT-000000000000").replace("PKT-000000000000", "X")  # fmt: skip
        assert identity in refused(market, stranger, "decline_packet", packet=identity, reason="不办")
    refused(market, SELLER, "accept_packet", packet=identity)
    refused(market, BANK, "withdraw_packet", packet=identity)


@pytest.mark.parametrize(("who", "effect", "more", "state"), [(BANK, "accept_packet", {"reply": "请面谈"}, "accepted"), (BANK, "decline_packet", {"reason": "不在范围"}, "declined"), (SELLER, "withdraw_packet", {}, "withdrawn")])  # fmt: skip
def test_each_end_is_reached_once(
    market: Market, who: Principal, effect: str, more: dict[str, str], state: str
) -> None:
    identity = sent(market)
    market.do(who, effect, packet=identity, **more)
    with market.sessions() as session:
        assert session.get_one(PacketRow, identity).state == state
        assert [event.became for event in events_of(session, "packet", identity)] == ["sent", state]
        assert packet_history(session, SELLER, identity)[0].name == "send"
        actions = [row.action for row in session.query(AuditRow)]
    assert {"approve send_packet", f"approve {effect}"} <= set(actions)
    for party, again in ((BANK, "accept_packet"), (SELLER, "withdraw_packet")):
        refused(market, party, again, packet=identity)


def test_what_is_withdrawn_its_recipient_cannot_open_any_more(market: Market) -> None:
    identity = sent(market)
    market.do(SELLER, "withdraw_packet", packet=identity)
    assert seen(market, BANK) == []
    assert seen(market, SELLER) == [identity]
    with market.sessions() as session, pytest.raises(Refused):
        show_packet(session, BANK, identity)


def test_a_decline_gives_its_reason_to_the_sender(market: Market) -> None:
    identity = sent(market)
    refused(market, BANK, "decline_packet", packet=identity)  # without a reason it is none
    market.do(BANK, "decline_packet", packet=identity, reason="行业限制")
    with market.sessions() as session:
        assert show_packet(session, SELLER, identity).reason == "行业限制"


@pytest.mark.parametrize(
    "wrong",
    [{"consent": False}, {"recipient": "ORG-SELL"}, {"recipient": "ORG-NOBODY"}, {"recipient": "ORG-BUY"}, {"amount": Money(0)}, {"amount": Money(-5)}, {"months": 0}, {"months": 10_000},
     {"numbers": ()}, {"numbers": ("hello",)}, {"papers": ("diary",)}, {"stated": {"rich": True}}, {"purpose": ""}, {"price": 1}],
)  # fmt: skip
def test_what_cannot_be_sent(market: Market, wrong: dict[str, object]) -> None:
    assert "/ " in refused(market, SELLER, "send_packet", **asked(**wrong))
    assert seen(market, SELLER) == []


def test_a_right_that_cannot_be_pledged_is_not_sent(market: Market) -> None:
    card = market.propose(SELLER, "send_packet", **asked(stated={**FINE, "no_pledge": False}))
    assert card.state == "blocked"
    assert market.effects.waiting(SELLER) == []


def test_what_has_changed_since_is_not_sent(market: Market) -> None:
    card = market.propose(SELLER, "send_packet", **asked(numbers=(MODEL,)))
    market.shelf.put(patent(MODEL, "别家有限公司"))
    with pytest.raises(Refused):
        market.effects.approve(SELLER, card.id, card.hash)
    assert seen(market, BANK) == []


def test_recipients_are_lenders_guarantors_and_investors_by_name(market: Market) -> None:
    with market.sessions() as session:
        found = recipients(session, SELLER.organisation)
        assert [row.kind for row in found] == ["bank", "investor", "bank", "guarantor"]
        assert [row.name_en for row in found] == sorted(row.name_en for row in found)
        assert BANK.organisation not in {row.id for row in recipients(session, BANK.organisation)}
    for who in (FUND, SURE):
        identity = sent(market, recipient=who.organisation)
        market.do(who, "accept_packet", packet=identity)
