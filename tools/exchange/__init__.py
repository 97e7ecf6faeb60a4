"""The exchange: listings, needs, offers, bids, deals and the checks before them."""
