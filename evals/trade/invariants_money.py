"""What breaks the invariants of books, escrows, transfers and approvals."""

Query = tuple[str, str]  # what is wrong; the records it is wrong with

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
TRANSFERS: tuple[Query, ...] = (
    ("I10 a transfer not booked exactly once", """
        select t.id from transfer t where (select count(*) from ledger_transaction l where l.reference = 'rail:' || t.id)
           <> (case when t.state = 'done' or (t.state = 'failed' and t.direction = 'out') then 1 else 0 end)"""),
    ("I10 a payment out that did not leave its account exactly once", """
        select t.id from transfer t where (select count(*) from ledger_transaction l where l.reference = 'pay_out:' || t.id) <> (case when t.direction = 'out' then 1 else 0 end)"""),
    ("I18 what is in transit is not what is on its way", """
        select c.currency from (select distinct currency from transfer) c
        where (select coalesce(sum(a.balance_minor), 0) from ledger_account a where a.kind = 'transit' and a.currency = c.currency)
           <> (select coalesce(sum(t.amount_minor), 0) from transfer t where t.direction = 'out' and t.state in ('requested', 'sent') and t.currency = c.currency)"""),
    ("I18 the mirror of the bank is not what went in and out", """
        select c.currency from (select distinct currency from transfer) c
        where (select -coalesce(sum(a.balance_minor), 0) from ledger_account a where a.kind = 'rail' and a.currency = c.currency)
           <> (select coalesce(sum(case when t.direction = 'in' then t.amount_minor else -t.amount_minor end), 0) from transfer t where t.state = 'done' and t.currency = c.currency)"""),
    ("I10 the bank moved what nobody asked for, or something else", """
        select b.key from sandbox_bank b left join transfer t on t.key = b.key
        where t.id is null or t.amount_minor <> b.amount_minor or t.currency <> b.currency or t.direction <> b.direction or t.organisation <> b.organisation"""),
    ("I10 a transfer booked against the bank's books", """
        select t.id from transfer t left join sandbox_bank b on b.key = t.key
        where (t.state = 'done' and coalesce(b.outcome, '') <> 'done') or (t.state = 'failed' and coalesce(b.outcome, '') <> 'declined')"""),
    ("I10 a transfer that overtook another of its organisation", """
        select t.id from transfer t join transfer e on e.organisation = t.organisation and e.seq < t.seq
        where e.state in ('requested', 'sent') and t.state <> 'requested'"""),
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
