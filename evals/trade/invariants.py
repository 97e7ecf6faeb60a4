"""The invariants of the exchange in SQL alone, on both databases, written from the contract and not from the rules.

Each query gives what breaks it; all are asked as one statement, so that asking after every step is affordable. The machines'
tables are data and are taken as they are: a step in the log that no table has is found here, whichever rule took it.
"""

from collections.abc import Iterable

from sqlalchemy import text

from evals.trade.invariants_exchange import DEALS
from evals.trade.invariants_orders import ORDERS
from tools.database import Sessions
from tools.machine import Machine

Query = tuple[str, str]  # what is wrong, the records it is wrong with

BOOKS: tuple[Query, ...] = (
    ("I1 a transaction does not balance", """select p."transaction" from ledger_posting p group by p."transaction", p.currency having sum(p.amount_minor) <> 0"""),
    ("I1 the ledger does not balance", "select currency from ledger_posting group by currency having sum(amount_minor) <> 0"),
    ("I1 a transaction without two postings", """select t.id from ledger_transaction t where (select count(*) from ledger_posting p where p."transaction" = t.id) < 2"""),
    ("I1 a transaction without a seal", """select t.id from ledger_transaction t where not exists (select 1 from ledger_seal s where s."transaction" = t.id)"""),
    ("I1 a posting of no transaction", """select p."transaction" from ledger_posting p where not exists (select 1 from ledger_transaction t where t.id = p."transaction")"""),
    ("I1 a balance that is not the sum of its postings", "select a.id from ledger_account a where a.balance_minor <> (select coalesce(sum(p.amount_minor), 0) from ledger_posting p where p.account = a.id)"),
    ("I12 an account below nothing", "select id from ledger_account where balance_minor < 0 and kind <> 'rail'"),
)  # fmt: skip
ESCROWS: tuple[Query, ...] = (
    ("I3 the escrow account is not what is held", """
        select c.currency from (select currency from ledger_posting union select currency from escrow) c
        where (select coalesce(sum(p.amount_minor), 0) from ledger_posting p join ledger_account a on a.id = p.account where a.kind = 'escrow' and p.currency = c.currency)
           <> (select coalesce(sum(e.price_minor), 0) from escrow e where e.state = 'held' and e.currency = c.currency)"""),
    ("I4 an escrow not funded exactly once", """
        select e.id from escrow e where (select count(*) from ledger_transaction t where t.reference = 'fund:' || e.id)
           <> (case when e.state in ('held', 'released', 'refunded', 'split') then 1 else 0 end)"""),
    ("I4 an escrow not settled exactly once", """
        select e.id from escrow e where (select count(*) from ledger_transaction t where t.reference = 'settle:' || e.id)
           <> (case when e.state in ('released', 'refunded', 'split') then 1 else 0 end)"""),
    ("I4 an escrow ended more than once", "select record from event where kind = 'escrow' and name in ('release', 'refund', 'split', 'void') group by record having count(*) > 1"),
    ("I4 more or less than the price left an escrow", """
        select e.id from escrow e join ledger_transaction t on t.reference = 'settle:' || e.id
        where (select coalesce(sum(p.amount_minor), 0) from ledger_posting p where p."transaction" = t.id and p.account = 'escrow:' || e.currency) <> -e.price_minor"""),
    ("I4 a payer did not get all back", """
        select e.id from escrow e join ledger_transaction t on t.reference = 'settle:' || e.id where e.state = 'refunded'
        and (select coalesce(sum(p.amount_minor), 0) from ledger_posting p where p."transaction" = t.id and p.account = 'member:' || e.payer || ':' || e.currency) <> e.price_minor"""),
    ("I4 a payee did not get price less fee", """
        select e.id from escrow e join ledger_transaction t on t.reference = 'settle:' || e.id where e.state = 'released'
        and (select coalesce(sum(p.amount_minor), 0) from ledger_posting p where p."transaction" = t.id and p.account = 'member:' || e.payee || ':' || e.currency) <> e.price_minor - e.fee_minor"""),
    ("I18 the platform kept another fee", """
        select e.id from escrow e join ledger_transaction t on t.reference = 'settle:' || e.id
        where (select coalesce(sum(p.amount_minor), 0) from ledger_posting p where p."transaction" = t.id and p.account = 'platform_fee:' || e.currency)
           not between 0 and e.fee_minor or (e.state = 'refunded' and exists (select 1 from ledger_posting p where p."transaction" = t.id and p.account = 'platform_fee:' || e.currency))"""),
)  # fmt: skip
APPROVALS: tuple[Query, ...] = (
    ("I14 an approval carried out more than once", "select subject from audit where substr(action, 1, 8) = 'approve ' group by subject having count(*) > 1"),
    ("I14 an approval used without a trace, or a trace without use", """
        select a.id from approval a where (a.state = 'used') <> exists (select 1 from audit l where l.subject = a.id and l.action = 'approve ' || a.effect)"""),
    ("I14 an approval used without its outcome or out of time", "select id from approval where state = 'used' and (outcome = '' or decided is null or decided >= expires)"),
    ("I14 something done under an approval that is not used", "select e.cause from event e join approval a on a.id = e.cause where a.state <> 'used'"),
    ("I14 something done by another than who approved", """select e.cause from event e join approval a on a.id = e.cause where a."user" <> e."user" """),
    ("I2 a link of the audit is missing", "select last from (select coalesce(max(seq), 0) as last, count(*) as links from audit) a where last <> links"),
    ("I2 the audit's chain is broken", "select b.seq from audit b join audit a on a.seq = b.seq - 1 where b.previous <> a.hash"),
    ("I2 the audit's head is not its end", "select h.seq from audit_head h where h.seq <> (select coalesce(max(seq), 0) from audit)"),
)  # fmt: skip
STATES = {"escrow": "escrow", "transfer": "transfer", "listing": "listing", "need": "need", "offer": "offer", "deal": "deal", "order": "service_order"}  # fmt: skip


def invariants(sessions: Sessions) -> list[str]:
    """What is wrong with a database: sentences, none when all is well."""
    with sessions.engine.connect() as connection:
        return [f"{name}: {record}" for name, record in connection.exec_driver_sql(_ALL)]


def unknown_steps(sessions: Sessions, machines: Iterable[Machine]) -> list[str]:
    """I13: moves in the log that the machine of their kind does not have."""
    steps = {(machine.kind, was, name, became) for machine in machines for (was, name), became in machine.steps.items()}
    moved = text("select distinct kind, was, name, became from event where was <> became and was <> ''")
    with sessions() as session:
        return [f"I13 a step no machine has: {tuple(row)}" for row in session.execute(moved) if tuple(row) not in steps]


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


_ALL = _together([*BOOKS, *ESCROWS, *APPROVALS, *_histories(), *DEALS, *ORDERS])
