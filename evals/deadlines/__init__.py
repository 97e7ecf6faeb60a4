"""A public check of the deadline calculator: US office actions, what agrees, and why the rest does not."""
