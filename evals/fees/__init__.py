"""A public check of the official fees: US extension, continued examination and issue fees, what agrees, and why the rest does not."""
