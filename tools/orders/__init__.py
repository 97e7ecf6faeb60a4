"""Service orders: what can be ordered, quotes, orders, deliverables."""
