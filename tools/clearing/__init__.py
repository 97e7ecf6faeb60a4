"""Third-party clearing: a double-entry ledger, escrows, the payment rail."""
