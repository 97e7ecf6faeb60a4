"""Third-party clearing: a double-entry ledger, escrows, a payment rail, fees and taxes, statements."""
