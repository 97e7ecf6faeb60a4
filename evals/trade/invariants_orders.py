"""What breaks the orders' invariants: money apart from the order, work by nobody, prices that moved."""

Query = tuple[str, str]

ORDERS: tuple[Query, ...] = (
    ("I8 a quote that made no order or two", "select q.id from quote q where (select count(*) from orders o where o.quote = q.id) <> (case when q.state = 'used' then 1 else 0 end)"),
    ("I14 an order at another price, or of another thing, than was quoted", """
        select o.id from orders o join quote q on q.id = o.quote
        where o.price_minor <> q.price_minor or o.currency <> q.currency or o.buyer <> q.buyer or o.sku <> q.sku or o.inputs <> q.inputs"""),
    ("an order placed after its quote ran out", "select o.id from orders o join quote q on q.id = o.quote where substr(cast(o.created as varchar(40)), 1, 10) > cast(q.valid_until as varchar(40))"),
    ("an order without its escrow, or one over another sum or between others", """
        select o.id from orders o left join escrow e on e.purpose = 'order' and e.subject = o.id
        where e.id is null or e.price_minor <> o.price_minor or e.currency <> o.currency or e.payer <> o.buyer
           or (e.payee <> o.provider and o.state in ('working', 'delivered', 'disputed', 'completed', 'settled'))"""),
    ("an order ended by somebody who is no side of it", """select record from event where kind = 'order' and name = 'cancel' and replace(detail, '"by": ""', '') <> detail"""),
    ("an order and its money apart", """
        select o.id from orders o join escrow e on e.purpose = 'order' and e.subject = o.id
        where (o.state in ('delivered', 'disputed') and e.state not in ('held'))
           or (o.state in ('placed', 'assigned', 'working') and e.state not in ('agreed', 'held'))
           or (o.state = 'completed' and e.state not in ('held', 'released')) or (o.state = 'settled' and e.state not in ('released', 'refunded', 'split'))
           or (o.state = 'cancelled' and e.state not in ('void', 'refunded', 'split'))"""),
    ("an order in work by nobody", "select id from orders where state in ('assigned', 'working', 'delivered', 'disputed', 'completed', 'settled') and provider = ''"),
    ("a rating of an order that did not end", """select r."order" from order_rating r join orders o on o.id = r."order" where o.state not in ('completed', 'settled')"""),
)  # fmt: skip
