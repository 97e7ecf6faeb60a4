"""Who may do what on whose record: one table, enforced in one place."""
