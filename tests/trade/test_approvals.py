"""Approvals: nothing happens before its terms were shown, and then once, on those terms, by that user, in time."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select

from tools.access import table as access
from tools.access.relation import Relation
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.effects import VALID, Effects
from tools.approvals.tables import ApprovalRow
from tools.approvals.terms import Amount, Card, Clause, Outcome, Terms
from tools.audit.chain import Audit
from tools.database import open_database
from tools.events import EventRow
from tools.members.tables import AccountRow, OrganisationRow
from tools.money import Money
from tools.principal import Principal, Role
from tools.refused import Refused

LIN, CHEN = Principal("lin", "ORG-A", Role.MEMBER), Principal("chen", "ORG-B", Role.MEMBER)


class Buying(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    thing: str
    pieces: int = 1


class Shop:
    """A shop with one price: enough to see what approvals do."""

    def __init__(self) -> None:
        self.price, self.moment, self.failing = Money(500), datetime(2026, 11, 22, 10, tzinfo=UTC), False
        self.effects = Effects.of(open_database("sqlite://"), Audit(b"key"), lambda: self.moment, self.ids(), [self.effect()])  # fmt: skip
        with self.effects.sessions.begin() as session:
            for who in (LIN, CHEN):
                session.add(OrganisationRow(id=who.organisation, name_zh=who.user, name_en=who.user, kind="enterprise", created=self.moment))  # fmt: skip
                session.flush()
                session.add(AccountRow(user=who.user, organisation=who.organisation, role="member", created=self.moment))  # fmt: skip

    def ids(self):  # type: ignore[no-untyped-def]
        numbers = count(1)
        return lambda: f"{next(numbers):012x}"

    def effect(self) -> Effect:
        return Effect("buy", Buying, lambda act, request: None, self.terms, self.buy)

    def terms(self, act: Act, request: Buying) -> Terms:
        if request.pieces < 1:
            raise Refused("数量有误。/ The number is not right.", "pieces")
        amounts = (Amount(key="price", money=self.price.times(request.pieces)),)
        return Terms(effect="buy", words="tools.approvals", amounts=amounts, clauses=(Clause(key="none"),))

    def buy(self, act: Act, request: Buying, terms: Terms) -> Outcome:
        act.note("purchase", request.thing, "bought", price=terms.amounts[0].money.minor)
        if self.failing:
            raise Refused("售罄。/ Sold out.", "sold_out")
        return Outcome(effect="buy", words="tools.approvals", record=request.thing, key="bought")

    def bought(self) -> int:
        with self.effects.sessions() as session:
            return session.scalar(select(func.count(EventRow.id))) or 0

    def propose(self, pieces: int = 1) -> Card:
        return self.effects.propose(LIN, "buy", {"thing": "T-1", "pieces": pieces})


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    rows = {**access.table(), "buy": {Role.MEMBER: frozenset({Relation.NONE})}}
    monkeypatch.setattr(access, "table", lambda: rows)
    return Shop()


def refused(shop: Shop, card: Card, name: str, who: Principal = LIN, hash_: str = "") -> None:
    before = shop.bought()
    with pytest.raises(Refused) as error:
        shop.effects.approve(who, card.id, hash_ or card.hash)
    assert error.value.name == name
    assert "。/ " in str(error.value)
    assert shop.bought() == before


def test_a_proposal_does_nothing_and_an_approval_does_it_once(shop: Shop) -> None:
    card = shop.propose()
    assert shop.bought() == 0
    assert shop.effects.waiting(LIN) == [card]
    assert shop.effects.approve(LIN, card.id, card.hash).record == "T-1"
    assert shop.bought() == 1
    assert shop.effects.waiting(LIN) == []
    refused(shop, card, "approval.used")


def test_what_was_done_is_named_when_it_is_approved_again(shop: Shop) -> None:
    card = shop.propose()
    shop.effects.approve(LIN, card.id, card.hash)
    with pytest.raises(Refused, match="T-1"):
        shop.effects.approve(LIN, card.id, card.hash)


def test_another_user_gets_the_answer_for_a_card_that_does_not_exist(shop: Shop) -> None:
    card = shop.propose()
    refused(shop, card, "not_found", who=CHEN)
    with pytest.raises(Refused) as others:
        shop.effects.card(CHEN, card.id)
    with pytest.raises(Refused) as missing:
        shop.effects.card(CHEN, "APR-NONE")
    assert str(others.value).replace(card.id, "X") == str(missing.value).replace("APR-NONE", "X")


def test_a_hash_that_was_not_shown_is_refused(shop: Shop) -> None:
    card = shop.propose()
    refused(shop, card, "approval.hash", hash_="0" * 64)
    refused(shop, card, "approval.hash", hash_=shop.propose(2).hash)


def test_an_approval_expires(shop: Shop) -> None:
    card = shop.propose()
    shop.moment += VALID
    refused(shop, card, "approval.expired")
    assert shop.effects.waiting(LIN) == []


def test_a_changed_price_is_refused(shop: Shop) -> None:
    card = shop.propose()
    shop.price = Money(501)
    refused(shop, card, "approval.changed")
    shop.price = Money(500)
    assert shop.effects.approve(LIN, card.id, card.hash)


@pytest.mark.parametrize("columns", [("terms",), ("request",), ("terms", "request"), ("expires",)])
def test_an_approval_edited_in_the_database_is_refused(shop: Shop, columns: tuple[str, ...]) -> None:
    card = shop.propose()
    with shop.effects.sessions.begin() as session:
        row = session.get_one(ApprovalRow, card.id)
        for column in columns:  # two pieces at twice the price: terms and request that fit each other
            held = getattr(row, column)
            edited = (
                held + VALID if column == "expires" else held.replace("500", "1000").replace('"pieces":1', '"pieces":2')
            )
            setattr(row, column, edited)
    refused(shop, card, "approval.hash")


def test_a_card_turned_down_stays_down(shop: Shop) -> None:
    card = shop.propose()
    with pytest.raises(Refused):
        shop.effects.reject(CHEN, card.id)
    shop.effects.reject(LIN, card.id)
    refused(shop, card, "approval.rejected")
    with pytest.raises(Refused):
        shop.effects.reject(LIN, card.id)


def test_an_effect_that_is_refused_leaves_the_approval_unused(shop: Shop) -> None:
    card, shop.failing = shop.propose(), True
    refused(shop, card, "sold_out")
    shop.failing = False
    assert shop.effects.approve(LIN, card.id, card.hash)


def test_a_request_key_gives_the_same_answer_again_and_another_request_is_refused(shop: Shop) -> None:
    card, other = shop.propose(), shop.propose(2)
    first = shop.effects.approve(LIN, card.id, card.hash, key="k")
    assert shop.effects.approve(LIN, card.id, card.hash, key="k") == first
    assert shop.bought() == 1
    with pytest.raises(Refused) as error:
        shop.effects.approve(LIN, other.id, other.hash, key="k")
    assert error.value.name == "repeat.mismatch"
    assert shop.bought() == 1


def test_a_role_taken_away_counts_at_once(shop: Shop) -> None:
    card = shop.propose()
    with shop.effects.sessions.begin() as session:
        session.get_one(AccountRow, "lin").role = "visitor"
    refused(shop, card, "access.visitor")


@pytest.mark.parametrize(
    "request_",
    [{}, {"thing": 3}, {"thing": "T", "pieces": "many"}, {"thing": "T", "price": 1}, {"thing": "T", "user": "chen"}, {"thing": "T", "pieces": 1.5}],
)  # fmt: skip
def test_a_request_that_is_not_understood_is_refused(shop: Shop, request_: dict[str, object]) -> None:
    with pytest.raises(Refused) as error:
        shop.effects.propose(LIN, "buy", request_)
    assert error.value.name == "request"
    assert shop.effects.waiting(LIN) == []


def test_an_unknown_effect_and_a_rule_that_says_no_keep_nothing(shop: Shop) -> None:
    for name, request in (("sell", {}), ("buy", {"thing": "T", "pieces": 0})):
        with pytest.raises(Refused):
            shop.effects.propose(LIN, name, request)
    assert shop.effects.waiting(LIN) == []


def test_cards_wait_in_their_conversation(shop: Shop) -> None:
    card = shop.effects.propose(LIN, "buy", {"thing": "T-2"}, thread="t1")
    shop.moment += timedelta(minutes=1)
    later = shop.propose()
    assert [each.id for each in shop.effects.waiting(LIN)] == [later.id, card.id]
    assert [each.id for each in shop.effects.waiting(LIN, "t1")] == [card.id]


def test_proposals_approvals_and_refusals_stand_in_the_audit(shop: Shop) -> None:
    card, down = shop.propose(), shop.propose()
    shop.effects.approve(LIN, card.id, card.hash)
    shop.effects.reject(LIN, down.id)
    with shop.effects.sessions() as session:
        found = shop.effects.audit.verify(session)
    assert found.sound
    assert found.entries == 4
