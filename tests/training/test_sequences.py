"""Random sequences over sessions, sign-ups and their money: after every step seats, orders and the queue are as they must be."""

import random
from collections import Counter

import pytest
from sqlalchemy import text

from evals.trade.invariants import asked, unknown_steps
from evals.trade.invariants_training import TRAINING
from tests.training.room import Room
from tools.clearing.machine import ESCROW, TRANSFER
from tools.clearing.verifying import findings
from tools.orders.machine import ORDER, QUOTE
from tools.refused import Refused
from tools.training.machine import SESSION, SIGN_UP
from tools.training.running import run_training

USERS = ("lin", "li", "chen", "xu", "zhi", "tao", "su")
STEPS = 60
JUMPS = ({"minutes": 5}, {"hours": 3}, {"hours": 20}, {"hours": 49}, {"days": 3})
WHOSE = {"sign_up": 'select "user" from training_sign_up where id = :id', "order": "select buyer_user from orders where id = :id",
         "escrow": "select o.buyer_user from orders o join escrow e on e.subject = o.id where e.id = :id"}  # fmt: skip


class Sequence:
    """One run: everybody does anything, in any state."""

    def __init__(self, seed: int) -> None:
        self.room, self.chance, self.done = Room(), random.Random(seed), Counter[str]()
        self.room.publish(seats=1)
        self.room.publish(by="tao", seats=2, price=50_000, certificate=True, days=12)
        for user in USERS[:5]:
            self.room.do(user, "deposit_money", amount={"minor": 500_000, "currency": "CNY"})

    def ids(self, table: str) -> list[str]:
        with self.room.sessions() as session:
            return [row[0] for row in session.execute(text(f"select id from {table} order by id"))]

    def one(self, table: str) -> str:
        return self.chance.choice([*self.ids(table), "XXX-000000000000"])

    def step(self) -> None:
        """One act of somebody, carried out or refused; now and then a second click, the clock, the batch."""
        room, chance = self.room, self.chance
        if chance.random() < 0.08:
            room.later(**chance.choice(JUMPS))
        if chance.random() < 0.06:
            run_training(room.effects, room.who("su"))
            return
        effect, request = chance.choice(self.acts())
        user = self.owner(request) if chance.random() < 0.7 else chance.choice(USERS)
        try:
            card = room.propose(user, effect, **request)
            for _ in range(chance.choice((1, 1, 2))):
                room.effects.approve(room.who(user), card.id, card.hash)
            self.done[effect] += 1
        except Refused:
            pass

    def owner(self, request: dict[str, object]) -> str:
        """Whose record a request names, mostly the one who may; anybody where it names none."""
        named = next(((query, request[name]) for name, query in WHOSE.items() if name in request), None)
        if named is None:
            return self.chance.choice(USERS)
        with self.room.sessions() as session:
            return str(session.scalar(text(named[0]), {"id": named[1]}) or self.chance.choice(USERS))

    def acts(self) -> list[tuple[str, dict[str, object]]]:
        """What may be tried now, the common things more often."""
        seat, order = {"sign_up": self.one("training_sign_up")}, {"order": self.one("orders")}
        return [
            *[("sign_up", {"session": self.one("training_session")})] * 5, *[("cancel_sign_up", seat)] * 3, *[("claim_seat", seat)] * 3,
            *[("fund_escrow", {"escrow": self.one("escrow")})] * 3, ("accept_assignment", order), ("decline_assignment", {**order, "reason": "no"}),
            ("cancel_order", order), ("dispute_order", {**order, "reason": "no"}), ("refund_escrow", {"escrow": self.one("escrow")}),
            ("record_attendance", seat), ("record_attendance", {**seat, "came": "absent"}), ("cancel_session", {"session": self.one("training_session"), "reason": "no"}),
        ]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_no_sequence_breaks_seats_orders_or_the_queue(seed: int) -> None:
    run = Sequence(seed)
    for number in range(STEPS):
        run.step()
        assert asked(run.room.sessions, TRAINING) == [], (seed, number)
    with run.room.sessions() as session:
        assert findings(session) == []
    assert unknown_steps(run.room.sessions, (SESSION, SIGN_UP, ORDER, QUOTE, ESCROW, TRANSFER)) == []
    assert run.done["sign_up"]
