"""The invariants of the exchange in SQL alone, on both databases, written from the contract and not from the rules.

Each query gives what breaks it; all are asked as one statement, so that asking after every step is affordable. The machines'
tables are data and are taken as they are: a step in the log that no table has is found here, whichever rule took it.
"""

from collections.abc import Iterable

from sqlalchemy import text

from evals.trade.invariants_exchange import DEALS
from evals.trade.invariants_money import APPROVALS, BOOKS, ESCROWS, TRANSFERS
from evals.trade.invariants_orders import ORDERS
from evals.trade.invariants_training import TRAINING
from tools.database import Sessions
from tools.machine import Machine

Query = tuple[str, str]  # what is wrong, the records it is wrong with

STATES = {
    "escrow": "escrow",
    "session": "training_session",
    "sign_up": "training_sign_up",
    "transfer": "transfer",
    "order": "orders",
    "packet": "finance_packet",
    "quote": "quote",
    "listing": "listing",
    "need": "need",
    "offer": "offer",
    "deal": "deal",
    "rating": "rating_dispute",
    "introduction": "introduction",
    "inquiry": "triage_case",
}


def invariants(sessions: Sessions) -> list[str]:
    """What is wrong with a database: sentences, none when all is well."""
    return _said(sessions, _ALL)


def asked(sessions: Sessions, queries: Iterable[Query]) -> list[str]:
    """As `invariants`, of some of them."""
    return _said(sessions, _together(queries))


def unknown_steps(sessions: Sessions, machines: Iterable[Machine]) -> list[str]:
    """I13: moves in the log that the machine of their kind does not have."""
    steps = {(machine.kind, was, name, became) for machine in machines for (was, name), became in machine.steps.items()}
    moved = text("select distinct kind, was, name, became from event where was <> became and was <> ''")
    with sessions() as session:
        return [f"I13 a step no machine has: {tuple(row)}" for row in session.execute(moved) if tuple(row) not in steps]


def _said(sessions: Sessions, statement: str) -> list[str]:
    with sessions.engine.connect() as connection:
        return [f"{name}: {record}" for name, record in connection.exec_driver_sql(statement)]


def _histories() -> Iterable[Query]:
    """I13: the log of a record is a chain, and its end is the state of the record."""
    broken = "select record from (select kind, record, was, lag(became) over (partition by kind, record order by id) as before from event where became <> '') x where x.before is not null and x.was <> x.before"  # fmt: skip
    yield "I13 a history with a gap", broken
    for kind, table in STATES.items():
        last = f"select e.became from event e where e.kind = '{kind}' and e.record = r.id and e.became <> '' order by e.id desc limit 1"  # noqa: S608 - our own names
        yield f"I13 the state of a {kind} is not the end of its history", f"select r.id from {table} r where r.state <> coalesce(({last}), '')"  # noqa: S608 # fmt: skip


def _together(queries: Iterable[Query]) -> str:
    """One statement of all queries: rows of (what is wrong, record)."""
    numbered = [(name.replace("'", "''"), query, f"q{number}") for number, (name, query) in enumerate(queries)]
    parts = ", ".join(f"{alias}(found) as ({query})" for _, query, alias in numbered)
    asked = " union all ".join(f"select '{name}', cast(found as varchar(80)) from {alias}" for name, _, alias in numbered)  # noqa: S608 # fmt: skip
    return f"with {parts} {asked}"


_ALL = _together([*BOOKS, *ESCROWS, *TRANSFERS, *APPROVALS, *_histories(), *DEALS, *ORDERS, *TRAINING])
