"""The stateful machine: several users, every effect with right and hostile requests, the clock, the bank, the workers.

After each step every invariant is asked for; a refusal must have changed nothing; whatever is no refusal is a bug.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from evals.trade.flows import FILE, STORE
from evals.trade.invariants import invariants, unknown_steps
from evals.trade.members import ACCOUNTS
from evals.trade.venue import AUDIT, Venue
from tests.trade.proof_moves import MOVES, move
from tests.trade.proof_requests import QUOTE, QUOTE_TO_ASK, REQUESTS, Drawn, Requests
from tools.access.table import may_ever
from tools.agencies.machine import INTRODUCTION
from tools.approvals.terms import Card, Outcome
from tools.clearing.batch import clear_due
from tools.clearing.dispatching import dispatch
from tools.clearing.machine import ESCROW, TRANSFER
from tools.database import Sessions
from tools.exchange.expiring import expire_due
from tools.exchange.machine import MACHINES
from tools.finance.machine import PACKET
from tools.money import Money
from tools.orders import machine as orders
from tools.orders.deliverables import upload_deliverable
from tools.orders.quoting import quote_service
from tools.ratings.machine import RATING_DISPUTE
from tools.refused import Refused
from tools.training.machine import SESSION, SIGN_UP
from tools.triage.machine import CASE

USERS = (*ACCOUNTS, "nobody")
AMOUNTS = [Money(n) for n in (1, 250_000, 5_000_000, 5_010_000, 6_000_000, 0, -1, 10**15 + 1)] + [
    Money(5_000_000, "USD")
]
BANK = ("done", "decline", "fail", "timeout", "twice", "silent")
TIMES = (
    {"seconds": 61},
    {"seconds": 61},
    {"minutes": 9},
    {"minutes": 31},
    {"hours": 1},
    {"days": 1},
    {"days": 15},
    {"days": 70},
)
TABLES = ("orders", "orders", "deal", "deal", "listing", "offer", "quote")
ALL_MACHINES = (
    *(*MACHINES, ESCROW, TRANSFER, orders.ORDER, orders.QUOTE),
    *(RATING_DISPUTE, SESSION, SIGN_UP, PACKET, INTRODUCTION, CASE),
)
users = st.sampled_from(USERS)
drawn = st.builds(Drawn, st.integers(0, 7), st.sampled_from(AMOUNTS), st.integers(0, 15))


@dataclass
class Shown:
    """A card somebody has before them; `outcome` when it was carried out, `key` under which."""

    user: str
    card: Card
    outcome: Outcome | None = None
    key: str = ""


class Exchange(RuleBasedStateMachine):
    """Orders, exchange and clearing together. `fresh` gives the database of a sequence."""

    fresh: Callable[[], Sessions]

    def __init__(self) -> None:
        super().__init__()
        self.venue = Venue(type(self).fresh())
        self.requests = Requests(self.venue)
        self.cards: list[Shown] = []
        self.done = 0

    @rule(user=users, effect=st.sampled_from(sorted(REQUESTS)), drawn=drawn)
    def propose(self, user: str, effect: str, drawn: Drawn) -> None:
        """Somebody asks for terms and leaves them on the table."""
        user = self.likely(user, effect, drawn)
        made = self.tried(lambda: self.venue.propose(user, effect, **self.requests.build(effect, drawn)))
        if isinstance(made, Card) and made.state == "pending":
            self.cards.append(Shown(user, made))

    @rule(user=users, effect=st.sampled_from(sorted(REQUESTS)), drawn=drawn)
    def do(self, user: str, effect: str, drawn: Drawn) -> None:
        """Somebody asks for terms and approves them."""
        user = self.likely(user, effect, drawn)
        self.tried(lambda: self.venue.do(user, effect, **self.requests.build(effect, drawn)))

    @rule(table=st.sampled_from(TABLES), drawn=drawn)
    def get_on(self, table: str, drawn: Drawn) -> None:
        """Somebody takes the next step of what there is."""
        if held := self.requests.ids(table, MOVES[table]):
            self.tried(lambda: move(self.venue, table, held[drawn.pick % len(held)]))

    @rule(
        pick=st.integers(0, 5),
        user=st.sampled_from(("", "", "", *USERS)),
        wrong=st.booleans(),
        key=st.sampled_from(("", "k1", "k2")),
    )
    def approve(self, pick: int, user: str, wrong: bool, key: str) -> None:
        """Somebody approves what is on the table: the one it was shown to or another, what was shown or something else, again."""
        if not self.cards:
            return
        shown = self.cards[-1 - pick % len(self.cards)]
        who = user or shown.user
        card = shown.card.model_copy(update={"hash": "0" * 64}) if wrong and pick % 2 else shown.card
        answer = self.tried(lambda: self.venue.approve(who, card, key))
        if answer is None:
            return
        before = shown.outcome if key == shown.key != "" else None
        assert who == shown.user, "another user's approval was carried out"
        assert before or (card.hash == shown.card.hash and shown.outcome is None), (
            "carried out again, or on other terms"
        )
        assert before or self.venue.clock() < shown.card.expires, "carried out after it had expired"
        assert before is None or answer.record == before.record, "the same key got another answer"
        shown.outcome, shown.key = answer, key

    @rule(user=users, what=st.sampled_from(["quote", "quote", "upload", "reject"]), drawn=drawn)
    def besides(self, user: str, what: str, drawn: Drawn) -> None:
        """What is no effect with terms: asking for a price, uploading a file, turning terms down."""
        who = self.venue.principal(user)
        if what == "quote":
            asked = (QUOTE, QUOTE_TO_ASK)[drawn.pick % 2]
            self.tried(lambda: quote_service(self.venue.effects, who, *asked))
        elif what == "upload":
            order = self.requests.one("orders", drawn)
            self.tried(lambda: upload_deliverable(self.venue.effects, STORE, who, order, "result.pdf", FILE))
        elif self.cards:
            card = self.cards[-1 - drawn.pick % len(self.cards)]
            self.tried(lambda: self.venue.effects.reject(who, card.card.id))

    @rule(
        by=st.sampled_from(TIMES),
        bank=st.lists(st.sampled_from(BANK), max_size=3),
        work=st.sampled_from(["dispatch", "clear", "expire"]),
    )
    def time_passes(self, by: dict[str, int], bank: list[str], work: str) -> None:
        """The clock goes on, the bank answers as it likes, the platform does its own work."""
        self.venue.clock.jump(**by)
        self.venue.rail._script[:] = bank
        if work == "dispatch":
            dispatch(self.venue.house)
        elif work == "clear":
            clear_due(self.venue.house)
        else:
            with self.venue.house.act("expire") as act:
                expire_due(act)

    @invariant()
    def nothing_is_broken(self) -> None:
        """Every invariant, in SQL."""
        assert invariants(self.venue.sessions) == []

    def teardown(self) -> None:
        """At the end: the steps of the machines, the audit's chain."""
        assert unknown_steps(self.venue.sessions, ALL_MACHINES) == []
        with self.venue.sessions() as session:
            assert AUDIT.verify(session).sound

    def told(self, refusal: Refused) -> None:
        """A refusal is told in both languages and has a name, and what it refused has changed nothing."""
        assert refusal.name
        assert "/ " in str(refusal)

    def likely(self, user: str, effect: str, drawn: Drawn) -> str:
        """Who asks: two times in three somebody whose role may do such a thing at all."""
        able = [each for each in USERS if may_ever(self.venue.principal(each), effect)]
        return able[USERS.index(user) % len(able)] if drawn.variant % 3 else user

    def tried(self, work: Callable[[], Any]) -> Any:
        """What some work gives; None when a rule refused it, in words for both languages and with a name."""
        try:
            made = work()
        except Refused as refusal:
            return self.told(refusal)
        self.done += 1
        return made
