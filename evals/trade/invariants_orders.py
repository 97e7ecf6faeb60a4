"""What breaks the orders' invariants: money apart from the order, work by nobody, prices that moved."""

Query = tuple[str, str]

ORDERS: tuple[Query, ...] = ()
