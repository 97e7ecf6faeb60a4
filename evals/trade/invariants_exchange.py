"""What breaks the exchange's invariants: double sales, licences beyond the number, bids out of order, deals apart from their money."""

Query = tuple[str, str]

DEALS: tuple[Query, ...] = (
    ("I5 a listing sold twice", "select listing from deal where exclusive and live group by listing having count(*) > 1"),
    ("I5 a right under two exclusive deals", "select r.right_key from listed_right r join deal d on d.listing = r.listing where d.exclusive and d.live and d.state in ('agreed', 'funded', 'proved', 'disputed') group by r.right_key having count(*) > 1"),
    ("I5 a right listed twice for one buyer", "select right_key from listed_right where live and exclusive group by right_key having count(*) > 1"),
    ("I5 a listing under contract without its deal, or the other way", """
        select l.id from listing l where (l.state = 'under_contract')
           <> exists (select 1 from deal d where d.listing = l.id and d.exclusive and d.live and d.state in ('agreed', 'funded', 'proved', 'disputed'))"""),
    ("I5 an offer or a bid that made two deals", "select source from deal where source <> '' group by source having count(*) > 1"),
    ("I5 a deal with oneself", "select d.id from deal d join listing l on l.id = d.listing where d.buyer = d.seller or l.organisation <> d.seller"),
    ("I6 more licences given than offered", "select id from listing where granted > most or concluded > granted"),
    ("I6 a count of licences that is not the deals'", "select l.id from listing l where l.granted <> (select count(*) from deal d where d.listing = l.id and d.live and not d.exclusive)"),
    ("I6 more licences in force than offered", "select l.id from listing l where (select count(*) from deal d where d.listing = l.id and d.live and not d.exclusive) > l.most"),
    ("I11 a bid that is not above the one before", "select b.id from bid b join bid a on a.listing = b.listing and a.place = b.place - 1 where b.amount_minor <= a.amount_minor or b.placed < a.placed"),
    ("I11 a bid after the close or before the start", "select b.id from bid b join listing l on l.id = b.listing where b.placed > l.ends or b.placed < l.starts"),
    ("I11 bids that are not counted", "select l.id from listing l where l.bids <> (select count(*) from bid b where b.listing = l.id) or l.bids <> (select coalesce(max(b.place), 0) from bid b where b.listing = l.id)"),
    ("I11 a winner without the highest bid", """select d.id from deal d join bid b on b.id = d.source where exists (select 1 from bid o where o.listing = b.listing and o.amount_minor > b.amount_minor
        and not exists (select 1 from deal f where f.listing = b.listing and f.buyer = o.organisation and not f.live)) or d.price_minor <> b.amount_minor"""),
    ("I14 a deal at another price than was offered", "select d.id from deal d join offer o on o.id = d.source where d.price_minor <> o.amount_minor or d.currency <> o.currency or d.buyer <> o.buyer or o.state <> 'accepted'"),
    ("an accepted offer without a deal", "select o.id from offer o where o.state = 'accepted' and not exists (select 1 from deal d where d.source = o.id)"),
    ("a deal without its escrow, or one over another sum or between others", """
        select d.id from deal d left join escrow e on e.purpose = 'deal' and e.subject = d.id
        where e.id is null or e.price_minor <> d.price_minor or e.currency <> d.currency or e.payer <> d.buyer or e.payee <> d.seller"""),
    ("a deal and its money apart", """
        select d.id from deal d join escrow e on e.purpose = 'deal' and e.subject = d.id where e.state <>
        case when d.state = 'agreed' then 'agreed' when d.state in ('funded', 'proved', 'disputed') then 'held' when d.state = 'completed' then 'released'
             when d.state = 'divided' then 'split' when e.state = 'void' then 'void' else 'refunded' end"""),
)  # fmt: skip
