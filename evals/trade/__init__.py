"""How fast and how safe the exchange is: a real PostgreSQL, one venue for both databases, invariants in SQL, the bench."""
